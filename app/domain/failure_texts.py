"""What a failure means for the person in front of it, and what to do, in the language of that person.

The words are in ``failure_catalogue``. Fields in them come from ``Failure.values``; one that was not given reads as an
ordinary word, never as a hole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.failure_catalogue import ADMIN_MESSAGE, BY_CODE, BY_CODE_AND_REASON, UNNAMED
from app.domain.failure_reasons import BY_REASON
from app.domain.failures import Failure, FailureCode, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.failure_phrases import Words
    from app.domain.texts import Language
    from app.domain.views import FailureNote


@dataclass(frozen=True, slots=True)
class Explanation:
    """``title``: a few words without a full stop. ``message``: what happened and what it means for the drawings.
    ``remedy``: what to do, or that nothing need be done."""

    title: str
    message: str
    remedy: str


def explain(failure: Failure | FailureNote, language: Language) -> Explanation:
    """The words for a fresh or a stored failure. A code or reason of a newer version reads as the nearest known one."""
    words = _words(_code(failure.code), _reason(failure.reason))
    values = _filled(failure.values, language)
    return Explanation(
        words.title.say(language, **values), words.message.say(language, **values), words.remedy.say(language, **values)
    )


def admin_message(company: str, language: Language) -> str:
    """A message to copy to the Procore administrator of ``company``: what to install and where (S8-S13)."""
    return ADMIN_MESSAGE.say(language, company=company)


def _words(code: FailureCode, reason: Reason | None) -> Words:
    if reason is not None:
        exact = BY_CODE_AND_REASON.get((code, reason))
        if exact is not None:
            return exact
        if reason in BY_REASON:
            return BY_REASON[reason]
    return BY_CODE[code]


def _code(value: str) -> FailureCode:
    try:
        return FailureCode(value)
    except ValueError:
        return FailureCode.BUG


def _reason(value: str | None) -> Reason | None:
    try:
        return None if value is None else Reason(value)
    except ValueError:
        return None


def _filled(values: Mapping[str, object], language: Language) -> dict[str, object]:
    given = {"subject": values.get("name"), **values}
    return {
        name: word.say(language) if given.get(name) in (None, "") else given[name] for name, word in UNNAMED.items()
    }
