"""What was done to the marks of a sheet, and back again. Every step is kept in the store as it is made or undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoGroup, QUndoStack

from app.domain.states import Carried
from app.ui.markups.saving import Deed, Order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.markups import Markup
    from app.ui.markups.board import Board
    from app.ui.markups.saving import Saver

_REMEMBERED = 500


class Edit(NamedTuple):
    """``before`` None: the mark is new; ``after`` None: it is taken off."""

    before: Markup | None
    after: Markup | None


class History(QObject):
    """One stack of steps for every entry that was open; they outlive a visit to another sheet."""

    changed = Signal()  # something else can be undone or redone now

    def __init__(self, board: Board, saver: Saver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._saver = saver
        self._stored: set[str] = set()  # what the store has a row of, also of removed ones
        self._facts: dict[str, Markup] = {}  # as the store gave them: author and times are its to write
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
        if entry not in self._stacks:
            self._stacks[entry] = QUndoStack(self._group)
            self._stacks[entry].setUndoLimit(_REMEMBERED)
        self._group.setActiveStack(self._stacks[entry])

    def note(self, markups: Sequence[Markup]) -> None:
        """The store has these."""
        for one in markups:
            self._stored.add(one.id)
            self._facts[one.id] = one

    def do(self, text: str, edits: Sequence[Edit], *, merge: str = "") -> None:
        """Make a step. Steps with the same ``merge`` on the same marks, one right after the other, are one step."""
        edits = [one for one in edits if one.before != one.after]
        stack = self._group.activeStack()
        if edits and stack is not None:
            stack.push(_Step(self, text, edits, merge))

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

    def forget(self, entry: int) -> None:
        """The marks of an entry are others than the steps knew."""
        if entry in self._stacks:
            self._stacks[entry].clear()

    def apply(self, edits: Sequence[Edit]) -> None:
        """Show a step and have it kept."""
        gone = [one.before for one in edits if one.before is not None and one.after is None]
        there = [self._with_facts(one.after) for one in edits if one.after is not None]
        self._board.drop([one.id for one in gone])
        self._board.put(there)
        back = [self._with_facts(one.after) for one in edits if one.before is None and one.after is not None]
        known = [one for one in back if one.id in self._stored]
        changes = [(one.before, one.after) for one in edits if one.before is not None and one.after is not None]
        confirmed = [after for before, after in changes if replace(before, carried=Carried.CONFIRMED) == after]
        changed = [after for before, after in changes if replace(before, carried=Carried.CONFIRMED) != after]
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
        if [_id(one) for one in other._edits] != [_id(one) for one in self._edits]:
            return False
        self._edits = [Edit(mine.before, its.after) for mine, its in zip(self._edits, other._edits, strict=True)]
        return True


def _id(edit: Edit) -> str:
    one = edit.after or edit.before
    assert one is not None
    return one.id
