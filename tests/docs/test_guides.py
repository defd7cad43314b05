"""The guides say what the program says: labels, links, pictures, and the same pages in both languages."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from app.domain.texts import Language

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
CATALOGUES = ROOT / "resources" / "translations"

#: Written by a program from the program's own tables; their words are checked there.
GENERATED = {"troubleshooting.md", "depannage.md", "commands.md", "commandes.md"}

_LINK = re.compile(r"(!?)\[[^]]*\]\(([^)\s]+)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_QUOTED = re.compile(r"«\s*(.+?)\s*»")
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_FEWEST = 5  # letters beside placeholders, without which "{state}, {time}" would stand for anything
_BUDGET = 3_000_000  # bytes: whoever clones the repository downloads every picture


def pages(language: Language) -> list[Path]:
    """Every page that the guide's index leads to, in its order, the index first."""
    index = DOCS / language.value / "index.md"
    linked = [target for picture, target in _LINK.findall(index.read_text(encoding="utf-8")) if not picture]
    return [index, *(index.parent / target for target in linked)]


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub and the program's guide window make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def headings(page: Path) -> list[tuple[int, str]]:
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    return [(len(marks), words) for marks, words in _HEADING.findall(text)]


def pictures(page: Path) -> list[str]:
    return [target for picture, target in _LINK.findall(page.read_text(encoding="utf-8")) if picture]


ALL_PAGES = [page for language in Language for page in pages(language)]


@pytest.mark.parametrize("language", list(Language))
def test_index_names_every_page_of_its_folder(language: Language) -> None:
    assert sorted(pages(language)) == sorted((DOCS / language.value).glob("*.md"))


def test_both_languages_have_the_same_pages_with_the_same_structure() -> None:
    english, french = pages(Language.EN), pages(Language.FR)
    assert len(english) == len(french)
    for one, other in zip(english, french, strict=True):
        levels = [level for level, _words in headings(one)]
        assert levels == [level for level, _words in headings(other)], f"{one.name} and {other.name}"
        assert pictures(one) == pictures(other), f"{one.name} and {other.name}"


@pytest.mark.parametrize("page", [*ALL_PAGES, ROOT / "README.md", *DOCS.glob("*.md")], ids=lambda page: page.stem)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    for _picture, target in _LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        assert there.exists(), f"{page.name}: {target}"
        if anchor:
            assert anchor in {slug(words) for _level, words in headings(there)}, f"{page.name}: {target}"


@pytest.mark.parametrize("language", list(Language))
def test_every_label_in_the_guide_is_one_of_the_program(language: Language) -> None:
    labels = _labels(language)
    unknown = [
        f"{page.name}: {label}"
        for page in pages(language)
        if page.name not in GENERATED and page.name != "index.md"
        for label in _quoted(page)
        if not any(pattern.fullmatch(label) for pattern in labels)
    ]
    assert not unknown, "\n".join(unknown)


def test_the_guides_show_exactly_the_pictures_that_are_there_and_they_are_small() -> None:
    folders = [DOCS / language.value / "pictures" for language in Language]
    there = {path for folder in folders for path in folder.iterdir()}
    shown = {(page.parent / target).resolve() for page in [*ALL_PAGES, ROOT / "README.md"] for target in pictures(page)}
    assert there == shown
    assert sum(path.stat().st_size for path in there) < _BUDGET


def _quoted(page: Path) -> list[str]:
    text = _CODE.sub("", page.read_text(encoding="utf-8"))
    return [_plain(found) for found in [*_BOLD.findall(text), *_QUOTED.findall(text)]]


def _plain(label: str) -> str:
    """Without mnemonic, and with one kind of space."""
    return re.sub(r"\s+", " ", label.replace("&&", "\0").replace("&", "").replace("\0", "&")).strip()


def _labels(language: Language) -> list[re.Pattern[str]]:
    """What the window says in that language; a placeholder stands for anything, a plural's number for a number."""
    words: set[str] = set()
    for name in ("planrack_fr.ts", "planrack_en.ts"):
        for message in ET.parse(CATALOGUES / name).iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
            if name.endswith(f"{language.value}.ts"):
                words.update(forms)
            if language is Language.EN:
                words.add(message.findtext("source") or "")
    return [_pattern(_plain(one)) for one in words if len(re.sub(r"\{\w+\}|\W", "", one)) > _FEWEST or "{" not in one]


def _pattern(label: str) -> re.Pattern[str]:
    parts = re.split(r"(\{\w+\}|%n)", label)
    return re.compile("".join(r"[\d\s]+" if p == "%n" else ".+" if p.startswith("{") else re.escape(p) for p in parts))
