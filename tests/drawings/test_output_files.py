"""What is written can be read by others: annotations where they were drawn, stamps on every page, books with marks."""

from __future__ import annotations

import ctypes
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.markups import Geometry, Heads, Markup, MarkupKind, Style
from app.domain.output import Cover, Marks
from app.domain.plane import Point
from app.drawings.inspect import check_pdf
from app.drawings.output.book import Part, bind
from app.drawings.output.ink import Paper, drawn
from app.drawings.output.sheets import write_sheet
from app.drawings.pages import OpenPages
from app.drawings.tiles import Frame

WIDE, HIGH = 600, 400
RED = Style(colour="#ff0000", fill="#ff0000", width=2.0)
POINTS = {
    MarkupKind.PEN: ((50, 50), (90, 80), (120, 60)),
    MarkupKind.HIGHLIGHTER: ((50, 50), (90, 50)),
    MarkupKind.LINE: ((50, 50), (90, 80)),
    MarkupKind.ARROW: ((50, 50), (90, 80)),
    MarkupKind.POLYLINE: ((50, 50), (90, 80), (120, 60)),
    MarkupKind.POLYGON: ((50, 50), (90, 80), (120, 60)),
    MarkupKind.CALLOUT: ((50, 50), (90, 80), (180, 120)),
    MarkupKind.COUNT: ((50, 50), (90, 80), (120, 60)),
    MarkupKind.LENGTH: ((50, 50), (90, 80)),
    MarkupKind.AREA: ((50, 50), (90, 80), (120, 60)),
    MarkupKind.PERIMETER: ((50, 50), (90, 80), (120, 60)),
}
SUBTYPES = {
    MarkupKind.PEN: "/Ink",
    MarkupKind.HIGHLIGHTER: "/Ink",
    MarkupKind.LINE: "/Line",
    MarkupKind.ARROW: "/Line",
    MarkupKind.LENGTH: "/Line",
    MarkupKind.RECTANGLE: "/Square",
    MarkupKind.ELLIPSE: "/Circle",
    MarkupKind.COUNT: "/Circle",
    MarkupKind.POLYLINE: "/PolyLine",
    MarkupKind.TEXT: "/FreeText",
    MarkupKind.CALLOUT: "/FreeText",
    MarkupKind.STAMP: "/Stamp",
}


def markup(kind: MarkupKind = MarkupKind.RECTANGLE, *, id: str = "m", text: str = "", style: Style = RED) -> Markup:
    points = POINTS.get(kind, ((100, 60), (160, 90)))
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    geometry = Geometry(tuple(Point(*one) for one in points))
    return Markup(id, 1, 0, "Bid", kind, geometry, style, text, "Léa Roy", at, at)


def blank(path: Path, *, rotation: int = 0, crop: tuple[int, int, int, int] | None = None, pages: int = 1) -> Path:
    with pikepdf.new() as pdf:
        for _number in range(pages):
            page = pdf.add_blank_page(page_size=(WIDE, HIGH))
            page.obj[pikepdf.Name.Rotate] = rotation
            if crop is not None:
                page.cropbox = pikepdf.Array(crop)
        pdf.save(path)
    return path


def written(source: Path, *markups: Markup, stamp: str = "", marks: Marks = Marks.ANNOTATIONS) -> Path:
    target = source.with_name(f"{source.stem}-{marks}.pdf")
    write_sheet(source, target, stamp=stamp, markups=markups, labels={}, marks=marks)
    return target


def pixel(path: Path, x: float, y: float, *, page: int = 0) -> tuple[int, int, int]:
    """Red, green, blue of a point of the page as shown, at one pixel a point."""
    pages = OpenPages()
    try:
        info = pages.info(path, page)
        wide, high = round(info.width), round(info.height)
        pixels = pages.draw(path, page, 0, Frame(wide, high, 0, 0, wide, high), lambda: True)
    finally:
        pages.close()
    assert pixels is not None
    at = (int(y) * wide + int(x)) * 4
    return pixels[at + 2], pixels[at + 1], pixels[at]


def as_shown(point: tuple[float, float], rotation: int) -> tuple[float, float]:
    x, y = point
    return {0: (x, y), 90: (HIGH - y, x), 180: (WIDE - x, HIGH - y), 270: (y, WIDE - x)}[rotation]


@pytest.mark.parametrize("marks", [Marks.ANNOTATIONS, Marks.FLAT])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_markup_lies_where_it_was_drawn(tmp_path: Path, rotation: int, marks: Marks) -> None:
    path = written(blank(tmp_path / "a.pdf", rotation=rotation), markup(), marks=marks)
    assert pixel(path, *as_shown((130, 75), rotation)) == (255, 0, 0)
    assert pixel(path, *as_shown((130, 110), rotation)) == (255, 255, 255)


def test_markup_is_placed_from_the_corner_of_a_cropped_page(tmp_path: Path) -> None:
    path = written(blank(tmp_path / "a.pdf", crop=(50, 20, 500, 380)), markup())
    assert pixel(path, 130, 75) == (255, 0, 0)


@pytest.mark.parametrize("kind", list(MarkupKind))
def test_every_kind_is_a_standard_annotation_that_pdfium_reads(tmp_path: Path, kind: MarkupKind) -> None:
    style = Style(colour="#0000ff", width=3.0, heads=Heads.BOTH if kind is MarkupKind.LINE else Heads.NONE)
    path = written(blank(tmp_path / "a.pdf"), markup(kind, text="Vérifier « ici »", style=style))
    with pikepdf.open(path) as pdf:
        found = list(pdf.pages[0].obj[pikepdf.Name.Annots])
        assert len(found) == (3 if kind is MarkupKind.COUNT else 1)
        for number, one in enumerate(found, 1):
            assert str(one.Subtype) == SUBTYPES.get(kind, "/Polygon")
            assert str(one.T) == "Léa Roy"
            assert str(one.Contents) == "Vérifier « ici »"
            assert str(one.NM) == (f"m#{number}" if kind is MarkupKind.COUNT else "m")
            assert str(one.CreationDate) == "D:20260301120000Z"
    assert contents_by_pdfium(path) == ["Vérifier « ici »"] * len(found)


def contents_by_pdfium(path: Path) -> list[str]:
    document = pdfium.FPDF_LoadDocument(str(path).encode(), None)
    page = pdfium.FPDF_LoadPage(document, 0)
    texts = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        buffer = (ctypes.c_ushort * 200)()
        pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, ctypes.sizeof(buffer))
        texts.append(bytes(buffer).decode("utf-16-le").split("\0")[0])
        pdfium.FPDFPage_CloseAnnot(annotation)
    pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return texts


def test_annotations_that_were_there_stay(tmp_path: Path) -> None:
    once = written(blank(tmp_path / "a.pdf"), markup(id="first"))
    twice = written(once, markup(id="second"))
    with pikepdf.open(twice) as pdf:
        assert [str(one.NM) for one in pdf.pages[0].obj[pikepdf.Name.Annots]] == ["first", "second"]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_stamp_crosses_the_top_right_corner_as_seen_of_every_page(tmp_path: Path, rotation: int) -> None:
    path = written(blank(tmp_path / "a.pdf", rotation=rotation, pages=2), stamp="REMPLACÉ", marks=Marks.NONE)
    shown = WIDE if rotation % 180 == 0 else HIGH
    for page in (0, 1):
        row = [pixel(path, shown - 1 - step, 1 + step, page=page) for step in range(0, 60, 2)]
        assert any(red > 150 and green < 80 for red, green, _blue in row)
    assert pixel(path, 5, 5) == (255, 255, 255)


def test_marks_of_pages_that_the_file_does_not_have_are_counted_out(tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    marks = [markup(id="here"), replace(markup(id="gone"), page=3)]
    source = blank(tmp_path / "a.pdf")
    assert write_sheet(source, target, stamp="", markups=marks, labels={}, marks=Marks.ANNOTATIONS) == 1


def test_restriction_of_a_file_is_kept(tmp_path: Path) -> None:
    plain = blank(tmp_path / "plain.pdf")
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(plain) as pdf:
        allowed = pikepdf.Permissions(print_highres=False, print_lowres=False)
        pdf.save(locked, encryption=pikepdf.Encryption(owner="secret", user="", allow=allowed))
    with pikepdf.open(written(locked, markup())) as pdf:
        assert pdf.is_encrypted
        assert not pdf.allow.print_highres


def test_file_that_asks_for_a_password_is_told_as_that(sheets_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        write_sheet(
            sheets_folder / "bad" / "password-required.pdf",
            tmp_path / "out.pdf",
            stamp="X",
            markups=[],
            labels={},
            marks=Marks.NONE,
        )
    assert (caught.value.code, caught.value.reason) == (FailureCode.CORRUPT, Reason.PASSWORD)


def test_every_real_sheet_goes_out_stamped_and_marked(sheets_folder: Path, tmp_path: Path) -> None:
    parts = []
    pages = 0
    for source in sorted(sheets_folder.glob("*.pdf")):
        target = tmp_path / source.name
        write_sheet(source, target, stamp="SUPERSEDED", markups=[markup()], labels={}, marks=Marks.ANNOTATIONS)
        count = check_pdf(target)
        assert count == check_pdf(source)
        pages += count
        parts.append(Part(target, "Real", source.stem, source.stem))
    assert bind(parts, None, tmp_path / "book.pdf", spare=lambda number: tmp_path / f"spare{number}") == pages
    assert check_pdf(tmp_path / "book.pdf") == pages


def test_book_has_a_cover_bookmarks_by_folder_and_sheet_numbers(tmp_path: Path) -> None:
    one, two = blank(tmp_path / "one.pdf"), blank(tmp_path / "two.pdf", pages=2)
    parts = [Part(one, "Structure", "S-101 Plan", "S-101"), Part(two, "Zone <A>", "A-101 Étage", "A-101")]
    many = tuple((f"A-{row}", "Très long titre " * 6, "B", "", "2026-01-01") for row in range(200))
    cover = Cover("Tour & Cie", ("3 feuilles",), ("No", "Titre", "Rév.", "Ens.", "Date"), many, ("Attention",), "Page")
    target = tmp_path / "book.pdf"
    pages = bind(parts, cover, target, spare=lambda number: tmp_path / f"spare{number}")
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages) == pages
        first = pages - 3
        assert first > 1  # the list runs on
        with pdf.open_outline() as outline:
            assert [one.title for one in outline.root] == ["Page", "Structure", "Zone <A>"]
            assert [one.title for one in outline.root[2].children] == ["A-101 Étage"]
        assert [pdf.pages[index].label for index in range(first, pages)] == ["S-101", "A-101-1", "A-101-2"]
        assert str(pdf.docinfo.Title) == "Tour & Cie"


def test_a_title_longer_than_a_page_does_not_keep_the_book_from_being_made(tmp_path: Path) -> None:
    one = blank(tmp_path / "one.pdf")
    cover = Cover(
        "Tower", (), ("No", "Title", "Rev.", "Set", "Date"), (("N" * 2000, "T" * 2000, "", "", ""),), (), "Page"
    )
    parts = [Part(one, "Structure", "S-101", "S-101")]
    assert bind(parts, cover, tmp_path / "book.pdf", spare=lambda number: tmp_path / f"spare{number}") == 2


def test_more_files_than_may_be_open_are_bound(tmp_path: Path) -> None:
    one = blank(tmp_path / "one.pdf")
    parts = [Part(one, "", f"S-{number}", f"S-{number}") for number in range(230)]
    assert bind(parts, None, tmp_path / "book.pdf", spare=lambda number: tmp_path / f"spare{number}") == 230


@given(st.text(max_size=60), st.floats(-1e6, 1e6), st.sampled_from(list(MarkupKind)))
def test_ink_of_any_words_is_printable(text: str, x: float, kind: MarkupKind) -> None:
    one = markup(kind, text=text)
    content = re.sub(rb"\((?:\\.|[^\\)])*\)", b"()", drawn(one, Paper(x, 0.0), text).content, flags=re.DOTALL)
    assert b"e+" not in content
    assert content.count(b"BT") == content.count(b"ET")
