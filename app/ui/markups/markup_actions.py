"""The table of what can be done with markups: tools, edits, panels; words, icons, keys."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.domain.markups import MarkupKind
from app.ui.actions import ActionSpec
from app.ui.markups.wording import kind_name


class MarkupCommand(StrEnum):
    """Stable ids; they also name the QActions (``action.<id>``)."""

    HAND = "markup.hand"
    SELECT = "markup.select"
    PEN = "markup.pen"
    HIGHLIGHTER = "markup.highlighter"
    LINE = "markup.line"
    ARROW = "markup.arrow"
    RECTANGLE = "markup.rectangle"
    ELLIPSE = "markup.ellipse"
    CLOUD = "markup.cloud"
    POLYLINE = "markup.polyline"
    POLYGON = "markup.polygon"
    TEXT = "markup.text"
    CALLOUT = "markup.callout"
    STAMP = "markup.stamp"
    COUNT = "markup.count"
    LENGTH = "markup.length"
    AREA = "markup.area"
    PERIMETER = "markup.perimeter"
    SCALE = "markup.scale"
    UNDO = "markup.undo"
    REDO = "markup.redo"
    DELETE = "markup.delete"
    DUPLICATE = "markup.duplicate"
    CUT = "markup.cut"
    COPY = "markup.copy"
    PASTE = "markup.paste"
    SELECT_ALL = "markup.select_all"
    EDIT_TEXT = "markup.edit_text"
    TOGGLE_DONE = "markup.toggle_done"
    BARS = "markup.bars"
    LIST = "markup.list"
    LAYERS = "markup.layers"


#: Commands that take up the tool for a kind.
TOOLS: dict[MarkupCommand, MarkupKind] = {MarkupCommand(f"markup.{kind.value}"): kind for kind in MarkupKind}

#: Keys of the tools; those of other programs in the trade where nothing else on a sheet has them.
_KEYS: dict[MarkupKind, str] = {
    MarkupKind.PEN: "P",
    MarkupKind.HIGHLIGHTER: "H",
    MarkupKind.LINE: "L",
    MarkupKind.ARROW: "A",
    MarkupKind.RECTANGLE: "X",
    MarkupKind.ELLIPSE: "E",
    MarkupKind.CLOUD: "C",
    MarkupKind.POLYLINE: "N",
    MarkupKind.POLYGON: "Shift+N",
    MarkupKind.TEXT: "T",
    MarkupKind.CALLOUT: "Q",
    MarkupKind.STAMP: "S",
    MarkupKind.COUNT: "O",
    MarkupKind.LENGTH: "D",
    MarkupKind.AREA: "Shift+A",
    MarkupKind.PERIMETER: "Shift+P",
}
TOOL_GROUP = "markup.tool"


def _tool(kind: MarkupKind) -> ActionSpec:
    return ActionSpec(
        MarkupCommand(f"markup.{kind.value}"),
        lambda: kind_name(kind),
        f"mark-{kind.value}",
        (_KEYS[kind],),
        TOOL_GROUP,
    )


TABLE: tuple[ActionSpec, ...] = (
    ActionSpec(
        MarkupCommand.HAND,
        lambda: QCoreApplication.translate("MarkupActions", "Pan"),
        "hand",
        ("Shift+V",),
        TOOL_GROUP,
    ),
    ActionSpec(
        MarkupCommand.SELECT,
        lambda: QCoreApplication.translate("MarkupActions", "Select markups"),
        "select",
        ("V",),
        TOOL_GROUP,
    ),
    *(_tool(kind) for kind in MarkupKind),
    ActionSpec(
        MarkupCommand.SCALE,
        lambda: QCoreApplication.translate("MarkupActions", "Set the scale"),
        "scale",
        ("K",),
    ),
    ActionSpec(MarkupCommand.UNDO, lambda: QCoreApplication.translate("MarkupActions", "Undo"), "undo", ("Ctrl+Z",)),
    ActionSpec(
        MarkupCommand.REDO,
        lambda: QCoreApplication.translate("MarkupActions", "Redo"),
        "redo",
        ("Ctrl+Y", "Ctrl+Shift+Z"),
    ),
    ActionSpec(
        MarkupCommand.DELETE,
        lambda: QCoreApplication.translate("MarkupActions", "Delete markups"),
        "delete",
        ("Del",),
    ),
    ActionSpec(
        MarkupCommand.DUPLICATE,
        lambda: QCoreApplication.translate("MarkupActions", "Duplicate"),
        None,
        ("Ctrl+D",),
    ),
    ActionSpec(
        MarkupCommand.CUT,
        lambda: QCoreApplication.translate("MarkupActions", "Cut markups"),
        None,
        ("Ctrl+X",),
    ),
    ActionSpec(MarkupCommand.COPY, lambda: QCoreApplication.translate("MarkupActions", "Copy markups"), "copy"),
    ActionSpec(
        MarkupCommand.PASTE, lambda: QCoreApplication.translate("MarkupActions", "Paste markups"), None, ("Ctrl+V",)
    ),
    ActionSpec(
        MarkupCommand.SELECT_ALL, lambda: QCoreApplication.translate("MarkupActions", "Select all markups of the page")
    ),
    ActionSpec(MarkupCommand.EDIT_TEXT, lambda: QCoreApplication.translate("MarkupActions", "Edit the text"), "edit"),
    ActionSpec(
        MarkupCommand.TOGGLE_DONE,
        lambda: QCoreApplication.translate("MarkupActions", "Done or open again"),
        "check",
        ("Shift+D",),
    ),
    ActionSpec(
        MarkupCommand.BARS,
        lambda: QCoreApplication.translate("MarkupActions", "Markup tools"),
        "edit",
        ("Shift+M",),
    ),
    ActionSpec(
        MarkupCommand.LIST,
        lambda: QCoreApplication.translate("MarkupActions", "List of markups"),
        "view-list",
        ("B",),
    ),
    ActionSpec(
        MarkupCommand.LAYERS,
        lambda: QCoreApplication.translate("MarkupActions", "Layers of markups"),
        "layers",
        ("Shift+B",),
    ),
)

#: The tool bar; None is a gap.
BAR: tuple[MarkupCommand | None, ...] = (
    MarkupCommand.HAND,
    MarkupCommand.SELECT,
    None,
    MarkupCommand.PEN,
    MarkupCommand.HIGHLIGHTER,
    MarkupCommand.LINE,
    MarkupCommand.ARROW,
    MarkupCommand.RECTANGLE,
    MarkupCommand.ELLIPSE,
    MarkupCommand.CLOUD,
    MarkupCommand.POLYLINE,
    MarkupCommand.POLYGON,
    None,
    MarkupCommand.TEXT,
    MarkupCommand.CALLOUT,
    MarkupCommand.STAMP,
    None,
    MarkupCommand.COUNT,
    MarkupCommand.LENGTH,
    MarkupCommand.AREA,
    MarkupCommand.PERIMETER,
    MarkupCommand.SCALE,
    None,
    MarkupCommand.UNDO,
    MarkupCommand.REDO,
    MarkupCommand.DELETE,
    None,
    MarkupCommand.LIST,
    MarkupCommand.LAYERS,
)
#: What is offered where a mark is clicked with the right button.
MENU: tuple[MarkupCommand | None, ...] = (
    MarkupCommand.EDIT_TEXT,
    MarkupCommand.TOGGLE_DONE,
    None,
    MarkupCommand.CUT,
    MarkupCommand.COPY,
    MarkupCommand.PASTE,
    MarkupCommand.DUPLICATE,
    None,
    MarkupCommand.DELETE,
)
