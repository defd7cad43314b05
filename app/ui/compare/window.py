"""The comparison of two revisions: overlay, side by side or blinking, with the list of what changed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QImage, qRgb
from PySide6.QtWidgets import QDialog

from app.domain import issuing
from app.domain.comparisons import Trust
from app.domain.failures import Failure
from app.drawings.compare_colours import Shown, table
from app.drawings.tiles import Below
from app.ui.actions import Actions
from app.ui.compare import compare_words
from app.ui.compare.by_hand import AligningByHand
from app.ui.compare.compare_actions import TABLE, CompareCommand
from app.ui.compare.faces import CompareFaces
from app.ui.compare.linked_views import LinkedViews
from app.ui.compare.reading import Known, known, read_known
from app.ui.documents import wording
from app.ui.failure_words import current_language, explain, in_words
from app.ui.theme import Tone
from app.ui.viewer.fitting import Fit
from app.ui.viewer.geometry import Box, Point

if TYPE_CHECKING:
    from concurrent.futures import Future

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from app.domain.comparisons import Comparison
    from app.domain.plane import Similarity
    from app.domain.views import Drawing, Entry
    from app.drawings.render import Renderer
    from app.ui.services import Services
    from app.ui.viewer.geometry import Camera
    from app.ui.viewer.view import SheetCanvas

_BLINK_MS = 800
_ZOOM_STEP = 2**0.5
#: Points shown around a changed region: what it belongs to must be seen as well.
_AROUND = 60.0


class CompareWindow(QDialog):
    """Compares two revisions of one drawing. Closing it lets go of the files and ends what is being compared."""

    def __init__(self, services: Services, renderer: Renderer, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("compare")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._services = services
        self._drawing: Drawing | None = None
        self._older: Entry | None = None
        self._newer: Entry | None = None
        self._known: Known | None = None
        self._asked = 0  # a late answer never hides a newer question
        self._comparing: Future[Comparison] | None = None
        self._swapped = False
        self._blinking_older = False
        self.commands = Actions(TABLE, self)
        self.faces = CompareFaces(self.commands, renderer, self)
        for canvas in self.faces.canvases:
            canvas.hands.habit = services.wheel
        self.by_hand = AligningByHand(self.faces.left, self.faces.right, self)
        self._links = LinkedViews(self.faces.left, self.faces.right, self)
        self._blink = QTimer(self)
        self._blink.setInterval(_BLINK_MS)
        self._bind()
        self._connect()
        self.commands[CompareCommand.OVERLAY].setChecked(True)
        self.resize(self._wanted_size(parent))
        self._retranslate()

    def compare(self, drawing: Drawing, older: Entry, newer: Entry, *, page: int = 0) -> None:
        """Show these two; whichever is further back in the list is the older one. ``page`` of the newer file."""
        order = [entry.id for entry in drawing.entries]
        if order.index(older.id) > order.index(newer.id):
            older, newer = newer, older
        self._drawing, self._older, self._newer = drawing, older, newer
        here = [entry for entry in drawing.entries if entry.path is not None]
        self.faces.sides.show_entries(drawing, here, older, newer)
        self._name()
        self._services.tasks.spawn(self._load(page))

    @property
    def comparison(self) -> Comparison | None:
        return self._known.comparison if self._known is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.by_hand.under_way:
            self._leave_by_hand()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Also on Escape and the window's own button."""
        self._asked += 1
        self._blink.stop()
        self._end_comparing()
        for canvas in self.faces.canvases:
            canvas.clear()
            canvas.close_channel()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # ---- construction --------------------------------------------------------------------------------------------

    def _wanted_size(self, parent: QWidget | None) -> QSize:
        screen = self.screen().availableGeometry().size() * 0.92
        return screen.boundedTo(parent.window().size()) if parent is not None else screen.boundedTo(QSize(1440, 900))

    def _bind(self) -> None:
        bind, aligned = self.commands.bind, self._reason_not_aligned
        for mode in (CompareCommand.OVERLAY, CompareCommand.BLINK):
            bind(mode, self._show_mode, aligned)
        bind(CompareCommand.BESIDE, self._show_mode)
        bind(CompareCommand.SWAP, self._swap, self._reason_not_overlaid)
        bind(CompareCommand.PREVIOUS, lambda: self.faces.regions.step(-1), self._reason_no_regions)
        bind(CompareCommand.NEXT, lambda: self.faces.regions.step(1), self._reason_no_regions)
        bind(CompareCommand.ALIGN, self._begin_by_hand, self._reason_not_comparable)
        bind(CompareCommand.ALIGN_AGAIN, lambda: self._compare_anew(None), self._reason_not_by_hand)
        bind(CompareCommand.ZOOM_IN, lambda: self._front().zoom_by(_ZOOM_STEP))
        bind(CompareCommand.ZOOM_OUT, lambda: self._front().zoom_by(1 / _ZOOM_STEP))
        bind(CompareCommand.FIT, lambda: self._front().fit_page())
        bind(CompareCommand.TURN, lambda: self._front().turn())
        for action in self.commands.all():
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.commands.install(self)

    def _connect(self) -> None:
        self.faces.sides.chosen.connect(self._choose)
        self.faces.page_chosen.connect(self._choose_page)
        self.faces.balance.valueChanged.connect(lambda _value: self._colour())
        self.faces.regions.chosen.connect(self._jump)
        self.faces.waiting.button.clicked.connect(self.reject)
        self.by_hand.step_changed.connect(self._say)
        self.by_hand.aligned.connect(self._compare_anew)
        for canvas in self.faces.canvases:
            canvas.failed.connect(self._fail)
        self.faces.left.page_shown.connect(lambda _info: self._link())
        self.faces.right.page_shown.connect(lambda _info: self._link())
        self._blink.timeout.connect(self._blink_once)

    # ---- finding out ---------------------------------------------------------------------------------------------

    async def _load(self, page: int) -> None:
        """Show what is known of the two, or find it out first."""
        self._end_comparing()
        self._asked += 1
        asked, older, newer = self._asked, self._older, self._newer
        self._known = None
        if older is None or newer is None or older.sha256 is None or newer.sha256 is None:
            return
        if older.sha256 == newer.sha256:
            self._say_same_file()
            return
        try:
            read = await self._services.read(read_known, self._services.store, older.sha256, newer.sha256, page)
            found: Known | None = read
            if not read.whole:
                found = await self._find_out(asked, read, read.by_hand)
        except Failure as failure:
            if asked == self._asked:
                self._fail(failure)
            return
        if asked == self._asked and found is not None:
            self._show(found)

    async def _find_out(self, asked: int, before: Known, by_hand: Similarity | None) -> Known | None:
        """Compare now; None where something else is wanted meanwhile."""
        if asked != self._asked:
            return None
        self.faces.say_comparing()
        self.commands.refresh()
        self._comparing = future = self._services.engine.compare(before.pair, by_hand)
        try:
            comparison = await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            if asked != self._asked:
                return None
            raise
        return await self._services.read(known, self._services.store, before.pair, before.pages, comparison)

    @Slot(object)
    def _compare_anew(self, by_hand: Similarity | None) -> None:
        if self._known is not None:
            self._services.tasks.spawn(self._anew(self._known, by_hand))

    async def _anew(self, before: Known, by_hand: Similarity | None) -> None:
        self._end_comparing()
        self._asked += 1
        asked = self._asked
        try:
            found = await self._find_out(asked, before, by_hand)
        except Failure as failure:
            if asked == self._asked:
                self._fail(failure)
            return
        if asked == self._asked and found is not None:
            self.commands[CompareCommand.OVERLAY].setChecked(found.comparison is not None)
            self._show(found)

    def _end_comparing(self) -> None:
        comparing, self._comparing = self._comparing, None
        if comparing is not None:
            comparing.cancel()

    # ---- showing -------------------------------------------------------------------------------------------------

    def _show(self, found: Known) -> None:
        before, self._known = self._known, found
        comparison, pair = found.comparison, found.pair
        assert comparison is not None
        assert self._older is not None and self._newer is not None
        assert self._older.path is not None and self._newer.path is not None
        alignment = comparison.alignment
        same_pages = before is not None and before.pair == pair
        self.faces.show_pages(found.pages, pair)
        self.faces.show_regions(comparison)
        if alignment is None:
            self.commands[CompareCommand.BESIDE].setChecked(True)
            self.faces.overlay.clear()
        else:
            below = Below(self._older.path, pair.older_page, alignment)
            picture = QImage(str(found.picture)) if found.picture is not None else None
            self.faces.overlay.open_page(
                self._newer.path, pair.newer_page, preview=picture, below=below, view=self.faces.overlay.looked_at
            )
        if not same_pages:
            self.faces.left.open_page(self._older.path, pair.older_page)
            self.faces.right.open_page(self._newer.path, pair.newer_page)
        self._show_mode()
        self._name()

    @Slot()
    def _show_mode(self) -> None:
        blink = self.commands[CompareCommand.BLINK].isChecked()
        beside = self.commands[CompareCommand.BESIDE].isChecked()
        if not beside and self.by_hand.under_way:
            self.by_hand.end()
        before = self._front().looked_at
        self.faces.show_beside(beside)
        front = self._front()
        if before is not None and front.camera is not None and front.camera is not before.camera:
            if before.fit is Fit.FREE:
                front.look_at(*_looking(before.camera))
            else:
                front.fit_page()
        if blink and not self._blink.isActive():
            self._blinking_older = True
            self._blink.start()
        elif not blink:
            self._blink.stop()
        self._colour()
        self._link()
        self._say()
        self.commands.refresh()

    def _link(self) -> None:
        alignment = self.comparison.alignment if self.comparison is not None else None
        linked = self.commands[CompareCommand.BESIDE].isChecked() and not self.by_hand.under_way
        self._links.link(alignment if linked else None)

    @Slot()
    def _blink_once(self) -> None:
        self._blinking_older = not self._blinking_older
        self._colour()

    def _colour(self) -> None:
        overlaid = self.commands[CompareCommand.OVERLAY].isChecked()
        shown, alone = Shown.OVERLAY, None
        if self._blink.isActive():
            shown, alone = (Shown.OLDER, 0) if self._blinking_older else (Shown.NEWER, 1)
        balance = self.faces.balance.value() / self.faces.balance.maximum()
        colours = table(shown, swapped=self._swapped, balance=balance)
        self.faces.overlay.set_colours([qRgb(*colour) for colour in colours])
        self.faces.sides.set_swapped(self._swapped)
        self.faces.sides.set_coloured(overlaid)
        self.faces.sides.set_emphasis(alone)
        self.faces.balance.setEnabled(overlaid)
        self.faces.stamp(self._stamp(self._older), self._stamp(self._newer), alone)

    def _stamp(self, entry: Entry | None) -> str:
        if self._drawing is None or entry is None:
            return ""
        return issuing.stamp(self._drawing, entry, current_language())

    @Slot()
    def _swap(self) -> None:
        self._swapped = not self._swapped
        self._colour()

    @Slot(int)
    def _jump(self, index: int) -> None:
        if self.comparison is None or not 0 <= index < len(self.comparison.regions):
            return
        region = self.comparison.regions[index]
        self.faces.choose_region(index)
        self._front().show_box(
            Box(region.left - _AROUND, region.top - _AROUND, region.width + 2 * _AROUND, region.height + 2 * _AROUND)
        )

    def _front(self) -> SheetCanvas:
        return self.faces.right if self.faces.beside else self.faces.overlay

    # ---- aligning by hand ----------------------------------------------------------------------------------------

    def _begin_by_hand(self) -> None:
        self.by_hand.begin()
        self.commands[CompareCommand.BESIDE].setChecked(True)
        self._show_mode()
        self.faces.left.setFocus()

    def _leave_by_hand(self) -> None:
        self.by_hand.end()
        self._show_mode()

    # ---- words ---------------------------------------------------------------------------------------------------

    def _name(self) -> None:
        if self._drawing is None or self._older is None or self._newer is None:
            return
        drawing, both = wording.sheet_name(self._drawing), compare_words.both(self._older, self._newer)
        self.setWindowTitle(self.tr("Compare {sheet}: {both}").format(sheet=drawing, both=both))
        self.faces.title.setText(drawing)
        self.faces.overlay.setAccessibleName(f"{drawing}, {both}")
        for canvas, entry in ((self.faces.left, self._older), (self.faces.right, self._newer)):
            canvas.setAccessibleName(f"{drawing}, {wording.revision_name(entry)}")

    @Slot()
    def _say(self) -> None:
        doubt = self.comparison is not None and self.comparison.trust in (Trust.NONE, Trust.DOUBTFUL)
        self.faces.to_hand.setVisible(doubt and not self.by_hand.under_way)
        if self.by_hand.under_way:
            self.faces.note.say(self.by_hand.step(), Tone.ACCENT)
        elif self.comparison is not None:
            self.faces.note.say(*compare_words.verdict(self.comparison))

    def _say_same_file(self) -> None:
        self.faces.say_same_file()
        self.commands.refresh()

    @Slot(object)
    def _fail(self, failure: Failure) -> None:
        self.faces.say_failed(explain(failure).title, in_words(failure, between="\n"))
        self.commands.refresh()

    def _retranslate(self) -> None:
        self.commands.retranslate()
        self._name()
        self._say()
        self._colour()

    # ---- choosing ------------------------------------------------------------------------------------------------

    @Slot(object, object)
    def _choose(self, older_id: int, newer_id: int) -> None:
        if self._drawing is None:
            return
        entries = {entry.id: entry for entry in self._drawing.entries}
        self.faces.overlay.clear()
        self.compare(self._drawing, entries[older_id], entries[newer_id])

    @Slot(int)
    def _choose_page(self, page: int) -> None:
        self._services.tasks.spawn(self._load(page))

    # ---- why an action cannot run now ----------------------------------------------------------------------------

    def _reason_not_comparable(self) -> str | None:
        return None if self._known is not None else self.tr("Nothing is compared.")

    def _reason_not_aligned(self) -> str | None:
        if (reason := self._reason_not_comparable()) is not None:
            return reason
        aligned = self.comparison is not None and self.comparison.alignment is not None
        return None if aligned else self.tr("The two sheets are not aligned.")

    def _reason_not_overlaid(self) -> str | None:
        overlaid = self.commands[CompareCommand.OVERLAY].isChecked()
        return self._reason_not_aligned() or (None if overlaid else self.tr("Only the overlay has colours."))

    def _reason_no_regions(self) -> str | None:
        if (reason := self._reason_not_aligned()) is not None:
            return reason
        return None if self.comparison is not None and self.comparison.regions else self.tr("Nothing changed.")

    def _reason_not_by_hand(self) -> str | None:
        by_hand = self.comparison is not None and self.comparison.trust is Trust.MANUAL
        return None if by_hand else self.tr("The sheets are aligned automatically.")


def _looking(camera: Camera) -> tuple[Point, float, int]:
    middle = camera.view_to_page(Point(camera.width / 2, camera.height / 2))
    return middle, camera.scale, camera.rotation
