"""Ready for site: the sentence, and what keeps it from being said, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.failures import Reason
from app.domain.states import CacheState, EntryKind, SyncState, Withdrawal
from app.domain.texts import Language
from app.domain.views import (
    Area,
    Discipline,
    DocumentTree,
    Drawing,
    Entry,
    FailureNote,
    FolderStatus,
    Project,
)
from app.sync.readiness import Lack, Readiness, headline, readiness, why
from app.sync.verification import BadFile, Verified

NOW = datetime(2026, 5, 4, 6, tzinfo=UTC)
EN, FR = Language.EN, Language.FR


def entry(id: int, *, current: bool = True, cache: CacheState = CacheState.HERE, **facts: object) -> Entry:
    known: dict[str, object] = {
        "revision_number": str(id % 10),
        "kind": EntryKind.NORMAL,
        "sha256": "ab" * 32 if cache is CacheState.HERE else None,
        "bytes": None,
        "file": None,
        "annotations": 0,
        "drawing_date": None,
        "received_date": None,
        "updated_at": None,
        "drawing_set": None,
        "withdrawn": None,
        "has_public_markups": False,
        "pages": None,
        "problem": None,
    }
    return Entry(id, id, current=current, cache=cache, **{**known, **facts})  # type: ignore[arg-type]


def tree(*drawings: tuple[Entry, ...], confirmed_at: datetime | None = NOW) -> DocumentTree:
    listed = tuple(
        Drawing(n, n, f"A-{100 + n}", "Plan", None, 0, entries) for n, entries in enumerate(drawings, start=1)
    )
    status = FolderStatus(SyncState.SYNCED, None, None, None, None, 0, confirmed_at, 0, 0, 0, 0)
    project = Project(1, "Tower", NOW, False, None)
    return DocumentTree(project, status, (Area(1, "", (Discipline(7, "Architecture", listed),)),))


def asked(shown: DocumentTree, *bad: BadFile) -> Readiness:
    return readiness(shown, Verified(9, 9 - len(bad), bad), now=NOW)


def said(found: Readiness, language: Language) -> str:
    return headline(found, language, number=str, moment=lambda at: f"{at:%Y-%m-%d}")


def test_all_here_read_and_confirmed_is_ready() -> None:
    found = asked(tree((entry(10, current=False), entry(11)), (entry(20),)))
    assert found.is_ready
    assert said(found, EN) == "3 of 3 sheets, all readable."
    assert said(found, FR) == "3 feuilles sur 3, toutes lisibles."


def test_an_original_and_what_was_withdrawn_before_it_came_do_not_count() -> None:
    original = entry(10, kind=EntryKind.ORIGINAL, current=False, cache=CacheState.WAITING)
    gone = entry(12, current=False, cache=CacheState.WAITING, withdrawn=Withdrawal.DELETED)
    found = asked(tree((original, entry(11), gone)))
    assert (found.is_ready, found.sheets) == (True, 1)


WAITING = entry(11, cache=CacheState.WAITING)
REFUSED = replace(
    entry(11, cache=CacheState.FAILED), problem=FailureNote("corrupt", "password", {"subject": "A-101"}, NOW)
)


@pytest.mark.parametrize(
    ("entries", "lack", "english", "french"),
    [
        ((WAITING,), Lack.NOT_HERE, "Not downloaded yet.", "Pas encore téléchargée."),
        (
            (entry(10, current=False), WAITING),
            Lack.NEWER_NOT_HERE,
            "Revision 1 is in force in Procore",
            "La révision 1, en vigueur dans Procore",
        ),
        ((entry(12, current=True), entry(11, current=False, cache=CacheState.WAITING)), Lack.NOT_HERE, "Not", "Pas"),
        ((REFUSED,), Lack.FAILED, "opens only with a password", "ne s’ouvre qu’avec un mot de passe"),
    ],
)
def test_each_lack_is_named_with_its_reason(entries: tuple[Entry, ...], lack: Lack, english: str, french: str) -> None:
    found = asked(tree(entries, (entry(20),)))
    assert not found.is_ready
    (missing,) = found.lacking
    assert (missing.number, missing.procore_id, missing.lack) == ("A-101", 11, lack)
    assert english in why(missing, EN)
    assert french in why(missing, FR)
    total = len(entries) + 1
    assert said(found, EN) == f"{total - 1} of {total} sheets are good."
    assert said(found, FR) == f"{total - 1} feuilles sur {total} sont bonnes."


def test_a_damaged_file_is_named_whatever_the_tree_says() -> None:
    bad = BadFile(11, "A-101", Reason.HASH_MISMATCH, 1, 1)
    for cache in (CacheState.WAITING, CacheState.HERE):
        found = asked(tree((entry(11, cache=cache),)), bad)
        (missing,) = found.lacking
        assert (missing.lack, missing.problem) == (Lack.DAMAGED, Reason.HASH_MISMATCH)
        assert "A-101" in why(missing, EN) and "A-101" in why(missing, FR)


def test_the_damage_of_another_project_is_not_this_ones() -> None:
    assert asked(tree((entry(11),)), BadFile(11, "A-101", Reason.HASH_MISMATCH, 2, 2)).is_ready


def test_what_procore_confirmed_long_ago_is_not_ready_and_says_when() -> None:
    found = asked(tree((entry(11),), confirmed_at=NOW - timedelta(hours=25)))
    assert not found.is_ready
    assert said(found, EN) == (
        "1 of 1 sheets, all readable. Procore last confirmed these sheets on 2026-05-03: sync before you leave."
    )
    assert said(found, FR).endswith("pour la dernière fois le 2026-05-03\u00a0: synchronisez avant de partir.")
    assert asked(tree((entry(11),), confirmed_at=NOW - timedelta(hours=24))).is_ready


def test_what_was_never_confirmed_is_not_ready() -> None:
    found = asked(tree((entry(11),), confirmed_at=None))
    assert not found.is_ready
    assert "not confirmed these sheets yet" in said(found, EN)
    assert "pas encore confirmé" in said(found, FR)


def test_an_empty_project_is_not_ready_for_anything() -> None:
    found = asked(tree())
    assert not found.is_ready
    assert said(found, EN) == "There are no sheets here yet."
    assert said(found, FR) == "Il n’y a pas encore de feuilles ici."
