"""What the engine and its download worker say to each other: one JSON array a line, ``[what, id, …]``.

To the worker: ``begin`` (once, before everything else), ``get``, ``stop``, ``granted``, ``rate``. From it, for each
``get``: any number of ``arrived``, ``durable``, ``room``; then ``complete`` (which says first how many bytes arrived
since the last ``arrived``), ``declined``, ``failed`` or ``stopped``.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.failures import Failure, FailureCode, Reason
from app.sync.files import Complete, Declined, Head, Job

if TYPE_CHECKING:
    from app.sync.connection import Limits


def line(*message: object) -> bytes:
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


class Lines:
    """Puts lines together again from what a pipe delivers."""

    def __init__(self) -> None:
        self._rest = b""

    def take(self, data: bytes) -> list[Any]:
        *lines, self._rest = (self._rest + data).split(b"\n")
        return [json.loads(text) for text in lines]


def of_limits(limits: Limits) -> list[float]:
    return [limits.connect, limits.idle, limits.slow]


def of_job(job: Job) -> list[object]:
    headers = dict(job.headers)
    return [job.url, headers, os.fspath(job.part), job.announced, job.cap, job.room, job.offset, job.etag]


def to_job(members: list[Any]) -> Job:
    url, headers, part, *rest = members
    return Job(url, headers, Path(part), *rest)


def of_outcome(outcome: Complete | Declined, untold: int) -> tuple[object, ...]:
    if isinstance(outcome, Complete):
        return "complete", untold, outcome.sha256, outcome.size, outcome.etag
    head = outcome.head
    return "declined", head.status, dict(head.headers), outcome.offset, outcome.body.decode("latin-1")


def to_outcome(what: str, members: list[Any]) -> Complete | Declined | Failure:
    match what:
        case "complete":
            return Complete(*members)
        case "declined":
            status, headers, offset, body = members
            return Declined(Head(status, headers), offset, body.encode("latin-1"))
        case "failed":
            code, reason, values, technical, status = members
            return Failure(
                FailureCode(code), None if reason is None else Reason(reason), values, technical, status=status
            )
        case unknown:
            raise ValueError(f"the download worker said {unknown!r}")


def of_failure(failure: Failure) -> tuple[object, ...]:
    reason = None if failure.reason is None else failure.reason.value
    return "failed", failure.code.value, reason, dict(failure.values), failure.technical, failure.status
