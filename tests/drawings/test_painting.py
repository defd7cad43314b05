"""Painters that crash, hang or are in the way cost one picture, never the window."""

from __future__ import annotations

import queue
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.domain.failures import FailureCode, Reason
from app.drawings.render import Delivery, PageInfo, RenderedTile, Renderer, RenderFailed, TileKey
from app.sandbox.plain_sheet import plain_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: A painter of the test's own making: the name of the file says what happens to it.
SCRIPT = """
import json, sys, os, threading, queue
jobs, stopped = queue.Queue(), threading.Event()
def listen():
    for line in sys.stdin:
        said = json.loads(line)
        stopped.set() if "stop" in said else jobs.put(said)
    os._exit(0)
threading.Thread(target=listen, daemon=True).start()
def answer(job, header, body=b""):
    header |= {"n": job["n"], "bytes": len(body)}
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\\n" + body)
    sys.stdout.buffer.flush()
while True:
    job = jobs.get()
    name = os.path.basename(job["path"])
    if name == "crash.pdf":
        os._exit(11)
    if name == "hang.pdf":
        threading.Event().wait()
    if name == "slow.pdf":
        stopped.wait(0.5)
    if name == "long.pdf":
        stopped.wait()
        stopped.clear()
        answer(job, {"stopped": True})
    elif job["do"] == "info":
        answer(job, {"info": [1, 10.0, 20.0, 0]})
    else:
        answer(job, {"size": [1, 1]}, b"abcd")
"""


class Desk:
    def __init__(self, make: Callable[..., Renderer], **how: float | int) -> None:
        self.inbox: queue.Queue[Delivery] = queue.Queue()
        self.renderer = make(command=(sys.executable, "-c", SCRIPT), **how)
        self.channel = self.renderer.channel(self.inbox.put)

    def next(self) -> Delivery:
        return self.inbox.get(timeout=30)


@pytest.fixture
def make() -> Iterator[Callable[..., Renderer]]:
    made: list[Renderer] = []

    def one(**how: object) -> Renderer:
        made.append(Renderer(**how))  # type: ignore[arg-type]
        return made[-1]

    yield one
    for renderer in made:
        renderer.close()
        assert renderer.pids == frozenset()
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("planrack-")]
    assert [name for name in left if name == "planrack-render"] == []


def key(name: str, column: int = 0) -> TileKey:
    return TileKey(Path(name), 0, 0, 0, column, 0)


def test_a_page_that_kills_its_painter_is_said_to_and_the_next_one_is_drawn(make: Callable[..., Renderer]) -> None:
    desk = Desk(make, painters=1)
    desk.channel.request([key("crash.pdf"), key("plan.pdf")])
    failed, drawn = desk.next(), desk.next()
    assert isinstance(failed, RenderFailed)
    assert (failed.failure.code, failed.failure.reason) == (FailureCode.CORRUPT, Reason.DRAWING_CRASHED)
    assert isinstance(drawn, RenderedTile)
    assert (drawn.width, drawn.height, drawn.pixels) == (1, 1, b"abcd")


def test_a_page_that_never_ends_is_given_up_and_the_next_one_is_drawn(make: Callable[..., Renderer]) -> None:
    desk = Desk(make, painters=1, time_limit=0.3)
    desk.channel.ask_page(Path("hang.pdf"), 0)
    failed = desk.next()
    assert isinstance(failed, RenderFailed)
    assert failed.failure.reason is Reason.TOO_SLOW
    desk.channel.ask_page(Path("plan.pdf"), 0)
    assert desk.next() == PageInfo(Path("plan.pdf"), 0, 1, 10.0, 20.0, 0)


def test_a_hanging_page_that_nobody_wants_any_more_is_ended_without_a_word(make: Callable[..., Renderer]) -> None:
    desk = Desk(make, painters=1, time_limit=1000)
    desk.channel.request([key("hang.pdf")])
    _until(lambda: bool(desk.renderer.pids))
    desk.channel.retain(())
    desk.channel.request([key("plan.pdf")])
    assert isinstance(desk.next(), RenderedTile)
    assert desk.inbox.empty()


def test_what_is_drawn_ahead_gives_way_and_is_drawn_afterwards(make: Callable[..., Renderer]) -> None:
    desk = Desk(make, painters=1)
    desk.channel.prefetch([key("long.pdf"), key("plan.pdf", 5)])
    _until(lambda: bool(desk.renderer.pids))
    desk.channel.request([key("plan.pdf", 1), key("plan.pdf", 2)])
    got = [desk.next() for _ in range(3)]
    assert [tile.key.column for tile in got if isinstance(tile, RenderedTile)] == [1, 2, 5]


def test_what_is_drawn_ahead_is_not_begun_again_when_it_is_wanted(make: Callable[..., Renderer]) -> None:
    desk = Desk(make, painters=1)
    desk.channel.prefetch([key("slow.pdf")])
    _until(lambda: desk.renderer.pids != frozenset() and desk.renderer._lanes[0].ahead)
    desk.channel.request([key("slow.pdf")])
    desk.channel.prefetch([])
    drawn = desk.next()
    assert isinstance(drawn, RenderedTile)
    assert drawn.key.path.name == "slow.pdf"


def test_what_fails_ahead_of_time_is_not_told(make: Callable[..., Renderer]) -> None:
    desk = Desk(make, painters=1)
    desk.channel.prefetch([key("crash.pdf", 1), key("crash.pdf", 2), key("plan.pdf")])
    drawn = desk.next()
    assert isinstance(drawn, RenderedTile)
    assert drawn.key.path.name == "plan.pdf"
    assert desk.inbox.empty()


def test_another_sheet_is_drawn_ahead_by_another_painter(make: Callable[..., Renderer]) -> None:
    desk = Desk(make, painters=2)
    desk.channel.request([key("plan.pdf")])
    desk.next()
    assert len(desk.renderer.pids) == 1
    desk.channel.prefetch([key("other.pdf")])
    desk.next()
    assert len(desk.renderer.pids) == 2
    desk.channel.request([key("other.pdf", 1)])
    desk.next()
    assert len(desk.renderer.pids) == 2


def endless_sheet(depth: int = 12, width: int = 12) -> bytes:
    """A page that draws a form ten times, which draws a form ten times, and so on: more than anybody can wait for."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
    ]
    calls = b"/F Do " * width
    objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(calls), calls))
    for level in range(depth):
        body = calls if level < depth - 1 else b"0 0 50 50 re f"
        inner = b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + level) if level < depth - 1 else b""
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 100 100]%s/Length %d>>" % (inner, len(body))
        objects.append(head + b"stream\n" + body + b"\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table)


def test_a_real_page_without_end_is_given_up_and_a_good_sheet_is_drawn(
    make: Callable[..., Renderer], tmp_path: Path
) -> None:
    bad, good = tmp_path / "endless.pdf", tmp_path / "good.pdf"
    bad.write_bytes(endless_sheet())
    good.write_bytes(plain_sheet(("A-101", "Floor plan")))
    inbox: queue.Queue[Delivery] = queue.Queue()
    renderer = make(time_limit=3.0)
    channel = renderer.channel(inbox.put)
    channel.request([TileKey(bad, 0, 0, 0, box=(300, 300))])
    failed = inbox.get(timeout=50)
    assert isinstance(failed, RenderFailed)
    assert failed.failure.reason in (Reason.TOO_SLOW, Reason.DRAWING_CRASHED)
    channel.request([TileKey(good, 0, 0, 0, box=(300, 300))])
    assert isinstance(inbox.get(timeout=50), RenderedTile)


def test_an_absent_program_is_a_failure_of_this_machine(make: Callable[..., Renderer]) -> None:
    inbox: queue.Queue[Delivery] = queue.Queue()
    renderer = make(command=("/no/such/program",))
    renderer.channel(inbox.put).ask_page(Path("plan.pdf"), 0)
    failed = inbox.get(timeout=30)
    assert isinstance(failed, RenderFailed)
    assert failed.failure.code is FailureCode.LOCAL_IO


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(3000):
        if holds():
            return
        threading.Event().wait(0.01)
    raise AssertionError("never")
