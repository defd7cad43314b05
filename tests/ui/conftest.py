"""Ground for tests of the window: one loop for Qt and asyncio, nothing left behind, nobody else's settings."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication
from shell_world import World

from app.ui.i18n import LanguageChoice, LanguageSwitch
from app.ui.loop import new_loop

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping

HERE = Path(__file__).parent


@pytest.hookimpl(optionalhook=True)
def pytest_asyncio_loop_factories(item: pytest.Item) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]] | None:
    """Coroutines under test run in the loop that the window itself uses."""
    return {"qt": lambda: new_loop(_application())} if item.path.is_relative_to(HERE) else None


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Close windows after each test, deliver what is to be deleted, and fail on top-level widgets that stay."""
    application = _application()
    application.setQuitOnLastWindowClosed(False)
    locale = QLocale()
    yield
    for widget in application.topLevelWidgets():
        widget.hide()
    _deliver_deletions()
    gc.collect()
    _deliver_deletions()
    left = [f"{type(one).__name__} {one.objectName()!r}" for one in application.topLevelWidgets() if _ours(one)]
    for widget in application.topLevelWidgets():
        widget.deleteLater()
    _deliver_deletions()
    QLocale.setDefault(locale)
    assert not left, f"top-level widgets left behind: {left}"


@pytest.fixture
def english() -> Iterator[LanguageSwitch]:
    """The English catalogue, whatever the machine speaks."""
    switch = LanguageSwitch(_application(), LanguageChoice.EN)
    yield switch
    switch.close()


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """An empty workspace; tests fill ``world.store`` before they open the window."""
    made = World()
    yield made
    await made.close()
    assert made.problems == []


def _application() -> QApplication:
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication([])


def _deliver_deletions() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def _ours(widget: object) -> bool:
    """Qt's own helper windows (completer popups, menus under construction) belong to a parent and go with it."""
    return getattr(widget, "parent", lambda: None)() is None
