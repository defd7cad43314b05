"""The render thread: the one place in the window's process that touches pdfium.

A view opens a ``Channel``, asks for pictures by ``TileKey`` and gets plain buffers through its callback, *called in the
render thread*. The newest request is drawn first, a request that nobody retains is dropped before it starts, and
one that is under way is stopped through pdfium's progressive calls.
"""

from __future__ import annotations

import atexit
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode
from app.drawings.pages import OpenPages, PageInfo
from app.drawings.text import PageText
from app.drawings.tiles import TileKey, frame_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

__all__ = ["Channel", "Delivery", "PageInfo", "RenderFailed", "RenderedTile", "Renderer", "TileKey"]


@dataclass(frozen=True, slots=True)
class RenderedTile:
    """``pixels``: ``height`` rows of ``stride`` bytes, each pixel blue, green, red and an unused byte, on white."""

    key: TileKey
    width: int
    height: int
    stride: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class RenderFailed:
    """A page could not be read or drawn. ``key`` is None where only its facts were asked for."""

    path: Path
    page: int
    key: TileKey | None
    failure: Failure


Delivery = RenderedTile | PageInfo | PageText | RenderFailed


@dataclass(frozen=True, slots=True)
class _PageAsk:
    path: Path
    page: int


@dataclass(frozen=True, slots=True)
class _TextAsk:
    path: Path
    page: int


_Ask = TileKey | _PageAsk | _TextAsk


class Renderer:
    """Owns the thread. ``close()`` it; at interpreter exit it closes itself before pdfium is taken down."""

    def __init__(self, *, documents: int = 4, pages: int = 8) -> None:
        self._open_pages = OpenPages(documents=documents, pages=pages)
        self._changed = threading.Condition()
        # A dict as a stack without duplicates: the newest is at the end.
        self._pending: dict[tuple[Channel, _Ask], None] = {}
        self._texts: dict[Channel, _TextAsk] = {}  # one of each view, read while nothing is to be drawn
        self._drawing: tuple[Channel, _Ask] | None = None
        self._unwanted = False  # of what is being drawn
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="planrack-render", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def channel(self, deliver: Callable[[Delivery], None]) -> Channel:
        """A view's line to the thread. ``deliver`` is called there: it hands over quickly and never raises."""
        return Channel(self, deliver)

    def close(self) -> None:
        """Drop everything asked for, stop what is being drawn, close all files and join the thread. Idempotent."""
        atexit.unregister(self.close)
        with self._changed:
            self._closed = True
            self._unwanted = True
            self._pending.clear()
            self._texts.clear()
            self._changed.notify_all()
        self._thread.join()

    def _push(self, channel: Channel, asks: Sequence[_Ask]) -> None:
        with self._changed:
            if self._closed:
                return
            for ask in reversed(asks):  # so that the first of this batch is the next one drawn
                job = (channel, ask)
                if self._drawing == job and not self._unwanted:
                    continue
                self._pending.pop(job, None)
                self._pending[job] = None
            self._changed.notify_all()

    def _push_text(self, channel: Channel, ask: _TextAsk) -> None:
        with self._changed:
            if not self._closed:
                self._texts[channel] = ask
                self._changed.notify_all()

    def _retain(self, channel: Channel, keep: Callable[[_Ask], bool]) -> None:
        with self._changed:
            for job in [job for job in self._pending if job[0] is channel and not keep(job[1])]:
                del self._pending[job]
            if channel in self._texts and not keep(self._texts[channel]):
                del self._texts[channel]
            if self._drawing is not None and self._drawing[0] is channel and not keep(self._drawing[1]):
                self._unwanted = True

    def _run(self) -> None:
        try:
            while (job := self._next()) is not None:
                channel, ask = job
                delivery = self._answer(ask)
                with self._changed:
                    self._drawing = None
                    dropped = self._unwanted
                if delivery is not None and not dropped:
                    channel._hand_over(delivery)
        finally:
            self._open_pages.close()

    def _next(self) -> tuple[Channel, _Ask] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or bool(self._pending) or bool(self._texts))
            if self._closed:
                return None
            self._drawing = self._pending.popitem()[0] if self._pending else self._texts.popitem()
            self._unwanted = False
            return self._drawing

    def _answer(self, ask: _Ask) -> Delivery | None:
        try:
            if isinstance(ask, _PageAsk):
                return self._open_pages.info(ask.path, ask.page)
            if isinstance(ask, _TextAsk):
                return self._open_pages.placed_text(ask.path, ask.page)
            return self._draw(ask)
        except Failure as failure:
            # Without its traceback: that would keep frames with pdfium handles alive in another thread.
            said = Failure(failure.code, failure.reason, failure.values, failure.technical)
        except (OSError, MemoryError) as error:
            said = Failure(FailureCode.LOCAL_IO, technical=f"{type(error).__name__} while drawing {ask.path.name}")
        return RenderFailed(ask.path, ask.page, ask if isinstance(ask, TileKey) else None, said)

    def _draw(self, key: TileKey) -> RenderedTile | None:
        info = self._open_pages.info(key.path, key.page)
        frame = frame_of(key, info.width, info.height)
        if frame is None:
            return None
        pixels = self._open_pages.draw(key.path, key.page, key.rotation, frame, lambda: not self._unwanted)
        if pixels is None:
            return None
        return RenderedTile(key, frame.width, frame.height, frame.width * 4, pixels)


class Channel:
    """What one view asks of the renderer. Used from one thread; its callback runs in the render thread."""

    def __init__(self, renderer: Renderer, deliver: Callable[[Delivery], None]) -> None:
        self._renderer = renderer
        self._deliver: Callable[[Delivery], None] | None = deliver
        self._delivering = threading.Lock()

    def ask_page(self, path: Path, page: int) -> None:
        """Ask for a ``PageInfo`` (or ``RenderFailed``) of one page, before anything asked so far."""
        self._renderer._push(self, [_PageAsk(path, page)])

    def ask_text(self, path: Path, page: int) -> None:
        """Ask for the ``PageText`` (or ``RenderFailed``) of one page in place of the one asked for before. It is read
        when nothing is to be drawn for anybody."""
        self._renderer._push_text(self, _TextAsk(path, page))

    def request(self, keys: Sequence[TileKey]) -> None:
        """Ask for pictures, the first key first, all of them before anything asked so far. Repeats cost nothing."""
        self._renderer._push(self, keys)

    def retain(self, keys: Collection[TileKey]) -> None:
        """Forget every picture asked for that is not in ``keys``, also the one being drawn."""
        self._renderer._retain(self, lambda ask: not isinstance(ask, TileKey) or ask in keys)

    def close(self) -> None:
        """Forget everything asked for. After the return the callback is not called again."""
        self._renderer._retain(self, lambda _ask: False)
        with self._delivering:
            self._deliver = None

    def _hand_over(self, delivery: Delivery) -> None:
        with self._delivering:
            if self._deliver is not None:
                self._deliver(delivery)
