"""The first schema.

The statements are written out: a migration tells what was created then, whatever ``storage.schema`` says later.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

_STATEMENTS = (
    # application_id: "PLNR"
    "PRAGMA application_id = 1347178066",
    """
    CREATE TABLE accounts (
        id INTEGER NOT NULL,
        procore_user_id INTEGER NOT NULL,
        login TEXT NOT NULL,
        name TEXT,
        signed_in INTEGER DEFAULT 0 NOT NULL,
        removed INTEGER DEFAULT 0 NOT NULL,
        refresh_pending INTEGER DEFAULT 0 NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT uq_accounts_procore_user_id UNIQUE (procore_user_id)
    )
     STRICT
    """,
    """
    CREATE TABLE blobs (
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        state TEXT NOT NULL,
        pages INTEGER,
        verified_at TEXT,
        PRIMARY KEY (sha256)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE members (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        email TEXT NOT NULL,
        role TEXT NOT NULL,
        PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE preferences (
        "key" TEXT NOT NULL,
        value TEXT,
        PRIMARY KEY ("key")
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE projects (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        created_at TEXT NOT NULL,
        archived INTEGER DEFAULT 0 NOT NULL
    )
     STRICT
    """,
    """
    CREATE TABLE hidden_companies (
        account_id INTEGER NOT NULL,
        company_id INTEGER NOT NULL,
        company TEXT NOT NULL,
        reason TEXT NOT NULL,
        since TEXT NOT NULL,
        PRIMARY KEY (account_id, company_id),
        FOREIGN KEY(account_id) REFERENCES accounts (id) ON DELETE CASCADE
    )
     STRICT
    """,
    """
    CREATE TABLE links (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        project_id INTEGER NOT NULL,
        account_id INTEGER NOT NULL,
        company_id INTEGER NOT NULL,
        company TEXT NOT NULL,
        procore_project_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        state TEXT NOT NULL,
        connected_at TEXT NOT NULL,
        watermark TEXT,
        last_full_listing TEXT,
        interval TEXT NOT NULL,
        paused INTEGER DEFAULT 0 NOT NULL,
        baseline_known INTEGER DEFAULT 0 NOT NULL,
        FOREIGN KEY(project_id) REFERENCES projects (id),
        FOREIGN KEY(account_id) REFERENCES accounts (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_links_account_id ON links (account_id)
    """,
    """
    CREATE INDEX ix_links_company_id_procore_project_id ON links (company_id, procore_project_id)
    """,
    """
    CREATE INDEX ix_links_project_id ON links (project_id)
    """,
    """
    CREATE TABLE permissions (
        member_id INTEGER NOT NULL,
        project_id INTEGER NOT NULL,
        folder TEXT NOT NULL,
        level TEXT NOT NULL,
        PRIMARY KEY (member_id, project_id, folder),
        FOREIGN KEY(member_id) REFERENCES members (id),
        FOREIGN KEY(project_id) REFERENCES projects (id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE sheets (
        sha256 TEXT NOT NULL,
        page INTEGER NOT NULL,
        width_pt REAL NOT NULL,
        height_pt REAL NOT NULL,
        rotation INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (sha256, page),
        FOREIGN KEY(sha256) REFERENCES blobs (sha256)
    )
     STRICT
    """,
    """
    CREATE TABLE drawings (
        id INTEGER NOT NULL,
        link_id INTEGER NOT NULL,
        procore_id INTEGER NOT NULL,
        number TEXT NOT NULL,
        title TEXT NOT NULL,
        area_id INTEGER,
        discipline_id INTEGER,
        discipline TEXT,
        withdrawn TEXT,
        PRIMARY KEY (id),
        CONSTRAINT uq_drawings_link_id_procore_id UNIQUE (link_id, procore_id),
        FOREIGN KEY(link_id) REFERENCES links (id)
    )
     STRICT
    """,
    """
    CREATE TABLE item_problems (
        link_id INTEGER NOT NULL,
        revision_id INTEGER NOT NULL,
        code TEXT NOT NULL,
        reason TEXT,
        "values" TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        at TEXT NOT NULL,
        next_at TEXT,
        fingerprint TEXT NOT NULL,
        PRIMARY KEY (link_id, revision_id),
        FOREIGN KEY(link_id) REFERENCES links (id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE observed_areas (
        link_id INTEGER NOT NULL,
        area_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        position INTEGER,
        generation INTEGER NOT NULL,
        PRIMARY KEY (link_id, area_id),
        FOREIGN KEY(link_id) REFERENCES links (id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE observed_disciplines (
        link_id INTEGER NOT NULL,
        discipline_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        position INTEGER,
        generation INTEGER NOT NULL,
        PRIMARY KEY (link_id, discipline_id),
        FOREIGN KEY(link_id) REFERENCES links (id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE observed_revisions (
        link_id INTEGER NOT NULL,
        revision_id INTEGER NOT NULL,
        generation INTEGER NOT NULL,
        drawing_id INTEGER NOT NULL,
        number TEXT NOT NULL,
        title TEXT NOT NULL,
        revision_number TEXT NOT NULL,
        drawing_date TEXT,
        received_date TEXT,
        updated_at TEXT,
        current INTEGER DEFAULT 0 NOT NULL,
        obsolete INTEGER DEFAULT 0 NOT NULL,
        deleted INTEGER DEFAULT 0 NOT NULL,
        published INTEGER DEFAULT 0 NOT NULL,
        status TEXT,
        position INTEGER,
        order_in_drawing INTEGER,
        pdf_size INTEGER,
        area_id INTEGER,
        set_id INTEGER,
        discipline_id INTEGER,
        discipline TEXT,
        discipline_position INTEGER,
        has_public_markups INTEGER DEFAULT 0 NOT NULL,
        PRIMARY KEY (link_id, revision_id),
        FOREIGN KEY(link_id) REFERENCES links (id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX ix_observed_revisions_link_id_drawing_id ON observed_revisions (link_id, drawing_id)
    """,
    """
    CREATE TABLE observed_sets (
        link_id INTEGER NOT NULL,
        set_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        date TEXT,
        position INTEGER,
        generation INTEGER NOT NULL,
        PRIMARY KEY (link_id, set_id),
        FOREIGN KEY(link_id) REFERENCES links (id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE runs (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        link_id INTEGER NOT NULL,
        "trigger" TEXT NOT NULL,
        "full" INTEGER DEFAULT 0 NOT NULL,
        started_at TEXT NOT NULL,
        finished_at TEXT,
        outcome TEXT,
        failure_code TEXT,
        failure_reason TEXT,
        failure_values TEXT,
        requests INTEGER DEFAULT 0 NOT NULL,
        files INTEGER DEFAULT 0 NOT NULL,
        bytes INTEGER DEFAULT 0 NOT NULL,
        seconds REAL DEFAULT 0 NOT NULL,
        added INTEGER DEFAULT 0 NOT NULL,
        reordered INTEGER DEFAULT 0 NOT NULL,
        withdrawn INTEGER DEFAULT 0 NOT NULL,
        changed INTEGER DEFAULT 0 NOT NULL,
        FOREIGN KEY(link_id) REFERENCES links (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_runs_link_id_outcome_id ON runs (link_id, outcome, id)
    """,
    """
    CREATE TABLE transfers (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        link_id INTEGER NOT NULL,
        revision_id INTEGER NOT NULL,
        part TEXT NOT NULL,
        size INTEGER,
        "offset" INTEGER DEFAULT 0 NOT NULL,
        etag TEXT,
        sha256 TEXT,
        CONSTRAINT uq_transfers_link_id_revision_id UNIQUE (link_id, revision_id),
        FOREIGN KEY(link_id) REFERENCES links (id),
        CONSTRAINT uq_transfers_part UNIQUE (part)
    )
     STRICT
    """,
    """
    CREATE TABLE ledger (
        id INTEGER NOT NULL,
        project_id INTEGER NOT NULL,
        link_id INTEGER,
        run_id INTEGER,
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        drawing_id INTEGER,
        revision_id INTEGER,
        "before" TEXT,
        "after" TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(project_id) REFERENCES projects (id),
        FOREIGN KEY(link_id) REFERENCES links (id),
        FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE SET NULL
    )
     STRICT
    """,
    """
    CREATE INDEX ix_ledger_project_id_at ON ledger (project_id, at)
    """,
    """
    CREATE INDEX ix_ledger_run_id ON ledger (run_id)
    """,
    """
    CREATE TABLE listings (
        generation INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        link_id INTEGER NOT NULL,
        run_id INTEGER,
        "full" INTEGER DEFAULT 0 NOT NULL,
        structure INTEGER DEFAULT 0 NOT NULL,
        complete INTEGER DEFAULT 0 NOT NULL,
        server_time TEXT NOT NULL,
        FOREIGN KEY(link_id) REFERENCES links (id),
        FOREIGN KEY(run_id) REFERENCES runs (id) ON DELETE SET NULL
    )
     STRICT
    """,
    """
    CREATE INDEX ix_listings_link_id_generation ON listings (link_id, generation)
    """,
    """
    CREATE INDEX ix_listings_run_id ON listings (run_id)
    """,
    """
    CREATE TABLE revisions (
        id INTEGER NOT NULL,
        link_id INTEGER NOT NULL,
        procore_id INTEGER NOT NULL,
        drawing_id INTEGER NOT NULL,
        wanted TEXT NOT NULL,
        revision_number TEXT NOT NULL,
        withdrawn TEXT,
        PRIMARY KEY (id),
        CONSTRAINT uq_revisions_link_id_procore_id UNIQUE (link_id, procore_id),
        FOREIGN KEY(link_id) REFERENCES links (id),
        FOREIGN KEY(drawing_id) REFERENCES drawings (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_revisions_drawing_id ON revisions (drawing_id)
    """,
    """
    CREATE TABLE contents (
        id INTEGER NOT NULL,
        revision_id INTEGER NOT NULL,
        version INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        etag TEXT,
        pdf_size INTEGER,
        updated_at TEXT,
        fetched_at TEXT NOT NULL,
        current INTEGER DEFAULT 0 NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT uq_contents_revision_id_version UNIQUE (revision_id, version),
        FOREIGN KEY(revision_id) REFERENCES revisions (id),
        FOREIGN KEY(sha256) REFERENCES blobs (sha256)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_contents_sha256 ON contents (sha256)
    """,
    """
    CREATE UNIQUE INDEX uq_contents_current ON contents (revision_id) WHERE current = 1
    """,
    """
    CREATE TABLE entries (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        drawing_id INTEGER NOT NULL,
        revision_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        position INTEGER NOT NULL,
        current INTEGER DEFAULT 0 NOT NULL,
        FOREIGN KEY(drawing_id) REFERENCES drawings (id),
        FOREIGN KEY(revision_id) REFERENCES revisions (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_entries_drawing_id_position ON entries (drawing_id, position)
    """,
    """
    CREATE INDEX ix_entries_revision_id ON entries (revision_id)
    """,
    """
    CREATE TABLE quarantined_records (
        id INTEGER NOT NULL,
        generation INTEGER NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        problem TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(generation) REFERENCES listings (generation) ON DELETE CASCADE
    )
     STRICT
    """,
    """
    CREATE INDEX ix_quarantined_records_generation ON quarantined_records (generation)
    """,
    """
    CREATE TABLE annotations (
        id TEXT NOT NULL,
        entry_id INTEGER NOT NULL,
        page INTEGER NOT NULL,
        layer TEXT NOT NULL,
        kind TEXT NOT NULL,
        geometry TEXT NOT NULL,
        style TEXT NOT NULL,
        text TEXT NOT NULL,
        author TEXT NOT NULL,
        created_at TEXT NOT NULL,
        modified_at TEXT NOT NULL,
        source_annotation_id TEXT,
        carried TEXT,
        deleted_at TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(entry_id) REFERENCES entries (id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_annotations_entry_id ON annotations (entry_id)
    """,
)


def upgrade() -> None:
    """Create every table and index."""
    for statement in _STATEMENTS:
        op.execute(statement)
