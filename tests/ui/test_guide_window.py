"""The guide in the program: found by F1, in the language shown now, with links, pictures and search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFont, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.texts import Language
from app.ui.guide.pages import FOLDER, guide_pages
from app.ui.guide.window import GuideWindow
from app.ui.i18n import LanguageChoice
from app.ui.shell_actions import Command

if TYPE_CHECKING:
    from pathlib import Path

    from shell_world import World

    from app.ui.main_window import MainWindow


@pytest.fixture
async def window(world: World) -> MainWindow:
    return await world.open()


@pytest.fixture
def guide(window: MainWindow) -> GuideWindow:
    window.registry[Command.GUIDE].trigger()
    found = window.findChild(GuideWindow)
    assert found is not None and found.isVisible()
    return found


def test_f1_opens_one_guide_however_often_it_is_pressed(window: MainWindow, guide: GuideWindow) -> None:
    assert [keys.toString() for keys in window.registry[Command.GUIDE].shortcuts()] == ["F1"]
    window.registry[Command.GUIDE].trigger()
    assert window.findChildren(GuideWindow) == [guide]


def test_every_page_of_the_index_is_listed_and_opens(guide: GuideWindow) -> None:
    titles = [page.title for page in guide_pages(Language.EN)]
    assert [guide.contents.item(row).text() for row in range(guide.contents.count())] == titles
    guide.contents.setCurrentRow(titles.index("Linking a project"))
    assert guide.text.toPlainText().startswith("Linking a project")
    assert guide.windowTitle() == "Linking a project – Planrack guide"


def test_page_stays_the_same_in_the_other_language(world: World, guide: GuideWindow) -> None:
    row = next(i for i, page in enumerate(guide_pages(Language.EN)) if page.path.name == "offline.md")
    guide.contents.setCurrentRow(row)
    world.language.apply(LanguageChoice.FR)
    QApplication.processEvents()
    assert guide.text.path == FOLDER / "fr" / "hors-connexion.md"
    assert guide.contents.currentRow() == row


def test_link_to_a_heading_shows_it_and_back_returns(guide: GuideWindow) -> None:
    page = FOLDER / "en" / "linking-a-project.md"
    link = QUrl.fromLocalFile(str(page))
    link.setFragment("why-a-project-is-missing")
    guide.text.setSource(link)
    assert guide.contents.currentItem().text() == "Linking a project"
    at_top = guide.text.cursorForPosition(guide.text.viewport().rect().topLeft())
    for _ in range(3):  # the margin over the heading counts as the line before
        if at_top.block().text() == "Why a project is missing":
            break
        at_top.movePosition(at_top.MoveOperation.NextBlock)
    assert at_top.block().text() == "Why a project is missing"
    guide.back.click()
    assert guide.contents.currentRow() == 0


def test_search_counts_steps_through_and_wraps(guide: GuideWindow) -> None:
    guide.contents.setCurrentRow(1)
    guide.search.click()
    guide.bar.field.setText("procore")
    hits = guide.text.hits
    assert hits > 3
    assert guide.bar.count.text() == f"1 of {hits}"
    guide.bar.previous.click()
    assert guide.bar.count.text() == f"{hits} of {hits}"
    guide.bar.field.setText("zanzibar")
    assert guide.bar.count.text() == "Not found on this page"
    guide.bar.closed.emit()
    assert guide.text.extraSelections() == []


def test_picture_is_as_wide_as_the_page_at_most(guide: GuideWindow, tmp_path: Path) -> None:
    for name, width in (("wide", 1080), ("small", 150)):
        picture = QImage(width, 100, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        assert picture.save(str(tmp_path / f"{name}.png"))
    page = tmp_path / "page.md"
    page.write_text("# Heading\n\nText\n\n![A picture](wide.png) ![Another](small.png)\n", encoding="utf-8")
    guide.text.open_path(page)
    assert _width(guide, "small.png") == 150
    before = _width(guide, "wide.png")
    guide.resize(guide.width() - 100, 400)
    QTest.qWait(0)
    assert _width(guide, "wide.png") < before
    assert guide.text.horizontalScrollBar().maximum() == 0
    text = guide.text.document().findBlockByNumber(1)
    assert (text.text(), text.blockFormat().headingLevel()) == ("Text", 0)
    assert text.begin().fragment().charFormat().fontWeight() == QFont.Weight.Normal


def _width(guide: GuideWindow, name: str) -> float:
    """How wide a picture of the page is shown."""
    found = guide.text.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name))
    assert isinstance(found, QImage)
    return found.deviceIndependentSize().width()
