"""What must hold after every step, read from the data directory itself and held against what Procore was (I1-I10)."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from drafter import Drafter, Drawn
from people import People, Truth


@dataclass(frozen=True)
class Line:
    """An entry, as marks need it."""

    drawing: int
    kind: str
    current: bool


@dataclass(frozen=True)
class KeptMark:
    drawn: Drawn
    source: str | None
    author: str
    created_at: str


@dataclass(frozen=True)
class Kept:
    """What the database says is on this machine. ``lists``: by drawing, the entries that are no Original, oldest
    first, as (revision, current, withdrawn); ``held``: hash by revision, where its bytes are here."""

    drawings: dict[int, str | None]
    lists: dict[int, list[tuple[int, bool, str | None]]]
    held: dict[int, str]
    withdrawn: dict[int, str]
    blobs: dict[str, int]
    annotations: dict[str, KeptMark]
    entries: dict[int, Line]
    watermark: str | None
    unfinished: int


def read(home: Path) -> Kept:
    with closing(sqlite3.connect(home / "planrack.db")) as database:

        def rows(statement: str) -> list[tuple[object, ...]]:
            return database.execute(statement).fetchall()

        lists: dict[int, list[tuple[int, bool, str | None]]] = {}
        for drawing, revision, current, withdrawn in database.execute(
            "SELECT d.procore_id, r.procore_id, e.current, r.withdrawn FROM entries e"
            " JOIN drawings d ON d.id = e.drawing_id JOIN revisions r ON r.id = e.revision_id"
            " WHERE e.kind != 'original' ORDER BY d.id, e.position"
        ):
            lists.setdefault(drawing, []).append((revision, bool(current), withdrawn))
        return Kept(
            drawings=dict(rows("SELECT procore_id, withdrawn FROM drawings")),  # type: ignore[arg-type]
            lists=lists,
            held=dict(
                rows(  # type: ignore[arg-type]
                    "SELECT r.procore_id, c.sha256 FROM revisions r JOIN contents c ON c.revision_id = r.id"
                    " JOIN blobs b ON b.sha256 = c.sha256 WHERE c.current = 1 AND b.state = 'held'"
                )
            ),
            withdrawn=dict(
                rows("SELECT procore_id, withdrawn FROM revisions WHERE withdrawn IS NOT NULL")  # type: ignore[arg-type]
            ),
            blobs=dict(rows("SELECT sha256, size FROM blobs WHERE state = 'held'")),  # type: ignore[arg-type]
            annotations={
                id: KeptMark(Drawn(entry, text, gone is None), source, author, at)
                for id, entry, text, gone, source, author, at in database.execute(
                    "SELECT id, entry_id, text, deleted_at, source_annotation_id, author, created_at FROM annotations"
                )
            },
            entries={
                id: Line(drawing, kind, bool(current))
                for id, drawing, kind, current in database.execute(
                    "SELECT e.id, d.procore_id, e.kind, e.current FROM entries e JOIN drawings d ON d.id = e.drawing_id"
                )
            },
            watermark=database.execute("SELECT watermark FROM links").fetchone()[0],
            unfinished=database.execute("SELECT count(*) FROM runs WHERE finished_at IS NULL").fetchone()[0],
        )


def assert_sound(home: Path) -> None:
    """The database file itself, after a crash."""
    with closing(sqlite3.connect(home / "planrack.db")) as database:
        assert database.execute("PRAGMA quick_check").fetchall() == [("ok",)], "the database is damaged"
        assert database.execute("PRAGMA foreign_key_check").fetchall() == [], "rows without their parents"


@dataclass
class Judge:
    """``gone_bad``: hashes of files that the story spoiled itself."""

    people: People
    mirrors: bool
    gone_bad: set[str]
    drafter: Drafter
    #: How many acts without a date had happened when the last full listing that succeeded began.
    silent_seen: int = -1

    def look_at(self, home: Path, kept: Kept) -> None:
        """Whatever happened: files, names, withdrawals, annotations."""
        for sha256, size in kept.blobs.items():
            if sha256 in self.gone_bad:
                continue
            path = home / "blobs" / sha256[:2] / f"{sha256[2:]}.pdf"
            assert path.is_file(), f"I1: a held file is not there: {sha256[:12]}"
            content = path.read_bytes()
            assert len(content) == size, f"I1: {len(content)} bytes instead of {size}"
            assert hashlib.sha256(content).hexdigest() == sha256, "I2: a file does not hash to its name"
        for revision, why in kept.withdrawn.items():
            assert revision in self.people.ever_gone, f"I4: revision {revision} is {why}, and never was gone"
        for drawing, reason in kept.drawings.items():
            assert reason is None or drawing in self.people.ever_withdrawn, (
                f"I4: drawing {drawing} is {reason}, and never was"
            )
        self._look_at_marks(kept)

    def _look_at_marks(self, kept: Kept) -> None:
        marks = kept.annotations
        for id, allowed in self.drafter.marks.items():
            found = marks[id].drawn if id in marks else None
            assert found in allowed, f"I10: {id} is {found}, not one of {allowed}"
        present: dict[tuple[int, str], str] = {}
        for id, mark in marks.items():
            if mark.source is not None:
                source = marks.get(mark.source)
                assert source is not None, f"I10: {id} is a copy of nothing"
                same = (mark.author, mark.created_at) == (source.author, source.created_at)
                assert same, f"S58: {id} has another author or time than what it is a copy of"
            other = present.setdefault((mark.drawn.entry, _root(marks, id)), id)
            assert other == id, f"S58: {id} and {other} are copies of one mark, on one sheet"

    def assert_green_is_earned(self, kept: Kept, began: Truth, *, full: bool) -> None:
        """A run that began when Procore was like this has succeeded (S33, S49, I5)."""
        if full:
            self.silent_seen = began.silent
        now = self.people.truth()
        silent = began.silent > self.silent_seen
        for drawing, order in began.orders.items():
            live = set(now.orders[drawing])
            current = began.current(drawing)
            wanted = self.people.issued & set(order) & live
            if current is not None and current == now.current(drawing) and not silent:
                wanted.add(current)
            for revision in sorted(wanted):
                self._assert_held(kept, revision, began)
        if now.acts != began.acts:
            return  # the rest is only certain where nothing changed under way
        for drawing, order in began.orders.items():
            self._assert_list(kept, drawing, order, began, silent=silent)
        if self.mirrors:
            self._assert_marks_followed(kept)

    def _assert_marks_followed(self, kept: Kept) -> None:
        """What was drawn on a current revision is on the one that is current now, or was removed there. Where a
        drawing was reordered, only its own marks are (S58)."""
        reordered = {line.drawing for line in kept.entries.values() if line.kind == "original"}
        current = {line.drawing: id for id, line in kept.entries.items() if line.current}
        present = {(mark.drawn.entry, _root(kept.annotations, id)) for id, mark in kept.annotations.items()}
        for id in sorted(self.drafter.followed):
            mark = kept.annotations.get(id)
            drawing = None if mark is None else kept.entries[mark.drawn.entry].drawing
            if drawing in current and drawing not in reordered | self.people.ever_withdrawn:
                assert (current[drawing], id) in present, f"{id} did not follow to what is current of {drawing}"

    def _assert_held(self, kept: Kept, revision: int, began: Truth) -> None:
        hashes = self.people.hashes[revision]
        # A file of the same size is only looked for where nothing else tells why the date moved (``domain.listing``).
        since = 0 if revision in self.people.disguised else began.versions[revision] - 1
        held = kept.held.get(revision)
        assert held is not None, f"green, and revision {revision} is not here"
        assert held in hashes[since:], f"green, and revision {revision} has bytes that were replaced before"

    def _assert_list(self, kept: Kept, drawing: int, order: Collection[int], began: Truth, *, silent: bool) -> None:
        entries = kept.lists.get(drawing, [])
        here = [revision for revision, _, withdrawn in entries if withdrawn is None]
        listed = set(order)
        assert len(set(here)) == len(here), f"S49: drawing {drawing} lists a revision twice: {here}"
        if not silent:
            assert set(here) <= listed, f"S49: drawing {drawing} shows {set(here) - listed}, which Procore does not"
        for revision in here:
            if revision in listed:
                self._assert_held(kept, revision, began)
        if silent:
            return
        current = [revision for revision, flag, _ in entries if flag]
        wanted = began.current(drawing)
        if entries:
            assert current == ([] if wanted is None else [wanted]), f"S56: drawing {drawing}: {current}, not {wanted}"
        if self.mirrors and drawing not in began.obsolete:
            theirs = [revision for revision in order if revision in set(here)]
            assert here == theirs, f"S49: drawing {drawing} is {here}, in Procore {theirs}"


def _root(marks: Mapping[str, KeptMark], id: str) -> str:
    """What a mark goes back to, through all copies."""
    while True:
        source = marks[id].source
        if source is None or source not in marks:
            return id
        id = source
