"""Every screen of the gallery, measured: nothing is cut off, silent, out of the keyboard's reach, or hard to read."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from accessible_tree import silent
from focus_walk import stays_on_escape, stuck
from gallery_checks import clipped, faint, open_over, out_of_reach
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from app.ui.i18n import LanguageChoice
from app.ui.theme import ThemeChoice

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from gallery.screens import all_screens
from gallery.seeds import Seeds, plant
from gallery.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

_NORMAL, _SMALL = QSize(1440, 900), QSize(1024, 700)
#: Each language once in each test, each with another theme: what is measured in a language does not depend on colours.
_WAYS = ((LanguageChoice.EN, ThemeChoice.LIGHT), (LanguageChoice.FR, ThemeChoice.DARK))


#: The data directory is made within the first test of each process, and its time is not that test's.
pytestmark = pytest.mark.timeout(60, func_only=True)


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Seeds:
    return plant(tmp_path_factory.mktemp("gallery"), thumbnails=False)


@pytest.fixture
def stage(seeds: Seeds) -> Iterator[Stage]:
    made = Stage(seeds)
    yield made
    made.leave()


def _active(shown: QWidget) -> bool:
    shown.activateWindow()
    return shown.isActiveWindow()


@pytest.mark.parametrize("name", list(all_screens()))
async def test_screen_can_be_read_heard_and_reached(name: str, stage: Stage) -> None:
    found: list[str] = []
    for language, theme in _WAYS:
        await stage.open(language, theme, _NORMAL)
        shown = await all_screens()[name](stage)
        heard = silent(shown, *open_over(shown))
        found += [f"{language.value}: {what}" for what in (*heard, *out_of_reach(shown), *faint(shown))]
        for size in (_NORMAL, _SMALL):
            if shown is stage.window:
                shown.resize(size)
                await stage.settled_layout()
            found += [f"{language.value}, {size.width()} wide: {what}" for what in clipped(shown)]
        if language is LanguageChoice.EN and not open_over(shown):
            await stage.until(partial(_active, shown))
            found += stuck(shown)
            found += stays_on_escape(shown)
        await stage.close()
    assert not found, "\n" + "\n".join(dict.fromkeys(found))
