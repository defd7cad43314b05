"""A damaged database that was replaced: the window says it once, also where a command did it before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.settings import Settings
from app.storage.store import Store
from app.ui.i18n import LanguageChoice, LanguageSwitch
from app.ui.message_bar import Messages
from app.ui.theme import ThemeSwitch
from app.window import show
from app.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from app.ui.main_window import MainWindow


def damage(settings: Settings) -> None:
    store = Store.open(settings, user="owner")
    store.projects.create("Riverside Tower")
    store.back_up()
    store.close()
    content = settings.database.read_bytes()
    settings.database.write_bytes(content[: len(content) // 2])


async def messages_of(settings: Settings, qapp: QApplication, choice: LanguageChoice) -> list[str]:
    workspace = Workspace.open(settings)
    workspace.store.preferences.set("language", choice.value)
    workspace.engine.start()
    seen: list[str] = []

    def look(window: MainWindow) -> None:
        (messages,) = window.findChildren(Messages)
        for message in messages.shown():
            seen.append(message.text if isinstance(message.text, str) else message.text())
        window.close()

    language = LanguageSwitch(qapp, LanguageChoice.EN)
    try:
        assert await show(workspace, ThemeSwitch(qapp), language, look) == 0
    finally:
        language.close()
        workspace.close()
    return seen


@pytest.mark.parametrize(
    ("choice", "words"),
    [(LanguageChoice.EN, "Planrack's database was damaged"), (LanguageChoice.FR, "La base de données de Planrack")],
)
@pytest.mark.parametrize("by_a_command", [False, True])
async def test_a_replaced_database_is_told_once(
    tmp_path: Path, qapp: QApplication, choice: LanguageChoice, words: str, by_a_command: bool
) -> None:
    settings = Settings(home=tmp_path)
    damage(settings)
    if by_a_command:
        Store.open(settings).close()
    (told,) = await messages_of(settings, qapp, choice)
    assert told.startswith(words)
    assert await messages_of(settings, qapp, choice) == []
