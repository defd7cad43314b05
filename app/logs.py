"""The log of one data directory: rotating, redacted, best effort. A log that cannot be written stops nothing."""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from app.procore.redaction import RedactingFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.settings import Settings

_BYTES = 1024 * 1024
_KEPT = 3
#: These say every header at debug level; ours say what matters.
_CHATTY = ("httpcore", "httpx", "asyncio", "PIL", "filelock")


def open_log(settings: Settings, *, level: int | None = None) -> Callable[[], None]:
    """Write everything the program logs to ``logs/planrack.log`` until the returned function is called.

    ``level``: given, or ``PLANRACK_LOG_LEVEL``, or INFO.
    """
    chosen = level if level is not None else _level(os.environ.get("PLANRACK_LOG_LEVEL", ""))
    try:
        settings.logs.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            settings.logs / "planrack.log", maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return lambda: None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s [%(process)d] %(message)s"))
    handler.addFilter(RedactingFilter())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(chosen)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(max(chosen, logging.INFO))

    def close() -> None:
        root.removeHandler(handler)
        root.setLevel(before)
        handler.close()

    return close


def _level(name: str) -> int:
    return logging.getLevelNamesMapping().get(name.upper(), logging.INFO)
