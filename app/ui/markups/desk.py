"""Markups on a sheet view: brings the marks of the sheet that is shown, the tools, and the store together."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu

from app.domain.markups import STROKES, WORDED, MarkupKind
from app.domain.plane import Point
from app.domain.states import EntryKind
from app.ui.actions import Actions
from app.ui.failure_words import in_words
from app.ui.markups import edits
from app.ui.markups.bench import Bench
from app.ui.markups.board import Board
from app.ui.markups.carried_bar import CarriedBar
from app.ui.markups.history import History
from app.ui.markups.layer import MARGIN, MarksLayer
from app.ui.markups.list_model import MarkRow
from app.ui.markups.markup_actions import MENU, TABLE, TOOLS, MarkupCommand
from app.ui.markups.measuring import Measuring
from app.ui.markups.panels import LAYERS, LIST, MarkPanels
from app.ui.markups.reader import MarkReader, Sheet
from app.ui.markups.save_note import SaveNote
from app.ui.markups.saving import Deed, Saver
from app.ui.markups.select_tool import SelectTool
from app.ui.markups.sheet_record import SheetRecord
from app.ui.markups.styles import Styles
from app.ui.markups.text_editor import TextEditor
from app.ui.markups.tool_bar import ToolBar
from app.ui.markups.tools import drawing_tool, fitted
from app.ui.viewer.geometry import Box

if TYPE_CHECKING:
    from typing import Any

    from app.domain.markups import Markup
    from app.domain.plane import Bounds
    from app.drawings.render import PageInfo
    from app.ui.actions import Handler
    from app.ui.markups.saving import Order
    from app.ui.services import Services
    from app.ui.viewer.layers import Tool
    from app.ui.viewer.window import SheetView

_STYLES, _KEEP_TOOL, _BARS = "markups.styles", "markups.keep_tool", "markups.bars"
#: Drawn one after the other: a word by hand is several strokes.
_STAYING = frozenset({*STROKES, MarkupKind.COUNT})


class MarkupDesk(QObject):
    """One per sheet view; ``close`` before the view is dropped."""

    def __init__(self, view: SheetView, services: Services) -> None:
        super().__init__(view)
        self._view = view
        self._services = services
        self._closed = False
        self._record = SheetRecord()
        self._page: int | None = None
        self._kind: MarkupKind | None = None  # of the tool in hand
        self._last_kind = MarkupKind.CLOUD  # whose look is shown while nothing is in hand
        self._tool: Tool | None = None
        self.board = Board(self)
        self.saver = Saver(services.store.annotations, self)
        self.history = History(self.board, self.saver, self)
        self.styles = Styles(lambda stored: self._keep(_STYLES, stored), self)
        self.bench = Bench(view.canvas, self.board, self.history, self.styles, parent=self)
        self.reader = MarkReader(services, self.saver, self)
        self.actions = Actions(TABLE, self)
        self.tool_bar = ToolBar(self.actions, view)
        self.properties = self.tool_bar.properties
        self.note = SaveNote(self.saver, view)
        self.editor = TextEditor(view.canvas)
        self._picker = SelectTool(self.bench, in_hand=False)
        self._selecting = SelectTool(self.bench, in_hand=True)
        self.measuring = Measuring(view, services, self.bench)
        self.layer = MarksLayer(self.board, self.measuring.words, self._band)
        self.carried = CarriedBar(self.bench, view)
        self.panels = MarkPanels(view, services, self.bench, self.reader, self.measuring)
        self._sought: MarkRow | None = None  # to be shown as soon as its sheet is there
        self._lay_out()
        self._bind()
        self._connect()
        self._show_properties()
        self.actions[MarkupCommand.BARS].setChecked(True)
        services.tasks.spawn(self._load_choices())

    def close(self) -> None:
        """Keep what is not kept yet."""
        self._closed = True
        self.editor.finish()
        self._view.canvas.hands.take_up(None)
        self.reader.follow(None)
        self.panels.close()
        for watched in self._watched():  # nothing may be asked of it while these are being destroyed
            watched.removeEventFilter(self)
        failure = self.saver.close()
        self.board.show(None, 0)
        if failure is not None:
            self._services.messages.fail(failure, id="markups.save")

    def take(self, command: MarkupCommand) -> None:
        """Take up a tool; HAND puts down what is in hand."""
        self.editor.finish()
        self._kind = TOOLS.get(command)
        self._tool = self._selecting if command is MarkupCommand.SELECT else None
        if self._kind is not None:
            self._last_kind = self._kind
            self.board.select(())
            self._tool = drawing_tool(self.bench, self._kind)
            self.measuring.ask(self._kind)
        self._view.canvas.hands.take_up(self._tool)
        self.actions[command].setChecked(True)
        self._show_properties()
        self._view.canvas.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        canvas = self._view.canvas
        if watched is canvas and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._tab(event)
        if watched is canvas.viewport() and isinstance(event, QContextMenuEvent):
            return self._menu(event)
        if watched is self._view and event.type() == QEvent.Type.LanguageChange:
            self.actions.retranslate()
            self._measures_changed()
            self._show_lock()
        return super().eventFilter(watched, event)

    # ---- construction --------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for bar in (self.tool_bar, self.measuring.bar, self.carried, self.note):
            self._view.add_bar(bar)
        canvas = self._view.canvas
        canvas.add_layer(self.layer)
        canvas.hands.add(self._picker)
        for watched in self._watched():
            watched.installEventFilter(self)
        self._view.add_commands(self.actions)

    def _watched(self) -> tuple[QObject, ...]:
        return self._view, self._view.canvas, self._view.canvas.viewport()

    def _bind(self) -> None:
        bind = self.actions.bind
        for command in TOOLS:
            bind(command, partial(self.take, command), self._why_locked)
        for command in (MarkupCommand.HAND, MarkupCommand.SELECT):
            bind(command, partial(self.take, command), self._why_nothing)
        acts: dict[MarkupCommand, Handler] = {
            MarkupCommand.DELETE: lambda: edits.delete(self.bench),
            MarkupCommand.DUPLICATE: lambda: edits.duplicate(self.bench),
            MarkupCommand.CUT: lambda: edits.cut(self.bench),
            MarkupCommand.EDIT_TEXT: self._picker.edit_words,
            MarkupCommand.TOGGLE_DONE: lambda: edits.toggle_done(self.bench, self.board.selection),
        }
        for command, act in acts.items():
            bind(command, act, self._why_no_change)
        bind(MarkupCommand.COPY, lambda: edits.copy(self.bench), self._why_none_chosen)
        bind(MarkupCommand.PASTE, lambda: edits.paste(self.bench), self._why_locked)
        bind(MarkupCommand.SELECT_ALL, lambda: edits.select_all(self.bench), self._why_nothing)
        bind(MarkupCommand.UNDO, self._undo, lambda: self._why_no_step(self.history.undo_text))
        bind(MarkupCommand.REDO, self._redo, lambda: self._why_no_step(self.history.redo_text))
        bind(MarkupCommand.BARS, self._toggle_bars)
        bind(MarkupCommand.SCALE, self.measuring.open, self._why_nothing)
        bind(MarkupCommand.LIST, lambda: self._view.panels.toggle(LIST))
        bind(MarkupCommand.LAYERS, lambda: self._view.panels.toggle(LAYERS))
        self.actions[MarkupCommand.HAND].setChecked(True)
        self.actions[MarkupCommand.BARS].setCheckable(True)

    def _connect(self) -> None:
        view, board, bench = self._view, self.board, self.bench
        view.sheet_changed.connect(self._sheet_changed)
        view.sheet_renewed.connect(self._show_lock)  # a reorder makes an Original of the sheet that is open
        view.page_changed.connect(self._page_changed)
        self.reader.arrived.connect(self._arrived)
        self.saver.kept.connect(self._kept, Qt.ConnectionType.QueuedConnection)
        self.saver.state_changed.connect(self.note.renew, Qt.ConnectionType.QueuedConnection)
        self.note.given_up.connect(self._give_up)
        board.touched.connect(self._repaint)
        board.selected.connect(self._selected)
        self.history.changed.connect(self.actions.refresh)
        bench.done.connect(self._done)
        bench.words_wanted.connect(self._open_words)
        bench.put_down.connect(lambda: self.take(MarkupCommand.HAND))
        bench.released.connect(self._let_go, Qt.ConnectionType.QueuedConnection)
        self.editor.finished.connect(self._words_typed)
        self.measuring.changed.connect(self._measures_changed)
        self.carried.looked_at.connect(self._look_at)
        self.panels.found.connect(self._find)
        self.properties.chosen.connect(self._style_chosen)
        self.properties.keep.toggled.connect(lambda on: self._keep(_KEEP_TOOL, on))

    # ---- the sheet that is shown ---------------------------------------------------------------------------------

    @Slot(object, object, object)
    def _sheet_changed(self, project_id: int, drawing_id: int, entry_id: int) -> None:
        self.editor.finish()
        self._view.canvas.hands.let_go()
        self.layer.forget()
        self.board.show(None, 0)
        self._record = SheetRecord()
        drawing = self._view.drawing
        self.reader.follow(Sheet(project_id, drawing_id, drawing.number if drawing is not None else "", entry_id))
        self._show_lock()

    @Slot(object)
    def _page_changed(self, info: PageInfo | None) -> None:
        self._page = info.page if info is not None else None
        if info is not None and self.board.entry is not None:
            self.board.turn_to(info.page)
            self.measuring.page_turned()
        self._show_lock()
        self._show_sought()

    @Slot(object, object)
    def _arrived(self, sheet: Sheet, record: SheetRecord) -> None:
        self._record = record
        self.saver.member_id = record.member_id
        self.history.open(sheet.entry_id, record.markups)
        self.board.show(sheet.entry_id, self._page or 0, record.markups)
        self.measuring.show(record.scales)
        self._show_lock()
        self.panels.show_layers(record.layers)
        self._show_sought()

    @Slot(object, object)
    def _kept(self, order: Order, markups: list[Markup]) -> None:
        self.history.note(markups)
        shown = [(self.board.get(one.id), one) for one in markups]
        self.board.put(
            [
                replace(mine, author=its.author, created_at=its.created_at, modified_at=its.modified_at)
                for mine, its in shown
                if mine is not None
            ]
        )
        self.reader.note_change({one.entry_id for one in order.markups})
        self.panels.note_kept()
        if order.deed is Deed.RESTORE:
            self.reader.again()  # it may have been changed before it was removed, or its sheet since

    @Slot()
    def _give_up(self) -> None:
        self.history.forget()
        self.reader.again()

    @Slot()
    def _show_lock(self) -> None:
        """Nothing is drawn where it may not be: everything that could says why."""
        entry = self._view.entry
        reason: str | None = None
        if self.board.entry is None or self._page is None:
            reason = self.tr("No sheet is shown.")
        elif self._record.refusal is not None:
            reason = in_words(self._record.refusal)
        elif entry is not None and entry.kind is EntryKind.ORIGINAL:
            reason = self.tr("The Original keeps its markups as they were. Draw on the reordered revision.")
        self.bench.locked = reason
        self.layer.can_change = reason is None
        self.properties.set_locked(reason)
        self.carried.know(self._record.origins, self._view.drawing, entry)
        self.panels.renew()
        if reason is not None and self._kind is not None:
            self.take(MarkupCommand.HAND)
        self.actions.refresh()

    # ---- tools ---------------------------------------------------------------------------------------------------

    @Slot(object)
    def _done(self, kind: MarkupKind) -> None:
        if kind in _STAYING or self.properties.keep.isChecked() or self._kind is not kind:
            return
        newest = self.board.all()[-1:]
        self.take(MarkupCommand.HAND)
        self.board.select([one.id for one in newest])

    @Slot()
    def _let_go(self) -> None:
        """Somebody else's tool may have been taken up."""
        if self._tool is not None and self._view.canvas.hands.tool is not self._tool:
            self._tool = self._kind = None
            self.actions[MarkupCommand.HAND].setChecked(True)

    def copy(self) -> None:
        """What is chosen, to the clipboard."""
        if self.board.selection:
            edits.copy(self.bench)

    def select_all(self) -> bool:
        """Choose all marks of the page, where marks are being chosen; False where they are not."""
        choosing = self._tool is self._selecting or bool(self.board.selection)
        if choosing:
            edits.select_all(self.bench)
        return choosing

    def _toggle_bars(self) -> None:
        self.show_bars(not self.tool_bar.isVisibleTo(self._view))
        self._keep(_BARS, self.tool_bar.isVisibleTo(self._view))

    def show_bars(self, shown: bool) -> None:
        """Show or hide the rows of tools and looks: together, so that the sheet does not jump while one draws."""
        self.tool_bar.setVisible(shown)
        self.actions[MarkupCommand.BARS].setChecked(shown)
        self._show_properties()

    def _show_properties(self) -> None:
        chosen = self.board.selection
        if chosen:
            self.properties.show_style(chosen[0].kind, chosen[0].style, selected=len(chosen))
        else:
            kind = self._kind or self._last_kind
            self.properties.show_style(kind, self.styles.of(kind))

    @Slot(object)
    def _style_chosen(self, changes: dict[str, Any]) -> None:
        chosen = self.board.selection
        for kind in {one.kind for one in chosen} or {self._kind or self._last_kind}:
            self.styles.set(kind, **changes)
        self.bench.change(
            self.tr("Change the look of %n markup(s)", "", len(chosen)),
            [fitted(replace(one, style=replace(one.style, **changes))) for one in chosen],
        )
        self._show_properties()

    @Slot(object, bool)
    def _open_words(self, markup: Markup, new: bool) -> None:
        self.editor.open(markup, new=new)

    @Slot(object, bool, str)
    def _words_typed(self, markup: Markup, new: bool, text: str) -> None:
        if new:
            self.board.draft()
            if text:
                self.bench.add(fitted(replace(markup, text=text)))
            return
        now = self.board.get(markup.id)
        if now is None or now.text == text:
            return
        if not text and now.kind in WORDED:
            self.bench.remove([now])
        else:
            self.bench.change(self.tr("Edit the text of a markup"), [fitted(replace(now, text=text))])

    def _tab(self, event: QKeyEvent) -> bool:
        """Tab walks the marks while they are being selected, and leaves the sheet after the last one."""
        keys = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
        by = keys.get(Qt.Key(event.key()))
        if by is None or not (self.board.selection or self._tool is self._selecting):
            return False
        if not self._picker.step(by):
            return False
        self.show_mark(self.board.selection[0])
        return True

    def show_mark(self, markup: Markup) -> None:
        """Bring a mark of the page into sight, without a zoom where it can be seen as it is."""
        box = self.board.reach_of(markup.id)
        if not self.bench.seen().covers(box):
            around = box.grown(max(box.width, box.height, 72.0))
            self._view.canvas.show_box(Box(around.left, around.top, around.width, around.height))

    @Slot(object)
    def _look_at(self, markup: Markup) -> None:
        drawing, project_id = self._view.drawing, self._view.project_id
        if drawing is not None and project_id is not None:
            self._find(MarkRow(markup, drawing.procore_id, ""))

    @Slot(object)
    def _find(self, row: MarkRow) -> None:
        """Show a mark, on whichever sheet and page it is."""
        self._sought = row
        if row.markup.entry_id != self.board.entry:
            if self._view.project_id is not None:
                self._view.show_sheet(self._view.project_id, row.drawing_id, row.markup.entry_id)
            return
        path = self._view.canvas.path
        if row.markup.page != self.board.page and path is not None:
            self._view.canvas.open_page(path, row.markup.page)
            return
        self._show_sought()

    def _show_sought(self) -> None:
        sought = self._sought
        if sought is None or self._page is None or sought.markup.entry_id != self.board.entry:
            return
        if sought.markup.page != self.board.page:
            if self._view.canvas.path is not None:
                self._view.canvas.open_page(self._view.canvas.path, sought.markup.page)
            return
        self._sought = None
        now = self.board.get(sought.markup.id)
        if now is not None and self._view.canvas.camera is not None:
            self.board.select([now.id])
            self.show_mark(now)

    def _menu(self, event: QContextMenuEvent) -> bool:
        at = self._view.canvas.page_point(event.pos().toPointF())
        under = self.board.at(Point(*at), self.bench.tolerance) if at is not None else None
        if under is None:
            return False
        if under not in self.board.selection:
            self.board.select([under.id])
        menu = self.actions.fill(QMenu(self._view), MENU)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())
        return True

    # ---- what is seen --------------------------------------------------------------------------------------------

    @Slot(object)
    def _repaint(self, box: Bounds | None) -> None:
        if box is None:
            self._view.canvas.repaint_box()
            return
        around = box.grown(MARGIN * self.bench.points_per_pixel)
        self._view.canvas.repaint_box(Box(around.left, around.top, around.width, around.height))

    @Slot()
    def _measures_changed(self) -> None:
        self.layer.renew()
        self._view.canvas.repaint_box()

    @Slot()
    def _selected(self) -> None:
        self._show_properties()
        self.actions.refresh()
        self._view.commands.refresh()

    def _band(self) -> Bounds | None:
        return self._selecting.band

    # ---- steps ---------------------------------------------------------------------------------------------------

    def _undo(self) -> None:
        self.editor.finish()
        self.history.undo()

    def _redo(self) -> None:
        self.editor.finish()
        self.history.redo()

    # ---- why an action cannot run now ----------------------------------------------------------------------------

    def _why_nothing(self) -> str | None:
        return None if self.board.entry is not None and self._page is not None else self.tr("No sheet is shown.")

    def _why_locked(self) -> str | None:
        return self.bench.locked if self.board.entry is not None else self.tr("No sheet is shown.")

    def _why_none_chosen(self) -> str | None:
        return None if self.board.selection else self.tr("No markup is selected.")

    def _why_no_change(self) -> str | None:
        return self._why_locked() or self._why_none_chosen()

    def _why_no_step(self, words: str | None) -> str | None:
        return self._why_locked() or (None if words is not None else self.tr("There is nothing to take back."))

    # ---- remembered choices --------------------------------------------------------------------------------------

    async def _load_choices(self) -> None:
        get = self._services.store.preferences.get
        stored: dict[str, Any] = await self._services.read(get, _STYLES, {})
        keep = await self._services.read(get, _KEEP_TOOL, False)
        bars = await self._services.read(get, _BARS, True)
        if self._closed:
            return
        self.styles.load(stored)
        self.properties.keep.blockSignals(True)
        self.properties.keep.setChecked(keep)
        self.properties.keep.blockSignals(False)
        self.show_bars(bars)

    def _keep(self, name: str, value: object) -> None:
        self._services.tasks.spawn(self._write(name, value))

    async def _write(self, name: str, value: object) -> None:
        await self._services.read(self._services.store.preferences.set, name, value)
