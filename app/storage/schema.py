"""The tables. What was *seen* in Procore, what was *decided* about it, and what is *here* are kept apart:

- ``observed_*`` is written by listings and by nothing else;
- ``drawings``, ``revisions`` and ``entries`` hold the decisions of the plan;
- ``contents`` and ``blobs`` say which bytes are on this disk.

Every table is STRICT, so a wrong type is an error when it is written and not a riddle when it is read. The schema
changes only through ``migrations``; a test holds the two together.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    DDL,
    REAL,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    and_,
    event,
    text,
)

from app.domain.files import BlobState
from app.domain.measures import LengthUnit
from app.domain.states import (
    AccessLevel,
    Carried,
    ChangeKind,
    EntryKind,
    FolderKind,
    LinkState,
    Role,
    RunOutcome,
    RunTrigger,
    SyncInterval,
    Wanted,
    Withdrawal,
)
from app.storage.column_types import Choice, Day, Flag, Json, UtcTime

#: Tells the file apart from any other SQLite file ("PLNR").
APPLICATION_ID = 0x504C4E52

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def _table(name: str, *parts: Any, **options: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True, **options)


def _number(name: str, *parts: Any, **options: Any) -> Column[int]:
    return Column(name, Integer, *parts, nullable=options.pop("nullable", False), **options)


def _words(name: str, *parts: Any, **options: Any) -> Column[str]:
    return Column(name, Text, *parts, nullable=options.pop("nullable", False), **options)


def _flag(name: str) -> Column[bool]:
    return Column(name, Flag, nullable=False, server_default=text("0"))


def _time(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, UtcTime, nullable=nullable)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _link() -> Column[int]:
    return _number("link_id", ForeignKey("links.id"))


# --- people and accounts ------------------------------------------------------------------------------------------

members = _table("members", _id(), _words("name"), _words("email"), Column("role", Choice(Role), nullable=False))

# Tokens are in the system's keyring, never here (SPEC §9).
accounts = _table(
    "accounts",
    _id(),
    _number("procore_user_id", unique=True),
    _words("login"),
    _words("name", nullable=True),
    _flag("signed_in"),
    # An account that a link still names is hidden, not deleted: the link must go on saying whose it was (S23).
    _flag("removed"),
    # Set while a refresh token is being exchanged: a crash in between means that the stored one may be spent.
    _flag("refresh_pending"),
)

# "Waiting for approval since …" (S8-S13) needs a memory of when a company was first seen without the app.
hidden_companies = _table(
    "hidden_companies",
    _number("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    _number("company_id", primary_key=True, autoincrement=False),
    _words("company"),
    _words("reason"),
    _time("since"),
)

# --- projects and their links -------------------------------------------------------------------------------------

# Ids that people type or that lie in scripts are never given twice: AUTOINCREMENT.
projects = _table(
    "projects",
    _id(),
    _words("name"),
    _time("created_at"),
    _flag("archived"),
    _words("number", server_default=text("''")),
    sqlite_autoincrement=True,
)

# A project that is connected to another Procore project gets a second row: what the first one held stays readable.
links = _table(
    "links",
    _id(),
    _number("project_id", ForeignKey("projects.id"), index=True),
    _number("account_id", ForeignKey("accounts.id"), index=True),
    _number("company_id"),
    _words("company"),
    _number("procore_project_id"),
    _words("name"),
    Column("state", Choice(LinkState), nullable=False),
    _time("connected_at"),
    _time("watermark", nullable=True),
    _time("last_full_listing", nullable=True),
    Column("interval", Choice(SyncInterval), nullable=False),
    _flag("paused"),
    _flag("baseline_known"),
    _time("bid_until", nullable=True),
    Index(None, "company_id", "procore_project_id"),
    sqlite_autoincrement=True,
)

# --- runs ---------------------------------------------------------------------------------------------------------

# A row without finished_at is a run that lives or that died with its process; which of the two, only the engine's
# lock can tell (S61).
runs = _table(
    "runs",
    _id(),
    _link(),
    Column("trigger", Choice(RunTrigger), nullable=False),
    _flag("full"),
    _time("started_at"),
    _time("finished_at", nullable=True),
    Column("outcome", Choice(RunOutcome), nullable=True),
    _words("failure_code", nullable=True),
    _words("failure_reason", nullable=True),
    Column("failure_values", Json, nullable=True),
    _number("requests", server_default=text("0")),
    _number("files", server_default=text("0")),
    _number("bytes", server_default=text("0")),
    Column("seconds", REAL, nullable=False, server_default=text("0")),
    _number("added", server_default=text("0")),
    _number("reordered", server_default=text("0")),
    _number("withdrawn", server_default=text("0")),
    _number("changed", server_default=text("0")),
    Index(None, "link_id", "outcome", "id"),
    sqlite_autoincrement=True,
)

# --- what Procore said --------------------------------------------------------------------------------------------

# Only listings that were read to their end are complete, and only those said anything (I4). Of the rest the records
# that did not decode are kept.
listings = _table(
    "listings",
    Column("generation", Integer, primary_key=True),
    _link(),
    _number("run_id", ForeignKey("runs.id", ondelete="SET NULL"), nullable=True, index=True),
    _flag("full"),
    _flag("structure"),
    _flag("complete"),
    _time("server_time"),
    Index(None, "link_id", "generation"),
    sqlite_autoincrement=True,
)

# One row per revision, written by a listing that says something new of it. The signed address of its file is a secret
# with an expiry date and has no column here (contract §10).
observed_revisions = _table(
    "observed_revisions",
    _number("link_id", ForeignKey("links.id"), primary_key=True),
    _number("revision_id", primary_key=True, autoincrement=False),
    _number("drawing_id"),
    _words("number"),
    _words("title"),
    _words("revision_number"),
    Column("drawing_date", Day, nullable=True),
    Column("received_date", Day, nullable=True),
    _time("updated_at", nullable=True),
    _flag("current"),
    _flag("obsolete"),
    _flag("deleted"),
    _flag("published"),
    _words("status", nullable=True),
    _number("position", nullable=True),
    _number("order_in_drawing", nullable=True),
    _number("pdf_size", nullable=True),
    _number("area_id", nullable=True),
    _number("set_id", nullable=True),
    _number("discipline_id", nullable=True),
    _words("discipline", nullable=True),
    _number("discipline_position", nullable=True),
    _flag("has_public_markups"),
    # The newest full listing did not name it.
    _flag("missing"),
    # Procore's updated_at, where it moved and nothing else that is listed did: the file may have been replaced.
    _time("touched_at", nullable=True),
    Index(None, "link_id", "drawing_id"),
    sqlite_with_rowid=False,
)


def _observed_names(name: str, key: str, *parts: Any) -> Table:
    """Areas, disciplines and sets. Rows that a newer structure no longer names stay: withdrawn drawings still need
    the name of the folder they are shown in."""
    return _table(
        name,
        _number("link_id", ForeignKey("links.id"), primary_key=True),
        _number(key, primary_key=True, autoincrement=False),
        _words("name"),
        *parts,
        _number("position", nullable=True),
        _number("generation"),
        sqlite_with_rowid=False,
    )


observed_areas = _observed_names("observed_areas", "area_id")
observed_disciplines = _observed_names("observed_disciplines", "discipline_id")
observed_sets = _observed_names("observed_sets", "set_id", Column("date", Day, nullable=True))

# Records that did not decode, for the support report: one strange record must not hide all others.
quarantined_records = _table(
    "quarantined_records",
    _id(),
    _number("generation", ForeignKey("listings.generation", ondelete="CASCADE"), index=True),
    _words("kind"),
    _words("text"),
    _words("problem"),
)

# --- what was decided ---------------------------------------------------------------------------------------------

drawings = _table(
    "drawings",
    _id(),
    _link(),
    _number("procore_id"),
    _words("number"),
    _words("title"),
    _number("area_id", nullable=True),
    _number("discipline_id", nullable=True),
    _words("discipline", nullable=True),
    Column("withdrawn", Choice(Withdrawal), nullable=True),
    UniqueConstraint("link_id", "procore_id"),
)

revisions = _table(
    "revisions",
    _id(),
    _link(),
    _number("procore_id"),
    _number("drawing_id", ForeignKey("drawings.id"), index=True),
    Column("wanted", Choice(Wanted), nullable=False),
    _words("revision_number"),
    Column("withdrawn", Choice(Withdrawal), nullable=True),
    Column("drawing_date", Day, nullable=True),
    Column("received_date", Day, nullable=True),
    UniqueConstraint("link_id", "procore_id"),
)

# Names as the ledger last recorded them.
folder_names = _table(
    "folder_names",
    _number("link_id", ForeignKey("links.id"), primary_key=True),
    Column("kind", Choice(FolderKind), primary_key=True),
    _number("procore_id", primary_key=True, autoincrement=False),
    _words("name"),
    sqlite_with_rowid=False,
)

# A listing without these drawings (Procore's ids) was not believed; accepted_at: somebody confirmed that they were
# removed in Procore.
withdrawal_questions = _table(
    "withdrawal_questions",
    _number("link_id", ForeignKey("links.id"), primary_key=True),
    Column("drawings", Json, nullable=False),
    _time("asked_at"),
    _time("accepted_at", nullable=True),
)

# The lines of a drawing's revision list, oldest first by position. No uniqueness on (drawing, position): positions
# are rewritten in place. Rows are never deleted, annotations hang on them (I10).
entries = _table(
    "entries",
    _id(),
    _number("drawing_id", ForeignKey("drawings.id")),
    _number("revision_id", ForeignKey("revisions.id"), index=True),
    Column("kind", Choice(EntryKind), nullable=False),
    _number("position"),
    _flag("current"),
    Index(None, "drawing_id", "position"),
    sqlite_autoincrement=True,
)

# --- what is here -------------------------------------------------------------------------------------------------

blobs = _table(
    "blobs",
    _words("sha256", primary_key=True),
    _number("size"),
    Column("state", Choice(BlobState), nullable=False),
    _number("pages", nullable=True),
    _time("verified_at", nullable=True),
    sqlite_with_rowid=False,
)

# A PDF replaced behind the same revision becomes a new version; the older one keeps its row and its bytes.
# pdf_size and updated_at are Procore's at the time of the fetch: a difference with what is observed now tells of a
# replacement.
contents = _table(
    "contents",
    _id(),
    _number("revision_id", ForeignKey("revisions.id")),
    _number("version"),
    _words("sha256", ForeignKey("blobs.sha256"), index=True),
    _words("etag", nullable=True),
    _number("pdf_size", nullable=True),
    _time("updated_at", nullable=True),
    _time("fetched_at"),
    _flag("current"),
    UniqueConstraint("revision_id", "version"),
    Index("uq_contents_current", "revision_id", unique=True, sqlite_where=text("current = 1")),
)
#: Joins the newest content to its revision, and to a content its bytes where they are here.
NEWEST = and_(contents.c.revision_id == revisions.c.id, contents.c.current.is_(True))
HERE = and_(blobs.c.sha256 == contents.c.sha256, blobs.c.state == BlobState.HELD)

# Pages belong to bytes, not to revisions: the same file in two revisions is read once.
sheets = _table(
    "sheets",
    _id(),
    _words("sha256", ForeignKey("blobs.sha256")),
    _number("page"),
    Column("width_pt", REAL, nullable=False),
    Column("height_pt", REAL, nullable=False),
    _number("rotation"),
    _words("text"),
    UniqueConstraint("sha256", "page"),
)

# What was found out about a file, or how often that was tried in vain. version: of the way of finding out; a row of
# another version counts for nothing. previews: how many of its pages can be drawn. reason: why not all is known.
inspections = _table(
    "inspections",
    _words("sha256", ForeignKey("blobs.sha256"), primary_key=True),
    _number("version"),
    _number("attempts"),
    _flag("done"),
    _number("previews", server_default=text("0")),
    _words("reason", nullable=True),
    sqlite_with_rowid=False,
)

# Pages compared with pages of an older file. trust: NULL where they cannot be compared, for the reason given.
# alignment: from page points of the older page to the newer one's; regions: boxes with their ink, the largest first.
comparisons = _table(
    "comparisons",
    _words("older", ForeignKey("blobs.sha256"), primary_key=True),
    _number("older_page", primary_key=True, autoincrement=False),
    _words("newer", ForeignKey("blobs.sha256"), primary_key=True),
    _number("newer_page", primary_key=True, autoincrement=False),
    _number("version"),
    _words("trust", nullable=True),
    Column("agreement", REAL, nullable=False),
    Column("alignment", Json, nullable=True),
    Column("regions", Json, nullable=False),
    _number("found"),
    _words("reason", nullable=True),
    Index(None, "newer"),
    sqlite_with_rowid=False,
)

# The index over the text of sheets. It holds no text of its own, and triggers keep it in step within the transaction
# that changes a sheet; a sheet is replaced, never updated. The first letters of words have lists of their own: without
# them a word in the making is looked up in those of every word that begins so.
for _statement in (
    """
    CREATE VIRTUAL TABLE sheet_text USING fts5(
        text, content='sheets', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3 4'
    )
    """,
    """
    CREATE TRIGGER sheets_added AFTER INSERT ON sheets BEGIN
        INSERT INTO sheet_text (rowid, text) VALUES (new.id, new.text);
    END
    """,
    """
    CREATE TRIGGER sheets_removed AFTER DELETE ON sheets BEGIN
        INSERT INTO sheet_text (sheet_text, rowid, text) VALUES ('delete', old.id, old.text);
    END
    """,
):
    event.listen(metadata, "after_create", DDL(_statement))  # type: ignore[no-untyped-call]

# --- what people drew ---------------------------------------------------------------------------------------------

# Identity is a UUID so that a copy is a new thing and a shared workspace can merge two machines. A deleted one keeps
# its row (undo). source_annotation_id is a memory, not a dependency: the source may go. frame_entry_id: the entry whose
# sheet the geometry is of, where that is another one; frame_file: its bytes then, where it has others by now.
annotation_table = _table(  # "annotations" is taken in every module by __future__
    "annotations",
    _words("id", primary_key=True),
    _number("entry_id", ForeignKey("entries.id"), index=True),
    _number("page"),
    _words("layer"),
    _words("kind"),
    Column("geometry", Json, nullable=False),
    Column("style", Json, nullable=False),
    _words("text"),
    _words("author"),
    _time("created_at"),
    _time("modified_at"),
    _words("source_annotation_id", nullable=True),
    Column("carried", Choice(Carried), nullable=True),
    _time("deleted_at", nullable=True),
    _words("status", server_default=text("'open'")),
    _number("frame_entry_id", nullable=True),
    _words("frame_file", nullable=True),
)

# The scale of a page. deviation: of the second dimension that verified it. carried, frame_*: as of annotations.
calibrations = _table(
    "calibrations",
    _number("entry_id", ForeignKey("entries.id"), primary_key=True, autoincrement=False),
    _number("page", primary_key=True, autoincrement=False),
    Column("metres_per_point", REAL, nullable=False),
    Column("unit", Choice(LengthUnit), nullable=False),
    _words("name"),
    Column("deviation", REAL, nullable=True),
    _words("author"),
    _time("at"),
    Column("carried", Choice(Carried), nullable=True),
    _number("frame_entry_id", nullable=True),
    _words("frame_file", nullable=True),
    sqlite_with_rowid=False,
)

# Annotations name their layer; here is what a layer looks like, in the order in which layers were made.
markup_layers = _table(
    "markup_layers",
    _number("project_id", ForeignKey("projects.id"), primary_key=True, autoincrement=False),
    _words("name", primary_key=True),
    _words("colour"),
    _number("position"),
    sqlite_with_rowid=False,
)

# folder: "root", "area:<id>", "area:<id>/discipline:<id>"; "none" where Procore has no id (« Sans discipline »).
# Only what was set by hand is here; the effective access follows in ``domain.access`` (S52-S53).
permissions = _table(
    "permissions",
    _number("member_id", ForeignKey("members.id"), primary_key=True),
    _number("project_id", ForeignKey("projects.id"), primary_key=True),
    _words("folder", primary_key=True),
    Column("level", Choice(AccessLevel), nullable=False),
    sqlite_with_rowid=False,
)

# --- memory -------------------------------------------------------------------------------------------------------

# Procore's ids, not ours: a line outlives what it tells of.
ledger = _table(
    "ledger",
    _id(),
    _number("project_id", ForeignKey("projects.id")),
    _number("link_id", ForeignKey("links.id"), nullable=True),
    _number("run_id", ForeignKey("runs.id", ondelete="SET NULL"), nullable=True, index=True),
    _time("at"),
    Column("kind", Choice(ChangeKind), nullable=False),
    _number("drawing_id", nullable=True),
    _number("revision_id", nullable=True),
    Column("before", Json, nullable=True),
    Column("after", Json, nullable=True),
    Index(None, "project_id", "at"),
)

# Open downloads. The row is committed before the request and the offset only after the part was made durable.
transfers = _table(
    "transfers",
    _id(),
    _link(),
    _number("revision_id"),
    _words("part", unique=True),
    _number("size", nullable=True),
    _number("offset", server_default=text("0")),
    _words("etag", nullable=True),
    # Written once the bytes are checked, before they get their name: a file that a crash leaves without its rows is
    # found by it and not downloaded again.
    _words("sha256", nullable=True),
    UniqueConstraint("link_id", "revision_id"),
    sqlite_autoincrement=True,
)

item_problems = _table(
    "item_problems",
    _number("link_id", ForeignKey("links.id"), primary_key=True),
    _number("revision_id", primary_key=True, autoincrement=False),
    _words("code"),
    _words("reason", nullable=True),
    Column("values", Json, nullable=False),
    _number("attempts"),
    _time("at"),
    _time("next_at", nullable=True),
    _words("fingerprint"),
    sqlite_with_rowid=False,
)

preferences = _table(
    "preferences", _words("key", primary_key=True), Column("value", Json, nullable=True), sqlite_with_rowid=False
)
