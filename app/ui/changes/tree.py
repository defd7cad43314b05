"""The list of what changed: folders to unfold, lines that open their sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from app.ui.changes.model import ChangesModel, Column
from app.ui.controls import ListHeader, cell_inset, paint_focus
from app.ui.row_keys import opens_row
from app.ui.theme import unit

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent

#: Widths in units. What does not fit beside a readable sheet is left out, the least needed first.
_SHEET_WIDTH = 30
_WIDTHS = {Column.KIND: 25, Column.DETAILS: 34, Column.REVISION: 11, Column.SET: 18, Column.WHEN: 21}
_LEFT_OUT = (Column.SET, Column.REVISION, Column.WHEN)
_FOLDED_FROM = 400  # lines: unfolded, so many would hide which folders there are


class ChangesTree(QTreeView):
    """Enter and double click open: a folder unfolds, a line leads to its sheet."""

    opened = Signal(object)  # Change about a drawing

    def __init__(self, model: ChangesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changes.tree")
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_Rows(self))
        self._set_up()
        self.doubleClicked.connect(self._open)
        model.modelReset.connect(self._unfold)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if opens_row(event) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            # Screen readers say nothing in a tree without a current row.
            self.setCurrentIndex(self._model.index(0, 0))

    def drawRow(
        self, painter: QPainter, options: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().drawRow(painter, options, index)
        current = self.currentIndex()
        if self.hasFocus() and (index.row(), index.parent()) == (current.row(), current.parent()):
            row = self.visualRect(current)
            paint_focus(painter, row.united(QRect(0, row.top(), self.header().length(), row.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = event.size().width() - unit(self) * _SHEET_WIDTH
        wanted = {column: self.columnWidth(column) or unit(self) * width for column, width in _WIDTHS.items()}
        for column in _LEFT_OUT:
            hidden = sum(wanted.values()) > room
            self.setColumnHidden(column, hidden)
            if hidden:
                del wanted[column]
        super().resizeEvent(event)

    def _set_up(self) -> None:
        self.setUniformRowHeights(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(False)
        self.setTabKeyNavigation(False)
        self.setIndentation(unit(self) * 2 + 4)
        header = ListHeader(self, inset=cell_inset(self))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(False)
        self.setHeader(header)
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.SHEET, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, unit(self) * width)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        change = self._model.change(index)
        if change is None:
            first = index.siblingAtColumn(Column.SHEET)
            self.setExpanded(first, not self.isExpanded(first))
        elif change.drawing_id is not None:
            self.opened.emit(change)

    @Slot()
    def _unfold(self) -> None:
        sizes = [len(group.changes) for group in self._model.groups]
        if sum(sizes) < _FOLDED_FROM:
            self.expandAll()
        elif sizes[0] < _FOLDED_FROM:
            self.expand(self._model.index(0, 0))
        for row in range(self._model.rowCount()):
            self.setFirstColumnSpanned(row, QModelIndex(), True)


class _Rows(QStyledItemDelegate):
    """Rows as high as those of the documents; the whole row shows where one is, not one cell of it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), unit() * 4))
