"""The window of the guide: its pages at the left, the one that is read at the right, in the language shown now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QSplitter, QToolButton, QVBoxLayout, QWidget

from app.ui.controls import FlatButton
from app.ui.failure_words import current_language
from app.ui.guide.browser import GuideBrowser
from app.ui.guide.pages import GuidePage, guide_pages
from app.ui.panes import in_order
from app.ui.theme import unit
from app.ui.viewer.text_find_bar import FindBar

if TYPE_CHECKING:
    from app.domain.texts import Language


class GuideWindow(QDialog):
    """A window of its own, so that one can read it beside what one does. Follows the language of the program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("guide")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._language: Language | None = None
        self._pages: tuple[GuidePage, ...] = ()
        self.contents = QListWidget(self)
        self.contents.setObjectName("guide.contents")
        self.text = GuideBrowser(self)
        self.bar = FindBar(self, prompt=_find_on_page, nothing=_not_on_page)
        self.back = self._button("arrow-left", "guide.back")
        self.forward = self._button("arrow-right", "guide.forward")
        self.search = self._button("search", "guide.search")
        self._lay_out()
        self._connect()
        self._retranslate()
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(unit(self) * 158, unit(self) * 118).boundedTo(self.screen().availableGeometry().size())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        gap = unit(self)
        self.contents.setWordWrap(True)
        self.contents.setSpacing(gap // 2)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout()
        row.setSpacing(gap)
        for button in (self.back, self.forward, self.search):
            row.addWidget(button)
        row.addWidget(self.bar, 1)
        row.addStretch()
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        split = QSplitter(self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.contents)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([gap * 36, gap * 122])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(gap, gap, gap, gap)
        whole.addWidget(split)
        in_order(self.contents, self.back, self.forward, self.search, self.text)

    def _connect(self) -> None:
        self.contents.currentRowChanged.connect(self._open_row)
        self.text.arrived.connect(self._follow)
        self.text.backwardAvailable.connect(self.back.setEnabled)
        self.text.forwardAvailable.connect(self.forward.setEnabled)
        self.back.clicked.connect(self.text.backward)
        self.forward.clicked.connect(self.text.forward)
        self.search.clicked.connect(self.bar.open)
        self.bar.typed.connect(self._find)
        self.bar.stepped.connect(self._step)
        self.bar.closed.connect(self._end_finding)
        for button, keys in ((self.back, "Alt+Left"), (self.forward, "Alt+Right"), (self.search, "Ctrl+F")):
            QShortcut(QKeySequence(keys), self, button.click)
        for keys, by in (("F3", 1), ("Shift+F3", -1)):
            QShortcut(QKeySequence(keys), self, lambda by=by: self._step(by))
        self.back.setEnabled(False)
        self.forward.setEnabled(False)

    def _button(self, icon_name: str, name: str) -> QToolButton:
        button = FlatButton(self, icon_name)
        button.setObjectName(name)
        return button

    @Slot(int)
    def _open_row(self, row: int) -> None:
        if 0 <= row < len(self._pages) and self.text.path != self._pages[row].path:
            self.text.open_path(self._pages[row].path)

    @Slot()
    def _follow(self) -> None:
        """A link, or the way back, led to another page."""
        for row, page in enumerate(self._pages):
            if page.path == self.text.path:
                self.contents.setCurrentRow(row)
                self.setWindowTitle(self.tr("{page} – Planrack guide").format(page=page.title))
        if self.bar.isVisible():
            self._find(self.bar.field.text())

    @Slot(str)
    def _find(self, words: str) -> None:
        if not words:
            self.text.find_all("")
            self.bar.say_nothing()
            return
        count = self.text.find_all(words)
        self.bar.say_count(self.text.step(1), count)

    @Slot(int)
    def _step(self, by: int) -> None:
        if self.bar.isVisible() and (count := self.text.hits):
            self.bar.say_count(self.text.step(by), count)

    @Slot()
    def _end_finding(self) -> None:
        self.bar.hide()
        self.text.find_all("")
        self.text.setFocus()

    def _retranslate(self) -> None:
        names = (self.tr("Back"), self.tr("Forward"), self.tr("Find on this page"))
        for button, words, keys in zip(
            (self.back, self.forward, self.search), names, ("Alt+Left", "Alt+Right", "Ctrl+F"), strict=True
        ):
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})")
        self.contents.setAccessibleName(self.tr("Pages of the guide"))
        self.text.setAccessibleName(self.tr("Text of the page"))
        self._show_language(current_language())

    def _show_language(self, language: Language) -> None:
        """The same page, in that language."""
        if language is self._language:
            return
        row = max(0, self.contents.currentRow())
        self._language, self._pages = language, guide_pages(language)
        self.contents.clear()
        self.contents.addItems([page.title for page in self._pages])
        self.contents.setCurrentRow(row)


def _find_on_page() -> str:
    return QCoreApplication.translate("GuideWindow", "Find on this page")


def _not_on_page() -> str:
    return QCoreApplication.translate("GuideWindow", "Not found on this page")
