"""The journey of an owner in the real window: from nothing to an open sheet, by mouse, then by keyboard.

Needs a display: ``QT_QPA_PLATFORM=xcb xvfb-run pytest -m window``. ``PLANRACK_SCREENSHOTS`` keeps the pictures.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTabWidget, QTreeView, QWidget

from app import window as program
from app.domain.states import SyncState
from app.sandbox.browser_stand_in import allow
from app.sandbox.server import Sandbox
from app.settings import Settings
from app.ui.connection.project_drop_down import ProjectDropDown
from app.ui.i18n import LanguageChoice
from app.ui.main_window import MainWindow
from app.ui.theme import ThemeChoice
from app.workspace import Workspace

pytestmark = [pytest.mark.window, pytest.mark.timeout(180)]

PATIENCE = 40.0  # seconds for any one thing to happen, on a slow machine
PROJECT = "Centre communautaire de Rosemont"


@dataclass(frozen=True, slots=True)
class Labels:
    """What an owner reads on the way; the French ones verbatim."""

    create: str
    tab: str
    connect: str
    choose: str
    take: str
    save: str
    synced: str


LABELS = {
    LanguageChoice.EN: Labels(
        "+ Create a new project",
        "INTEGRATIONS",
        "Connect",
        "Select your Procore project",
        "CONNECT",
        "SAVE",
        "Synced",
    ),
    LanguageChoice.FR: Labels(
        "+Créer un nouveau projet",
        "INTÉGRATIONS",
        "Se connecter",
        "Sélectionnez votre projet Procore",
        "SE CONNECTER",
        "SAUVEGARDER",
        "Synchronisé",
    ),
}


class KeyringInMemory:
    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._entries.pop((service, username), None)


class Person:
    """Looks at the window, clicks, types, and waits for what should happen."""

    def __init__(self, window: MainWindow, pictures: Path) -> None:
        self.window = window
        self._pictures = pictures

    async def until(self, happened: Callable[[], object], what: str) -> None:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not happened():
            assert asyncio.get_running_loop().time() < deadline, f"waited in vain for: {what}"
            await asyncio.sleep(0.02)

    async def sees(self, name: str) -> QWidget:
        await self.until(lambda: self._find(name) is not None, name)
        found = self._find(name)
        assert found is not None
        return found

    async def clicks(self, name: str) -> None:
        widget = await self.sees(name)
        await self.until(widget.isEnabled, f"{name} enabled")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        await asyncio.sleep(0.05)

    async def presses(self, name: str, words: str) -> None:
        """Click a button that reads ``words``."""
        button = await self.sees(name)
        assert isinstance(button, QAbstractButton)
        assert button.text() == words
        await self.clicks(name)

    async def double_clicks(self, view: QTreeView, index: QModelIndex) -> None:
        """As a hand does it: two clicks at one place of the screen, time for the window to react in between."""
        spot = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        await asyncio.sleep(0.15)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    async def types(self, name: str, text: str) -> None:
        widget = await self.sees(name)
        widget.setFocus()
        QTest.keyClicks(widget, text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def looks(self, name: str, widget: QWidget | None = None) -> QImage:
        """Take a picture of the window for whoever wants to look at it afterwards."""
        picture = (widget or self.window).grab().toImage()
        self._pictures.mkdir(parents=True, exist_ok=True)
        picture.save(str(self._pictures / f"{name}.png"))
        return picture

    def reads(self, name: str) -> str:
        """The words of a label or button."""
        widget = self._find(name)
        return widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""

    def _find(self, name: str) -> QWidget | None:
        for top in [self.window, *QApplication.topLevelWidgets()]:
            for child in [top, *top.findChildren(QWidget)]:
                if child.objectName() == name and child.isVisible():
                    return child
        return None


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Sandbox("demo") as sandbox:
        settings = Settings(
            home=tmp_path / "home",
            api=sandbox.addresses.api,
            login=sandbox.addresses.login,
            client_id=sandbox.world.app.client_id,
            client_secret=sandbox.world.app.client_secret,
            redirect_port=8931,
        )
        opened = Workspace.open(settings, keyring=KeyringInMemory())
        opened.accounts.sign_in = partial(opened.accounts.sign_in, open_browser=allow)  # type: ignore[method-assign]
        opened.store.preferences.set("language", "en")
        opened.engine.start(schedule=True)
        yield opened
        opened.close()


def play(workspace: Workspace, script: Callable[[Person], Awaitable[None]], pictures: Path) -> None:
    """Run the real program, let the script use its window, and close it."""
    outcome: list[BaseException | None] = []

    async def watched(window: MainWindow) -> None:
        try:
            await script(Person(window, pictures))
        except BaseException as problem:
            outcome.append(problem)
            raise
        else:
            outcome.append(None)
        finally:
            window.quit_requested.emit()

    tasks: list[asyncio.Task[None]] = []
    program.run(workspace, opened=lambda window: tasks.append(asyncio.ensure_future(watched(window))))
    assert outcome, "the script did not come to its end"
    if outcome[0] is not None:
        raise outcome[0]


@pytest.fixture
def pictures(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Where the screenshots go: ``PLANRACK_SCREENSHOTS`` keeps them."""
    kept = os.environ.get("PLANRACK_SCREENSHOTS")
    return (Path(kept) if kept else tmp_path) / request.node.name


@pytest.mark.parametrize("language", LABELS)
def test_an_owner_links_a_project_and_opens_a_sheet(
    workspace: Workspace, pictures: Path, language: LanguageChoice
) -> None:
    workspace.store.preferences.set("language", language.value)
    labels = LABELS[language]

    async def journey(person: Person) -> None:
        person.looks("01-empty")
        await person.presses("welcome.create", labels.create)
        await person.types("project_form.name", "Rosemont")
        form_tabs = await person.sees("project_form.tabs")
        assert isinstance(form_tabs, QTabWidget)
        assert form_tabs.tabText(1) == labels.tab
        bar = form_tabs.tabBar()
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
        await asyncio.sleep(0.3)
        person.looks("02-integrations")
        await person.presses("integration.connect", labels.connect)
        await choose(person, PROJECT, labels)
        login = workspace.store.accounts.list()[0].login
        await person.until(lambda: person.reads("status_line.connection") == login, "the account in the status line")
        person.looks("04-chosen")
        await person.presses("project_form.save", labels.save)
        await person.until(lambda: folder(workspace) is SyncState.SYNCED, "the folder turns green")
        person.window.show_documents(workspace.store.projects.list()[0].id)
        await open_first_sheet(person, labels)

    play(workspace, journey, pictures)


def test_the_folder_in_both_languages_and_both_themes(workspace: Workspace, pictures: Path) -> None:
    async def journey(person: Person) -> None:
        await link(workspace)
        window = person.window
        services = window._services
        for language in (LanguageChoice.EN, LanguageChoice.FR):
            services.language.apply(language)
            for theme in (ThemeChoice.LIGHT, ThemeChoice.DARK):
                services.theme.apply(theme)
                window.show_projects()
                await asyncio.sleep(0.2)
                projects = person.looks(f"{language.value}-{theme.value}-1-projects")
                navigation = window.navigation.grab().toImage()
                window.show_documents(1)
                await person.sees("documents.tree")
                await asyncio.sleep(0.3)
                person.looks(f"{language.value}-{theme.value}-2-documents")
                dark = projects.pixelColor(5, projects.height() - 5).lightness() < 128
                assert dark is (theme is ThemeChoice.DARK)
                corner = navigation.pixelColor(5, navigation.height() - 5)
                assert (corner.lightness() < 128) is dark, "the navigation follows the theme"
        texts = {label.text() for label in window.navigation.findChildren(QLabel)}
        assert {"INFO ORGANISATION", "INFO PROJET"} <= texts

    play(workspace, journey, pictures)


def test_the_keyboard_alone_syncs_and_opens_a_sheet(workspace: Workspace, pictures: Path) -> None:
    async def journey(person: Person) -> None:
        await link(workspace)
        person.window.activateWindow()
        person.window.show_documents(1)
        tree = await person.sees("documents.tree")
        tree.setFocus()
        before = workspace.store.documents.status(1, engine_alive=True).status.last_success
        person.press(Qt.Key.Key_F5)
        await person.until(
            lambda: workspace.store.documents.status(1, engine_alive=True).status.last_success != before, "a sync"
        )
        person.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        await person.types("documents.filter", "a101")
        await asyncio.sleep(0.3)
        tree.setFocus()
        assert isinstance(tree, QTreeView)
        await person.until(lambda: drawing_row(tree.model(), "A-101").isValid(), "A-101 in the tree")
        tree.setCurrentIndex(drawing_row(tree.model(), "A-101"))
        person.press(Qt.Key.Key_Return)
        await shows_ink(person)

    play(workspace, journey, pictures)


async def choose(person: Person, project: str, labels: Labels) -> None:
    """Pick a Procore project in the dialog that opens by itself, and press CONNECT."""
    picker = await person.sees("picker")
    assert picker.windowTitle() == labels.choose
    box = await person.sees("picker.project")
    assert isinstance(box, ProjectDropDown)
    await person.clicks("picker.project.field")
    shown = await person.sees("picker.project.list")
    person.looks("03-picker-list", shown)
    QTest.keyClicks(shown, project.split()[-1])
    await person.until(lambda: box.popup.model().rowCount() == 1, "one project left")
    QTest.mouseClick(
        box.popup.viewport(),
        Qt.MouseButton.LeftButton,
        pos=box.popup.visualRect(box.popup.model().index(0, 0)).center(),
    )
    await person.until(lambda: box.choice is not None and box.choice.project.name == project, "the project is chosen")
    person.looks("03-picker", picker)
    await person.presses("picker.connect", labels.take)


async def link(workspace: Workspace) -> None:
    """What the first journey does by hand, done behind the window."""
    account = await asyncio.wrap_future(workspace.engine.submit(workspace.accounts.sign_in()))
    (seen,) = await asyncio.wrap_future(workspace.engine.submit(workspace.accounts.visible_projects(account.id)))
    project = workspace.store.projects.create("Rosemont")
    theirs = next(p for p in seen.projects if p.name == PROJECT)
    await asyncio.wrap_future(workspace.engine.submit(workspace.accounts.connect(project.id, theirs.id)))
    (report,) = await asyncio.wrap_future(workspace.engine.sync([project.id]))
    assert report.failure is None


def folder(workspace: Workspace) -> SyncState:
    statuses = workspace.store.documents.statuses(engine_alive=True)
    return statuses[0].status.state if statuses else SyncState.NEVER


async def open_first_sheet(person: Person, labels: Labels) -> None:
    tree = await person.sees("documents.tree")
    assert isinstance(tree, QTreeView)
    await person.until(lambda: drawing_row(tree.model(), "A-101").isValid(), "A-101 in the tree")
    row = drawing_row(tree.model(), "A-101")
    above = row.parent()
    while above.isValid():
        tree.expand(above)
        above = above.parent()
    tree.scrollTo(row)
    await asyncio.sleep(0.3)
    banner = await person.sees("documents.banner")
    assert labels.synced in banner.accessibleName()
    person.looks("05-documents")
    await person.double_clicks(tree, row)
    await shows_ink(person)
    person.looks("06-sheet")


async def shows_ink(person: Person) -> None:
    """The sheet's own area holds more than one flat colour: black lines on white paper."""
    sheet = await person.sees("sheet")

    def inked() -> bool:
        picture = sheet.grab().toImage()
        middle = QPoint(picture.width() // 2, picture.height() // 2)
        tones = {
            picture.pixelColor(middle.x() + dx, middle.y() + dy).lightness() // 32
            for dx in range(-200, 200, 3)
            for dy in range(-120, 120, 3)
        }
        return len(tones) >= 3 and max(tones) >= 7

    await person.until(inked, "ink on the sheet")


def drawing_row(model: object, number: str) -> QModelIndex:
    """The row of a drawing, wherever its folders put it."""

    def look(parent: QModelIndex) -> QModelIndex:
        for row in range(model.rowCount(parent)):  # type: ignore[attr-defined]
            index = model.index(row, 0, parent)  # type: ignore[attr-defined]
            if str(index.data() or "").startswith(number):
                return index
            below = look(index)
            if below.isValid():
                return below
        return QModelIndex()

    return look(QModelIndex())
