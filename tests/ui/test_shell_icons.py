from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.domain.states import SyncState
from app.ui.badge import LOOKS, BadgeWidget, paint_badge
from app.ui.icons import application_icon, icon, icon_pixmap
from app.ui.theme import DARK, LIGHT, ThemeChoice, ThemeSwitch, Tone

ROOT = Path(__file__).resolve().parents[2]
ICONS = sorted((ROOT / "resources" / "icons").glob("*.svg"))


def inks(image: QImage) -> set[str]:
    """The colours of fully opaque pixels."""
    opaque = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {color.name() for color in opaque if color.alpha() == 255}


@pytest.mark.parametrize("path", [path for path in ICONS if path.stem != "planrack"], ids=lambda path: path.stem)
def test_icon_draws_something_in_the_colour_it_is_given(qapp: QApplication, path: Path) -> None:
    assert "currentColor" in path.read_text(encoding="utf-8")
    assert inks(icon_pixmap(path.stem, 48, QColor("#123456")).toImage()) == {"#123456"}


def test_icon_follows_the_theme_without_being_made_anew(qapp: QApplication) -> None:
    switch = ThemeSwitch(qapp, ThemeChoice.LIGHT)
    shown, kept = icon("status-synced"), icon("status-synced", Tone.SUCCESS)
    assert inks(shown.pixmap(QSize(48, 48)).toImage()) == {LIGHT.text}

    switch.apply(ThemeChoice.DARK)

    assert inks(shown.pixmap(QSize(48, 48)).toImage()) == {DARK.text}
    assert inks(kept.pixmap(QSize(48, 48)).toImage()) == {DARK.success}
    assert inks(QIcon(kept).pixmap(QSize(48, 48), QIcon.Mode.Disabled).toImage()) == {DARK.disabled}
    switch.apply(ThemeChoice.LIGHT)


def test_every_icon_named_in_the_code_exists() -> None:
    names = {path.stem for path in ICONS}
    used: set[str] = {look.icon for look in LOOKS.values()}
    for source in (ROOT / "app" / "ui").rglob("*.py"):
        used |= set(re.findall(r"\bicon\(\"([a-z-]+)\"", source.read_text(encoding="utf-8")))
    assert used <= names


def test_an_unknown_icon_is_an_error_where_it_is_asked_for(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_application_icon_has_a_picture(qapp: QApplication) -> None:
    assert not application_icon().pixmap(64, 64).isNull()


def test_arrow_turns_and_the_others_stand_still(qapp: QApplication) -> None:
    def drawn(state: SyncState, angle: float) -> bytes:
        image = QImage(32, 32, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        paint_badge(painter, QRectF(0, 0, 32, 32), state, angle=angle)
        painter.end()
        return bytes(image.constBits())

    assert drawn(SyncState.RUNNING, 0) != drawn(SyncState.RUNNING, 45)
    assert drawn(SyncState.SYNCED, 0) == drawn(SyncState.SYNCED, 45)


def test_badge_ticks_only_while_something_runs(qapp: QApplication) -> None:
    badge = BadgeWidget()
    badge.set_state(SyncState.RUNNING)
    assert badge._turning.running
    badge.set_state(SyncState.SYNCED)
    assert not badge._turning.running
    badge.deleteLater()
