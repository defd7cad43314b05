"""Databases as each earlier version of the schema left them, with something in every table.

The rows are SQL that was written once: today's code must read what those versions wrote, so it has no part in it. A
database of a version has lived through those before it: ``CONTENT[n]`` is what was stored while version n was new,
where there was anything new to store.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.storage.database import Database
from app.storage.migrate import HEAD, migrate

if TYPE_CHECKING:
    from pathlib import Path

#: Everything of a database, by table: each row by column.
Rows = dict[str, list[dict[str, object]]]

#: Every version there was, the oldest first; the last one is today's.
VERSIONS = tuple(f"{number:04}" for number in range(1, int(HEAD) + 1))
BEGUN = datetime(2026, 3, 1, tzinfo=UTC)
_SHA = {name: f"{name}{'0' * 62}" for name in ("a1", "b2", "c3")}
_INDEX = "sheet_text"  # and the tables it keeps for itself

CONTENT: dict[str, str] = {
    "0001": f"""
        INSERT INTO accounts (id, procore_user_id, login, name, signed_in, removed, refresh_pending) VALUES
            (1, 562949953425831, 'marie@example.com', 'Marie Côté', 1, 0, 0), (2, 9, 'old@example.com', NULL, 0, 1, 1);
        INSERT INTO blobs (sha256, size, state, pages, verified_at) VALUES
            ('{_SHA["a1"]}', 891, 'held', 1, '2026-03-01T10:00:00.000000Z'),
            ('{_SHA["b2"]}', 1130, 'held', 2, NULL), ('{_SHA["c3"]}', 77, 'quarantined', NULL, NULL);
        INSERT INTO members (id, name, email, role) VALUES
            (1, 'Olive', 'olive@example.com', 'owner'), (2, 'Éric « le » d''Aoust', 'eric@example.com', 'viewer');
        INSERT INTO preferences ("key", value) VALUES ('language', '"fr"'), ('active_member', '1'), ('place', NULL);
        INSERT INTO projects (id, name, created_at, archived) VALUES
            (1, 'Tour Bellerive', '2026-02-27T09:00:00.000000Z', 0),
            (3, 'Old school', '2024-05-05T05:05:05.000000Z', 1);
        INSERT INTO hidden_companies (account_id, company_id, company, reason, since) VALUES
            (1, 3, 'Hidden Co', 'app_not_installed', '2026-02-28T08:00:00.000000Z');
        INSERT INTO links (id, project_id, account_id, company_id, company, procore_project_id, name, state,
                connected_at, watermark, last_full_listing, interval, paused, baseline_known) VALUES
            (1, 1, 1, 562949953425001, 'Bellerive', 562949954923622, 'Rosemont', 'active',
                '2026-02-28T08:00:00.000000Z', '2026-03-01T10:00:00.000000Z', '2026-03-01T10:00:00.000000Z', '4h',
                0, 1),
            (2, 3, 2, 3, 'Hidden Co', 12, 'École', 'disconnected', '2024-06-01T00:00:00.000000Z', NULL, NULL, 'manual',
                1, 0);
        INSERT INTO permissions (member_id, project_id, folder, level) VALUES
            (2, 1, 'root', 'view'), (2, 1, 'area:2/discipline:5', 'none');
        INSERT INTO sheets (sha256, page, width_pt, height_pt, rotation, text) VALUES
            ('{_SHA["a1"]}', 0, 2592.0, 1728.0, 0, 'Plan de l''étage, voir A-102'),
            ('{_SHA["b2"]}', 0, 2592.5, 1728.25, 90, 'second floor'), ('{_SHA["b2"]}', 1, 612.0, 792.0, 0, '');
        INSERT INTO drawings (id, link_id, procore_id, number, title, area_id, discipline_id, discipline, withdrawn)
            VALUES (1, 1, 701, 'A-101', 'Rez-de-chaussée', 2, 5, 'Architecture', NULL),
                (2, 1, 702, 'S-101', '', NULL, NULL, NULL, 'obsolete'),
                (3, 1, 703, 'S-102', '', 2, 6, 'Structure', 'missing');
        INSERT INTO item_problems (link_id, revision_id, code, reason, "values", attempts, at, next_at, fingerprint)
            VALUES (1, 9103, 'corrupt', 'truncated', '{{"number": "S-102"}}', 2, '2026-03-01T10:00:00.000000Z',
                NULL, 'f');
        INSERT INTO runs (id, link_id, "trigger", "full", started_at, finished_at, outcome, failure_code,
                failure_reason, failure_values, requests, files, bytes, seconds, added, reordered, withdrawn, changed)
            VALUES (1, 1, 'connect', 1, '2026-02-28T08:00:01.000000Z', '2026-02-28T08:01:00.000000Z', 'failed',
                'network', 'offline', '{{"host": "api"}}', 7, 1, 891, 58.5, 1, 0, 0, 0),
            (2, 1, 'manual', 1, '2026-03-01T10:00:00.000000Z', '2026-03-01T10:00:09.500000Z', 'synced', NULL, NULL,
                NULL, 9, 2, 2021, 9.5, 2, 1, 1, 1);
        INSERT INTO listings (generation, link_id, run_id, "full", structure, complete, server_time) VALUES
            (1, 1, 1, 1, 1, 1, '2026-02-28T08:00:02.000000Z'), (4, 1, 2, 1, 1, 1, '2026-03-01T10:00:01.000000Z'),
            (5, 1, NULL, 0, 0, 0, '2026-03-01T11:00:01.000000Z');
        INSERT INTO quarantined_records (id, generation, kind, text, problem) VALUES
            (1, 4, 'revision', '{{"id": "x"}}', 'id: expected an integer');
        INSERT INTO observed_areas (link_id, area_id, name, position, generation) VALUES (1, 2, 'Drawings', NULL, 4);
        INSERT INTO observed_disciplines (link_id, discipline_id, name, position, generation) VALUES
            (1, 5, 'Architecture', 0, 4), (1, 6, 'Structure', 1, 4);
        INSERT INTO observed_sets (link_id, set_id, name, date, position, generation) VALUES
            (1, 8, 'Addenda nº 1', '2026-02-20', 1, 4);
        INSERT INTO observed_revisions (link_id, revision_id, generation, drawing_id, number, title, revision_number,
                drawing_date, received_date, updated_at, current, obsolete, deleted, published, status, position,
                order_in_drawing, pdf_size, area_id, set_id, discipline_id, discipline, discipline_position,
                has_public_markups) VALUES
            (1, 9100, 4, 701, 'A-101', 'Rez-de-chaussée', '0', '2025-01-05', NULL, '2025-01-06T00:00:00.000000Z', 0, 0,
                0, 1, 'published', 1, 1, 891, 2, 8, 5, 'Architecture', 0, 0),
            (1, 9101, 4, 701, 'A-101', 'Rez-de-chaussée', 'A', '2026-02-05', '2026-02-07',
                '2026-02-27T10:00:00.000000Z', 1, 0, 0, 1, NULL, NULL, 2, NULL, 2, NULL, 5, 'Architecture', 0, 1),
            (1, 9102, 4, 702, 'S-101', '', '0', NULL, NULL, NULL, 0, 1, 0, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                NULL, NULL, 0),
            (1, 9103, 1, 703, 'S-102', '', '0', NULL, NULL, NULL, 0, 0, 1, 1, NULL, NULL, NULL, NULL, 2, NULL, 6,
                'Structure', 1, 0);
        INSERT INTO transfers (id, link_id, revision_id, part, size, "offset", etag, sha256) VALUES
            (4, 1, 9103, '9103.part', 1000, 77, '"e"', NULL);
        INSERT INTO revisions (id, link_id, procore_id, drawing_id, wanted, revision_number, withdrawn) VALUES
            (1, 1, 9100, 1, 'requested', '0', NULL), (2, 1, 9101, 1, 'at_connection', 'A', NULL),
            (3, 1, 9102, 2, 'at_connection', '0', 'obsolete'), (4, 1, 9103, 3, 'since_connection', '0', 'missing');
        INSERT INTO contents (id, revision_id, version, sha256, etag, pdf_size, updated_at, fetched_at, current) VALUES
            (1, 1, 1, '{_SHA["a1"]}', NULL, 891, NULL, '2026-03-01T10:00:05.000000Z', 1),
            (2, 2, 1, '{_SHA["a1"]}', '"1"', 891, '2026-02-27T10:00:00.000000Z', '2026-02-28T08:00:30.000000Z', 0),
            (3, 2, 2, '{_SHA["b2"]}', '"2"', NULL, NULL, '2026-03-01T10:00:06.000000Z', 1),
            (4, 4, 1, '{_SHA["c3"]}', NULL, NULL, NULL, '2026-03-01T10:00:06.000000Z', 1);
        INSERT INTO entries (id, drawing_id, revision_id, kind, position, current) VALUES
            (1, 1, 1, 'normal', 0, 0), (2, 1, 2, 'original', 1, 0), (7, 1, 2, 'reordered', 2, 1),
            (8, 2, 3, 'normal', 0, 0), (9, 3, 4, 'normal', 0, 0);
        INSERT INTO annotations (id, entry_id, page, layer, kind, geometry, style, text, author, created_at,
                modified_at, source_annotation_id, carried, deleted_at) VALUES
            ('m-1', 2, 0, '', 'cloud', '{{"points": [[1.0, 2.0], [30.0, 40.0]]}}', '{{"colour": "#d32f2f"}}',
                'à vérifier', 'Olive', '2026-02-28T09:00:00.000000Z', '2026-02-28T09:00:00.000000Z', NULL, NULL, NULL),
            ('m-2', 7, 0, '', 'cloud', '{{"points": [[1.0, 2.0], [30.0, 40.0]]}}', '{{"colour": "#d32f2f"}}',
                'à vérifier', 'Olive', '2026-02-28T09:00:00.000000Z', '2026-03-01T10:00:00.000000Z', 'm-1',
                'to_check', NULL),
            ('m-3', 7, 0, 'a layer', 'no kind of today', 'null', '{{}}', '', 'Éric', '2026-03-01T09:00:00.000000Z',
                '2026-03-01T09:00:00.000000Z', NULL, NULL, '2026-03-01T09:30:00.000000Z');
        INSERT INTO ledger (id, project_id, link_id, run_id, at, kind, drawing_id, revision_id, "before", "after")
            VALUES (1, 1, 1, 1, '2026-02-28T08:00:01.000000Z', 'connected', NULL, NULL, NULL,
                '{{"login": "marie@example.com"}}'),
            (2, 1, 1, 2, '2026-03-01T10:00:00.000000Z', 'reordered', 701, 9101, '["0", "A"]', '["A", "0"]'),
            (3, 1, NULL, NULL, '2026-03-01T10:00:00.000000Z', 'permission', NULL, NULL, NULL, '{{"level": "view"}}');
    """,
    "0002": f"""
        INSERT INTO inspections (sha256, version, attempts, done, previews, reason) VALUES
            ('{_SHA["a1"]}', 1, 1, 1, 1, NULL), ('{_SHA["b2"]}', 1, 3, 0, 0, 'timeout');
        INSERT INTO sheets (sha256, page, width_pt, height_pt, rotation, text) VALUES
            ('{_SHA["c3"]}', 0, 1.0, 1.0, 0, 'Élévation nord');
    """,
    "0003": """
        UPDATE projects SET number = 'QC-0042' WHERE id = 1;
    """,
    "0004": """
        UPDATE links SET bid_until = '2026-03-09T17:00:00.000000Z' WHERE id = 1;
    """,
    "0005": """
        INSERT INTO folder_names (link_id, kind, procore_id, name) VALUES
            (1, 'area', 2, 'Drawings'), (1, 'discipline', 5, 'Architecture'), (1, 'set', 8, 'Addenda nº 1');
        INSERT INTO withdrawal_questions (link_id, drawings, asked_at, accepted_at) VALUES
            (1, '[701, 702]', '2026-03-02T10:00:00.000000Z', NULL);
        UPDATE observed_revisions SET touched_at = '2026-03-02T09:00:00.000000Z' WHERE revision_id = 9101;
    """,
    "0006": """
        UPDATE annotations SET status = 'done', frame_entry_id = 2 WHERE id = 'm-2';
        INSERT INTO calibrations (entry_id, page, metres_per_point, unit, name, deviation, author, at, carried,
                frame_entry_id) VALUES
            (2, 0, 0.0338666, 'ft-in', '1/8" = 1''-0"', 0.001, 'Olive', '2026-03-02T09:00:00.000000Z', NULL, NULL),
            (7, 0, 0.0338666, 'm', '1:96', NULL, 'Olive', '2026-03-02T09:00:00.000000Z', 'to_check', 2);
        INSERT INTO markup_layers (project_id, name, colour, position) VALUES (1, 'a layer', '#00796b', 1);
    """,
    "0007": f"""
        INSERT INTO comparisons (older, older_page, newer, newer_page, version, trust, agreement, alignment, regions,
                found, reason) VALUES
            ('{_SHA["a1"]}', 0, '{_SHA["b2"]}', 0, 1, 'sure', 0.93, '[1.0, 0.0, 0.0, 1.0, 2.0, 3.0]', '[]', 0, NULL);
    """,
    "0008": f"""
        UPDATE annotations SET frame_file = '{_SHA["a1"]}' WHERE id = 'm-2';
        UPDATE calibrations SET frame_file = '{_SHA["b2"]}' WHERE entry_id = 7;
    """,
}


def write_database(path: Path, version: str) -> None:
    """A closed database of ``version`` in a new file, as that version left it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for step in (step for step in VERSIONS if step <= version):
        database = Database(path)
        migrate(database, path.parent / "while-it-lived", at=BEGUN, head=step)
        database.close()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.executescript(f"BEGIN; {CONTENT.get(step, '')} COMMIT;")


def read_rows(path: Path) -> Rows:
    """What is in a database, the search index apart. Reading folds in what a killed process left in the log."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]
            for table in tables
            if not table.startswith((_INDEX, "sqlite_"))
        }
