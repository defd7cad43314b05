from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QCheckBox

from app.domain.states import SyncState
from app.ui.badge import LOOKS
from app.ui.controls import PrimaryButton
from app.ui.theme import DARK, LIGHT, ThemeChoice, ThemeSwitch, Tokens, Tone, build_palette, contrast, tokens

SCHEMES = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
SURFACES = ("window", "surface", "raised", "sunken", "selection")


@SCHEMES
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("ink", ["text", "muted"])
def test_text_is_readable_on_every_surface(scheme: Tokens, surface: str, ink: str) -> None:
    assert contrast(getattr(scheme, ink), getattr(scheme, surface)) >= 4.5


@SCHEMES
@pytest.mark.parametrize("tone", [Tone.ACCENT, Tone.SUCCESS, Tone.WARNING, Tone.DANGER])
def test_state_colours_are_readable_where_they_are_used(scheme: Tokens, tone: Tone) -> None:
    ink = scheme.color(tone).name()
    for surface in ("window", "surface"):
        assert contrast(ink, getattr(scheme, surface)) >= 4.5
    assert contrast(scheme.text, scheme.soft(tone).name()) >= 4.5
    assert contrast(ink, scheme.selection) >= 3
    assert contrast(ink, scheme.soft(tone).name()) >= 3


@SCHEMES
def test_edges_of_controls_can_be_seen(scheme: Tokens) -> None:
    assert contrast(scheme.border_strong, scheme.surface) >= 3
    assert contrast(scheme.on_accent, scheme.accent) >= 4.5


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_a_box_to_tick_can_be_seen(qapp: QApplication, choice: ThemeChoice) -> None:
    ThemeSwitch(qapp, choice)
    box = QCheckBox("Paused")
    box.ensurePolished()
    box.deleteLater()
    edge = box.palette().color(QPalette.ColorRole.Window).darker(140).name()  # as Fusion draws it
    assert contrast(edge, tokens(qapp.palette()).surface) >= 3
    ThemeSwitch(qapp, ThemeChoice.LIGHT)


@SCHEMES
def test_a_palette_is_recognised_as_its_scheme(scheme: Tokens) -> None:
    assert tokens(build_palette(scheme)) is scheme


def test_every_token_is_a_colour() -> None:
    for scheme in (LIGHT, DARK):
        for field in fields(scheme):
            assert len(getattr(scheme, field.name)) == 7


def test_theme_switches_at_run_time(qapp: QApplication) -> None:
    switch = ThemeSwitch(qapp, ThemeChoice.LIGHT)
    button = PrimaryButton()
    before = button.styleSheet()

    switch.apply(ThemeChoice.DARK)
    qapp.processEvents()

    assert tokens(qapp.palette()) is DARK
    assert DARK.accent in button.styleSheet()
    assert before != button.styleSheet()
    assert qapp.palette().color(QPalette.ColorRole.Text).name() == DARK.text
    switch.apply(ThemeChoice.LIGHT)
    button.deleteLater()


def test_states_differ_in_shape_and_not_only_in_colour() -> None:
    assert set(LOOKS) == set(SyncState)
    assert len({look.icon for look in LOOKS.values()}) == len(LOOKS)
    assert LOOKS[SyncState.RUNNING].turns
