"""Brings the schema of a database file up to date, or refuses to touch it.

Starting with an up-to-date file must be fast, so Alembic is imported only when there is something to migrate.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode, Reason
from app.storage.backups import back_up_before
from app.storage.schema import APPLICATION_ID

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from app.storage.database import Database

#: The revision the tables in ``schema`` have; a test compares it with the migrations.
HEAD = "0009"
#: Beside this module also in a frozen application, where the build puts the scripts as data files.
SCRIPTS = Path(__file__).parent / "migrations"

# Alembic would create it, but not STRICT.
_VERSION_TABLE = (
    "CREATE TABLE IF NOT EXISTS alembic_version "
    "(version_num TEXT NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)) STRICT"
)


def migrate(database: Database, backups: Path, *, at: datetime, head: str = HEAD, scripts: Path = SCRIPTS) -> None:
    """Make the file's schema the one of this version, all or nothing. An existing file is backed up before.

    Raises Failure(LOCAL_IO, NEWER_DATABASE) for a file that a newer version wrote, and Failure(LOCAL_IO, DATABASE)
    for a file that is not ours; neither is changed.
    """
    _refuse_foreign(database)
    with database.read() as connection:
        found = stored_revision(connection)
    if found == head:
        return
    _refuse_newer(found, head)
    with database.write(patient=True) as connection:
        # Two processes may have started at once: whoever comes second finds the work done. And nobody changes what
        # was copied until it is migrated.
        found = stored_revision(connection)
        if found == head:
            return
        _refuse_newer(found, head)
        if found is not None:
            back_up_before(database, backups, head, at=at)
        _upgrade(connection, head, scripts)


def stored_revision(connection: Connection) -> str | None:
    """The schema revision of the open file; None for an empty one."""
    if "alembic_version" not in _tables(connection):
        return None
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if revision is None else str(revision)


def _refuse_foreign(database: Database) -> None:
    application, tables = database.identity()
    if application == APPLICATION_ID or (application == 0 and not tables):
        return
    raise Failure(FailureCode.LOCAL_IO, Reason.DATABASE, technical=f"not a Planrack database: id {application}")


def _refuse_newer(found: str | None, head: str) -> None:
    if found is not None and (not found.isdecimal() or int(found) > int(head)):
        technical = f"schema {found}, this version knows {head}"
        raise Failure(FailureCode.LOCAL_IO, Reason.NEWER_DATABASE, technical=technical)


def _tables(connection: Connection) -> set[str]:
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {str(name) for (name,) in rows}


def _upgrade(connection: Connection, head: str, scripts: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    connection.exec_driver_sql(_VERSION_TABLE)
    command.upgrade(config, head)
