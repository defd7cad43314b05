"""A data directory that cannot be opened: the window's program says why, in the user's language, and ends."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMessageBox

from app import window
from app.settings import Settings
from app.storage.store import Store
from app.ui.i18n import LanguageChoice, LanguageSwitch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def same_turns() -> Iterator[None]:
    """The window's program sets how long a thread keeps the interpreter."""
    before = sys.getswitchinterval()
    yield
    sys.setswitchinterval(before)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (LanguageChoice.EN, ("comes from a newer Planrack", "leaves it as it is", "Install the newer version")),
        (LanguageChoice.FR, ("viennent d’un Planrack plus récent", "laisse intact", "Installez la version")),
    ],
)
def test_a_newer_database_is_refused_in_words(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, choice: LanguageChoice, words: tuple[str, ...]
) -> None:
    settings = Settings(home=tmp_path)
    Store.open(settings).close()
    with closing(sqlite3.connect(settings.database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    said: list[str] = []

    def read(box: QMessageBox) -> int:
        said.append(f"{box.text()} {box.informativeText()}")
        return 0

    monkeypatch.setenv("PLANRACK_HOME", str(tmp_path))
    monkeypatch.setattr(window, "LanguageSwitch", partial(LanguageSwitch, choice=choice))
    monkeypatch.setattr(QMessageBox, "exec", read)

    assert window.run() == 1
    (text,) = said
    assert [part for part in words if part not in text] == []
