"""The table of the main window's actions: what exists, its words, its keys, its place in the menus."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.ui.actions import ActionSpec


class Act(StrEnum):
    """Stable ids; they also name the QActions (``action.<id>``)."""

    NEW_PROJECT = "new_project"
    OPEN_DOCUMENTS = "open_documents"
    EDIT_PROJECT = "edit_project"
    ARCHIVE = "archive"
    QUIT = "quit"
    SYNC = "sync"
    SYNC_ALL = "sync_all"
    STOP_SYNC = "stop_sync"
    SHOW_PROJECTS = "show_projects"
    SHOW_DOCUMENTS = "show_documents"
    PALETTE = "palette"
    FIND = "find"
    NEXT_PANE = "next_pane"
    PREVIOUS_PANE = "previous_pane"
    THEME_SYSTEM = "theme_system"
    THEME_LIGHT = "theme_light"
    THEME_DARK = "theme_dark"
    LANGUAGE_SYSTEM = "language_system"
    LANGUAGE_EN = "language_en"
    LANGUAGE_FR = "language_fr"
    SHORTCUTS = "shortcuts"
    SUPPORT = "support"
    ABOUT = "about"


TABLE: tuple[ActionSpec, ...] = (
    ActionSpec(
        Act.NEW_PROJECT,
        lambda: QCoreApplication.translate("Actions", "&New project…"),
        "plus",
        ("Ctrl+N",),
    ),
    ActionSpec(
        Act.OPEN_DOCUMENTS,
        lambda: QCoreApplication.translate("Actions", "&Open documents"),
        "folder-open",
        ("Ctrl+O",),
    ),
    ActionSpec(
        Act.EDIT_PROJECT,
        lambda: QCoreApplication.translate("Actions", "&Edit project"),
        "edit",
        ("Ctrl+E",),
    ),
    ActionSpec(Act.ARCHIVE, lambda: QCoreApplication.translate("Actions", "&Archive"), "archive"),
    ActionSpec(Act.QUIT, lambda: QCoreApplication.translate("Actions", "&Quit"), "quit", ("Ctrl+Q",)),
    ActionSpec(Act.SYNC, lambda: QCoreApplication.translate("Actions", "&Sync"), "sync", ("F5", "Ctrl+R")),
    ActionSpec(
        Act.SYNC_ALL,
        lambda: QCoreApplication.translate("Actions", "Sync &all projects"),
        "sync",
        ("Ctrl+Shift+R",),
    ),
    ActionSpec(Act.STOP_SYNC, lambda: QCoreApplication.translate("Actions", "S&top syncing"), "stop"),
    ActionSpec(Act.SHOW_PROJECTS, lambda: QCoreApplication.translate("Actions", "&Projects"), "projects", ("Ctrl+1",)),
    ActionSpec(
        Act.SHOW_DOCUMENTS, lambda: QCoreApplication.translate("Actions", "&Documents"), "documents", ("Ctrl+2",)
    ),
    ActionSpec(Act.PALETTE, lambda: QCoreApplication.translate("Actions", "&Go to anything…"), "command", ("Ctrl+K",)),
    ActionSpec(Act.FIND, lambda: QCoreApplication.translate("Actions", "&Find"), "search", ("Ctrl+F",)),
    ActionSpec(Act.NEXT_PANE, lambda: QCoreApplication.translate("Actions", "Next pane"), None, ("F6",)),
    ActionSpec(Act.PREVIOUS_PANE, lambda: QCoreApplication.translate("Actions", "Previous pane"), None, ("Shift+F6",)),
    ActionSpec(
        Act.THEME_SYSTEM,
        lambda: QCoreApplication.translate("Actions", "Theme: same as the system"),
        group="theme",
    ),
    ActionSpec(Act.THEME_LIGHT, lambda: QCoreApplication.translate("Actions", "Theme: light"), group="theme"),
    ActionSpec(Act.THEME_DARK, lambda: QCoreApplication.translate("Actions", "Theme: dark"), group="theme"),
    ActionSpec(
        Act.LANGUAGE_SYSTEM,
        lambda: QCoreApplication.translate("Actions", "Language: same as the system"),
        group="language",
    ),
    ActionSpec(Act.LANGUAGE_EN, lambda: "English", group="language"),
    ActionSpec(Act.LANGUAGE_FR, lambda: "Français", group="language"),
    ActionSpec(
        Act.SHORTCUTS,
        lambda: QCoreApplication.translate("Actions", "&Keyboard shortcuts"),
        "keyboard",
        ("?", "Ctrl+/"),
    ),
    ActionSpec(Act.SUPPORT, lambda: QCoreApplication.translate("Actions", "&Support"), "support", ("F1",)),
    ActionSpec(Act.ABOUT, lambda: QCoreApplication.translate("Actions", "A&bout Planrack"), "info"),
)

#: Menu id → its entries; None is a separator.
MENUS: dict[str, tuple[Act | None, ...]] = {
    "project": (
        Act.NEW_PROJECT,
        None,
        Act.OPEN_DOCUMENTS,
        Act.EDIT_PROJECT,
        Act.ARCHIVE,
        None,
        Act.QUIT,
    ),
    "sync": (Act.SYNC, Act.SYNC_ALL, None, Act.STOP_SYNC),
    "view": (
        Act.SHOW_PROJECTS,
        Act.SHOW_DOCUMENTS,
        None,
        Act.PALETTE,
        Act.FIND,
        Act.NEXT_PANE,
        Act.PREVIOUS_PANE,
        None,
        Act.THEME_SYSTEM,
        Act.THEME_LIGHT,
        Act.THEME_DARK,
        None,
        Act.LANGUAGE_SYSTEM,
        Act.LANGUAGE_EN,
        Act.LANGUAGE_FR,
    ),
    "help": (Act.SHORTCUTS, Act.SUPPORT, None, Act.ABOUT),
}

#: What the ⋯ menu of a project offers, most used first, the destructive last.
PROJECT_MENU: tuple[Act | None, ...] = (
    Act.OPEN_DOCUMENTS,
    Act.SYNC,
    Act.EDIT_PROJECT,
    None,
    Act.ARCHIVE,
)

TOOLBAR: tuple[Act | None, ...] = (Act.SYNC, Act.PALETTE)


def menu_title(id: str) -> str:
    """The words of a menu in the language shown now."""
    return {
        "project": QCoreApplication.translate("Actions", "&Project"),
        "sync": QCoreApplication.translate("Actions", "&Sync"),
        "view": QCoreApplication.translate("Actions", "&View"),
        "help": QCoreApplication.translate("Actions", "&Help"),
    }[id]
