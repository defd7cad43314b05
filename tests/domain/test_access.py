"""Which folders a member sees: inheritance, roles, and what a tree becomes for somebody who does not see all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.access import ROOT, Access, Cause, Folder, area_folder, discipline_folder, upwards, visible
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.roles import ROLE_LEVELS, always_manages
from app.domain.states import AccessLevel, CacheState, EntryKind, Role, SyncState
from app.domain.views import Area, Discipline, DocumentTree, Drawing, Entry, FolderStatus, Member, Project

_IDS = st.one_of(st.none(), st.integers(1, 3))
_FOLDERS = st.one_of(
    st.just(ROOT),
    st.builds(area_folder, _IDS),
    st.builds(discipline_folder, _IDS, _IDS),
)
_LEVELS = st.sampled_from(AccessLevel)
_SETTINGS = st.dictionaries(_FOLDERS, _LEVELS, max_size=8)
_ROLES = st.sampled_from(Role)
_LIMITED = st.sampled_from([role for role in Role if not always_manages(role)])

ARCHITECTURE, POWER = discipline_folder(1, 10), discipline_folder(1, 20)


def access(role: Role = Role.COLLABORATOR, settings: dict[Folder, AccessLevel] | None = None) -> Access:
    return Access(Member(3, "Luc", "luc@example.com", role), settings or {}, ("Olive", "Sam"))


def entry(id: int, *, kind: EntryKind = EntryKind.NORMAL, sha256: str | None = None) -> Entry:
    cache = CacheState.WAITING if sha256 is None else CacheState.HERE
    size = None if sha256 is None else 100
    return Entry(id, id, "0", kind, True, cache, sha256, size, None, 0, None, None, None, None, None, False, 1, None)


def tree(*areas: Area) -> DocumentTree:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    status = FolderStatus(SyncState.SYNCED, at, at, None, None, 0, at, 4, 5, 4, 400)
    return DocumentTree(Project(1, "Tower", at, False, None), status, areas)


def building() -> DocumentTree:
    walls = Drawing(1, 1, "A-101", "Walls", None, 0, (entry(1, sha256="a"), entry(2, kind=EntryKind.ORIGINAL)))
    lights = Drawing(2, 2, "E-101", "Lights", None, 0, (entry(3, sha256="a"), entry(4)))
    loose = Drawing(3, 3, "X-1", "Sketch", None, 0, (entry(5, sha256="b"),))
    parts = Discipline(10, "Architecture", (walls,)), Discipline(20, "Power", (lights,))
    return tree(Area(1, "Main", parts), Area(None, "", (Discipline(None, None, (loose,)),)))


def numbers(shown: DocumentTree) -> list[str]:
    return [drawing.number for area in shown.areas for part in area.disciplines for drawing in part.drawings]


# -- levels -------------------------------------------------------------------------------------------------------


def test_each_level_includes_those_before_it() -> None:
    ranks = list(AccessLevel)
    for one in ranks:
        assert [level for level in ranks if one.covers(level)] == ranks[: ranks.index(one) + 1]


@given(_LIMITED, _SETTINGS, _FOLDERS)
def test_the_most_specific_setting_wins_and_the_role_decides_where_none_is(
    role: Role, settings: dict[Folder, AccessLevel], folder: Folder
) -> None:
    found = access(role, settings).effective(folder)
    nearest = next((place for place in upwards(folder) if place in settings), None)
    if nearest is None:
        assert (found.level, found.cause, found.source) == (ROLE_LEVELS[role], Cause.ROLE, None)
    else:
        cause = Cause.SET if nearest == folder else Cause.INHERITED
        assert (found.level, found.cause, found.source) == (settings[nearest], cause, nearest)


@given(_LIMITED, _SETTINGS, st.integers(100, 200), _IDS)
def test_a_new_discipline_inherits_from_its_area(
    role: Role, settings: dict[Folder, AccessLevel], discipline: int, area: int | None
) -> None:
    member = access(role, settings)
    assert member.effective(discipline_folder(area, discipline)).level is member.effective(area_folder(area)).level


@given(st.sampled_from([role for role in Role if always_manages(role)]), _SETTINGS, _FOLDERS)
def test_no_setting_locks_out_who_manages_by_role(
    role: Role, settings: dict[Folder, AccessLevel], folder: Folder
) -> None:
    member = access(role, settings)
    assert member.effective(folder).level is AccessLevel.MANAGE
    assert member.effective(folder).cause is Cause.ROLE
    assert member.everything and member.manages


@given(_LIMITED, _SETTINGS, _FOLDERS, _LEVELS)
def test_taking_a_setting_back_brings_the_inherited_level_back(
    role: Role, settings: dict[Folder, AccessLevel], folder: Folder, level: AccessLevel
) -> None:
    settings.pop(folder, None)
    before = access(role, settings).effective(folder)
    assert access(role, {**settings, folder: level}).effective(folder).level is level
    assert access(role, settings).effective(folder) == before


@given(_LIMITED, _SETTINGS, _FOLDERS, _LEVELS)
def test_a_setting_changes_nothing_outside_its_folder(
    role: Role, settings: dict[Folder, AccessLevel], folder: Folder, level: AccessLevel
) -> None:
    before, after = access(role, settings), access(role, {**settings, folder: level})
    for other in (discipline_folder(area, one) for area in (None, 1, 2, 3) for one in (None, 1, 2, 3)):
        if folder not in upwards(other):
            assert before.effective(other) == after.effective(other)


# -- trees --------------------------------------------------------------------------------------------------------


def test_a_closed_folder_is_not_in_the_tree_and_not_counted() -> None:
    shown = visible(building(), access(settings={POWER: AccessLevel.NONE}))
    assert numbers(shown) == ["A-101", "X-1"]
    status = shown.status
    assert (status.drawings, status.revisions, status.here, status.bytes) == (2, 2, 2, 200)
    assert status.state is SyncState.SYNCED


def test_one_open_folder_in_a_closed_project_is_shown_alone() -> None:
    member = access(settings={ROOT: AccessLevel.NONE, POWER: AccessLevel.VIEW})
    assert numbers(visible(building(), member)) == ["E-101"]
    assert member.anything and not member.everything


def test_without_any_access_nothing_is_shown() -> None:
    member = access(settings={ROOT: AccessLevel.NONE})
    assert visible(building(), member).areas == ()
    assert not member.anything


def test_who_sees_everything_gets_the_very_same_tree() -> None:
    whole = building()
    assert visible(whole, access(settings={POWER: AccessLevel.MANAGE})) is whole


def test_a_folder_that_is_renamed_or_moved_in_the_list_keeps_its_permission() -> None:
    whole = building()
    main, rest = whole.areas
    architecture, power = main.disciplines
    renamed = replace(
        whole,
        areas=(
            rest,
            replace(
                main,
                name="Bldg 1",
                disciplines=(
                    replace(power, name="Electricity"),
                    architecture,
                ),
            ),
        ),
    )
    member = access(settings={POWER: AccessLevel.NONE})
    assert numbers(visible(renamed, member)) == ["X-1", "A-101"]


def test_a_drawing_that_moves_follows_the_folder_it_lies_in() -> None:
    whole = building()
    main, rest = whole.areas
    architecture, power = main.disciplines
    moved = replace(
        whole,
        areas=(
            replace(
                main,
                disciplines=(
                    replace(architecture, drawings=architecture.drawings + power.drawings),
                    replace(power, drawings=()),
                ),
            ),
            rest,
        ),
    )
    assert "E-101" in numbers(visible(moved, access(settings={POWER: AccessLevel.NONE})))


@given(_ROLES, st.dictionaries(st.sampled_from([ROOT, area_folder(1), ARCHITECTURE, POWER]), _LEVELS))
def test_exactly_the_folders_that_may_be_viewed_are_shown(role: Role, settings: dict[Folder, AccessLevel]) -> None:
    member = access(role, settings)
    whole = building()
    expected = [
        drawing.number
        for area in whole.areas
        for part in area.disciplines
        for drawing in part.drawings
        if member.allows(AccessLevel.VIEW, discipline_folder(area.id, part.id))
    ]
    assert numbers(visible(whole, member)) == expected


# -- refusals -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("has", "wanted", "reason"),
    [
        (AccessLevel.NONE, AccessLevel.VIEW, Reason.NO_ACCESS),
        (AccessLevel.NONE, AccessLevel.MANAGE, Reason.NO_ACCESS),
        (AccessLevel.VIEW, AccessLevel.ANNOTATE, Reason.ANNOTATE_NEEDED),
        (AccessLevel.ANNOTATE, AccessLevel.MANAGE, Reason.MANAGE_NEEDED),
    ],
)
def test_a_refusal_says_what_is_missing_and_whom_to_ask(has: AccessLevel, wanted: AccessLevel, reason: Reason) -> None:
    with pytest.raises(Failure) as caught:
        access(settings={ROOT: has}).require(wanted, "Tower")
    assert (caught.value.code, caught.value.reason) == (FailureCode.NOT_ALLOWED, reason)
    assert caught.value.values == {"subject": "Tower", "member": "Luc", "people": "Olive, Sam"}
