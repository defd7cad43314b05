"""The text of a page stands where it is drawn, reads as it is seen, and is found however it was typed."""

from __future__ import annotations

import queue
from array import array
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drawings.pages import OpenPages
from app.drawings.render import Delivery, PageInfo, Renderer, RenderFailed
from app.drawings.text import SLANTED, PageText, Rect
from app.drawings.text_find import Searchable

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 10.0


def written(*lines: tuple[float, float, str], turn: int = 0) -> PageText:
    """Lines of a typewriter (every character ``SIZE`` wide and high) that begin at these places."""
    text, edges = "", array("f")
    for left, top, line in lines:
        if text:
            text += "\n"
            edges.extend((0, 0, 0, 0))
        for nth, char in enumerate(line):
            x, y = (left + SIZE * nth, top) if turn == 0 else (left, top - SIZE * nth)
            edges.extend((0, 0, 0, 0) if char == " " else (x, y, x + SIZE, y + SIZE))
        text += line
    return PageText(Path("sheet.pdf"), 0, text, edges, bytes([turn]) * len(text))


@pytest.fixture
def pages() -> Iterator[OpenPages]:
    opened = OpenPages()
    yield opened
    opened.close()


def words_at(text: PageText, words: str) -> list[list[Rect]]:
    return [text.boxes(*found) for found in Searchable(text.text).find(words)]


def test_a_title_block_stands_at_the_right_of_a_page_that_is_turned(pages: OpenPages, sheets_folder: Path) -> None:
    # The page lies on its side: its right edge as displayed is its top edge as it lies.
    path = sheets_folder / "od-lakehouse-A-601-2014-11-18.pdf"
    info = pages.info(path, 0)
    assert info.rotation == 1
    [[number]] = words_at(pages.placed_text(path, 0), "A-601")
    assert number.right - number.left < number.bottom - number.top, "its letters follow each other along the page"
    assert number.top < info.width * 0.15


def test_text_that_stands_across_the_page_is_read_in_one_piece(pages: OpenPages, sheets_folder: Path) -> None:
    text = pages.placed_text(sheets_folder / "od-lakehouse-A-601-2014-11-18.pdf", 0)
    hits = words_at(text, "stone ledge")
    upright = [boxes for boxes in hits if all(one.right - one.left > one.bottom - one.top for one in boxes)]
    assert len(hits) > 8
    assert upright, "the labels along the walls are among them"
    assert any(len(boxes) == 1 for boxes in upright), "on one line"


def test_slanted_text_is_read_in_one_piece_and_marked_letter_by_letter(pages: OpenPages, sheets_folder: Path) -> None:
    text = pages.placed_text(sheets_folder / "od-oakfire-A010-2019-07-11.pdf", 0)
    found = Searchable(text.text).find("building setback line (front)")
    slanted = [one for one in found if text.turns[one.start] == SLANTED]
    assert slanted
    assert len(text.boxes(*slanted[0])) == len("buildingsetbackline(front)")


def test_a_scan_has_no_text(pages: OpenPages, sheets_folder: Path) -> None:
    assert pages.placed_text(sheets_folder / "od-lakehouse-scan-question-4.pdf", 0).text == ""


def test_every_character_of_real_sheets_lies_on_its_page(pages: OpenPages, sheets_folder: Path) -> None:
    for name in ("od-tenant-A101-2019-11-07.pdf", "va-building28-finish-plan.pdf", "odri-solo12-A3.pdf"):
        path = sheets_folder / name
        info, text = pages.info(path, 0), pages.placed_text(path, 0)
        width, height = (info.height, info.width) if info.rotation % 2 else (info.width, info.height)
        drawn = [at for at in range(len(text.text)) if text.drawn(at)]
        assert drawn
        off = [at for at in drawn if not Rect(-5, -5, width + 5, height + 5).holds(*text.box(at).middle)]
        assert len(off) < len(drawn) // 100, name
        assert len(text.edges) == 4 * len(text.text) == 4 * len(text.turns)


def test_a_channel_is_told_the_text_after_what_is_to_be_drawn_and_only_the_last_asked_for(
    sheets_folder: Path,
) -> None:
    # A second painter would read the text beside the first one's drawing, and may well be done before.
    renderer, inbox = Renderer(painters=1), queue.Queue[Delivery]()
    channel = renderer.channel(inbox.put)
    try:
        with renderer._changed:  # nothing begins before all is asked
            channel.ask_text(sheets_folder / "tiny-sample-plan.pdf", 0)
            channel.ask_text(sheets_folder / "od-lakehouse-A-101-2015-01-29.pdf", 0)
            channel.ask_page(sheets_folder / "tiny-sample-plan.pdf", 0)
        first, second = inbox.get(timeout=30), inbox.get(timeout=30)
        assert isinstance(first, PageInfo)
        assert isinstance(second, PageText)
        assert second.path.name.startswith("od-lakehouse")
        channel.ask_text(sheets_folder / "bad" / "truncated.pdf", 0)
        assert isinstance(inbox.get(timeout=30), RenderFailed)
        assert inbox.empty()
    finally:
        renderer.close()


# ---- pieces, places and the order of reading --------------------------------------------------------------------


def test_a_hit_is_one_box_for_each_piece_of_a_line() -> None:
    text = written((100, 50, "GYPSUM"), (100, 70, "WALL BOARD"))
    start, end = Searchable(text.text).find("gypsum wall")[0]
    assert text.boxes(start, end) == [Rect(100, 50, 160, 60), Rect(100, 70, 140, 80)]


def test_what_stands_far_apart_on_a_line_is_marked_apart() -> None:
    text = written((0, 0, "A"), (400, 0, "B"))
    assert text.boxes(0, 3) == [Rect(0, 0, 10, 10), Rect(400, 0, 410, 10)]


def test_the_word_under_the_pointer_ends_at_blanks() -> None:
    text = written((0, 0, "SEE A-101 FOR"))
    at = text.nearest(65, 5)
    assert at is not None
    assert text.text[slice(*text.word(at))] == "A-101"
    assert text.nearest(65, 500, reach=20) is None


def test_what_lies_in_a_box_reads_in_lines_whatever_the_file_draws_first() -> None:
    text = written((0, 40, "SECOND"), (200, 0, "RIGHT"), (0, 0, "LEFT SIDE"))
    assert text.as_read(text.inside(Rect(-1, -1, 400, 60))) == "LEFT SIDE\tRIGHT\nSECOND"


def test_text_that_runs_upwards_reads_from_below() -> None:
    text = written((20, 100, "UP THERE"), (0, 100, "FIRST"), turn=3)
    assert text.as_read(range(len(text.text))) == "FIRST\nUP THERE"


def test_letters_that_touch_are_one_word_whatever_stands_between_them() -> None:
    text = PageText(
        Path("sheet.pdf"), 0, "5 0", array("f", [0, 0, 10, 10, 0, 0, 0, 0, 11, 0, 21, 10]), bytes(3)
    )  # fmt: skip
    assert text.touching(0, 2)
    assert not written((0, 0, "5 0")).touching(0, 2)


# ---- finding -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Cloison de gypse, ÉTAGÈRE", "étagère"),
        ("Cloison de gypse, ÉTAGÈRE", "ETAGERE"),
        ("BÂTIMENT E\u0301TANCHE", "etanche"),
        ("GYPSUM\nWALL   BOARD", "gypsum wall board"),
        ("A\u2011101", "a-101"),
        ("8\u2019\u2013 0\u201d", "8'- 0\""),
        ("Œuvre ﬁnie", "finie"),
        ("10 m²", "m2"),
    ],
)
def test_words_are_found_however_they_are_written(text: str, typed: str) -> None:
    assert len(Searchable(text).find(typed)) == 1


def test_a_hit_covers_what_was_found_and_nothing_else() -> None:
    text = "ONE  \n TWO THREE"
    [found] = Searchable(text).find("one two")
    assert text[slice(*found)] == "ONE  \n TWO"


@pytest.mark.parametrize("typed", ["", "  ", "\n"])
def test_nothing_typed_finds_nothing(typed: str) -> None:
    assert Searchable("anything").find(typed) == []


def test_words_that_stand_apart_are_found_one_by_one_by_their_beginnings() -> None:
    text = "WALL TYPE: GYPSUM BOARD; DRYWALL"
    assert [text[slice(*one)] for one in Searchable(text).find_words('board "wall"')] == ["WALL", "BOARD"]
    assert [text[slice(*one)] for one in Searchable(text).find_words("gypsum b")] == ["GYPSUM B"]


@given(st.text(max_size=60), st.data())
def test_every_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    piece = text[start:end]
    found = Searchable(text).find(piece)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
    plain = piece.strip()
    if plain.isalnum() and plain.isascii():
        assert found


@given(st.text(alphabet="aAé\n -1", max_size=40), st.text(alphabet="aAé -1", min_size=1, max_size=3))
def test_hits_never_overlap_and_stand_in_order(text: str, typed: str) -> None:
    found = Searchable(text).find(typed)
    assert all(one.end <= other.start or one.start < other.start for one, other in pairwise(found))
