"""Somebody who marks sheets up at this computer, also while a sync runs, and knows afterwards what must be there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from random import Random

from computer import Computer, Crash

from app.domain.failures import Failure
from app.domain.markups import Geometry, Markup, MarkupKind
from app.domain.measures import Calibration, LengthUnit
from app.domain.plane import Point
from app.domain.states import Carried
from app.storage.store import Store


@dataclass(frozen=True)
class Drawn:
    """A mark as it must be found: on which entry, with which words, and whether it is on the sheet."""

    entry: int
    text: str
    living: bool = True


class Drafter:
    """``marks``: by id, what each may be now: what was stored last, and where storing was cut short or refused, what
    that would have made of it. None: it may not be there. ``followed``: drawn on a current revision and never removed.
    """

    def __init__(self, computer: Computer, chance: Random) -> None:
        self._computer = computer
        self._chance = chance
        self.marks: dict[str, tuple[Drawn | None, ...]] = {}
        self.followed: set[str] = set()
        self._number = 0

    def act(self) -> None:
        """One stroke, if the program runs. What comes of it is noted here, whatever happens."""
        computer = self._computer
        if computer.life is None or computer.dead:
            return
        acts: list[tuple[int, Callable[[Store], None]]] = [
            (6, self._draw),
            (3, self._change),
            (2, self._remove),
            (1, self._restore),
            (2, self._confirm),
            (1, self._calibrate),
        ]
        (act,) = self._chance.choices([one for _, one in acts], [weight for weight, _ in acts])
        computer.trace.append(f"drafter: {act.__name__.strip('_')}")
        try:
            act(computer.life.store)
        except Failure as failure:
            computer.trace.append(f"drafter: {failure}")
        except Crash:
            pass  # the stroke in hand
        else:
            computer.database_is_flushed()

    def draw_on_everything(self) -> None:
        """A mark on every entry that is current."""
        assert self._computer.life is not None
        for entry, current in self._rows("SELECT id, current FROM entries ORDER BY id"):
            if current:
                self._add(self._computer.life.store, entry, current=True)

    # -- strokes -------------------------------------------------------------------------------------------------

    def _draw(self, store: Store) -> None:
        found = self._rows("SELECT id, current FROM entries ORDER BY id")
        if found:
            entry, current = self._chance.choice(found)
            self._add(store, entry, current=bool(current))

    def _add(self, store: Store, entry: int, *, current: bool) -> None:
        self._number += 1
        id = f"mark-{self._number}"
        geometry = Geometry((Point(10, 10), Point(90, 50)))
        one = Markup(id, entry, 0, "", MarkupKind.CLOUD, geometry, text=f"stroke {self._number}")
        drawn = Drawn(entry, one.text)
        self._store(id, (None, drawn), drawn, lambda: store.annotations.add([one]))
        if current:
            self.followed.add(id)

    def _change(self, store: Store) -> None:
        one = self._one_of(store)
        if one is not None:
            self._number += 1
            now = Drawn(one.entry_id, f"changed {self._number}")
            before = self._known(one)
            self._store(one.id, (*before, now), now, lambda: store.annotations.change([replace(one, text=now.text)]))

    def _remove(self, store: Store) -> None:
        one = self._one_of(store)
        if one is not None:
            self.followed.discard(one.id)
            gone = Drawn(one.entry_id, one.text, living=False)
            self._store(one.id, (*self._known(one), gone), gone, lambda: store.annotations.remove([one.id]))

    def _restore(self, store: Store) -> None:
        gone = [(id, states[0]) for id, states in sorted(self.marks.items()) if len(states) == 1 and states[0]]
        gone = [(id, state) for id, state in gone if not state.living]  # type: ignore[union-attr]
        if gone:
            id, state = self._chance.choice(gone)
            assert state is not None
            back = replace(state, living=True)
            self._store(id, (state, back), back, lambda: store.annotations.restore([id]))

    def _confirm(self, store: Store) -> None:
        one = self._one_of(store, carried=True)
        if one is not None:
            same = self._known(one)
            self._store(one.id, same, same[-1], lambda: store.annotations.confirm([one]))  # type: ignore[arg-type]

    def _calibrate(self, store: Store) -> None:
        found = self._rows("SELECT id FROM entries ORDER BY id")
        if found:
            (entry,) = self._chance.choice(found)
            store.calibrations.put(Calibration(entry, 0, 0.04, LengthUnit.METRES))

    # -- what is known -------------------------------------------------------------------------------------------

    def _store(self, id: str, meanwhile: tuple[Drawn | None, ...], then: Drawn, write: Callable[[], object]) -> None:
        self.marks[id] = meanwhile
        write()
        self.marks[id] = (then,)

    def _known(self, one: Markup) -> tuple[Drawn | None, ...]:
        """What it was read as: that is what it is, also where it was not certain before."""
        return (Drawn(one.entry_id, one.text),)

    def _one_of(self, store: Store, *, carried: bool = False) -> Markup | None:
        """Any mark on any sheet, copies as well."""
        entries = self._rows("SELECT DISTINCT entry_id FROM annotations WHERE deleted_at IS NULL ORDER BY entry_id")
        if not entries:
            return None
        (entry,) = self._chance.choice(entries)
        held = [
            one for one in store.annotations.of_entry(entry).markups if not carried or one.carried is Carried.TO_CHECK
        ]
        return self._chance.choice(held) if held else None

    def _rows(self, statement: str) -> Sequence[tuple[int, ...]]:
        with closing(sqlite3.connect(self._computer.home / "planrack.db")) as database:
            return database.execute(statement).fetchall()
