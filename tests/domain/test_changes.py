"""What changed: periods, kinds, folders, and the words of it in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.change_words import CHANGES, FIELDS, ROLES, after_words, before_after, before_words, kind_words
from app.domain.changes import (
    THE_PROJECT,
    Family,
    Folder,
    Landmarks,
    Period,
    Wanted,
    family_of,
    grouped,
    matching,
    news,
    seen_until,
    since,
    start_of,
    tally,
)
from app.domain.states import ChangeKind, Role
from app.domain.texts import Language
from app.domain.views import Change

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
POWER = Folder(None, "Power")


def line(
    kind: ChangeKind, number: str | None = "A-101", *, id: int | None = 1, hours: float = 1, **more: object
) -> Change:
    plain = Change(NOW - timedelta(hours=hours), kind, number, None, None, id, "Plan", None, "Architecture")
    return replace(plain, **more)  # type: ignore[arg-type]


def test_every_kind_has_words_and_a_family() -> None:
    assert set(CHANGES) == set(ChangeKind)
    assert {family_of(kind) for kind in ChangeKind} == set(Family)
    assert set(ROLES) == set(Role)


@pytest.mark.parametrize("text", [*CHANGES.values(), *FIELDS.values(), *ROLES.values()])
def test_the_words_are_in_both_languages_with_the_same_fields(text) -> None:  # type: ignore[no-untyped-def]
    fields = re.compile(r"\{(\w+)\}")
    assert text.en
    assert text.fr
    assert fields.findall(text.en) == fields.findall(text.fr)


@pytest.mark.parametrize(
    ("kind", "before", "after", "english", "french"),
    [
        (ChangeKind.ADDED, None, "A-101", "A-101", "A-101"),
        (ChangeKind.REVISED, None, "3", "revision 3", "révision 3"),
        (ChangeKind.REVISED, None, "", "–", "–"),
        (ChangeKind.RENUMBERED, "A-1", "A-2", "A-1 → A-2", "A-1 → A-2"),
        (ChangeKind.REORDERED, 1, 0, "position 2 → position 1", "position 2 → position 1"),
        (ChangeKind.OBSOLETED, None, "obsolete", "current → obsolete", "en vigueur → obsolète"),
        (ChangeKind.DELETED, None, "missing", "current → no longer listed", "en vigueur → non répertorié"),
        (ChangeKind.RESTORED, "deleted", None, "deleted → current", "supprimé → en vigueur"),
        (
            ChangeKind.REPLACED,
            "0123456789",
            "abcdef0123",
            "file 01234567… → file abcdef01…",
            "fichier 01234567… → fichier abcdef01…",
        ),
        (ChangeKind.RENAMED, {"set": "Bid"}, {"set": "IFC"}, "set: Bid → set: IFC", "ensemble : Bid → ensemble : IFC"),
        (ChangeKind.MOVED, {"area": None}, {"area": "B"}, "area: – → area: B", "zone : – → zone : B"),
        (
            ChangeKind.PERMISSION,
            {"member": "Luc", "level": None},
            {"member": "Luc", "level": "none", "role": "viewer"},
            "member: Luc, access: inherited → member: Luc, access: no access, role: viewer",
            "membre : Luc, accès : hérité → membre : Luc, accès : aucun accès, rôle : lecteur",
        ),
        (ChangeKind.CONNECTED, None, {"project": "Tower"}, "project: Tower", "projet : Tower"),
        (ChangeKind.DISCONNECTED, {"login": "a@b.c"}, None, "account: a@b.c", "compte : a@b.c"),
        (ChangeKind.RENUMBERED, "", "A-2", "– → A-2", "– → A-2"),
    ],
)  # fmt: skip
def test_before_and_after_read_as_words(
    kind: ChangeKind, before: object, after: object, english: str, french: str
) -> None:
    change = line(kind, before=before, after=after)
    assert before_after(change, Language.EN) == english
    assert before_after(change, Language.FR).replace("\u00a0", " ") == french


def test_a_member_that_a_newer_version_wrote_is_shown_as_it_is() -> None:
    change = line(ChangeKind.MOVED, before={"storey": 1}, after={"storey": [2, 3]})
    assert before_words(change, Language.FR).replace("\u00a0", " ") == "storey : 1"
    assert after_words(change, Language.EN) == "storey: 2, 3"
    assert kind_words(ChangeKind.MOVED, Language.FR) == "déplacé"


def test_a_period_begins_at_its_landmark() -> None:
    marks = Landmarks(
        NOW, looked=NOW - timedelta(days=1), last_sync=NOW - timedelta(hours=2), connected=NOW - timedelta(days=60),
        day=start_of(2026, 11, 1),
    )  # fmt: skip
    assert [since(period, marks) for period in Period] == [
        marks.looked, marks.last_sync, NOW - timedelta(days=7), marks.day, marks.connected,
    ]  # fmt: skip
    assert since(Period.LOOKED, Landmarks(NOW)) is None


def test_what_was_there_at_the_connection_is_no_news() -> None:
    old, first, new = line(ChangeKind.REVISED, hours=9), line(ChangeKind.ADDED, first=True), line(ChangeKind.ADDED)
    assert news([old, first, new], NOW - timedelta(hours=2)) == [new]
    assert news([old, first, new], None) == [old, new]


def test_the_mark_of_what_was_seen_lets_later_lines_through_and_no_others() -> None:
    seen = [line(ChangeKind.REVISED, hours=3), line(ChangeKind.REVISED, hours=2)]
    later = line(ChangeKind.REVISED, hours=1)
    mark = seen_until(seen)
    assert news([*seen, later], mark) == [later]
    assert seen_until([]) is None


def test_sheets_are_counted_once_in_each_kind() -> None:
    lines = [
        line(ChangeKind.ADDED, id=3),
        line(ChangeKind.REVISED),
        line(ChangeKind.REVISED),
        line(ChangeKind.OBSOLETED, id=2),
        line(ChangeKind.DELETED, id=2),
        line(ChangeKind.RENAMED, None, id=None),
        line(ChangeKind.RENAMED, None, id=None),
    ]
    assert list(tally(lines).items()) == [
        (Family.REVISED, 1), (Family.ADDED, 1), (Family.WITHDRAWN, 1), (Family.FOLDERS, 2),
    ]  # fmt: skip


def test_folders_come_in_procores_order_and_sheets_by_number() -> None:
    lines = [
        line(ChangeKind.RENAMED, None, id=None),
        line(ChangeKind.REVISED, "E-10", id=5, discipline="Power", folder_order=0),
        line(ChangeKind.REVISED, "E-2", id=6, discipline="Power", folder_order=0, hours=2),
        line(ChangeKind.RETITLED, "E-2", id=6, discipline="Power", folder_order=0, hours=1),
        line(ChangeKind.REVISED, "A-1", folder_order=1),
    ]
    groups = grouped(lines)
    assert [group.folder for group in groups] == [POWER, Folder(None, "Architecture"), THE_PROJECT]
    assert [(one.drawing, one.kind) for one in groups[0].changes] == [
        ("E-2", ChangeKind.RETITLED),
        ("E-2", ChangeKind.REVISED),
        ("E-10", ChangeKind.REVISED),
    ]


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(), ["A-101", "E-3.01"]),
        (Wanted(family=Family.REVISED), ["E-3.01"]),
        (Wanted(folder=POWER), ["E-3.01"]),
        (Wanted(folder=POWER, family=Family.ADDED), []),
        (Wanted(text="e31"), ["E-3.01"]),
        (Wanted(text="addendum 2"), ["E-3.01"]),
        (Wanted(text="révision"), ["E-3.01"]),
        (Wanted(text="  "), ["A-101", "E-3.01"]),
    ],
)
def test_a_filter_asks_kind_folder_and_text(wanted: Wanted, numbers: list[str]) -> None:
    lines = [
        line(ChangeKind.ADDED, title="Ground floor"),
        line(ChangeKind.REVISED, "E-3.01", id=2, discipline="Power", after="2", drawing_set="Addendum 2"),
    ]
    assert [one.drawing for one in matching(lines, wanted, Language.FR)] == numbers
    assert wanted.everything is (len(numbers) == 2)
