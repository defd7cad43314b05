"""Ready for site: is every sheet of a project on this machine, readable, and confirmed a short while ago? Pure.

What counts is what the badge counts (``Entry.counts``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.failure_texts import explain
from app.domain.failures import Failure, FailureCode
from app.domain.readiness_texts import CONFIRMED_LONG_AGO, LACKS, NEVER_CONFIRMED, NOT_READY, NOTHING_HERE, READY
from app.domain.states import CacheState
from app.domain.status import is_fresh

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from app.domain.failures import Reason
    from app.domain.texts import Language
    from app.domain.views import DocumentTree, Drawing, Entry, FailureNote
    from app.sync.verification import Verified


class Lack(StrEnum):
    """Why a sheet is not ready."""

    NOT_HERE = "not_here"
    NEWER_NOT_HERE = "newer_not_here"  # an older revision of the drawing is here, the one in force is not
    FAILED = "failed"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class NotReady:
    """One sheet that is not ready. ``problem``: what is wrong with its file (DAMAGED). ``failure``: why it was not
    downloaded (FAILED)."""

    procore_id: int
    number: str
    revision_number: str
    lack: Lack
    problem: Reason | None = None
    failure: FailureNote | None = None


@dataclass(frozen=True, slots=True)
class Readiness:
    """``sheets`` count, ``ready`` of them are here and were read just now. ``stale``: Procore confirmed the folder too
    long ago (at ``confirmed_at``) or never, so a newer sheet may exist that nobody here knows of."""

    project: str
    sheets: int
    ready: int
    lacking: tuple[NotReady, ...]
    confirmed_at: datetime | None
    stale: bool

    @property
    def is_ready(self) -> bool:
        return self.sheets > 0 and not self.lacking and not self.stale


def readiness(tree: DocumentTree, verified: Verified, *, now: datetime) -> Readiness:
    """What a project lacks. ``verified``: the check of this project's files that was made just before ``tree`` was
    read; without it nothing can be called readable."""
    damaged = {bad.procore_id: bad.problem for bad in verified.bad if bad.project_id == tree.project.id}
    sheets = 0
    lacking: list[NotReady] = []
    for area in tree.areas:
        for discipline in area.disciplines:
            for drawing in discipline.drawings:
                counted = [entry for entry in drawing.entries if entry.counts]
                sheets += len(counted)
                lacking += [lack for entry in counted if (lack := _lack(drawing, entry, damaged)) is not None]
    confirmed_at = tree.status.confirmed_at
    stale = not is_fresh(confirmed_at, now)
    return Readiness(tree.project.name, sheets, sheets - len(lacking), tuple(lacking), confirmed_at, stale)


def headline(
    found: Readiness, language: Language, *, number: Callable[[int], str], moment: Callable[[datetime], str]
) -> str:
    """The answer in one or two sentences. ``number`` and ``moment`` write figures and times as the reader does."""
    counts = {"ready": number(found.ready), "sheets": number(found.sheets)}
    if found.is_ready:
        return READY.say(language, **counts)
    text = NOTHING_HERE if not found.sheets else NOT_READY if found.lacking else READY
    said = text.say(language, **counts)
    if not found.stale:
        return said
    if found.confirmed_at is None:
        return f"{said} {NEVER_CONFIRMED.say(language)}"
    return f"{said} {CONFIRMED_LONG_AGO.say(language, date=moment(found.confirmed_at))}"


def why(lack: NotReady, language: Language) -> str:
    """What is wrong with one sheet."""
    if lack.failure is not None:
        return explain(lack.failure, language).message
    if lack.problem is not None:
        damaged = Failure(FailureCode.CORRUPT, lack.problem, values={"subject": lack.number})
        return explain(damaged, language).message
    return LACKS[lack.lack.value].say(language, revision=lack.revision_number)


def _lack(drawing: Drawing, entry: Entry, damaged: Mapping[int, Reason]) -> NotReady | None:
    def lack(why: Lack, problem: Reason | None = None, failure: FailureNote | None = None) -> NotReady:
        return NotReady(entry.procore_id, drawing.number, entry.revision_number, why, problem, failure)

    if entry.procore_id in damaged:
        return lack(Lack.DAMAGED, problem=damaged[entry.procore_id])
    if entry.cache is CacheState.HERE:
        return None
    if entry.problem is not None:
        return lack(Lack.FAILED, failure=entry.problem)
    older_is_here = any(other.cache is CacheState.HERE for other in drawing.entries if other is not entry)
    return lack(Lack.NEWER_NOT_HERE if entry.current and older_is_here else Lack.NOT_HERE)
