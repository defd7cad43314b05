"""The canvas: one page of a sheet, drawn from tiles, panned and zoomed without ever waiting for pdfium.

While sharp tiles come, the nearest level that is held is drawn scaled; the whole page as one small picture lies
underneath. Once something of a sheet was shown, no part of it is blank again. Knows files, not Procore.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QImage, QNativeGestureEvent, QPainter, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.ui.theme import tokens
from app.ui.viewer import geometry
from app.ui.viewer.bars import Bars
from app.ui.viewer.feed import Feed
from app.ui.viewer.fitting import Fit, View, fitting_scale, life_size, room, view_size
from app.ui.viewer.geometry import Camera, Cell, Point, Sheet
from app.ui.viewer.hands import Hands
from app.ui.viewer.motion import Motion
from app.ui.viewer.painting import paint_layers, paint_preview, paint_stamp_over, preview_camera
from app.ui.viewer.picture import Picture

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from app.domain.failures import Failure
    from app.drawings.render import PageInfo, Renderer
    from app.drawings.tiles import Below, TileKey
    from app.ui.viewer.geometry import Box
    from app.ui.viewer.layers import Layer
    from app.ui.viewer.tile_cache import TileCache

_FRAME = 2
_PATIENCE_MS = 700
_MARGIN = 6  # around what a layer repaints, logical pixels


class SheetCanvas(QAbstractScrollArea):
    """Shows one page. ``close_channel()`` before the renderer is closed or the widget is dropped."""

    page_shown = Signal(object)  # PageInfo: size and count are known, drawing begins
    drawn = Signal()  # something of the page is on the screen for the first time
    failed = Signal(object)  # Failure
    zoom_changed = Signal(float)  # 1.0 = 100 %
    looked = Signal()  # the camera moved, or is another's

    def __init__(self, renderer: Renderer, cache: TileCache | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = Feed(renderer, cache, self)
        self._feed.page_known.connect(self._begin)
        self._feed.came.connect(self._came)
        self._feed.failed.connect(self._give_up)
        self._hands = Hands(self)
        self.motion = Motion(self)
        self._layers: list[Layer] = []
        self._path: Path | None = None
        self._page = 0
        self._picture: Picture | None = None
        self._camera: Camera | None = None
        self._outer = QSize()  # of the view without scroll bars, device pixels
        self._preview: QImage | None = None
        self._goal: tuple[float, QPointF] | None = None  # a zoom under way, and where it is held
        self._below: Below | None = None
        self._kept: View | None = None  # how to look at the page once its size is known
        self._fit = Fit.PAGE
        self._fit_on_open = Fit.PAGE
        self._stamp = ""
        self._patience = QTimer(self)  # a sheet that takes longer says so
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self.viewport().update)
        self._anything_drawn = False
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setLineWidth(_FRAME)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._bars = Bars(self, self._lead)
        self._show_focus(False)

    # ---- what is shown -------------------------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        return self._path

    @property
    def page(self) -> int:
        return self._page

    @property
    def camera(self) -> Camera | None:
        return self._camera

    @property
    def hands(self) -> Hands:
        return self._hands

    @property
    def looked_at(self) -> View | None:
        """How the page is looked at; None while none is shown. ``open_page`` takes it back."""
        return View(self._fit, self._camera) if self._camera is not None else None

    def open_page(
        self,
        path: Path,
        page: int = 0,
        *,
        view: View | None = None,
        preview: QImage | None = None,
        below: Below | None = None,
    ) -> None:
        """Show a page of a file: as in ``view`` where the page has the same size, else fitted. ``preview``: a small
        picture of it, shown until there is a better one. ``below``: drawn together with an older page; such a canvas
        has a cache of its own."""
        self._kept = view
        self._forget()
        self._below = below
        self._path, self._page = path, page
        self._preview = preview if preview is not None and not preview.isNull() else None
        self._feed.open(path, page)
        self._patience.start()
        if self._preview is not None:
            self._note_drawn()

    def set_beside(self, pages: Sequence[tuple[Path, int]]) -> None:
        """Pages that will probably be opened next, the likeliest first."""
        self._feed.set_beside(pages)
        self._ask()

    def set_colours(self, colours: list[int]) -> None:
        """Of pages that are drawn together: 256 of Qt's colours, see ``drawings.compare_colours``."""
        self._feed.set_colours(colours)
        if self._preview is not None and self._preview.format() == QImage.Format.Format_Indexed8:
            self._preview.setColorTable(colours)
        self.viewport().update()

    def clear(self) -> None:
        """Show nothing."""
        self._kept = None
        self._forget()
        self._path = None
        self._place_bars()

    def set_stamp(self, text: str) -> None:
        """The words across the corner; empty for none."""
        self._stamp = text
        self.viewport().update()

    def add_layer(self, layer: Layer) -> None:
        """Paint ``layer`` over the page, above those added before."""
        self._layers.append(layer)
        self.viewport().update()

    def repaint_box(self, box: Box | None = None) -> None:
        """A layer looks different now: all of the view, or what of a box in page points is seen (with a margin for
        the width of lines)."""
        if box is None or self._camera is None:
            self.viewport().update()
            return
        corners = [self.view_point(Point(x, y)) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        across, down = [at.x() for at in corners], [at.y() for at in corners]
        area = QRectF(min(across), min(down), max(across) - min(across), max(down) - min(down))
        self.viewport().update(area.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN).toAlignedRect())

    def close_channel(self) -> None:
        """Ask for nothing any more."""
        self.motion.stop()
        self._feed.close()

    # ---- where things are ----------------------------------------------------------------------------------------

    def page_point(self, at: QPointF) -> Point | None:
        """Page points of a place in the viewport (logical pixels); None while no page is shown."""
        ratio = self.devicePixelRatioF()
        return self._camera.view_to_page(Point(at.x() * ratio, at.y() * ratio)) if self._camera else None

    def view_point(self, at: Point) -> QPointF:
        """The place in the viewport (logical pixels) of page points. Only while a page is shown."""
        assert self._camera is not None
        ratio = self.devicePixelRatioF()
        view = self._camera.page_to_view(at)
        return QPointF(view.x / ratio, view.y / ratio)

    # ---- moves ---------------------------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """1.0 shows the sheet at its printed size, as far as the screen tells its resolution."""
        return self._camera.scale / life_size(self) if self._camera else 1.0

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom to a factor of the printed size, around a point of the viewport (its middle by default)."""
        if self._camera is None:
            return
        at = at if at is not None else QRectF(self.viewport().rect()).center()
        self._fit = Fit.FREE
        self._look(self._zoomed(self._camera, zoom, at))

    def bounded_zoom(self, zoom: float) -> float:
        """As close as it gets, and as far away."""
        return geometry.bounded_scale(zoom * life_size(self), life_size(self)) / life_size(self)

    def aim(self, zoom: float | None, at: QPointF) -> None:
        """A zoom to there is under way: what is drawn meanwhile is drawn for its end. None: it is over."""
        self._goal = None if zoom is None else (zoom, at)
        self._ask()

    def small_picture(self) -> QImage | None:
        """The whole page, as good as it is held."""
        held = self._feed.cache.whole(self._path, self._page) if self._path is not None else None
        return held or self._preview

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        self.set_zoom(self.zoom * factor, at)

    def pan(self, dx: float, dy: float) -> None:
        """Look further right and down by so many logical pixels."""
        if self._camera is None:
            return
        ratio = self.devicePixelRatioF()
        self._look(self._camera.moved(round(dx * ratio), round(dy * ratio)))

    def show_box(self, box: Box) -> None:
        """Zoom so that a box in page points fills the view."""
        if self._camera is None:
            return
        self.motion.stop()
        self._fit = Fit.FREE
        self._look(geometry.framed(self._camera, box, life_size(self)))

    def look_at(self, at: Point, scale: float, rotation: int) -> None:
        """Have page points in the middle of the view, ``scale`` device pixels to a point, turned by quarter turns."""
        if self._camera is None:
            return
        self.motion.stop()
        self._fit = Fit.FREE
        camera = replace(self._camera, rotation=rotation % 4, scale=geometry.bounded_scale(scale, life_size(self)))
        there = camera.page_to_view(at)
        self._look(camera.moved(there.x - camera.width / 2, there.y - camera.height / 2))

    def fit_page(self) -> None:
        self.motion.stop()
        self._set_fit(Fit.PAGE)

    def fit_width(self) -> None:
        self.motion.stop()
        self._set_fit(Fit.WIDTH)

    def turn(self, quarters: int = 1) -> None:
        """Turn the sheet clockwise."""
        if self._camera is None:
            return
        self.motion.stop()
        self._look(self._camera.turned(quarters))
        if self._fit is not Fit.FREE:
            self._set_fit(self._fit)

    # ---- events --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(tokens(self.palette()).sunken))
        if self._camera is not None and self._picture is not None:
            ratio = self.devicePixelRatioF()
            painter.scale(1 / ratio, 1 / ratio)
            exposed = QRectF(
                event.rect().x() * ratio,
                event.rect().y() * ratio,
                event.rect().width() * ratio,
                event.rect().height() * ratio,
            )
            self._picture.paint(painter, self._feed.cache, self._camera, exposed, room(self))
            paint_layers(painter, self._layers, self._camera, event, ratio)
            painter.scale(ratio, ratio)
            paint_stamp_over(painter, self, self._camera, self._stamp)
        elif self._preview is not None:
            camera = preview_camera(self, self._preview, self._kept, self._fit_on_open)
            paint_preview(painter, self, camera, self._preview)
            paint_stamp_over(painter, self, camera, self._stamp)
        elif self._path is not None and not self._patience.isActive():
            painter.setPen(QColor(tokens(self.palette()).muted))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Drawing this sheet…"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resize_camera()
        if self._bars.to_be_laid_out:
            QTimer.singleShot(0, self._bars, self._bars.lay_out)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._resize_camera()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1.0 + event.value(), event.position())
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self._bars.placing:
            self._show_focus(self.hasFocus())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._hands.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._hands.move(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._hands.release(event):
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._hands.double_click(event):
            self.fit_page()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._camera is None or not self._hands.wheel(event):
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._hands.key_press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self._hands.key_release(event):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_focus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hands.let_go()
        self._show_focus(False)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The camera moves the sheet; Qt must not scroll the viewport as well."""

    # ---- from the render thread ----------------------------------------------------------------------------------

    @Slot(object)
    def _begin(self, info: PageInfo) -> None:
        sheet = Sheet(info.width, info.height, info.rotation)
        self._picture = Picture(info.path, info.page, sheet, self._preview, self._below)
        width, height = view_size(self)
        fresh = geometry.settled(Camera(sheet, width, height))
        self._outer = self.maximumViewportSize() * self.devicePixelRatioF()
        kept, self._kept = self._kept, None
        self.page_shown.emit(info)
        if kept is not None and kept.fit is Fit.FREE and _same_size(kept.camera.sheet, sheet):
            self._fit = Fit.FREE
            for _ in range(2):  # the first look may bring scroll bars, which move the middle of the view
                width, height = view_size(self)
                self._look(geometry.settled(replace(kept.camera, sheet=sheet, width=width, height=height)))
        else:
            usual = self._fit_on_open
            fit = usual if kept is None or kept.fit is Fit.FREE else kept.fit
            camera = fresh if kept is None else replace(fresh, rotation=kept.camera.rotation)
            scale = geometry.bounded_scale(fitting_scale(self, camera, fit), life_size(self))
            self._look(geometry.settled(replace(camera, scale=scale)))  # nothing is asked for at another size
            self._set_fit(fit)
            self._fit_on_open = usual  # one sheet's fit is not everybody's

    @Slot(object)
    def _came(self, key: TileKey) -> None:
        camera = self._camera
        if camera is None:
            return
        if key.box is None and (key.rotation, key.level) == (camera.rotation, geometry.level_for(camera.scale)):
            box, ratio = geometry.cell_box(camera, key.level, Cell(key.column, key.row)), self.devicePixelRatioF()
            area = QRectF(box.left / ratio, box.top / ratio, box.width / ratio, box.height / ratio)
            self.viewport().update(area.toAlignedRect())
        else:
            self.viewport().update()
        self._note_drawn()

    def _note_drawn(self) -> None:
        if not self._anything_drawn:
            self._anything_drawn = True
            self.drawn.emit()

    @Slot(object)
    def _give_up(self, failure: Failure) -> None:
        self._forget()
        self.failed.emit(failure)

    # ---- the camera and what it needs ----------------------------------------------------------------------------

    def _forget(self) -> None:
        self._hands.let_go()
        self.motion.stop()
        self._feed.forget()
        self._picture = None
        self._preview = None
        self._camera = None
        self._anything_drawn = False
        self.viewport().update()  # the scroll bars stay as they are: the next sheet is often as large

    def _look(self, camera: Camera) -> None:
        before, self._camera = self._camera, camera
        self._feed.travel.note(before, camera)
        self._scroll_or_repaint(before, camera)
        self._place_bars()
        self._ask()
        self.looked.emit()
        if before is None or before.scale != camera.scale:
            self.zoom_changed.emit(self.zoom)

    def _scroll_or_repaint(self, before: Camera | None, camera: Camera) -> None:
        """A pan by whole pixels moves what is painted already and paints only the strip that appears."""
        ratio = self.devicePixelRatioF()
        if before is not None and not self._stamp and ratio.is_integer():
            dx, dy = (before.x - camera.x) / ratio, (before.y - camera.y) / ratio
            same = (before.scale, before.rotation, before.width, before.height, before.sheet) == (
                camera.scale,
                camera.rotation,
                camera.width,
                camera.height,
                camera.sheet,
            )
            if same and dx.is_integer() and dy.is_integer():
                self.viewport().scroll(int(dx), int(dy))
                return
        self.viewport().update()

    def _ask(self) -> None:
        if self._camera is None or self._picture is None:
            return
        camera = self._camera
        if self._goal is not None:
            camera = self._zoomed(camera, *self._goal)
        self._feed.ask(self._picture, camera, self._hands.pointer(), room(self))
        if self._feed.anything_held:
            self._note_drawn()

    def _set_fit(self, fit: Fit) -> None:
        self._fit = fit
        if fit is not Fit.FREE:
            self._fit_on_open = fit
        camera = self._camera
        if camera is None or fit is Fit.FREE:
            return
        scale = geometry.bounded_scale(fitting_scale(self, camera, fit), life_size(self))
        self._look(camera.zoomed(scale, Point(camera.width / 2, camera.height / 2)))

    def _zoomed(self, camera: Camera, zoom: float, at: QPointF) -> Camera:
        ratio = self.devicePixelRatioF()
        scale = geometry.bounded_scale(zoom * life_size(self), life_size(self))
        return camera.zoomed(scale, Point(at.x() * ratio, at.y() * ratio))

    def _resize_camera(self) -> None:
        if self._camera is None or self._bars.placing:
            return
        outer, self._outer = self._outer, self.maximumViewportSize() * self.devicePixelRatioF()
        resized = self._camera.resized if outer != self._outer else self._camera.cropped
        self._look(resized(*view_size(self)))
        self._set_fit(self._fit)

    def _place_bars(self) -> None:
        self._bars.place(self._camera)
        if self._camera is not None and (self._camera.width, self._camera.height) != view_size(self):
            self._camera = self._camera.cropped(*view_size(self))
            self._bars.follow(self._camera)
            self.viewport().update()

    def _lead(self, dx: float, dy: float) -> None:
        if self._camera is not None:
            self._look(self._camera.moved(dx, dy))

    def _show_focus(self, focused: bool) -> None:
        scheme = tokens(self.palette())
        palette = self.palette()
        wanted = QColor(scheme.accent if focused else scheme.border)
        if palette.color(QPalette.ColorRole.WindowText) != wanted:
            palette.setColor(QPalette.ColorRole.WindowText, wanted)
            self.setPalette(palette)


def _same_size(one: Sheet, other: Sheet) -> bool:
    return abs(one.width - other.width) < 1 and abs(one.height - other.height) < 1
