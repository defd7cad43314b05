"""Ctrl+K: one field over actions, projects and sheets.

Actions that cannot run now stay listed, greyed, with their reason. Sheets come from a callable that searches off the
UI thread, a moment after the last key. Before anything is typed there are groups: the sheets one went to last, the
favourites, and everything else; a star typed first lists the favourites alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.controls import TextField, plain_tip
from app.ui.icons import paint_icon
from app.ui.services import FAVOURITES
from app.ui.sorting import folded
from app.ui.theme import Tone, icon_size, scaled_font, tokens, unit

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Sequence

    from app.ui.services import FindSheets, Services, SheetHit

Index = QModelIndex | QPersistentModelIndex

_DELAY_MS = 100
_MOST_SHEETS = 30
_MOST_RECENT = 8
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTRY = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to go to. ``hint`` stands at the right: a shortcut, a kind, or why it cannot run now."""

    text: str
    icon: str | None
    hint: str
    run: Callable[[], object]
    enabled: bool = True
    heading: bool = False  # the name of a group, which is passed over

    @property
    def key(self) -> tuple[str, str | None]:
        """What stays the same while shortcut or reason change."""
        return self.text, self.icon

    def matches(self, words: Sequence[str]) -> bool:
        return all(word in folded(f"{self.text} {self.hint}") for word in words)


class Palette(QDialog):
    """``entries``: actions, projects, settings; ``open_sheet`` is called with the sheet that was chosen.

    ``recent``: what was chosen before, newest first; it comes first here, and the choice is added to it.
    """

    def __init__(
        self,
        services: Services,
        entries: Sequence[Entry],
        find_sheets: FindSheets,
        open_sheet: Callable[[SheetHit], object],
        recent: list[Entry],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._services = services
        self._recent = recent
        fresh = {entry.key: entry for entry in entries}
        before = [fresh.pop(entry.key, entry) for entry in recent]  # whether an action can run now, it says now
        favourites = Entry(self.tr("Favourite sheets"), "star", FAVOURITES, lambda: None)
        self._entries = [*before, *fresh.values(), favourites]
        self._favourites = favourites
        self._find_sheets = find_sheets
        self._open_sheet = open_sheet
        self._task: asyncio.Task[Any] | None = None
        self._model = _Model()
        self._model.setParent(self)
        self.field = TextField(self)
        self.field.setObjectName("palette.field")
        self.field.setPlaceholderText(self.tr("Type an action, a project or a sheet number"))
        self.field.setAccessibleName(self.tr("Go to anything"))
        self.field.installEventFilter(self)
        self.list = QListView(self)
        self.list.setObjectName("palette.list")
        self.list.setAccessibleName(self.tr("Results"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_DELAY_MS)
        self._delay.timeout.connect(self._search_sheets)
        gap = unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._run)
        self.list.clicked.connect(self._run)
        self._typed("")

    def shown(self) -> list[Entry]:
        return self._model.entries

    def sizeHint(self) -> QSize:
        return QSize(unit(self) * 80, unit(self) * 50)

    def paintEvent(self, event: QPaintEvent) -> None:
        """With an edge: no desktop draws a frame around it, and it lies on a page of its own colour."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(tokens().border_strong))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def done(self, result: int) -> None:
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.field and pressed and event.key() in _MOVES:  # type: ignore[attr-defined]
            self.list.keyPressEvent(event)  # type: ignore[arg-type]
            return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _typed(self, text: str) -> None:
        words = folded(text).split()
        alone = text.strip().startswith(FAVOURITES)
        self._show([] if alone else [entry for entry in self._entries if entry.matches(words)])
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._delay.start()

    @Slot()
    def _search_sheets(self) -> None:
        self._task = self._services.tasks.spawn(self._add_sheets(self.field.text().strip()), name="palette")

    async def _add_sheets(self, text: str) -> None:
        hits = await self._services.read(self._find_sheets, text)
        if text != self.field.text().strip():
            return
        kept = self.list.currentIndex().row()
        chosen = self._model.entries[kept].key if kept > 0 else None  # the first was nobody's choice
        hits = hits[:_MOST_SHEETS]
        known = {entry.key for entry in self._model.entries} if text else set()
        sheets = [one for one in map(self._sheet, hits) if one.key not in known]
        if text:
            self._show([*self._model.entries, *sheets], kept)
            return
        # Nobody knows yet what is wanted: perhaps where one was last.
        rest = [one for one in self._entries if one.key not in {sheet.key for sheet in sheets}]
        groups = (
            (self.tr("Last sheets"), [self._sheet(hit) for hit in hits if hit.recent]),
            (self.tr("Favourite sheets"), [self._sheet(hit) for hit in hits if hit.starred]),
            (self.tr("Everything else"), rest),
        )
        listed: list[Entry] = []
        for name, entries in groups if sheets else ():
            listed += [Entry(name, None, "", lambda: None, enabled=False, heading=True), *entries] if entries else []
        shown = listed or rest
        self._show(shown, next((row for row, one in enumerate(shown) if one.key == chosen and not one.heading), 0))

    def _sheet(self, hit: SheetHit) -> Entry:
        icon = "star" if hit.starred else "history" if hit.recent else "documents"
        return Entry(f"{hit.number}  {hit.title}", icon, hit.project, partial(self._open_sheet, hit))

    def _show(self, entries: list[Entry], current: int = 0) -> None:
        self._model.show(entries)
        first = next((row for row, one in enumerate(entries) if not one.heading), 0)
        self.list.setCurrentIndex(self._model.index(max(first, current)))

    @Slot()
    def _run(self) -> None:
        index = self.list.currentIndex()
        if index.isValid() and self._model.entries[index.row()].enabled:
            entry = self._model.entries[index.row()]
            if entry is self._favourites:
                self.field.setText(FAVOURITES)
                return
            self._recent[:] = [entry, *(one for one in self._recent if one.key != entry.key)][:_MOST_RECENT]
            self.accept()
            entry.run()


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.entries[index.row()].heading:
            return Qt.ItemFlag.ItemNeverHasChildren
        usual = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return usual | Qt.ItemFlag.ItemIsEnabled  # greyed ones too: their reason must be readable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            text = f"{entry.text}, {entry.hint}" if entry.hint else entry.text
            return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return entry if role == _ENTRY else None


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        entry: Entry = index.data(_ENTRY)
        plain.text = ""
        style = plain.widget.style() if plain.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, plain.widget)
        painter.save()
        scheme, gap, side = tokens(), unit(), float(icon_size())
        room = QRectF(plain.rect).adjusted(gap, 0, -gap, 0)
        if entry.heading:
            painter.setFont(scaled_font(plain.font, 0.9, bold=True))
            painter.setPen(scheme.color(Tone.MUTED))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), entry.text)
            painter.restore()
            return
        color = scheme.color(Tone.TEXT if entry.enabled else Tone.MUTED)
        if entry.icon:
            paint_icon(painter, QRectF(room.left(), room.center().y() - side / 2, side, side), entry.icon, color)
        room.adjust(side + gap, 0, 0, 0)
        hint = plain.fontMetrics.elidedText(entry.hint, Qt.TextElideMode.ElideRight, int(room.width() * 0.5))
        taken = plain.fontMetrics.horizontalAdvance(hint) + gap
        painter.setPen(color)
        text = plain.fontMetrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, int(room.width() - taken))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        selected = bool(plain.state & QStyle.StateFlag.State_Selected)
        painter.setPen(scheme.color(Tone.TEXT if selected else Tone.MUTED))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), hint)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), round(unit() * 3.4)))
