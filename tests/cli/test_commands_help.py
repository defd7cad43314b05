"""Help and wrong usage are said in both languages, completely, in the one that was chosen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import typer

from app import cli
from app.commands import help_words
from app.domain.texts import Language, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from command_line import CommandLine


def every(command: Any, path: str = "planrack") -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, sub in getattr(command, "commands", {}).items():
        yield from every(sub, f"{path} {name}")


COMMANDS = list(every(typer.main.get_command(cli.app)))
ENGLISH = {text.en for text in help_words.HELP}


def declared() -> dict[str, str]:
    """Every help text with a place where it stands."""
    found = {"Show this message and exit.": "--help"}
    for path, command in COMMANDS:
        found[command.help.replace(" \n", " ")] = path
        found |= {param.help: f"{path} {param.name}" for param in command.params}
    return found


def test_every_command_option_and_argument_has_help_in_both_languages() -> None:
    assert {place: text for text, place in declared().items() if text not in ENGLISH} == {}


def test_no_translation_is_left_of_a_help_text_that_is_gone() -> None:
    assert ENGLISH - set(declared()) == set()
    assert len(ENGLISH) == len(help_words.HELP)


@pytest.mark.parametrize("text", help_words.HELP + help_words.PHRASES, ids=lambda text: text.en[:40])
def test_each_is_another_in_french_with_the_same_fields(text: Text) -> None:
    fields = re.compile(r"\{(\w+)\}")
    assert text.fr and text.fr != text.en
    assert sorted(fields.findall(text.en)) == sorted(fields.findall(text.fr))


def test_every_name_of_a_value_is_known_to_the_translation() -> None:
    names = {param.metavar for _path, command in COMMANDS for param in command.params if param.metavar}
    assert names - set(help_words.PLACEHOLDERS) == {"DEST", "ID", "ISO", "PORT"}
    assert set(help_words.PLACEHOLDERS) - names == {"COMMAND"}


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _command in COMMANDS])
def test_the_help_of_each_command_is_all_french_in_french(planrack: CommandLine, path: str, command: Any) -> None:
    planrack.environment["LANG"] = "fr_CA.UTF-8"
    out = planrack(*path.split()[1:], "--help").out
    shown = "".join(out.split())  # lines may be broken anywhere
    assert shown.startswith("".join(f"Utilisation:{path}[OPTIONS]".split()))
    for param in command.params:
        (known,) = [text for text in help_words.HELP if text.en == param.help]
        assert "".join(known.fr.split()) in shown
    assert not re.search(r"\bThe\b|\brequired\b|\bdefault\b|<str>|<int|\{", out)


def test_the_language_chosen_in_the_window_counts_for_help_too(planrack: CommandLine) -> None:
    planrack.store.preferences.set("language", "fr")
    assert "Énumérer les comptes Procore liés." in planrack("--help").out
    planrack.environment["LANG"] = "fr_CA.UTF-8"
    planrack.store.preferences.set("language", "en")
    assert "List the linked Procore accounts." in planrack("--help").out


@pytest.mark.parametrize("stored", ["system", 7, None])
def test_without_a_choice_help_speaks_the_language_of_the_system(planrack: CommandLine, stored: object) -> None:
    planrack.store.preferences.set("language", stored)
    planrack.environment["LANG"] = "fr_CA.UTF-8"
    assert "Utilisation" in planrack("--help").out


def test_help_comes_also_where_the_settings_make_no_sense(planrack: CommandLine) -> None:
    planrack.environment["PLANRACK_PROCORE_API"] = "http://example.com"
    assert planrack("status", "--help").code == 0


def test_the_list_of_commands_has_whole_sentences(planrack: CommandLine) -> None:
    assert "..." not in planrack("--help").out.partition("Commands:")[2]


#: What was typed, and what must be said of it in French.
WRONG = {
    "frob": "Il n'y a pas de commande 'frob'.",
    "stats": "Il n'y a pas de commande 'stats'. Vouliez-vous dire 'status'?",
    "schedule": "Il manque l'argument 'PROJET'.",
    "members role a": "Il manque l'argument 'RÔLE'. Au choix",
    "members add a b": "Il manque l'option '--role'. Au choix",
    "schedule X --interval 3h": "'3h' n'est pas l'une de ces valeurs : '5m'",
    "schedule X --interval": "L'option '--interval' demande une valeur.",
    "schedule X --no-bid=2": "L'option '--no-bid' n'accepte pas de valeur.",
    "schedule X --no-bid --bid-until 2026-04-02": "pas les deux",
    "sandbox --port 99999999": "Valeur non valide pour '--port' : au plus 65535",
    "sandbox --port=-1": "Valeur non valide pour '--port' : au moins 0",
    "sandbox --scenario foo": "scénario 'foo' inconnu",
    "connect X y": "Valeur non valide pour 'ID_PROJET_PROCORE' : un nombre entier est attendu",
    "sync --fu": "Il n'y a pas d'option --fu (options possibles : --full)",
    "sync --zzz": "Il n'y a pas d'option --zzz",
    "status x": "Arguments de trop : x",
    "export X y --flat": "--flat va avec --markups",
    "changes X --since foo": "ce n'est pas un moment ISO 8601",
    "members permissions X --set view": "--set va avec --member",
}


@pytest.mark.parametrize("typed", WRONG)
def test_wrong_usage_is_explained_in_french(planrack: CommandLine, typed: str) -> None:
    planrack.environment["LANG"] = "fr_CA.UTF-8"
    done = planrack(*typed.split())
    said = done.err.replace("\u00a0", " ")
    assert done.code == 2
    assert WRONG[typed] in said
    assert "Erreur : " in said


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("frob", "Error: No such command 'frob'."),
        ("connect X y", "Error: Invalid value for 'PROCORE_PROJECT_ID': Input should be a valid integer"),
        ("status x", "Usage: planrack status [OPTIONS]\nTry 'planrack status --help' for help.\n\nError: Got"),
    ],
)
def test_wrong_usage_is_explained_in_english(planrack: CommandLine, typed: str, expected: str) -> None:
    done = planrack(*typed.split())
    assert (done.code, done.out) == (2, "")
    assert expected in done.err


def test_the_catalogue_adds_the_spaces_that_do_not_break() -> None:
    (known,) = [text for text in help_words.HELP if text.en.startswith("Projects:")]
    assert known.say(Language.FR).startswith("Projets\u00a0: ")
