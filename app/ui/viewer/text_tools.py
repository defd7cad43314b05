"""What can be done with the text of an open sheet: find in it, select it, copy it. One for each view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence

from app.drawings.text_find import Searchable
from app.ui.viewer.geometry import Point
from app.ui.viewer.page_hits import PageHits
from app.ui.viewer.sheet_actions import SheetCommand
from app.ui.viewer.text_find_bar import FindBar, no_text_reason
from app.ui.viewer.text_layer import TextLayer, view_box
from app.ui.viewer.text_pages import TextPages
from app.ui.viewer.text_selection import TextSelection

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from app.drawings.render import PageInfo, Renderer
    from app.drawings.text import PageText, Rect
    from app.ui.services import Services
    from app.ui.viewer.view import SheetCanvas
    from app.ui.viewer.window import SheetView

#: Logical pixels: how high a line of text must be to be read, how high it is made, and the room kept around a hit.
_LEGIBLE, _COMFORTABLE, _ROOM = 7.0, 14.0, 60.0
#: Points: hits within such a strip are on one row for whoever steps through them.
_ROW = 36.0


class SheetText(QObject):
    """Follows the page that ``view`` shows. ``close`` with the view."""

    text_changed = Signal(object)  # PageText of the page shown, None until it is known

    def __init__(self, view: SheetView, renderer: Renderer, services: Services) -> None:
        super().__init__(view)
        self._view = view
        self._canvas: SheetCanvas = view.canvas
        self._pages = TextPages(renderer, self)
        self._text: PageText | None = None
        self._searchable: Searchable | None = None
        self._layer = TextLayer()
        self._selection = TextSelection(self._layer, self._canvas.repaint_box, self._let_go)
        self._typed_early = False  # before the text was known
        self._awaited: tuple[Path, int, str] | None = None  # words to be marked on that page of that file
        self._others = PageHits(services, self)
        self._landing = 0  # on the page that is being opened: 1 its first hit is wanted, -1 its last one
        self.bar = FindBar(view)
        view.add_bar(self.bar)
        self._canvas.add_layer(self._layer)
        self._canvas.hands.add(_Keys(self))
        self._pages.ready.connect(self._show_text)
        self._pages.failed.connect(lambda: self._show_text(None))
        view.page_changed.connect(self._follow)
        self.bar.typed.connect(self._find)
        self.bar.stepped.connect(self.step)
        self._others.counted.connect(self._say_count)
        self.bar.closed.connect(self.close_bar)
        self._bind()

    @property
    def text(self) -> PageText | None:
        return self._text

    def open_bar(self) -> None:
        """Begin to find, with what is selected if that is short."""
        chosen = self._selection.as_read()
        if chosen and "\n" not in chosen:
            self.bar.field.setText(chosen)
        self.bar.open()
        self._find(self.bar.field.text())

    def find_words(self, words: str, path: Path, page: int) -> None:
        """Mark what a search has found on a page of a file that is being opened, or is open."""
        self._awaited = (path, page, words)
        self.bar.field.blockSignals(True)
        self.bar.field.setText(words)
        self.bar.field.blockSignals(False)
        self.bar.show()
        self.bar.say_reading()
        self._meet()

    def close_bar(self) -> None:
        self._awaited = None
        self.bar.hide()
        self._show_hits([])
        self._canvas.setFocus()

    @Slot(int)
    def step(self, by: int) -> None:
        """Go to the next hit, or the one before, through all pages of the file; around at the ends."""
        if not self.bar.isVisible():
            self.open_bar()
            return
        count, current = len(self._layer.hits), self._layer.current
        wanted = 0 if current < 0 < by else max(current, 0) + by
        page, path = self._canvas.page, self._canvas.path
        beside = self._others.beside(page, by) if not 0 <= wanted < count else None
        if beside is not None and path is not None:
            self._landing = by
            self._canvas.open_page(path, beside)
        elif count:
            self._layer.current = wanted % count
            self._reveal_current()
            self._say_count()

    def escape(self) -> bool:
        """Put down the tool, or close the bar; False where there was neither."""
        if self._canvas.hands.tool is self._selection:
            self._toggle_selecting()
        elif self.bar.isVisible():
            self.close_bar()
        else:
            return False
        return True

    def close(self) -> None:
        self._pages.close()

    # ---- the page ------------------------------------------------------------------------------------------------

    @Slot(object)
    def _follow(self, info: PageInfo | None) -> None:
        self._take(None)
        if info is None:
            self._pages.forget()
        else:
            self._pages.ask(info.path, info.page)

    @Slot(object)
    def _show_text(self, text: PageText | None) -> None:
        self._take(text)
        self._meet()
        self._view.commands.refresh()

    def _take(self, text: PageText | None) -> None:
        self._text = text
        self._searchable = None if text is None else Searchable(text.text)
        self._selection.show_text(text)
        if self.bar.isVisible():
            landing = self._landing if text is not None else 0
            self._find(self.bar.field.text(), reveal=self._typed_early)
            if landing and self._layer.hits:
                self._landing = 0
                self._layer.current = 0 if landing > 0 else len(self._layer.hits) - 1
                self._reveal_current()
                self._say_count()
        self.text_changed.emit(text)

    # ---- finding -------------------------------------------------------------------------------------------------

    @Slot(str)
    def _find(self, typed: str, *, reveal: bool = True) -> None:
        if self._awaited is not None and typed != self._awaited[2]:
            self._awaited = None
        self._typed_early = self._text is None and reveal
        if self._text is None or self._searchable is None:
            self._show_hits([])
            self.bar.say_reading()
        elif not self._text.text.strip():
            self._show_hits([])
            self.bar.say_picture()
        elif not typed.strip():
            self._show_hits([])
            self.bar.say_nothing()
        else:
            self._show_hits([self._text.boxes(*one) for one in self._searchable.find(typed)], reveal=reveal)
            self._say_count()
        if self._text is not None:
            self._look_further(typed)

    def _look_further(self, typed: str) -> None:
        """On the other pages too, where there are some."""
        entry = self._view.entry
        self._others.look_for(typed, entry.sha256 if entry is not None and self._view.page_count > 1 else None)

    @Slot()
    def _say_count(self) -> None:
        hits, current, page = len(self._layer.hits), self._layer.current, self._canvas.page
        before = self._others.before(page) if current >= 0 else 0
        self.bar.say_count(current + before, hits + self._others.elsewhere(page))

    def _meet(self) -> None:
        """Is this the page on which words are to be marked?"""
        if self._awaited is None or self._text is None or self._searchable is None:
            return
        path, page, words = self._awaited
        if self._text.path != path:
            return
        if self._text.page != page:
            self._canvas.open_page(path, page)
            return
        self._awaited = None
        if not self._text.text.strip():
            self.bar.say_picture()
            return
        self._show_hits([self._text.boxes(*one) for one in self._searchable.find_words(words)], reveal=True)
        self.bar.say_count(self._layer.current, len(self._layer.hits))

    def _show_hits(self, hits: Sequence[Sequence[Rect]], *, reveal: bool = False) -> None:
        camera = self._canvas.camera
        self._layer.hits = seen = [boxes for boxes in hits if boxes]
        self._layer.current = -1
        if camera is not None and seen:
            at = {id(boxes): view_box(camera, boxes[0]).center() / camera.scale for boxes in seen}
            seen.sort(key=lambda boxes: (at[id(boxes)].y() // _ROW, at[id(boxes)].x()))
            if reveal:
                shown = QRectF(0, 0, camera.width, camera.height)
                visible = (nth for nth, boxes in enumerate(seen) if shown.contains(view_box(camera, boxes[0])))
                self._layer.current = next(visible, 0)
                self._reveal_current()
        self._canvas.repaint_box()

    def _reveal_current(self) -> None:
        boxes = self._layer.hits[self._layer.current]
        reveal(self._canvas, boxes[0])
        self._canvas.repaint_box()

    # ---- selecting -----------------------------------------------------------------------------------------------

    def _bind(self) -> None:
        bind, commands = self._view.commands.bind, self._view.commands
        bind(SheetCommand.FIND, self.open_bar, self._reason_no_sheet)
        bind(SheetCommand.FIND_NEXT, lambda: self.step(1), self._reason_no_sheet)
        bind(SheetCommand.FIND_PREVIOUS, lambda: self.step(-1), self._reason_no_sheet)
        commands[SheetCommand.SELECT_TEXT].setCheckable(True)
        bind(SheetCommand.SELECT_TEXT, self._toggle_selecting, self._reason_no_text)
        bind(SheetCommand.SELECT_ALL, self._select_all, self._reason_no_text)
        bind(SheetCommand.COPY_TEXT, self._copy, self._reason_no_sheet)  # markups too, which pictures may have

    def _toggle_selecting(self) -> None:
        hands = self._canvas.hands
        wanted = hands.tool is not self._selection
        hands.take_up(self._selection if wanted else None)
        self._show_tool()
        self._canvas.setFocus()

    def _let_go(self) -> None:
        # Also when another tool is taken up, which happens after this.
        QTimer.singleShot(0, self, self._show_tool)

    @Slot()
    def _show_tool(self) -> None:
        in_hand = self._canvas.hands.tool is self._selection
        self._view.commands[SheetCommand.SELECT_TEXT].setChecked(in_hand)
        if not in_hand and not self._selection.empty:
            self._selection.clear()

    def _select_all(self) -> None:
        if self._view.markups.select_all():
            return
        if self._canvas.hands.tool is not self._selection:
            self._toggle_selecting()
        self._selection.select_all()

    def _copy(self) -> None:
        chosen = self._selection.as_read()
        if chosen:
            QGuiApplication.clipboard().setText(chosen)
        else:
            self._view.markups.copy()

    def _reason_no_sheet(self) -> str | None:
        return None if self._canvas.camera is not None else self.tr("No sheet is shown.")

    def _reason_no_text(self) -> str | None:
        if self._view.markups.board.selection:
            return None  # the keys of text go for them, too
        if self._text is not None and not self._text.text.strip():
            return no_text_reason()
        return self._reason_no_sheet()


class _Keys:
    """Lies on the sheet always, for keys alone."""

    cursor: Qt.CursorShape | None = None

    def __init__(self, text: SheetText) -> None:
        self._text = text

    def press(self, at: Point, event: QMouseEvent) -> bool:
        return False

    def move(self, at: Point, event: QMouseEvent) -> bool:
        return False

    def release(self, at: Point, event: QMouseEvent) -> bool:
        return False

    def double_click(self, at: Point, event: QMouseEvent) -> bool:
        return False

    def key_press(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Find):  # where no window has an action for it
            self._text.open_bar()
            return True
        return event.key() == Qt.Key.Key_Escape and self._text.escape()

    def let_go(self) -> None:
        """Nothing is held."""


def reveal(canvas: SheetCanvas, box: Rect) -> None:
    """Bring a box of page points into view, large enough to be read; a view that shows it well stays as it is."""
    if canvas.camera is None:
        return
    place = _place(canvas, box)
    size = min(place.width(), place.height())
    if size < _LEGIBLE:
        canvas.zoom_by(_COMFORTABLE / max(size, 0.1), place.center())
        place = _place(canvas, box)
    view = QRectF(canvas.viewport().rect())
    room = min(_ROOM, view.width() / 4, view.height() / 4)
    if not view.adjusted(room, room, -room, -room).contains(place.center()):
        away = place.center() - view.center()
        canvas.pan(away.x(), away.y())


def _place(canvas: SheetCanvas, box: Rect) -> QRectF:
    one, other = canvas.view_point(Point(box.left, box.top)), canvas.view_point(Point(box.right, box.bottom))
    return QRectF(QPointF(one), QPointF(other)).normalized()
