"""An open sheet: its header, what must be known about it, and the canvas; or why it cannot be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain import issuing
from app.domain.failures import Failure
from app.domain.sheet_links import SheetLink
from app.domain.states import CacheState
from app.ui.actions import Actions
from app.ui.documents import wording
from app.ui.failure_words import current_language
from app.ui.markups.desk import MarkupDesk
from app.ui.output.sheet_output import SheetOutput
from app.ui.sheet_links import copy_link
from app.ui.theme import unit
from app.ui.viewer.faces import SheetFaces
from app.ui.viewer.links import SheetLinks
from app.ui.viewer.minimap import Minimap
from app.ui.viewer.notice import SheetNotice
from app.ui.viewer.places import Place, Places
from app.ui.viewer.reading import read_beside, read_sheet
from app.ui.viewer.sheet_actions import TABLE, SheetCommand
from app.ui.viewer.sheet_header import SheetHeader
from app.ui.viewer.sheet_steps import SheetSteps
from app.ui.viewer.shelf import SheetShelf
from app.ui.viewer.side_panels import SidePanels
from app.ui.viewer.text_tools import SheetText
from app.ui.viewer.trail import Stop
from app.ui.viewer.view import SheetCanvas
from app.ui.viewer.zoom_box import ZoomBox

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QMouseEvent

    from app.domain.events import DocumentsChanged, RunFinished
    from app.domain.views import Drawing, Entry
    from app.drawings.render import PageInfo, Renderer
    from app.ui.services import Services
    from app.ui.viewer.reading import SheetRead
    from app.ui.viewer.tile_cache import TileCache

_MINUTE_MS = 60_000
_ZOOM_STEP = 2**0.5


class SheetView(QWidget):
    """Shows one sheet of a project at a time. The network is no business of this page: it reads the store, and shows
    what lands there. Call ``close_sheet`` before the renderer is closed or the page is dropped."""

    title_changed = Signal(str)
    sheet_changed = Signal(object, object, object)  # project id, Procore drawing id, entry id
    sheet_renewed = Signal()  # the same entry; what is known of it may be something else
    window_wanted = Signal(object, object, object)  # the same: this sheet in a window of its own
    go_to_wanted = Signal()  # somebody wants to type where to go
    tab_wanted = Signal(object, object)  # project id, Procore drawing id: to be opened beside this one
    page_changed = Signal(object)  # PageInfo of the page shown; None: nothing is
    compare_requested = Signal()  # the revision shown with another one
    closed = Signal()

    def __init__(
        self,
        services: Services,
        renderer: Renderer,
        cache: TileCache | None = None,
        parent: QWidget | None = None,
        *,
        places: Places | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self._services = services
        self._asked = 0  # a late answer never hides a newer question
        self._coming: tuple[int, int | None] | None = None  # the drawing and entry asked for, not shown yet
        self._project_id: int | None = None
        self._read: SheetRead | None = None
        self._entry: Entry | None = None
        self._count = 1
        self._places = places if places is not None else Places(services.store.preferences)
        self.commands = Actions(TABLE, self)
        self.canvas = SheetCanvas(renderer, cache, self)
        self.canvas.hands.habit = services.wheel
        self._zoom_box = ZoomBox(self.canvas)
        self._minimap = Minimap(self.canvas)
        self.header = SheetHeader(self.commands, self)
        self.notice = SheetNotice(self)
        self.faces = SheetFaces(self.canvas, self)
        self.panels = SidePanels(self.faces, self)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._lay_out()
        self._steps = SheetSteps(self)
        self._bind()
        self._connect()
        self.markups = MarkupDesk(self, services)
        self.text = SheetText(self, renderer, services)
        self.output = SheetOutput(self, services)
        self.links = SheetLinks(self, services)
        self.shelf = SheetShelf(self, services)
        self._retranslate()

    @property
    def entry(self) -> Entry | None:
        """The revision shown, or that would be if it were here."""
        return self._entry

    @property
    def drawing(self) -> Drawing | None:
        return self._read.drawing if self._read is not None else None

    @property
    def known(self) -> SheetRead | None:
        """What the store knew of the drawing when it was read last."""
        return self._read

    @property
    def page_count(self) -> int:
        """Of the file that is shown."""
        return self._count

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
        self._coming = (drawing_id, entry_id)
        self._ask(project_id, drawing_id, entry_id)

    def copy_link(self) -> None:
        """Put a link on the clipboard: to the drawing, or to the revision shown where it is not the current one."""
        read, entry = self._read, self._entry
        if read is None or entry is None or read.procore_project is None:
            return
        link = SheetLink(read.procore_project, read.drawing.procore_id, None if entry.current else entry.procore_id)
        copy_link(self._services.messages, link, self.title)

    def why_no_link(self) -> str | None:
        """The reason why no link can be made."""
        if self._read is None or self._entry is None:
            return self.tr("No sheet is shown.")
        if self._read.procore_project is None:
            return self.tr("This project is not connected to Procore.")
        return None

    def add_commands(self, commands: Actions) -> None:
        """Let a table of actions work, also by its keys, while the sheet or what takes its place has the focus."""
        for action in commands.all():
            # Plain letters as keys: nowhere else.
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            for face in (self.canvas, self.faces.absent, self.faces.unreadable):
                face.addAction(action)

    def add_bar(self, bar: QWidget) -> None:
        """Put a row of tools between the header and the sheet."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.panels), bar)

    def focus_find(self) -> None:
        """Begin to find on the sheet (the window's Ctrl+F)."""
        if self.faces.shows_sheet:
            self.text.open_bar()

    def mark_words(self, path: Path, page: int, words: str) -> None:
        """Mark what a search has found on a page of the file that is being opened."""
        self.text.find_words(words, path, page)

    def close_sheet(self) -> None:
        """Let go of the file; the view cannot show sheets afterwards."""
        self._asked += 1
        self._note_place()
        self._minute.stop()
        self.markups.close()
        self.canvas.clear()
        self.canvas.close_channel()
        self.text.close()
        self.closed.emit()
        self._read = self._entry = None  # nothing is shown to whatever was asked and answers late

    def mousePressEvent(self, event: QMouseEvent) -> None:
        step = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}.get(event.button())
        if step is None:
            super().mousePressEvent(event)
        else:
            self._steps.go(step)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # ---- construction --------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        gap = unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addWidget(self.header)
        column.addWidget(self.notice)
        column.addWidget(self.panels, 1)

    def _bind(self) -> None:
        shown, bind = self._reason_not_shown, self.commands.bind
        bind(SheetCommand.ZOOM_IN, lambda: self.canvas.motion.zoom_by(_ZOOM_STEP), shown)
        bind(SheetCommand.ZOOM_OUT, lambda: self.canvas.motion.zoom_by(1 / _ZOOM_STEP), shown)
        bind(SheetCommand.ZOOM_BOX, lambda: self.canvas.hands.take_up(self._zoom_box), shown)
        bind(SheetCommand.ACTUAL_SIZE, lambda: self.canvas.set_zoom(1.0), shown)
        bind(SheetCommand.OVERVIEW, lambda: self._minimap.want(not self._minimap.wanted), shown)
        bind(SheetCommand.NEW_WINDOW, self._open_window, shown)
        bind(SheetCommand.FIT_PAGE, self.canvas.fit_page, shown)
        bind(SheetCommand.FIT_WIDTH, self.canvas.fit_width, shown)
        bind(SheetCommand.TURN, self.canvas.turn, shown)
        bind(SheetCommand.TURN_BACK, lambda: self.canvas.turn(-1), shown)
        bind(SheetCommand.COMPARE, self.compare_requested.emit, self._reason_not_comparable)
        self.add_commands(self.commands)

    def _connect(self) -> None:
        bridge = self._services.bridge
        bridge.documents_changed.connect(self._documents_changed)
        bridge.run_finished.connect(self._run_finished)
        self.header.revision_chosen.connect(self._steps.choose_revision)
        self.header.zoom_chosen.connect(self.canvas.set_zoom)
        self.notice.to_current.clicked.connect(self._steps.open_current)
        self.faces.older_wanted.connect(self._steps.choose_revision)
        self.faces.again.connect(self._try_again)
        # A canvas that is hidden must not have the focus of the sheet: Tab would end before it.
        self.faces.currentChanged.connect(lambda _face: self._pass_focus())
        self.canvas.page_shown.connect(self._page_shown)
        self.canvas.failed.connect(self._unreadable)
        self.canvas.zoom_changed.connect(self.header.show_zoom)
        self._minute.timeout.connect(self._age)
        self._minute.start()

    def _pass_focus(self) -> None:
        self.setFocusProxy(self.canvas if self.faces.shows_sheet else None)  # type: ignore[arg-type]

    # ---- reading the store ---------------------------------------------------------------------------------------

    def _ask(self, project_id: int, drawing_id: int, entry_id: int | None, *, new_order: bool = False) -> None:
        self._asked += 1
        order = self._read.order if self._read is not None and not new_order else None
        self._services.tasks.spawn(self._load(self._asked, project_id, drawing_id, entry_id, order))

    async def _load(
        self, asked: int, project_id: int, drawing_id: int, entry_id: int | None, order: tuple[int, ...] | None
    ) -> None:
        try:
            await self._services.read(self._places.load)
            read = await self._services.read(read_sheet, self._services, project_id, drawing_id, order)
        except Failure as failure:
            if asked == self._asked:
                self._read = self._entry = None
                self.header.clear()
                self._unreadable(failure)
            return
        if asked == self._asked:
            self._coming = None
            self._show(read, entry_id)

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
        # News about the sheet that is being left must not bring it back.
        drawing_id, entry_id = self._coming or (self._read.drawing.procore_id, self._entry.id)
        self._ask(self._project_id, drawing_id, entry_id, new_order=new_order)

    # ---- showing -------------------------------------------------------------------------------------------------

    def _show(self, read: SheetRead, entry_id: int | None) -> None:
        before, self._read = self._entry, read
        drawing = read.drawing
        self._entry = entry = read.entry(entry_id)
        if entry is None:
            self.header.clear()
            self._say_absent(drawing, None)
            return
        self.header.show_sheet(drawing, entry, read.status, self._services.clock())
        self.notice.say_of(drawing, entry)
        if entry.cache is CacheState.HERE and entry.path is not None:
            self._show_file(drawing, entry, before)
        else:
            self.canvas.clear()
            self.page_changed.emit(None)
            self._say_absent(drawing, entry)
            self._services.engine.prefer([entry.procore_id])
        self.canvas.setAccessibleName(
            ", ".join(
                [wording.sheet_name(drawing), wording.revision_name(entry), *wording.entry_labels(drawing, entry)]
            )
        )
        self.title_changed.emit(self.title)
        self._steps.arrive(Stop(self._project_id or 0, drawing.procore_id, entry.id))
        if before is None or before.id != entry.id:
            self.sheet_changed.emit(self._project_id, drawing.procore_id, entry.id)
        else:
            self.sheet_renewed.emit()
        self.commands.refresh()

    def _show_file(self, drawing: Drawing, entry: Entry, before: Entry | None) -> None:
        assert entry.path is not None
        self.canvas.set_stamp(issuing.stamp(drawing, entry, current_language()))
        self.faces.show_canvas()
        if self.canvas.path == entry.path and self.canvas.camera is not None and before is not None:
            return  # the words changed, the bytes did not
        self._count = 1
        self.header.show_page(0, 1)
        page, view = self._places.get(self._project_id or 0, drawing.procore_id)
        self.canvas.open_page(entry.path, page, view=view, preview=self._preview_of(entry, page))

    def _preview_of(self, entry: Entry, page: int) -> QImage | None:
        """The small picture that was made at the sync: it is there before pdfium has read the file."""
        path = self._read.previews.get(entry.sha256 or "") if self._read is not None and page == 0 else None
        return QImage(str(path)) if path is not None else None

    async def _look_beside(self) -> None:
        """Let the sheets that come next be drawn ahead of time."""
        read, project_id = self._read, self._project_id
        if read is None or project_id is None:
            return
        files = await self._services.read(read_beside, self._services, project_id, read)
        if read is self._read and self.canvas.path is not None:
            pages = [(path, 0) for path in files]
            if self.canvas.page + 1 < self._count:
                pages.insert(0, (self.canvas.path, self.canvas.page + 1))
            self.canvas.set_beside(pages)

    def _say_absent(self, drawing: Drawing, entry: Entry | None) -> None:
        self.faces.say_absent(drawing, entry)
        self.header.show_zoom(None)

    @Slot(object)
    def _unreadable(self, failure: Failure) -> None:
        self.faces.say_unreadable(failure)
        self.header.show_zoom(None)
        self.page_changed.emit(None)
        self.commands.refresh()

    @Slot(object)
    def _page_shown(self, info: PageInfo) -> None:
        self._count = info.count
        self.header.show_page(info.page, info.count)
        self.commands.refresh()
        self.page_changed.emit(info)
        self._services.tasks.spawn(self._look_beside())

    @Slot()
    def _age(self) -> None:
        if self._read is not None:
            self.header.show_freshness(self._read.status, self._services.clock())

    def _retranslate(self) -> None:
        self.commands.retranslate()
        self.canvas.setAccessibleName(self.tr("Sheet"))
        if self._read is not None and self._entry is not None:
            self._show(self._read, self._entry.id)
            self.header.show_zoom(self.canvas.zoom if self.canvas.camera is not None else None)
            self.header.show_page(self.canvas.page, self._count)

    # ---- leaving and coming back ---------------------------------------------------------------------------------

    def _keep_place(self) -> None:
        if self._note_place():
            self._services.tasks.spawn(self._save_places())

    def _note_place(self) -> bool:
        drawing, view = self.drawing, self.canvas.looked_at
        if drawing is None or view is None or self._project_id is None:
            return False
        self._places.keep(self._project_id, drawing.procore_id, Place(self.canvas.page, view))
        return True

    async def _save_places(self) -> None:
        await self._services.read(self._places.save)

    @Slot()
    def _try_again(self) -> None:
        if self._coming is not None and self._project_id is not None:  # it could not be found out what to show
            self.show_sheet(self._project_id, *self._coming)
        elif self.canvas.path is not None:
            self.faces.show_canvas()
            self.canvas.open_page(self.canvas.path, self.canvas.page)

    def _open_window(self) -> None:
        if self._project_id is not None and self.drawing is not None and self._entry is not None:
            self.window_wanted.emit(self._project_id, self.drawing.procore_id, self._entry.id)

    # ---- why an action cannot run now ----------------------------------------------------------------------------

    def _reason_not_shown(self) -> str | None:
        shown = self._entry is not None and self.faces.shows_sheet
        return None if shown else self.tr("No sheet is shown.")

    def _reason_not_comparable(self) -> str | None:
        """Needs two revisions with different files, one of them the one shown."""
        if (reason := self._reason_not_shown()) is not None:
            return reason
        others = {entry.sha256 for entry in self._read.drawing.entries if entry.path} if self._read else set()
        if self._entry is not None and others - {self._entry.sha256}:
            return None
        return self.tr("No other revision of this sheet is on this computer.")
