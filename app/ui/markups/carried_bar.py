"""Marks that were carried from an earlier revision and wait for somebody to look: all at once, or one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, Signal, Slot
from PySide6.QtWidgets import QPushButton

from app.domain.states import Carried
from app.ui import dates
from app.ui.controls import Note
from app.ui.markups.wording import kind_name
from app.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from app.domain.markups import Markup
    from app.domain.views import Drawing, Entry
    from app.ui.markups.bench import Bench


class CarriedBar(Note):
    """Shown while there are any on the sheet. ``looked_at`` asks to bring a mark into sight."""

    looked_at = Signal(object)  # Markup

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent, tone=Tone.WARNING)
        self.setObjectName("markup.carried")
        self._bench = bench
        self._reviewed: str | None = None
        self._origins: Mapping[str, int] = {}
        self._drawing: Drawing | None = None
        self._shown: Entry | None = None
        self.accept_all, self.review, self.discard_all = QPushButton(self), QPushButton(self), QPushButton(self)
        self.accept, self.discard, self.following = QPushButton(self), QPushButton(self), QPushButton(self)
        self.end = QPushButton(self)
        self._all = (self.accept_all, self.review, self.discard_all)
        self._one = (self.accept, self.discard, self.following, self.end)
        for button in (*self._all, *self._one):
            self.row.addWidget(button)
        self.accept_all.clicked.connect(lambda: self._accept(self._waiting()))
        self.discard_all.clicked.connect(lambda: self._discard(self._waiting()))
        self.review.clicked.connect(lambda: self._step(0))
        self.following.clicked.connect(lambda: self._step(1))
        self.end.clicked.connect(lambda: self._look_at(None))
        self.accept.clicked.connect(lambda: self._settle(self._accept))
        self.discard.clicked.connect(lambda: self._settle(self._discard))
        bench.board.changed.connect(self.renew)
        self.hide()
        self._retranslate()

    def know(self, origins: Mapping[str, int], drawing: Drawing | None, shown: Entry | None) -> None:
        """Where marks come from (see ``SheetMarkups``), and which revision of which drawing is shown."""
        self._origins, self._drawing, self._shown = origins, drawing, shown
        self.renew()

    @Slot()
    def renew(self) -> None:
        """Say how many there are now."""
        waiting = self._waiting()
        ids = [one.id for one in waiting]
        if self._reviewed not in ids:
            self._reviewed = None
        reviewing = self._reviewed is not None
        for button in self._all:
            button.setVisible(not reviewing)
        for button in self._one:
            button.setVisible(reviewing)
        for button in (self.accept_all, self.discard_all, self.accept, self.discard):
            button.setEnabled(self._bench.locked is None)
            button.setToolTip(self._bench.locked or "")
        if not waiting:
            self.say("")
        elif self._reviewed is not None:
            at = ids.index(self._reviewed)
            what = ": ".join(part for part in (kind_name(waiting[at].kind), waiting[at].text) if part)
            words = self.tr(
                "{number} of {count}, from {origin}: {what}. Accept it, drag it to its place, or discard it."
            )
            origin = self._origin(waiting[at : at + 1])
            self.say(words.format(number=at + 1, count=len(ids), what=what, origin=origin))
        else:
            self.say(" ".join(self._sentences(waiting)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _sentences(self, waiting: list[Markup]) -> list[str]:
        shown = self._revision(self._shown)
        stayed = [one for one in waiting if self._shown is not None and self._origins.get(one.id) == self._shown.id]
        carried = [one for one in waiting if one not in stayed]
        told = []
        if carried:
            count = len(carried)  # a plain name: lupdate overlooks texts with a call in the place of the number
            words = self.tr("%n markup(s) carried from {origin} to {shown}, which is open here: to check.", "", count)
            told.append(words.format(origin=self._origin(carried), shown=shown))
        if stayed:
            count = len(stayed)
            words = self.tr("%n markup(s) drawn before Procore replaced the file of {shown}: to check.", "", count)
            told.append(words.format(shown=shown))
        return told

    def _origin(self, markups: list[Markup]) -> str:
        """The revisions whose sheets marks come from, oldest first."""
        wanted = {self._origins.get(one.id) for one in markups}
        entries = self._drawing.entries if self._drawing is not None else ()
        names = [self._revision(one) for one in entries if one.id in wanted]
        if None in wanted:
            names.append(self.tr("an earlier revision"))
        if wanted - {None, *(one.id for one in entries)}:
            names.append(self.tr("another sheet"))  # Procore moved the revision here
        return QLocale().createSeparatedList(list(dict.fromkeys(names)))

    def _revision(self, entry: Entry | None) -> str:
        if entry is None:
            return ""
        number = entry.revision_number
        name = self.tr("revision {number}").format(number=number) if number else self.tr("a revision without number")
        day = entry.drawing_date or entry.received_date
        return name if day is None else f"{name} ({dates.absolute_date(day)})"

    def _waiting(self) -> list[Markup]:
        return [one for one in self._bench.board.all() if one.carried is Carried.TO_CHECK]

    def _accept(self, markups: list[Markup]) -> None:
        words = self.tr("Accept %n carried markup(s)", "", len(markups))
        self._bench.change(words, [replace(one, carried=Carried.CONFIRMED) for one in markups])

    def _discard(self, markups: list[Markup]) -> None:
        self._bench.remove(markups, self.tr("Discard %n carried markup(s)", "", len(markups)))

    def _settle(self, act: Callable[[list[Markup]], None]) -> None:
        """Accept or discard the one that is looked at, and go on to the next."""
        waiting = self._waiting()
        at = next((row for row, one in enumerate(waiting) if one.id == self._reviewed), None)
        if at is None:
            return
        others = [*waiting[at + 1 :], *waiting[:at]]
        act([waiting[at]])
        self._look_at(others[0] if others else None)

    def _step(self, by: int) -> None:
        waiting = self._waiting()
        at = next((row for row, one in enumerate(waiting) if one.id == self._reviewed), 0)
        if waiting:
            self._look_at(waiting[(at + by) % len(waiting)])

    def _look_at(self, markup: Markup | None) -> None:
        self._reviewed = markup.id if markup is not None else None
        self.renew()
        if markup is not None:
            self.looked_at.emit(markup)

    def _retranslate(self) -> None:
        self.accept_all.setText(self.tr("Accept all"))
        self.review.setText(self.tr("Review"))
        self.discard_all.setText(self.tr("Discard all"))
        self.accept.setText(self.tr("Accept"))
        self.discard.setText(self.tr("Discard"))
        self.following.setText(self.tr("Next"))
        self.end.setText(self.tr("End the review"))
        self.renew()
