"""What must happen so that this machine follows Procore: a pure, total, deterministic function.

``plan(observed, held, policy)`` never looks at a clock, a file or the network. Carrying out all of its operations and
planning again gives the empty plan; an empty plan means in sync. Rules: S33, S48-S51, S55-S60, "Withdrawn".
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from app.domain.bulk import bulk
from app.domain.files import KnownBytes
from app.domain.plan import Arrange, Fetch, HeldDrawing, Plan, PutDrawing, PutRevision
from app.domain.states import EntryKind, FetchReason, Wanted, Withdrawal
from app.sync.changes import drawing_changes, put_folders, revision_changes, withdrawal_change
from app.sync.entries import arranged, current_revision
from app.sync.order import in_procore_order, larger_is_newer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.plan import Bookkeeping, Held, HeldRevision, LedgerLine, Observed, Policy
    from app.domain.records import RemoteRevision

#: Current revisions before the rest: people build from them. Files that are here and may be outdated come last.
PRIORITY_CURRENT = 0
PRIORITY_OTHER = 1
PRIORITY_CHECK = 2

_BY_ID = attrgetter("procore_id")
_BY_NUMBER = attrgetter("number")
_BY_PRIORITY = attrgetter("priority")


def plan(observed: Observed, held: Held, policy: Policy) -> Plan:
    """The operations that make ``held`` follow ``observed``, in a fixed order."""
    with bulk():
        live = _live(observed)
        decided: dict[int, list[HeldRevision]] = defaultdict(list)
        for revision in held.revisions.values():
            decided[revision.drawing_id].append(revision)
        step = _Planner(observed, held, policy, larger_is_newer(live.values()))
        for drawing_id in sorted(live.keys() | held.drawings.keys()):
            step.take(drawing_id, live.get(drawing_id, ()), decided.get(drawing_id, ()))
        # Two quick sorts that keep the order of equals, which is that of the drawings and of Procore.
        step.fetches.sort(key=_BY_NUMBER)
        step.fetches.sort(key=_BY_PRIORITY)
        return Plan((*put_folders(observed, live, held), *step.bookkeeping), tuple(step.fetches))


def missing_drawings(planned: Plan) -> frozenset[int]:
    """The drawings of which the plan withdraws something only because a listing no longer names it."""
    return frozenset(
        op.drawing.procore_id if isinstance(op, PutDrawing) else op.drawing_id
        for op in planned.bookkeeping
        if (isinstance(op, PutDrawing) and op.drawing.withdrawn is Withdrawal.MISSING)
        or (isinstance(op, PutRevision) and op.withdrawn is Withdrawal.MISSING)
    )


def too_many_missing(planned: Plan, held: Held, *, confirmed: frozenset[int] = frozenset()) -> bool:
    """The guard on mass withdrawal: more than max(50, 10 %) of a project is a broken listing until a person says
    otherwise (I4). ``confirmed``: drawings of which a person said so."""
    return len(missing_drawings(planned) - confirmed) > max(50, len(held.drawings) // 10)


def _live(observed: Observed) -> dict[int, list[RemoteRevision]]:
    """The revisions that Procore issues now, by drawing."""
    live: dict[int, list[RemoteRevision]] = defaultdict(list)
    for revision in observed.revisions.values():
        if observed.issues(revision):
            live[revision.drawing_id].append(revision)
    return live


class _Planner:
    """Collects the operations, drawing by drawing."""

    def __init__(self, observed: Observed, held: Held, policy: Policy, newest_last: bool) -> None:
        self._observed = observed
        self._held = held
        self._policy = policy
        self._newest_last = newest_last
        self.bookkeeping: list[Bookkeeping] = []
        self.fetches: list[Fetch] = []

    def take(self, drawing_id: int, listed: Sequence[RemoteRevision], decided: Sequence[HeldRevision]) -> None:
        """One drawing: ``listed`` are its live revisions, ``decided`` those recorded as its own."""
        live = in_procore_order(listed, larger_is_newer=self._newest_last)
        current = current_revision(live)
        self._drawing(drawing_id, current, decided)
        wanted = []
        for revision in live:
            if self._revision(drawing_id, revision, is_current=revision is current):
                wanted.append(revision)
        if len(decided) > len(live) or not all(self._is_live_in(drawing_id, r.procore_id) for r in decided):
            for was in sorted(decided, key=_BY_ID):
                self._gone(drawing_id, was, alone=bool(live))
        entries = self._held.entries.get(drawing_id, ())
        arrangement, ledger = arranged(
            drawing_id,
            entries,
            wanted,
            None if current is None else current.id,
            mirrors_reorders=self._policy.mirrors_reorders,
            # An obsolete drawing is not in the current set: nothing of it may look current.
            in_force=current is not None and not current.obsolete,
            elsewhere=self._entries_elsewhere(drawing_id, wanted),
        )
        if arrangement != entries:
            self.bookkeeping.append(Arrange(drawing_id, arrangement, ledger))

    # -- the drawing -----------------------------------------------------------------------------------------------

    def _drawing(self, drawing_id: int, source: RemoteRevision | None, decided: Sequence[HeldRevision]) -> None:
        was = self._held.drawings.get(drawing_id)
        if source is None:
            assert was is not None  # a drawing without live revisions is here only because it is held
            now = replace(was, withdrawn=self._why_gone(was, decided))
        else:
            now = HeldDrawing(
                drawing_id,
                source.number,
                source.title,
                source.area_id,
                source.discipline_id,
                source.discipline,
                Withdrawal.OBSOLETE if source.obsolete else None,
            )
        if now != was:
            # The first listing is the starting point, not a change.
            known = was is not None or self._policy.baseline_known
            self.bookkeeping.append(
                PutDrawing(now, drawing_changes(was, now, self._observed, self._held) if known else ())
            )

    def _why_gone(self, was: HeldDrawing, decided: Sequence[HeldRevision]) -> Withdrawal | None:
        """Why no revision of a held drawing is listed any more; None while the evidence is incomplete (I4)."""
        known = [seen for r in decided if (seen := self._observed.revisions.get(r.procore_id)) is not None]
        known = [seen for seen in known if seen.drawing_id == was.procore_id]  # the rest went to other drawings
        if known and all(seen.deleted for seen in known):
            return Withdrawal.DELETED
        return Withdrawal.MISSING if self._observed.complete else was.withdrawn

    # -- its revisions ---------------------------------------------------------------------------------------------

    def _revision(self, drawing_id: int, revision: RemoteRevision, *, is_current: bool) -> bool:
        """Decide about a live revision; returns whether it belongs on this machine."""
        was = self._held.revisions.get(revision.id)
        wanted = self._decide(revision, was, is_current=is_current)
        if was is None or _differs(was, revision, wanted):
            changes: tuple[LedgerLine, ...] = ()
            if was is not None:
                changes = revision_changes(was, revision, self._held)
            elif self._policy.baseline_known and drawing_id in self._held.drawings:
                changes = revision_changes(None, revision, self._held)
            self.bookkeeping.append(
                PutRevision(
                    revision.id,
                    drawing_id,
                    wanted,
                    revision.revision_number,
                    None,
                    changes,
                    revision.drawing_date,
                    revision.received_date,
                )
            )
        if wanted is Wanted.OLDER:
            return False
        reason = FetchReason.NEW if was is None else self._why_fetch(revision, was)
        if reason is not None:
            self._fetch(drawing_id, revision, was, reason, is_current=is_current)
        return True

    def _decide(self, revision: RemoteRevision, was: HeldRevision | None, *, is_current: bool) -> Wanted:
        """Whether a revision belongs on this machine (S33, S48, S50, S51)."""
        # A drawing that was obsolete already, with nothing flagged current, has no current revision to import (S33).
        in_force = is_current and (revision.current or not revision.obsolete)
        if was is not None:
            # A reorder can make a revision from before the connection the current one: then it must be here (S56).
            return Wanted.SINCE_CONNECTION if in_force and was.wanted is Wanted.OLDER else was.wanted
        if self._policy.baseline_known:
            return Wanted.SINCE_CONNECTION
        if in_force:
            return Wanted.AT_CONNECTION
        later = revision.updated_at is not None and revision.updated_at > self._policy.connected_at
        return Wanted.SINCE_CONNECTION if later else Wanted.OLDER

    def _why_fetch(self, revision: RemoteRevision, held: HeldRevision) -> FetchReason | None:
        """The reason to ask for the bytes of a wanted revision, or None where they are here."""
        if held.sha256 is None:
            return FetchReason.NEW
        # Where nothing was announced then, what is announced now must be what came.
        size = held.size if held.fetched_size is None else held.fetched_size
        if revision.pdf_size is not None and size is not None and revision.pdf_size != size:
            return FetchReason.REPLACED
        touched = self._observed.touched.get(revision.id)
        if touched is not None and (held.fetched_updated_at is None or held.fetched_updated_at < touched):
            return FetchReason.CHECK
        return None

    def _fetch(
        self,
        drawing_id: int,
        revision: RemoteRevision,
        was: HeldRevision | None,
        reason: FetchReason,
        *,
        is_current: bool,
    ) -> None:
        checks = reason is FetchReason.CHECK
        updated_at = revision.updated_at
        if checks and (updated_at is None or updated_at < self._observed.touched[revision.id]):
            updated_at = self._observed.touched[revision.id]  # else it would be asked again and again
        self.fetches.append(
            Fetch(
                revision.id,
                drawing_id,
                revision.number or str(drawing_id),
                revision.pdf_size,
                PRIORITY_CHECK if checks else PRIORITY_CURRENT if is_current else PRIORITY_OTHER,
                reason,
                updated_at,
                _known_bytes(was) if checks else None,
            )
        )

    def _gone(self, drawing_id: int, was: HeldRevision, *, alone: bool) -> None:
        """Withdraw a revision that Procore no longer issues. ``alone``: its drawing goes on without it."""
        why = self._why_revision_gone(was)
        if why is None or why is was.withdrawn:
            return
        # A drawing that goes takes its revisions along: one line says it.
        ledger = (withdrawal_change(drawing_id, was, why),) if alone else ()
        self.bookkeeping.append(
            PutRevision(
                was.procore_id,
                drawing_id,
                was.wanted,
                was.revision_number,
                why,
                ledger,
                was.drawing_date,
                was.received_date,
            )
        )

    def _why_revision_gone(self, was: HeldRevision) -> Withdrawal | None:
        seen = self._observed.revisions.get(was.procore_id)
        if seen is not None and seen.deleted:
            return Withdrawal.DELETED
        if seen is not None and self._observed.issues(seen):
            return None  # it is live, here or in another drawing
        return Withdrawal.MISSING if self._observed.complete else was.withdrawn

    def _is_live_in(self, drawing_id: int, revision_id: int) -> bool:
        seen = self._observed.revisions.get(revision_id)
        return seen is not None and seen.drawing_id == drawing_id and self._observed.issues(seen)

    def _entries_elsewhere(self, drawing_id: int, wanted: Sequence[RemoteRevision]) -> Mapping[int, int | None]:
        """For revisions that Procore moved here from another drawing: the entry that has their annotations."""
        found: dict[int, int | None] = {}
        revisions = self._held.revisions
        for revision in wanted if revisions else ():
            was = revisions.get(revision.id)
            if was is not None and was.drawing_id != drawing_id:
                for entry in self._held.entries.get(was.drawing_id, ()):
                    if entry.revision_id == revision.id and entry.kind is not EntryKind.ORIGINAL:
                        found[revision.id] = entry.id
        return found


def _differs(was: HeldRevision, revision: RemoteRevision, wanted: Wanted) -> bool:
    return (
        was.wanted is not wanted
        or was.withdrawn is not None
        or was.revision_number != revision.revision_number
        or was.drawing_date != revision.drawing_date
        or was.received_date != revision.received_date
        or was.drawing_id != revision.drawing_id
    )


def _known_bytes(was: HeldRevision | None) -> KnownBytes | None:
    if was is None or was.sha256 is None or was.size is None:
        return None
    return KnownBytes(was.sha256, was.size, was.etag)
