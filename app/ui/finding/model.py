"""What a search found, for the list: a picture of the sheet, what it is, and the words around the hit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.standing import Standing
from app.domain.views import MARK_END, MARK_START
from app.ui import dates
from app.ui.controls import plain_tip
from app.ui.documents.wording import standing_word
from app.ui.icons import paint_icon
from app.ui.theme import Tone, scaled_font, tokens, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

    from app.domain.views import SearchHit

Index = QModelIndex | QPersistentModelIndex
_HIT = Qt.ItemDataRole.UserRole + 1


def _standing(hit: SearchHit) -> Standing:
    if hit.withdrawn:
        return Standing.WITHDRAWN
    return Standing.CURRENT if hit.current else Standing.SUPERSEDED


class HitModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.hits: Sequence[SearchHit] = ()
        self._projects: Mapping[int, str] = {}

    def show(self, hits: Sequence[SearchHit], projects: Mapping[int, str]) -> None:
        """``projects``: names to tell hits apart by; none where all are of one."""
        self.beginResetModel()
        self.hits, self._projects = hits, projects
        self.endResetModel()

    def refresh(self, sha256s: frozenset[str]) -> None:
        """Pictures came."""
        for row, hit in enumerate(self.hits):
            if hit.sha256 in sha256s:
                self.dataChanged.emit(self.index(row), self.index(row))

    def facts(self, hit: SearchHit) -> str:
        """Revision, state, page, and where it lies."""
        told = [
            QCoreApplication.translate("Finding", "Revision {number}").format(number=hit.revision_number)
            if hit.revision_number
            else "",
            standing_word(_standing(hit)),
            QCoreApplication.translate("Finding", "Page {page}").format(page=dates.number(hit.page + 1))
            if hit.page
            else "",
            "" if hit.path is not None else QCoreApplication.translate("Finding", "Not on this computer yet"),
            hit.discipline or "",
            self._projects.get(hit.project_id, ""),
        ]
        return " · ".join(part for part in told if part)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.hits):
            return None
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{hit.number}  {hit.title}".strip()
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            text = "\n".join(
                part for part in (f"{hit.number}  {hit.title}", self.facts(hit), plain(hit.snippet)) if part
            )
            return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return hit if role == _HIT else None


class HitDelegate(QStyledItemDelegate):
    """``picture`` gives that of a file, or None while there is none."""

    def __init__(self, picture: Callable[[str], QPixmap | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = picture

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        plain_option = QStyleOptionViewItem(option)
        self.initStyleOption(plain_option, index)
        plain_option.text = ""
        style = plain_option.widget.style() if plain_option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain_option, painter, plain_option.widget)
        hit: SearchHit = index.data(_HIT)
        model = index.model()
        assert isinstance(model, HitModel)
        gap, scheme = unit(), tokens()
        room = QRectF(plain_option.rect).adjusted(gap, gap // 2, -gap, -gap // 2)
        painter.save()
        self._paint_picture(painter, QRectF(room.left(), room.top(), gap * 14, room.height()), hit)
        text = room.adjusted(gap * 16, 0, 0, 0)
        line = plain_option.fontMetrics.height()
        lines = 3 if hit.snippet else 2
        text.setTop(text.center().y() - line * lines * 0.6)
        selected = bool(plain_option.state & QStyle.StateFlag.State_Selected)
        bold = scaled_font(plain_option.font, 1.05, bold=True)
        painter.setPen(scheme.color(Tone.TEXT))
        _draw_line(painter, text, bold, f"{hit.number}  {hit.title}".strip())
        text.translate(0, line * 1.25)
        painter.setPen(scheme.color(Tone.TEXT if selected else Tone.MUTED))
        _draw_line(painter, text, plain_option.font, model.facts(hit))
        if hit.snippet:
            text.translate(0, line * 1.2)
            painter.setPen(scheme.color(Tone.TEXT))
            painter.setClipRect(text.intersected(room))
            _draw_marked(painter, text, plain_option.font, hit.snippet)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(unit() * 40, unit() * 10)

    def _paint_picture(self, painter: QPainter, room: QRectF, hit: SearchHit) -> None:
        pixmap = self._picture(hit.sha256) if hit.sha256 is not None else None
        if pixmap is None:
            side = room.height() / 3
            place = QRectF(room.center().x() - side / 2, room.center().y() - side / 2, side, side)
            paint_icon(painter, place, "sheet" if hit.path is not None else "sheet-waiting", tokens().color(Tone.MUTED))
            return
        size = pixmap.size().toSizeF()
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(room.center() - QPointF(size.width() / 2, size.height() / 2), size)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
        painter.setPen(tokens().border_strong)
        painter.drawRect(place)


def plain(snippet: str) -> str:
    return snippet.replace(MARK_START, "").replace(MARK_END, "")


def marked_places(snippet: str) -> list[tuple[int, int]]:
    """Start and length of what was found, in the plain text."""
    places, at = [], 0
    for nth, piece in enumerate(snippet.replace(MARK_END, MARK_START).split(MARK_START)):
        if nth % 2 and piece:
            places.append((at, len(piece)))
        at += len(piece)
    return places


def _draw_line(painter: QPainter, room: QRectF, font: QFont, text: str) -> None:
    painter.setFont(font)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), shown)


def _draw_marked(painter: QPainter, room: QRectF, font: QFont, snippet: str) -> None:
    """One line with what was found in bold."""
    layout = QTextLayout(plain(snippet), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    ranges = []
    for start, length in marked_places(snippet):
        one = QTextLayout.FormatRange()
        one.start, one.length = start, length
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold)
        look.setBackground(tokens().soft(Tone.WARNING))
        one.format = look
        ranges.append(one)
    layout.setFormats(ranges)
    layout.beginLayout()
    layout.createLine().setLineWidth(room.width())
    layout.endLayout()
    layout.draw(painter, room.topLeft())
