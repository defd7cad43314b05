"""Who is at this computer, at the foot of the navigation, with the menu to change that (S4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.ui.controls import literally, plain_tip
from app.ui.icons import icon
from app.ui.people.wording import no_passwords
from app.ui.role_words import role_name
from app.ui.theme import icon_size, unit

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.domain.views import Member


class ProfileButton(QPushButton):
    """``chosen`` carries the member to work as from now on."""

    chosen = Signal(int)
    members_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(icon("user-change"), "", parent)
        self.setObjectName("navigation.profile")
        self.setIconSize(QSize(icon_size(self), icon_size(self)))
        self._active: Member | None = None
        self._everyone: tuple[Member, ...] = ()
        self._menu = QMenu(self)
        self._menu.setObjectName("navigation.profile.menu")
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self._retranslate()

    def show_profile(self, active: Member, everyone: tuple[Member, ...]) -> None:
        self._active, self._everyone = active, everyone
        self._retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        active = self._active
        self.setVisible(active is not None)
        if active is None:
            return
        text = self._profile(active)
        # Room for the icon, the arrow of the menu and the padding.
        room = self.width() - icon_size(self) - unit(self) * 5
        fits = self.fontMetrics().horizontalAdvance(text) <= room  # else who it is says more than half a role
        shown = text if fits else self.fontMetrics().elidedText(active.name, Qt.TextElideMode.ElideRight, room)
        self.setText(literally(shown))
        self.setToolTip(plain_tip(f"{text}\n{no_passwords()}"))
        self.setAccessibleName(self.tr("Profile: {profile}").format(profile=text))

    def _profile(self, member: Member) -> str:
        return self.tr("{name} · {role}").format(name=member.name, role=role_name(member.role))

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        for member in self._everyone:
            action = self._menu.addAction(literally(self._profile(member)))
            action.setCheckable(True)
            action.setChecked(self._active is not None and member.id == self._active.id)
            action.triggered.connect(lambda _checked=False, id=member.id: self.chosen.emit(id))
        self._menu.addSeparator()
        self._menu.addAction(icon("user"), self.tr("Members…"), self.members_requested.emit)
