"""Failures in the words of ``domain.failure_texts``, in the language the window speaks now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from app.domain import failure_texts
from app.domain.failures import Failure, FailureCode
from app.domain.texts import Language

if TYPE_CHECKING:
    from app.domain.failure_texts import Explanation
    from app.domain.views import FailureNote


def current_language() -> Language:
    """The language the window shows: the language switch sets it as the default locale."""
    return Language.FR if QLocale().language() == QLocale.Language.French else Language.EN


def explain(failure: FailureNote | BaseException) -> Explanation:
    """Title, message and remedy of a stored or a fresh failure. An unforeseen exception reads as our own defect."""
    if isinstance(failure, BaseException) and not isinstance(failure, Failure):
        failure = Failure(FailureCode.BUG, technical=type(failure).__name__)
    return failure_texts.explain(failure, current_language())


def in_words(failure: FailureNote | BaseException, *, between: str = " ") -> str:
    """What happened and what to do, without the title."""
    told = explain(failure)
    return between.join(part for part in (told.message, told.remedy) if part)


def admin_message(company: str) -> str:
    """What to send to the Procore administrator of ``company`` so that its projects can be listed (S8-S13)."""
    return failure_texts.admin_message(company, current_language())
