"""An open sheet: its header, what must be known about it, and the canvas; or why it cannot be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.failures import Failure
from app.domain.states import CacheState, EntryKind
from app.ui.actions import Actions
from app.ui.controls import EmptyState, Note
from app.ui.documents import wording
from app.ui.failure_words import explain, in_words
from app.ui.theme import Tone, unit
from app.ui.viewer.sheet_actions import TABLE, SheetCommand
from app.ui.viewer.sheet_header import SheetHeader
from app.ui.viewer.side_panels import SidePanels
from app.ui.viewer.view import SheetCanvas

if TYPE_CHECKING:
    from app.domain.events import DocumentsChanged, RunFinished
    from app.domain.views import Drawing, Entry, FolderStatus
    from app.drawings.render import PageInfo, Renderer
    from app.ui.services import Services
    from app.ui.viewer.geometry import Camera
    from app.ui.viewer.tile_cache import TileCache

_MINUTE_MS = 60_000
_ZOOM_STEP = 2**0.5


@dataclass(frozen=True, slots=True)
class _Read:
    """What is known of a sheet at one moment. ``order``: the project's drawings as the tree shows them."""

    drawing: Drawing
    status: FolderStatus
    order: tuple[int, ...]


class SheetView(QWidget):
    """Shows one sheet of a project at a time. The network is no business of this page: it reads the store, and shows
    what lands there. Call ``close_sheet`` before the renderer is closed or the page is dropped."""

    title_changed = Signal(str)
    sheet_changed = Signal(object, object, object)  # project id, Procore drawing id, entry id
    page_changed = Signal(object)  # PageInfo of the page shown; None: nothing is

    def __init__(
        self, services: Services, renderer: Renderer, cache: TileCache | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self._services = services
        self._asked = 0  # a late answer never hides a newer question
        self._project_id: int | None = None
        self._read: _Read | None = None
        self._entry: Entry | None = None
        self._count = 1
        self._places: dict[int, tuple[int, Camera | None]] = {}  # drawing → page and place it was left at
        self.commands = Actions(TABLE, self)
        self.canvas = SheetCanvas(renderer, cache, self)
        self.header = SheetHeader(self.commands, self)
        self.notice = Note(self, tone=Tone.WARNING)
        self._to_current = QPushButton(self)
        self._to_current.setObjectName("sheet.to_current")
        self.absent = EmptyState("sheet-waiting", self)
        self.unreadable = EmptyState("sheet-failed", self)
        self._blank = QWidget(self)
        self._faces = QStackedWidget(self)
        self.panels = SidePanels(self._faces, self)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._lay_out()
        self._bind()
        self._connect()
        self._retranslate()

    @property
    def entry(self) -> Entry | None:
        """The revision shown, or that would be if it were here."""
        return self._entry

    @property
    def drawing(self) -> Drawing | None:
        return self._read.drawing if self._read is not None else None

    @property
    def project_id(self) -> int | None:
        return self._project_id

    @property
    def title(self) -> str:
        """For a tab: "A-101", and the revision where it is not the current one."""
        if self._read is None or self._entry is None:
            return ""
        number = self._read.drawing.number
        return number if self._entry.current else f"{number} ({wording.revision_name(self._entry)})"

    def show_sheet(self, project_id: int, drawing_id: int, entry_id: int | None = None) -> None:
        """Open a drawing by Procore's id: its current revision (S63), or the entry asked for."""
        self._keep_place()
        if project_id != self._project_id:
            self._project_id, self._read = project_id, None
        self._services.tasks.spawn(self._load(project_id, drawing_id, entry_id))

    def add_commands(self, commands: Actions) -> None:
        """Let a table of actions work, also by its keys, while the sheet or what takes its place has the focus."""
        for action in commands.all():
            # Plain letters as keys: nowhere else.
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            for face in (self.canvas, self.absent, self.unreadable):
                face.addAction(action)

    def add_bar(self, bar: QWidget) -> None:
        """Put a row of tools between the header and the sheet."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.panels), bar)

    def close_sheet(self) -> None:
        """Let go of the file; the view cannot show sheets afterwards."""
        self._asked += 1
        self._minute.stop()
        self.canvas.clear()
        self.canvas.close_channel()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # ---- construction --------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        gap = unit(self)
        self.notice.row.addWidget(self._to_current)
        self.notice.hide()
        for face in (self._blank, self.canvas, self.absent, self.unreadable):
            self._faces.addWidget(face)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addWidget(self.header)
        column.addWidget(self.notice)
        column.addWidget(self.panels, 1)
        self.setFocusProxy(self.canvas)

    def _bind(self) -> None:
        shown, bind = self._reason_not_shown, self.commands.bind
        bind(SheetCommand.PREVIOUS_SHEET, lambda: self._step(-1), lambda: self._reason_at_end(-1))
        bind(SheetCommand.NEXT_SHEET, lambda: self._step(1), lambda: self._reason_at_end(1))
        bind(SheetCommand.NEWER_REVISION, lambda: self._step_revision(1), lambda: self._reason_no_revision(1))
        bind(SheetCommand.OLDER_REVISION, lambda: self._step_revision(-1), lambda: self._reason_no_revision(-1))
        bind(SheetCommand.ZOOM_IN, lambda: self.canvas.zoom_by(_ZOOM_STEP), shown)
        bind(SheetCommand.ZOOM_OUT, lambda: self.canvas.zoom_by(1 / _ZOOM_STEP), shown)
        bind(SheetCommand.FIT_PAGE, self.canvas.fit_page, shown)
        bind(SheetCommand.FIT_WIDTH, self.canvas.fit_width, shown)
        bind(SheetCommand.TURN, self.canvas.turn, shown)
        bind(SheetCommand.TURN_BACK, lambda: self.canvas.turn(-1), shown)
        self.add_commands(self.commands)

    def _connect(self) -> None:
        bridge = self._services.bridge
        bridge.documents_changed.connect(self._documents_changed)
        bridge.run_finished.connect(self._run_finished)
        self.header.revision_chosen.connect(self._choose_revision)
        self._to_current.clicked.connect(self._open_current)
        self.absent.button.clicked.connect(self._open_newest_here)
        self.canvas.page_shown.connect(self._page_shown)
        self.canvas.failed.connect(self._unreadable)
        self.canvas.zoom_changed.connect(self.header.show_zoom)
        self._minute.timeout.connect(self._age)
        self._minute.start()

    # ---- reading the store ---------------------------------------------------------------------------------------

    async def _load(self, project_id: int, drawing_id: int, entry_id: int | None, *, new_order: bool = False) -> None:
        self._asked += 1
        asked = self._asked
        order = self._read.order if self._read is not None and not new_order else None
        try:
            read = await self._services.read(self._from_store, project_id, drawing_id, order)
        except Failure as failure:
            if asked == self._asked:
                self._read = self._entry = None
                self.header.clear()
                self._unreadable(failure)
            return
        if asked == self._asked:
            self._show(read, entry_id)

    def _from_store(self, project_id: int, drawing_id: int, order: tuple[int, ...] | None) -> _Read:
        engine, store = self._services.engine, self._services.store
        downloading = engine.downloading()
        if order is None:
            tree, _access = store.shown.tree(project_id, engine_alive=engine.alive, downloading=downloading)
            order = tuple(
                drawing.procore_id
                for area in tree.areas
                for discipline in area.disciplines
                for drawing in discipline.drawings
            )
        drawing = store.shown.drawing(project_id, drawing_id, downloading=downloading)
        return _Read(drawing, store.documents.status(project_id, engine_alive=engine.alive).status, order)

    @Slot(object)
    def _documents_changed(self, event: DocumentsChanged) -> None:
        drawing = self.drawing
        if drawing is None or event.project_id != self._project_id:
            return
        if not event.drawings:
            self._reload(new_order=True)
        elif drawing.procore_id in event.drawings:
            self._reload(new_order=False)

    @Slot(object)
    def _run_finished(self, event: RunFinished) -> None:
        if event.project_id == self._project_id:
            self._reload(new_order=False)

    def _reload(self, *, new_order: bool) -> None:
        if self._project_id is None or self._read is None or self._entry is None:
            return
        drawing_id, entry_id = self._read.drawing.procore_id, self._entry.id
        self._services.tasks.spawn(self._load(self._project_id, drawing_id, entry_id, new_order=new_order))

    # ---- showing -------------------------------------------------------------------------------------------------

    def _show(self, read: _Read, entry_id: int | None) -> None:
        before, self._read = self._entry, read
        drawing = read.drawing
        wanted = next((entry for entry in drawing.entries if entry.id == entry_id), None)
        self._entry = entry = wanted or drawing.current or (drawing.entries[-1] if drawing.entries else None)
        if entry is None:
            self.header.clear()
            self._say_absent(drawing, None)
            return
        self.header.show_sheet(drawing, entry, read.status, self._services.clock())
        self._say_notice(drawing, entry)
        if entry.cache is CacheState.HERE and entry.path is not None:
            self._show_file(drawing, entry, before)
        else:
            self.canvas.clear()
            self.page_changed.emit(None)
            self._say_absent(drawing, entry)
            self._services.engine.prefer([entry.procore_id])
        self.canvas.setAccessibleName(
            ", ".join([f"{drawing.number} {drawing.title}", wording.revision_name(entry), *wording.entry_labels(entry)])
        )
        self.title_changed.emit(self.title)
        if before is None or before.id != entry.id:
            self.sheet_changed.emit(self._project_id, drawing.procore_id, entry.id)
        self.commands.refresh()

    def _show_file(self, drawing: Drawing, entry: Entry, before: Entry | None) -> None:
        assert entry.path is not None
        self.canvas.set_stamp(wording.stamp(drawing, entry))
        self._faces.setCurrentWidget(self.canvas)
        if self.canvas.path == entry.path and self.canvas.camera is not None and before is not None:
            return  # the words changed, the bytes did not
        self._count = 1
        self.header.show_page(0, 1)
        page, place = self._places.get(drawing.procore_id, (0, None))
        self.canvas.open_page(entry.path, page, place=place)

    def _say_notice(self, drawing: Drawing, entry: Entry) -> None:
        current = drawing.current
        text, can_open = "", False
        if current is not None and current.id != entry.id:
            newer = wording.revision_name(current)
            if current.cache is CacheState.HERE:
                text = self.tr("This revision is superseded. {newer} is the current one.").format(newer=newer)
                can_open = True
            else:
                text = self.tr("A newer revision is known but not downloaded yet: {newer}.").format(newer=newer)
        elif drawing.withdrawn is not None:
            text = wording.withdrawn_word(drawing.withdrawn)
        elif entry.kind is EntryKind.REORDERED:
            text = wording.reordered_hint()
        self.notice.say(text, Tone.ACCENT if entry.current and drawing.withdrawn is None else Tone.WARNING)
        self._to_current.setVisible(can_open)

    def _say_absent(self, drawing: Drawing, entry: Entry | None) -> None:
        title = self.tr("This sheet is not on this computer yet")
        text = self.tr("It opens here by itself as soon as it is downloaded.")
        if entry is not None and entry.cache is CacheState.FAILED:
            title = self.tr("This sheet could not be downloaded")
            if entry.problem is not None:
                text = in_words(entry.problem)
        elif entry is not None:
            text = f"{wording.cache_word(entry.cache)}. {text}"
        older, button = self._newest_here(drawing), ""
        if older is not None:
            button = self.tr("Open {older} (superseded)").format(older=wording.revision_name(older))
        self.absent.say(title, text, button)
        self.header.show_zoom(None)
        self._faces.setCurrentWidget(self.absent)

    @Slot(object)
    def _unreadable(self, failure: Failure) -> None:
        self.unreadable.say(explain(failure).title, in_words(failure, between="\n"))
        self.header.show_zoom(None)
        self.page_changed.emit(None)
        self._faces.setCurrentWidget(self.unreadable)
        self.commands.refresh()

    @Slot(object)
    def _page_shown(self, info: PageInfo) -> None:
        self._count = info.count
        self.header.show_page(info.page, info.count)
        self.commands.refresh()
        self.page_changed.emit(info)

    @Slot()
    def _age(self) -> None:
        if self._read is not None:
            self.header.show_freshness(self._read.status, self._services.clock())

    def _retranslate(self) -> None:
        self.commands.retranslate()
        self._to_current.setText(self.tr("Open the current revision"))
        self.canvas.setAccessibleName(self.tr("Sheet"))
        if self._read is not None and self._entry is not None:
            self._show(self._read, self._entry.id)
            self.header.show_zoom(self.canvas.zoom if self.canvas.camera is not None else None)
            self.header.show_page(self.canvas.page, self._count)

    # ---- going elsewhere -----------------------------------------------------------------------------------------

    def _keep_place(self) -> None:
        drawing = self.drawing
        if drawing is not None and self.canvas.camera is not None:
            self._places[drawing.procore_id] = (self.canvas.page, self.canvas.place)

    def _step(self, by: int) -> None:
        """The next page of the file, then the next sheet of the project."""
        target = self.canvas.page + by
        if self._faces.currentWidget() is self.canvas and 0 <= target < self._count and self.canvas.path is not None:
            self.canvas.open_page(self.canvas.path, target)
            return
        neighbour = self._neighbour(by)
        if neighbour is not None and self._project_id is not None:
            self.show_sheet(self._project_id, neighbour)

    def _neighbour(self, by: int) -> int | None:
        if self._read is None or self._read.drawing.procore_id not in self._read.order:
            return None
        at = self._read.order.index(self._read.drawing.procore_id) + by
        return self._read.order[at] if 0 <= at < len(self._read.order) else None

    def _step_revision(self, by: int) -> None:
        entry = self._revision_at(by)
        if entry is not None:
            self._choose_revision(entry.id)

    def _revision_at(self, by: int) -> Entry | None:
        if self._read is None or self._entry is None:
            return None
        entries = self._read.drawing.entries
        at = next((row for row, entry in enumerate(entries) if entry.id == self._entry.id), 0) + by
        return entries[at] if 0 <= at < len(entries) else None

    @Slot(object)
    def _choose_revision(self, entry_id: int) -> None:
        if self._read is not None and self._project_id is not None:
            self.show_sheet(self._project_id, self._read.drawing.procore_id, entry_id)
            self.canvas.setFocus()

    @Slot()
    def _open_current(self) -> None:
        if self.drawing is not None and self.drawing.current is not None:
            self._choose_revision(self.drawing.current.id)

    @Slot()
    def _open_newest_here(self) -> None:
        older = self._newest_here(self.drawing) if self.drawing is not None else None
        if older is not None:
            self._choose_revision(older.id)

    def _newest_here(self, drawing: Drawing) -> Entry | None:
        return next((one for one in reversed(drawing.entries) if one.cache is CacheState.HERE), None)

    # ---- why an action cannot run now ----------------------------------------------------------------------------

    def _reason_not_shown(self) -> str | None:
        shown = self._entry is not None and self._faces.currentWidget() is self.canvas
        return None if shown else self.tr("No sheet is shown.")

    def _reason_at_end(self, by: int) -> str | None:
        page = self.canvas.page + by
        within = self._faces.currentWidget() is self.canvas and 0 <= page < self._count
        if within or self._neighbour(by) is not None:
            return None
        return self.tr("This is the last sheet.") if by > 0 else self.tr("This is the first sheet.")

    def _reason_no_revision(self, by: int) -> str | None:
        if self._revision_at(by) is not None:
            return None
        return self.tr("There is no newer revision.") if by > 0 else self.tr("There is no older revision here.")
