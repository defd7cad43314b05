"""The sections that are plain choices: General, Sync, Projects, and whom to call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QSpinBox, QWidget

from app.domain.roles import Act
from app.domain.states import SyncInterval
from app.ui.controls import LinkButton, TextField
from app.ui.i18n import LanguageChoice
from app.ui.settings.keys import DEFAULTS, Key
from app.ui.settings.section import Section
from app.ui.theme import ThemeChoice, unit

if TYPE_CHECKING:
    from app.ui.services import Services
    from app.ui.settings.section import SettingsData

MEGABYTE = 1_000_000
_SLOWEST, _FASTEST, _USUAL = 0.1, 1000.0, 5.0  # MB/s


class GeneralSection(Section):
    """``theme_chosen`` and ``language_chosen`` are carried out, and stored, by whoever listens."""

    theme_chosen = Signal(object)
    language_chosen = Signal(object)

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(services, lambda: self.tr("General"), act=None, parent=parent)
        self.language, self.theme = QComboBox(self), QComboBox(self)
        self.language.setObjectName("settings.language")
        self.theme.setObjectName("settings.theme")
        self.field(self.language, lambda: self.tr("&Language"))
        self.field(self.theme, lambda: self.tr("&Theme"))
        self.choices(
            self.language,
            (
                (LanguageChoice.SYSTEM.value, lambda: self.tr("Same as the system")),
                (LanguageChoice.EN.value, lambda: "English"),
                (LanguageChoice.FR.value, lambda: "Français"),
            ),
        )
        self.choices(
            self.theme,
            (
                (ThemeChoice.SYSTEM.value, lambda: self.tr("Same as the system")),
                (ThemeChoice.LIGHT.value, lambda: self.tr("Light")),
                (ThemeChoice.DARK.value, lambda: self.tr("Dark")),
            ),
        )
        self.wheel = QComboBox(self)
        self.wheel.setObjectName("settings.wheel_zooms")
        self.field(self.wheel, lambda: self.tr("&Mouse wheel on a sheet"))
        self.choices(
            self.wheel,
            (
                (False, lambda: self.tr("Scrolls, with Ctrl it zooms")),
                (True, lambda: self.tr("Zooms, with Ctrl it scrolls")),
            ),
        )
        self.tray = self._switch(Key.TRAY, lambda: self.tr("&Keep syncing in the tray when the window is closed"))
        self.minimised = self._switch(Key.START_MINIMISED, lambda: self.tr("&Start without showing the window"))
        self.notifications = self._switch(
            Key.NOTIFICATIONS, lambda: self.tr("&Notify me of new sheets and of what needs me")
        )
        self.hint(
            lambda: self.tr(
                "Where the desktop has no tray, closing the window ends Planrack. Syncs that failed and are tried"
                " again by themselves are never notified."
            )
        )
        self.column.addStretch(1)
        self.wheel.activated.connect(lambda _place: self._choose_wheel(self.wheel.currentData()))
        self.language.activated.connect(
            lambda _place: self.language_chosen.emit(LanguageChoice(self.language.currentData()))
        )
        self.theme.activated.connect(lambda _place: self.theme_chosen.emit(ThemeChoice(self.theme.currentData())))

    def render_data(self, data: SettingsData) -> None:
        self.language.setCurrentIndex(self.language.findData(self._services.language.choice.value))
        self.theme.setCurrentIndex(self.theme.findData(self._services.theme.choice.value))
        self.wheel.setCurrentIndex(self.wheel.findData(self._services.wheel.zooms))
        for box, key in (
            (self.tray, Key.TRAY),
            (self.minimised, Key.START_MINIMISED),
            (self.notifications, Key.NOTIFICATIONS),
        ):
            stored = data.values.get(key)
            box.setChecked(stored if isinstance(stored, bool) else DEFAULTS[key])

    def _choose_wheel(self, zooms: bool) -> None:
        self._services.wheel.zooms = zooms  # every open sheet asks it
        self.save(Key.WHEEL_ZOOMS, zooms)

    def _switch(self, key: Key, words: object) -> QCheckBox:
        box = QCheckBox(self)
        box.setObjectName(f"settings.{key.value}")
        self.says(box.setText, words)  # type: ignore[arg-type]
        self.form.addRow(box)
        box.clicked.connect(lambda checked: self.save(key, checked))
        return box


class SyncSection(Section):
    """``projects_requested``: each project has an interval of its own, on its card."""

    projects_requested = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(services, lambda: self.tr("Sync"), act=Act.EDIT_PROJECT, parent=parent)
        self.interval = QComboBox(self)
        self.interval.setObjectName("settings.default_interval")
        self.choices(
            self.interval,
            (
                (SyncInterval.FIVE_MINUTES.value, lambda: self.tr("5 minutes")),
                (SyncInterval.QUARTER_HOUR.value, lambda: self.tr("15 minutes")),
                (SyncInterval.HOUR.value, lambda: self.tr("1 hour")),
                (SyncInterval.FOUR_HOURS.value, lambda: self.tr("4 hours")),
                (SyncInterval.TWELVE_HOURS.value, lambda: self.tr("12 hours")),
                (SyncInterval.MANUAL.value, lambda: self.tr("Only when I start it")),
            ),
        )
        self.field(self.interval, lambda: self.tr("&Interval of new connections"))
        projects = LinkButton(self)
        projects.setObjectName("settings.intervals")
        self.says(projects.setText, lambda: self.tr("Intervals of the projects…"))
        projects.clicked.connect(self.projects_requested)
        self.form.addRow("", projects)
        self.limited = QCheckBox(self)
        self.limited.setObjectName("settings.limited")
        self.says(self.limited.setText, lambda: self.tr("&Limit the bandwidth of downloads"))
        self.cap = QDoubleSpinBox(self)
        self.cap.setObjectName("settings.bandwidth_cap")
        self.cap.setRange(_SLOWEST, _FASTEST)
        self.cap.setDecimals(1)
        self.cap.setKeyboardTracking(False)
        self.says(self.cap.setSuffix, lambda: self.tr(" MB/s"))
        self.says(self.cap.setAccessibleName, lambda: self.tr("Most megabytes per second"))
        row = QHBoxLayout()
        row.addWidget(self.limited)
        row.addWidget(self.cap)
        row.addStretch(1)
        self.form.addRow(row)
        self.gated(self.limited, self.cap)
        self.hint(lambda: self.tr("A limit leaves room for others on a slow line. It holds for all projects together."))
        self.column.addStretch(1)
        self.interval.activated.connect(lambda _p: self.save(Key.DEFAULT_INTERVAL, self.interval.currentData()))
        self.limited.clicked.connect(self._limit)
        self.cap.valueChanged.connect(lambda _value: self._limit(True))

    def render_data(self, data: SettingsData) -> None:
        stored, cap = data.values.get(Key.DEFAULT_INTERVAL), data.values.get(Key.BANDWIDTH_CAP)
        place = self.interval.findData(stored)
        self.interval.setCurrentIndex(place if place >= 0 else self.interval.findData(SyncInterval.FOUR_HOURS.value))
        limited = isinstance(cap, int)
        self.limited.setChecked(limited)
        self.cap.blockSignals(True)
        self.cap.setValue(cap / MEGABYTE if isinstance(cap, int) else _USUAL)
        self.cap.blockSignals(False)
        self.cap.setVisible(limited)

    def _limit(self, limited: bool) -> None:
        self.cap.setVisible(limited)
        rate = round(self.cap.value() * MEGABYTE) if limited else None
        self.start(lambda: self._set_cap(rate))

    async def _set_cap(self, rate: int | None) -> None:
        await self._services.read(self._services.engine.set_bandwidth_cap, rate)  # which stores it, too
        self.changed.emit()


class ProjectsSection(Section):
    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(services, lambda: self.tr("Procore projects"), act=Act.EDIT_PROJECT, parent=parent)
        self.limit = QSpinBox(self)
        self.limit.setObjectName("settings.project_limit")
        self.limit.setRange(1, 10_000)
        self.limit.setKeyboardTracking(False)
        self.field(self.limit, lambda: self.tr("&Procore projects shown per account"))
        self.hint(
            lambda: self.tr(
                "The most recently active ones come first. Typing into the list finds all the others too, whatever"
                " this number is."
            )
        )
        self.column.addStretch(1)
        self.limit.valueChanged.connect(lambda value: self.save(Key.PROJECT_LIMIT, value))

    def render_data(self, data: SettingsData) -> None:
        stored = data.values.get(Key.PROJECT_LIMIT)
        self.limit.blockSignals(True)
        self.limit.setValue(stored if isinstance(stored, int) else self._services.settings.project_limit)
        self.limit.blockSignals(False)


class SupportContactSection(Section):
    """Whom the card's Support link names (S22)."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(services, lambda: self.tr("Support contact"), act=Act.EDIT_PROJECT, parent=parent)
        captions = {
            "name": lambda: self.tr("&Name"),
            "phone": lambda: self.tr("&Phone"),
            "email": lambda: self.tr("&E-mail"),
            "hours": lambda: self.tr("&Hours"),
            "web": lambda: self.tr("&Web page"),
        }
        self.fields: dict[str, TextField] = {}
        for name, caption in captions.items():
            field = self.fields[name] = TextField(self)
            field.setObjectName(f"settings.contact.{name}")
            field.setMinimumWidth(unit(self) * 40)
            field.editingFinished.connect(self._store)
            self.field(field, caption)
        self.hint(lambda: self.tr("Shown to everybody who presses Support on a project's Procore card."))
        self.column.addStretch(1)

    def render_data(self, data: SettingsData) -> None:
        stored = data.values.get(Key.SUPPORT_CONTACT)
        contact = stored if isinstance(stored, Mapping) else {}
        for name, field in self.fields.items():
            field.setText(str(contact.get(name, "")))

    def _store(self) -> None:
        typed = {name: field.text().strip() for name, field in self.fields.items() if field.text().strip()}
        stored = self.value(Key.SUPPORT_CONTACT)
        if typed != (stored if isinstance(stored, Mapping) else {}):
            self.save(Key.SUPPORT_CONTACT, typed or None)
