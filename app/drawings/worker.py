"""The worker process: opens PDFs where a crash costs nothing but itself.

One JSON object per line on stdin, one answer per line on stdout, until stdin closes:
``{"do": "check" | "inspect" | "thumbnail", "path": …}`` → ``{"result": …}`` or ``{"failure": {"code", "reason",
"values", "technical"}}``. Started by ``worker_pool``, also from the frozen program (``--pdf-worker``).
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.failures import Failure, FailureCode, Reason
from app.drawings.inspect import check_pdf, inspect_pdf
from app.drawings.thumbnail import write_thumbnail

if TYPE_CHECKING:
    from typing import BinaryIO

#: A PDF that asks for more than this is an attack or broken; real sheets stay below a tenth of it.
MEMORY = 3 * 1024**3
_POLITE = 5
_STDIN, _STDOUT = 0, 1


def main() -> int:
    """Serve stdin until it closes."""
    _be_modest()
    # Descriptors, not sys.stdin and sys.stdout: a windowed program has none of those. And whatever a library prints
    # must not get between the answers.
    answers_to = os.dup(_STDOUT)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, _STDOUT)
    os.close(silence)
    with (
        contextlib.suppress(BrokenPipeError, KeyboardInterrupt),
        os.fdopen(os.dup(_STDIN), "rb") as jobs,
        os.fdopen(answers_to, "wb") as answers,
    ):
        serve(jobs, answers)
    return 0


def serve(jobs: BinaryIO, answers: BinaryIO) -> None:
    for line in jobs:
        answers.write(json.dumps(_answer(json.loads(line))).encode("ascii") + b"\n")
        answers.flush()


def _answer(job: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"result": _do(job)}
    except Failure as failure:
        return {
            "failure": {
                "code": failure.code.value,
                "reason": None if failure.reason is None else failure.reason.value,
                "values": dict(failure.values),
                "technical": failure.technical,
            }
        }
    except MemoryError:
        return {
            "failure": {
                "code": FailureCode.CORRUPT.value,
                "reason": Reason.PARSER_CRASHED.value,
                "values": {},
                "technical": "out of memory",
            }
        }


def _do(job: dict[str, Any]) -> Any:
    path = Path(job["path"])
    match job["do"]:
        case "check":
            return check_pdf(path)
        case "inspect":
            return [[f.page, f.width_pt, f.height_pt, f.rotation, f.text] for f in inspect_pdf(path).pages]
        case "thumbnail":
            return write_thumbnail(path, Path(job["out"]), job["longest"], job["page"])
        case unknown:
            raise ValueError(f"no such job: {unknown}")


def _be_modest() -> None:
    """Leave the processor to the window, and do not take the machine's memory along when a PDF is broken."""
    if sys.platform == "win32":
        return
    import resource

    os.nice(_POLITE)
    # Refused on macOS, and where a harder limit is set already: then that one holds.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
