"""A failure on its way from one process to another."""

from __future__ import annotations

from typing import Any

from app.domain.failures import Failure, FailureCode, Reason


def failure_as_json(failure: Failure) -> dict[str, Any]:
    return {
        "code": failure.code.value,
        "reason": None if failure.reason is None else failure.reason.value,
        "values": dict(failure.values),
        "technical": failure.technical,
    }


def failure_from_json(told: dict[str, Any]) -> Failure:
    reason = None if told["reason"] is None else Reason(told["reason"])
    return Failure(FailureCode(told["code"]), reason, told["values"], told["technical"])
