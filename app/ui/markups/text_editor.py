"""Typing the words of a mark where they stand on the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from app.domain import markup_shapes as shapes
from app.domain.markups import WORDED
from app.domain.plane import Point
from app.ui.controls import Restyled
from app.ui.theme import unit
from app.ui.viewer.geometry import Point as ViewPoint

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from app.domain.markups import Markup
    from app.ui.theme import Tokens
    from app.ui.viewer.view import SheetCanvas

_LEAST_PIXELS = 11


class TextEditor(Restyled, QPlainTextEdit):
    """Lies over the mark while its words are typed. Esc, Ctrl+Enter, or a click elsewhere ends it; nothing typed is
    lost. ``finished`` carries the mark as it was, whether it is new, and the words."""

    finished = Signal(object, bool, str)

    def __init__(self, canvas: SheetCanvas) -> None:
        super().__init__(canvas.viewport())
        self._canvas = canvas
        self._markup: Markup | None = None
        self._new = False
        self.setObjectName("markup.words")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.hide()
        canvas.looked.connect(self._place)
        self._restyle()
        self._retranslate()

    @property
    def markup(self) -> Markup | None:
        """Whose words are typed."""
        return self._markup

    def open(self, markup: Markup, *, new: bool) -> None:
        self.finish()
        self._markup, self._new = markup, new
        self.setPlainText(markup.text)
        self._place()
        self.show()
        self.raise_()
        self.selectAll()
        self.setFocus()

    def finish(self) -> None:
        """Take what was typed."""
        markup, self._markup = self._markup, None
        if markup is None:
            return
        had_focus = self.hasFocus()
        self.hide()
        self.finished.emit(markup, self._new, self.toPlainText().strip())
        if had_focus:
            self._canvas.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control):
            self.finish()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.finish()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _place(self) -> None:
        camera = self._canvas.camera
        if self._markup is None or camera is None:
            return
        area, pixels = self._area(self._markup), round(self.fontMetrics().height() * 0.75)
        if self._markup.kind in WORDED:
            pixels = round(self._markup.style.font_size * camera.scale / self._canvas.devicePixelRatioF())
        font = QFont(self.font())
        font.setPixelSize(max(_LEAST_PIXELS, pixels))
        self.setFont(font)
        least_width, least_height = unit(self) * 18, self.fontMetrics().lineSpacing() * 2 + unit(self)
        room = QRectF(self._canvas.viewport().rect())
        area.setWidth(min(max(area.width(), least_width), room.width()))
        area.setHeight(min(max(area.height(), least_height), room.height()))
        area.moveLeft(min(max(area.left(), 0.0), room.width() - area.width()))
        area.moveTop(min(max(area.top(), 0.0), room.height() - area.height()))
        self.setGeometry(area.toAlignedRect())

    def _area(self, markup: Markup) -> QRectF:
        """Where the words are in the view; of a mark without words on the sheet, a line under it."""
        ring = shapes.corners(markup.kind, markup.geometry)
        if markup.kind not in WORDED:
            left, top, right, bottom = shapes.bounds(markup)
            ring = (Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom))
        places = [self._canvas.view_point(ViewPoint(*corner)) for corner in ring]
        left, top = min(at.x() for at in places), min(at.y() for at in places)
        right, bottom = max(at.x() for at in places), max(at.y() for at in places)
        if markup.kind not in WORDED:
            return QRectF(left, bottom + unit(self), right - left, 0.0)
        return QRectF(left, top, right - left, bottom - top)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Words of the markup"))
        self.setPlaceholderText(self.tr("Type here"))

    def _style(self, scheme: Tokens) -> str:
        return (
            f"QPlainTextEdit {{ background: #ffffff; color: #18212b; border: 2px solid {scheme.accent};"
            " selection-background-color: #cfe6ee; selection-color: #18212b; }"
        )
