"""The whole sheet in a corner, with a frame around what is seen: for not getting lost at 800 %."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.ui.theme import tokens, unit
from app.ui.viewer.geometry import Point
from app.ui.viewer.picture import paint_whole

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from app.ui.viewer.view import SheetCanvas

_SIDE = 26  # units
_FRAME = 2.0
#: A view of a whole sheet at 6400 % would be less than a pixel: it stays visible.
_SMALLEST = 6.0


class Minimap(QWidget):
    """Lies over the bottom right corner of the canvas, beside its viewport: a pan scrolls what is inside of that.

    It is there while it is wanted and a part of the sheet is out of sight. A click or drag moves the view.
    """

    def __init__(self, canvas: SheetCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._wanted = True
        self.setObjectName("sheet.minimap")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys move the sheet itself
        canvas.looked.connect(self._follow)
        canvas.viewport().installEventFilter(self)
        self._name()
        self.hide()

    @property
    def wanted(self) -> bool:
        return self._wanted

    def want(self, wanted: bool) -> None:
        self._wanted = wanted
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        camera = self._canvas.camera
        if camera is None:
            return
        scheme = tokens(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        painter.fillRect(box, QColor("white"))
        image = self._canvas.small_picture()
        if image is not None:
            paint_whole(painter, camera, box, image)
        painter.setPen(QPen(QColor(scheme.border_strong), 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        frame = self._frame()
        colour = QColor(scheme.accent)
        painter.setPen(QPen(colour, _FRAME))
        colour.setAlpha(40)
        painter.fillRect(frame, colour)
        painter.drawRect(frame)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _go(self, at: QPointF) -> None:
        """The point of the sheet under the pointer comes to the middle of the view."""
        camera = self._canvas.camera
        if camera is None:
            return
        across, down = camera.canvas
        there = Point(at.x() / max(1, self.width()) * across, at.y() / max(1, self.height()) * down)
        ratio = self._canvas.devicePixelRatioF()
        self._canvas.motion.stop()
        self._canvas.pan(
            (there.x - camera.x - camera.width / 2) / ratio, (there.y - camera.y - camera.height / 2) / ratio
        )

    @Slot()
    def _follow(self) -> None:
        camera = self._canvas.camera
        partly = camera is not None and (camera.canvas[0] > camera.width + 1 or camera.canvas[1] > camera.height + 1)
        self.setVisible(self._wanted and partly)
        if camera is None or not self.isVisible():
            return
        across, down = camera.canvas
        side = unit(self) * _SIDE / max(across, down)
        size = QSize(max(1, round(across * side)), max(1, round(down * side)))
        view, gap = self._canvas.viewport().geometry(), unit(self)
        self.setGeometry(
            view.right() - size.width() - gap, view.bottom() - size.height() - gap, size.width(), size.height()
        )
        self.raise_()
        self.update()

    def _frame(self) -> QRectF:
        camera = self._canvas.camera
        assert camera is not None
        across, down = camera.canvas
        scale_x, scale_y = self.width() / across, self.height() / down
        frame = QRectF(camera.x * scale_x, camera.y * scale_y, camera.width * scale_x, camera.height * scale_y)
        middle = frame.center()
        frame.setWidth(max(frame.width(), _SMALLEST))
        frame.setHeight(max(frame.height(), _SMALLEST))
        frame.moveCenter(middle)
        return frame.intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Overview of the sheet"))
        self.setToolTip(self.tr("Drag to move around the sheet (M hides the overview)"))
