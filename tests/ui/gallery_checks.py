"""What can be measured on any screen: text that does not fit, controls without name or keys, colours too close."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QToolBar,
    QToolButton,
    QTreeView,
    QWidget,
)

from app.ui.controls import ElidedLabel
from app.ui.status_line import _Answer
from app.ui.theme import contrast

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A pixel that a rounded size may be off.
_ROUNDING = 1
_READABLE = 4.5
#: Antialiased strokes do not reach their full colour: what is measured may be so much less than what was set.
_THIN_STROKES = 0.9
#: Lists through which the arrow keys move while one types in the field above.
_LED = {"palette.list"}


def open_over(shown: QWidget) -> list[QWidget]:
    """Dialogs, menus and lists over ``shown``."""
    return [
        top
        for top in QApplication.topLevelWidgets()
        if top.isVisible() and top is not shown and (_over(top, shown) or top.windowType() is Qt.WindowType.Popup)
    ]


def _over(top: QWidget, shown: QWidget) -> bool:
    parent = top.parentWidget()
    while parent is not None and parent is not shown:
        parent = parent.parentWidget()
    return parent is shown


def on_screen(shown: QWidget) -> Iterator[QWidget]:
    """``shown`` with everything visible in it, and in what is open over it."""
    for top in (shown, *open_over(shown)):
        if top.isVisible():
            yield top
            yield from (one for one in top.findChildren(QWidget) if one.isVisible() and one.width() and one.height())


# ---- text ------------------------------------------------------------------------------------------------------------


def clipped(shown: QWidget) -> list[str]:
    """Text that does not fit where it stands, and does not say so by … with a tooltip."""
    found: list[str] = []
    for widget in on_screen(shown):
        found += [f"{_named(widget)}: {what}" for what in _clipped_in(widget)]
    return found


def _clipped_in(widget: QWidget) -> Iterator[str]:
    match widget:
        case ElidedLabel():
            if not widget.toolTip() and widget.text():
                yield "elided without a tooltip"
        case QLabel():
            yield from _label(widget)
        case QAbstractButton():
            yield from _button(widget)
        case QComboBox():
            yield from _combo(widget)
        case QLineEdit():
            yield from _line(widget)
        case QTabBar():
            yield from _tabs(widget)
        case QHeaderView():
            yield from _header(widget)
        case QAbstractItemView():
            yield from _cells(widget)


def _label(label: QLabel) -> Iterator[str]:
    text = label.text()
    if not text or not label.pixmap().isNull() or label.toolTip():
        return
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    if needed > label.height() + _ROUNDING:
        yield f"{text!r} needs {needed} of height, has {label.height()}"
    wide = label.minimumSizeHint().width() if label.wordWrap() else label.sizeHint().width()
    if wide > label.width() + _ROUNDING:
        yield f"{text!r} needs {wide} of width, has {label.width()}"
    yield from _out_of_parent(label, text)


def _out_of_parent(widget: QWidget, text: str) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or isinstance(parent.parent(), QAbstractScrollArea) or isinstance(parent, QAbstractScrollArea):
        return  # one can scroll there
    if not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
        yield f"{text!r} reaches out of {_named(parent)}"


def _button(button: QAbstractButton) -> Iterator[str]:
    text = button.text()
    if isinstance(button, _Answer) and button.toolTip().startswith(text):
        return  # ends in … by itself
    shows_text = not (
        isinstance(button, QToolButton) and button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    )
    if not text or not shows_text or (text.endswith("…") and button.toolTip()):
        return
    needed = button.sizeHint()
    if needed.width() > button.width() + _ROUNDING or needed.height() > button.height() + _ROUNDING + 2:
        yield f"{text!r} needs {needed.toTuple()}, has {button.size().toTuple()}"
    yield from _out_of_parent(button, text)


def _combo(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box).width()
    if not box.isEditable():
        texts = [box.currentText()]
        if box.toolTip():
            texts = []
        for text in texts:
            needed = box.fontMetrics().horizontalAdvance(text)
            if needed > room + _ROUNDING:
                yield f"{text!r} needs {needed} of width, has {room}"


def _line(line: QLineEdit) -> Iterator[str]:
    hint = line.placeholderText()
    if line.text() or not hint or isinstance(line.parent(), QAbstractSpinBox):
        return
    margins = line.textMargins()
    option_room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, _frame(line), line).width()
    room = option_room - margins.left() - margins.right() - 4
    needed = line.fontMetrics().horizontalAdvance(hint)
    if needed > room + _ROUNDING and not line.toolTip():
        yield f"the hint {hint!r} needs {needed} of width, has {room}"


def _frame(line: QLineEdit) -> object:
    from PySide6.QtWidgets import QStyleOptionFrame

    option = QStyleOptionFrame()
    line.initStyleOption(option)
    return option


def _tabs(bar: QTabBar) -> Iterator[str]:
    for place in range(bar.count()):
        needed, has = bar.tabSizeHint(place).width(), bar.tabRect(place).width()
        if bar.isTabVisible(place) and needed > has + _ROUNDING and not bar.tabToolTip(place):
            yield f"tab {bar.tabText(place)!r} needs {needed}, has {has}"


def _header(header: QHeaderView) -> Iterator[str]:
    if header.orientation() is not Qt.Orientation.Horizontal:
        return
    for section in range(header.count()):
        if header.isSectionHidden(section):
            continue
        text = header.model().headerData(section, header.orientation())
        needed, has = header.sectionSizeHint(section), header.sectionSize(section)
        tip = header.model().headerData(section, header.orientation(), Qt.ItemDataRole.ToolTipRole)
        if text and needed > has + _ROUNDING and not tip:
            yield f"column {text!r} needs {needed}, has {has}"


def _cells(view: QAbstractItemView) -> Iterator[str]:
    """Cells that are seen whole from above to below, and whose text is wider than they are."""
    model, port = view.model(), view.viewport().rect()
    if model is None or isinstance(view, QHeaderView):
        return
    seen = view.indexAt(QPoint(port.width() // 2, 2)), view.indexAt(QPoint(2, 2))
    index = next((one for one in seen if one.isValid()), None)
    while index is not None and index.isValid():
        for column in range(model.columnCount(index.parent()) if isinstance(view, (QTreeView, QTableView)) else 1):
            cell = index.siblingAtColumn(column)
            rect = view.visualRect(cell)
            text = cell.data(Qt.ItemDataRole.DisplayRole)
            if not rect.isValid() or not isinstance(text, str) or "\n" in text:
                continue
            needed = view.fontMetrics().horizontalAdvance(text)
            if needed > rect.width() and not cell.data(Qt.ItemDataRole.ToolTipRole) and not _wraps(view):
                yield f"cell {text!r} needs {needed} of width, has {rect.width()}"
        index = view.indexBelow(index) if hasattr(view, "indexBelow") else index.siblingAtRow(index.row() + 1)
        if index.isValid() and view.visualRect(index).top() > port.bottom():
            break


def _wraps(view: QAbstractItemView) -> bool:
    return bool(getattr(view, "wordWrap", lambda: False)())


# ---- keys ----------------------------------------------------------------------------------------------


def out_of_reach(shown: QWidget) -> list[str]:
    """Controls that work with the mouse and cannot be got at with the keyboard."""
    return [
        f"{_named(widget)} takes no focus"
        for widget in on_screen(shown)
        if _acts(widget) and widget.isEnabled() and not _is_part(widget) and not _reached(widget)
    ]


def _acts(widget: QWidget) -> bool:
    if isinstance(widget, QLabel):
        return False  # its text can be selected with the mouse; nothing happens there
    controls = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox, QAbstractItemView, QTabBar)
    return isinstance(widget, controls) or widget.focusPolicy() is not Qt.FocusPolicy.NoFocus


def _is_part(widget: QWidget) -> bool:
    """What belongs to a control that speaks and is reached as a whole; and frames that only hold others."""
    parent = widget.parent()
    owners = (QComboBox, QLineEdit, QAbstractSpinBox, QAbstractScrollArea, QTabBar, QMenuBar, QMenu)
    own = isinstance(parent, owners) and not isinstance(parent, QAbstractItemView)
    popup = widget.windowType() is Qt.WindowType.Popup or widget.window().windowType() is Qt.WindowType.Popup
    return own or popup or isinstance(widget, (QHeaderView, QScrollBar, QMenu, QMenuBar)) or widget.isWindow()


def _reached(widget: QWidget) -> bool:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return True
    if isinstance(widget.parent(), QToolBar):
        return True  # its actions are in the menus too
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is not None and group.exclusive():
        return True  # arrow keys walk through the group
    if isinstance(widget, QAbstractItemView):
        inside = widget.viewport().findChildren(QWidget)  # controls in its cells
        return widget.objectName() in _LED or any(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in inside)
    # What has keys of its own says so in its tooltip ("Close this sheet (Ctrl+W)").
    return widget.toolTip().endswith(")") or isinstance(widget, QTabBar)


# ---- colours ---------------------------------------------------------------------------------------------------------


def faint(shown: QWidget) -> list[str]:
    """Text whose colour, as it is drawn, is too near to what is behind it. What is disabled may be faint."""
    found = []
    for top in [one for one in on_screen(shown) if one.isWindow()]:
        image = top.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        ratio = image.devicePixelRatio()
        for widget in [top, *top.findChildren(QWidget)]:
            if not (widget.isVisible() and widget.isEnabled() and widget.window() is top and _written(widget)):
                continue
            region = widget.visibleRegion().boundingRect()
            place = QRect(widget.mapTo(top, region.topLeft()), region.size())
            part = image.copy(QRect(place.topLeft() * ratio, place.size() * ratio))
            measured = _contrast_in(part)
            if measured is not None and measured < _READABLE * _THIN_STROKES:
                found.append(f"{_named(widget)} {_written(widget)!r}: {measured:.1f}")
    return found


def _written(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        return widget.text() if widget.pixmap().isNull() else ""
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
        return ""
    if isinstance(widget, QAbstractButton):
        return widget.text()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    return ""


def _contrast_in(image: QImage) -> float | None:
    """Between the colour that fills most of ``image`` and the one farthest from it; None for next to nothing."""
    if image.width() < 4 or image.height() < 4:
        return None
    pixels = Counter(memoryview(image.constBits()).cast("I"))
    behind = QColor(pixels.most_common(1)[0][0]).name()
    return max(contrast(behind, QColor(pixel).name()) for pixel, _ in pixels.most_common(60))


def _named(widget: QWidget) -> str:
    names = []
    one: QWidget | None = widget
    while one is not None and len(names) < 3:
        names.append(one.objectName() or type(one).__name__)
        one = one.parentWidget()
    return f"{type(widget).__name__} {' < '.join(names)}"
