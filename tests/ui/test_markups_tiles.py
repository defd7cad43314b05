"""Marks that are painted from pictures look as if each had been painted by itself, whatever changes meanwhile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from app.domain.markups import MarkupKind, Style
from app.ui.markups.board import Board
from app.ui.markups.mark_tiles import SIDE, MarkTiles, transform
from app.ui.markups.painting import MarkPainter
from app.ui.viewer.geometry import Camera, Sheet
from tests.ui.markup_world import mark

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.domain.markups import Markup

_SIZE = 2 * SIDE + 40
_CAMERA = Camera(Sheet(900, 700), _SIZE, _SIZE, scale=1.5, x=100.5, y=40)
#: Rounding, once for each picture.
_NEAR = 4


@pytest.fixture
def board(qtbot: QtBot) -> Board:
    del qtbot
    shown = Board()
    shown.show(1, 0, _marks())
    return shown


def _marks() -> list[Markup]:
    """Marks of both kinds that lie over each other, across squares, half opaque, turned, with and without a filling."""
    red, see_through = Style("#c00000", 6.0), Style("#0000c0", 4.0, fill="#ffe060", opacity=0.6)
    return [
        mark(MarkupKind.LINE, (80, 60), (400, 300), id="a", style=red),
        mark(MarkupKind.HIGHLIGHTER, (90, 100), (380, 110), (90, 280), id="b", style=Style("#ffee00", 24.0)),
        mark(MarkupKind.TEXT, (120, 90), (300, 130), id="c", text="see 4", style=Style("#006000", fill="#ffffff")),
        mark(MarkupKind.AREA, (100, 60), (360, 90), (340, 280), (120, 250), id="d", style=see_through),
        mark(MarkupKind.HIGHLIGHTER, (110, 140), (390, 130), id="e", style=Style("#ffee00", 24.0, opacity=0.5)),
        mark(MarkupKind.COUNT, (200, 200), (240, 220), (300, 120), id="f", style=see_through),
        mark(MarkupKind.ARROW, (390, 60), (130, 300), id="g", style=red),
    ]


def _value(markup: Markup) -> str:
    return "12.5 m²" if markup.kind is MarkupKind.AREA else ""


def _page() -> QImage:
    image = QImage(_SIZE, _SIZE, QImage.Format.Format_RGB32)
    image.fill("#e0f0d0")
    return image


def _one_by_one(markups: list[Markup], camera: Camera) -> QImage:
    image = _page()
    painter, one_by_one = QPainter(image), MarkPainter()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(transform(camera))
    for one in markups:
        one_by_one.paint(painter, one, turns=camera.rotation)
        if _value(one):
            one_by_one.paint_value(painter, one, _value(one), turns=camera.rotation)
    painter.end()
    return image


def _from_pictures(tiles: MarkTiles, camera: Camera) -> QImage:
    image = _page()
    painter = QPainter(image)
    tiles.paint(painter, camera, QRectF(0, 0, _SIZE, _SIZE))
    painter.end()
    return image


def _unlike(one: QImage, other: QImage) -> int:
    """The largest difference of any pixel's red, green or blue."""
    pixels = (bytes(image.constBits()) for image in (one, other))
    return max(map(abs, map(int.__sub__, *pixels)))


@pytest.mark.parametrize("turns", [0, 1])
def test_pictures_look_as_marks_painted_one_by_one(board: Board, turns: int) -> None:
    camera = replace(_CAMERA, rotation=turns)
    assert _unlike(_page(), _one_by_one(board.all(), camera)) > 100
    assert _unlike(_from_pictures(MarkTiles(board, _value), camera), _one_by_one(board.all(), camera)) <= _NEAR


def test_after_a_move_every_pixel_is_where_it_would_have_been_painted(board: Board) -> None:
    tiles = MarkTiles(board, _value)
    _from_pictures(tiles, _CAMERA)
    moved = replace(_CAMERA, x=_CAMERA.x + 37, y=_CAMERA.y - 12)
    assert _unlike(_from_pictures(tiles, moved), _one_by_one(board.all(), moved)) <= _NEAR


def test_what_is_painted_follows_every_change_of_the_board(board: Board) -> None:
    tiles = MarkTiles(board, _value)
    _from_pictures(tiles, _CAMERA)
    board.drop(["c"])
    board.put([mark(MarkupKind.LINE, (80, 300), (400, 200), id="a", layer="Steel", style=Style("#00a000", 9.0))])
    assert _unlike(_from_pictures(tiles, _CAMERA), _one_by_one(board.all(), _CAMERA)) <= _NEAR
    board.hide(["Steel"])
    assert _unlike(_from_pictures(tiles, _CAMERA), _one_by_one(board.here(), _CAMERA)) <= _NEAR
    area = board.get("d")
    assert area is not None
    board.draft([area])  # what is being changed is painted by itself
    others = [one for one in board.here() if one is not area]
    assert _unlike(_from_pictures(tiles, _CAMERA), _one_by_one(others, _CAMERA)) <= _NEAR
    board.draft()
    assert _unlike(_from_pictures(tiles, _CAMERA), _one_by_one(board.here(), _CAMERA)) <= _NEAR


def test_measurements_that_say_something_else_are_painted_anew_when_told_so(board: Board) -> None:
    said = ["1 m²"]
    tiles = MarkTiles(board, lambda one: said[0] if one.kind is MarkupKind.AREA else "")
    before = _from_pictures(tiles, _CAMERA)
    said[0] = "20,000 m²"
    tiles.renew()
    assert _unlike(before, _from_pictures(tiles, _CAMERA)) > 100


def test_marks_are_not_painted_again_while_only_the_sheet_moves(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[str] = []
    paint = MarkPainter.paint

    def noted(self: MarkPainter, painter: QPainter, markup: Markup, *, turns: int = 0) -> None:
        painted.append(markup.id)
        paint(self, painter, markup, turns=turns)

    monkeypatch.setattr(MarkPainter, "paint", noted)
    tiles = MarkTiles(board, _value)
    _from_pictures(tiles, _CAMERA)
    assert set(painted) == {one.id for one in board.all()}
    painted.clear()
    for step in range(5):
        _from_pictures(tiles, replace(_CAMERA, x=_CAMERA.x + step))
    assert painted == []
