"""How new marks of each kind look: as the last one of its kind, remembered between sessions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.domain.markups import WORDED, MarkupKind, Style, style_from, style_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: Readable as letters on paper (4.5:1 and more), and told apart by people who see colours differently.
INKS = ("#c62828", "#1557b0", "#1b7a33", "#9a4d00", "#7b1fa2", "#00695c", "#ad1457", "#212121")
#: What black lines can be read through.
LIGHTS = ("#ffeb3b", "#a5f06a", "#7fe3ff", "#ffb3d1", "#ffcc80", "#d6c6ff", "#e0e0e0", "#ffffff")
WIDTHS = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 9.0, 12.0, 18.0, 24.0)
OPACITIES = (1.0, 0.75, 0.5, 0.25)
FONT_SIZES = (8.0, 10.0, 12.0, 14.0, 18.0, 24.0, 36.0, 48.0, 72.0)
#: What shapes with an inside may be filled with.
FILLED = frozenset(
    {MarkupKind.RECTANGLE, MarkupKind.ELLIPSE, MarkupKind.CLOUD, MarkupKind.POLYGON, MarkupKind.AREA, *WORDED}
)
WITH_FONT = frozenset({*WORDED, MarkupKind.LENGTH, MarkupKind.AREA, MarkupKind.PERIMETER})

_FIRST: dict[MarkupKind, Style] = {
    **dict.fromkeys(MarkupKind, Style(colour=INKS[0], width=2.0)),
    MarkupKind.HIGHLIGHTER: Style(colour=LIGHTS[0], width=12.0),
    MarkupKind.TEXT: Style(colour=INKS[0], width=0.0, font_size=14.0),
    MarkupKind.CALLOUT: Style(colour=INKS[0], width=1.5, fill="#ffffff", font_size=14.0),
    MarkupKind.STAMP: Style(colour=INKS[0], width=3.0, font_size=24.0),
    MarkupKind.COUNT: Style(colour=INKS[1], width=2.0),
    MarkupKind.LENGTH: Style(colour=INKS[1], width=2.0),
    MarkupKind.AREA: Style(colour=INKS[1], width=2.0, fill=LIGHTS[2]),
    MarkupKind.PERIMETER: Style(colour=INKS[1], width=2.0),
}


def colours_for(kind: MarkupKind) -> tuple[str, ...]:
    return LIGHTS[:-1] if kind is MarkupKind.HIGHLIGHTER else INKS


class Styles(QObject):
    changed = Signal(object)  # MarkupKind

    def __init__(self, keep: Callable[[dict[str, Any]], object], parent: QObject | None = None) -> None:
        """``keep`` stores them under one name."""
        super().__init__(parent)
        self._keep = keep
        self._styles = dict(_FIRST)

    def load(self, stored: Mapping[str, Any]) -> None:
        """What ``keep`` was given in an earlier session."""
        for kind in MarkupKind:
            if kind.value in stored:
                self._styles[kind] = style_from(stored[kind.value])
                self.changed.emit(kind)

    def of(self, kind: MarkupKind) -> Style:
        return self._styles[kind]

    def set(self, kind: MarkupKind, **changes: Any) -> None:
        style = replace(self._styles[kind], **changes)
        if style == self._styles[kind]:
            return
        self._styles[kind] = style
        self._keep({one.value: style_json(self._styles[one]) for one in MarkupKind if self._styles[one] != _FIRST[one]})
        self.changed.emit(kind)
