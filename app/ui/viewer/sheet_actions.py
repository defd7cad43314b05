"""The table of what can be done with an open sheet: words, icons, keys."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.ui.actions import ActionSpec


class SheetCommand(StrEnum):
    """Stable ids; they also name the QActions (``action.<id>``)."""

    PREVIOUS_SHEET = "sheet.previous"
    NEXT_SHEET = "sheet.next"
    NEWER_REVISION = "sheet.newer"
    OLDER_REVISION = "sheet.older"
    ZOOM_OUT = "sheet.zoom_out"
    ZOOM_IN = "sheet.zoom_in"
    FIT_PAGE = "sheet.fit_page"
    FIT_WIDTH = "sheet.fit_width"
    TURN = "sheet.turn"
    TURN_BACK = "sheet.turn_back"
    ZOOM_BOX = "sheet.zoom_box"
    ACTUAL_SIZE = "sheet.actual_size"
    OVERVIEW = "sheet.overview"
    BACK = "sheet.back"
    FORWARD = "sheet.forward"
    NEW_WINDOW = "sheet.new_window"
    COMPARE = "sheet.compare"
    FIND = "sheet.find"
    FIND_NEXT = "sheet.find_next"
    FIND_PREVIOUS = "sheet.find_previous"
    PRINT = "sheet.print"
    SAVE_COPY = "sheet.save_copy"
    SELECT_TEXT = "sheet.select_text"
    SELECT_ALL = "sheet.select_all"
    COPY_TEXT = "sheet.copy_text"
    STAR = "sheet.star"
    GO_TO = "sheet.go_to"
    SHOW_LINKS = "sheet.show_links"
    LINKS = "sheet.links"


TABLE: tuple[ActionSpec, ...] = (
    ActionSpec(
        SheetCommand.PREVIOUS_SHEET,
        lambda: QCoreApplication.translate("SheetActions", "Previous sheet"),
        "chevron-left",
        ("PgUp",),
    ),
    ActionSpec(
        SheetCommand.NEXT_SHEET,
        lambda: QCoreApplication.translate("SheetActions", "Next sheet"),
        "chevron-right",
        ("PgDown",),
    ),
    ActionSpec(
        SheetCommand.NEWER_REVISION,
        lambda: QCoreApplication.translate("SheetActions", "Newer revision"),
        "chevron-up",
        ("Alt+PgUp",),
    ),
    ActionSpec(
        SheetCommand.OLDER_REVISION,
        lambda: QCoreApplication.translate("SheetActions", "Older revision"),
        "chevron-down",
        ("Alt+PgDown",),
    ),
    ActionSpec(
        SheetCommand.ZOOM_OUT,
        lambda: QCoreApplication.translate("SheetActions", "Zoom out"),
        "zoom-out",
        ("-", "Ctrl+-"),
    ),
    ActionSpec(
        SheetCommand.ZOOM_IN,
        lambda: QCoreApplication.translate("SheetActions", "Zoom in"),
        "zoom-in",
        ("+", "=", "Ctrl++", "Ctrl+="),
    ),
    ActionSpec(
        SheetCommand.FIT_PAGE,
        lambda: QCoreApplication.translate("SheetActions", "Fit the page"),
        "fit-page",
        ("Ctrl+0",),
    ),
    ActionSpec(
        SheetCommand.FIT_WIDTH,
        lambda: QCoreApplication.translate("SheetActions", "Fit the width"),
        "fit-width",
        ("W",),
    ),
    ActionSpec(
        SheetCommand.TURN,
        lambda: QCoreApplication.translate("SheetActions", "Turn clockwise"),
        "turn",
        ("R",),
    ),
    ActionSpec(
        SheetCommand.TURN_BACK,
        lambda: QCoreApplication.translate("SheetActions", "Turn counter-clockwise"),
        None,
        ("Shift+R",),
    ),
    ActionSpec(
        SheetCommand.ZOOM_BOX,
        lambda: QCoreApplication.translate("SheetActions", "Zoom to a box"),
        "zoom-box",
        ("Z",),
    ),
    ActionSpec(
        SheetCommand.ACTUAL_SIZE,
        lambda: QCoreApplication.translate("SheetActions", "Printed size"),
        None,
        ("1",),
    ),
    ActionSpec(
        SheetCommand.OVERVIEW,
        lambda: QCoreApplication.translate("SheetActions", "Show or hide the overview"),
        "minimap",
        ("M",),
    ),
    ActionSpec(
        SheetCommand.BACK,
        lambda: QCoreApplication.translate("SheetActions", "Back"),
        "arrow-left",
        ("Alt+Left",),
    ),
    ActionSpec(
        SheetCommand.FORWARD,
        lambda: QCoreApplication.translate("SheetActions", "Forward"),
        "arrow-right",
        ("Alt+Right",),
    ),
    ActionSpec(
        SheetCommand.NEW_WINDOW,
        lambda: QCoreApplication.translate("SheetActions", "Open in a new window"),
        "new-window",
        ("Ctrl+Shift+N",),
    ),
    ActionSpec(
        SheetCommand.COMPARE,
        lambda: QCoreApplication.translate("SheetActions", "Compare with the previous revision"),
        "compare",
        ("Shift+C",),
    ),
    ActionSpec(
        SheetCommand.FIND,
        # The window's own Find has the keys, and leads here while a sheet is in front.
        lambda: QCoreApplication.translate("SheetActions", "Find on the sheet (Ctrl+F)"),
        "search",
    ),
    ActionSpec(SheetCommand.FIND_NEXT, lambda: QCoreApplication.translate("SheetActions", "Next hit"), None, ("F3",)),
    ActionSpec(
        SheetCommand.FIND_PREVIOUS,
        lambda: QCoreApplication.translate("SheetActions", "Previous hit"),
        None,
        ("Shift+F3",),
    ),
    ActionSpec(
        SheetCommand.SELECT_TEXT,
        lambda: QCoreApplication.translate("SheetActions", "Select text"),
        "select-text",
        ("Shift+T",),
    ),
    ActionSpec(
        SheetCommand.SELECT_ALL,
        lambda: QCoreApplication.translate("SheetActions", "Select all text"),
        None,
        ("Ctrl+A",),
    ),
    ActionSpec(
        SheetCommand.COPY_TEXT,
        lambda: QCoreApplication.translate("SheetActions", "Copy text"),
        "copy",
        ("Ctrl+C",),
    ),
    ActionSpec(
        SheetCommand.PRINT,
        lambda: QCoreApplication.translate("SheetActions", "Print the sheet"),
        "print",
        ("Ctrl+P",),
    ),
    ActionSpec(
        SheetCommand.SAVE_COPY,
        lambda: QCoreApplication.translate("SheetActions", "Save a copy with its markups"),
        "export",
        ("Ctrl+Shift+S",),
    ),
    ActionSpec(
        SheetCommand.STAR,
        lambda: QCoreApplication.translate("SheetActions", "Favourite sheet"),
        "star",
        ("F",),
    ),
    ActionSpec(
        SheetCommand.GO_TO,
        lambda: QCoreApplication.translate("SheetActions", "Go to another sheet"),
        None,
        ("G",),
    ),
    ActionSpec(
        SheetCommand.SHOW_LINKS,
        lambda: QCoreApplication.translate("SheetActions", "Mark links to other sheets"),
        None,
        ("J",),
    ),
    ActionSpec(
        SheetCommand.LINKS,
        lambda: QCoreApplication.translate("SheetActions", "List links to other sheets"),
        "link",
        ("Shift+L",),
    ),
)

#: What the sheet's toolbar shows; None is a gap.
TOOLBAR: tuple[SheetCommand | None, ...] = (
    SheetCommand.BACK,
    SheetCommand.FORWARD,
    None,
    SheetCommand.PREVIOUS_SHEET,
    SheetCommand.NEXT_SHEET,
    None,
    SheetCommand.ZOOM_OUT,
    SheetCommand.ZOOM_IN,
    SheetCommand.ZOOM_BOX,
    SheetCommand.FIT_PAGE,
    SheetCommand.FIT_WIDTH,
    SheetCommand.TURN,
    SheetCommand.OVERVIEW,
    SheetCommand.COMPARE,
    SheetCommand.FIND,
    SheetCommand.SELECT_TEXT,
    SheetCommand.LINKS,
    SheetCommand.STAR,
    SheetCommand.PRINT,
    SheetCommand.SAVE_COPY,
    None,
    SheetCommand.NEW_WINDOW,
)

#: What the zoom's menu offers besides percentages.
ZOOM_MENU: tuple[SheetCommand | None, ...] = (
    SheetCommand.FIT_PAGE,
    SheetCommand.FIT_WIDTH,
    SheetCommand.ACTUAL_SIZE,
    SheetCommand.ZOOM_BOX,
    None,
)
