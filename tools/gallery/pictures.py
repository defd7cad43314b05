"""Takes the pictures: each screen in each language and theme, at one size."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from app.screenshots import settled
from app.ui.i18n import LanguageChoice
from app.ui.theme import ThemeChoice
from gallery.screens import all_screens
from gallery.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from gallery.screens import Screen
    from gallery.seeds import Seeds

#: What moves for ever (a turning arrow) is taken as it is after so many seconds.
_PATIENCE = 1.5


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pictures."""

    names: Collection[str]
    languages: Collection[LanguageChoice] = (LanguageChoice.EN, LanguageChoice.FR)
    themes: Collection[ThemeChoice] = (ThemeChoice.LIGHT, ThemeChoice.DARK)
    size: QSize = field(default_factory=lambda: QSize(1440, 900))


async def take(seeds: Seeds, wanted: Wanted, folder: Path) -> int:
    """Save ``folder/<language>-<theme>/<screen>.png``; returns how many. What went wrong in one screen stops all."""
    screens = {name: one for name, one in all_screens().items() if name in wanted.names}
    stage = Stage(seeds)
    count = 0
    try:
        for language, theme in product(wanted.languages, wanted.themes):
            place = folder / f"{language.value}-{theme.value}"
            place.mkdir(parents=True, exist_ok=True)
            for name, screen in screens.items():
                try:
                    picture = await _one(stage, screen, language, theme, wanted.size)
                except Exception as problem:
                    problem.add_note(f"while the screen {name} was set up")
                    raise
                if not picture.save(str(place / f"{name}.png")):
                    raise OSError(f"{place / name}.png could not be written")
                count += 1
    finally:
        stage.leave()
    return count


async def _one(stage: Stage, screen: Screen, language: LanguageChoice, theme: ThemeChoice, size: QSize) -> QPixmap:
    await stage.open(language, theme, size)
    try:
        shown = await screen(stage)
        return await settled(lambda: with_what_is_over(shown), looks=3, pause=0.03, patience=_PATIENCE)
    finally:
        await stage.close()


def with_what_is_over(shown: QWidget) -> QPixmap:
    """``shown`` and the dialogs, menus and lists that are open over it, each where it stands."""
    over = [one for one in QApplication.topLevelWidgets() if one.isVisible() and _belongs(one, shown)]
    places = [QRect(shown.mapFromGlobal(one.mapToGlobal(QPoint(0, 0))), one.size()) for one in over]
    room = shown.rect()
    for place in places:
        room = room.united(place)
    ratio = shown.devicePixelRatioF()
    picture = QPixmap(room.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.darkGray)
    painter = QPainter(picture)
    painter.translate(-room.topLeft())
    painter.drawPixmap(0, 0, shown.grab())
    for other, place in zip(over, places, strict=True):
        painter.drawPixmap(place.topLeft(), other.grab())
        if other.windowType() is not Qt.WindowType.Popup:
            painter.setPen(other.palette().color(QPalette.ColorRole.Dark))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))  # the frame that the desktop draws
    painter.end()
    return picture


def _belongs(widget: QWidget, to: QWidget) -> bool:
    """Whether it stands over it: a child window, or a popup without a parent."""
    if widget is to:
        return False
    parent = widget.parentWidget()
    while parent is not None and parent is not to:
        parent = parent.parentWidget()
    return parent is to or (widget.parentWidget() is None and widget.windowType() is Qt.WindowType.Popup)
