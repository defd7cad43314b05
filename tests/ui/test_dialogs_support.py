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
from app.ui.i18n import LanguageChoice
from app.ui.support_dialog import ReportFile, SupportDialog, SupportTools

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
    def full(_files: object, _path: Path) -> None:
        raise OSError(28, "No space left on device")

    dialog = await opened(world, SupportTools(lambda: (), full))
    await dialog.write_to(tmp_path / "report.zip")
    assert dialog.outcome.text
    assert world.problems == []
    dialog.reject()


async def test_every_file_of_the_report_can_be_read_before_it_is_saved(world: World) -> None:
    dialog = await opened(world)
    assert [dialog.files.item(row).text() for row in range(dialog.files.count())] == [
        "diagnostics.json (16 bytes)",
        "logs/planrack.log (8 bytes)",
    ]
    assert dialog.diagnostics.toPlainText() == '{"version": "1"}'
    dialog.files.setCurrentRow(1)
    assert dialog.diagnostics.toPlainText() == "one line"
    assert dialog.diagnostics.isReadOnly()
    assert dialog.report.isEnabled()
    dialog.reject()


async def test_what_is_saved_is_what_was_shown(world: World, tmp_path: Path) -> None:
    shown = (ReportFile("diagnostics.json", b"first"),)
    collected = iter([shown, (ReportFile("diagnostics.json", b"later"),)])
    dialog = await opened(world, SupportTools(lambda: next(collected), support_report.write_files))
    await dialog.write_to(tmp_path / "report.zip")
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {"diagnostics.json": b"first"}
    dialog.reject()


async def test_logs_that_cannot_be_read_leave_nothing_to_save_and_say_so(world: World) -> None:
    def unreadable() -> list[ReportFile]:
        raise PermissionError(13, "Permission denied")

    dialog = await opened(world, SupportTools(unreadable, support_report.write_files))
    assert dialog.outcome.text
    assert not dialog.report.isEnabled()
    dialog.reject()


def test_a_report_that_cannot_be_finished_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "report.zip").mkdir()
    with pytest.raises(OSError):
        support_report.write_files((ReportFile("a", b"b"),), tmp_path / "report.zip")
    assert [one.name for one in tmp_path.iterdir()] == ["report.zip"]


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
        observations=SimpleNamespace(records_put_aside=lambda _link: [("revision", "no id", 3)]),
    )
    engine = SimpleNamespace(alive_anywhere=lambda: True)
    return SimpleNamespace(settings=Settings(home=tmp_path, client_secret="hush"), store=store, engine=engine)


def test_diagnostics_name_neither_secrets_nor_people_nor_projects(workspace: Any) -> None:
    text = support_report.diagnostics(workspace)
    first = json.loads(text)["projects"][0]
    assert first["state"] == "synced"
    assert first["records_put_aside"] == [{"kind": "revision", "problem": "no id", "count": 3}]
    for private in ("hush", LOGIN, "Riverside", "Northwind"):
        assert private not in text


def test_report_holds_diagnostics_and_the_ends_of_the_logs(workspace: Any, tmp_path: Path) -> None:
    support_report.write_files(support_report.report_files(workspace), tmp_path / "report.zip")
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        assert sorted(archive.namelist()) == ["diagnostics.json", "logs/planrack.log"]
        log = archive.read("logs/planrack.log")
    assert log.endswith(b"the end")
    assert len(log) == 1_000_000


async def test_another_language_is_spoken_while_the_dialog_is_open(world: World) -> None:
    dialog = await opened(world)
    dialog.copy.click()
    world.language.apply(LanguageChoice.FR)
    await world.settle()
    assert dialog.copy.text() == "Copier ce qui est affiché"
    assert dialog.outcome.text == "Ce qui est affiché est dans le presse-papiers."
    assert "propriétaire" in dialog.contact.text()
    assert dialog.files.item(0).text() == "diagnostics.json (16 octets)"
    assert dialog.diagnostics.toPlainText() == '{"version": "1"}'
    dialog.reject()
    world.language.apply(LanguageChoice.EN)
