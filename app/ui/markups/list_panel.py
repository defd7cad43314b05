"""The panel that lists markups: of the open sheet or of the project, with what was measured, to be taken elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QLocale,
    QModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QTableView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.markups import MarkupStatus
from app.domain.measures import LengthUnit, quantity_text
from app.domain.states import Carried
from app.ui.controls import ListHeader, MutedLabel, Note, PlainLabel, TextField, plain_tip
from app.ui.failure_words import current_language
from app.ui.icons import icon
from app.ui.markups.list_model import ROW, MarkRow, MarksFilter, MarksModel
from app.ui.markups.wording import kind_name, layer_name, status_word
from app.ui.panes import in_order
from app.ui.theme import unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from app.domain.measures import Total

_SHEET = 2  # the column; on one sheet it says nothing


class ListPanel(QWidget):
    """``scope_changed``: True for the whole project. ``exported`` carries ``csv`` or ``xlsx``, and the unit."""

    scope_changed = Signal(bool)
    opened = Signal(object)  # MarkRow
    done_toggled = Signal(object)  # list[MarkRow]
    deleted = Signal(object)  # list[MarkRow]
    taken_back = Signal()  # what was told last
    exported = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._totals: Sequence[Total] = ()
        self.model = MarksModel()
        self.model.setParent(self)
        self.filter = MarksFilter(self.model)
        self.filter.setParent(self)
        self.scope, self.status, self.unit_box = QComboBox(self), QComboBox(self), QComboBox(self)
        self.search = TextField(self)
        self.search.setClearButtonEnabled(True)
        self.table = QTableView(self)
        self.done, self.delete, self.export = QPushButton(self), QPushButton(self), QPushButton(self)
        self.note, self.undo = Note(self), QPushButton(self)
        self.undo.setObjectName("markup.list_undo")
        self._count = MutedLabel(self)
        self._sums_title = PlainLabel(self)
        self.sums = QTreeWidget(self)
        self._sums_note = MutedLabel(self)
        for name, one in (("scope", self.scope), ("status", self.status), ("unit", self.unit_box)):
            one.setObjectName(f"markup.list_{name}")
        self._lay_out()
        in_order(self.scope, self.status, self.search, self.table, self.done, self.delete)
        in_order(self.delete, self.undo, self.unit_box, self.export, self.sums)
        self._connect()
        self._retranslate()

    @property
    def whole_project(self) -> bool:
        return self.scope.currentIndex() == 1

    def show_rows(self, rows: Sequence[MarkRow], totals: Sequence[Total]) -> None:
        chosen = {row.markup.id for row in self.chosen()}
        self._totals = totals
        self.model.show(rows)
        self.table.setColumnHidden(_SHEET, not self.whole_project)
        self._select(self._rows_of(chosen))
        self._narrow()
        self._show_totals()

    def chosen(self) -> list[MarkRow]:
        return [index.data(ROW) for index in self.table.selectionModel().selectedRows()]

    def choose(self, ids: set[str]) -> None:
        """Show which marks are chosen on the sheet."""
        rows = self._rows_of(ids)
        if len(rows) == 1:
            self._select(rows)
            self.table.scrollTo(rows[0])

    def _rows_of(self, ids: set[str]) -> list[QModelIndex]:
        rows = [self.filter.index(row, 0) for row in range(self.filter.rowCount() if ids else 0)]
        return [index for index in rows if index.data(ROW).markup.id in ids]

    def _select(self, rows: Sequence[QModelIndex]) -> None:
        """Not by the table's own way, which looks at what is held down on the keyboard."""
        chosen = QItemSelection()
        for index in rows:
            chosen.select(index, index)
        flag = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().select(chosen, flag.ClearAndSelect | flag.Rows)
        if rows:
            self.table.selectionModel().setCurrentIndex(rows[0], flag.NoUpdate)

    def tell(self, text: str, *, undo: bool = True) -> None:
        """What was done to marks here, perhaps of other sheets, and the way back; nothing for an empty text."""
        self.undo.setVisible(undo)
        self.note.say(text)

    def take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.chosen() and self.filter.rowCount():
            self.table.selectRow(0)

    def sizeHint(self) -> QSize:
        return QSize(unit(self) * 64, super().sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            pressed: QKeyEvent = event  # type: ignore[assignment]
            if pressed.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen():
                self.opened.emit(self.chosen()[0])
                return True
            if pressed.key() == Qt.Key.Key_Delete and self.delete.isEnabled():
                self.deleted.emit(self.chosen())
                return True
            if pressed.matches(QKeySequence.StandardKey.Undo) and not self.undo.isHidden() and self.note.isVisible():
                self.taken_back.emit()
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # ---- construction --------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        gap = unit(self)
        self.table.setModel(self.filter)
        self.table.setObjectName("markup.list")
        self.table.setHorizontalHeader(ListHeader(self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(_SHEET, Qt.SortOrder.AscendingOrder)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setTabKeyNavigation(False)
        self.table.installEventFilter(self)
        for place, width in enumerate((17, 24, 16, 18, 13, 20, 14)):
            self.table.setColumnWidth(place, gap * width)
        self.sums.setObjectName("markup.totals")
        self.sums.setRootIsDecorated(False)
        self.sums.headerItem().setTextAlignment(3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.sums.setMaximumHeight(gap * 18)
        self.sums.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustToContents)
        self.sums.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.table.setMinimumHeight(gap * 16)
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.scope)
        first.addWidget(self.status)
        first.addStretch(1)
        second.addWidget(self.done)
        second.addWidget(self.delete)
        second.addStretch(1)
        third.addWidget(self._sums_title, 1)
        third.addWidget(self.unit_box)
        third.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap // 2)
        column.addLayout(first)
        column.addWidget(self.search)
        column.addWidget(self._count)
        column.addWidget(self.table, 1)
        column.addLayout(second)
        column.addWidget(self.note)
        column.addLayout(third)
        column.addWidget(self.sums)
        column.addWidget(self._sums_note)
        self.note.row.addWidget(self.undo)
        self.note.hide()
        self._menu = QMenu(self)
        self.export.setMenu(self._menu)

    def _connect(self) -> None:
        self.scope.activated.connect(lambda: self.scope_changed.emit(self.whole_project))
        self.undo.clicked.connect(self.taken_back)
        self.status.activated.connect(self._narrow)
        self.search.textChanged.connect(self._narrow)
        self.unit_box.activated.connect(self._show_totals)
        self.table.doubleClicked.connect(lambda index: self.opened.emit(index.data(ROW)))
        self.table.selectionModel().selectionChanged.connect(self._allow)
        self.done.clicked.connect(lambda: self.done_toggled.emit(self.chosen()))
        self.delete.clicked.connect(lambda: self.deleted.emit(self.chosen()))

    # ---- what is shown -------------------------------------------------------------------------------------------

    @Slot()
    def _narrow(self) -> None:
        self.filter.narrow(self.search.text(), self.status.currentData() or "")
        shown, all_of_them = self.filter.rowCount(), len(self.model.rows)
        if not all_of_them:
            self._count.setText(self.tr("Nothing was drawn yet. Take a tool from the row over the sheet."))
        else:
            self._count.setText(self.tr("%n shown of {all}", "", shown).format(all=QLocale().toString(all_of_them)))
        self._allow()

    @Slot()
    def _allow(self) -> None:
        chosen = self.chosen()
        reason = next((row.locked for row in chosen if row.locked is not None), None)
        if not chosen:
            reason = self.tr("No markup is selected.")
        for button in (self.done, self.delete):
            button.setEnabled(reason is None)
            button.setToolTip(reason or "")

    @Slot()
    def _show_totals(self) -> None:
        shown = LengthUnit(self.unit_box.currentData() or LengthUnit.FEET)
        self.sums.clear()
        doubtful = unscaled = 0
        for one in self._totals:
            known = one.unscaled < one.marks
            value = quantity_text(one.kind, one.quantity, shown, current_language()) if known else "–"
            line = QTreeWidgetItem(self.sums, [kind_name(one.kind), one.label, layer_name(one.layer), value])
            for place in range(line.columnCount()):
                line.setToolTip(place, plain_tip(line.text(place)))  # a long name ends in …
            line.setTextAlignment(3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            doubtful += one.unverified + one.to_check
            unscaled += one.unscaled
        notes = []
        if unscaled:
            notes.append(self.tr("%n without a scale, not counted in.", "", unscaled))
        if doubtful:
            notes.append(self.tr("%n with a scale that is not verified, or carried and not checked.", "", doubtful))
        self._sums_note.setText(" ".join(notes))
        self._sums_note.setVisible(bool(notes))
        self.sums.setVisible(bool(self._totals))
        self._sums_title.setText(self.tr("Totals") if self._totals else self.tr("Nothing was measured or counted."))

    def _retranslate(self) -> None:
        for box, items in (
            (self.scope, [(self.tr("This sheet"), None), (self.tr("Whole project"), None)]),
            (
                self.status,
                [
                    (self.tr("All"), ""),
                    (status_word(MarkupStatus.OPEN), MarkupStatus.OPEN.value),
                    (status_word(MarkupStatus.DONE), MarkupStatus.DONE.value),
                    (self.tr("To check"), Carried.TO_CHECK.value),
                ],
            ),
            (self.unit_box, [(self.tr("ft-in"), LengthUnit.FEET.value), (self.tr("m"), LengthUnit.METRES.value)]),
        ):
            row = max(0, box.currentIndex())
            box.clear()
            for text, data in items:
                box.addItem(text, data)
            box.setCurrentIndex(row)
        self.scope.setAccessibleName(self.tr("Markups of"))
        self.status.setAccessibleName(self.tr("Status"))
        self.unit_box.setAccessibleName(self.tr("Unit of the totals"))
        self.search.setAccessibleName(self.tr("Search in markups"))
        self.search.setPlaceholderText(self.tr("Text, author, layer…"))
        self.table.setAccessibleName(self.tr("Markups"))
        self.sums.setAccessibleName(self.tr("Totals"))
        self.sums.setHeaderLabels([self.tr("Kind"), self.tr("Label"), self.tr("Layer"), self.tr("Total")])
        self.done.setText(self.tr("Done or open again"))
        self.done.setIcon(icon("check"))
        self.delete.setText(self.tr("Delete"))
        self.delete.setIcon(icon("delete"))
        self.undo.setText(self.tr("Undo"))
        self.tell("")
        self.export.setText(self.tr("Export"))
        self._menu.clear()
        for text, form in ((self.tr("Table (CSV)…"), "csv"), (self.tr("Workbook (XLSX)…"), "xlsx")):
            action = self._menu.addAction(text)
            action.triggered.connect(
                lambda _on=False, form=form: self.exported.emit(form, LengthUnit(self.unit_box.currentData()))
            )
        self.model.retranslate()
        self._narrow()
        self._show_totals()
