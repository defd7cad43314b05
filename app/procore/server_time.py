"""Times that an answer carries, in Procore's own clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The longest documented window is one hour (contract §5). A wait beyond it is a server's or a clock's mistake.
LONGEST_WAIT = timedelta(minutes=61)


def date_of(headers: Mapping[str, str]) -> datetime | None:
    """The ``Date`` header as aware UTC, or None where it is absent or makes no sense."""
    return _http_date(headers.get("Date"))


def seconds_until_reset(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds until ``X-Rate-Limit-Reset``, counted in the server's clock; None where it is not said."""
    text = (headers.get("X-Rate-Limit-Reset") or "").strip()
    if not text.isdecimal() or len(text) > 12:
        return None
    server_now = date_of(headers) or now
    return _bounded(int(text) - server_now.timestamp())


def seconds_to_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """How long an answer 429 or 503 asks to wait: ``Retry-After`` where present, else the reset (contract §5)."""
    text = (headers.get("Retry-After") or "").strip()
    if text.isdecimal() and len(text) <= 12:
        return _bounded(float(text))
    moment = _http_date(text)
    if moment is not None:
        return _bounded((moment - (date_of(headers) or now)).total_seconds())
    return seconds_until_reset(headers, now)


def _bounded(seconds: float) -> float:
    return min(max(seconds, 0.0), LONGEST_WAIT.total_seconds())


def _http_date(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
