"""A data directory that a newer version has changed: refused with a code, in both languages, and left alone."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from app import cli
from app.commands.program import Program
from app.settings import Settings
from app.storage.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("language", "words"), [("en_CA.UTF-8", "newer version of Planrack"), ("fr_CA.UTF-8", "plus récente de Planrack")]
)
@pytest.mark.parametrize("command", ["status", "sync", "procore-projects"])
def test_commands_say_that_a_newer_version_was_here(tmp_path: Path, command: str, language: str, words: str) -> None:
    settings = Settings(home=tmp_path)
    Store.open(settings).close()
    with closing(sqlite3.connect(settings.database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = settings.database.read_bytes()
    program = Program(environment={"PLANRACK_HOME": str(tmp_path), "LANG": language})

    done = CliRunner().invoke(cli.app, [command, "--json"], obj=program)

    assert done.exit_code == 1
    error = json.loads(done.stdout)["error"]
    assert (error["code"], error["reason"]) == ("local_io", "newer_database")
    assert words in error["message"]
    assert words in done.stderr
    assert settings.database.read_bytes() == before
