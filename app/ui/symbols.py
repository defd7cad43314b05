"""What each icon of the window looks like: our names for its meaning, and the symbol of the set that shows it.

The set is Google's Material Symbols in one style, weight and optical size: outlines, as ``qt_material_icons`` carries
them. Only the states of a Procore folder are filled, so that nothing else in a list looks like one of them: they differ
from each other in shape, and from the states of its sheets, which are outlines, even without colour (SPEC §6).
"""

from __future__ import annotations

from qt_material_icons import MaterialIcon

#: Drawn for 20 pixels: strokes as strong as text at the sizes of a list and of a toolbar.
_STYLE, _SIZE = MaterialIcon.OUTLINED, 20
_FILLED = "status-"

SYMBOLS: dict[str, str] = {
    # Acts and places
    "archive": "archive",
    "arrow-left": "arrow_back",
    "arrow-right": "arrow_forward",
    "calendar": "calendar_today",
    "check": "check",
    "chevron-down": "keyboard_arrow_down",
    "chevron-left": "keyboard_arrow_left",
    "chevron-right": "keyboard_arrow_right",
    "chevron-up": "keyboard_arrow_up",
    "clock": "schedule",
    "close": "close",
    "command": "terminal",
    "copy": "content_copy",
    "delete": "delete",
    "documents": "description",
    "download": "download",
    "edit": "edit",
    "error": "report",
    "export": "ios_share",
    "folder": "folder",
    "folder-open": "folder_open",
    "guide": "menu_book",
    "history": "history",
    "info": "info",
    "keyboard": "keyboard",
    "language": "language",
    "layers": "layers",
    "link": "link",
    "lock": "lock",
    "more": "more_horiz",
    "new-window": "open_in_new",
    "offline": "cloud_off",
    "permissions": "shield_person",
    "plus": "add",
    "print": "print",
    "procore": "foundation",
    "projects": "home_work",
    "quit": "logout",
    "redo": "redo",
    "report": "summarize",
    "search": "search",
    "settings": "settings",
    "star": "star",
    "stop": "stop_circle",
    "support": "help",
    "sync": "sync",
    "theme": "contrast",
    "unarchive": "unarchive",
    "undo": "undo",
    "unlink": "link_off",
    "user": "person",
    "user-change": "switch_account",
    "view-list": "list",
    "view-thumbnails": "grid_view",
    "view-tree": "account_tree",
    "warning": "warning",
    # States of a Procore folder
    "status-disconnected": "link_off",
    "status-failed": "error",
    "status-lost": "lock",
    "status-never": "pending",
    "status-running": "sync",
    "status-synced": "check_circle",
    # Sheets, and whether they are here
    "reordered": "swap_vert",
    "revision-current": "verified",
    "sheet": "space_dashboard",
    "sheet-failed": "scan_delete",
    "sheet-here": "download_done",
    "sheet-original": "bookmark",
    "sheet-waiting": "cloud_download",
    # Reading and comparing
    "align": "point_scan",
    "blink": "visibility",
    "compare": "difference",
    "fit-page": "fit_screen",
    "fit-width": "fit_page_width",
    "hand": "pan_tool",
    "minimap": "picture_in_picture_alt",
    "overlay": "join_inner",
    "scale": "architecture",
    "select": "arrow_selector_tool",
    "select-text": "text_select_start",
    "side-by-side": "view_column_2",
    "swap": "swap_horiz",
    "turn": "rotate_90_degrees_cw",
    "zoom-box": "frame_inspect",
    "zoom-in": "zoom_in",
    "zoom-out": "zoom_out",
    # Kinds of markups
    "mark-area": "square_foot",
    "mark-arrow": "north_east",
    "mark-callout": "tooltip",
    "mark-cloud": "cloud",
    "mark-count": "counter_1",
    "mark-ellipse": "circle",
    "mark-highlighter": "ink_highlighter",
    "mark-length": "straighten",
    "mark-line": "diagonal_line",
    "mark-pen": "gesture",
    "mark-perimeter": "activity_zone",
    "mark-polygon": "pentagon",
    "mark-polyline": "timeline",
    "mark-rectangle": "rectangle",
    "mark-stamp": "approval",
    "mark-text": "title",
}


def symbol_path(name: str) -> str:
    """Where the drawing (SVG) of icon ``name`` is among Qt's resources. Raises KeyError for a name not in the table."""
    symbol = SYMBOLS[name]
    MaterialIcon.import_resource(_STYLE, _SIZE)
    return MaterialIcon.resource_path(symbol, _STYLE, name.startswith(_FILLED), _SIZE)
