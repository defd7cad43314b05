"""What can be done with the marks that are chosen: delete, copy, paste, duplicate, tick off."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from app.domain.markups import Markup, MarkupStatus, from_json, to_json
from app.ui.markups.history import Edit
from app.ui.markups.wording import kind_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.markups.bench import Bench
    from app.ui.markups.history import Done

_COPIED = "planrack-markups"
#: Logical pixels by which a copy is put beside what it is a copy of.
_BESIDE = 16.0


def delete(bench: Bench) -> None:
    bench.remove(bench.board.selection)


def copy(bench: Bench) -> None:
    """Onto the clipboard: words for other programs, and beside them what only this one can paste."""
    clipboard, chosen = QGuiApplication.clipboard(), bench.board.selection
    words = "\n".join(": ".join(part for part in (kind_name(one.kind), one.text) if part) for one in chosen)
    clipboard.setText(words)
    # Not as data of a type of its own: Qt destroys those after Python has ended, and fails.
    clipboard.setProperty(_COPIED, json.dumps({"words": words, "markups": [to_json(one) for one in chosen]}))


def cut(bench: Bench) -> None:
    copy(bench)
    chosen = bench.board.selection
    count = len(chosen)  # a plain name: lupdate overlooks texts with a call in the place of the number
    bench.remove(chosen, QCoreApplication.translate("MarkupSteps", "Cut %n markup(s)", None, count))


def paste(bench: Bench) -> None:
    """Beside the originals where those are on this page; on another sheet at the same place."""
    markups = copied()
    there = any(bench.board.get(one.id) is not None and one.page == bench.board.page for one in markups)
    bench.insert(markups, by=_BESIDE * bench.points_per_pixel if there else 0.0)


def duplicate(bench: Bench) -> None:
    bench.insert(bench.board.selection, by=_BESIDE * bench.points_per_pixel)


def copied() -> list[Markup]:
    """What was copied last, unless something else was since."""
    clipboard = QGuiApplication.clipboard()
    kept = clipboard.property(_COPIED)
    held = json.loads(kept) if isinstance(kept, str) else {}
    return [from_json(one) for one in held["markups"]] if held.get("words") == clipboard.text() else []


def are_done(markups: Sequence[Markup]) -> bool:
    return all(one.status is MarkupStatus.DONE for one in markups)


def toggle_done(bench: Bench, chosen: Sequence[Markup]) -> Done:
    """Done, or all open again where all were done; also marks of other sheets."""
    done = are_done(chosen)
    status = MarkupStatus.OPEN if done else MarkupStatus.DONE
    count = len(chosen)
    words = (
        QCoreApplication.translate("MarkupSteps", "Open %n markup(s) again", None, count)
        if done
        else QCoreApplication.translate("MarkupSteps", "Done: %n markup(s)", None, count)
    )
    bench.board.draft()
    return bench.history.do(words, [Edit(one, replace(one, status=status)) for one in chosen])


def select_all(bench: Bench) -> None:
    bench.board.select([one.id for one in bench.board.here()])
