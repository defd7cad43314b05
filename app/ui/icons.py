"""Icons: Material Symbols, tinted while they are painted so that they follow the theme.

``icon("sync")`` takes the colour of text around it (disabled and selected states included);
``icon("sync", Tone.SUCCESS)`` keeps its role's colour.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QFile, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.ui.symbols import symbol_path
from app.ui.theme import Tone, tokens

_MARK = Path(__file__).resolve().parents[2] / "resources" / "icons" / "planrack.svg"
#: The same with one sheet fewer and its edges on whole pixels, for a title bar or a tray.
_SMALL_MARK = _MARK.with_name("planrack-small.svg")
_SMALL_SIZES = (16, 20, 22, 24, 32)


def icon(name: str, tone: Tone | None = None) -> QIcon:
    """The icon of that name in ``symbols``. Raises KeyError for a name that does not exist."""
    _source(name)
    return QIcon(_TintedIcon(name, tone))


def application_icon() -> QIcon:
    """The product's own mark, in its own colours."""
    mark = QIcon(str(_MARK))
    small = QIcon(str(_SMALL_MARK))
    for size in _SMALL_SIZES:
        mark.addPixmap(small.pixmap(size, size))
    return mark


def paint_icon(painter: QPainter, rect: QRectF | QRect, name: str, color: QColor) -> None:
    """Draw an icon in one colour into ``rect`` (square or not: the drawing keeps its shape, centred)."""
    area = QRectF(rect)
    side = min(area.width(), area.height())
    square = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
    if painter.transform().isRotating():  # every angle is another picture
        _renderer(name, color.name()).render(painter, square)
        return
    # Lists paint dozens of the same icons at every step of their scroll bar.
    ratio = painter.deviceTransform().m11()
    painter.drawPixmap(square.topLeft().toPoint(), _drawn(name, color.name(), round(side), ratio))


@lru_cache(maxsize=512)
def _drawn(name: str, color: str, side: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, color).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def icon_pixmap(name: str, side: int, color: QColor, ratio: float = 1.0) -> QPixmap:
    """A ``side`` × ``side`` logical pixels picture of the icon."""
    return _drawn(name, color.name(), side, ratio)


@cache
def _source(name: str) -> bytes:
    file = QFile(symbol_path(name))
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(file.fileName())
    return bytes(file.readAll().data())


@cache
def _renderer(name: str, color: str) -> QSvgRenderer:
    # The drawings name no colour of their own.
    return QSvgRenderer(QByteArray(_source(name).replace(b"<svg ", f'<svg fill="{color}" '.encode(), 1)))


class _TintedIcon(QIconEngine):
    def __init__(self, name: str, tone: Tone | None) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def clone(self) -> QIconEngine:
        return _TintedIcon(self._name, self._tone)

    def key(self) -> str:
        return "planrack-tinted"

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        paint_icon(painter, rect, self._name, self._color(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        pixmap = QPixmap(size * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def _color(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode == QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        if self._tone is not None:
            return tokens(palette).color(self._tone)
        return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText)
