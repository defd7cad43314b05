"""The network to the file hosts, as ``Downloads``: the sandbox's hosts, with all that happens on the way.

This is the one file that knows the transfer's port to the network.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from random import Random
from urllib.parse import urlsplit

import httpx
from memory_procore import STORE, MemoryProcore
from weather import Weather

from app.domain.failures import Failure, FailureCode, Reason
from app.sync.download import Download
from app.sync.files import Complete, Declined, Head, Job, Told, failure_from_network

_PAGE = b"<html><body>Please accept the conditions of this network</body></html>"
_STATUS = {"401": 401, "403": 403, "404": 404, "412": 412, "416": 416, "429": 429, "500": 500, "503": 503}
#: Faults that put something else in the place of the file.
_NOT_THE_FILE = frozenset({"portal", "page", "short", "long"})
_ELSEWHERE = {
    "loop": STORE + "/pro-core.com/loop.pdf",
    "to a private address": "https://10.0.0.8/file.pdf",
    "to plain http": "http://s3.amazonaws.com/file.pdf",
}


class FileNetwork:
    """``served``: whole files that went out, by hash; ``here``: whether this machine has a file of that hash."""

    def __init__(
        self,
        procore: MemoryProcore,
        weather: Weather,
        chance: Random,
        step: Callable[[str], None],
        here: Callable[[str], bool],
    ) -> None:
        self._procore = procore
        self._weather = weather
        self._chance = chance
        self._step = step
        self._here = here
        self.open = 0
        #: Hashes of files that may be asked for again although they are here.
        self.excused: set[str] = set()
        self.served: Counter[str] = Counter()

    async def get(self, job: Job, told: Told) -> Complete | Declined:
        self.open += 1
        download = Download(job, told)
        try:
            await self._exchange(job.url, download)
            if not download.sealed:
                download.seal()
            return download.outcome()
        except BaseException:
            with suppress(Failure):
                download.leave()
            raise
        finally:
            download.close()
            self.open -= 1

    async def renew(self) -> None:
        """There is nothing to renew."""

    async def aclose(self) -> None:
        """There is nothing to close."""

    async def _exchange(self, url: str, download: Download) -> None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        sent = httpx.Headers(download.headers())
        self._procore.look_at(origin, sent)
        self._step(f"file asked {parts.hostname}")
        await asyncio.sleep(self._chance.random() * 0.3)
        kind = self._weather.strikes("file")
        if kind == "offline":
            raise failure_from_network(OSError(101, "unreachable"), parts.netloc)
        if kind == "broken off":
            raise failure_from_network(ConnectionResetError(104, "reset"), parts.netloc)
        if kind == "worker gone":
            raise Failure(FailureCode.NETWORK, technical="the download worker ended")
        if kind == "whole instead of the rest":
            sent.pop("range", None)
        answer = await self._procore.answer(origin, "GET", f"{parts.path}?{parts.query}", sent.raw)
        status, known, body = answer.status_code, dict(answer.headers), bytes(answer.body)
        status, known, body = self._spoiled(kind, status, known, body)
        if status == 200 and origin == STORE and kind not in _NOT_THE_FILE:
            self._note(body, known.get("etag"))
        head = Head(status, {name.lower(): value for name, value in known.items()})
        await self._deliver(kind, head, body, download)

    def _note(self, body: bytes, etag: str | None) -> None:
        sha256 = hashlib.sha256(body).hexdigest()
        self.served[sha256] += 1
        if self._here(sha256) and sha256 not in self.excused:
            self._procore.broken.append(f"a file that is here is downloaded again: {sha256[:12]}")
        if etag is None or etag.strip('"') != hashlib.md5(body, usedforsecurity=False).hexdigest():
            self.excused.add(sha256)  # without its tag it cannot be asked about

    async def _deliver(self, kind: str, head: Head, body: bytes, receiver: Download) -> None:
        wanted = receiver.head(head)
        if not wanted:
            return
        cut = self._chance.randrange(len(body) + 1) if kind == "cut" else None
        at = 0
        while at < len(body):
            size = self._chance.randint(1, max(1, len(body)))
            if cut is not None and at + size > cut:
                receiver.chunk(memoryview(body[at:cut]))
                raise Failure(FailureCode.CORRUPT, Reason.TRUNCATED, technical="the answer ended early")
            self._step("file piece")
            receiver.chunk(memoryview(body[at : at + size]))
            at += size
            if self._chance.random() < 0.5:
                await asyncio.sleep(self._chance.random() * 0.2)
        receiver.end()

    def _spoiled(self, kind: str, status: int, known: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
        if kind in _STATUS:
            later = {"retry-after": "2"} if kind in ("429", "503") and self._chance.random() < 0.5 else {}
            return _STATUS[kind], later, b"<Error/>"
        if kind in _ELSEWHERE:
            return 302, {"location": _ELSEWHERE[kind]}, b""
        if kind == "400":
            return 400, {}, b"<Error><Code>InvalidArgument</Code></Error>"
        if kind == "expired":
            return 400, {}, b"<Error><Code>ExpiredToken</Code></Error>"
        if kind == "portal":
            return 200, {"content-type": "text/html", "content-length": str(len(_PAGE))}, _PAGE
        if status not in (200, 206):
            return status, known, body
        match kind:
            case "page":
                body = _PAGE + b" " * max(0, len(body) - len(_PAGE))
                known["content-length"] = str(len(body))
            case "short":
                body = body[: self._chance.randrange(len(body))]
                known["content-length"] = str(len(body))
            case "long":
                body += b"more than was announced"
                known["content-length"] = str(len(body))
            case "another tag":
                known["etag"] = f'"{self._chance.randbytes(8).hex()}"'
            case "no tag":
                known.pop("etag", None)
        return status, known, body
