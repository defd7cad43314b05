"""Markups as standard PDF annotations (ISO 32000-1, 12.5), each with the appearance that it has on the screen.

``NM`` is the markup's own identity, so that what comes back can be told.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, Stream, String

from app.domain import markup_shapes as shapes
from app.domain.markups import Heads, MarkupKind
from app.domain.plane import Point
from app.drawings.output.ink import BOLD, FONT, Ink, dots, drawn, rgb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pikepdf import Page, Pdf

    from app.domain.markups import Markup
    from app.domain.plane import Bounds
    from app.drawings.output.ink import Paper

_PRINT = 4
_HEADS = {
    Heads.NONE: ("None", "None"),
    Heads.START: ("ClosedArrow", "None"),
    Heads.END: ("None", "ClosedArrow"),
    Heads.BOTH: ("ClosedArrow", "ClosedArrow"),
}


def add_annotations(pdf: Pdf, page: Page, paper: Paper, markups: Sequence[Markup], labels: dict[str, str]) -> None:
    """Put ``markups`` on a page, beside the annotations it has already."""
    existing = page.obj.get(Name.Annots)
    annotations = Array(list(existing)) if isinstance(existing, Array) else Array()  # never one that pages share
    for markup in markups:
        for annotation in _annotations(pdf, paper, markup, labels.get(markup.id, "")):
            annotation[Name.P] = page.obj
            annotations.append(pdf.make_indirect(annotation))
    page.obj[Name.Annots] = annotations


def flatten(pdf: Pdf, page: Page, paper: Paper, markups: Sequence[Markup], labels: dict[str, str]) -> None:
    """Make ``markups`` part of what the page draws."""
    for markup in markups:
        ink = drawn(markup, paper, labels.get(markup.id, ""))
        name = page.add_resource(appearance(pdf, ink, paper, markup), Name.XObject, prefix="PrMark")
        page.contents_add(f"q {name} Do Q\n".encode("ascii"))


def shield(page: Page) -> None:
    """Make what is added behind the page's own operators independent of the state they leave."""
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n")


def appearance(pdf: Pdf, ink: Ink, paper: Paper, markup: Markup) -> Stream:
    """A form that draws ``ink`` where it belongs on the page."""
    state = Dictionary(Type=Name.ExtGState, CA=markup.style.opacity, ca=markup.style.opacity)
    if shapes.shines_through(markup):
        state[Name.BM] = Name.Multiply
    solid = Dictionary(Type=Name.ExtGState, CA=1, ca=1, BM=Name.Normal)  # for what must be read
    resources = Dictionary(ExtGState=Dictionary(PrState=state, PrSolid=solid), Font=fonts())
    return form_of(pdf, ink.content, _rectangle(paper, ink.bounds), resources)


def form_of(pdf: Pdf, content: bytes, box: Sequence[float] | Array, resources: Dictionary) -> Stream:
    """Operators as a form that can be drawn anywhere."""
    form = Stream(pdf, content)
    form[Name.Type] = Name.XObject
    form[Name.Subtype] = Name.Form
    form[Name.BBox] = box
    form[Name.Resources] = resources
    return form


def fonts() -> Dictionary:
    """The two of the fourteen fonts that every reader has."""
    return Dictionary({f"/{FONT}": _font("Helvetica"), f"/{BOLD}": _font("Helvetica-Bold")})


def _font(name: str) -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}"), Encoding=Name.WinAnsiEncoding)


def _annotations(pdf: Pdf, paper: Paper, markup: Markup, label: str) -> list[Dictionary]:
    if markup.kind is MarkupKind.COUNT:  # readers count annotations
        found = []
        for number, (_point, ink) in enumerate(dots(markup, paper), 1):
            one = _common(pdf, paper, markup, ink, f"{markup.id}#{number}", label)
            one[Name.Subtype] = Name.Circle
            found.append(one)
        return found
    one = _common(pdf, paper, markup, drawn(markup, paper, label), markup.id, label)
    for key, value in _specific(paper, markup).items():
        one[Name(f"/{key}")] = value
    return [one]


def _common(pdf: Pdf, paper: Paper, markup: Markup, ink: Ink, name: str, label: str) -> Dictionary:
    style = markup.style
    said = "\n".join(part for part in (label, markup.text) if part)
    annotation = Dictionary(
        Type=Name.Annot,
        Rect=_rectangle(paper, ink.bounds),
        NM=String(name),
        Contents=String(said),
        T=String(markup.author),
        F=_PRINT,
        C=_colour(style.colour),
        CA=style.opacity,
        BS=Dictionary(W=style.width, S=Name.S),
        AP=Dictionary(N=pdf.make_indirect(appearance(pdf, ink, paper, markup))),
    )
    if style.fill is not None:
        annotation[Name.IC] = _colour(style.fill)
    if markup.layer:
        annotation[Name.Subj] = String(markup.layer)
    if markup.created_at is not None:
        annotation[Name.CreationDate] = String(_moment(markup.created_at))
    if markup.modified_at is not None:
        annotation[Name.M] = String(_moment(markup.modified_at))
    return annotation


def _specific(paper: Paper, markup: Markup) -> dict[str, Any]:
    kind, geometry = markup.kind, markup.geometry
    upright = geometry.rotation % 360 == 0
    match kind:
        case MarkupKind.PEN | MarkupKind.HIGHLIGHTER:
            return {"Subtype": Name.Ink, "InkList": Array([_places(paper, geometry.points)])}
        case MarkupKind.LINE | MarkupKind.ARROW:
            return _line(paper, markup)
        case MarkupKind.LENGTH if len(geometry.points) == 2:
            return {**_line(paper, markup), "IT": Name.LineDimension}
        case MarkupKind.LENGTH:
            return {**_chain(paper, markup), "IT": Name.PolyLineDimension}
        case MarkupKind.POLYLINE:
            return _chain(paper, markup)
        case MarkupKind.RECTANGLE if upright:
            return {"Subtype": Name.Square}
        case MarkupKind.ELLIPSE if upright:
            return {"Subtype": Name.Circle}
        case MarkupKind.TEXT | MarkupKind.CALLOUT:
            return _free_text(paper, markup)
        case MarkupKind.STAMP:
            return {"Subtype": Name.Stamp, "Name": Name("/" + (markup.style.stamp.title() or "Draft"))}
        case MarkupKind.CLOUD:
            ring = shapes.corners(kind, geometry)
            cloud = Dictionary(S=Name.C, I=1)
            return {"Subtype": Name.Polygon, "Vertices": _places(paper, ring), "IT": Name.PolygonCloud, "BE": cloud}
        case MarkupKind.AREA | MarkupKind.PERIMETER:
            ring = geometry.points
            return {"Subtype": Name.Polygon, "Vertices": _places(paper, ring), "IT": Name.PolygonDimension}
        case _:
            ring = shapes.outline(kind, geometry, markup.style)
            return {"Subtype": Name.Polygon, "Vertices": _places(paper, ring)}


def _line(paper: Paper, markup: Markup) -> dict[str, Any]:
    first, last = markup.geometry.points[0], markup.geometry.points[-1]
    return {"Subtype": Name.Line, "L": _places(paper, (first, last)), "LE": _ends(markup)}


def _chain(paper: Paper, markup: Markup) -> dict[str, Any]:
    return {"Subtype": Name.PolyLine, "Vertices": _places(paper, markup.geometry.points), "LE": _ends(markup)}


def _ends(markup: Markup) -> Array:
    heads = markup.style.heads
    if markup.kind is MarkupKind.ARROW and heads is Heads.NONE:
        heads = Heads.END
    return Array([Name(f"/{one}") for one in _HEADS[heads]])


def _free_text(paper: Paper, markup: Markup) -> dict[str, Any]:
    red, green, blue = _colour(markup.style.colour)
    letters = f"/Helv {markup.style.font_size:.2f} Tf {float(red):.3f} {float(green):.3f} {float(blue):.3f} rg"
    free: dict[str, Any] = {"Subtype": Name.FreeText, "DA": String(letters), "IT": Name.FreeText}
    if markup.kind is MarkupKind.CALLOUT:
        free |= {"IT": Name.FreeTextCallout, "CL": _places(paper, shapes.leader(markup.geometry))}
        free["LE"] = Name.ClosedArrow
    return free


def _places(paper: Paper, points: Sequence[Point]) -> Array:
    return Array([round(number, 3) for point in points for number in paper.at(point)])


def _rectangle(paper: Paper, bounds: Bounds) -> Array:
    left, top = paper.at(Point(bounds.left, bounds.top))
    return Array([round(n, 3) for n in (left, top - bounds.height, left + bounds.width, top)])


def _colour(written: str) -> Array:
    return Array([round(part, 4) for part in rgb(written)])


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
