from __future__ import annotations

import json
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QGuiApplication
from shell_world import LOGIN, many

from app import support_report
from app.settings import Settings
from app.ui.support_dialog import SupportDialog, SupportTools

if TYPE_CHECKING:
    from shell_world import World


async def opened(world: World, tools: SupportTools | None = None) -> SupportDialog:
    dialog = SupportDialog(world.services, tools or world.support(), world.messages)
    dialog.open()
    await world.settle()
    return dialog


async def test_contact_details_come_from_the_settings(world: World) -> None:
    world.store.values["support_contact"] = {"name": "Help desk", "phone": "+1 555 0100", "email": "help@x.example"}
    dialog = await opened(world)
    assert dialog.contact.text() == "Contact: Help desk\nPhone: +1 555 0100\nE-mail: help@x.example"
    dialog.reject()


async def test_missing_contact_says_whom_to_ask(world: World) -> None:
    dialog = await opened(world)
    assert "Ask its owner" in dialog.contact.text()
    dialog.reject()


async def test_diagnostics_can_be_copied(world: World) -> None:
    dialog = await opened(world)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == '{"version": "1"}'
    dialog.reject()


async def test_report_is_written_and_its_place_is_said(world: World, tmp_path: Path) -> None:
    dialog = await opened(world)
    await dialog.write_to(tmp_path / "report.zip")
    assert world.reports == [tmp_path / "report.zip"]
    assert "report.zip" in dialog.outcome.text
    dialog.reject()


async def test_report_that_cannot_be_written_says_so(world: World, tmp_path: Path) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    dialog = await opened(world, SupportTools(lambda: "", full))
    await dialog.write_to(tmp_path / "report.zip")
    assert dialog.outcome.text
    assert world.problems == []
    dialog.reject()


@pytest.fixture
def workspace(tmp_path: Path) -> Any:
    rows = many()
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "planrack.log").write_bytes(b"x" * 3_000_000 + b"the end")
    store = SimpleNamespace(
        documents=SimpleNamespace(statuses=lambda **_how: rows),
        accounts=SimpleNamespace(list=lambda: [SimpleNamespace(login=LOGIN, signed_in=True)]),
        runs=SimpleNamespace(recent=lambda _link, _n: []),
    )
    engine = SimpleNamespace(alive_anywhere=lambda: True)
    return SimpleNamespace(settings=Settings(home=tmp_path, client_secret="hush"), store=store, engine=engine)


def test_diagnostics_name_neither_secrets_nor_people_nor_projects(workspace: Any) -> None:
    text = support_report.diagnostics(workspace)
    assert json.loads(text)["projects"][0]["state"] == "synced"
    for private in ("hush", LOGIN, "Riverside", "Northwind"):
        assert private not in text


def test_report_holds_diagnostics_and_the_ends_of_the_logs(workspace: Any, tmp_path: Path) -> None:
    support_report.write_report(workspace, tmp_path / "report.zip")
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        assert sorted(archive.namelist()) == ["diagnostics.json", "logs/planrack.log"]
        log = archive.read("logs/planrack.log")
    assert log.endswith(b"the end")
    assert len(log) == 1_000_000
