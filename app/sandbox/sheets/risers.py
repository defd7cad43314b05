"""Plumbing riser diagrams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .pen import BOLD, CENTRE, CUT, FINE, HEAVY, HIDDEN, MEDIUM, SHORT, THIN, Pen
from .symbols import arrow, leader, view_title
from .tables import Column, numbered_notes, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .paper import Sheet

from .plumbing import COLD, HOT, STORM


def draw_risers(sheet: Sheet) -> str:
    page = sheet.pen
    storeys = (("ROOF", 1380.0), ("SECOND FLOOR", 1130.0), ("GROUND FLOOR", 880.0), ("BASEMENT", 640.0))
    for name, y in storeys:
        page.line(90, y, 2270, y, FINE, CENTRE)
        page.text(92, y + 5, name, 8, BOLD)
    _sanitary_riser(page, storeys)
    _water_riser(page, storeys)
    _storm_riser(page, storeys)
    for x, n, title in (
        (110, "1", "SANITARY AND VENT RISER"),
        (900, "2", "DOMESTIC WATER RISER"),
        (1640, "4", "STORM RISER"),
    ):
        view_title(page, x, 520, n, title, "NOT TO SCALE", 520)
    _interceptor(page)
    rows = [
        ("WC-1", "24", "6", "4.0"),
        ("L-1", "22", "1", "1.0"),
        ("SHOWER", "8", "2", "2.0"),
        ("MS-1", "2", "3", "3.0"),
        ("SK-1", "3", "3", "3.0"),
        ("FD", "19", "2", "-"),
    ]
    table(
        page,
        1640,
        430,
        "FIXTURE UNITS",
        (
            Column("FIXTURE", 130),
            Column("No.", 90, "r"),
            Column("DRAIN F.U.", 110, "r"),
            Column("WATER F.U.", 110, "r"),
        ),
        rows,
        20,
        8,
    )
    numbered_notes(
        page,
        900,
        430,
        "RISER NOTES",
        [
            "Sizes in millimetres, nominal. Vents through roof 100, 3000 from air intakes.",
            "Stack bases: two 45° elbows and cleanout.",
            "Relief vent at every tenth branch interval.",
            "Insulate rain water leaders to the first horizontal run.",
            "Water: hydrostatic test 1 MPa for two hours.",
        ],
        600,
    )
    return "NOT TO SCALE"


def _sanitary_riser(page: Pen, storeys: tuple[tuple[str, float], ...]) -> None:
    for k, x in enumerate((260.0, 520.0, 720.0)):
        page.line(x, 600, x, 1450, CUT)
        page.line(x + 46, 680, x + 46, 1390, THIN, SHORT)
        page.path([(x + 46, 1390), (x, 1410)], THIN, SHORT)
        page.text(x - 8, 1425, "VTR 100", 7, BOLD, "r")
        for name, y in storeys[1:]:
            count = 4 if k == 0 else 2
            page.line(x, y + 40, x - 30 - count * 30, y + 62, HEAVY)
            for i in range(count):
                fx = x - 36 - i * 30
                page.path([(fx, y + 46 + i * 4), (fx, y + 80), (fx + 6, y + 92)], MEDIUM)
                page.circle(fx, y + 84, 4, THIN)
                page.text(fx, y + 98, "WC" if i % 2 else "L", 5.6, align="c")
            page.path([(x - 20, y + 45), (x - 20, y + 120), (x + 46, y + 130)], THIN, SHORT)
            page.text(x + 6, y + 36, "100", 6.4)
            del name
        page.circle(x, 618, 5, THIN, fill=0.0)
        page.text(x + 10, 612, f"CO  STACK S-{k + 1}", 6.4)
    page.path([(260, 600), (780, 570), (840, 566)], CUT)
    arrow(page, (780, 570), (848, 565), 9)
    page.text(700, 552, "SAN 150 @ 1% TO SEWER", 7, BOLD)


def _water_riser(page: Pen, storeys: tuple[tuple[str, float], ...]) -> None:
    for x, style, words in ((1010.0, COLD, "CW 75"), (1050.0, HOT, "HW 50"), (1090.0, HOT, "HWR 25")):
        page.line(x, 600, x, 1190, style[1], style[0])
        page.text(x + 4, 760, words, 6.6, BOLD, angle=90)
    for _, y in storeys[1:]:
        for k, (x, style) in enumerate(((1010.0, COLD), (1050.0, HOT))):
            level = y + 50 + k * 22
            page.line(x, level, 1500, level, style[1], style[0])
            page.path(
                [
                    (x + 60, level - 5),
                    (x + 60, level + 5),
                    (x + 72, level - 5),
                    (x + 72, level + 5),
                    (x + 60, level - 5),
                ],
                THIN,
            )
            for i in range(6):
                fx = 1170 + i * 56 + k * 10
                page.path([(fx, level), (fx, level + 50 - k * 16)], THIN)
                page.circle(fx, level + 53 - k * 16, 3, THIN)
        page.text(1480, y + 84, "WHA", 6)
    page.rect(930, 596, 985, 640, HEAVY, fill=1.0)
    page.text(957, 614, "BFP-1", 6.6, BOLD, "c")
    page.line(900, 618, 930, 618, CUT)
    page.path([(985, 618), (1010, 618)], CUT)
    page.circle(1060, 590, 16, HEAVY, fill=1.0)
    page.text(1060, 587, "WH", 6.4, BOLD, "c")
    page.text(905, 646, "100 ENTRY", 6.4)


def _storm_riser(page: Pen, storeys: tuple[tuple[str, float], ...]) -> None:
    del storeys
    for i in range(8):
        x = 1680 + i * 70
        page.path([(x - 14, 1392), (x - 8, 1380), (x + 8, 1380), (x + 14, 1392)], MEDIUM)
        page.line(x, 1380, x, 600, STORM[1], STORM[0])
        page.text(x + 4, 1290, f"RWL-{i + 1} 150", 6.4, BOLD, angle=90)
        page.circle(x, 650, 4, THIN, fill=0.0)
    page.line(1660, 600, 2230, 580, STORM[1], STORM[0])
    arrow(page, (2180, 582), (2250, 579), 9)
    page.text(1900, 562, "ST 250 @ 1%, SEE C-101", 7, BOLD)


def _interceptor(page: Pen) -> None:
    view = page.view(180, 130, 10)
    view.rect(0, 0, 1700, 750, HEAVY)
    view.rect(30, 30, 1670, 720, THIN)
    view.lines([(550, 30, 550, 560), (1150, 160, 1150, 720)], MEDIUM)
    view.lines([(-350, 560, 120, 560), (120, 560, 120, 300), (1580, 520, 2050, 520), (1580, 520, 1580, 200)], CUT)
    view.line(30, 590, 1670, 590, FINE, HIDDEN)
    view.rect(300, 750, 1400, 790, MEDIUM)
    leader(view, (850, 780), (2200, 860), "GAS TIGHT COVER, FLUSH", 7, 140)
    leader(view, (1150, 400), (2200, 650), "BAFFLES, STAINLESS", 7, 140)
    leader(view, (120, 450), (2200, 400), "FLOW CONTROL, VENTED", 7, 140)
    view_title(page, 110, 60, "3", "GREASE INTERCEPTOR GI-1, 95 L/min", "SCALE / ÉCHELLE  1:10", 520)


DRAWERS: dict[str, Callable[[Sheet], str]] = {"P-501": draw_risers}
