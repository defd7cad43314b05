"""What a screen reader meets on a screen: the tree of QAccessible, as it is asked for it, not the widgets behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractScrollArea, QHeaderView, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QAccessibleInterface

_Role = QAccessible.Role
#: What one can act on: it must say its name.
_CONTROLS = frozenset(
    {
        _Role.Button,
        _Role.ButtonMenu,
        _Role.ButtonDropDown,
        _Role.CheckBox,
        _Role.RadioButton,
        _Role.ComboBox,
        _Role.EditableText,
        _Role.SpinBox,
        _Role.Slider,
        _Role.MenuItem,
        _Role.PageTab,
        _Role.Link,
        _Role.List,
        _Role.Table,
        _Role.Tree,
        _Role.ColumnHeader,
    }
)
_CELLS = frozenset({_Role.Cell, _Role.TreeItem, _Role.ListItem})
#: Roles that say nothing of what a thing is. Whoever takes the focus has another one.
_VAGUE = frozenset({_Role.NoRole, _Role.Client, _Role.Pane, _Role.Border})
#: Of one parent: a list with ten thousand drawings is looked at as far as it is seen.
_MOST = 400


def silent(shown: QWidget, *tops: QWidget) -> list[str]:
    """What is heard wrongly, or not at all, on ``shown`` and on what is open over it."""
    found: list[str] = []
    for top in (shown, *tops):
        root = QAccessible.queryAccessibleInterface(top)
        for face, path in _walk(root, ""):
            found += [f"{path}: {what}" for what in _wrong(face)]
    return found


def _walk(face: QAccessibleInterface, path: str) -> Iterator[tuple[QAccessibleInterface, str]]:
    """``face`` with all below it that can be perceived. Cells speak for themselves and hold nothing."""
    thing = face.object()
    here = f"{path}/{thing.objectName() or type(thing).__name__}" if thing is not None else f"{path}/{face.role().name}"
    yield face, here
    if isinstance(thing, QAbstractItemView) and not isinstance(thing, QHeaderView):
        return  # ``_cells`` looks at what is seen of it, and at nothing else
    for place in range(min(face.childCount(), _MOST)):
        child = face.child(place)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from _walk(child, here)


def _wrong(face: QAccessibleInterface) -> Iterator[str]:
    thing, role, state = face.object(), face.role(), face.state()
    name = face.text(QAccessible.Text.Name).strip()
    if _is_part(thing):
        return
    if not name and (role in _CONTROLS or (state.focusable and role not in _CELLS)):
        yield f"{role.name} without a name"
    passes_on = isinstance(thing, QAbstractScrollArea) or (
        isinstance(thing, QWidget) and thing.focusProxy() is not None
    )
    if state.focusable and role in _VAGUE and not passes_on:
        yield f"takes the focus as {role.name}, which is nothing"
    if not isinstance(thing, QWidget):
        return
    if state.disabled is thing.isEnabled():
        yield f"says disabled {bool(state.disabled)}, is enabled {thing.isEnabled()}"
    if isinstance(thing, QAbstractButton) and thing.isCheckable() and bool(state.checked) is not thing.isChecked():
        yield f"says checked {bool(state.checked)}, is {thing.isChecked()}"
    if isinstance(thing, QAbstractItemView) and not isinstance(thing, QHeaderView):
        yield from _cells(thing, face)


def _is_part(thing: object) -> bool:
    """What belongs to a control that speaks as a whole: the arrow of a field, the list behind a drop-down."""
    names = ("qt_scrollarea_viewport", "qt_spinbox_lineedit", "qt_toolbar_ext_button", "ScrollLeftButton")
    if not isinstance(thing, QWidget):
        return False
    inside_field = type(thing.parent()).__name__ in {"TextField", "QLineEdit", "QTabBar", "QComboBoxPrivateContainer"}
    return inside_field or thing.objectName() in names or thing.objectName() == "ScrollRightButton"


def _cells(view: QAbstractItemView, face: QAccessibleInterface) -> Iterator[str]:
    """What is on the screen of a list says what is written there, or what the model has for those who do not see it."""
    if face.childCount() == 0 and view.model() is not None and view.model().rowCount() and view.isVisible():
        yield "a list with rows, and nothing in it is told"
        return
    for index in _seen(view):
        words = [str(_told(index.siblingAtColumn(column)) or "") for column in range(_columns(index))]
        if not any(word.strip() for word in words):
            yield f"row {index.row()} says nothing"
        child = face.childAt(*view.viewport().mapToGlobal(view.visualRect(index).center()).toTuple())
        told = child.text(QAccessible.Text.Name) if child is not None and child.isValid() else ""
        expected = str(_told(index) or "")
        if expected and told and child.role() in _CELLS and expected != told:
            yield f"cell {expected!r} is told as {told!r}"


def _seen(view: QAbstractItemView) -> Iterator[QModelIndex]:
    """The first cells of the rows on the screen."""
    port, last = view.viewport().rect(), None
    step = max(view.sizeHintForRow(0), 12)
    for y in range(2, port.height(), step):
        index = view.indexAt(QPoint(4, y))
        if index.isValid() and (last is None or index != last):
            last = index
            yield index


def _columns(index: QModelIndex) -> int:
    model = index.model()
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(index.parent())


def _told(index: QModelIndex) -> object:
    return index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
