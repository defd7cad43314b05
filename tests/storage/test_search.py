"""Finding sheets by number, title and the words on them."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from linked_world import connect, drawing, put_revision

from app.domain.failures import Failure, FailureCode
from app.domain.files import SheetFacts
from app.domain.plan import Arrange, HeldEntry, PutDrawing
from app.domain.states import EntryKind
from app.domain.views import MARK_END, MARK_START, Match, SearchFilter
from app.storage import drawing_names
from app.storage.search_query import match_text

if TYPE_CHECKING:
    from linked_world import World

    from app.domain.views import SearchHit, SearchResults


def _read(world: World, revision: int, *texts: str) -> None:
    """Give a revision its bytes, and tell what is on its pages."""
    (sha256,) = world.fetch(revision)
    pages = [SheetFacts(page, 612.0, 792.0, 0, text) for page, text in enumerate(texts)]
    world.store.inspections.record(sha256, pages, attempts=1, previews=0, reason=None)


@pytest.fixture
def world(world: World) -> World:
    world.hold_drawing(5, 50, 51, number="E-3.01", title="Éclairage – niveau 3")
    world.hold_drawing(6, 60, number="E-3.10", title="Lighting details")
    world.hold_drawing(7, 70, number="A-101", title="Floor plan, see E-301")
    _read(world, 50, "Luminaire TYPE F4\nfire damper")
    _read(world, 51, "Luminaire TYPE F5", "Second page: émergence")
    _read(world, 60, "fire damper schedule, fire damper sizes")
    _read(world, 70, "DOOR 12 – see E-3.01")
    return world


def _found(world: World, query: str) -> SearchResults:
    return world.store.search(world.project.id, query)


def _short(hits: tuple[SearchHit, ...]) -> list[tuple[str, str, int, int]]:
    return [(hit.match.value, hit.number, hit.revision_id, hit.page) for hit in hits]


@pytest.mark.parametrize("typed", ["e31", "E-3.01", "E301", "e 3 01", "e-3-1"])
def test_a_number_is_found_however_it_is_typed(world: World, typed: str) -> None:
    first = _found(world, typed).hits[0]
    assert (first.match, first.number, first.revision_id, first.current) == (Match.NUMBER, "E-3.01", 51, True)


def test_numbers_come_before_titles_and_titles_before_text(world: World) -> None:
    found = _short(_found(world, "e-3.01").hits)
    assert found == [("number", "E-3.01", 51, 0), ("number", "E-3.10", 60, 0), ("text", "A-101", 70, 0)]
    assert _short(_found(world, "E-301").hits)[-1] == ("title", "A-101", 70, 0)


def test_an_exact_number_comes_before_one_that_only_begins_like_it(world: World) -> None:
    world.hold_drawing(8, 80, number="E-3.0")
    assert [hit.number for hit in _found(world, "e30").hits] == ["E-3.0", "E-3.01"]


def test_text_of_current_revisions_comes_before_that_of_older_ones(world: World) -> None:
    hits = _found(world, "fire damper").hits
    assert [(hit.revision_id, hit.current) for hit in hits] == [(60, True), (50, False)]
    assert [hit.revision_id for hit in _found(world, "luminaire").hits] == [51, 50]


def test_accents_and_case_do_not_matter(world: World) -> None:
    assert _short(_found(world, "eclairage NIVEAU").hits) == [("title", "E-3.01", 51, 0)]
    assert _short(_found(world, "ÉMERGENCE").hits) == _short(_found(world, "emergence").hits)


def test_the_page_and_the_words_around_are_told(world: World) -> None:
    (hit,) = _found(world, "second emer").hits
    assert hit.page == 1
    assert hit.snippet == f"{MARK_START}Second{MARK_END} page: {MARK_START}émergence{MARK_END}"
    assert hit.path is not None and hit.path.is_file()


def test_all_words_must_be_there(world: World) -> None:
    assert _found(world, "luminaire F6").hits == ()


def test_a_reordered_list_shows_a_revision_once(world: World) -> None:
    world.apply(
        PutDrawing(drawing(9, number="M-1")),
        put_revision(90, 9),
        put_revision(91, 9),
        Arrange(
            9,
            (
                HeldEntry(None, 90, EntryKind.ORIGINAL, False),
                HeldEntry(None, 91, EntryKind.NORMAL, False),
                HeldEntry(None, 90, EntryKind.REORDERED, True),
            ),
        ),
    )
    _read(world, 90, "chiller")
    assert [(hit.revision_id, hit.current) for hit in _found(world, "chiller").hits] == [(90, True)]
    assert [(hit.revision_id, hit.current) for hit in _found(world, "M-1").hits] == [(90, True)]


def test_what_is_not_read_yet_is_told(world: World) -> None:
    assert _found(world, "x").unread == 0
    world.hold_drawing(8, 80)
    world.fetch(80)
    assert _found(world, "x").unread == 1


def test_a_drawing_without_bytes_is_found_by_its_number(world: World) -> None:
    world.hold_drawing(8, 80, number="S-9")
    (hit,) = _found(world, "s9").hits
    assert hit.path is None


def test_other_projects_and_damaged_files_are_not_searched(world: World) -> None:
    other = world.store.projects.create("Elsewhere")
    assert world.store.search(other.id, "luminaire").hits == ()
    (sha256,) = world.fetch(60)
    world.store.holdings.mark_quarantined(sha256)
    assert [hit.revision_id for hit in _found(world, "fire damper").hits] == [50]


def test_a_project_that_is_not_there_is_not_found(world: World) -> None:
    with pytest.raises(Failure) as caught:
        world.store.search(999, "x")
    assert caught.value.code is FailureCode.NOT_FOUND


def test_there_may_be_more_than_is_listed(world: World) -> None:
    found = world.store.search(world.project.id, "luminaire", limit=1)
    assert (len(found.hits), found.more) == (1, True)
    assert world.store.search(world.project.id, "luminaire", limit=2).more is False


def test_text_that_was_read_again_is_not_found_as_it_was(world: World) -> None:
    _read(world, 60, "smoke damper")
    assert [hit.revision_id for hit in _found(world, "fire damper").hits] == [50]
    assert [hit.revision_id for hit in _found(world, "smoke").hits] == [60]


_LANGUAGE = st.sampled_from(
    ['"', "*", "^", "(", ")", ":", "-", "+", " AND ", " OR ", " NOT ", " NEAR(", "text:", "'", ";", "%", "\\", "a", " "]
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(st.text(), st.text(st.characters()), st.lists(_LANGUAGE, max_size=12).map("".join)))
@example(query="")
@example(query="\x00")
@example(query="\ud800 door")
@example(query='"')
@example(query="NEAR(a b)")
@example(query="a" * 100_000)
@example(query="a " * 50_000)
@example(query="text : door")
@example(query="' OR 1=1 --")
@example(query="日本 ﷽ ½ ①")
def test_any_text_is_a_query(world: World, query: str) -> None:
    found = _found(world, query)
    assert len(found.hits) <= 200


def test_nothing_finds_nothing(world: World) -> None:
    assert [_found(world, query).hits for query in ("", "  ", "\x00")] == [(), (), ()]
    assert _found(world, "...").hits == ()


def test_the_index_agrees_with_the_sheets_after_many_changes(world: World) -> None:
    dice = random.Random(7)
    words = ["beam", "duct", "valve", "pump"]
    shas = [world.fetch(revision)[0] for revision in (50, 51, 60)]
    for _ in range(60):
        pages = [SheetFacts(n, 1.0, 1.0, 0, " ".join(dice.choices(words, k=5))) for n in range(dice.randrange(4))]
        world.store.inspections.record(dice.choice(shas), pages, attempts=1, previews=0, reason=None)
    connection = sqlite3.connect(world.store.holdings._database.path)
    # Raises where the index and the rows it is made from differ.
    connection.execute("INSERT INTO sheet_text (sheet_text, rank) VALUES ('integrity-check', 1)")
    connection.close()


# ---- how it is typed ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("gypsum wallb", '"gypsum" AND "wallb"*'),
        ('"gypsum board"', '"gypsum board"'),
        ('fire "smoke damper" x', '"fire" AND "smoke damper" AND "x"*'),
        ('"gypsum boa', '"gypsum boa"*'),
        ("a-101", '("a 101"* OR "a101"*)'),
        ("A101 door", '("A 101" OR "A101") AND "door"*'),
        ("w", ""),
        ("-- !", ""),
    ],
)
def test_words_quotes_and_numbers_in_the_language_of_the_index(typed: str, asked: str) -> None:
    assert match_text(typed) == asked


def test_words_in_quotes_must_stand_so_on_the_sheet(world: World) -> None:
    assert [hit.revision_id for hit in _found(world, '"fire damper"').hits] == [60, 50]
    assert _found(world, '"damper fire"').hits == ()


@pytest.mark.parametrize("typed", ["see E301", "see e-301"])
def test_a_number_on_a_sheet_is_found_in_either_spelling(world: World, typed: str) -> None:
    _read(world, 60, "SEE E-301, see E301")
    hits = [hit for hit in _found(world, typed).hits if hit.match is Match.TEXT]
    assert [hit.revision_id for hit in hits] == [60]
    assert hits[0].snippet.count(MARK_START) >= 2


def test_filters_leave_one_discipline_and_current_revisions(world: World) -> None:
    world.hold_drawing(8, 80, number="P-1", title="Lighting of the pool", discipline="Plumbing")
    _read(world, 80, "fire damper")
    everything = {world.project.id: lambda _folder: True}
    found = world.store.search.within(everything, "fire damper", only=SearchFilter(discipline="Plumbing"))
    assert [hit.revision_id for hit in found.hits] == [80]
    found = world.store.search.within(everything, "fire damper", only=SearchFilter(current=True))
    assert {hit.revision_id for hit in found.hits} == {60, 80}
    found = world.store.search.within(everything, "lighting", only=SearchFilter(discipline="Plumbing"))
    assert [hit.number for hit in found.hits] == ["P-1"]


def test_what_may_not_be_seen_is_not_found_and_hides_nothing_that_may(world: World) -> None:
    for id in range(100, 140):
        world.hold_drawing(id, id * 10, number=f"X-{id}", title="Closed", discipline_id=9)
    world.hold_drawing(8, 80, number="P-1", title="Open")
    for id in (*range(1000, 1400, 10), 80):
        _read(world, id, "sprinkler")
    seen = {world.project.id: lambda folder: not folder.endswith("discipline:9")}
    assert [hit.number for hit in world.store.search.within(seen, "sprinkler", limit=5).hits] == ["P-1"]
    assert world.store.search.within(seen, "closed").hits == ()


def test_a_word_on_very_many_sheets_is_still_found_where_the_filter_leaves_few(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.search._NEAREST", 2)
    _read(world, 50, "valve")
    world.hold_drawing(8, 80, 81, 82, 83, number="P-1", title="Old and new")
    for id in (80, 81, 82, 83):
        _read(world, id, "valve")
    found = world.store.search(world.project.id, "valve")
    assert {hit.revision_id for hit in found.hits} == {50, 80, 81, 82, 83}
    assert found.hits[0].current


def test_over_several_projects_numbers_come_before_titles(world: World) -> None:
    project, link = connect(world.store, "Depot", 21)
    other = replace(world, project=project, link=link)
    other.hold_drawing(5, 500, number="LIGHT-1")
    other.hold_drawing(6, 600, title="Light")
    found = world.store.search.within({world.project.id: _all, project.id: _all}, "light")
    assert [(hit.project_id, hit.number) for hit in found.hits] == [
        (project.id, "LIGHT-1"),
        (project.id, "A-6"),
        (world.project.id, "E-3.10"),
    ]


def _all(_folder: str) -> bool:
    return True


def test_what_a_commit_changed_of_a_name_is_found_by_the_next_question(world: World) -> None:
    assert [hit.number for hit in _found(world, "lighting").hits] == ["E-3.10"]
    world.apply(PutDrawing(drawing(6, "E-3.10", title="Power details")), PutDrawing(drawing(7, "A-102", title="Roof")))
    assert _found(world, "lighting").hits == ()
    assert [hit.number for hit in _found(world, "power").hits] == ["E-3.10"]
    assert [hit.number for hit in _found(world, "a102").hits] == ["A-102"]


def test_names_are_read_once_while_nothing_changes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _found(world, "power")
    monkeypatch.setattr(drawing_names, "plain_rows", None)  # whoever reads rows falls over it
    assert [hit.number for hit in _found(world, "lighting").hits] == ["E-3.10"]


def test_text_of_a_file_is_told_by_page(world: World) -> None:
    (sha256,) = world.fetch(51)
    assert world.store.inspections.texts(sha256) == {0: "Luminaire TYPE F5", 1: "Second page: émergence"}
    assert world.store.inspections.texts("f" * 64) == {}
