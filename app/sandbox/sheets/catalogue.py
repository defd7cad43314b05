"""The list of sheets: number, title, discipline, area, and how many issued revisions differ."""

from __future__ import annotations

from dataclasses import dataclass

MAIN, ANNEXE = "Main building", "Annexe"


@dataclass(frozen=True)
class SheetSpec:
    """One drawing of the set. ``revisions`` counts the issued states whose content differs (1 = never changed)."""

    number: str
    title: str
    discipline: str | None
    area: str
    revisions: int


def _series(discipline: str | None, area: str, *rows: tuple[str, str, int]) -> tuple[SheetSpec, ...]:
    return tuple(SheetSpec(number, title, discipline, area, revisions) for number, title, revisions in rows)


SHEETS: tuple[SheetSpec, ...] = (
    *_series(
        "General",
        MAIN,
        ("G-001", "Cover Sheet and Drawing List", 2),
        ("G-002", "Code Review, Abbreviations and Symbols", 1),
    ),
    *_series("Civil", MAIN, ("C-101", "Site Plan", 2), ("C-501", "Site Details", 1)),
    *_series(
        "Architectural",
        MAIN,
        ("A-101", "Basement Floor Plan", 2),
        ("A-102", "Ground Floor Plan", 3),
        ("A-103", "Second Floor Plan", 2),
        ("A-111", "Ground Floor Reflected Ceiling Plan", 3),
        ("A-121", "Roof Plan", 1),
        ("A-201", "North and South Elevations", 2),
        ("A-202", "East and West Elevations", 1),
        ("A-301", "Building Sections", 1),
        ("A-302", "Wall Sections", 1),
        ("A-401", "Enlarged Washrooms and Stairs", 2),
        ("A-501", "Architectural Details", 3),
        ("A-601", "Door and Room Finish Schedules", 3),
        ("A-602", "Window Schedule", 2),
    ),
    *_series(
        "Structural",
        MAIN,
        ("S-001", "General Structural Notes", 1),
        ("S-101", "Foundation Plan", 2),
        ("S-102", "Ground Floor Framing Plan", 1),
        ("S-103", "Second Floor and Roof Framing Plan", 2),
        ("S-301", "Structural Sections", 1),
        ("S-501", "Structural Details", 2),
        ("S-601", "Column and Beam Schedules", 2),
    ),
    *_series(
        "Mechanical",
        MAIN,
        ("M-101", "Basement Ventilation Plan", 1),
        ("M-102", "Ground Floor Ventilation Plan", 3),
        ("M-103", "Second Floor Ventilation Plan", 2),
        ("M-501", "Mechanical Details", 1),
        ("M-601", "Mechanical Schedules", 2),
    ),
    *_series(
        "Plumbing",
        MAIN,
        ("P-101", "Basement Plumbing Plan", 1),
        ("P-102", "Ground Floor Plumbing Plan", 2),
        ("P-501", "Plumbing Riser Diagrams", 1),
    ),
    *_series(
        "Electrical",
        MAIN,
        ("E-001", "Electrical Legend and Notes", 1),
        ("E-101", "Basement Power Plan", 1),
        ("E-102", "Ground Floor Power and Systems Plan", 3),
        ("E-103", "Second Floor Power and Systems Plan", 1),
        ("E-201", "Ground Floor Lighting Plan", 2),
        ("E-401", "One-Line Diagram", 2),
        ("E-601", "Panel Schedules", 2),
    ),
    *_series("Fire Protection", MAIN, ("FP-102", "Ground Floor Sprinkler Plan", 1)),
    *_series(
        "Architectural",
        ANNEXE,
        ("A-151", "Annexe Floor and Ceiling Plans", 2),
        ("A-251", "Annexe Elevations and Section", 1),
    ),
    *_series("Structural", ANNEXE, ("S-151", "Annexe Foundation and Roof Framing", 1)),
    *_series("Mechanical", ANNEXE, ("M-151", "Annexe Ventilation Plan", 1)),
    *_series("Electrical", ANNEXE, ("E-151", "Annexe Power and Lighting Plan", 1)),
    *_series(None, MAIN, ("SK-01", "Sketch: Reception Counter", 1)),
)


def spec_of(number: str) -> SheetSpec:
    """The sheet with this number; ``KeyError`` when the set has none."""
    for spec in SHEETS:
        if spec.number == number:
            return spec
    raise KeyError(number)
