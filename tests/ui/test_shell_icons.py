from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.domain.markups import MarkupKind
from app.domain.states import SyncState
from app.ui.badge import LOOKS, BadgeWidget, paint_badge
from app.ui.icons import application_icon, icon, icon_pixmap
from app.ui.symbols import SYMBOLS
from app.ui.theme import DARK, LIGHT, ThemeChoice, ThemeSwitch, Tone

APP = Path(__file__).resolve().parents[2] / "app" / "ui"
#: Where each of these takes the name of an icon.
TAKES_ICON = {"icon": 0, "icon_pixmap": 0, "EmptyState": 0, "paint_icon": 2, "ActionSpec": 2, "BadgeLook": 0}


def inks(image: QImage) -> set[str]:
    """The colours of fully opaque pixels."""
    opaque = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {color.name() for color in opaque if color.alpha() == 255}


@pytest.mark.parametrize("name", SYMBOLS)
def test_icon_is_in_the_set_and_drawn_in_the_colour_it_is_given(qapp: QApplication, name: str) -> None:
    assert inks(icon_pixmap(name, 48, QColor("#123456")).toImage()) == {"#123456"}


def test_icon_follows_the_theme_without_being_made_anew(qapp: QApplication) -> None:
    switch = ThemeSwitch(qapp, ThemeChoice.LIGHT)
    shown, kept = icon("status-synced"), icon("status-synced", Tone.SUCCESS)
    assert inks(shown.pixmap(QSize(48, 48)).toImage()) == {LIGHT.text}

    switch.apply(ThemeChoice.DARK)

    assert inks(shown.pixmap(QSize(48, 48)).toImage()) == {DARK.text}
    assert inks(kept.pixmap(QSize(48, 48)).toImage()) == {DARK.success}
    assert inks(QIcon(kept).pixmap(QSize(48, 48), QIcon.Mode.Disabled).toImage()) == {DARK.disabled}
    switch.apply(ThemeChoice.LIGHT)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icon_has_every_pixel_of_a_finer_screen(qapp: QApplication, ratio: float) -> None:
    picture = icon("print").pixmap(QSize(20, 20), ratio)
    drawn = icon_pixmap("print", 20, QGuiApplication.palette().buttonText().color(), ratio)
    assert picture.devicePixelRatio() == ratio
    assert picture.toImage() == drawn.toImage().convertToFormat(picture.toImage().format())


def literals(node: ast.expr) -> set[str]:
    if isinstance(node, ast.IfExp):
        return literals(node.body) | literals(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and node.value and isinstance(node.value, str) else set()


def asked_for(node: ast.AST) -> set[str]:
    """Names of icons in one piece of code: what is given to those that take an icon, and pairs of icon and tone."""
    if isinstance(node, ast.Tuple) and len(node.elts) == 2 and ast.unparse(node.elts[1]).startswith("Tone."):
        return literals(node.elts[0])
    if not isinstance(node, ast.Call):
        return set()
    place = TAKES_ICON.get(ast.unparse(node.func).rpartition(".")[2], len(node.args))
    given = [word.value for word in node.keywords if word.arg == "icon"] + node.args[place : place + 1]
    return set().union(*map(literals, given))


def test_every_icon_named_in_the_code_is_in_the_table_and_nothing_else_is() -> None:
    sources = [ast.parse(path.read_text("utf-8")) for path in APP.rglob("*.py") if path.stem != "symbols"]
    nodes = [node for source in sources for node in ast.walk(source)]
    kinds = {f"mark-{kind.value}" for kind in MarkupKind}
    named = kinds.union(*map(asked_for, nodes))
    assert len(named) > 80
    assert named <= set(SYMBOLS)
    assert set(SYMBOLS) <= kinds | {node.value for node in nodes if isinstance(node, ast.Constant)}


def test_states_differ_in_shape_and_those_of_folders_from_those_of_sheets(qapp: QApplication) -> None:
    folder = [look.icon for look in LOOKS.values()]
    sheet = [name for name in SYMBOLS if name.startswith("sheet-")]
    pictures = {bytes(icon_pixmap(name, 32, QColor("#000000")).toImage().constBits()) for name in folder + sheet}
    assert len(pictures) == len(folder) + len(sheet)


def test_an_unknown_icon_is_an_error_where_it_is_asked_for(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
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
