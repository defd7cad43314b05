"""The table of the main window's actions: what exists, its words, its keys, its place in the menus."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.ui.actions import ActionSpec


class Command(StrEnum):
    """Stable ids; they also name the QActions (``action.<id>``)."""

    NEW_PROJECT = "new_project"
    OPEN_DOCUMENTS = "open_documents"
    EDIT_PROJECT = "edit_project"
    PERMISSIONS = "permissions"
    ARCHIVE = "archive"
    UNARCHIVE = "unarchive"
    QUIT = "quit"
    SYNC = "sync"
    SYNC_ALL = "sync_all"
    STOP_SYNC = "stop_sync"
    SHOW_PROJECTS = "show_projects"
    SHOW_DOCUMENTS = "show_documents"
    SHOW_CHANGES = "show_changes"
    SYNC_HISTORY = "sync_history"
    SHOW_MEMBERS = "show_members"
    SEARCH = "search"
    SETTINGS = "settings"
    PALETTE = "palette"
    FIND = "find"
    COPY_LINK = "copy_link"
    NEXT_PANE = "next_pane"
    PREVIOUS_PANE = "previous_pane"
    THEME_SYSTEM = "theme_system"
    THEME_LIGHT = "theme_light"
    THEME_DARK = "theme_dark"
    LANGUAGE_SYSTEM = "language_system"
    LANGUAGE_EN = "language_en"
    LANGUAGE_FR = "language_fr"
    GUIDE = "guide"
    SHORTCUTS = "shortcuts"
    SUPPORT = "support"
    ABOUT = "about"


TABLE: tuple[ActionSpec, ...] = (
    ActionSpec(
        Command.NEW_PROJECT,
        lambda: QCoreApplication.translate("Actions", "&New project…"),
        "plus",
        ("Ctrl+N",),
    ),
    ActionSpec(
        Command.OPEN_DOCUMENTS,
        lambda: QCoreApplication.translate("Actions", "&Open documents"),
        "folder-open",
        ("Ctrl+O",),
    ),
    ActionSpec(
        Command.EDIT_PROJECT,
        lambda: QCoreApplication.translate("Actions", "&Edit project"),
        "edit",
        ("Ctrl+E",),
    ),
    ActionSpec(Command.PERMISSIONS, lambda: QCoreApplication.translate("Actions", "Per&missions"), "permissions"),
    ActionSpec(Command.ARCHIVE, lambda: QCoreApplication.translate("Actions", "&Archive"), "archive"),
    ActionSpec(
        Command.UNARCHIVE, lambda: QCoreApplication.translate("Actions", "&Take out of the archive"), "unarchive"
    ),
    ActionSpec(Command.QUIT, lambda: QCoreApplication.translate("Actions", "&Quit"), "quit", ("Ctrl+Q",)),
    ActionSpec(Command.SYNC, lambda: QCoreApplication.translate("Actions", "&Sync"), "sync", ("F5", "Ctrl+R")),
    ActionSpec(
        Command.SYNC_ALL,
        lambda: QCoreApplication.translate("Actions", "Sync &all projects"),
        "sync",
        ("Ctrl+Shift+R",),
    ),
    ActionSpec(
        Command.SYNC_HISTORY,
        lambda: QCoreApplication.translate("Actions", "Sync &history"),
        "clock",
        ("Ctrl+H",),
    ),
    ActionSpec(Command.STOP_SYNC, lambda: QCoreApplication.translate("Actions", "S&top syncing"), "stop"),
    ActionSpec(
        Command.SHOW_PROJECTS, lambda: QCoreApplication.translate("Actions", "&Projects"), "projects", ("Ctrl+1",)
    ),
    ActionSpec(
        Command.SHOW_DOCUMENTS, lambda: QCoreApplication.translate("Actions", "&Documents"), "documents", ("Ctrl+2",)
    ),
    ActionSpec(
        Command.SHOW_CHANGES,
        lambda: QCoreApplication.translate("Actions", "What &changed"),
        "history",
        ("Ctrl+3",),
    ),
    ActionSpec(Command.SHOW_MEMBERS, lambda: QCoreApplication.translate("Actions", "&Members"), "user"),
    ActionSpec(
        Command.SEARCH,
        lambda: QCoreApplication.translate("Actions", "Search every s&heet"),
        "search",
        ("Ctrl+Shift+F",),
    ),
    ActionSpec(Command.SETTINGS, lambda: QCoreApplication.translate("Actions", "S&ettings"), "settings", ("Ctrl+,",)),
    ActionSpec(
        Command.PALETTE, lambda: QCoreApplication.translate("Actions", "&Go to anything…"), "command", ("Ctrl+K",)
    ),
    ActionSpec(Command.FIND, lambda: QCoreApplication.translate("Actions", "&Find"), "search", ("Ctrl+F",)),
    ActionSpec(
        Command.COPY_LINK,
        lambda: QCoreApplication.translate("Actions", "Copy a &link to the sheet"),
        "link",
        ("Ctrl+Shift+C",),
    ),
    ActionSpec(Command.NEXT_PANE, lambda: QCoreApplication.translate("Actions", "Next pane"), None, ("F6",)),
    ActionSpec(
        Command.PREVIOUS_PANE, lambda: QCoreApplication.translate("Actions", "Previous pane"), None, ("Shift+F6",)
    ),
    ActionSpec(
        Command.THEME_SYSTEM,
        lambda: QCoreApplication.translate("Actions", "Theme: same as the system"),
        group="theme",
    ),
    ActionSpec(Command.THEME_LIGHT, lambda: QCoreApplication.translate("Actions", "Theme: light"), group="theme"),
    ActionSpec(Command.THEME_DARK, lambda: QCoreApplication.translate("Actions", "Theme: dark"), group="theme"),
    ActionSpec(
        Command.LANGUAGE_SYSTEM,
        lambda: QCoreApplication.translate("Actions", "Language: same as the system"),
        group="language",
    ),
    ActionSpec(Command.LANGUAGE_EN, lambda: "English", group="language"),
    ActionSpec(Command.LANGUAGE_FR, lambda: "Français", group="language"),
    ActionSpec(Command.GUIDE, lambda: QCoreApplication.translate("Actions", "&Guide"), "guide", ("F1",)),
    ActionSpec(
        Command.SHORTCUTS,
        lambda: QCoreApplication.translate("Actions", "&Keyboard shortcuts"),
        "keyboard",
        ("?", "Ctrl+/"),
    ),
    ActionSpec(Command.SUPPORT, lambda: QCoreApplication.translate("Actions", "&Support"), "support"),
    ActionSpec(Command.ABOUT, lambda: QCoreApplication.translate("Actions", "A&bout Planrack"), "info"),
)

#: Menu id → its entries; None is a separator.
MENUS: dict[str, tuple[Command | None, ...]] = {
    "project": (
        Command.NEW_PROJECT,
        None,
        Command.OPEN_DOCUMENTS,
        Command.EDIT_PROJECT,
        Command.PERMISSIONS,
        Command.ARCHIVE,
        Command.UNARCHIVE,
        None,
        Command.SETTINGS,
        None,
        Command.QUIT,
    ),
    "sync": (Command.SYNC, Command.SYNC_ALL, None, Command.STOP_SYNC, None, Command.SYNC_HISTORY),
    "view": (
        Command.SHOW_PROJECTS,
        Command.SHOW_DOCUMENTS,
        Command.SHOW_CHANGES,
        Command.SHOW_MEMBERS,
        None,
        Command.SEARCH,
        Command.PALETTE,
        Command.FIND,
        Command.COPY_LINK,
        Command.NEXT_PANE,
        Command.PREVIOUS_PANE,
        None,
        Command.THEME_SYSTEM,
        Command.THEME_LIGHT,
        Command.THEME_DARK,
        None,
        Command.LANGUAGE_SYSTEM,
        Command.LANGUAGE_EN,
        Command.LANGUAGE_FR,
    ),
    "help": (Command.GUIDE, Command.SHORTCUTS, Command.SUPPORT, None, Command.ABOUT),
}

#: What the ⋯ menu of a project offers, most used first, the destructive last.
PROJECT_MENU: tuple[Command | None, ...] = (
    Command.OPEN_DOCUMENTS,
    Command.SHOW_CHANGES,
    Command.SYNC,
    Command.SYNC_HISTORY,
    Command.PERMISSIONS,
    Command.EDIT_PROJECT,
    None,
    Command.ARCHIVE,
)

#: The same for an archived project, which stays readable.
ARCHIVED_MENU: tuple[Command | None, ...] = (Command.OPEN_DOCUMENTS, Command.SHOW_CHANGES, None, Command.UNARCHIVE)

TOOLBAR: tuple[Command | None, ...] = (Command.SYNC,)


def menu_title(id: str) -> str:
    """The words of a menu in the language shown now."""
    return {
        "project": QCoreApplication.translate("Actions", "&Project"),
        "sync": QCoreApplication.translate("Actions", "&Sync"),
        "view": QCoreApplication.translate("Actions", "&View"),
        "help": QCoreApplication.translate("Actions", "&Help"),
    }[id]
