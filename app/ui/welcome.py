"""What an empty workspace shows: what Planrack does, and the two ways on. Gone as soon as there is a project."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.controls import Heading, MutedLabel, PlainLabel, PrimaryButton, plain_tip
from app.ui.icons import application_icon, icon_pixmap
from app.ui.theme import Tone, icon_size, tokens, unit

_SIGNS = ("sync", "offline", "history")


class Welcome(QWidget):
    """``connect_requested`` begins a project that starts with its Procore project; ``create_requested`` one without."""

    connect_requested = Signal()
    create_requested = Signal()
    demo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self._picture = PlainLabel(self)
        self.title = Heading(self, factor=1.6)
        self._signs = [PlainLabel(self) for _ in _SIGNS]
        self.lines = [PlainLabel(self) for _ in _SIGNS]
        self.connect_button = PrimaryButton(self)
        self.connect_button.setObjectName("welcome.connect")
        self.demo_button, self.create_button = QPushButton(self), QPushButton(self)
        self.demo_button.setObjectName("welcome.demo")
        self.create_button.setObjectName("welcome.create")
        self.note = MutedLabel(self)
        self.connect_button.clicked.connect(self.connect_requested)
        self.create_button.clicked.connect(self.create_requested)
        self.demo_button.clicked.connect(self.demo_requested)
        self._lay_out()
        self._retranslate()
        self._draw()

    def allow(self, reason: str) -> None:
        """``reason``: why this member may not begin a project; empty where they may."""
        for button in (self.connect_button, self.create_button):
            button.setEnabled(not reason)
            button.setToolTip(plain_tip(reason))
            button.setAccessibleDescription(reason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._draw()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        gap = unit(self)
        inside = QWidget(self)
        inside.setMaximumWidth(gap * 106)
        lines = QGridLayout()
        lines.setHorizontalSpacing(gap * 2)
        lines.setVerticalSpacing(gap + 4)
        lines.setColumnStretch(1, 1)
        for place, (sign, line) in enumerate(zip(self._signs, self.lines, strict=True)):
            line.setWordWrap(True)
            lines.addWidget(sign, place, 0, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(line, place, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(gap + 4)
        for button in (self.connect_button, self.demo_button, self.create_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(inside)
        column.setSpacing(gap * 2)
        column.addWidget(self._picture)
        column.addWidget(self.title)
        column.addLayout(lines)
        column.addSpacing(gap)
        column.addLayout(buttons)
        column.addWidget(self.note)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(inside, 8)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(row)
        whole.addStretch(3)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Welcome to Planrack"))
        words = (
            self.tr("Every published drawing revision of your Procore projects is copied to this computer."),
            self.tr("The drawings open at once, also without a network, and always say how fresh they are."),
            self.tr("You see what an addendum changed. Nothing is ever written to Procore."),
        )
        for line, text in zip(self.lines, words, strict=True):
            line.setText(text)
        self.connect_button.setText(self.tr("Connect a Procore project"))
        self.create_button.setText(self.tr("+ Create a new project"))
        self.demo_button.setText(self.tr("Try the demo"))
        self.note.setText(
            self.tr(
                "The demo opens in a window of its own: an invented building on a Procore imitated on this computer."
                " Your own data is not touched, and each start begins afresh."
            )
        )

    def _draw(self) -> None:
        side = icon_size(self)
        self._picture.setPixmap(application_icon().pixmap(side * 3, side * 3))
        for sign, name in zip(self._signs, _SIGNS, strict=True):
            color = tokens().color(Tone.ACCENT)
            sign.setPixmap(icon_pixmap(name, side, color, self.devicePixelRatioF()))
