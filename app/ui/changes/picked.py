"""What is shown of the changes: picked, counted and put in order beside the window's thread, which only lists it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.changes import folders_in, grouped, matching, news, tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from app.domain.changes import Family, Folder, Group, Period, Wanted
    from app.domain.texts import Language
    from app.domain.views import Change


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for. ``start``: of the period; None: from the beginning on."""

    period: Period
    start: datetime | None
    wanted: Wanted
    language: Language


@dataclass(frozen=True, slots=True)
class Picked:
    """``in_period``: lines before the filters; ``families`` and ``folders`` are those of the period, ``counts`` of what
    is shown."""

    choice: Choice
    in_period: int
    families: Mapping[Family, int]
    folders: Sequence[Folder]
    groups: tuple[Group, ...]
    counts: Mapping[Family, int]
    unseen: bool


def pick(changes: Sequence[Change], looked: datetime | None, choice: Choice) -> Picked:
    """``looked``: up to where the member has seen everything."""
    of_period = news(changes, choice.start)
    shown = matching(of_period, choice.wanted, choice.language)
    return Picked(
        choice,
        len(of_period),
        tally(of_period),
        folders_in(of_period),
        tuple(grouped(shown)),
        tally(shown),
        bool(news(changes, looked)),
    )
