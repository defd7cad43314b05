"""From a ``Failure`` to what a caller of the command line sees: a sentence, a JSON object, an exit code."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode, Reason

if TYPE_CHECKING:
    from app.domain.texts import Language
    from app.domain.views import FailureNote


class Exit(IntEnum):
    """The public exit codes (``docs/en/commands.md``). 2, wrong usage, is Typer's own."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    SIGN_IN = 3
    BUSY = 4


def exit_code(code: FailureCode) -> Exit:
    """Which of the public exit codes a failure class ends with."""
    if code is FailureCode.AUTH:
        return Exit.SIGN_IN
    return Exit.BUSY if code is FailureCode.ENGINE_BUSY else Exit.FAILED


def exit_code_of(failure: Failure) -> Exit:
    """As ``exit_code``; a name that several projects have is wrong usage."""
    return Exit.USAGE if failure.reason is Reason.AMBIGUOUS_NAME else exit_code(failure.code)


def sentences(failure: Failure | FailureNote, language: Language) -> str:
    """What happened, why, and what to do, as one paragraph."""
    from app.domain import failure_texts

    told = failure_texts.explain(failure, language)
    return " ".join(part for part in (told.message, told.remedy) if part)


def described(failure: Failure | FailureNote, language: Language) -> dict[str, object]:
    """A failure inside a JSON answer: its stable code, and the sentence for people."""
    return {"code": str(failure.code), "message": sentences(failure, language)}


def error(failure: Failure, language: Language) -> dict[str, object]:
    """The JSON answer of a command that failed."""
    reason = None if failure.reason is None else failure.reason.value
    return {"error": {"code": failure.code.value, "reason": reason, "message": sentences(failure, language)}}


def missing(kind: str, name: str) -> Failure:
    """The failure of naming something that does not exist."""
    return Failure(FailureCode.NOT_FOUND, values={"subject": name}, technical=f"no {kind} {name!r}")


def not_connected(project: str) -> Failure:
    return Failure(FailureCode.NOT_FOUND, Reason.NOT_CONNECTED, values={"subject": project})
