"""What must happen so that this machine follows Procore: a pure, total, deterministic function.

``plan(observed, held, policy)`` never looks at a clock, a file or the network. Carrying out all of its operations and
planning again gives the empty plan; an empty plan means in sync. Rules: S33, S48-S51, S55-S60, "Withdrawn".
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.domain.plan import (
    Arrange,
    Bookkeeping,
    Fetch,
    HeldDrawing,
    HeldRevision,
    LedgerLine,
    Note,
    Plan,
    PutDrawing,
    PutRevision,
)
from app.domain.states import ChangeKind, Wanted, Withdrawal
from app.sync.entries import arranged, current_revision
from app.sync.order import in_procore_order, larger_is_newer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.plan import Held, HeldEntry, Observed, Policy
    from app.domain.records import RemoteRevision

#: Current revisions before the rest: people build from them.
PRIORITY_CURRENT = 0
PRIORITY_OTHER = 1


def plan(observed: Observed, held: Held, policy: Policy) -> Plan:
    """The operations that make ``held`` follow ``observed``, in a fixed order."""
    live: dict[int, list[RemoteRevision]] = defaultdict(list)
    for revision in observed.revisions.values():
        if revision.published and not revision.deleted and revision.id in observed.present:
            live[revision.drawing_id].append(revision)
    newest_last = larger_is_newer(live.values())
    bookkeeping: list[Bookkeeping] = []
    fetches: list[Fetch] = []
    revisions_of: dict[int, list[HeldRevision]] = defaultdict(list)
    for decided in held.revisions.values():
        revisions_of[decided.drawing_id].append(decided)
    for drawing_id in sorted(live.keys() | held.drawings.keys()):
        step = _Drawing(
            drawing_id,
            in_procore_order(live.get(drawing_id, ()), larger_is_newer=newest_last),
            observed,
            held.drawings.get(drawing_id),
            {r.procore_id: r for r in revisions_of[drawing_id]},
            held.entries.get(drawing_id, ()),
            policy,
        )
        bookkeeping += step.bookkeeping()
        fetches += step.fetches()
    bookkeeping += _renamed_disciplines(live, held)
    fetches.sort(key=lambda f: (f.priority, f.number, f.revision_id))
    return Plan(tuple(bookkeeping), tuple(fetches))


def gone_missing(planned: Plan) -> int:
    """How many drawings the plan withdraws only because a listing no longer names them."""
    return sum(
        1 for op in planned.bookkeeping if isinstance(op, PutDrawing) and op.drawing.withdrawn is Withdrawal.MISSING
    )


def too_many_missing(planned: Plan, held: Held) -> bool:
    """The guard on mass withdrawal: more than max(50, 10 %) of a project is a broken listing until a person says
    otherwise (I4)."""
    return gone_missing(planned) > max(50, len(held.drawings) // 10)


class _Drawing:
    """One drawing's share of the plan."""

    def __init__(
        self,
        drawing_id: int,
        live: list[RemoteRevision],
        observed: Observed,
        held: HeldDrawing | None,
        decided: Mapping[int, HeldRevision],
        entries: tuple[HeldEntry, ...],
        policy: Policy,
    ) -> None:
        self._id = drawing_id
        self._live = live
        self._observed = observed
        self._held = held
        self._decided = decided
        self._entries = entries
        self._policy = policy
        self._current = current_revision(live)
        self._wanted = {r.id: self._decide(r) for r in live}

    def bookkeeping(self) -> list[Bookkeeping]:
        drawing = self._put_drawing()
        return [*drawing, *self._put_revisions(), *self._arrange()]

    def fetches(self) -> list[Fetch]:
        out = []
        for revision in self._live:
            decided = self._decided.get(revision.id)
            reason = None if self._wanted[revision.id] is Wanted.OLDER else _why_fetch(revision, decided)
            if reason is None:
                continue
            out.append(
                Fetch(
                    revision.id,
                    self._id,
                    revision.number or str(self._id),
                    revision.pdf_size,
                    PRIORITY_CURRENT if revision is self._current else PRIORITY_OTHER,
                    reason,
                    revision.updated_at,
                    None if decided is None else decided.sha256,
                )
            )
        return out

    def _decide(self, revision: RemoteRevision) -> Wanted:
        """Whether a revision belongs on this machine (S33, S48, S50, S51)."""
        decided = self._decided.get(revision.id)
        # A drawing that was obsolete already, with nothing flagged current, has no current revision to import (S33).
        is_current = revision is self._current and (revision.current or not revision.obsolete)
        if decided is not None:
            # A reorder can make a revision from before the connection the current one: then it must be here (S56).
            return Wanted.SINCE_CONNECTION if decided.wanted is Wanted.OLDER and is_current else decided.wanted
        if self._policy.baseline_known:
            return Wanted.SINCE_CONNECTION
        if is_current:
            return Wanted.AT_CONNECTION
        later = revision.updated_at is not None and revision.updated_at > self._policy.connected_at
        return Wanted.SINCE_CONNECTION if later else Wanted.OLDER

    def _put_drawing(self) -> list[Bookkeeping]:
        now = self._seen_as()
        if now == self._held:
            return []
        return [PutDrawing(now, tuple(self._drawing_ledger(now)))]

    def _seen_as(self) -> HeldDrawing:
        source = self._current or (self._live[-1] if self._live else None)
        if source is None:
            assert self._held is not None  # a drawing without live revisions is here only because it is held
            return _with_withdrawal(self._held, self._why_gone())
        return HeldDrawing(
            procore_id=self._id,
            number=source.number,
            title=source.title,
            area_id=source.area_id,
            discipline_id=source.discipline_id,
            discipline=source.discipline,
            withdrawn=Withdrawal.OBSOLETE if source.obsolete else None,
        )

    def _why_gone(self) -> Withdrawal | None:
        """Why no revision of a held drawing is listed any more; None while the evidence is incomplete (I4)."""
        assert self._held is not None
        known = [self._observed.revisions[r] for r in self._decided if r in self._observed.revisions]
        if known and all(r.deleted for r in known):
            return Withdrawal.DELETED
        return Withdrawal.MISSING if self._observed.complete else self._held.withdrawn

    def _drawing_ledger(self, now: HeldDrawing) -> list[LedgerLine]:
        was = self._held
        if was is None:
            if not self._policy.baseline_known:
                return []  # the first listing is the starting point, not a change
            return [LedgerLine(ChangeKind.ADDED, self._id, after=now.number)]
        lines = []
        if was.number != now.number:
            lines.append(LedgerLine(ChangeKind.RENUMBERED, self._id, before=was.number, after=now.number))
        if was.title != now.title:
            lines.append(LedgerLine(ChangeKind.RETITLED, self._id, before=was.title, after=now.title))
        if (was.area_id, was.discipline_id) != (now.area_id, now.discipline_id):
            before = {"area": was.area_id, "discipline": was.discipline}
            after = {"area": now.area_id, "discipline": now.discipline}
            lines.append(LedgerLine(ChangeKind.MOVED, self._id, before=before, after=after))
        if was.withdrawn != now.withdrawn:
            lines.append(
                LedgerLine(_WITHDRAWAL_LEDGER[now.withdrawn], self._id, before=was.withdrawn, after=now.withdrawn)
            )
        return lines

    def _put_revisions(self) -> list[Bookkeeping]:
        out: list[Bookkeeping] = []
        listed = {r.id for r in self._live}
        for revision in self._live:
            was = self._decided.get(revision.id)
            wanted = self._wanted[revision.id]
            if was is not None and (was.wanted, was.revision_number, was.withdrawn) == (
                wanted,
                revision.revision_number,
                None,
            ):
                continue
            out.append(
                PutRevision(
                    revision.id, self._id, wanted, revision.revision_number, None, self._revision_ledger(revision, was)
                )
            )
        for was in self._decided.values():
            why = None if was.procore_id in listed else self._why_revision_gone(was)
            if why is not None and why is not was.withdrawn:
                line = LedgerLine(_WITHDRAWAL_LEDGER[why], self._id, was.procore_id, before=was.withdrawn, after=why)
                # A drawing that goes takes its revisions along: one line says it.
                ledger = (line,) if self._live else ()
                out.append(PutRevision(was.procore_id, self._id, was.wanted, was.revision_number, why, ledger))
        return out

    def _revision_ledger(self, revision: RemoteRevision, was: HeldRevision | None) -> tuple[LedgerLine, ...]:
        if was is None:
            if not self._policy.baseline_known or self._held is None:
                return ()
            return (LedgerLine(ChangeKind.REVISED, self._id, revision.id, after=revision.revision_number),)
        lines = []
        if was.revision_number != revision.revision_number:
            lines.append(
                LedgerLine(
                    ChangeKind.RELABELLED,
                    self._id,
                    revision.id,
                    before=was.revision_number,
                    after=revision.revision_number,
                )
            )
        if was.withdrawn is not None and self._held is not None and self._held.withdrawn is None:
            lines.append(LedgerLine(ChangeKind.RESTORED, self._id, revision.id, before=was.withdrawn))
        return tuple(lines)

    def _why_revision_gone(self, was: HeldRevision) -> Withdrawal | None:
        seen = self._observed.revisions.get(was.procore_id)
        if seen is not None and seen.deleted:
            return Withdrawal.DELETED
        return Withdrawal.MISSING if self._observed.complete else was.withdrawn

    def _arrange(self) -> list[Bookkeeping]:
        wanted = [r for r in self._live if self._wanted[r.id] is not Wanted.OLDER]
        # An obsolete drawing is not in the current set: nothing of it may look current.
        current = None if self._current is None or self._current.obsolete else self._current.id
        entries, ledger = arranged(
            self._id, self._entries, wanted, current, mirrors_reorders=self._policy.mirrors_reorders
        )
        if entries == self._entries:
            return []
        return [Arrange(self._id, entries, ledger)]


_WITHDRAWAL_LEDGER = {
    None: ChangeKind.RESTORED,
    Withdrawal.OBSOLETE: ChangeKind.OBSOLETED,
    Withdrawal.DELETED: ChangeKind.DELETED,
    Withdrawal.MISSING: ChangeKind.DELETED,
}


def _with_withdrawal(held: HeldDrawing, why: Withdrawal | None) -> HeldDrawing:
    return HeldDrawing(held.procore_id, held.number, held.title, held.area_id, held.discipline_id, held.discipline, why)


def _why_fetch(revision: RemoteRevision, held: HeldRevision | None) -> str | None:
    """The reason to download a wanted revision, or None where its bytes are here."""
    if held is None or held.sha256 is None:
        return "not here yet"
    if revision.pdf_size is not None and held.fetched_size is not None and revision.pdf_size != held.fetched_size:
        return "replaced in Procore"
    return None


def _renamed_disciplines(live: Mapping[int, list[RemoteRevision]], held: Held) -> list[Bookkeeping]:
    """One ledger line for a discipline that got another name, not one for each of its drawings."""
    was = {d.discipline_id: d.discipline for d in held.drawings.values() if d.discipline_id is not None}
    now: dict[int, str | None] = {}
    for drawing_id, revisions in live.items():
        for revision in revisions:
            if revision.current and revision.discipline_id in was and drawing_id in held.drawings:
                now[revision.discipline_id] = revision.discipline
    out: list[Bookkeeping] = []
    for discipline_id in sorted(now):
        if was[discipline_id] != now[discipline_id]:
            line = LedgerLine(ChangeKind.RENAMED, None, before=was[discipline_id], after=now[discipline_id])
            out.append(Note((line,)))
    return out
