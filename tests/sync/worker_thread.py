"""The download worker in threads of the test's own process, where a test can reach into it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable

from app.sync.connection import Limits
from app.sync.download_worker import DownloadWorker
from app.sync.downloads import Channel
from app.sync.file_client import FileClient
from app.sync.pace import Pace


class WorkerThread:
    def __init__(self, heard: Callable[[bytes], None]) -> None:
        loop = asyncio.get_running_loop()

        def say(data: bytes) -> None:
            with contextlib.suppress(RuntimeError):  # the test is over
                loop.call_soon_threadsafe(heard, data)

        self._worker = DownloadWorker(say, open_client)

    def send(self, data: bytes) -> None:
        for text in data.splitlines():
            self._worker.hear(json.loads(text))

    async def close(self) -> None:
        await asyncio.to_thread(self._worker.close)


def open_client(limits: Limits, pace: Pace) -> FileClient:
    return FileClient(limits, pace, proxies=lambda address: None)


async def start_thread(heard: Callable[[bytes], None], ended: Callable[[str], None]) -> Channel:
    """A ``Start``."""
    return WorkerThread(heard)
