"""What was done to the marks of a sheet, and back again. Every step is kept in the store as it is made or undone."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoGroup, QUndoStack

from app.domain.markups import Markup
from app.domain.states import Carried
from app.ui.markups.saving import Deed, Order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.markups.board import Board
    from app.ui.markups.saving import Saver

_REMEMBERED = 500
#: What a step may change of a mark; all else is the store's to write.
_DRAWN = tuple(
    one.name
    for one in fields(Markup)
    if one.name not in ("id", "entry_id", "author", "created_at", "modified_at", "source_id")
)


#: A step: how many there were with it, by entry.
Done = dict[int, int]


class Edit(NamedTuple):
    """``before`` None: the mark is new; ``after`` None: it is taken off."""

    before: Markup | None
    after: Markup | None


class History(QObject):
    """One stack of steps for every entry on which something was done; they outlive a visit to another sheet.

    A step changes what it changed and nothing else, also when it is taken back: somebody may have moved a mark
    meanwhile, in another window, whose colour is changed back in this one.
    """

    changed = Signal()  # something else can be undone or redone now

    def __init__(self, board: Board, saver: Saver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._saver = saver
        self._stored: set[str] = set()  # what the store has a row of, also of removed ones
        self._facts: dict[str, Markup] = {}  # as the store gave them last, or as they were changed since
        self._stacks: dict[int, QUndoStack] = {}
        self._group = QUndoGroup(self)
        self._group.canUndoChanged.connect(self.changed)
        self._group.canRedoChanged.connect(self.changed)
        self._group.undoTextChanged.connect(self.changed)

    def open(self, entry: int | None, markups: Sequence[Markup]) -> None:
        """The marks of an entry were read; what is done from now on belongs to it."""
        self.note(markups)
        if entry is None:
            self._group.setActiveStack(None)  # type: ignore[arg-type]
            return
        self._group.setActiveStack(self._stack(entry))

    def note(self, markups: Sequence[Markup]) -> None:
        """The store has these."""
        for one in markups:
            self._stored.add(one.id)
            self._facts[one.id] = one

    def do(self, text: str, edits: Sequence[Edit], *, merge: str = "") -> Done:
        """Make a step, on each sheet whose marks it changes. Steps with the same ``merge`` on the same marks, one right
        after the other, are one step. Returns what ``take_back`` takes."""
        by_entry: dict[int, list[Edit]] = {}
        for one in edits:
            if one.before != one.after:
                by_entry.setdefault(_any(one).entry_id, []).append(one)
        done: Done = {}
        for entry, own in by_entry.items():
            stack = self._stack(entry)
            stack.push(_Step(self, text, own, merge))
            done[entry] = stack.index()
        return done

    def take_back(self, done: Done) -> bool:
        """Undo a step on all of its sheets where nothing was done since; False where that is none."""
        undone = [self._stacks[entry] for entry, count in done.items() if self._stacks[entry].index() == count]
        for stack in undone:
            stack.undo()
        return bool(undone)

    @property
    def undo_text(self) -> str | None:
        """What ``undo`` would take back, None for nothing."""
        return self._group.undoText() if self._group.canUndo() else None

    @property
    def redo_text(self) -> str | None:
        return self._group.redoText() if self._group.canRedo() else None

    def undo(self) -> None:
        self._group.undo()

    def redo(self) -> None:
        self._group.redo()

    def forget(self) -> None:
        """Marks are others than the steps knew."""
        for stack in self._stacks.values():
            stack.clear()

    def _stack(self, entry: int) -> QUndoStack:
        if entry not in self._stacks:
            self._stacks[entry] = QUndoStack(self._group)
            self._stacks[entry].setUndoLimit(_REMEMBERED)
        return self._stacks[entry]

    def apply(self, edits: Sequence[Edit]) -> None:
        """Show a step and have it kept."""
        gone = [one.before for one in edits if one.before is not None and one.after is None]
        back = [self._with_facts(one.after) for one in edits if one.before is None and one.after is not None]
        known = [one for one in back if one.id in self._stored]
        changed: list[Markup] = []
        confirmed: list[Markup] = []
        for before, after in edits:
            now = self._now(before) if before is not None and after is not None else None
            if before is None or after is None or now is None:
                continue
            differing = {name: getattr(after, name) for name in _DRAWN if getattr(before, name) != getattr(after, name)}
            looked_at = differing == {"carried": Carried.CONFIRMED}
            (confirmed if looked_at else changed).append(replace(now, **differing))
        there = [*back, *changed, *confirmed]
        self._facts.update({one.id: one for one in there})
        self._board.drop([one.id for one in gone if one.entry_id == self._board.entry])
        self._board.put([one for one in there if one.entry_id == self._board.entry])
        for deed, markups in (
            (Deed.REMOVE, gone),
            (Deed.RESTORE, known),
            (Deed.ADD, [one for one in back if one.id not in self._stored]),
            (Deed.CONFIRM, confirmed),
            (Deed.CHANGE, changed),
        ):
            if markups:
                self._saver.put(Order(deed, tuple(markups)))
        self._stored.update(one.id for one in back)

    def _now(self, markup: Markup) -> Markup | None:
        """As it is by now; None where it was taken off meanwhile."""
        here = markup.entry_id == self._board.entry
        return self._board.get(markup.id) if here else self._facts.get(markup.id)

    def _with_facts(self, markup: Markup) -> Markup:
        known = self._facts.get(markup.id)
        if known is None:
            return markup
        return replace(
            markup,
            author=known.author,
            created_at=known.created_at,
            modified_at=known.modified_at,
            source_id=known.source_id,
        )


class _Step(QUndoCommand):
    def __init__(self, history: History, text: str, edits: Sequence[Edit], merge: str) -> None:
        super().__init__(text)
        self._history = history
        self._edits = list(edits)
        self._merge = merge

    def redo(self) -> None:
        self._history.apply(self._edits)

    def undo(self) -> None:
        self._history.apply([Edit(one.after, one.before) for one in self._edits])

    def id(self) -> int:
        return 1 if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Step) or other._merge != self._merge:
            return False
        if [_any(one).id for one in other._edits] != [_any(one).id for one in self._edits]:
            return False
        self._edits = [Edit(mine.before, its.after) for mine, its in zip(self._edits, other._edits, strict=True)]
        return True


def _any(edit: Edit) -> Markup:
    one = edit.after or edit.before
    assert one is not None
    return one
