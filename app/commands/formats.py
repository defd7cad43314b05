"""Numbers, sizes and moments as each language writes them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.domain.texts import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNITS = {Language.EN: ("B", "KB", "MB", "GB", "TB"), Language.FR: ("o", "ko", "Mo", "Go", "To")}


def iso(at: datetime | None) -> str | None:
    """ISO 8601 in UTC with a ``Z``, as every ``--json`` time is written."""
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def moment(at: datetime, language: Language) -> str:
    """Local time to the minute. Year first in both: unambiguous in English, the standard in Québec."""
    local = at.astimezone()
    return local.strftime("%Y-%m-%d %H h %M") if language is Language.FR else local.strftime("%Y-%m-%d %H:%M")


def clock(at: datetime, language: Language) -> str:
    """Local time of day to the minute."""
    return at.astimezone().strftime("%H h %M" if language is Language.FR else "%H:%M")


def number(value: int, language: Language) -> str:
    return f"{value:,}".replace(",", "\u00a0") if language is Language.FR else f"{value:,}"


def decimal(value: float, language: Language) -> str:
    """One digit after the decimal sign."""
    text = f"{value:.1f}"
    return text.replace(".", ",") if language is Language.FR else text


def size(count: float, language: Language) -> str:
    """Bytes in the largest unit that keeps the number at or above one; decimal units, as file managers show."""
    units = _UNITS[language]
    step = 0
    while count >= 1000 and step < len(units) - 1:
        count /= 1000
        step += 1
    return f"{int(count)} {units[0]}" if step == 0 else f"{decimal(count, language)} {units[step]}"


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as aligned lines, two blanks between columns."""
    if not rows:
        return []
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
