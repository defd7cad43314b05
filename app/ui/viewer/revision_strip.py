"""The revisions of a drawing in a row, the oldest first: which one is on the screen, and what the others are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QScrollArea, QSizePolicy, QToolButton, QWidget

from app.domain.standing import Standing, standing
from app.domain.states import CacheState, EntryKind
from app.ui.controls import plain_tip
from app.ui.documents import wording
from app.ui.icons import icon
from app.ui.theme import Tone, icon_size, scaled_font, unit

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from app.domain.views import Drawing, Entry

_LEAST = 52  # units: two revisions with their words
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class RevisionStrip(QScrollArea):
    """``chosen`` carries the id of an entry. More revisions than there is room for are scrolled by wheel and keys."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet.revisions")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setFixedHeight(_row_height(self))  # a row that is empty for a moment must not move the sheet
        self._list()

    @property
    def buttons(self) -> list[QAbstractButton]:
        """From the oldest to the newest; before them, disabled, what is in Procore alone."""
        return self._inside.findChildren(QAbstractButton)

    def show_revisions(self, drawing: Drawing, shown: Entry) -> None:
        had_focus = any(button.hasFocus() for button in self.buttons)
        row = self._list()
        if drawing.older_in_procore:
            row.addWidget(self._older(drawing.older_in_procore))
        for entry in drawing.entries:
            button = self._button(drawing, entry)
            row.addWidget(button)
            if entry.id == shown.id:
                button.setChecked(True)
                button.setFont(scaled_font(self.font(), 1.0, bold=True))  # how a pressed button looks is hard to see
                if had_focus:
                    button.setFocus()
                QTimer.singleShot(0, button, lambda one=button: self.ensureWidgetVisible(one))
        self._inside.show()  # a scroll area that is seen already leaves that to us
        self.updateGeometry()

    def clear(self) -> None:
        self._list()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        hint = self._inside.sizeHint()
        return QSize(min(hint.width(), unit(self) * _LEAST), self.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (event.angleDelta().y() or event.angleDelta().x()))
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # buttons are shown after they were added: only now is there a size
        # Arrows go along the row and do not open anything; Space and Enter do.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            buttons = [button for button in self.buttons if button.isEnabled()]
            if watched in buttons and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                    buttons[buttons.index(watched)].click()
                    return True
                by = _STEPS.get(Qt.Key(event.key()))
                if by is not None:
                    at = min(max(buttons.index(watched) + by, 0), len(buttons) - 1)
                    buttons[at].setFocus(Qt.FocusReason.TabFocusReason)
                    self.ensureWidgetVisible(buttons[at])
                    return True
        return super().eventFilter(watched, event)

    def _list(self) -> QHBoxLayout:
        """A new, empty row."""
        self._inside = QWidget()
        self._inside.setAutoFillBackground(False)
        row = QHBoxLayout(self._inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(self) // 2)
        self.setWidget(self._inside)
        return row

    def _button(self, drawing: Drawing, entry: Entry) -> QToolButton:
        labels = ", ".join(wording.entry_labels(drawing, entry))
        button = QToolButton()
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(icon_size(self), icon_size(self)))
        button.setText(f"{wording.short_revision(entry) or '–'} · {labels}")
        sign = _sign(entry)
        if sign:
            button.setIcon(icon(sign))
        elif standing(drawing, entry) is Standing.CURRENT:
            button.setIcon(icon("revision-current", Tone.SUCCESS))
        else:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        tips = [f"{wording.revision_name(entry)} – {labels}", wording.cache_word(entry.cache)]
        tips += [entry.drawing_set] if entry.drawing_set else []
        tips += wording.entry_dates(entry)
        if entry.kind is EntryKind.REORDERED:
            tips.append(wording.reordered_hint())
        button.setToolTip(plain_tip("\n".join(tips)))
        button.setAccessibleName(tips[0])
        button.setAccessibleDescription("\n".join(tips[1:]))
        # A press leaves it as it was: it is checked when its sheet is shown.
        button.clicked.connect(lambda checked, one=button: one.setChecked(not checked))
        button.clicked.connect(lambda _checked, id=entry.id: self.chosen.emit(id))
        button.installEventFilter(self)
        return button

    def _older(self, count: int) -> QToolButton:
        button = QToolButton()
        button.setText(f"+{count}")
        button.setEnabled(False)
        button.setToolTip(wording.older_line(count))
        button.setAccessibleName(wording.older_line(count))
        return button


def _row_height(strip: RevisionStrip) -> int:
    sample = QToolButton()
    sample.setFont(strip.font())
    sample.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    sample.setIconSize(QSize(icon_size(strip), icon_size(strip)))
    sample.setIcon(icon("reordered"))
    sample.setText("Rév")
    return sample.sizeHint().height()


def _sign(entry: Entry) -> str:
    if entry.cache is CacheState.FAILED:
        return "sheet-failed"
    if entry.cache is not CacheState.HERE:
        return "sheet-waiting"
    return {EntryKind.REORDERED: "reordered", EntryKind.ORIGINAL: "sheet-original"}.get(entry.kind, "")
