"""What can be done with the marks that are chosen: delete, copy, paste, duplicate, tick off."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication

from app.domain.markups import Markup, MarkupStatus, NotAMarkup, from_json, to_json

if TYPE_CHECKING:
    from app.ui.markups.bench import Bench

MIME = "application/x-planrack-markups+json"
#: Logical pixels by which a copy is put beside what it is a copy of.
_BESIDE = 16.0


def delete(bench: Bench) -> None:
    bench.remove(bench.board.selection)


def copy(bench: Bench) -> None:
    data = QMimeData()
    chosen = bench.board.selection
    data.setData(MIME, json.dumps([to_json(one) for one in chosen]).encode())
    data.setText("\n".join(one.text for one in chosen if one.text))
    QGuiApplication.clipboard().setMimeData(data)


def cut(bench: Bench) -> None:
    copy(bench)
    bench.remove(
        bench.board.selection,
        QCoreApplication.translate("MarkupSteps", "Cut %n markup(s)", "", len(bench.board.selection)),
    )


def paste(bench: Bench) -> None:
    """Beside the originals where those are on this page; on another sheet at the same place."""
    markups = copied()
    there = any(bench.board.get(one.id) is not None and one.page == bench.board.page for one in markups)
    bench.insert(markups, by=_BESIDE * bench.points_per_pixel if there else 0.0)


def duplicate(bench: Bench) -> None:
    bench.insert(bench.board.selection, by=_BESIDE * bench.points_per_pixel)


def copied() -> list[Markup]:
    """What is on the clipboard; also of another version of the program, as far as it can be read."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None or not data.hasFormat(MIME):
        return []
    try:
        listed = json.loads(bytes(data.data(MIME).data()))
    except ValueError:
        return []
    found = []
    for one in listed if isinstance(listed, list) else []:
        try:
            found.append(from_json(one))
        except NotAMarkup:
            continue
    return found


def toggle_done(bench: Bench) -> None:
    """Done, or all open again where all were done."""
    chosen = bench.board.selection
    done = all(one.status is MarkupStatus.DONE for one in chosen)
    status = MarkupStatus.OPEN if done else MarkupStatus.DONE
    words = (
        QCoreApplication.translate("MarkupSteps", "Open %n markup(s) again", "", len(chosen))
        if done
        else QCoreApplication.translate("MarkupSteps", "Done: %n markup(s)", "", len(chosen))
    )
    bench.change(words, [replace(one, status=status) for one in chosen])


def select_all(bench: Bench) -> None:
    bench.board.select([one.id for one in bench.board.here()])
