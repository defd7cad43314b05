"""The pages about commands and failures say what the program is, and their examples what it really answers."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import command_reference  # noqa: E402
from reference import pages, recording  # noqa: E402
from reference.answers import ANSWERS  # noqa: E402
from reference.facts import EXITS, VARIABLES  # noqa: E402

from app.commands.failing import Exit  # noqa: E402
from app.domain.failure_reasons import BY_REASON  # noqa: E402
from app.domain.failures import FailureCode, Reason  # noqa: E402

EXAMPLES = recording.load(pages.EXAMPLES)
COMMANDS = {path.removeprefix("planrack ") for path, _command in pages.every_command()}
LANGUAGES = {"en": ("commands.md", "troubleshooting.md"), "fr": ("commandes.md", "depannage.md")}
#: Members of lists that are empty in the examples: what they hold is in the form alone.
EMPTY = {"procore-projects": {"company", "company_id", "reason", "since"}}
#: Members with names that differ from line to line.
FREE = ("before", "after", "failure")


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return pages.pages()


@pytest.fixture(scope="module")
def recorded() -> dict[str, recording.Example]:
    return recording.record()


def keys(value: Any) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(keys, value))
    if isinstance(value, dict):
        return set(value).union(*(keys(part) for name, part in value.items() if name not in FREE))
    return set()


def shape(value: Any) -> Any:
    """What a program relies on: members, and where there are lists."""
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    if isinstance(value, dict):
        return {name: None if name in FREE else shape(part) for name, part in value.items()}
    return None


def test_every_command_has_an_answer_and_an_example() -> None:
    assert set(ANSWERS) == COMMANDS
    assert set(EXAMPLES) == COMMANDS


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_form_of_an_answer_names_exactly_the_members_of_its_example(name: str) -> None:
    form = ANSWERS[name].form
    named = set(re.findall(r'(?<!: )"(\w+)"', form)) - ({"at", "code", "message"} if '"failure": {' in form else set())
    found = keys(EXAMPLES[name].answer)
    if name in EMPTY:
        found |= EMPTY[name]
    assert named == found


def test_examples_are_what_the_program_answers(recorded: dict[str, recording.Example]) -> None:
    assert {name: shape(one.answer) for name, one in recorded.items()} == {
        name: shape(one.answer) for name, one in EXAMPLES.items()
    }
    assert {name: one.typed for name, one in recorded.items()} == {name: one.typed for name, one in EXAMPLES.items()}


def test_the_pages_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_reference.main(["--check"]) == 0, capsys.readouterr().out


def test_a_stale_page_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command_reference, "DOCS", tmp_path)
    assert command_reference.main([]) == 0
    assert command_reference.main(["--check"]) == 0
    with (tmp_path / "fr" / "depannage.md").open("a", encoding="utf-8") as page:
        page.write("more")
    capsys.readouterr()
    assert command_reference.main(["--check"]) == 1
    assert capsys.readouterr().out == "docs/fr/depannage.md is stale\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_is_in_the_reference(written: dict[str, str], language: str) -> None:
    page = written[f"{language}/{LANGUAGES[language][0]}"]
    sections = dict(re.findall(r"^## planrack ([a-z -]+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    for path, command in pages.every_command():
        section = sections[path.removeprefix("planrack ")]
        for param in command.params:
            for option in param.opts if param.param_type_name == "option" else ():
                assert option in section
            assert param.name == "as_json" or pages.said(param.help, pages.Language(language)) in section
    assert "{{" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_and_reason_is_explained(written: dict[str, str], language: str) -> None:
    page = written[f"{language}/{LANGUAGES[language][1]}"]
    headings = set(re.findall(r"^#+ `([\w/]+)`$", page, re.MULTILINE))
    assert set(FailureCode) | set(BY_REASON) <= headings
    assert all(any(reason == heading.split("/")[-1] for heading in headings) for reason in Reason)
    assert "{" not in page


def test_every_exit_code_and_every_variable_that_is_read_is_documented() -> None:
    assert set(EXITS) == set(Exit)
    read = set(re.findall(r'"(PLANRACK_\w+)"', (ROOT / "app" / "settings.py").read_text(encoding="utf-8")))
    assert read <= {name for variable in VARIABLES for name in variable.names}


def test_nothing_of_the_machine_where_they_were_recorded_is_in_the_examples() -> None:
    text = pages.EXAMPLES.read_text(encoding="utf-8")
    assert not re.search(r"/tmp|/root|127\.0\.0\.1:(?!8000)", text)
