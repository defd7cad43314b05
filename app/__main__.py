"""The one entry point: the window, or a command.

Which of the two is decided before anything of either is imported: a command must not pay for Qt.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.commands.demo import DemoSummary
    from app.commands.program import Invocation
    from app.ui.main_window import MainWindow


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Planrack with ``arguments`` (default: the process's own) and return the exit code."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    if argv[:1] == ["--pdf-worker"]:
        # Worker processes start this same program, also when it is frozen, where no other Python is at hand.
        from app.drawings import worker

        return worker.main()
    if argv[:1] == ["--download-worker"]:
        from app.sync import download_worker

        return download_worker.main()
    _survive_narrow_encodings()
    # Imports make many objects and no garbage: looking for some among them is a tenth of a short command's time, and a
    # quarter of the window's start.
    gc.set_threshold(100_000, 20, 20)
    if not argv:
        return _window()
    if len(argv) == 1 and argv[0].lower().startswith("planrack:"):
        return _window(argv[0])  # a link to a sheet, as the desktop hands it over
    from app import cli
    from app.commands.program import Program

    return cli.run(argv, Program(run_demo=_demo))


def _window(link: str = "") -> int:
    from app.display import has_display

    if not (os.environ.get("QT_QPA_PLATFORM") or has_display(os.environ, sys.platform)):
        from app.commands.words import NO_DISPLAY
        from app.domain.texts import system_language

        # Qt would abort the process with a list of its plugins.
        print(NO_DISPLAY.say(system_language(os.environ)), file=sys.stderr)
        return 1
    from app import window
    from app.signals import close_on_signals

    with close_on_signals() as watch:

        def opened(shown: MainWindow) -> None:
            watch(shown)
            # What is there now stays to the end. A collection takes a millisecond of a frame and not ten.
            gc.freeze()
            gc.set_threshold(10_000, 10, 10)

        return window.run(opened=opened, link=link)


def _demo(call: Invocation, *, headless: bool) -> DemoSummary:
    # Lent to the command line, which must not know the window: with Qt it would be too slow for a shell prompt.
    from app import demo

    return demo.run(call, headless=headless)


def _survive_narrow_encodings() -> None:
    """A character that a console cannot write becomes ``?`` instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
