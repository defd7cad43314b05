"""How the next mark looks, or those that are chosen: colour, width, opacity, filling, size of letters, stamp."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QHBoxLayout, QToolButton, QWidget

from app.domain.markups import MarkupKind
from app.ui.controls import FlatButton, PlainLabel
from app.ui.markups import styles, wording
from app.ui.theme import icon_size, tokens, unit

if TYPE_CHECKING:
    from typing import Any

    from app.domain.markups import Style

_FILLS = ("", *styles.LIGHTS)


def colour_name(colour: str) -> str:
    """For those who do not see it; one of our own by its name, any other by its code."""
    names = {
        "#c62828": QCoreApplication.translate("MarkupColours", "Red"),
        "#1557b0": QCoreApplication.translate("MarkupColours", "Blue"),
        "#1b7a33": QCoreApplication.translate("MarkupColours", "Green"),
        "#9a4d00": QCoreApplication.translate("MarkupColours", "Brown"),
        "#7b1fa2": QCoreApplication.translate("MarkupColours", "Purple"),
        "#00695c": QCoreApplication.translate("MarkupColours", "Teal"),
        "#ad1457": QCoreApplication.translate("MarkupColours", "Magenta"),
        "#212121": QCoreApplication.translate("MarkupColours", "Black"),
        "#ffeb3b": QCoreApplication.translate("MarkupColours", "Yellow"),
        "#a5f06a": QCoreApplication.translate("MarkupColours", "Light green"),
        "#7fe3ff": QCoreApplication.translate("MarkupColours", "Light blue"),
        "#ffb3d1": QCoreApplication.translate("MarkupColours", "Pink"),
        "#ffcc80": QCoreApplication.translate("MarkupColours", "Orange"),
        "#d6c6ff": QCoreApplication.translate("MarkupColours", "Light purple"),
        "#e0e0e0": QCoreApplication.translate("MarkupColours", "Grey"),
        "#ffffff": QCoreApplication.translate("MarkupColours", "White"),
    }
    return names.get(colour, colour)


def swatch(colour: str, side: int, ratio: float = 1.0) -> QIcon:
    """A disc of a colour; an empty text is none, crossed out. The chosen one has a ring and a point in it."""
    icon = QIcon()
    for state in (QIcon.State.Off, QIcon.State.On):
        pixmap = QPixmap(round(side * ratio), round(side * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(tokens().text if state is QIcon.State.On else tokens().border_strong)
        painter.setPen(QPen(edge, 2 if state is QIcon.State.On else 1))
        painter.setBrush(QColor(colour) if colour else Qt.BrushStyle.NoBrush)
        middle = QPointF(side / 2, side / 2)
        painter.drawEllipse(middle, side / 2 - 1.5, side / 2 - 1.5)
        if not colour:
            painter.drawLine(QPointF(side * 0.2, side * 0.8), QPointF(side * 0.8, side * 0.2))
        elif state is QIcon.State.On:
            painter.setBrush(QColor("#ffffff" if QColor(colour).lightness() < 128 else "#000000"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(middle, side / 8, side / 8)
        painter.end()
        icon.addPixmap(pixmap, QIcon.Mode.Normal, state)
    return icon


class PropertyBar(QWidget):
    """``chosen`` carries what was changed: names and values of ``Style``."""

    chosen = Signal(object)  # dict[str, object]
    colour_shown = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("markup.properties")
        self._kind: MarkupKind | None = None
        self._style: Style | None = None
        self._many = 0
        self._what = PlainLabel(self)
        self._colours = QButtonGroup(self)
        self._swatches: list[QToolButton] = []
        for place in range(len(styles.INKS)):
            button = FlatButton(self)
            button.setCheckable(True)
            self._colours.addButton(button, place)
            self._swatches.append(button)
        self._colours.idClicked.connect(self._choose_colour)
        self.width_box = self._combo("width")
        self.opacity_box = self._combo("opacity")
        self.fill_box = self._combo("fill")
        self.font_box = self._combo("font_size")
        self.stamp_box = self._combo("stamp")
        self.keep = QCheckBox(self)
        self.keep.setObjectName("markup.keep_tool")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(self))
        row.addWidget(self._what)
        colours = QHBoxLayout()
        colours.setSpacing(0)
        for swatch in self._swatches:
            colours.addWidget(swatch)
        row.addLayout(colours)
        for box in (self.width_box, self.opacity_box, self.fill_box, self.font_box, self.stamp_box):
            row.addWidget(box)
        row.addStretch(1)
        row.addWidget(self.keep)
        self._retranslate()

    def show_style(self, kind: MarkupKind, style: Style, *, selected: int = 0) -> None:
        """What a tool draws with, or how so many marks look that are chosen."""
        self._kind, self._style, self._many = kind, style, selected
        name = wording.kind_name(kind)
        self._what.setText(self.tr("%n selected", "", selected) if selected > 1 else name)
        self._show_colours(kind, style.colour)
        self.colour_shown.emit(style.colour)
        _pick(self.width_box, style.width)
        _pick(self.opacity_box, style.opacity)
        _pick(self.fill_box, style.fill or "")
        _pick(self.font_box, style.font_size)
        _pick(self.stamp_box, style.stamp or "reviewed")
        self.width_box.setVisible(kind is not MarkupKind.TEXT)
        self.fill_box.setVisible(kind in styles.FILLED)
        self.font_box.setVisible(kind in styles.WITH_FONT)
        self.stamp_box.setVisible(kind is MarkupKind.STAMP and not selected)

    def set_locked(self, reason: str | None) -> None:
        for one in (*self._swatches, self.width_box, self.opacity_box, self.fill_box, self.font_box, self.stamp_box):
            one.setEnabled(reason is None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._fill_boxes()
            self._show_again()
        super().changeEvent(event)

    def _combo(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(f"markup.{name}")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.activated.connect(lambda row: self._choose(name, box.itemData(row)))
        return box

    def _choose(self, name: str, value: Any) -> None:
        self.chosen.emit({name: (value or None) if name == "fill" else value})

    def _choose_colour(self, place: int) -> None:
        if self._kind is not None:
            self.chosen.emit({"colour": styles.colours_for(self._kind)[place]})

    def _show_colours(self, kind: MarkupKind, chosen: str) -> None:
        offered = styles.colours_for(kind)
        self._colours.setExclusive(False)
        for place, button in enumerate(self._swatches):
            button.setVisible(place < len(offered))
            if place < len(offered):
                name = colour_name(offered[place])
                button.setIcon(swatch(offered[place], icon_size(self), self.devicePixelRatioF()))
                button.setToolTip(name)
                button.setAccessibleName(self.tr("Colour: {name}").format(name=name))
                button.setChecked(offered[place] == chosen)
        self._colours.setExclusive(True)

    def _show_again(self) -> None:
        if self._kind is not None and self._style is not None:
            self.show_style(self._kind, self._style, selected=self._many)

    def _fill_boxes(self) -> None:
        points = self.tr("{number} pt")
        _offer(self.width_box, [(points.format(number=_plain(one)), one) for one in styles.WIDTHS])
        _offer(self.font_box, [(points.format(number=_plain(one)), one) for one in styles.FONT_SIZES])
        percent = self.tr("{percent} %")
        _offer(self.opacity_box, [(percent.format(percent=round(one * 100)), one) for one in styles.OPACITIES])
        _offer(self.fill_box, [(colour_name(one) if one else self.tr("No fill"), one) for one in _FILLS])
        for row, colour in enumerate(_FILLS):
            self.fill_box.setItemIcon(row, swatch(colour, icon_size(self), self.devicePixelRatioF()))
        _offer(self.stamp_box, [(wording.stamp_words(one), one) for one in wording.STAMPS])

    def _retranslate(self) -> None:
        self._fill_boxes()
        for box, name in (
            (self.width_box, self.tr("Width of lines")),
            (self.opacity_box, self.tr("Opacity")),
            (self.fill_box, self.tr("Fill")),
            (self.font_box, self.tr("Size of letters")),
            (self.stamp_box, self.tr("Stamp")),
        ):
            box.setAccessibleName(name)
            box.setToolTip(name)
        self.keep.setText(self.tr("Keep the tool"))
        self.keep.setToolTip(
            self.tr("Draw several markups in a row. Without it, each one is selected when it is done.")
        )
        self.setAccessibleName(self.tr("Look of markups"))
        self._show_again()


def _plain(value: float) -> str:
    return QLocale().toString(value, "g", 4)


def _offer(box: QComboBox, items: list[tuple[str, Any]]) -> None:
    value = box.currentData()
    box.clear()
    for text, data in items:
        box.addItem(text, data)
    _pick(box, value)


def _pick(box: QComboBox, value: object) -> None:
    """Choose a value; one that is not offered is added."""
    row = next((row for row in range(box.count()) if box.itemData(row) == value), -1)
    if row < 0 and isinstance(value, float):
        box.addItem(_plain(value), value)
        row = box.count() - 1
    box.setCurrentIndex(max(0, row))
