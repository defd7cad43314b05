"""Small controls that several pages share. Each carries its own little stylesheet and renews it with the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionFrame,
    QTabWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.icons import icon, icon_pixmap
from app.ui.theme import Tokens, Tone, icon_size, scaled_font, tokens, unit

_NOTE_ICONS = {
    Tone.DANGER: "error",
    Tone.WARNING: "warning",
    Tone.SUCCESS: "check",
    Tone.ACCENT: "info",
    Tone.MUTED: "info",
    Tone.TEXT: "info",
}


class Restyled:
    """Mixin in front of a widget class: renews ``_style`` when the theme changes; call ``_restyle`` once at first.

    Setting a stylesheet changes the palette again: hence the guard.
    """

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._restyle()
        super().changeEvent(event)  # type: ignore[misc]

    def _restyle(self) -> None:
        style = self._style(tokens())
        if style != self.styleSheet():  # type: ignore[attr-defined]
            self.setStyleSheet(style)  # type: ignore[attr-defined]

    if TYPE_CHECKING:  # whoever is restyled has it

        def _style(self, scheme: Tokens) -> str: ...


class PlainLabel(QLabel):
    """Text that is shown as it is: names come from Procore and from users, and a tag in one is a part of the name."""

    def __init__(self, parent: QWidget | None = None, text: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


class PrimaryButton(Restyled, QPushButton):
    """The one button of a page that leads on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._restyle()

    def _style(self, scheme: Tokens) -> str:
        gap = unit(self)
        return (
            f"QPushButton {{ background: {scheme.accent}; color: {scheme.on_accent}; border: 2px solid {scheme.accent};"
            f" border-radius: 4px; padding: {gap // 2}px {gap * 2}px; font-weight: 600; }}"
            f"QPushButton:hover {{ border-color: {scheme.text}; }}"
            f"QPushButton:focus {{ border-color: {scheme.text}; }}"
            f"QPushButton:disabled {{ background: {scheme.sunken}; color: {scheme.disabled};"
            f" border-color: {scheme.border}; }}"
        )


class TextField(Restyled, QLineEdit):
    """A line to type in. Fusion draws its edge too faintly in the dark to be seen as a field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._restyle()

    def _style(self, scheme: Tokens) -> str:
        gap = unit(self)
        return (
            f"QLineEdit {{ background: {scheme.surface}; color: {scheme.text}; border: 1px solid"
            f" {scheme.border_strong}; border-radius: 4px; placeholder-text-color: {scheme.muted};"
            f" padding: {gap // 2 + 1}px {gap // 2}px; }}"
            f"QLineEdit:focus {{ border: 2px solid {scheme.accent}; padding: {gap // 2}px {gap // 2 - 1}px; }}"
            f"QLineEdit:read-only {{ background: {scheme.window}; color: {scheme.muted}; }}"
        )


class LinkButton(Restyled, QPushButton):
    """A button that reads as a link: for ways out, never for acts that change something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._restyle()

    def _style(self, scheme: Tokens) -> str:
        return (
            f"QPushButton {{ background: transparent; border: none; color: {scheme.accent}; text-align: left;"
            " text-decoration: underline; padding: 3px 2px; }"
            f"QPushButton:focus {{ border: 1px solid {scheme.accent}; border-radius: 3px; padding: 2px 1px; }}"
            f"QPushButton:disabled {{ color: {scheme.disabled}; }}"
        )


class Card(Restyled, QFrame):
    """A framed surface."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._restyle()

    def _style(self, scheme: Tokens) -> str:
        kind = type(self).__name__  # not the object's name: a dot in it would mean something else here
        return f"{kind} {{ background: {scheme.surface}; border: 1px solid {scheme.border}; border-radius: 6px; }}"


class Note(Restyled, QFrame):
    """An icon and a sentence on a soft background: a reason, a warning, a state. Its text can be selected; the first
    of several lines is their title."""

    def __init__(self, parent: QWidget | None = None, *, tone: Tone = Tone.ACCENT, icon: str | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self._text = ""
        self._icon_name = icon
        self._sign = PlainLabel(self)
        self._title, self._label = PlainLabel(self), PlainLabel(self)
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self._title, self._label):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            words.addWidget(label)
        self._title.setFont(scaled_font(self.font(), 1.0, bold=True))
        self._title.hide()
        self.row = QHBoxLayout(self)
        gap = unit(self)
        self.row.setContentsMargins(gap, gap - 2, gap, gap - 2)
        self.row.setSpacing(gap)
        self.row.addWidget(self._sign)
        self.row.addLayout(words, 1)
        self.row.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        self._restyle()

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Show ``text``; an empty text hides the note."""
        if tone is not None:
            self._tone = tone
        title, _, rest = text.partition("\n")
        self._text = text
        self._title.setText(title)
        self._title.setVisible(bool(rest))
        self._label.setText(rest or title)
        beside = Qt.AlignmentFlag.AlignTop if rest else Qt.AlignmentFlag.AlignVCenter
        self.row.setAlignment(self._sign, beside)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self._restyle()

    @property
    def text(self) -> str:
        return self._text

    @property
    def tone(self) -> Tone:
        return self._tone

    def _style(self, scheme: Tokens) -> str:
        color = scheme.color(self._tone)
        side = icon_size(self)
        name = self._icon_name or _NOTE_ICONS[self._tone]
        self._sign.setPixmap(icon_pixmap(name, side, color, self.devicePixelRatioF()))
        return (
            f"Note {{ background: {scheme.soft(self._tone).name()}; border: 1px solid {color.name()};"
            " border-radius: 4px; }"
            f"Note > QLabel {{ color: {scheme.text}; background: transparent; border: none; }}"
        )


class ProgressBar(Restyled, QProgressBar):
    """How far something is. Fusion fills it in the colour of a selection, which is hardly to be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self._restyle()

    def _style(self, scheme: Tokens) -> str:
        return (
            f"QProgressBar {{ background: {scheme.sunken}; border: 1px solid {scheme.border_strong};"
            " border-radius: 3px; }"
            f"QProgressBar::chunk {{ background: {scheme.accent}; border-radius: 2px; }}"
        )


class FormTabs(Restyled, QTabWidget):
    """Tabs with room for accents on capitals, which Fusion cuts off.

    All are as bold as the chosen one: a tab that grows when it is pressed moves the others, and brings scroll arrows.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._restyle()

    def _style(self, scheme: Tokens) -> str:
        gap = unit(self)
        return (
            f"QTabWidget::pane {{ border: none; border-top: 1px solid {scheme.border}; }}"
            f"QTabBar::tab {{ padding: {gap}px {gap * 2}px; border: none; border-bottom: 3px solid transparent;"
            f" color: {scheme.muted}; background: transparent; font-weight: 600; }}"
            f"QTabBar::tab:selected {{ color: {scheme.text}; border-bottom-color: {scheme.accent}; }}"
            f"QTabBar::tab:hover {{ color: {scheme.text}; }}"
            f"QTabBar::tab:focus {{ background: {scheme.accent_soft}; }}"
        )


class FlatButton(QToolButton):
    """A tool button whose edge shows under the pointer alone; its icon is as large as the text around it."""

    def __init__(self, parent: QWidget, icon_name: str = "") -> None:
        super().__init__(parent)
        self.setAutoRaise(True)
        self.setIconSize(QSize(icon_size(self), icon_size(self)))
        if icon_name:
            self.setIcon(icon(icon_name))


def literally(text: str) -> str:
    """``text`` for a button or a menu, which take & for the mark of a key: names of projects may have one."""
    return text.replace("&", "&&")


def plain_tip(text: str) -> str:
    """``text`` for a tooltip, which Qt reads as rich text where it finds a tag: names may have one. Escaped text must
    itself be rich text, hence the paragraph; what has no tag stays as it is."""
    return QtGui.Qt.convertFromPlainText(text) if QtGui.Qt.mightBeRichText(text) else text


def without_icons(box: QDialog) -> None:
    """Take the icons off the standard buttons of ``box``: Fusion gives some of them one (a red cross on « Cancel »),
    others none. Call it once the buttons are there."""
    for buttons in box.findChildren(QDialogButtonBox):
        for button in buttons.buttons():
            if buttons.standardButton(button) != QDialogButtonBox.StandardButton.NoButton:
                button.setIcon(QIcon())


def cell_inset(view: QWidget) -> int:
    """Pixels between the edge of a cell that Qt paints and its text: the inset of the header above it."""
    return view.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, view) + 1


class ListHeader(Restyled, QHeaderView):
    """The header of a list: quiet, with the same inset as the cells below (in pixels; default: a unit)."""

    def __init__(self, parent: QWidget, *, inset: int | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._inset = unit(self) if inset is None else inset
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self._restyle()

    def _style(self, scheme: Tokens) -> str:
        gap = unit(self)
        return (
            f"QHeaderView {{ background: {scheme.sunken}; border: none; }}"
            f"QHeaderView::section {{ background: {scheme.sunken}; color: {scheme.muted}; border: none;"
            f" border-bottom: 1px solid {scheme.border}; padding: {gap // 2}px {self._inset}px; font-weight: 600; }}"
        )


class TopBar(Restyled, QToolBar):
    """The bar under the menus, apart from the page by the hairline that stands beside the navigation too: Fusion's
    own edges are glaring on dark."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._restyle()

    def _style(self, scheme: Tokens) -> str:
        gap = unit(self)
        return (
            f"QToolBar {{ background: {scheme.window}; border: none; border-top: 1px solid {scheme.border};"
            f" border-bottom: 1px solid {scheme.border}; padding: {gap // 2}px; spacing: {gap // 2}px; }}"
        )


def ring_on_focus(area: QAbstractScrollArea) -> None:
    """Show that text which is only read has the focus: its keys scroll."""
    kind = type(area).__name__
    area.setStyleSheet(f"{kind}:focus {{ border: 2px solid palette(highlight); }}")


def paint_focus(painter: QPainter, cell: QRect) -> None:
    """The ring of the current cell of a list that has the focus."""
    painter.save()
    painter.setPen(QPen(tokens().color(Tone.ACCENT), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(cell.adjusted(1, 1, -1, -1))
    painter.restore()


class Heading(PlainLabel):
    """A title; ``factor`` of the normal font."""

    def __init__(self, parent: QWidget | None = None, *, factor: float = 1.5) -> None:
        super().__init__(parent)
        self.setFont(scaled_font(self.font(), factor, bold=True))


class MutedLabel(Restyled, PlainLabel):
    """Text of second rank."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self._restyle()

    def _style(self, scheme: Tokens) -> str:
        return f"QLabel {{ color: {scheme.muted}; }}"


class ElidedLabel(PlainLabel):
    """One line that ends in … where the room ends; the whole text stays in the tooltip and for screen readers."""

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…") * 3, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.contentsRect().adjusted(self.margin(), 0, -self.margin(), 0)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.style().drawItemText(
            painter,
            room,
            int(self.alignment() | Qt.AlignmentFlag.AlignVCenter),
            option.palette,
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )
        painter.end()


class EmptyState(QWidget):
    """What a page shows instead of nothing: a picture, a title, some lines of text, and one button that leads on."""

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._picture = PlainLabel(self)
        self.title = Heading(self, factor=1.25)
        self.text = MutedLabel(self)
        self.button = PrimaryButton(self)
        for label in (self._picture, self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text.setFixedWidth(unit(self) * 64)
        column = QVBoxLayout(self)
        column.setSpacing(unit(self) + 2)
        column.addStretch(2)
        column.addWidget(self._picture)
        column.addWidget(self.title)
        column.addWidget(self.text, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._draw()

    def say(self, title: str, text: str, button: str = "", *, icon_name: str = "") -> None:
        """Show these words, and another icon; without a ``button`` text there is no button."""
        if icon_name:
            self._icon_name = icon_name
            self._draw()
        self.title.setText(title)
        self.text.setText(text)
        # A layout asks a wrapped label that is centred in it for the height of one line only.
        self.text.setFixedHeight(self.text.heightForWidth(self.text.minimumWidth()))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setAccessibleName(f"{title}. {text}")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        side = icon_size(self) * 3
        self._picture.setPixmap(
            icon_pixmap(self._icon_name, side, tokens().color(Tone.MUTED), self.devicePixelRatioF())
        )
