"""The worker process: opens PDFs where a crash costs nothing but itself.

One JSON object per line on stdin, one answer per line on stdout, until stdin closes:
``{"do": "check" | "inspect" | "compare" | "strips" | "issue" | "bind", …}`` → ``{"result": …}`` or ``{"failure":
{"code", "reason", "values", "technical"}}``. When stdin closes the process ends at once, also in the middle of a file
that never ends: whoever asked is gone. Started by ``worker_pool``, also from the frozen program (``--pdf-worker``).
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
from dataclasses import astuple
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import Depth
from app.domain.plane import Similarity
from app.drawings.failure_wire import failure_as_json
from app.drawings.inspect import check_pdf, inspect_pdf
from app.drawings.painter import Painter
from app.drawings.strips import draw_strips
from app.drawings.tiles import Frame

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

#: A PDF that asks for more than this is an attack or broken; real sheets stay below a tenth of it.
MEMORY = 3 * 1024**3
#: The argument that asks for what the machine has left over.
BACKGROUND = "--background"
#: The argument that makes the process draw for the window instead (``painter``).
PAINTER = "--painter"
_LOWEST = 19
_STDIN, _STDOUT = 0, 1


def main() -> int:
    """Serve stdin until it closes."""
    if BACKGROUND in sys.argv and sys.platform != "win32":  # there the priority is given at the start
        os.nice(_LOWEST)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for whoever asks: a file must not look broken by it
    _bound_memory()
    # Descriptors, not sys.stdin and sys.stdout: a windowed program has none of those. And whatever a library prints
    # must not get between the answers.
    answers_to = os.dup(_STDOUT)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, _STDOUT)
    os.close(silence)
    with (
        contextlib.suppress(BrokenPipeError, KeyboardInterrupt),
        os.fdopen(answers_to, "wb") as answers,
    ):
        if PAINTER in sys.argv:
            painter = Painter(answers)
            _start_listening(painter.hear)
            painter.serve()
        else:
            jobs: SimpleQueue[bytes] = SimpleQueue()
            _start_listening(jobs.put)
            serve(jobs, answers)
    return 0


def _start_listening(hear: Callable[[bytes], None]) -> None:
    threading.Thread(target=_listen, args=(hear,), daemon=True).start()


def _listen(hear: Callable[[bytes], None]) -> None:
    """Hand on the lines of stdin. pdfium runs without the interpreter's lock, so its end is seen during a job too."""
    with contextlib.suppress(OSError), os.fdopen(os.dup(_STDIN), "rb") as lines:
        for line in lines:
            hear(line)
    os._exit(0)


def serve(jobs: SimpleQueue[bytes], answers: BinaryIO) -> None:
    while True:
        answers.write(json.dumps(_answer(json.loads(jobs.get()))).encode("ascii") + b"\n")
        answers.flush()


def _answer(job: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"result": _do(job)}
    except Failure as failure:
        return {"failure": failure_as_json(failure)}
    except MemoryError:
        failed = Failure(FailureCode.CORRUPT, Reason.PARSER_CRASHED, technical="out of memory")
        return {"failure": failure_as_json(failed)}


def _do(job: dict[str, Any]) -> Any:
    if job["do"] in ("issue", "bind"):
        from app.drawings.output.job import do_output  # the others need none of its libraries

        return do_output(job)
    path = Path(job["path"])
    match job["do"]:
        case "check":
            return check_pdf(path)
        case "inspect":
            found = inspect_pdf(path, Depth(job["depth"]), picture=_pictures(job), longest=job["longest"])
            return found.previews, [[f.page, f.width_pt, f.height_pt, f.rotation, f.text] for f in found.pages]
        case "compare":
            return _compare(path, job)
        case "strips":
            return draw_strips(path, job["page"], [Frame(*one) for one in job["frames"]], Path(job["folder"]))
        case unknown:
            raise ValueError(f"no such job: {unknown}")


def _compare(older: Path, job: dict[str, Any]) -> list[Any]:
    # Before numpy is loaded: its threads would reserve memory for each core of the machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from app.drawings.compare import compare_pages

    found = compare_pages(
        (older, job["page"]),
        (Path(job["newer"]), job["newer_page"]),
        picture=Path(job["picture"]),
        by_hand=None if job["by_hand"] is None else Similarity(*job["by_hand"]),
    )
    alignment = None if found.alignment is None else astuple(found.alignment)
    return [alignment, found.trust.value, found.agreement, [astuple(region) for region in found.regions], found.found]


def _pictures(job: dict[str, Any]) -> Callable[[int], Path | None]:
    """``<prefix>-<page>.png`` for the first pages."""
    prefix, most = job["prefix"], job["most"]
    return lambda page: Path(f"{prefix}-{page}.png") if page < most else None


def _bound_memory() -> None:
    """Do not take the machine's memory along when a PDF is broken."""
    if sys.platform == "win32":
        return
    import resource

    # Refused on macOS, and where a harder limit is set already: then that one holds.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
