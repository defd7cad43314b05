"""Which drawings are shown: by what was typed, by discipline, by set, by state. Pure over snapshots."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.sheets import answering
from app.domain.states import CacheState, EntryKind

if TYPE_CHECKING:
    from collections.abc import Callable, Set

    from app.domain.sheets import SheetKeys
    from app.domain.views import Drawing


class Only(StrEnum):
    """The states that a list can be narrowed to."""

    ALL = "all"
    CHANGED = "changed"  # since the member last looked
    NOT_HERE = "not_here"
    FAILED = "failed"
    TO_CHECK = "to_check"  # annotations that were carried, and confirmed by nobody
    WITHDRAWN = "withdrawn"
    STARRED = "starred"  # the member's favourites


@dataclass(frozen=True, slots=True)
class Noted:
    """What a member has to do with drawings (Procore's ids): those that ``changed`` since they last looked, those that
    they ``starred``."""

    changed: Set[int] = frozenset()
    starred: Set[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Filter:
    """``discipline``: its name, "" for « Sans discipline »; ``drawing_set``: a name. None: any."""

    typed: str = ""
    discipline: str | None = None
    drawing_set: str | None = None
    only: Only = Only.ALL

    @property
    def narrows(self) -> bool:
        return self != Filter()

    def admits(self, noted: Noted) -> Callable[[Drawing, str, SheetKeys], bool]:
        """The question to ask of each drawing: with the name of its discipline and its search keys."""
        meant = answering(self.typed) if self.typed else None

        def admitted(drawing: Drawing, discipline: str, keys: SheetKeys) -> bool:
            return (
                (meant is None or meant(keys))
                and (self.discipline is None or self.discipline == discipline)
                and (self.drawing_set is None or any(one.drawing_set == self.drawing_set for one in drawing.entries))
                and (self.only is Only.ALL or _in_state(drawing, self.only, noted))
            )

        return admitted


def _in_state(drawing: Drawing, only: Only, noted: Noted) -> bool:
    match only:
        case Only.CHANGED:
            return drawing.procore_id in noted.changed
        case Only.STARRED:
            return drawing.procore_id in noted.starred
        case Only.TO_CHECK:
            return any(entry.to_check for entry in drawing.entries)
        case Only.WITHDRAWN:
            return drawing.withdrawn is not None
        case Only.FAILED:
            return any(entry.cache is CacheState.FAILED for entry in drawing.entries)
        case _:
            return any(
                entry.cache in (CacheState.WAITING, CacheState.DOWNLOADING, CacheState.ABSENT)
                and entry.kind is not EntryKind.ORIGINAL
                and entry.withdrawn is None
                for entry in drawing.entries
            )
