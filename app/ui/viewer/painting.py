"""What a canvas paints besides the page itself: the layers over it, the stamp, the small picture that stands in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from app.ui.viewer import geometry
from app.ui.viewer.fitting import Fit, fitting_scale, view_size
from app.ui.viewer.geometry import Camera, Sheet
from app.ui.viewer.picture import paint_whole
from app.ui.viewer.stamp import paint_stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage, QPaintEvent
    from PySide6.QtWidgets import QAbstractScrollArea

    from app.ui.viewer.fitting import View
    from app.ui.viewer.layers import Layer

_MOST_AREAS = 4


def paint_layers(painter: QPainter, layers: Sequence[Layer], camera: Camera, event: QPaintEvent, ratio: float) -> None:
    """What of the layers is to be painted anew; the painter works in device pixels."""
    for layer in layers:
        for area in _areas(event, ratio):
            painter.save()
            painter.setClipRect(area)
            layer.paint(painter, camera, area)
            painter.restore()


def paint_stamp_over(painter: QPainter, canvas: QAbstractScrollArea, camera: Camera, stamp: str) -> None:
    """The stamp across what is seen of the page; the painter works in logical pixels. Nothing where it is empty."""
    if not stamp:
        return
    ratio = canvas.devicePixelRatioF()
    box = geometry.page_box(camera)
    page = QRectF(box.left / ratio, box.top / ratio, box.width / ratio, box.height / ratio)
    painter.setClipping(False)
    paint_stamp(painter, page.intersected(QRectF(canvas.viewport().rect())), stamp)


def paint_preview(painter: QPainter, canvas: QAbstractScrollArea, camera: Camera, preview: QImage) -> None:
    """The small picture of a page where the camera sees the page; the painter works in logical pixels."""
    ratio = canvas.devicePixelRatioF()
    painter.scale(1 / ratio, 1 / ratio)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    box = geometry.page_box(camera)
    paint_whole(painter, camera, QRectF(box.left, box.top, box.width, box.height), preview)
    painter.scale(ratio, ratio)


def preview_camera(canvas: QAbstractScrollArea, preview: QImage, kept: View | None, usual: Fit) -> Camera:
    """Where the page will lie, as far as that is known before its size is."""
    width, height = view_size(canvas)
    camera = kept.camera if kept is not None and kept.fit is Fit.FREE else None
    if camera is None or (camera.sheet.width > camera.sheet.height) != (preview.width() > preview.height()):
        sheet = Sheet(preview.width(), preview.height())
        fit = usual if usual is not Fit.FREE else Fit.PAGE
        camera = Camera(sheet, width, height, rotation=kept.camera.rotation if kept is not None else 0)
        camera = replace(camera, scale=fitting_scale(canvas, camera, fit))
    return geometry.settled(replace(camera, width=width, height=height))


def _areas(event: QPaintEvent, ratio: float) -> list[QRectF]:
    """What is to be painted, in device pixels: after a pan two strips, whose common box would be the whole view."""
    rects: list[QRect] = list(event.region())  # type: ignore[call-overload]
    if len(rects) > _MOST_AREAS:
        rects = [event.rect()]
    return [QRectF(one.x() * ratio, one.y() * ratio, one.width() * ratio, one.height() * ratio) for one in rects]
