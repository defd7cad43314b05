"""Sheets come out of the render thread right, in the right order, and nothing is left behind."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING

import pytest

from app.domain.failures import FailureCode, Reason
from app.drawings.pages import OpenPages
from app.drawings.render import Delivery, PageInfo, RenderedTile, Renderer, RenderFailed, TileKey
from app.drawings.tiles import TILE, frame_of, page_pixels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WHITE = b"\xff\xff\xff"


class Desk:
    """A renderer with one channel whose deliveries are collected."""

    def __init__(self) -> None:
        self.renderer = Renderer()
        self.inbox: queue.Queue[Delivery] = queue.Queue()
        self.channel = self.renderer.channel(self.inbox.put)

    def tile(self, key: TileKey) -> RenderedTile:
        self.channel.request([key])
        delivery = self.inbox.get(timeout=30)
        assert isinstance(delivery, RenderedTile), delivery
        return delivery

    def info(self, path: Path, page: int = 0) -> PageInfo:
        self.channel.ask_page(path, page)
        delivery = self.inbox.get(timeout=30)
        assert isinstance(delivery, PageInfo), delivery
        return delivery


@pytest.fixture
def desk() -> Iterator[Desk]:
    one = Desk()
    yield one
    one.renderer.close()


def whole(path: Path, *, page: int = 0, rotation: int = 0, level: int = -3) -> TileKey:
    return TileKey(path, page, rotation, level)


def rgb(tile: RenderedTile) -> list[bytes]:
    return [tile.pixels[at : at + 3] for at in range(0, len(tile.pixels), 4)]


def ink(tile: RenderedTile) -> int:
    return sum(pixel != WHITE for pixel in rgb(tile))


@pytest.mark.parametrize(
    "name", ["od-lakehouse-A-101-2015-01-29.pdf", "od-lakehouse-scan-question-4.pdf", "surround360-drawings.pdf"]
)
def test_real_sheets_are_not_blank(desk: Desk, sheets_folder: Path, name: str) -> None:
    tile = desk.tile(whole(sheets_folder / name))
    assert tile.stride == tile.width * 4
    assert len(tile.pixels) == tile.stride * tile.height
    assert ink(tile) > tile.width * tile.height // 200


def test_page_info_is_as_displayed(desk: Desk, sheets_folder: Path) -> None:
    info = desk.info(sheets_folder / "od-lakehouse-set-2015-09-10.pdf", 3)
    assert (info.count, info.page, info.rotation) == (15, 3, 1)
    assert (round(info.width), round(info.height)) == (3024, 2160)


def test_turned_page_is_the_same_page_turned(desk: Desk, sheets_folder: Path) -> None:
    path = sheets_folder / "tiny-sample-plan.pdf"
    upright = desk.tile(whole(path, level=-2))
    half_turn = desk.tile(whole(path, level=-2, rotation=2))
    assert (half_turn.width, half_turn.height) == (upright.width, upright.height)
    turned_back = rgb(half_turn)[::-1]
    differing = sum(one != other for one, other in zip(rgb(upright), turned_back, strict=True))
    assert differing < len(turned_back) // 50
    quarter = desk.tile(whole(path, level=-2, rotation=1))
    assert (quarter.width, quarter.height) == (upright.height, upright.width)


def test_tile_is_the_crop_of_the_whole_page(desk: Desk, sheets_folder: Path) -> None:
    path = sheets_folder / "od-lakehouse-A-101-2015-01-29.pdf"
    page = desk.tile(whole(path, level=0))
    tile = desk.tile(TileKey(path, 0, 0, 0, 1, 1))
    assert (tile.width, tile.height) == (TILE, page.height - TILE)
    crop = b"".join(
        page.pixels[y * page.stride + TILE * 4 : y * page.stride + TILE * 8] for y in range(TILE, page.height)
    )
    # Antialiasing at the cut may differ by a shade; lines must not move.
    far_off = sum(abs(one - other) > 48 for one, other in zip(tile.pixels, crop, strict=True))
    assert far_off < len(crop) // 500


def test_edge_tiles_are_cut_at_the_page_and_tiles_outside_give_nothing(desk: Desk, sheets_folder: Path) -> None:
    path = sheets_folder / "tiny-sample-plan.pdf"
    info = desk.info(path)
    across, down = page_pixels(info.width, info.height, 0, 1)
    column, row = (across - 1) // TILE, (down - 1) // TILE
    desk.channel.request([TileKey(path, 0, 0, 1, column + 1, row), TileKey(path, 0, 0, 1, column, row)])
    corner = desk.inbox.get(timeout=30)
    assert isinstance(corner, RenderedTile)
    assert (corner.width, corner.height) == (across - column * TILE, down - row * TILE)
    assert desk.inbox.empty()


def test_annotations_and_form_fields_are_drawn(desk: Desk, sheets_folder: Path) -> None:
    plain = desk.tile(whole(sheets_folder / "od-facility-A001-2019-07-30-r1.pdf"))
    marked = desk.tile(whole(sheets_folder / "od-facility-A001-2019-08-10-markup.pdf"))
    assert rgb(plain) != rgb(marked)


def test_newest_request_is_drawn_first(sheets_folder: Path) -> None:
    gate = Gate()
    path = sheets_folder / "tiny-sample-plan.pdf"
    gate.channel.request([whole(path, level=-5)])
    gate.arrived.wait(30)
    gate.channel.request([whole(path, level=-3), whole(path, level=-2)])
    gate.channel.request([whole(path, level=-1)])
    gate.channel.request([whole(path, level=-2)])  # asked again: moves up, is drawn once
    gate.open.set()
    assert gate.levels(4) == [-5, -2, -1, -3]
    gate.renderer.close()


def test_what_nobody_retains_is_dropped_before_it_starts(sheets_folder: Path) -> None:
    gate = Gate()
    path = sheets_folder / "tiny-sample-plan.pdf"
    gate.channel.request([whole(path, level=-5)])
    gate.arrived.wait(30)
    keys = [whole(path, level=level) for level in (-4, -3, -2)]
    gate.channel.request(keys)
    gate.channel.retain({keys[1]})
    gate.open.set()
    assert gate.levels(2) == [-5, -3]
    gate.renderer.close()
    assert gate.inbox.empty()


def test_unwanted_drawing_stops_where_it_is(sheets_folder: Path) -> None:
    heavy = sheets_folder / "od-oakfire-A010-2019-07-11.pdf"
    pages = OpenPages()
    info = pages.info(heavy, 0)
    frame = frame_of(whole(heavy), info.width, info.height)
    assert frame is not None
    asked = 0

    def wanted() -> bool:
        nonlocal asked
        asked += 1
        return asked < 5

    assert pages.draw(heavy, 0, 0, frame, wanted) is None
    assert asked < 10  # a whole drawing asks more than a thousand times
    assert pages.draw(heavy, 0, 0, frame, lambda: True) is not None  # the page is none the worse
    pages.close()


def test_dropped_drawing_is_never_delivered(desk: Desk, sheets_folder: Path) -> None:
    heavy = sheets_folder / "od-oakfire-A010-2019-07-11.pdf"
    desk.info(heavy)
    desk.channel.request([whole(heavy, level=1)])
    desk.channel.retain(set())
    light = desk.tile(whole(sheets_folder / "tiny-sample-plan.pdf"))
    assert light.key.path.name == "tiny-sample-plan.pdf"
    assert desk.inbox.empty()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("bad/not-a-pdf.pdf", Reason.NOT_A_PDF),
        ("bad/truncated.pdf", Reason.TRUNCATED),
        ("bad/password-required.pdf", Reason.PASSWORD),
        ("bad/page-fails.pdf", Reason.UNREADABLE_PAGE),
        ("bad/not-there.pdf", Reason.MISSING_FILE),
    ],
)
def test_broken_file_says_why(desk: Desk, sheets_folder: Path, name: str, reason: Reason) -> None:
    key = whole(sheets_folder / name)
    desk.channel.request([key])
    failed = desk.inbox.get(timeout=30)
    assert isinstance(failed, RenderFailed)
    assert (failed.key, failed.failure.code, failed.failure.reason) == (key, FailureCode.CORRUPT, reason)
    desk.tile(whole(sheets_folder / "tiny-sample-plan.pdf"))  # the painter goes on


def test_page_beyond_the_end_is_unreadable(desk: Desk, sheets_folder: Path) -> None:
    desk.channel.ask_page(sheets_folder / "tiny-sample-plan.pdf", 7)
    failed = desk.inbox.get(timeout=30)
    assert isinstance(failed, RenderFailed)
    assert failed.key is None
    assert failed.failure.reason is Reason.UNREADABLE_PAGE


def test_more_files_than_stay_open_are_all_drawn(sheets_folder: Path) -> None:
    inbox: queue.Queue[Delivery] = queue.Queue()
    renderer = Renderer(painters=1)
    channel = renderer.channel(inbox.put)
    keys = [whole(path, level=-8) for path in sorted(sheets_folder.glob("od-lakehouse-A-*.pdf"))]
    keys += [whole(sheets_folder / "surround360-drawings.pdf", page=page, level=-8) for page in range(10)]
    channel.request(keys + keys[:1])
    got = [inbox.get(timeout=30) for _ in keys]
    assert {tile.key for tile in got if isinstance(tile, RenderedTile)} == set(keys)
    renderer.close()


def test_closed_channel_hears_nothing_and_closed_renderer_leaves_no_thread(sheets_folder: Path) -> None:
    inbox: queue.Queue[Delivery] = queue.Queue()
    renderer = Renderer()
    channel = renderer.channel(inbox.put)
    channel.request([whole(sheets_folder / "od-oakfire-A010-2019-07-11.pdf", level=0)])
    channel.close()
    renderer.close()
    renderer.close()
    channel.request([whole(sheets_folder / "tiny-sample-plan.pdf")])
    assert inbox.empty()
    assert not [thread for thread in threading.enumerate() if thread.name == "planrack-render"]


class Gate:
    """A renderer whose first delivery blocks its thread until ``open``: what is asked meanwhile must queue."""

    def __init__(self) -> None:
        self.arrived = threading.Event()
        self.open = threading.Event()
        self.inbox: queue.Queue[Delivery] = queue.Queue()
        self.renderer = Renderer()
        self.channel = self.renderer.channel(self._take)

    def levels(self, count: int) -> list[int]:
        taken = [self.inbox.get(timeout=30) for _ in range(count)]
        return [tile.key.level for tile in taken if isinstance(tile, RenderedTile)]

    def _take(self, delivery: Delivery) -> None:
        self.inbox.put(delivery)
        self.arrived.set()
        self.open.wait(30)
