"""Pictures of sheets for the window, made by painter processes: no PDF can take the window down or hold it up.

A view opens a ``Channel``, asks for pictures by ``TileKey`` and gets plain buffers through its callback, *called in a
render thread*. The newest request is drawn first, a request that nobody retains is dropped before it starts, and
one that is under way is stopped. What is only likely to be wanted is drawn while nothing else is.
"""

from __future__ import annotations

import atexit
import threading
from collections import OrderedDict
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from app.domain.failures import Failure
from app.drawings.painting import TIME_LIMIT, Painting
from app.drawings.text import PageText, text_from_wire
from app.drawings.tiles import PageInfo, TileKey

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Reversible, Sequence
    from pathlib import Path

__all__ = ["Channel", "Delivery", "PageInfo", "RenderFailed", "RenderedTile", "Renderer", "TileKey"]


@dataclass(frozen=True, slots=True)
class RenderedTile:
    """``pixels``: ``height`` rows of ``stride`` bytes, each pixel blue, green, red and an unused byte, on white; or
    one byte, where two pages were drawn together."""

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
_Job = tuple["Channel", _Ask]
#: Pages of which it is remembered which painter read them.
_HOMES = 64


class _Lane:
    """One painter and what it does now. ``ahead``: nobody waits for it."""

    def __init__(self, painting: Painting) -> None:
        self.painting = painting
        self.job: _Job | None = None
        self.unwanted = False
        self.ahead = False


class Renderer:
    """Owns the painters. ``close()`` it; at interpreter exit it closes itself.

    A page belongs to the painter that read it first, so that it is read once; what is drawn ahead of time goes to
    another than the one in use, which never has to finish it first.
    """

    def __init__(
        self, *, painters: int = 2, time_limit: float = TIME_LIMIT, command: Sequence[str] | None = None
    ) -> None:
        self._changed = threading.Condition()
        # A dict as a stack without duplicates: the newest is at the end.
        self._pending: dict[_Job, None] = {}
        self._texts: dict[Channel, _TextAsk] = {}  # one of each view, read while nothing is to be drawn
        self._ahead: dict[_Job, None] = {}  # a queue: the most likely first
        self._homes: OrderedDict[tuple[Path, int], int] = OrderedDict()
        self._bad: set[tuple[Path, int]] = set()  # pages not to be drawn ahead again
        self._front = 0  # the lane in use
        self._closed = False
        self._lanes = [_Lane(Painting(time_limit=time_limit, command=command)) for _ in range(painters)]
        self._threads = [
            threading.Thread(target=self._run, args=(lane,), name="planrack-render", daemon=True)
            for lane in range(painters)
        ]
        for thread in self._threads:
            thread.start()
        atexit.register(self.close)

    @property
    def pids(self) -> frozenset[int]:
        """The painters that are alive."""
        return frozenset(pid for lane in self._lanes if (pid := lane.painting.pid) is not None)

    def channel(self, deliver: Callable[[Delivery], None]) -> Channel:
        """A view's line to the painters. ``deliver`` is called in their threads, one call at a time: it hands over
        quickly and never raises."""
        return Channel(self, deliver)

    def close(self) -> None:
        """Drop everything asked for, stop what is being drawn, end the painters and join the threads. Idempotent."""
        atexit.unregister(self.close)
        with self._changed:
            self._closed = True
            self._pending.clear()
            self._texts.clear()
            self._ahead.clear()
            for lane in self._lanes:
                lane.unwanted = True
            self._changed.notify_all()
        for lane in self._lanes:
            lane.painting.close()
        for thread in self._threads:
            thread.join()

    def _push(self, channel: Channel, asks: Sequence[_Ask]) -> None:
        with self._changed:
            if self._closed:
                return
            for ask in reversed(asks):  # so that the first of this batch is the next one drawn
                job = (channel, ask)
                self._ahead.pop(job, None)
                drawing = next((lane for lane in self._lanes if lane.job == job and not lane.unwanted), None)
                if drawing is not None:
                    drawing.ahead = False  # whoever drew it for later draws it for now
                    continue
                self._pending.pop(job, None)
                self._pending[job] = None
            for lane in [lane for lane in self._lanes if asks and lane.ahead and not lane.unwanted]:
                self._stop(lane)
                if lane.job is not None:
                    self._ahead.setdefault(lane.job)  # once there is time again
            self._changed.notify_all()

    def _push_text(self, channel: Channel, ask: _TextAsk) -> None:
        with self._changed:
            if not self._closed:
                self._texts[channel] = ask
                self._changed.notify_all()

    def _look_ahead(self, channel: Channel, keys: Sequence[TileKey]) -> None:
        with self._changed:
            if self._closed:
                return
            for job in [job for job in self._ahead if job[0] is channel]:
                del self._ahead[job]
            for key in keys:
                if (key.path, key.page) not in self._bad:
                    self._ahead[(channel, key)] = None
            self._stop_unless(channel, lambda ask: ask in keys, ahead=True)
            self._changed.notify_all()

    def _retain(self, channel: Channel, keep: Callable[[_Ask], bool]) -> None:
        with self._changed:
            for job in [job for job in self._pending if job[0] is channel and not keep(job[1])]:
                del self._pending[job]
            if channel in self._texts and not keep(self._texts[channel]):
                del self._texts[channel]
            self._stop_unless(channel, keep, ahead=False)

    def _stop_unless(self, channel: Channel, keep: Callable[[_Ask], bool], *, ahead: bool) -> None:
        """Stop what is being drawn for a channel and not to be kept."""
        for lane in self._lanes:
            drawing = lane.job if lane.ahead is ahead and not lane.unwanted else None
            if drawing is not None and drawing[0] is channel and not keep(drawing[1]):
                self._stop(lane)

    def _stop(self, lane: _Lane) -> None:
        """Under the lock: else the lane might have gone on to the next job, and that one would be stopped."""
        lane.unwanted = True
        lane.painting.stop()

    # ---- in the threads of the lanes -----------------------------------------------------------------------------

    def _run(self, number: int) -> None:
        lane = self._lanes[number]
        while (job := self._next(number)) is not None:
            channel, ask = job
            delivery = self._answer(lane, ask)
            with self._changed:
                dropped, ahead = lane.unwanted, lane.ahead
                lane.job, lane.ahead = None, False
                if isinstance(delivery, RenderFailed):
                    bad = (ask.path, ask.page)
                    self._bad.add(bad)
                    for other in [one for one in self._ahead if (one[1].path, one[1].page) == bad]:
                        del self._ahead[other]
                self._changed.notify_all()
            if delivery is not None and not dropped and not (ahead and isinstance(delivery, RenderFailed)):
                channel._hand_over(delivery)

    def _next(self, number: int) -> _Job | None:
        lane = self._lanes[number]
        with self._changed:
            while True:
                if self._closed:
                    return None
                lane.ahead = False
                if (job := self._newest_of(self._pending, number)) is not None:
                    del self._pending[job]
                    self._front = number
                elif not self._pending and (job := self._newest_of(tuple(self._texts.items()), number)) is not None:
                    del self._texts[job[0]]
                elif (job := self._ahead_of(number)) is not None:
                    del self._ahead[job]
                    lane.ahead = True
                else:
                    self._changed.wait()
                    continue
                self._keep_home(job[1], number)
                lane.job, lane.unwanted = job, False
                return job

    def _newest_of(self, jobs: Reversible[_Job], number: int) -> _Job | None:
        """The last that is this lane's, or nobody's while the lanes before are busy."""
        free = all(lane.job is not None for lane in self._lanes[:number])
        for job in reversed(jobs):
            home = self._homes.get((job[1].path, job[1].page))
            if home == number or (home is None and free):
                return job
        return None

    def _ahead_of(self, number: int) -> _Job | None:
        """Only while nobody waits for anything, and best in a lane that is not in use."""
        if self._pending or self._texts or any(lane.job is not None and not lane.ahead for lane in self._lanes):
            return None
        spare = number != self._front or len(self._lanes) == 1
        for job in self._ahead:
            home = self._homes.get((job[1].path, job[1].page))
            if home == number or (home is None and spare):
                return job
        return None

    def _keep_home(self, ask: _Ask, number: int) -> None:
        self._homes[(ask.path, ask.page)] = number
        self._homes.move_to_end((ask.path, ask.page))
        if len(self._homes) > _HOMES:
            self._homes.popitem(last=False)

    def _answer(self, lane: _Lane, ask: _Ask) -> Delivery | None:
        job: dict[str, object] = {"path": str(ask.path), "page": ask.page}
        try:
            if isinstance(ask, _PageAsk):
                answer = lane.painting.ask({**job, "do": "info"}, lambda: not lane.unwanted)
                return PageInfo(ask.path, ask.page, *answer.header["info"]) if answer else None
            if isinstance(ask, _TextAsk):
                answer = lane.painting.ask({**job, "do": "text"}, lambda: not lane.unwanted)
                return text_from_wire(ask.path, ask.page, answer.header["text"], answer.body) if answer else None
            job |= {"do": "draw", "place": (ask.rotation, ask.level, ask.column, ask.row), "box": ask.box}
            if ask.below is not None:
                job["below"] = (str(ask.below.path), ask.below.page, astuple(ask.below.alignment))
            answer = lane.painting.ask(job, lambda: not lane.unwanted)
            if answer is None:
                return None
            width, height = answer.header["size"]
            return RenderedTile(ask, width, height, width * (4 if ask.below is None else 1), answer.body)
        except Failure as failure:
            return RenderFailed(ask.path, ask.page, ask if isinstance(ask, TileKey) else None, failure)


class Channel:
    """What one view asks of the renderer. Used from one thread; its callback runs in the render threads."""

    def __init__(self, renderer: Renderer, deliver: Callable[[Delivery], None]) -> None:
        self._renderer = renderer
        self._deliver: Callable[[Delivery], None] | None = deliver
        self._delivering = threading.Lock()

    def ask_page(self, path: Path, page: int) -> None:
        """Ask for a ``PageInfo`` (or ``RenderFailed``) of one page, before anything asked so far."""
        self._renderer._push(self, [_PageAsk(path, page)])

    def ask_text(self, path: Path, page: int) -> None:
        """Ask for the ``PageText`` (or ``RenderFailed``) of one page in place of the one asked for before. It is begun
        when nothing waits to be drawn for anybody; a painter with nothing to do reads it beside one that draws."""
        self._renderer._push_text(self, _TextAsk(path, page))

    def request(self, keys: Sequence[TileKey]) -> None:
        """Ask for pictures, the first key first, all of them before anything asked so far. Repeats cost nothing."""
        self._renderer._push(self, keys)

    def prefetch(self, keys: Sequence[TileKey]) -> None:
        """What may be wanted next, the likeliest first, in place of what this view said before. It is drawn while
        nobody waits for anything; what fails is not told."""
        self._renderer._look_ahead(self, keys)

    def retain(self, keys: Collection[TileKey]) -> None:
        """Forget every picture asked for that is not in ``keys``, also the one being drawn."""
        self._renderer._retain(self, lambda ask: not isinstance(ask, TileKey) or ask in keys)

    def close(self) -> None:
        """Forget everything asked for. After the return the callback is not called again."""
        self._renderer._retain(self, lambda _ask: False)
        self._renderer._look_ahead(self, ())
        with self._delivering:
            self._deliver = None

    def _hand_over(self, delivery: Delivery) -> None:
        with self._delivering:
            if self._deliver is not None:
                self._deliver(delivery)
