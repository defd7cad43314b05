"""What changed as a file for others: a table for Excel (CSV), and a report to print (PDF)."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QIODevice, QSaveFile

from app.domain.texts import Language
from app.ui import dates
from app.ui.changes import printed, wording
from app.ui.failure_words import current_language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from app.domain.changes import Group
    from app.domain.views import Change

#: A cell that begins so would be a formula in a spreadsheet: a sheet's title must not be able to run anything.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says, in the language it was asked for in. ``facts``: project, period, filter, freshness."""

    title: str
    facts: tuple[str, ...]
    summary: str
    groups: tuple[Group, ...]


def csv_bytes(groups: Sequence[Group]) -> bytes:
    """UTF-8 with a mark at its beginning, by which Excel knows it. In French Excel expects semicolons."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if current_language() is Language.FR else ",", lineterminator="\r\n")
    writer.writerow(_heads())
    for group in groups:
        folder = wording.folder_name(group.folder)
        for change in group.changes:
            writer.writerow([_harmless(cell) for cell in (folder, *_cells(change))])
    return text.getvalue().encode("utf-8-sig")


def save_csv(groups: Sequence[Group], path: Path) -> None:
    """Write the whole file or leave what was there. Raises OSError with the system's words."""
    content = csv_bytes(groups)
    _save(path, lambda file: file.write(content) == len(content))


def save_pdf(report: Report, path: Path) -> None:
    """Write the whole file or leave what was there. Raises OSError with the system's words."""
    _save(path, partial(_print, report))


def _print(report: Report, file: QSaveFile) -> bool:
    writer = printed.begin(file, report.title)
    if writer is None:
        return False
    printer = printed.Printer(writer)
    if not printer.started:
        return False
    printer.line(report.title, 16, bold=True)
    for fact in report.facts:
        printer.line(fact, 9, muted=True)
    printer.line(report.summary, 9, bold=True, space=0.4)
    for group in report.groups:
        printer.table(wording.folder_name(group.folder), _heads()[1:], map(_cells, group.changes))
    return printer.end()


def _heads() -> tuple[str, ...]:
    return (
        QCoreApplication.translate("ChangeReport", "Discipline"),
        QCoreApplication.translate("ChangeReport", "Number"),
        QCoreApplication.translate("ChangeReport", "Title"),
        QCoreApplication.translate("ChangeReport", "Change"),
        QCoreApplication.translate("ChangeReport", "Before"),
        QCoreApplication.translate("ChangeReport", "After"),
        QCoreApplication.translate("ChangeReport", "Revision"),
        QCoreApplication.translate("ChangeReport", "Set"),
        QCoreApplication.translate("ChangeReport", "When"),
    )


def _cells(change: Change) -> tuple[str, ...]:
    return (
        change.drawing or "",
        change.title or "",
        wording.kind_of(change),
        wording.before_of(change),
        wording.after_of(change),
        change.revision or "",
        change.drawing_set or "",
        _moment(change.at),
    )


def _moment(at: datetime) -> str:
    """Local time that a spreadsheet takes for a time in either language."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _save(path: Path, write: Callable[[QSaveFile], bool]) -> None:
    file = QSaveFile(str(path))
    file.setDirectWriteFallback(False)
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(file.errorString())
    if not write(file):
        file.cancelWriting()
    if not file.commit():
        raise OSError(file.errorString())


def facts(project: str, period: str, filtered: str, fresh: str, made: datetime) -> tuple[str, ...]:
    """The lines under the title. ``filtered``: what the list was narrowed to; empty: it is whole."""
    lines = [
        QCoreApplication.translate("ChangeReport", "Project: {name}").format(name=project),
        QCoreApplication.translate("ChangeReport", "Period: {period}").format(period=period),
        QCoreApplication.translate("ChangeReport", "Only: {filter}").format(filter=filtered) if filtered else "",
        fresh,
        QCoreApplication.translate("ChangeReport", "Made by Planrack, {time}").format(time=dates.absolute(made)),
    ]
    return tuple(line for line in lines if line)
