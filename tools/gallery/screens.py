"""The table of screens. A new screen is one entry:

    @screen
    async def compare_overlay(stage: Stage) -> QWidget:
        stage.window.show_documents(stage.seeds.building)
        ...
        return stage.window

The function finds the window fresh, on the list of projects, in the language and theme of the moment; it goes to its
place, waits until that is there (``stage.settle``, ``stage.until``, ``stage.found``), and returns the window or the
dialog to be looked at. Dialogs, menus and lists that are open over that one are in the picture. The name of the screen
is the function's, with hyphens. Whatever is listed here is photographed by ``tools/screens.py`` and measured by the
tests of ``tests/ui/test_gallery.py``.

Screens live beside each other in modules by subject; ``all_screens`` gives them in their order.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from PySide6.QtWidgets import QWidget

    from gallery.stage import Stage

    Screen = Callable[[Stage], Awaitable[QWidget]]

_SUBJECTS = ("projects", "connection", "documents", "sheets", "people", "shell", "settings")
_listed: dict[str, Screen] = {}


def screen(function: Screen) -> Screen:
    """Put ``function`` in the table."""
    name = function.__name__.replace("_", "-")
    if name in _listed:
        raise ValueError(f"two screens are called {name}")
    _listed[name] = function
    return function


def all_screens() -> dict[str, Screen]:
    for subject in _SUBJECTS:
        import_module(f"gallery.screens_of_{subject}")
    return dict(_listed)
