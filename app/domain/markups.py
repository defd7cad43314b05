"""What people draw on a sheet (SPEC §8): kinds, geometry, style, the record, and how it is written as JSON.

Geometry is kept in page points (see ``plane``), so that it does not depend on how a sheet is shown. What the points of
a kind mean is said at ``POINTS``. Shapes, hits and changes of geometry are in ``markup_shapes``; lengths and areas in
``measures``.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from app.domain.plane import Point
from app.domain.states import Carried

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.states import EntryKind, Withdrawal


class MarkupKind(StrEnum):
    """Stored: the values never change."""

    PEN = "pen"
    HIGHLIGHTER = "highlighter"
    LINE = "line"
    ARROW = "arrow"
    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"
    CLOUD = "cloud"
    POLYLINE = "polyline"
    POLYGON = "polygon"
    TEXT = "text"
    CALLOUT = "callout"
    STAMP = "stamp"
    COUNT = "count"
    LENGTH = "length"
    AREA = "area"
    PERIMETER = "perimeter"


#: Two opposite corners, and a rotation around the middle.
BOXES = frozenset({MarkupKind.RECTANGLE, MarkupKind.ELLIPSE, MarkupKind.CLOUD, MarkupKind.TEXT, MarkupKind.STAMP})
#: Closed rings of corners.
RINGS = frozenset({MarkupKind.POLYGON, MarkupKind.AREA, MarkupKind.PERIMETER})
#: What is counted and measured.
MEASURED = frozenset({MarkupKind.COUNT, MarkupKind.LENGTH, MarkupKind.AREA, MarkupKind.PERIMETER})
#: What has its words on the sheet. Of all others ``text`` is a remark or the label of a measurement.
WORDED = frozenset({MarkupKind.TEXT, MarkupKind.CALLOUT, MarkupKind.STAMP})
#: Strokes by hand: many points, of which none is a corner of its own.
STROKES = frozenset({MarkupKind.PEN, MarkupKind.HIGHLIGHTER})

#: How many points a kind has, at least and at most (None: any number). A callout: the tip, then two corners of its box.
#: A count: one point for each thing counted. A length runs through all of its points.
POINTS: dict[MarkupKind, tuple[int, int | None]] = {
    **dict.fromkeys(MarkupKind, (2, None)),
    **dict.fromkeys(BOXES, (2, 2)),
    **dict.fromkeys(RINGS, (3, None)),
    MarkupKind.PEN: (1, None),
    MarkupKind.HIGHLIGHTER: (1, None),
    MarkupKind.LINE: (2, 2),
    MarkupKind.ARROW: (2, 2),
    MarkupKind.CALLOUT: (3, 3),
    MarkupKind.COUNT: (1, None),
}


class Heads(StrEnum):
    """Where a line has arrow heads."""

    NONE = "none"
    START = "start"
    END = "end"
    BOTH = "both"


class MarkupStatus(StrEnum):
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Geometry:
    """``rotation``: degrees clockwise around the middle of the box, for kinds that have one; else 0."""

    points: tuple[Point, ...]
    rotation: float = 0.0


@dataclass(frozen=True, slots=True)
class Style:
    """``colour`` and ``fill`` as ``#rrggbb``; ``width`` and ``font_size`` in points; ``fill`` None: not filled.
    ``stamp``: the name of a stamp, e.g. ``approved``; "" for one with words of its own, and for every other kind."""

    colour: str = "#d32f2f"
    width: float = 2.0
    opacity: float = 1.0
    fill: str | None = None
    font_size: float = 12.0
    heads: Heads = Heads.NONE
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Markup:
    """``layer``: name of a layer of the project, "" for the one that is always there. ``page`` counts from 0 and may
    lie behind the last page of a file that has fewer than the one it was drawn on. ``source_id``: what it is a copy of.
    ``carried``: whether a copy on a newer revision was looked at; None for what was drawn here, or copied by a reorder.
    Author and times are the store's to write."""

    id: str
    entry_id: int
    page: int
    layer: str
    kind: MarkupKind
    geometry: Geometry
    style: Style = field(default_factory=Style)
    text: str = ""
    author: str = ""
    created_at: datetime | None = None
    modified_at: datetime | None = None
    status: MarkupStatus = MarkupStatus.OPEN
    source_id: str | None = None
    carried: Carried | None = None


@dataclass(frozen=True, slots=True)
class UnreadableMarkup:
    """A stored mark that this version cannot show: kept as it is, copied with the others, and reported."""

    id: str
    entry_id: int
    page: int
    problem: str


@dataclass(frozen=True, slots=True)
class ListedMarkup:
    """A mark with the sheet it is on. ``drawing_id`` and ``revision_id`` are Procore's. ``annotate``: the member who
    asked may draw in its folder."""

    markup: Markup
    drawing_id: int
    number: str
    title: str
    revision_id: int
    revision_number: str
    entry_kind: EntryKind
    current: bool
    withdrawn: Withdrawal | None  # the drawing, or this revision of it
    annotate: bool = True


class NotAMarkup(ValueError):
    """JSON that is no mark this version knows; says which part."""


def geometry_json(geometry: Geometry) -> dict[str, Any]:
    written: dict[str, Any] = {"points": [[point.x, point.y] for point in geometry.points]}
    return {**written, "rotation": geometry.rotation} if geometry.rotation else written


def geometry_from(kind: MarkupKind, value: object) -> Geometry:
    """Raises NotAMarkup."""
    given = _mapping(value, "geometry")
    listed = given.get("points")
    if not isinstance(listed, list):
        raise NotAMarkup("geometry.points")
    points = tuple(_point(one) for one in listed)
    least, most = POINTS[kind]
    if len(points) < least or (most is not None and len(points) > most):
        raise NotAMarkup(f"{len(points)} points for {kind}")
    return Geometry(points, _number(given.get("rotation", 0.0), "geometry.rotation"))


def style_json(style: Style) -> dict[str, Any]:
    return asdict(style)


def style_from(value: object) -> Style:
    """What is missing, unknown or odd is as in a new style: nobody loses a drawing over a colour. Total."""
    given = value if isinstance(value, dict) else {}
    plain = Style()
    stamp = given.get("stamp")
    return Style(
        colour=colour(given.get("colour")) or plain.colour,
        width=_between(given.get("width"), 0.0, 1000.0, plain.width),
        opacity=_between(given.get("opacity"), 0.0, 1.0, plain.opacity),
        fill=colour(given.get("fill")),
        font_size=_between(given.get("font_size"), 0.1, 10_000.0, plain.font_size),
        heads=next((one for one in Heads if one == given.get("heads")), plain.heads),
        stamp=stamp if isinstance(stamp, str) else plain.stamp,
    )


def colour(value: object) -> str | None:
    """``value`` as ``#rrggbb``, or None where it is no colour."""
    if not isinstance(value, str) or len(value) != 7 or value[0] != "#":
        return None
    return value.lower() if all(digit in "0123456789abcdefABCDEF" for digit in value[1:]) else None


def to_json(markup: Markup) -> dict[str, Any]:
    """The whole record, for the clipboard and for ``--json``."""
    return {
        "id": markup.id,
        "entry_id": markup.entry_id,
        "page": markup.page,
        "layer": markup.layer,
        "kind": markup.kind.value,
        "geometry": geometry_json(markup.geometry),
        "style": style_json(markup.style),
        "text": markup.text,
        "author": markup.author,
        "created_at": _written(markup.created_at),
        "modified_at": _written(markup.modified_at),
        "status": markup.status.value,
        "source_id": markup.source_id,
        "carried": None if markup.carried is None else markup.carried.value,
    }


def from_json(value: object) -> Markup:
    """What ``to_json`` wrote, also by another version of the program. Raises NotAMarkup for what cannot be a mark here:
    a kind, a geometry or an identity that is not known."""
    given = _mapping(value, "markup")
    try:
        kind = MarkupKind(str(given.get("kind")))
    except ValueError:
        raise NotAMarkup(f"kind {given.get('kind')!r}") from None
    return Markup(
        id=_words(given.get("id"), "id"),
        entry_id=_whole(given.get("entry_id"), "entry_id"),
        page=_whole(given.get("page"), "page"),
        layer=_words(given.get("layer", ""), "layer"),
        kind=kind,
        geometry=geometry_from(kind, given.get("geometry")),
        style=style_from(given.get("style")),
        text=_words(given.get("text", ""), "text"),
        author=_words(given.get("author", ""), "author"),
        created_at=_moment(given.get("created_at")),
        modified_at=_moment(given.get("modified_at")),
        status=MarkupStatus.DONE if given.get("status") == MarkupStatus.DONE else MarkupStatus.OPEN,
        source_id=given["source_id"] if isinstance(given.get("source_id"), str) else None,
        carried=_carried(given.get("carried")),
    )


#: No sheet reaches there (points).
_FURTHEST = 1e9


def _mapping(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise NotAMarkup(what)
    return value


def _point(value: object) -> Point:
    # What this program wrote, first: a project has hundreds of thousands of points.
    if type(value) is list and len(value) == 2 and type(value[0]) is float and type(value[1]) is float:
        x, y = value
        if -_FURTHEST < x < _FURTHEST and -_FURTHEST < y < _FURTHEST:
            return Point(x, y)
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise NotAMarkup("geometry.points")
    return Point(_number(value[0], "geometry.points"), _number(value[1], "geometry.points"))


def _number(value: object, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < _FURTHEST:
        raise NotAMarkup(what)  # also what is no number at all (NaN)
    return float(value)


def _whole(value: object, what: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise NotAMarkup(what)
    return value


def _words(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise NotAMarkup(what)
    return value


def _between(value: object, least: float, most: float, otherwise: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or math.isnan(value):
        return otherwise
    return float(min(most, max(least, value)))


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _carried(value: object) -> Carried | None:
    return next((one for one in Carried if one == value), None)
