"""The server as a whole: ports, end, the stand-in for a browser, and the process that serves alone."""

from __future__ import annotations

import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
import webbrowser
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from sandbox_desk import Desk

from app.sandbox import browser_stand_in
from app.sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.sandbox.server import Addresses


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_ports_are_free_again_and_no_thread_is_left_after_the_end() -> None:
    port = free_port()
    for _ in range(2):
        with Sandbox("tiny", port=port) as sandbox:
            assert sandbox.addresses.api == f"http://127.0.0.1:{port}"
            assert sandbox.addresses.login == sandbox.addresses.api
    assert "sandbox" not in {thread.name for thread in threading.enumerate()}


def test_taken_port_is_an_error_at_once(sandbox: Sandbox) -> None:
    taken = int(sandbox.addresses.api.rpartition(":")[2])
    with pytest.raises(OSError, match=r".+"):
        Sandbox("tiny", port=taken).start()
    with pytest.raises(OSError, match=r".+"):
        Sandbox("tiny", files_port=taken).start()


def test_addresses_are_not_known_before_the_start() -> None:
    with pytest.raises(RuntimeError):
        _ = Sandbox("tiny").addresses


class Callback:
    """A program's own little server, waiting for the browser to come back."""

    def __init__(self) -> None:
        seen: list[dict[str, list[str]]] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                seen.append(parse_qs(urlsplit(self.path).query))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"You may close this window.")

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.seen = seen
        self._server = HTTPServer(("localhost", 0), Handler)
        self.uri = f"http://localhost:{self._server.server_port}/callback"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def callback() -> Iterator[Callback]:
    one = Callback()
    yield one
    one.close()


def authorize_url(desk: Desk, callback: Callback) -> str:
    return f"{desk.sandbox.addresses.login}/oauth/authorize?{urlencode(desk.asked(redirect_uri=callback.uri))}"


def test_stand_in_signs_in_and_follows_to_the_callback(desk: Desk, callback: Callback) -> None:
    landing = browser_stand_in.allow(authorize_url(desk, callback))
    assert landing.text == "You may close this window."
    (query,) = callback.seen
    assert query["state"] == ["a b/ç"]
    assert desk.exchange(query["code"][0], redirect_uri=callback.uri).status_code == 200


def test_stand_in_may_deny(desk: Desk, callback: Callback) -> None:
    browser_stand_in.allow(authorize_url(desk, callback), decision="deny")
    assert callback.seen[0]["error"] == ["access_denied"]


def test_stand_in_reports_an_unknown_person(desk: Desk, callback: Callback) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        browser_stand_in.allow(authorize_url(desk, callback), user="nobody@example.com")
    refused.value.close()
    assert callback.seen == []


def test_stand_in_works_as_the_browser_command(desk: Desk, callback: Callback, monkeypatch: pytest.MonkeyPatch) -> None:
    command = shlex.join([sys.executable, "-m", "app.sandbox.browser_stand_in", "%s"])
    monkeypatch.setenv("BROWSER", command)
    assert webbrowser.get(command).open(authorize_url(desk, callback))
    assert "code" in callback.seen[0]


@pytest.mark.journey
@pytest.mark.skipif(os.name != "posix", reason="the end is asked for with a signal")
def test_process_alone_tells_where_it_is_on_its_first_line() -> None:
    program = "from app.sandbox.server import run_forever; run_forever(0, 'tiny', True)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        facts = json.loads(process.stdout.readline())
        assert {"api", "login", "client_id", "client_secret"} <= set(facts)
        with urllib.request.urlopen(f"{facts['control']}/state", timeout=10) as answer:
            assert len(json.load(answer)["projects"]) == 1
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def test_people_are_told_too(capsys: pytest.CaptureFixture[str], sandbox: Sandbox) -> None:
    from app.sandbox import server

    server._announce(sandbox, json_output=False)
    said = capsys.readouterr().out
    addresses: Addresses = sandbox.addresses
    assert addresses.api in said
    assert sandbox.world.app.client_secret in said
