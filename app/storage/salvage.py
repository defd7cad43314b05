"""Marks out of a damaged database (I10): nobody could draw them again, and most of them can still be read.

The backup that takes its place knows nothing of what was drawn since. An entry that it has is the same entry: entries
are never deleted and their numbers never given twice. What was drawn on entries that it does not have stays in the
damaged file, which is kept.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import sqlite3
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.domain.measures import LengthUnit
from app.domain.states import Carried
from app.storage.schema import annotation_table, calibrations, entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection

_log = logging.getLogger(__name__)


def salvage_marks(connection: Connection, damaged: Path) -> int:
    """Put what can be read of ``damaged`` into the database that takes its place, inside a transaction: marks and
    scales that it does not have, or has as they were before. Returns how many."""
    present = set(connection.execute(select(entries.c.id)).scalars())
    saved = 0
    try:
        with _copied(damaged) as path, contextlib.closing(sqlite3.connect(path)) as source:
            saved += _take_over(connection, source, annotation_table, "modified_at", present)
            saved += _take_over(connection, source, calibrations, "at", present)
    except (sqlite3.Error, OSError) as error:  # what stands before it is saved
        _log.error("nothing more can be read of the damaged database: %s", error)
    _log.info("%d marks and scales were saved from the damaged database", saved)
    return saved


@contextlib.contextmanager
def _copied(damaged: Path) -> Iterator[Path]:
    """With its log, for reading: the damaged file itself is left as it is."""
    with tempfile.TemporaryDirectory(prefix="salvage-", dir=damaged.parent) as folder:
        copy = Path(folder) / "copy.db"
        for end in ("", "-wal"):
            part = damaged.with_name(damaged.name + end)
            if part.exists():
                shutil.copyfile(part, copy.with_name(copy.name + end))
        yield copy


def _take_over(connection: Connection, source: sqlite3.Connection, table: Table, time: str, present: set[int]) -> int:
    known = {row[1] for row in source.execute(f"PRAGMA table_info({table.name})")}
    names = [column.name for column in table.columns if column.name in known]
    key = ", ".join(column.name for column in table.primary_key)
    changed = ", ".join(f"{name} = excluded.{name}" for name in names)
    statement = (
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)}) "
        f"ON CONFLICT ({key}) DO UPDATE SET {changed} WHERE excluded.{time} >= {table.name}.{time}"
    )
    rows = [row for row in _readable(source, table, names, key) if _is_whole(row) and row["entry_id"] in present]
    if rows:
        connection.exec_driver_sql(statement, rows)
    return len(rows)


def _readable(source: sqlite3.Connection, table: Table, names: list[str], key: str) -> Iterator[dict[str, Any]]:
    """From both ends up to where a page is damaged. In the order of the table itself, not of an index."""
    order = "rowid" if table.name == "annotations" else key
    seen = set()
    for direction in ("ASC", "DESC"):
        listed = ", ".join(f"{name} {direction}" for name in order.split(", "))
        with contextlib.suppress(sqlite3.DatabaseError):
            for values in source.execute(f"SELECT {', '.join(names)} FROM {table.name} NOT INDEXED ORDER BY {listed}"):
                if values not in seen:
                    seen.add(values)
                    yield dict(zip(names, values, strict=True))


def _is_whole(row: dict[str, Any]) -> bool:
    """False for what a damaged page made of a row: it must be readable afterwards, as a mark or as an unknown one."""
    return all(check(row[name]) for name, check in _CHECKS.items() if name in row)


def _is_time(value: object) -> bool:
    with contextlib.suppress(TypeError, ValueError):
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    return False


def _is_number(value: object) -> bool:
    return isinstance(value, int)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_CHECKS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("entry_id", "page"), _is_number),
    **dict.fromkeys(("id", "layer", "kind", "geometry", "style", "text", "author", "name", "status"), _is_text),
    **dict.fromkeys(("created_at", "modified_at", "at"), _is_time),
    "deleted_at": lambda value: value is None or _is_time(value),
    "carried": lambda value: value is None or value in tuple(Carried),
    "unit": lambda value: value in tuple(LengthUnit),
    "frame_entry_id": lambda value: value is None or _is_number(value),
    "frame_file": lambda value: value is None or _is_text(value),
    "source_annotation_id": lambda value: value is None or _is_text(value),
    "metres_per_point": lambda value: isinstance(value, float) and value > 0,
    "deviation": lambda value: value is None or isinstance(value, float),
}
