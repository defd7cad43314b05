"""What the ledger says of a plan: everything Procore changed, one line each, with before and after (SPEC §9). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.plan import LedgerLine, PutFolder
from app.domain.states import ChangeKind, FolderKind, Withdrawal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set
    from datetime import date, datetime

    from app.domain.plan import Held, HeldDrawing, HeldRevision, Observed
    from app.domain.records import RemoteRevision

_WITHDRAWAL = {
    None: ChangeKind.RESTORED,
    Withdrawal.OBSOLETE: ChangeKind.OBSOLETED,
    Withdrawal.DELETED: ChangeKind.DELETED,
    Withdrawal.MISSING: ChangeKind.DELETED,
}


def drawing_changes(
    was: HeldDrawing | None, now: HeldDrawing, observed: Observed, held: Held
) -> tuple[LedgerLine, ...]:
    """What happened to a drawing. ``was`` None: it is new."""
    id = now.procore_id
    if was is None:
        return (LedgerLine(ChangeKind.ADDED, id, after=now.number),)
    lines = []
    if was.number != now.number:
        lines.append(LedgerLine(ChangeKind.RENUMBERED, id, before=was.number, after=now.number))
    if was.title != now.title:
        lines.append(LedgerLine(ChangeKind.RETITLED, id, before=was.title, after=now.title))
    before, after = {}, {}
    if was.area_id != now.area_id:
        before["area"] = _area_before(was.area_id, held)
        after["area"] = _area_after(now.area_id, observed, held)
    # Where Procore gives a discipline no id, its name is all there is.
    if was.discipline_id != now.discipline_id or (now.discipline_id is None and was.discipline != now.discipline):
        before["discipline"], after["discipline"] = was.discipline, now.discipline
    if after:
        lines.append(LedgerLine(ChangeKind.MOVED, id, before=before, after=after))
    if was.withdrawn is not now.withdrawn:
        lines.append(LedgerLine(_WITHDRAWAL[now.withdrawn], id, before=was.withdrawn, after=now.withdrawn))
    return tuple(lines)


def revision_changes(was: HeldRevision | None, now: RemoteRevision, held: Held) -> tuple[LedgerLine, ...]:
    """What happened to a live revision. ``was`` None: it is new in a drawing that is not."""
    if was is None:
        return (LedgerLine(ChangeKind.REVISED, now.drawing_id, now.id, after=now.revision_number),)
    lines = []
    if was.revision_number != now.revision_number:
        before, after = was.revision_number, now.revision_number
        lines.append(LedgerLine(ChangeKind.RELABELLED, now.drawing_id, now.id, before=before, after=after))
    dates = {
        name: (_day(old), _day(new))
        for name, old, new in (
            ("drawing_date", was.drawing_date, now.drawing_date),
            ("received_date", was.received_date, now.received_date),
        )
        if old != new
    }
    if dates:
        old_dates, new_dates = ({name: pair[side] for name, pair in dates.items()} for side in (0, 1))
        lines.append(LedgerLine(ChangeKind.REDATED, now.drawing_id, now.id, before=old_dates, after=new_dates))
    if was.drawing_id != now.drawing_id:
        source = held.drawings[was.drawing_id].number
        moved = LedgerLine(
            ChangeKind.MOVED, now.drawing_id, now.id, before={"drawing": source}, after={"drawing": now.number}
        )
        lines.append(moved)
    drawing = held.drawings.get(was.drawing_id)
    # A drawing that comes back brings its revisions along: one line says it.
    if was.withdrawn is not None and drawing is not None and drawing.withdrawn is None:
        lines.append(LedgerLine(ChangeKind.RESTORED, now.drawing_id, now.id, before=was.withdrawn))
    return tuple(lines)


def withdrawal_change(drawing_id: int, was: HeldRevision, why: Withdrawal) -> LedgerLine:
    """A revision went, and its drawing did not."""
    return LedgerLine(_WITHDRAWAL[why], drawing_id, was.procore_id, before=was.withdrawn, after=why)


def put_folders(observed: Observed, live: Mapping[int, Sequence[RemoteRevision]], held: Held) -> Iterator[PutFolder]:
    """Areas, disciplines and sets whose name is new or changed: one line for each, not one for each drawing."""
    names = {(FolderKind.AREA, area.id): area.name for area in observed.areas}
    names |= {(FolderKind.SET, drawing_set.id): drawing_set.name for drawing_set in observed.sets}
    names |= {(FolderKind.DISCIPLINE, discipline.id): discipline.name for discipline in observed.disciplines}
    names |= _unlisted_disciplines(names.keys(), live)
    for kind, id in sorted(names):
        was, now = held.folders.get((kind, id)), names[kind, id]
        if was != now:
            renamed = LedgerLine(ChangeKind.RENAMED, None, before={kind.value: was}, after={kind.value: now})
            yield PutFolder(kind, id, now, () if was is None else (renamed,))


def _unlisted_disciplines(
    listed: Set[tuple[FolderKind, int]], live: Mapping[int, Sequence[RemoteRevision]]
) -> dict[tuple[FolderKind, int], str]:
    """Names of disciplines that only revisions tell; where these differ, the one that was changed last is right."""
    known = {id for kind, id in listed if kind is FolderKind.DISCIPLINE}
    newest: dict[int, RemoteRevision] = {}
    for revisions in live.values():
        for revision in revisions:
            id = revision.discipline_id
            if not revision.current or id is None or id in known:
                continue
            if id not in newest or _age(revision) > _age(newest[id]):
                newest[id] = revision
    return {(FolderKind.DISCIPLINE, id): revision.discipline or "" for id, revision in newest.items()}


def _area_before(id: int | None, held: Held) -> str | None:
    return None if id is None else held.folders.get((FolderKind.AREA, id), str(id))


def _area_after(id: int | None, observed: Observed, held: Held) -> str | None:
    named = next((area.name for area in observed.areas if area.id == id), None)
    return _area_before(id, held) if named is None else named


def _age(revision: RemoteRevision) -> tuple[bool, datetime | None, int]:
    return revision.updated_at is not None, revision.updated_at, revision.id


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
