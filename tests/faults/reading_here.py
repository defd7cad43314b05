"""The worker processes' reading without the processes: two for each desk take longer to start than most tests."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from app.drawings.worker import _answer
from app.drawings.worker_pool import PdfWorkers, _result

if TYPE_CHECKING:
    from collections.abc import Mapping


class ReadingHere(PdfWorkers):
    """Checks and inspects the sandbox's small sheets, which harm nobody, in the engine's thread."""

    async def _run(self, job: Mapping[str, object], limit: float | None = None) -> Any:
        if job["do"] not in ("check", "inspect"):
            return await super()._run(job, limit)
        await asyncio.sleep(0)
        return _result(_answer(dict(job)))
