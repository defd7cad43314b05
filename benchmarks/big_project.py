"""A stand-in for Procore with one large project, in a process of its own, and an engine that is linked to it.

10,000 drawings with 6 revisions each. The answers are made once; files are small valid PDFs, filled up to any size.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from app.procore.tokens import Tokens, TokenStore
from app.settings import Settings
from app.workspace import Workspace
from benchmarks.figures import sized

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

DRAWINGS = sized(10_000, 100)
REVISIONS = 6
_UPDATED = "2026-01-04T05:06:07Z"
_USER = 7


class MemoryKeyring:
    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str, /) -> str | None:
        return self._entries.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self._entries[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        self._entries.pop((service, username), None)


@contextmanager
def stand_in(file_size: int) -> Iterator[int]:
    """Serves the project on a port of this machine; files have ``file_size`` bytes."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, file_size), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def linked_workspace(home: Path, port: int) -> tuple[Workspace, int]:
    """A workspace over ``home`` with a project that is linked to the stand-in: the project's id."""
    address = f"http://127.0.0.1:{port}"
    settings = Settings(home, api=address, login=address, client_id="benchmark", client_secret="none")
    keyring = MemoryKeyring()
    tokens = Tokens("access", "refresh", datetime.now(UTC), 10**6)
    asyncio.run(TokenStore(address, open_keyring=lambda: keyring).save(_USER, tokens))
    workspace = Workspace.open(settings, keyring=keyring)
    store = workspace.store
    known = store.projects.list()
    if known:
        return workspace, known[0].id
    account = store.accounts.put(_USER, "estimator@example.com", "Estimator")
    project = store.projects.create("Hospital")
    store.links.connect(
        project.id,
        account_id=account.id,
        company_id=1,
        company="Builder",
        procore_project_id=2,
        name="Hospital",
        connected_at=datetime.now(UTC),
    )
    return workspace, project.id


def pdf(id: int, size: int) -> bytes:
    """A valid page that is unlike every other one, filled up with a stream that no page uses."""
    out = bytearray(b"%%PDF-1.4\n%% %d\n" % id)
    offsets = []
    filling = max(0, size - 480)
    for number, body in enumerate(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>",
            b"<</Length %d>>stream\n%s\nendstream" % (filling, bytes(filling)),
        ),
        start=1,
    ):
        offsets.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    out += b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _serve(pipe: Connection, file_size: int) -> None:
    server = _Server(("127.0.0.1", 0), _Handler)
    server.file_size = file_size
    pipe.send(server.server_address[1])
    server.serve_forever()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    file_size = 0

    @lru_cache(maxsize=128)  # noqa: B019 - one server, as long as its process
    def page(self, number: int, size: int) -> bytes:
        first = (number - 1) * size
        return json.dumps([self._revision(i) for i in range(first, min(first + size, DRAWINGS * REVISIONS))]).encode()

    def _revision(self, index: int) -> dict[str, Any]:
        drawing, order = divmod(index, REVISIONS)
        address = f"http://127.0.0.1:{self.server_address[1]}/file/{index + 1}?companyId=1&projectId=2&sig={'0' * 64}"
        return {
            "id": index + 1,
            "drawing_id": drawing + 1,
            "number": f"A-{drawing}",
            "title": f"Level {drawing % 40}, plan {drawing}",
            "revision_number": str(order),
            "drawing_date": "2026-01-02",
            "received_date": "2026-01-03",
            "updated_at": _UPDATED,
            "current": order == REVISIONS - 1,
            "obsolete": False,
            "status": "published",
            "position": drawing,
            "order_in_drawing": order + 1,
            "pdf_url": address,
            "pdf_size": len(pdf(index + 1, self.file_size)),
            "png_url": address,
            "png_size": 1000,
            "thumbnail_url": address,
            "width": 3600,
            "height": 2400,
            "drawing_set": {"id": 3},
            "drawing_area": {"id": 1},
            "discipline": {"id": drawing % 9 + 1, "name": f"Discipline {drawing % 9}", "position": drawing % 9},
            "custom_fields": {},
        }


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(asked.query).items()}
        what = asked.path.rsplit("/", 1)[-1]
        if asked.path.startswith("/file/"):
            self._answer(pdf(int(what), self.server.file_size), {"ETag": f'"{what}"'})
        elif what == "drawing_areas":
            self._answer(json.dumps([{"id": 1, "name": "Main"}]).encode())
        elif what == "drawing_disciplines":
            self._answer(
                json.dumps([{"id": i + 1, "name": f"Discipline {i}", "position": i} for i in range(9)]).encode()
            )
        elif what == "drawing_sets":
            self._answer(json.dumps([{"id": 3, "name": "Bid"}]).encode())
        elif "filters[deleted]" in query or "filters[updated_at]" in query:
            self._answer(b"[]", {"Total": "0"})
        else:
            number, size = int(query["page"]), int(query["per_page"])
            headers = {"Total": str(DRAWINGS * REVISIONS)}
            if number * size < DRAWINGS * REVISIONS:
                headers["Link"] = f'<http://127.0.0.1/?page={number + 1}>; rel="next"'
            self._answer(self.server.page(number, size), headers)

    def _answer(self, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(200)
        later = (datetime.now(UTC) + timedelta(hours=1)).timestamp()
        limits = {"X-Rate-Limit-Limit": "3600", "X-Rate-Limit-Remaining": "3600", "X-Rate-Limit-Reset": f"{later:.0f}"}
        for name, value in {"Content-Length": str(len(body)), **limits, **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""
