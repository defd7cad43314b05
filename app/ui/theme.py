"""Colours and sizes: two palettes on the Fusion style, chosen by System / Light / Dark and switched at run time.

A widget never keeps a colour: it asks ``tokens(palette)`` while painting, or builds its stylesheet again when it gets
``ApplicationPaletteChange``. So a switch needs no list of listeners.
Text has a contrast of at least 4.5:1 on every surface, icons and borders of controls 3:1 (held by a test).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

#: Percent, as for ``QColor.darker``: how much darker than the window Fusion draws edges.
_FUSION_DARKENS = 140


class ThemeChoice(StrEnum):
    """What the user chose; stored as the preference ``theme``."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """The role of a colour. Meaning never rests on it alone: a shape and a word go with it."""

    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Tokens:
    """One colour scheme, as ``#rrggbb``."""

    window: str  # behind everything
    surface: str  # lists, cards, inputs
    raised: str  # tooltips, buttons
    sunken: str  # navigation, headers, alternating rows
    border: str  # hairlines that only separate
    border_strong: str  # edges of controls
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
    selection: str
    success: str
    warning: str
    danger: str
    success_soft: str
    warning_soft: str
    danger_soft: str
    accent_soft: str

    def color(self, tone: Tone) -> QColor:
        return QColor(getattr(self, tone.value))

    def soft(self, tone: Tone) -> QColor:
        """The background that carries text of this tone; neutral for TEXT and MUTED."""
        name = f"{tone.value}_soft"
        return QColor(getattr(self, name) if name in {field.name for field in fields(self)} else self.sunken)


LIGHT = Tokens(
    window="#f4f6f8",
    surface="#ffffff",
    raised="#ffffff",
    sunken="#e8edf1",
    border="#d3dae1",
    border_strong="#7f8b98",
    text="#18212b",
    muted="#515d6b",
    disabled="#8b96a2",
    accent="#0b6580",
    on_accent="#ffffff",
    selection="#cfe6ee",
    success="#1a7033",
    warning="#855600",
    danger="#b3261e",
    success_soft="#e2f3e7",
    warning_soft="#fcf0d5",
    danger_soft="#fce8e6",
    accent_soft="#e0f0f5",
)
DARK = Tokens(
    window="#1a1f26",
    surface="#222932",
    raised="#2c3540",
    sunken="#151a20",
    border="#37424e",
    border_strong="#7d8a98",
    text="#e6ebf0",
    muted="#a9b5c1",
    disabled="#6c7884",
    accent="#63bdd8",
    on_accent="#06222c",
    selection="#24495b",
    success="#5cc77f",
    warning="#e6b84a",
    danger="#ff9087",
    success_soft="#1d3627",
    warning_soft="#3a3019",
    danger_soft="#42211f",
    accent_soft="#1d3944",
)


def tokens(palette: QPalette | None = None) -> Tokens:
    """The scheme that ``palette`` (the application's by default) belongs to."""
    shown = palette or QGuiApplication.palette()
    return DARK if shown.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def build_palette(scheme: Tokens) -> QPalette:
    """A complete palette: what is left out here, Fusion would derive badly."""
    role = QPalette.ColorRole
    palette = QPalette()
    plain = {
        role.Window: scheme.window,
        role.WindowText: scheme.text,
        role.Base: scheme.surface,
        role.AlternateBase: scheme.sunken,
        role.Text: scheme.text,
        role.PlaceholderText: scheme.muted,
        role.Button: scheme.raised,
        role.ButtonText: scheme.text,
        role.BrightText: scheme.danger,
        role.ToolTipBase: scheme.raised,
        role.ToolTipText: scheme.text,
        role.Highlight: scheme.selection,
        role.HighlightedText: scheme.text,
        role.Accent: scheme.accent,
        role.Link: scheme.accent,
        role.LinkVisited: scheme.accent,
        role.Light: scheme.raised,
        role.Midlight: scheme.sunken,
        role.Mid: scheme.border,
        role.Dark: scheme.border_strong,
        role.Shadow: scheme.border_strong,
    }
    for one, value in plain.items():
        palette.setColor(one, QColor(value))
    for one in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(scheme.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(scheme.window))
    return palette


class ThemeSwitch(QObject):
    """Applies a choice to the application and follows the system while the choice is System."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__()
        self._application = application
        self._choice = choice
        fusion = QStyleFactory.create("Fusion")
        if fusion is not None:
            application.setStyle(fusion)
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        self.apply(choice)

    @property
    def choice(self) -> ThemeChoice:
        return self._choice

    def apply(self, choice: ThemeChoice) -> None:
        """Show ``choice`` now. The caller stores it."""
        self._choice = choice
        dark = self._system_is_dark() if choice is ThemeChoice.SYSTEM else choice is ThemeChoice.DARK
        scheme = DARK if dark else LIGHT
        self._application.setPalette(build_palette(scheme))
        # Fusion derives the edge of a box to tick, and of a menu, from the window's colour, and it can hardly be seen:
        # for these the window is said to be of a colour that gives the right one.
        edged = build_palette(scheme)
        edged.setColor(QPalette.ColorRole.Window, QColor(scheme.border_strong).lighter(_FUSION_DARKENS))
        for kind in ("QCheckBox", "QRadioButton", "QMenu"):
            QApplication.setPalette(edged, kind)  # type: ignore[arg-type]  # the stub says bytes, Qt wants text
        self._tell_every_widget()
        self.changed.emit()

    def _tell_every_widget(self) -> None:
        # Qt tells top-level windows only, and a widget with a stylesheet of its own gets no PaletteChange either.
        for widget in self._application.allWidgets():
            QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.ApplicationPaletteChange))

    def _system_is_dark(self) -> bool:
        # The hint stays Unknown on plain X11 and offscreen: light is the readable guess on a jobsite screen.
        return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark

    @Slot()
    def _system_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self.apply(self._choice)


def unit(widget: QWidget | None = None) -> int:
    """The grid of the layout: half a line of text, so that everything grows with the user's font."""
    metrics = widget.fontMetrics() if widget is not None else QFontMetrics(QGuiApplication.font())
    return max(4, metrics.height() // 2)


def icon_size(widget: QWidget | None = None) -> int:
    """Side of an icon beside text."""
    metrics = widget.fontMetrics() if widget is not None else QFontMetrics(QGuiApplication.font())
    return max(16, round(metrics.height() * 1.15))


def scaled_font(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """``font`` larger or smaller; works for fonts given in points and in pixels."""
    result = QFont(font)
    if font.pointSizeF() > 0:
        result.setPointSizeF(font.pointSizeF() * factor)
    else:
        result.setPixelSize(max(1, round(font.pixelSize() * factor)))
    if bold:
        result.setWeight(QFont.Weight.DemiBold)
    return result


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two ``#rrggbb`` colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(value: str) -> float:
    color = QColor(value)
    channels = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
