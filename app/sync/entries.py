"""A drawing's revision list on this machine: what is added, what moved, what stays where it was (S56-S60).

Pure. The list is only ever added to: an entry, once there, keeps its place, its identity and its annotations.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.domain.plan import HeldEntry, LedgerLine
from app.domain.states import ChangeKind, EntryKind
from app.sync.order import moved

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from app.domain.records import RemoteRevision


NOTHING: Mapping[int, int | None] = MappingProxyType({})


def current_revision(live: Sequence[RemoteRevision]) -> RemoteRevision | None:
    """The revision in force: the one Procore flags, the newest of several, else the newest of all (S56).

    ``live``: published revisions of one drawing, oldest first.
    """
    candidates = [r for r in live if r.current] or list(live)
    return candidates[-1] if candidates else None


def arranged(
    drawing_id: int,
    entries: tuple[HeldEntry, ...],
    wanted: Sequence[RemoteRevision],
    current: int | None,
    *,
    mirrors_reorders: bool,
    in_force: bool = True,
    elsewhere: Mapping[int, int | None] = NOTHING,
) -> tuple[tuple[HeldEntry, ...], tuple[LedgerLine, ...]]:
    """The revision list that follows Procore's order, and what the ledger says of it.

    ``wanted``: the revisions that belong here, in Procore's order, oldest first. ``current``: the newest of them, which
    takes over the annotations of the one before. ``in_force`` False: the drawing is obsolete, nothing of it is current.
    ``elsewhere``: entries of other drawings that stood for a revision until now. Entries of revisions that Procore no
    longer lists stay where they are.
    """
    target = [r.id for r in wanted]
    flagged = current if in_force else None
    if not entries and not elsewhere:  # every drawing of a first sync
        return tuple([HeldEntry(None, r, EntryKind.NORMAL, r == flagged) for r in target]), ()
    listed = set(target)
    active = [e.revision_id for e in entries if e.kind is not EntryKind.ORIGINAL and e.revision_id in listed]
    previous = _previously_current(entries)
    if active == target:  # nearly every drawing of nearly every sync
        return _with_current(entries, flagged, previous, listed), ()
    here = set(active)
    shifted: frozenset[int] = frozenset()
    if mirrors_reorders:
        after = [r for r in target if r in here]
        shifted = moved(active, after, {r.id: r.updated_at for r in wanted})
    result = [_as_original(e) if e.revision_id in shifted else e for e in entries]
    sources = {**elsewhere, **{e.revision_id: e.id for e in entries if e.kind is not EntryKind.ORIGINAL}}
    _insert(result, target, here - shifted, shifted, sources, previous, current)
    ledger = [
        LedgerLine(ChangeKind.REORDERED, drawing_id, r, before=active.index(r), after=target.index(r))
        for r in target
        if r in shifted
    ]
    return _with_current(result, flagged, None if shifted else previous, listed), tuple(ledger)


def _previously_current(entries: Sequence[HeldEntry]) -> HeldEntry | None:
    """Where people drew last; of a drawing that was obsolete, its newest entry."""
    newest = None
    for entry in reversed(entries):
        if entry.current:
            return entry
        if newest is None and entry.kind is not EntryKind.ORIGINAL:
            newest = entry
    return newest


def _with_current(
    entries: Iterable[HeldEntry], current: int | None, previous: HeldEntry | None, listed: Collection[int]
) -> tuple[HeldEntry, ...]:
    """The entries with the flag on the revision in force, and on nothing else; an Original never has it (S57).

    ``previous``: the entry that was current. Another that was here before it was in force takes over its annotations
    now, if it stands behind it, or if Procore took that one back. Else it is in force again, and has its own.
    """
    flagged = []
    passed = previous is not None and previous.revision_id not in listed
    for entry in entries:
        is_current = entry.revision_id == current and entry.kind is not EntryKind.ORIGINAL
        if entry.current is is_current:
            flagged.append(entry)
        elif passed and is_current and entry.id is not None and previous is not None:
            flagged.append(HeldEntry(entry.id, entry.revision_id, entry.kind, True, previous.id, carried=True))
        else:
            flagged.append(_flagged(entry, is_current))
        passed = passed or (previous is not None and entry.id == previous.id)
    return tuple(flagged)


def _flagged(entry: HeldEntry, current: bool) -> HeldEntry:
    # Spelled out, as every entry of a first sync comes by here: ``replace`` takes ten times as long.
    return HeldEntry(entry.id, entry.revision_id, entry.kind, current, entry.annotations_from, entry.carried)


def _as_original(entry: HeldEntry) -> HeldEntry:
    return entry if entry.kind is EntryKind.ORIGINAL else replace(entry, kind=EntryKind.ORIGINAL)


def _insert(
    result: list[HeldEntry],
    target: Sequence[int],
    stays: set[int],
    shifted: frozenset[int],
    sources: dict[int, int | None],
    previous: HeldEntry | None,
    current: int | None,
) -> None:
    """Put each new or moved revision right behind the one it follows in Procore's order."""
    at: int | None = None  # behind the last one placed
    for index, revision in enumerate(target):
        if revision in stays:
            at = max(at or 0, _place(result, revision) + 1)
            continue
        if at is None:
            follower = next((r for r in target[index:] if r in stays), None)
            at = len(result) if follower is None else _place(result, follower)
        else:
            at = _past_inactive(result, at, stays)
        result.insert(at, _new_entry(revision, shifted, sources, previous, current))
        at += 1


def _place(result: Sequence[HeldEntry], revision: int) -> int:
    return next(i for i, e in enumerate(result) if e.revision_id == revision and e.kind is not EntryKind.ORIGINAL)


def _past_inactive(result: Sequence[HeldEntry], at: int, stays: set[int]) -> int:
    """Behind originals and withdrawn entries that directly follow, so that the newest stands last."""
    while at < len(result) and (result[at].kind is EntryKind.ORIGINAL or result[at].revision_id not in stays):
        at += 1
    return at


def _new_entry(
    revision: int,
    shifted: frozenset[int],
    sources: dict[int, int | None],
    previous: HeldEntry | None,
    current: int | None,
) -> HeldEntry:
    if revision in shifted:
        return HeldEntry(None, revision, EntryKind.REORDERED, False, annotations_from=sources[revision])
    if sources.get(revision) is not None:  # moved here from another drawing, with its annotations
        return HeldEntry(None, revision, EntryKind.NORMAL, False, annotations_from=sources[revision])
    if revision == current and previous is not None and previous.revision_id != revision:
        return HeldEntry(None, revision, EntryKind.NORMAL, False, previous.id, carried=True)
    return HeldEntry(None, revision, EntryKind.NORMAL, False)
