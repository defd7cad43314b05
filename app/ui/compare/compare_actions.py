"""The table of what can be done with two revisions: words, icons, keys."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.ui.actions import ActionSpec


class CompareCommand(StrEnum):
    """Stable ids; they also name the QActions (``action.<id>``)."""

    OVERLAY = "compare.overlay"
    BESIDE = "compare.beside"
    BLINK = "compare.blink"
    SWAP = "compare.swap"
    PREVIOUS = "compare.previous"
    NEXT = "compare.next"
    ALIGN = "compare.align"
    ALIGN_AGAIN = "compare.align_again"
    ZOOM_OUT = "compare.zoom_out"
    ZOOM_IN = "compare.zoom_in"
    FIT = "compare.fit"
    TURN = "compare.turn"


TABLE: tuple[ActionSpec, ...] = (
    ActionSpec(
        CompareCommand.OVERLAY,
        lambda: QCoreApplication.translate("CompareActions", "Overlay"),
        "overlay",
        ("1",),
        group="mode",
    ),
    ActionSpec(
        CompareCommand.BESIDE,
        lambda: QCoreApplication.translate("CompareActions", "Side by side"),
        "side-by-side",
        ("2",),
        group="mode",
    ),
    ActionSpec(
        CompareCommand.BLINK,
        lambda: QCoreApplication.translate("CompareActions", "Blink"),
        "blink",
        ("3",),
        group="mode",
    ),
    ActionSpec(
        CompareCommand.SWAP,
        lambda: QCoreApplication.translate("CompareActions", "Swap colours"),
        "swap",
        ("X",),
    ),
    ActionSpec(
        CompareCommand.PREVIOUS,
        lambda: QCoreApplication.translate("CompareActions", "Previous change"),
        "chevron-left",
        ("Shift+N", "Shift+F3"),
    ),
    ActionSpec(
        CompareCommand.NEXT,
        lambda: QCoreApplication.translate("CompareActions", "Next change"),
        "chevron-right",
        ("N", "F3"),
    ),
    ActionSpec(
        CompareCommand.ALIGN,
        lambda: QCoreApplication.translate("CompareActions", "Align by hand…"),
        "align",
        ("A",),
    ),
    ActionSpec(
        CompareCommand.ALIGN_AGAIN,
        lambda: QCoreApplication.translate("CompareActions", "Align automatically"),
        "sync",
    ),
    ActionSpec(
        CompareCommand.ZOOM_OUT,
        lambda: QCoreApplication.translate("SheetActions", "Zoom out"),
        "zoom-out",
        ("-", "Ctrl+-"),
    ),
    ActionSpec(
        CompareCommand.ZOOM_IN,
        lambda: QCoreApplication.translate("SheetActions", "Zoom in"),
        "zoom-in",
        ("+", "=", "Ctrl++", "Ctrl+="),
    ),
    ActionSpec(
        CompareCommand.FIT,
        lambda: QCoreApplication.translate("SheetActions", "Fit the page"),
        "fit-page",
        ("Ctrl+0",),
    ),
    ActionSpec(
        CompareCommand.TURN,
        lambda: QCoreApplication.translate("SheetActions", "Turn clockwise"),
        "turn",
        ("R",),
    ),
)
