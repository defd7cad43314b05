"""The row in which the scale of a page is shown, set and verified."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, Signal, Slot
from PySide6.QtWidgets import QComboBox, QPushButton

from app.domain.measures import COMMON_SCALES, LengthUnit, parse_length
from app.ui.controls import Note, TextField
from app.ui.failure_words import current_language
from app.ui.theme import Tone, unit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.measures import Calibration


class _Step(Enum):
    SCALE = auto()  # what it is
    POINTS = auto()  # two points are to be clicked
    LENGTH = auto()  # their distance is to be typed


class ScaleBar(Note):
    """``verifying``: the length that is asked for checks the scale instead of setting it."""

    scale_chosen = Signal(object)  # Scale
    points_wanted = Signal()
    length_given = Signal(float, object)  # metres, LengthUnit
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("markup.scale_bar")
        self._scale: Calibration | None = None
        self._step = _Step.SCALE
        self.verifying = False
        self.scales = QComboBox(self)
        self.scales.setObjectName("markup.scales")
        self.length = TextField(self)
        self.length.setObjectName("markup.length")
        self.length.setFixedWidth(unit(self) * 18)
        self.use = QPushButton(self)
        self.by_points = QPushButton(self)
        self.verify = QPushButton(self)
        self.leave = QPushButton(self)
        for one in (self.scales, self.length, self.use, self.by_points, self.verify, self.leave):
            self.row.addWidget(one)
        self.scales.activated.connect(self._choose)
        self.length.returnPressed.connect(self._give_length)
        self.use.clicked.connect(self._give_length)
        self.by_points.clicked.connect(lambda: self._ask_points(verifying=False))
        self.verify.clicked.connect(lambda: self._ask_points(verifying=True))
        self.leave.clicked.connect(self.left)
        self.hide()
        self._retranslate()

    def open(self, scale: Calibration | None, locked: str | None) -> None:
        """Show how it is now."""
        self.show_scale(scale, locked)
        self._renew(shown=True)

    def show_scale(self, scale: Calibration | None, locked: str | None) -> None:
        """Another page, or another scale: where the row is open, it says so."""
        self._scale, self._step, self.verifying = scale, _Step.SCALE, False
        for one in (self.scales, self.by_points, self.verify):
            one.setEnabled(locked is None)
            one.setToolTip(locked or "")
        self._renew(shown=self.isVisible())

    def ask_length(self) -> None:
        """Two points were clicked."""
        self._step = _Step.LENGTH
        self.length.clear()
        self._renew(shown=True)
        self.length.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _ask_points(self, *, verifying: bool) -> None:
        self._step, self.verifying = _Step.POINTS, verifying
        self._renew(shown=True)
        self.points_wanted.emit()

    @Slot(int)
    def _choose(self, row: int) -> None:
        if row > 0:
            self.scale_chosen.emit(COMMON_SCALES[row - 1])

    @Slot()
    def _give_length(self) -> None:
        usual = self._scale.unit if self._scale is not None else LengthUnit.FEET
        typed = self.length.text()
        metres = parse_length(typed, usual, current_language())
        if metres is None or metres <= 0:
            self.say(self.tr("“{typed}” is no length. Type it as 12'-6\", 12.5 ft or 3.8 m.").format(typed=typed))
            return
        metric = self._scale is None and "m" in typed.casefold()
        self.length_given.emit(metres, LengthUnit.METRES if metric else usual)

    def _renew(self, *, shown: bool) -> None:
        scale, step = self._scale, self._step
        self.scales.setVisible(step is _Step.SCALE)
        self.by_points.setVisible(step is _Step.SCALE)
        self.verify.setVisible(step is _Step.SCALE and scale is not None)
        self.length.setVisible(step is _Step.LENGTH)
        self.use.setVisible(step is _Step.LENGTH)
        self.use.setText(self.tr("Compare") if self.verifying else self.tr("Set the scale"))
        names = [one.name for one in COMMON_SCALES]
        self.scales.setCurrentIndex(names.index(scale.name) + 1 if scale is not None and scale.name in names else 0)
        good = step is not _Step.SCALE or (scale is not None and scale.verified)
        self.say(self._words() if shown else "", Tone.ACCENT if good else Tone.WARNING)

    def _words(self) -> str:
        if self._step is _Step.POINTS and self.verifying:
            return self.tr("Click both ends of another dimension that is written on the sheet.")
        if self._step is _Step.POINTS:
            return self.tr("Click both ends of a dimension that is written on the sheet.")
        if self._step is _Step.LENGTH:
            return self.tr("How long is it in reality?")
        scale = self._scale
        if scale is None:
            return self.tr("This page has no scale. Measurements need one: choose it, or set it by two points.")
        name = scale.name or self.tr("set by two points")
        if scale.carried is not None:
            return self.tr("Scale: {name}. Carried from an earlier revision, to be verified.").format(name=name)
        if scale.deviation is None:
            return self.tr("Scale: {name}. Not verified: measure a second dimension.").format(name=name)
        off = QLocale().toString(scale.deviation * 100, "f", 1)
        if scale.verified:
            return self.tr("Scale: {name}. Verified: a second dimension is off by {off} %.").format(name=name, off=off)
        return self.tr(
            "Scale: {name}. A second dimension is off by {off} %: the scale is wrong, or the sheet is not to scale."
        ).format(name=name, off=off)

    def _retranslate(self) -> None:
        self.scales.clear()
        self.scales.addItem(self.tr("Choose a scale…"))
        self.scales.addItems([one.name for one in COMMON_SCALES])
        self.scales.setAccessibleName(self.tr("Scale of the page"))
        self.length.setAccessibleName(self.tr("Length in reality"))
        self.length.setPlaceholderText(self.tr("12'-6\" or 3.8 m"))
        self.by_points.setText(self.tr("Set by two points"))
        self.verify.setText(self.tr("Verify"))
        self.leave.setText(self.tr("Close"))
        self._renew(shown=self.isVisible())
