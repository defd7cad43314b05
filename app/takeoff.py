"""Marks and what they measure as tables for others: CSV, and a workbook for Excel (XLSX).

Pure: from lists to bytes. Of measurements only those on current revisions are added up: the ones they were carried from
are still on the sheets before. Quantities are numbers in one unit; beside them stands how people write them.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from app.domain import markup_words as words
from app.domain.markups import MarkupKind
from app.domain.measures import METRES_PER_FOOT, LengthUnit, quantity, quantity_text, totals
from app.domain.texts import Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from app.domain.markups import ListedMarkup, Markup
    from app.domain.measures import Calibration, Total
    from app.domain.texts import Text

Cell: TypeAlias = str | int | float | None
#: By entry and page.
Scales: TypeAlias = "Mapping[tuple[int, int], Calibration]"

#: A cell that begins so would be a formula in a spreadsheet: what somebody typed must not be able to run anything.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_DECIMALS = 3
_WIDEST = 60
#: What a cell of a workbook holds at most.
_LONGEST = 32_767


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def taken_off(listed: Sequence[ListedMarkup], scales: Scales) -> tuple[Total, ...]:
    """The totals of what is measured on current revisions."""
    current = [one.markup for one in listed if one.current and one.withdrawn is None]
    return totals(current, lambda one: scales.get((one.entry_id, one.page)))


def totals_table(found: Sequence[Total], unit: LengthUnit, language: Language) -> Table:
    heads = (
        words.KIND,
        words.LAYER,
        words.LABEL,
        words.MARKS,
        words.QUANTITY,
        words.UNIT,
        words.WRITTEN,
        words.NO_SCALE,
        words.NOT_VERIFIED,
        words.TO_CHECK,
    )
    rows = tuple(
        (
            words.KIND_NAMES[one.kind].say(language),
            one.layer,
            one.label,
            one.marks,
            *_quantity(one.kind, one.quantity, unit, language),
            one.unscaled,
            one.unverified,
            one.to_check,
        )
        for one in found
    )
    return _table(words.TOTALS, heads, rows, language)


def marks_table(listed: Sequence[ListedMarkup], scales: Scales, unit: LengthUnit, language: Language) -> Table:
    """Every mark with its sheet, in the given order."""
    heads = (
        words.SHEET,
        words.TITLE,
        words.REVISION,
        words.CURRENT,
        words.PAGE,
        words.KIND,
        words.LAYER,
        words.LABEL,
        words.QUANTITY,
        words.UNIT,
        words.WRITTEN,
        words.SCALE,
        words.STATUS,
        words.AUTHOR,
        words.DRAWN,
        words.CHANGED,
        words.CARRIED,
    )
    rows = tuple(_mark(one, scales.get((one.markup.entry_id, one.markup.page)), unit, language) for one in listed)
    return _table(words.MARKS, heads, rows, language)


def csv_bytes(table: Table, language: Language) -> bytes:
    """UTF-8 with a mark at its beginning, by which Excel knows it. In French Excel expects semicolons and commas."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if language is Language.FR else ",", lineterminator="\r\n")
    writer.writerow(table.heads)
    writer.writerows([_plain(cell, language) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each table. Words are text whatever they begin with, quantities are numbers."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    bold = book.add_format({"bold": True, "bottom": 1})
    for table in tables:
        sheet = book.add_worksheet(table.name)
        sheet.freeze_panes(1, 0)
        for column, head in enumerate(table.heads):
            sheet.write_string(0, column, head, bold)
            widest = max((len(str(row[column])) for row in table.rows if row[column] is not None), default=0)
            sheet.set_column(column, column, min(_WIDEST, max(len(head), widest) + 2))
        for number, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell[:_LONGEST])
                elif cell is not None:
                    sheet.write_number(number, column, cell)
        sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)
    book.close()
    return target.getvalue()


def _table(name: Text, heads: Sequence[Text], rows: tuple[tuple[Cell, ...], ...], language: Language) -> Table:
    return Table(name.say(language), tuple(head.say(language) for head in heads), rows)


def _mark(one: ListedMarkup, calibration: Calibration | None, unit: LengthUnit, language: Language) -> tuple[Cell, ...]:
    markup = one.markup
    size = quantity(markup, None if calibration is None else calibration.metres_per_point)
    measured = (None, None, None) if size is None else _quantity(markup.kind, size, unit, language)
    return (
        one.number,
        one.title,
        one.revision_number,
        words.YES.say(language) if one.current else "",
        markup.page + 1,
        words.KIND_NAMES[markup.kind].say(language),
        markup.layer,
        markup.text,
        *measured,
        _scale(markup, calibration, language),
        words.STATUS_NAMES[markup.status].say(language),
        markup.author,
        _moment(markup.created_at),
        _moment(markup.modified_at),
        words.CARRIED_NAMES[markup.carried].say(language),
    )


def _quantity(kind: MarkupKind, size: float, unit: LengthUnit, language: Language) -> tuple[Cell, Cell, Cell]:
    written = quantity_text(kind, size, unit, language)
    if kind is MarkupKind.COUNT:
        return int(size), "", written
    if unit is LengthUnit.FEET:
        feet, name = (
            (METRES_PER_FOOT**2, words.SQUARE_FEET) if kind is MarkupKind.AREA else (METRES_PER_FOOT, words.FEET)
        )
        return round(size / feet, _DECIMALS), name.say(language), written
    name = words.SQUARE_METRES if kind is MarkupKind.AREA else words.METRES
    return round(size, _DECIMALS), name.say(language), written


def _scale(markup: Markup, calibration: Calibration | None, language: Language) -> str:
    if calibration is None or markup.kind not in _SCALED:
        return ""
    name = calibration.name or words.TWO_POINTS.say(language)
    return name if calibration.verified else words.SCALE_UNVERIFIED.say(language, scale=name)


_SCALED = frozenset({MarkupKind.LENGTH, MarkupKind.AREA, MarkupKind.PERIMETER})


def _moment(at: datetime | None) -> str:
    """Local time to the minute, the year first: read the same in both languages, and sorted as text."""
    return "" if at is None else at.astimezone().strftime("%Y-%m-%d %H:%M")


def _plain(cell: Cell, language: Language) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    return str(cell).replace(".", ",") if language is Language.FR else str(cell)
