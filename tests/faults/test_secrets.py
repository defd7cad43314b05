"""Everything breaks while everything is logged: afterwards no secret lies in the data directory, a log or a report."""

from __future__ import annotations

import logging
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fault_desk import FaultDesk

from app.domain.states import RunOutcome
from app.sandbox.faults import Kind, Target
from app.support_report import report_files, write_files

#: Foreign addresses with a signature in them, as a broken or hostile redirect would bring.
LOCATIONS = (
    "http://plans.example/a.pdf?sig=5ec2e7deadbeef",
    "https://10.0.0.1/a.pdf?X-Amz-Signature=5ec2e7cafe&X-Amz-Credential=5ec2e7",
)
FAULTS: list[tuple[Target, Kind, dict[str, object]]] = [
    *((Target.LIST, Kind.STATUS, {"status": status}) for status in (401, 403, 404, 429, 500)),
    *((Target.LIST, kind, {}) for kind in (Kind.HTML, Kind.WRONG_LENGTH, Kind.RESET, Kind.EXPIRED)),
    *((target, Kind.STATUS, {"status": status}) for target in (Target.LINK, Target.FILE) for status in (403, 404, 500)),
    *((Target.FILE, kind, {}) for kind in (Kind.TRUNCATE, Kind.WRONG_LENGTH, Kind.HTML, Kind.RESET, Kind.EXPIRED)),
    *((Target.LINK, Kind.REDIRECT_FOREIGN, {"location": location}) for location in LOCATIONS),
    (Target.LINK, Kind.REDIRECT_LOOP, {}),
    *((Target.TOKEN, kind, {}) for kind in (Kind.HTML, Kind.WRONG_LENGTH, Kind.RESET, Kind.EXPIRED)),
]
#: A signature that was left standing.
SIGNED = re.compile(rb"(?i)(?<![a-z])(?:sig|x-amz-signature|x-amz-credential)(?:=|%3d)(?!\[redacted\])")


class Said(logging.Handler):
    """What was logged, before anybody redacts it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[Said]:
    monkeypatch.setenv("PLANRACK_LOG_LEVEL", "DEBUG")
    handler = Said()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


def test_no_secret_outlives_a_day_of_faults(open_desk: Callable[..., FaultDesk], said: Said, tmp_path: Path) -> None:
    drawn: list[bytes] = []

    def entropy(size: int) -> bytes:
        drawn.append(os.urandom(size))
        return drawn[-1]

    desk = open_desk(entropy=entropy)
    tokens = _everything_breaks(desk)
    secrets = tokens | {one.hex() for one in drawn if len(one) == 32} | {desk.world.app.client_secret}
    assert len(secrets) >= 10
    report = tmp_path / "report.zip"
    write_files(report_files(desk.workspace), report)
    written = {str(path): path.read_bytes() for path in desk.home.rglob("*") if path.is_file()}
    assert any(path.endswith("-wal") for path in written), "the database was closed: its log was not looked at"
    with zipfile.ZipFile(report) as archive:
        written |= {f"report/{name}": archive.read(name) for name in archive.namelist()}
    written["what was logged"] = "\n".join(said.lines).encode()
    assert b"DEBUG app." in written[str(desk.home / "logs" / "planrack.log")]
    for place, content in written.items():
        assert [secret for secret in secrets if secret.encode() in content] == [], place
        assert SIGNED.search(content) is None, place
        assert b"5ec2e7" not in content, place


def _everything_breaks(desk: FaultDesk) -> set[str]:
    """One fault after the other, each for ever until it is over; every token that was in use meanwhile."""
    desk.sync()
    tokens = set(_stored(desk))
    for target, kind, members in FAULTS:
        desk.publish("A-101")
        if target is Target.TOKEN:
            desk.sandbox.tokens.expire_all()
        desk.go_wrong(target, kind, **members)
        assert desk.sync().outcome is RunOutcome.FAILED, (target, kind)
        desk.recover()
        if not desk.signed_in():
            desk.sign_in_again()
        tokens |= set(_stored(desk))
    assert desk.sync().outcome is RunOutcome.SYNCED
    return tokens


def _stored(desk: FaultDesk) -> Iterator[str]:
    """The tokens in the keyring, also where an entry wraps one in JSON."""
    for entry in desk.keyring.entries.values():
        yield from re.findall(r"[A-Za-z0-9._-]{40,}", entry)
