"""Shows one page of the guide: Markdown with pictures that fit, links to headings, and hits that are marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from app.ui.controls import ring_on_focus
from app.ui.guide.pages import anchor
from app.ui.theme import tokens, unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

#: Logical pixels; lines that are longer than this are hard to read.
_WIDEST_PICTURE = 720
#: What stands for a picture in the text of a document.
_PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"


class GuideBrowser(QTextBrowser):
    """``arrived``: another page is shown, or another place of it. Links to web pages open in the system's browser."""

    arrived = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guide.text")
        self.setOpenExternalLinks(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # so that the width does not depend on it
        self.document().setDocumentMargin(unit(self) * 3)
        ring_on_focus(self)
        self._path = Path()
        self._room = _WIDEST_PICTURE
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._read_again)
        self._hits: list[QTextCursor] = []
        self._at = -1
        self.sourceChanged.connect(self._arrive)

    @property
    def path(self) -> Path:
        """The file that is shown, also while its arrival is told (when ``source`` is still the one before)."""
        return self._path

    @property
    def hits(self) -> int:
        return len(self._hits)

    def open_path(self, path: Path) -> None:
        self.setSource(QUrl.fromLocalFile(str(path)))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture comes as wide as the page is at most."""
        found: object = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value or not isinstance(found, QByteArray):
            return found
        image = QImage.fromData(found)
        if image.width() <= self._room:
            return image
        pixels = min(image.width(), round(self._room * self.devicePixelRatioF()))
        fitting = image.scaledToWidth(pixels, Qt.TransformationMode.SmoothTransformation)
        fitting.setDevicePixelRatio(pixels / self._room)
        return fitting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = max(1, min(_WIDEST_PICTURE, self.viewport().width() - 2 * round(self.document().documentMargin())))
        if room != self._room:
            self._room = room
            self._fitting.start()  # later: a page may be just being read

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self.source().isEmpty():
            self._fitting.start()  # links and marks have the colours of the other theme

    @Slot()
    def _read_again(self) -> None:
        place = self.verticalScrollBar().value()
        self.reload()
        self.verticalScrollBar().setValue(place)

    # ---- finding ---------------------------------------------------------------------------------------------------

    def find_all(self, words: str) -> int:
        """Mark every place with ``words``; returns how many. The first one from here on becomes the current one."""
        self._hits = list(self._places(words)) if words else []
        here = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        self._at = next((i for i, hit in enumerate(self._hits) if hit.selectionStart() >= here), 0) - 1
        self._mark()
        return len(self._hits)

    def step(self, by: int) -> int:
        """Go to the next hit, or the one before; returns which one, counted from 0."""
        if not self._hits:
            return -1
        self._at = (self._at + by) % len(self._hits)
        place = QTextCursor(self._hits[self._at])
        place.setPosition(place.selectionStart())
        self.setTextCursor(place)
        self.ensureCursorVisible()
        self._mark()
        return self._at

    def _places(self, words: str) -> Iterator[QTextCursor]:
        cursor = self.document().find(words)
        while not cursor.isNull():
            yield cursor
            cursor = self.document().find(words, cursor)

    def _mark(self) -> None:
        scheme = tokens(self.palette())
        marks = []
        for place, hit in enumerate(self._hits):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = hit
            mark.format.setBackground(QColor(scheme.accent if place == self._at else scheme.accent_soft))
            mark.format.setForeground(QColor(scheme.on_accent if place == self._at else scheme.text))
            marks.append(mark)
        self.setExtraSelections(marks)

    # ---- a page has arrived ----------------------------------------------------------------------------------------

    @Slot(QUrl)
    def _arrive(self, url: QUrl) -> None:
        self._path = Path(url.toLocalFile())
        self._hits, self._at = [], -1
        self._space_out()
        if url.hasFragment():
            self._scroll_to(url.fragment(QUrl.ComponentFormattingOption.FullyDecoded))
        self.arrived.emit()

    def _space_out(self) -> None:
        """Room around headings, and tables with lines: Markdown says nothing of how it looks."""
        gap = unit(self)
        for block in self._blocks():
            level = block.blockFormat().headingLevel()
            spaced = QTextBlockFormat()
            spaced.setTopMargin(gap * 3 if level else gap)
            if _PICTURE not in block.text():  # a share of the height of a picture would be a hole
                spaced.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if not QTextCursor(block).currentTable():
                QTextCursor(block).mergeBlockFormat(spaced)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                style = frame.format()
                style.setCellPadding(gap)
                style.setCellSpacing(0)
                style.setBorder(1)
                style.setBorderCollapse(True)
                style.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                style.setBorderBrush(QColor(tokens(self.palette()).border))
                style.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
                frame.setFormat(style)

    def _scroll_to(self, fragment: str) -> None:
        for block in self._blocks():
            if block.blockFormat().headingLevel() and anchor(block.text()) == fragment:
                place = QTextCursor(block)
                self.moveCursor(QTextCursor.MoveOperation.End)
                self.setTextCursor(place)  # from below, so that the heading stands at the top
                self.verticalScrollBar().setValue(
                    self.verticalScrollBar().value() + self.cursorRect(place).top() - unit(self)
                )
                return

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()
