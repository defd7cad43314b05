"""Help and wrong usage in both languages.

The help of a command, an option or an argument is written in English where it is declared; ``help_words`` has it in
French, and so it has what Typer itself says.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from typer._click import HelpFormatter  # Typer's own copy of click: it has no public name for this

from app.commands.help_words import ERROR, HEADINGS, HELP, PHRASES, PLACEHOLDERS, TRY_HELP, USAGE
from app.domain.texts import Language, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

_FIELD = re.compile(r"\\\{(\w+)\\\}")
_PLACEHOLDER = re.compile(r"\b[A-Z][A-Z_]+\b")
#: What Typer adds to a help text: "The world it plays.  [default: demo]".
_NOTES = re.compile(r"^(?P<text>.*?)(?:  |^)\[(?P<notes>[^]]+)\]$", re.DOTALL)


class Formatter(HelpFormatter):
    """Lays out as Typer does what it hands over, in ``language`` and without its notes for programmers (``<str>``)."""

    def __init__(self, language: Language, *, width: int | None = None) -> None:
        super().__init__(width=width)
        self._language = language

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        needed = re.sub(r"[{}]", "", args)  # what is not in brackets
        super().write_usage(prog, placeholders(needed, self._language), USAGE.say(self._language))

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{HEADINGS[heading].say(self._language)}\n")

    def write_text(self, text: str) -> None:
        super().write_text(said(text, self._language))

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        told = [(_term(term, self._language), _with_notes(text, self._language)) for term, text in rows]
        super().write_dl(told, col_max, col_spacing)

    def write_commands(self, commands: Sequence[tuple[str, str]]) -> None:
        rows = [(name, first_sentence(said(text, self._language))) for name, text in commands]
        with self.section("Commands"):
            super().write_dl(rows)


def said(text: str, language: Language) -> str:
    """A help text in ``language``. Paragraphs are one line each."""
    text = re.sub(r"(?<!\n)\n(?!\n)", " ", text.strip())
    known = _known().get(text)
    return text if known is None or language is Language.EN else known.fr


def placeholders(text: str, language: Language) -> str:
    """``PROJECT`` and its like in ``language``."""
    if language is Language.EN:
        return text
    return _PLACEHOLDER.sub(lambda found: PLACEHOLDERS.get(found[0], found[0]), text)


def first_sentence(text: str) -> str:
    """For a list of commands. ``: `` belongs to the sentence."""
    return re.split(r"(?<=\.)\s", text, maxsplit=1)[0]


def wrong_usage(error: typer.TyperException, language: Language) -> str:
    """What to tell somebody who used a command wrongly, and where its help is."""
    context = getattr(error, "ctx", None)  # what the parser itself finds has none
    told = ERROR.say(language, problem=phrase(error.format_message(), language))
    if context is None:
        return told
    asking = f"{context.command_path} {context.help_option_names[-1]}"
    return "\n".join([context.get_usage(), TRY_HELP.say(language, command=asking), "", told])


def phrase(text: str, language: Language) -> str:
    """One of ``PHRASES`` in ``language``; what is not among them stays as it is."""
    for pattern, known in _patterns():
        found = pattern.fullmatch(text)
        if found:
            parts = found.groupdict()
            fields = {
                name: placeholders(part, language) if name == "name" else phrase(part, language)
                for name, part in parts.items()
            }
            return known.say(language, **fields)
    return text


def _term(term: str, language: Language) -> str:
    """Choices stay, the names of types go."""
    return placeholders(re.sub(r" <[^|>]*>", "", term), language)


def _with_notes(text: str, language: Language) -> str:
    found = _NOTES.match(text)
    if found is None:
        return said(text, language)
    notes = "; ".join(phrase(note, language) for note in found["notes"].split("; "))
    return "  ".join(part for part in (said(found["text"], language), f"[{notes}]") if part)


@cache
def _known() -> dict[str, Text]:
    return {text.en: text for text in HELP}


@cache
def _patterns() -> list[tuple[re.Pattern[str], Text]]:
    """Texts that recognise their own English form."""
    return [(re.compile(_FIELD.sub(r"(?P<\1>.+?)", re.escape(text.en)), re.DOTALL), text) for text in PHRASES]
