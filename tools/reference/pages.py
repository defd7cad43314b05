"""The pages, from the command line itself and from the catalogue of failures."""

from __future__ import annotations

import json
import re
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from app import cli
from app.commands.failing import Exit, exit_code
from app.commands.help import first_sentence, placeholders, said
from app.domain.failure_catalogue import BY_CODE_AND_REASON
from app.domain.failure_reasons.machine import MACHINE
from app.domain.failure_reasons.people import PEOPLE
from app.domain.failure_reasons.sheets import SHEETS
from app.domain.failure_reasons.sign_in import SIGNING_IN
from app.domain.failure_texts import explain
from app.domain.failures import Failure, FailureCode
from app.domain.texts import Language, Text
from reference import recording
from reference.answers import ANSWERS
from reference.facts import EXITS, VARIABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE = Path(__file__).parent
EXAMPLES = HERE / "examples.json"

_ABOUT_SIGN_IN = Text("Signing in and the network", "Connexion et réseau")
_ABOUT_SHEETS = Text("Files and listings", "Fichiers et listes")
_ABOUT_MACHINE = Text("This computer", "Cet ordinateur")
_ABOUT_PEOPLE = Text("Links and permissions", "Liens et permissions")
_GROUPS = ((_ABOUT_SIGN_IN, SIGNING_IN), (_ABOUT_SHEETS, SHEETS), (_ABOUT_MACHINE, MACHINE), (_ABOUT_PEOPLE, PEOPLE))

_COMMAND = Text("command", "commande")
_OPTION = Text("argument or option", "argument ou option")
_MEANING = Text("meaning", "sens")
_CODE = Text("code", "code")
_EXIT = Text("exit code", "code de sortie")
_VARIABLE = Text("variable", "variable")
_DEFAULT = Text("default", "par défaut")
_DEFAULT_IS = Text("Default: {value}.", "Par défaut : {value}.")
_FORM = Text("Answer with `--json`:", "Réponse avec `--json` :")
_EXAMPLE = Text("Example:", "Exemple :")
_TO_DO = Text("**What to do:** {remedy}", "**Que faire :** {remedy}")


def pages() -> dict[str, str]:
    """By path below ``docs``."""
    return {
        "en/commands.md": commands_page(Language.EN),
        "fr/commandes.md": commands_page(Language.FR),
        "en/troubleshooting.md": failures_page(Language.EN),
        "fr/depannage.md": failures_page(Language.FR),
    }


def commands_page(language: Language) -> str:
    examples = recording.load(EXAMPLES)
    found = dict(every_command())
    overview = [
        (f"[`{path}`](#{path.replace(' ', '-')})", first_sentence(said(command.help, language)))
        for path, command in found.items()
    ]
    return _filled(
        "commands",
        language,
        list=_table([_COMMAND, _MEANING], overview, language),
        exits=_table([_CODE, _MEANING], [(str(int(code)), EXITS[code].say(language)) for code in Exit], language),
        environment=_table(
            [_VARIABLE, _MEANING, _DEFAULT],
            [
                (", ".join(f"`{name}`" for name in one.names), one.meaning.say(language), one.default.say(language))
                for one in VARIABLES
            ],
            language,
        ),
        commands="\n\n".join(_section(path, command, examples, language) for path, command in found.items()),
    )


def every_command() -> Iterator[tuple[str, Any]]:
    """Each that does something, by what is typed for it. Groups only list what ``list`` in them does."""
    yield from _below(typer.main.get_command(cli.app), "planrack")


def _below(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    for name, sub in command.commands.items():
        if hasattr(sub, "commands"):
            yield from _below(sub, f"{path} {name}")
        else:
            yield f"{path} {name}", sub


def _section(path: str, command: Any, examples: dict[str, recording.Example], language: Language) -> str:
    name = path.removeprefix("planrack ")
    answer, example = ANSWERS[name], examples[name]
    synopsis = " ".join([path, *(_piece(param, language) for param in command.params)])
    rows = [
        (f"`{_term(param, language)}`".replace("|", "\\|"), _meaning(param, language))
        for param in command.params
        if param.name != "as_json"
    ]
    parts = [
        f"## {path}",
        said(command.help, language),
        f"```\n{synopsis}\n```",
        _table([_OPTION, _MEANING], rows, language) if rows else "",
        answer.note.say(language) if answer.note else "",
        f"{_FORM.say(language)}\n\n```\n{answer.form}\n```",
        f"{_EXAMPLE.say(language)}\n\n```console\n$ {recording.typed(example)}\n```",
        f"```json\n{json.dumps(example.answer, indent=2, ensure_ascii=False)}\n```",
    ]
    return "\n\n".join(part for part in parts if part)


def _piece(param: Any, language: Language) -> str:
    """As in a usage line, with every option."""
    term = _term(param, language)
    if param.param_type_name == "argument" and param.nargs != 1:
        return f"{term}..." if param.required else f"[{term}]..."
    return term if param.required else f"[{term}]"


def _term(param: Any, language: Language) -> str:
    if param.param_type_name == "argument":
        return placeholders(param.metavar, language)
    spelled = "|".join([param.opts[-1], *param.secondary_opts])
    if param.is_flag:
        return spelled
    choices = param.type_descriptor.choices
    value = "|".join(str(choice.value) for choice in choices) if choices else placeholders(param.metavar, language)
    return f"{spelled} {value}"


def _meaning(param: Any, language: Language) -> str:
    text = said(param.help, language)
    values = param.type_descriptor.choices
    if param.param_type_name == "argument" and values:
        text += " " + ", ".join(f"`{one.value}`" for one in values)
    default = param.default.value if isinstance(param.default, Enum) else param.default
    if default in (None, "") or isinstance(default, bool):
        return text
    return f"{text} {_DEFAULT_IS.say(language, value=f'`{default}`')}"


def failures_page(language: Language) -> str:
    index = [
        (f"[`{code}`](#{code})", explain(Failure(code), language).title, str(int(exit_code(code))))
        for code in FailureCode
    ]
    groups = []
    for about, reasons in _GROUPS:
        groups.append(f"### {about.say(language)}")
        # A reason's own words are the same whatever code it comes with, but for the few that are exceptions.
        groups += [_entry(reason, Failure(FailureCode.BUG, reason), language) for reason in reasons]
    exceptional = [Failure(code, reason) for code, reason in BY_CODE_AND_REASON]
    exceptions = [_entry(str(failure), failure, language) for failure in exceptional]
    return _filled(
        "troubleshooting",
        language,
        index=_table([_CODE, _MEANING, _EXIT], index, language),
        codes="\n\n".join(_entry(code, Failure(code), language, level=3) for code in FailureCode),
        reasons="\n\n".join([*groups, *exceptions]),
    )


def _entry(heading: str, failure: Failure, language: Language, level: int = 4) -> str:
    told = explain(failure, language)
    return (
        f"{'#' * level} `{heading}`\n\n**{told.title}.** {told.message}\n\n{_TO_DO.say(language, remedy=told.remedy)}"
    )


def _filled(template: str, language: Language, **parts: str) -> str:
    text = (HERE / f"{template}.{language}.md").read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], text)


def _table(heads: Sequence[Text], rows: Sequence[Sequence[str]], language: Language) -> str:
    lines = [[head.say(language) for head in heads], ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
