"""One registry of actions: it feeds menus, toolbar, context menus, shortcuts and the Ctrl+K palette.

An action that is not in the registry does not exist. Each has a rule that says why it cannot run now; the reason is
shown where the action is greyed, so that no button is ever dead without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from app.ui.controls import plain_tip
from app.ui.icons import icon

if TYPE_CHECKING:
    from enum import StrEnum

    from PySide6.QtWidgets import QMenu, QWidget

#: The reason why an action cannot run now, or None when it can.
Rule = Callable[[], str | None]
Handler = Callable[[], object]


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """``id`` is stable. ``text`` gives the words in the language shown now. ``group``: one of several choices."""

    id: StrEnum
    text: Callable[[], str]
    icon: str | None = None
    shortcuts: tuple[str, ...] = ()
    group: str | None = None


class Actions(QObject):
    """The actions of one window. Shortcuts work once ``install`` gave the actions to it."""

    def __init__(self, specs: Sequence[ActionSpec], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._specs = {spec.id: spec for spec in specs}
        self._rules: dict[StrEnum, Rule] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {spec.id: self._create(spec) for spec in specs}
        self.retranslate()

    def bind(self, id: StrEnum, handler: Handler, rule: Rule | None = None) -> None:
        """Say what the action does and when it may. Once per action."""
        self._actions[id].triggered.connect(lambda _checked=False: handler())
        if rule is not None:
            self._rules[id] = rule

    def __getitem__(self, id: StrEnum) -> QAction:
        return self._actions[id]

    def all(self) -> list[QAction]:
        """In the order of the table."""
        return list(self._actions.values())

    def reason(self, action: QAction) -> str | None:
        """Why ``action`` cannot run now."""
        return next((self._why(id) for id, one in self._actions.items() if one is action), None)

    def refresh(self) -> None:
        """Ask every rule again."""
        for id, action in self._actions.items():
            reason = self._why(id)
            action.setEnabled(reason is None)
            action.setToolTip(_tooltip(action, reason))
            action.setStatusTip(reason or "")

    def retranslate(self) -> None:
        for id, action in self._actions.items():
            action.setText(self._specs[id].text())
        self.refresh()

    def install(self, window: QWidget) -> None:
        """Make the shortcuts work in ``window``."""
        window.addActions(self.all())

    def fill(self, menu: QMenu, ids: Sequence[StrEnum | None]) -> QMenu:
        """Append the actions to ``menu``; None is a separator."""
        menu.setToolTipsVisible(True)
        for id in ids:
            if id is None:
                menu.addSeparator()
            else:
                menu.addAction(self._actions[id])
        return menu

    def _create(self, spec: ActionSpec) -> QAction:
        action = QAction(self)
        action.setObjectName(f"action.{spec.id.value}")
        action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setMenuRole(QAction.MenuRole.NoRole)
        if spec.icon:
            action.setIcon(icon(spec.icon))
        if spec.group:
            group = self._groups.setdefault(spec.group, QActionGroup(self))
            action.setCheckable(True)
            group.addAction(action)
        return action

    def _why(self, id: StrEnum) -> str | None:
        rule = self._rules.get(id)
        return rule() if rule is not None else None


def plain_text(action: QAction) -> str:
    """The action's words without mnemonic and ellipsis."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…").strip()


def shortcut_text(action: QAction) -> str:
    """Its first shortcut as the system writes it, or an empty text."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _tooltip(action: QAction, reason: str | None) -> str:
    keys = shortcut_text(action)
    text = plain_text(action)
    if keys:
        text = QCoreApplication.translate("Actions", "{action} ({shortcut})").format(action=text, shortcut=keys)
    return plain_tip(f"{text}\n{reason}" if reason else text)
