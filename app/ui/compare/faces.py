"""What the comparison is made of on the screen: revisions, tools, canvases, the list of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSlider,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.compare.compare_actions import CompareCommand
from app.ui.compare.region_layer import RegionLayer
from app.ui.compare.region_list import RegionList
from app.ui.compare.sides import Sides
from app.ui.controls import ElidedLabel, EmptyState, FlatButton, Note, PlainLabel
from app.ui.theme import scaled_font, unit
from app.ui.viewer.tile_cache import TileCache
from app.ui.viewer.view import SheetCanvas

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from app.domain.comparisons import Comparison, PagePair
    from app.drawings.render import Renderer
    from app.ui.actions import Actions

_BALANCE = 100
_CACHE = 64 * 1024 * 1024
_TOOLS: tuple[CompareCommand | None, ...] = (
    CompareCommand.PREVIOUS,
    CompareCommand.NEXT,
    None,
    CompareCommand.ZOOM_OUT,
    CompareCommand.ZOOM_IN,
    CompareCommand.FIT,
    CompareCommand.TURN,
    None,
    CompareCommand.ALIGN,
    CompareCommand.ALIGN_AGAIN,
)
_MODES = (CompareCommand.OVERLAY, CompareCommand.BESIDE, CompareCommand.BLINK)


class CompareFaces(QWidget):
    """Lays itself out in ``dialog``. ``page_chosen``: another page of the newer file."""

    page_chosen = Signal(int)

    def __init__(self, commands: Actions, renderer: Renderer, dialog: QDialog) -> None:
        super().__init__(dialog)
        self.title = ElidedLabel(self)
        self.title.setFont(scaled_font(self.font(), 1.3, bold=True))
        self.sides = Sides(self)
        self.page = QComboBox(self)
        self.page.setObjectName("compare.page")
        self.page.activated.connect(lambda _index: self.page_chosen.emit(self.page.currentData()))
        self.note = Note(self)
        self.to_hand = QPushButton(self)
        self.to_hand.setAutoDefault(False)
        self.to_hand.clicked.connect(commands[CompareCommand.ALIGN].trigger)
        self.note.row.addWidget(self.to_hand)
        # Pages drawn together are other pictures than those of the sheet's view: a cache of their own.
        self.overlay = SheetCanvas(renderer, TileCache(_CACHE), self)
        self.left, self.right = (SheetCanvas(renderer, TileCache(_CACHE), self) for _ in range(2))
        self.canvases = self.overlay, self.left, self.right
        self._layers = RegionLayer(), RegionLayer(), RegionLayer()
        for canvas, layer in zip(self.canvases, self._layers, strict=True):
            canvas.add_layer(layer)
        self.balance = QSlider(Qt.Orientation.Horizontal, self)
        self.balance.setRange(0, _BALANCE)
        self.balance.setValue(_BALANCE // 2)
        self.balance.setPageStep(_BALANCE // 4)
        self.balance.setMinimumWidth(unit(self) * 16)
        self._balance_ends = PlainLabel(self), PlainLabel(self)
        self.regions = RegionList(self)
        self.waiting = EmptyState("compare", self)
        self._beside = QWidget(self)
        self._stack = QStackedLayout()
        self._says = ""
        self._lay_out(commands, dialog)
        self._retranslate()
        self.say_comparing()

    @property
    def beside(self) -> bool:
        return self._stack.currentWidget() is self._beside

    def show_beside(self, beside: bool) -> None:
        self._stack.setCurrentWidget(self._beside if beside else self.overlay)
        focused = self.window().focusWidget()
        if focused is None or focused in self.canvases:  # and not where a button was pressed
            (self.right if beside else self.overlay).setFocus()

    def show_regions(self, comparison: Comparison) -> None:
        self.regions.show_regions(comparison.regions, comparison.found if comparison.alignment is not None else None)
        back = comparison.alignment.inverse() if comparison.alignment is not None else None
        for layer, way in zip(self._layers, (None, back, None), strict=True):
            layer.show(comparison.regions, way)

    def choose_region(self, index: int) -> None:
        for canvas, layer in zip(self.canvases, self._layers, strict=True):
            layer.choose(index)
            canvas.repaint_box()

    def show_pages(self, pages: tuple[tuple[int, int], ...], shown: PagePair) -> None:
        """Nothing is said of files with one page."""
        self.page.clear()
        for _before, after in pages:
            self.page.addItem(self.tr("Page {page}").format(page=after + 1), after)
        self.page.setCurrentIndex(self.page.findData(shown.newer_page))
        self.page.setVisible(len(pages) > 1)

    def stamp(self, older: str, newer: str, alone: int | None) -> None:
        """What lies across each sheet; across both together only what is true of what is seen (``alone``: 0 older, 1
        newer)."""
        self.left.set_stamp(older)
        self.right.set_stamp(newer)
        self.overlay.set_stamp(older if alone == 0 else newer)

    def say_comparing(self) -> None:
        self._wait("comparing")

    def say_same_file(self) -> None:
        self._wait("same")

    def say_failed(self, title: str, text: str) -> None:
        self._says = ""
        self._clear()
        self.waiting.say(title, text)
        self._stack.setCurrentWidget(self.waiting)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _wait(self, says: str) -> None:
        self._says = says
        self._clear()
        self._say_waiting()
        self._stack.setCurrentWidget(self.waiting)

    def _clear(self) -> None:
        self.note.say("")
        self.regions.show_regions((), None)
        for layer in self._layers:
            layer.show(())

    def _say_waiting(self) -> None:
        if self._says == "comparing":
            self.waiting.say(
                self.tr("Comparing the two sheets"),
                self.tr("This takes a second or two, and is remembered."),
                self.tr("Cancel"),
            )
        elif self._says == "same":
            self.waiting.say(
                self.tr("The same file"),
                self.tr("Both revisions have the same file, byte for byte: nothing changed."),
            )

    def _lay_out(self, commands: Actions, dialog: QDialog) -> None:
        gap = unit(self)
        row = QHBoxLayout()
        row.setSpacing(gap // 2)
        for id in _MODES:
            row.addWidget(self._button(commands, id, Qt.ToolButtonStyle.ToolButtonTextBesideIcon))
        row.addSpacing(gap)
        row.addWidget(self._button(commands, CompareCommand.SWAP))
        row.addWidget(self._balance_ends[0])
        row.addWidget(self.balance)
        row.addWidget(self._balance_ends[1])
        row.addSpacing(gap)
        row.addWidget(self.page)
        row.addStretch(1)
        for tool in _TOOLS:
            if tool is None:
                row.addSpacing(gap)
            else:
                row.addWidget(self._button(commands, tool))
        sheets = QHBoxLayout(self._beside)
        sheets.setContentsMargins(0, 0, 0, 0)
        sheets.setSpacing(gap)
        sheets.addWidget(self.left, 1)
        sheets.addWidget(self.right, 1)
        for face in (self.overlay, self._beside, self.waiting):
            self._stack.addWidget(face)
        shown = QWidget(self)
        shown.setLayout(self._stack)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(shown)
        split.addWidget(self.regions)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 1)
        split.setSizes([gap * 120, gap * 28])
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addWidget(self.title)
        column.addWidget(self.sides)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(split, 1)
        around = QVBoxLayout(dialog)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self)

    def _button(
        self,
        commands: Actions,
        id: CompareCommand,
        style: Qt.ToolButtonStyle = Qt.ToolButtonStyle.ToolButtonIconOnly,
    ) -> QToolButton:
        button = FlatButton(self)
        button.setDefaultAction(commands[id])
        button.setToolButtonStyle(style)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _retranslate(self) -> None:
        first, second = self._balance_ends
        self.to_hand.setText(self.tr("Align by hand…"))
        first.setText(self.tr("Older"))
        second.setText(self.tr("Newer"))
        self.balance.setAccessibleName(self.tr("More of the older or of the newer sheet"))
        self.balance.setToolTip(self.tr("More of the older or of the newer sheet"))
        self.page.setAccessibleName(self.tr("Page"))
        for index in range(self.page.count()):
            self.page.setItemText(index, self.tr("Page {page}").format(page=self.page.itemData(index) + 1))
        self._say_waiting()
