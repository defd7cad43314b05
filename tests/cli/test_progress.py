"""What a running sync shows while it runs: on stderr, so that answers stay parseable."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from command_line import NOW, CommandLine
from rich.console import Console
from rich.progress import Progress

from app.commands.progress import Bars, facts
from app.domain.events import Phase, RunFinished, RunProgress, RunReport, RunStarted, Waits
from app.domain.failures import FailureCode
from app.domain.states import RunOutcome
from app.domain.texts import Language


def progress(project_id: int = 1, *, done: int = 10, total: int = 40, rate: float = 2_500_000) -> RunProgress:
    return RunProgress(project_id, Phase.DOWNLOADING, 1_234, done, total, 0, 5_000_000, 20_000_000, rate, 6.0)


def test_listed_bytes_and_rate_are_shown() -> None:
    assert facts(progress(), Language.EN) == "listed: 1,234 · 5.0 MB / 20.0 MB · 2.5 MB/s"
    assert facts(progress(), Language.FR) == "répertoriées\u00a0: 1\u00a0234 · 5,0 Mo / 20,0 Mo · 2,5 Mo/s"


def test_what_is_not_known_yet_is_left_out() -> None:
    event = RunProgress(1, Phase.LISTING, 100, 0, 0, 0, 0, 0, 0.0, None)
    assert facts(event, Language.EN) == "listed: 100"


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        (FailureCode.NETWORK, "Waiting for the network…", "En attente du réseau…"),
        (FailureCode.THROTTLED, "Procore asked us to wait until {}", "Procore demande d'attendre jusqu'à {}"),
        (FailureCode.LOCAL_SPACE, "The disk is full: waiting", "Le disque est plein\u00a0: en attente"),
        (FailureCode.LOCAL_IO, "The disk cannot be used: trying", "Le disque est inutilisable\u00a0: nouvel"),
    ],
)
def test_what_a_run_waits_for_is_said_first(code: FailureCode, english: str, french: str) -> None:
    event = replace(progress(), waits=Waits(code, NOW))
    local = NOW.astimezone()
    assert facts(event, Language.EN).startswith(english.format(local.strftime("%H:%M")))
    assert facts(event, Language.FR).startswith(french.format(local.strftime("%H h %M")))


def test_without_a_terminal_a_wait_is_said_once(planrack: CommandLine) -> None:
    project = planrack.linked()
    planrack.report(project)
    waits = replace(progress(project.id), waits=Waits(FailureCode.NETWORK, NOW))
    planrack.engine.events = [RunStarted(project.id, NOW), waits, waits, progress(project.id), waits]
    assert planrack("sync").err == "Syncing Tower A…\n" + 2 * "Waiting for the network…\n"


def test_each_project_has_a_bar_that_ends_full() -> None:
    shown = Progress(console=Console(file=io.StringIO()), auto_refresh=False)
    bars = Bars(shown, {1: "Tower A", 2: "Tower B"}, Language.EN)
    bars.take(RunStarted(1, NOW))
    bars.take(RunStarted(2, NOW))
    bars.take(progress(1))
    bars.take(RunFinished(1, RunReport(1, "Tower A", RunOutcome.SYNCED, None, True, files=40)))
    assert [(task.description, task.completed, task.total) for task in shown.tasks] == [
        ("Tower A", 40, 40),
        ("Tower B", 0, None),
    ]


def test_other_projects_of_the_engine_are_not_shown() -> None:
    shown = Progress(console=Console(file=io.StringIO()), auto_refresh=False)
    Bars(shown, {1: "Tower A"}, Language.EN).take(progress(2))
    assert shown.tasks == []


def test_without_a_terminal_one_line_says_what_started(planrack: CommandLine) -> None:
    project = planrack.linked()
    planrack.report(project)
    planrack.engine.events = [RunStarted(project.id, NOW), progress(project.id)]
    assert planrack("sync").err == "Syncing Tower A…\n"


def test_with_json_and_no_terminal_nothing_is_said_on_the_way(planrack: CommandLine) -> None:
    project = planrack.linked()
    planrack.report(project)
    planrack.engine.events = [RunStarted(project.id, NOW)]
    assert planrack("sync", "--json").err == ""


def test_on_a_terminal_the_bar_goes_to_stderr(planrack: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    project = planrack.linked()
    planrack.report(project)
    planrack.engine.events = [RunStarted(project.id, NOW), progress(project.id)]
    monkeypatch.setattr("app.commands.progress.on_terminal", lambda: True)
    done = planrack("sync", "--json")
    assert done.json["runs"]
    assert "Tower A" in done.err
