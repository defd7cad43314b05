"""The language chosen in the window, before anything is opened: help and wrong usage must not wait for a database."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from app.domain.texts import Language

if TYPE_CHECKING:
    from pathlib import Path


def chosen_language(database: Path) -> Language | None:
    """None where nobody chose one, or where the database cannot say."""
    if not database.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT value FROM preferences WHERE key = 'language'").fetchone()
        return None if row is None else Language(json.loads(row[0]))
    except (sqlite3.Error, ValueError, TypeError):  # "system", or what another version stored
        return None
