"""The demonstration: one building with its addenda, among the 143 projects of a busy estimator's account."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from app.sandbox.world import World, utc_now

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.sandbox.entities import Company, Drawing, DrawingSet, Project, Revision, User
    from app.sandbox.sheets import SheetSpec

PROJECT = "Centre communautaire de Rosemont"
ACCOUNT_PROJECTS = 143  # more than the 100 that the picker displays (S16)
WIDE_COMPANY, WIDE_PROJECT = 562_949_953_425_831, 562_949_954_923_622

_DISCIPLINES = (
    ("General", "G"),
    ("Architectural", "A"),
    ("Structural", "S"),
    ("Mechanical", "M"),
    ("Electrical", "E"),
    ("Plumbing", "P"),
    ("Civil", "C"),
)
_SETS = (
    ("Bid Set", date(2026, 3, 16)),
    ("Addendum 1", date(2026, 3, 30)),
    ("Addendum 2", date(2026, 4, 10)),
    ("IFC", date(2026, 5, 29)),
)
_LETTERS, _FIGURES = ("A", "B", "C"), ("0", "1", "2")
_OBSOLETE = "C-501"
_MARKED_UP = "A-102"
_WAITING = "M-102"  # its IFC revision is uploaded, and not published
_REISSUED = "Structural"  # issued for construction as a whole
_OPENED = datetime(2026, 2, 16, 13, 30, tzinfo=UTC)

_KINDS = (
    "École", "Bibliothèque", "Caserne", "Aréna", "Clinique", "Garderie", "Stationnement", "Résidence", "Usine",
    "Entrepôt", "Théâtre", "Piscine",
)  # fmt: skip
_PLACES = (
    "Villeray", "Verdun", "Lachine", "Anjou", "Ahuntsic", "Outremont", "Longueuil", "Laval", "Sherbrooke", "Gatineau",
    "Trois-Rivières", "Lévis",
)  # fmt: skip


class _DrawnSheets:
    """The generated drawings. The building is looked up only when a sheet is really drawn."""

    def __init__(self) -> None:
        self.world: World | None = None
        self.numbers: dict[int, str] = {}  # a drawing that gets another number later still shows its sheet

    def pdf(self, drawing: Drawing, revision: Revision) -> bytes:
        from app.sandbox.sheets import render_sheet

        label, set_name, date = self._issue(revision)
        return render_sheet(
            self.numbers[drawing.id],
            revision.edition,
            label=label,
            set_name=set_name,
            date=date,
            history=[self._issue(earlier) for earlier in self._before(revision)],
        )

    def _before(self, revision: Revision) -> list[Revision]:
        """What was issued of the same drawing before this edition: the lines of the title block's revision table."""
        known = () if self.world is None else self.world.revisions.values()
        mine = (r for r in known if r.drawing_id == revision.drawing_id and r.edition < revision.edition)
        return sorted(mine, key=lambda r: r.edition)

    def _issue(self, revision: Revision) -> tuple[str, str, str]:
        sets = {} if self.world is None else self.world.sets
        drawing_set = sets.get(revision.set_id or 0)
        day = revision.drawing_date or revision.created_at.date()
        return revision.label, drawing_set.name if drawing_set else "", day.isoformat()


def demo(*, clock: Callable[[], datetime] = utc_now, catalogue: Sequence[SheetSpec] | None = None) -> World:
    """Three people, three companies, the building, and all the other projects. ``catalogue``: other sheets to use."""
    if catalogue is None:
        from app.sandbox import sheets as generated

        catalogue = generated.catalogue()
    source = _DrawnSheets()
    world = World(source, clock=clock)
    source.world = world
    world.draw_ahead = True
    marie = world.add_user("marie.tremblay@example.com", "Marie Tremblay")
    luc = world.add_user("luc.gagnon@example.com", "Luc Gagnon")
    sam = world.add_user("sam.okafor@example.com", "Sam Okafor")  # a member everywhere, in no project
    service = world.add_user("planrack-service@example.com", "Planrack", service=True)
    everyone = [marie, luc, sam, service]
    bellerive = world.add_company("Construction Bellerive inc.", everyone)
    beaubien = world.add_company("Groupe Beaubien Constructeurs", everyone, id=WIDE_COMPANY)
    northgate = world.add_company("Northgate Builders Ltd.", everyone, installed=False)

    building = world.add_project(bellerive, PROJECT, [marie, luc, service], created_at=_OPENED, number="26-014")
    _building(world, building, catalogue, source.numbers)
    _wide_project(world, beaubien, [marie, luc, service], catalogue, source.numbers)
    world.add_project(northgate, "Tour Northgate, phase 2", [marie, luc], created_at=_OPENED)
    _other_projects(world, bellerive, marie, ACCOUNT_PROJECTS - 2)
    return world


def _building(world: World, project: Project, catalogue: Sequence[SheetSpec], numbers: dict[int, str]) -> None:
    areas = {name: world.add_area(project, name) for name in dict.fromkeys(one.area for one in catalogue)}
    letters = dict(_DISCIPLINES)
    for spec in catalogue:
        if spec.discipline:
            letters.setdefault(spec.discipline, spec.number.partition("-")[0])
    disciplines = {name: world.add_discipline(project, name, (letter,)) for name, letter in letters.items()}
    sets = [world.add_set(project, name, at=_issued(day, 0), date=day) for name, day in _SETS]
    for place, spec in enumerate(catalogue):
        drawing = world.add_drawing(areas[spec.area], spec.number, spec.title, disciplines.get(spec.discipline or ""))
        numbers[drawing.id] = spec.number
        labels = _LETTERS if spec.discipline == "Architectural" else _FIGURES
        for edition in range(spec.revisions):
            _issue(world, drawing, labels[edition], sets[edition], place)
        if spec.discipline == _REISSUED:
            _issue(world, drawing, "IFC", sets[-1], place)
        if spec.number == _WAITING:
            _issue(world, drawing, "IFC", sets[-1], place, reviewed=False)
        if spec.number == _OBSOLETE:
            world.set_obsolete(drawing.id, bump=False)


def _issue(
    world: World, drawing: Drawing, label: str, drawing_set: DrawingSet, place: int, *, reviewed: bool = True
) -> None:
    day = drawing_set.date or _OPENED.date()
    world.publish(
        drawing.id,
        label,
        set_id=drawing_set.id,
        drawing_date=day if reviewed else None,
        received_date=day + timedelta(days=1) if label in ("A", "0") else None,
        reviewed=reviewed,
        public_markups=drawing.number == _MARKED_UP and label == _LETTERS[-1],
        at=_issued(day, place),
    )


def _wide_project(
    world: World, company: Company, members: Sequence[User], catalogue: Sequence[SheetSpec], numbers: dict[int, str]
) -> None:
    """A small project in a newer region: no id fits in 32 bits, and its set has no date (contract §1, §8.3)."""
    project = world.add_project(company, "Annexe Beaubien", members, created_at=_OPENED, id=WIDE_PROJECT)
    area = world.add_area(project, "Drawings")
    discipline = world.add_discipline(project, "Architectural", ("A",))
    drawing_set = world.add_set(project, "Permit", at=_OPENED)
    for place, spec in enumerate([one for one in catalogue if one.discipline == "Architectural"][:3]):
        drawing = world.add_drawing(area, spec.number, spec.title, discipline)
        numbers[drawing.id] = spec.number
        world.publish(drawing.id, "0", set_id=drawing_set.id, at=_OPENED + timedelta(days=9, minutes=place))


def _other_projects(world: World, company: Company, user: User, how_many: int) -> None:
    for place in range(how_many):
        kind, where = _KINDS[place % len(_KINDS)], _PLACES[(place // len(_KINDS) + place) % len(_PLACES)]
        created = _OPENED - timedelta(days=30 + 3 * place)
        world.add_project(
            company,
            f"{kind} {where}",
            [user],
            created_at=created,
            updated_at=created + timedelta(days=20, minutes=place),
            number=f"25-{place + 1:03}" if place % 5 else None,
        )
    for where in _PLACES[:4]:
        world.add_project(company, f"Aréna {where} (terminé)", [user], created_at=_OPENED, active=False)


def _issued(day: date, place: int) -> datetime:
    return datetime(day.year, day.month, day.day, 15, 0, tzinfo=UTC) + timedelta(minutes=place)
