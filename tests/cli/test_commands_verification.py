"""``verify`` for people, ``fetch-older``, and what a command says when it found the database damaged."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from command_line import NOW, CommandLine
from typer.testing import CliRunner

from app import cli
from app.commands.program import Program
from app.domain.failures import Failure, FailureCode
from app.domain.states import Role, RunOutcome, RunTrigger
from app.settings import Settings
from app.storage.store import Store


def in_french(planrack: CommandLine) -> None:
    planrack.store.preferences.set("language", "fr")


def later(planrack: CommandLine, monkeypatch: pytest.MonkeyPatch, **span: float) -> None:
    monkeypatch.setattr("command_line.NOW", NOW + timedelta(**span))


def test_a_project_that_is_ready_for_site_is_called_so(planrack: CommandLine) -> None:
    planrack.synced()
    assert planrack("verify", "Tower A").out == "2 of 2 sheets, all readable.\n"
    in_french(planrack)
    assert planrack("verify", "Tower A").out == "2 feuilles sur 2, toutes lisibles.\n"


def test_several_projects_are_told_apart(planrack: CommandLine) -> None:
    planrack.synced("Tower A")
    planrack.linked("Tower B", 502)
    done = planrack("verify")
    assert done.out.splitlines() == [
        "Tower A: 2 of 2 sheets, all readable.",
        "Tower B: There are no sheets here yet. Procore has not confirmed these sheets yet: sync before you leave.",
    ]
    in_french(planrack)
    assert planrack("verify").out.startswith("Tower A\u00a0: 2 feuilles")


def test_a_folder_that_procore_confirmed_long_ago_says_so(
    planrack: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    planrack.synced()
    later(planrack, monkeypatch, hours=25)
    done = planrack("verify", "Tower A")
    assert done.code == 0
    assert "Procore last confirmed these sheets on 2026-04-01" in done.out
    assert "sync before you leave" in done.out
    in_french(planrack)
    assert "pour la dernière fois le 2026-04-01" in planrack("verify", "Tower A").out


def test_what_is_damaged_is_named_once(planrack: CommandLine) -> None:
    planrack.damage(planrack.synced(), "A-101")
    out = planrack("verify", "Tower A").out
    assert out.splitlines()[0] == "1 of 2 sheets are good."
    assert out.count("A-101  ") == 1
    assert "no longer what was downloaded" in out


def test_files_of_projects_that_are_put_away_are_read_too(planrack: CommandLine) -> None:
    planrack.store.projects.archive(planrack.synced().id)
    assert planrack("verify").out == "2 of 2 files are good.\n"
    in_french(planrack)
    assert planrack("verify").out == "2 fichiers sur 2 sont bons.\n"


def test_older_revisions_of_a_project_are_asked_for(planrack: CommandLine) -> None:
    project = planrack.synced()
    planrack.report(project)
    planrack.engine.requested = 7
    done = planrack("fetch-older", "Tower A", "--json")
    assert done.code == 0
    assert done.json["requested"] == 7
    assert set(done.json) == {"runs", "requested"}
    assert (done.json["runs"][0]["project"], done.json["runs"][0]["outcome"]) == ("Tower A", "synced")
    assert planrack.engine.older == [(project.id, None, RunTrigger.COMMAND)]
    assert (planrack.engine.started, planrack.engine.stopped) == (1, 1)


@pytest.mark.parametrize("number", ["E-3.01", "e-3.01", " E-3.01 "])
def test_older_revisions_of_one_drawing_are_asked_for_by_its_number(planrack: CommandLine, number: str) -> None:
    project = planrack.synced()
    planrack.report(project)
    assert planrack("fetch-older", "Tower A", "--drawing", number).code == 0
    assert planrack.engine.older == [(project.id, [902], RunTrigger.COMMAND)]


def test_fetching_older_revisions_is_told_in_both_languages(planrack: CommandLine) -> None:
    planrack.report(planrack.synced())
    planrack.engine.requested = 1200
    assert planrack("fetch-older", "Tower A").out.startswith("Older revisions requested: 1,200.\nTower A: synced")
    planrack.engine.requested = 0
    assert planrack("fetch-older", "Tower A").out.startswith("There are no older revisions to fetch.\n")
    in_french(planrack)
    assert planrack("fetch-older", "Tower A").out.startswith("Il n'y a pas de révisions antérieures à télécharger.\n")
    planrack.engine.requested = 1200
    assert planrack("fetch-older", "Tower A").out.startswith("Révisions antérieures demandées\u00a0: 1\u00a0200.\n")


def test_a_sync_that_fails_while_older_revisions_are_fetched_fails_the_command(planrack: CommandLine) -> None:
    planrack.report(planrack.synced(), RunOutcome.FAILED, Failure(FailureCode.AUTH))
    done = planrack("fetch-older", "Tower A", "--json")
    assert done.code == 3
    assert done.json["runs"][0]["failure"]["code"] == "auth"


def test_a_drawing_that_nobody_knows_is_not_found(planrack: CommandLine) -> None:
    planrack.synced()
    done = planrack("fetch-older", "Tower A", "--drawing", "Z-999", "--json")
    assert (done.code, done.json["error"]["code"]) == (1, "not_found")
    assert "Z-999" in done.err
    assert planrack.engine.started == 0


def test_a_project_without_a_connection_has_nothing_older(planrack: CommandLine) -> None:
    planrack.project()
    done = planrack("fetch-older", "Tower A", "--json")
    assert (done.code, done.json["error"]["reason"]) == (1, "not_connected")


@pytest.mark.parametrize(
    ("role", "may"), [(Role.ADMINISTRATOR, True), (Role.COLLABORATOR, False), (Role.VIEWER, False)]
)
def test_who_may_sync_may_fetch_older_revisions(planrack: CommandLine, role: Role, may: bool) -> None:
    planrack.report(planrack.synced())
    planrack.store.members.use(planrack.store.members.add("Luc", "luc@example.com", role).id)
    done = planrack("fetch-older", "Tower A", "--json")
    assert (done.code == 0) is may
    assert bool(planrack.engine.older) is may


def test_without_the_entitlement_nothing_older_is_asked_for(planrack: CommandLine) -> None:
    planrack.linked()
    planrack.store.preferences.set("integration", False)
    done = planrack("fetch-older", "Tower A", "--json")
    assert (done.code, done.json["error"]["reason"]) == (1, "integration_off")


def test_a_command_that_found_the_database_damaged_says_what_it_did(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    store = Store.open(settings, user="owner")
    store.projects.create("Tower A")
    store.back_up()
    store.close()
    content = settings.database.read_bytes()
    settings.database.write_bytes(content[: len(content) // 2])
    program = Program(environment={"PLANRACK_HOME": str(tmp_path)})

    done = CliRunner().invoke(cli.app, ["projects", "--json"], obj=program)
    assert done.exit_code == 0
    assert '"Tower A"' in done.stdout
    assert "damaged or missing" in done.stderr
    again = CliRunner().invoke(cli.app, ["projects", "--json"], obj=program)
    assert again.stderr == ""
