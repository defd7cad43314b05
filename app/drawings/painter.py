"""The painter: a process that draws pages for the window, where a PDF that crashes, hangs or eats memory costs itself.

One JSON object per line on stdin, ``{"n", "do": "info" | "text" | "draw", "path", "page", …}``, one at a time; one
header line per job on stdout, ``{"n", "bytes", …}``, followed by that many bytes: pixels, or places of characters.
``{"stop": n}`` says that nobody wants job n any more: it is answered early, with ``{"n", "stopped": true}``.
Started by ``painting``.
"""

from __future__ import annotations

import json
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.plane import Similarity, quarter_turns
from app.drawings.compare_tiles import paired
from app.drawings.failure_wire import failure_as_json
from app.drawings.pages import OpenPages
from app.drawings.text import text_to_wire
from app.drawings.tiles import TileKey, frame_of, upright

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from app.drawings.tiles import Frame, PageInfo

#: What stays open, of each painter: a heavy page takes some 100 MB once it is read.
_DOCUMENTS, _PAGES = 3, 6


class Painter:
    """``hear`` is called in the thread that reads stdin, ``serve`` in the one that owns pdfium."""

    def __init__(self, answers: BinaryIO) -> None:
        self._answers = answers
        self._jobs: SimpleQueue[dict[str, Any]] = SimpleQueue()
        self._pages = OpenPages(documents=_DOCUMENTS, pages=_PAGES)
        self._stopped = 0  # up to this job

    def hear(self, line: bytes) -> None:
        said = json.loads(line)
        if "stop" in said:
            self._stopped = int(said["stop"])
        else:
            self._jobs.put(said)

    def serve(self) -> None:
        while True:
            job = self._jobs.get()
            header, body = self._answer(job)
            header |= {"n": job["n"], "bytes": len(body)}
            self._answers.write(json.dumps(header).encode("ascii") + b"\n")
            self._answers.write(body)
            self._answers.flush()

    def _answer(self, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        try:
            return self._do(job)
        except Failure as failure:
            return {"failure": failure_as_json(failure)}, b""
        except OSError as error:
            failed = Failure(FailureCode.LOCAL_IO, technical=f"{type(error).__name__} while drawing")
            return {"failure": failure_as_json(failed)}, b""
        except MemoryError:
            return {"failure": failure_as_json(Failure(FailureCode.CORRUPT, Reason.DRAWING_CRASHED))}, b""

    def _do(self, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        path, page = Path(job["path"]), int(job["page"])
        info = self._pages.info(path, page)
        match job["do"]:
            case "info":
                return {"info": [info.count, info.width, info.height, info.rotation]}, b""
            case "text":
                return text_to_wire(self._pages.placed_text(path, page))
            case "draw":
                number = job["n"]
                box = job["box"]
                rotation, level, column, row = job["place"]
                size = None if box is None else (int(box[0]), int(box[1]))
                key = TileKey(path, page, rotation, level, column, row, size)
                frame = frame_of(key, info.width, info.height)
                if frame is None:
                    return {"stopped": True}, b""
                pixels = self._draw(key, info, frame, job.get("below"), lambda: self._stopped < number)
                if pixels is None:
                    return {"stopped": True}, b""
                return {"size": [frame.width, frame.height]}, pixels
            case unknown:
                raise ValueError(f"no such job: {unknown}")

    def _draw(self, key: TileKey, info: PageInfo, frame: Frame, below: Any, wanted: Callable[[], bool]) -> bytes | None:
        if below is None:
            return self._pages.draw(key.path, key.page, key.rotation, frame, wanted)
        newer = self._pages.draw(key.path, key.page, key.rotation, frame, wanted, grey=True)
        if newer is None or not wanted():
            return None
        older_path, older_page, numbers = Path(below[0]), int(below[1]), below[2]
        shown = (
            upright(self._pages.info(older_path, older_page)).inverse().then(Similarity(*numbers)).then(upright(info))
        )
        turned = shown.then(quarter_turns(key.rotation, info.width, info.height))
        width, height = (info.height, info.width) if key.rotation % 2 else (info.width, info.height)
        older = self._pages.draw_laid(older_path, older_page, turned, (width, height), frame)
        return paired(older, newer)
