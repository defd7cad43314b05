"""Everything is logged at its most talkative while exchanges run; none of it may hold a secret (I7)."""

from __future__ import annotations

import asyncio
import io
import logging
import re
from typing import TYPE_CHECKING

import pytest
from memory_keyring import ForgetfulKeyring
from paced_time import START

from app.domain.failures import Failure
from app.procore.client import ProcoreClient
from app.procore.http import open_http
from app.procore.oauth import Grant, OAuth
from app.procore.pacer import Pacer
from app.procore.redaction import RedactingFilter
from app.procore.session import FreshToken
from app.procore.tokens import TokenStore
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

SECRETS = ("acc-s3cret", "ref-s3cret", "hush-hush", "the-c0de", "the-verif1er", "deadbeefcafe")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a handler of ours writes while every logger talks."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    handler.addFilter(RedactingFilter())
    root = logging.getLogger()
    before = {name: logging.getLogger(name).level for name in ("", "httpx", "httpcore", "asyncio")}
    for name in before:
        logging.getLogger(name).setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield out
    root.removeHandler(handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A token endpoint and an API that answer with secrets in headers and bodies."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = re.search(r"(?i)content-length: (\d+)", head)
    if length:
        await reader.readexactly(int(length[1]))
    status, body = "200 OK", b'{"access_token":"acc-s3cret","refresh_token":"ref-s3cret","expires_in":5400}'
    if "/rest/" in head:
        status, body = "403 Forbidden", b'{"errors":"acc-s3cret sig=deadbeefcafe"}'
    location = b"Location: https://s3.test/x?X-Amz-Signature=deadbeefcafe\r\n"
    writer.write(
        f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n".encode()
        + location
        + b"Connection: close\r\n\r\n"
        + body
    )
    await writer.drain()
    writer.close()
    await writer.wait_closed()


@pytest.fixture
async def origin() -> AsyncIterator[str]:
    server = await asyncio.start_server(_serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_no_secret_is_written_to_the_logs(origin: str, tmp_path: Path, written: io.StringIO) -> None:
    settings = Settings(home=tmp_path, api=origin, login=origin, client_id="id-1", client_secret="hush-hush")
    http = open_http(origin)
    oauth = OAuth(http, settings, clock=lambda: START)
    store = TokenStore(origin, open_keyring=ForgetfulKeyring)
    tokens = await oauth.exchange(Grant("the-c0de", "the-verif1er"))
    with pytest.raises(Failure):
        await store.save(7, tokens)
    await oauth.refresh("ref-s3cret")
    await oauth.revoke("ref-s3cret")
    client = ProcoreClient(http, origin, FreshToken(tokens.access), Pacer())
    with pytest.raises(Failure) as caught:
        await client.areas(5, 9)
    logging.getLogger("planrack").exception("failed: %s %r", caught.value, tokens, exc_info=caught.value)
    await http.aclose()

    text = written.getvalue()
    assert "httpcore" in text and "HTTP Request: POST" in text, "the loggers really talk"
    assert [secret for secret in SECRETS if secret in text] == []
    assert [secret for secret in SECRETS if secret in f"{caught.value!r}{caught.value.technical}"] == []


def test_settings_and_grants_do_not_show_their_secrets(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, client_secret="hush-hush")
    assert "hush-hush" not in repr(settings)
    assert "the-c0de" not in repr(Grant("the-c0de", "the-verif1er"))
    assert "acc-s3cret" not in repr(FreshToken("acc-s3cret"))
