"""People who work in Procore: everything they can change, and what of it an engine has to have noticed when."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from app.sandbox.entities import Drawing, Project, Revision, User
from app.sandbox.world import World

_LETTERS = "AESMPC"


@dataclass(frozen=True)
class Truth:
    """What a listing that began at this moment had to find. ``orders``: published revisions by drawing, oldest first;
    ``versions``: how many files each revision had had."""

    acts: int
    silent: int
    orders: dict[int, tuple[int, ...]]
    obsolete: frozenset[int]
    versions: dict[int, int]

    def current(self, drawing_id: int) -> int | None:
        order = self.orders[drawing_id]
        return order[-1] if order and drawing_id not in self.obsolete else None


class NoSource:
    """Nobody draws sheets here: every revision is given its bytes."""

    def pdf(self, drawing: Drawing, revision: Revision) -> bytes:
        raise AssertionError("a sheet without bytes")


class People:
    """``acts`` counts what they did. ``silent``: how many acts moved no date (contract §9: only a full listing is sure
    to see them). ``ever_gone``: revisions that were deleted at some time. ``hashes``: of every file a revision had."""

    def __init__(self, world: World, chance: Random) -> None:
        self.world = world
        self._chance = chance
        self.acts = 0
        self.silent = 0
        self.ever_gone: set[int] = set()
        self.ever_withdrawn: set[int] = set()
        self.hashes: dict[int, list[str]] = {}
        #: Revisions whose file was replaced by one of the same size.
        self.disguised: set[int] = set()
        self._papers = 0
        self.user: User = world.add_user("estimator@example.com", "Estimator")
        self.company = world.add_company("Builder", [self.user])
        self.project: Project = world.add_project(
            self.company, "School", [self.user], created_at=world.now() - timedelta(days=90)
        )
        #: Published after the connection: all of them belong on the machine (S49).
        self.issued: set[int] = set()
        self.connected = False

    # -- building ----------------------------------------------------------------------------------------------

    def found(self, drawings: int) -> None:
        """A project as it stands when it is connected."""
        world, chance = self.world, self._chance
        for place in range(chance.choice((1, 1, 2))):
            world.add_area(self.project, f"Area {place}")
        for letter in _LETTERS[: chance.randint(1, 3)]:
            world.add_discipline(self.project, f"Discipline {letter}")
        world.add_set(self.project, "Bid set", at=world.now())
        before = world.now() - timedelta(days=30)
        for _ in range(drawings):
            self._add_drawing(at=before)
        for drawing in world.drawings_of(self.project.id):
            if chance.random() < 0.1:
                world.set_obsolete(drawing.id)
                self.ever_withdrawn.add(drawing.id)

    def truth(self) -> Truth:
        """Procore as it is now."""
        drawings = self.world.drawings_of(self.project.id)
        return Truth(
            self.acts,
            self.silent,
            {drawing.id: self.world.live_order(drawing) for drawing in drawings},
            frozenset(drawing.id for drawing in drawings if drawing.obsolete),
            {revision: len(hashes) for revision, hashes in self.hashes.items()},
        )

    # -- acting ------------------------------------------------------------------------------------------------

    def act(self) -> str:
        """Do one thing, somewhere; what it was."""
        kinds: list[tuple[int, Callable[[], object]]] = [
            (3, self._add_drawing),
            (8, self._revise),
            (3, self._revise_twice),
            (2, self._upload),
            (3, self._publish_late),
            (5, self._reorder),
            (2, self._renumber),
            (2, self._retitle),
            (2, self._move),
            (2, self._relabel),
            (1, self._rename_discipline),
            (2, self._obsolete),
            (3, self._delete),
            (1, self._delete_drawing),
            (2, self._restore),
            (2, self._replace),
            (1, self._replace_same_size),
        ]
        (act,) = self._chance.choices([act for _, act in kinds], [weight for weight, _ in kinds])
        self.acts += 1
        act()
        for drawing in self.world.drawings_of(self.project.id):
            if not self.world.live_order(drawing):
                self.ever_withdrawn.add(drawing.id)
        return act.__name__.strip("_")

    def _drawing(self) -> Drawing:
        return self._chance.choice(self.world.drawings_of(self.project.id))

    def _revision(self) -> Revision:
        return self._chance.choice(tuple(self.world.revisions.values()))

    def _paper(self, size: int | None = None) -> bytes:
        self._papers += 1
        head, tail = b"%PDF-1.4\n% paper " + str(self._papers).zfill(6).encode() + b"\n", b"\n%%EOF\n"
        size = size or self._chance.choice((60, 250, 700, 1500, 4000)) + self._chance.randrange(40)
        return head + b"." * max(0, size - len(head) - len(tail)) + tail

    def publish(
        self, drawing_id: int, *, reviewed: bool = True, at: datetime | None = None, size: int | None = None
    ) -> Revision:
        """A next revision with a file of about this size."""
        label = str(len(self.world.revisions_of(drawing_id)))
        paper = self._paper(size)
        revision = self.world.publish(drawing_id, label, reviewed=reviewed, at=at, content=paper)
        self._keep(revision, paper)
        if reviewed and self.connected:
            self.issued.add(revision.id)
        return revision

    def _keep(self, revision: Revision, paper: bytes) -> None:
        self.world.library.file(self.world.drawing(revision.drawing_id), revision)
        self.hashes.setdefault(revision.id, []).append(hashlib.sha256(paper).hexdigest())

    def _add_drawing(self, at: datetime | None = None) -> None:
        world, chance = self.world, self._chance
        area = chance.choice(world.areas_of(self.project.id))
        discipline = chance.choice((None, *world.disciplines_of(self.project.id)))
        number = f"{chance.choice(_LETTERS)}-{len(world.drawings) + 100}"
        drawing = world.add_drawing(area, number, f"Sheet {number}", discipline)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            self.publish(drawing.id, at=at)

    def _revise(self) -> None:
        self.publish(self._drawing().id)

    def _revise_twice(self) -> None:
        drawing = self._drawing()
        for _ in range(self._chance.randint(2, 3)):
            self.publish(drawing.id)

    def _upload(self) -> None:
        self.publish(self._drawing().id, reviewed=False)

    def _publish_late(self) -> None:
        waiting = [one for one in self.world.revisions.values() if not one.reviewed and one.deleted_at is None]
        if not waiting:
            self._upload()
            return
        late = self._chance.choice(waiting).id
        self.world.review(late)
        self.issued.add(late)

    def _reorder(self) -> None:
        many = [d for d in self.world.drawings_of(self.project.id) if len(self.world.live_order(d)) > 1]
        if not many:
            self._revise_twice()
            return
        drawing = self._chance.choice(many)
        order = list(self.world.live_order(drawing))
        if self._chance.random() < 0.6:
            order.insert(self._chance.randrange(len(order)), order.pop(self._chance.randrange(len(order))))
        else:
            self._chance.shuffle(order)
        self.world.reorder(drawing.id, order, bump=self._bumps())

    def _bumps(self) -> bool:
        bump = self._chance.random() < 0.6
        self.silent += not bump
        return bump

    def _renumber(self) -> None:
        drawing = self._drawing()
        self.world.rename(drawing.id, number=f"X-{self._chance.randrange(1000)}", bump=self._bumps())

    def _retitle(self) -> None:
        self.world.rename(self._drawing().id, title=f"Title {self._chance.randrange(1000)}", bump=self._bumps())

    def _move(self) -> None:
        world = self.world
        discipline = self._chance.choice((None, *world.disciplines_of(self.project.id)))
        area = self._chance.choice(world.areas_of(self.project.id))
        world.move(
            self._drawing().id,
            discipline_id=None if discipline is None else discipline.id,
            area_id=area.id,
            bump=self._bumps(),
        )

    def _relabel(self) -> None:
        self.world.relabel(self._revision().id, f"ASI-{self._chance.randrange(9)}")

    def _rename_discipline(self) -> None:
        one = self._chance.choice(self.world.disciplines_of(self.project.id))
        self.world.disciplines[one.id] = replace(one, name=f"Trade {self._chance.randrange(100)}")
        self.silent += 1

    def _obsolete(self) -> None:
        drawing = self._drawing()
        self.ever_withdrawn.add(drawing.id)
        self.world.set_obsolete(drawing.id, not drawing.obsolete, bump=self._bumps())

    def _delete(self) -> None:
        revision = self._revision()
        self.ever_gone.add(revision.id)
        self.world.delete(revision.id)

    def _delete_drawing(self) -> None:
        drawing = self._drawing()
        self.ever_gone.update(one.id for one in self.world.revisions_of(drawing.id))
        self.world.delete_drawing(drawing.id)

    def _restore(self) -> None:
        gone = [one for one in self.world.revisions.values() if one.deleted_at is not None]
        if gone:
            self.world.delete(self._chance.choice(gone).id, deleted=False)

    def _replace(self) -> None:
        revision = self._revision()
        paper = self._paper()
        while len(paper) == self._size(revision):
            paper = self._paper()
        self._put_behind(revision, paper)

    def _replace_same_size(self) -> None:
        revision = self._revision()
        if self.world.now() - revision.updated_at < timedelta(seconds=2):
            return  # dates are whole seconds: nobody could tell
        self.disguised.add(revision.id)
        self._put_behind(revision, self._paper(self._size(revision)))

    def replace(self, revision_id: int, *, size: int) -> None:
        """Put a file of another size behind a revision."""
        self._put_behind(self.world.revision(revision_id), self._paper(size))

    def _size(self, revision: Revision) -> int:
        return self.world.library.file(self.world.drawing(revision.drawing_id), revision).size

    def _put_behind(self, revision: Revision, paper: bytes) -> None:
        self.world.replace_file(revision.id, paper)
        self._keep(self.world.revision(revision.id), paper)
