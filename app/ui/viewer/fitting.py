"""How large a page may be in a canvas: the room it has, the scale at which it fits, the scale of its printed size."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QStyle

from app.ui.viewer import geometry

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea

    from app.ui.viewer.geometry import Camera

_MARGIN = 6  # around a fitted page, logical pixels


class Fit(StrEnum):
    """How the page follows the window's size, until somebody zooms."""

    PAGE = "page"
    WIDTH = "width"
    FREE = "free"


class View(NamedTuple):
    """How a page was looked at. Of a fitted page only the turn counts: it is fitted anew."""

    fit: Fit
    camera: Camera


def view_size(area: QAbstractScrollArea) -> tuple[int, int]:
    """Device pixels of the viewport."""
    ratio, size = area.devicePixelRatioF(), area.viewport().size()
    return max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio))


def room(area: QAbstractScrollArea) -> tuple[int, int]:
    """The device pixels that a fitted page may take."""
    ratio = area.devicePixelRatioF()
    size, margin = area.maximumViewportSize() * ratio, 2 * round(_MARGIN * ratio)
    return max(1, size.width() - margin), max(1, size.height() - margin)


def life_size(area: QAbstractScrollArea) -> float:
    """Device pixels per point at which a sheet has its printed size, as far as the screen tells its resolution."""
    return area.logicalDpiX() / geometry.POINTS_PER_INCH * area.devicePixelRatioF()


def fitting_scale(area: QAbstractScrollArea, camera: Camera, fit: Fit) -> float:
    """From the size without scroll bars, so that a bar that comes and goes cannot make the page flicker."""
    if fit is not Fit.WIDTH:
        return geometry.fit_scale(camera.sheet, camera.rotation, *room(area))
    ratio = area.devicePixelRatioF()
    most = area.maximumViewportSize() * ratio
    scale = geometry.width_scale(camera.sheet, camera.rotation, most.width())
    if camera.canvas[1] / camera.scale * scale <= most.height():
        return scale
    bar = round(area.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, area) * ratio)
    return geometry.width_scale(camera.sheet, camera.rotation, most.width() - bar)
