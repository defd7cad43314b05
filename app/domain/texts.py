"""Words for people outside the window: one catalogue per subject, every sentence in both languages.

The window's own labels go through Qt; what the engine and the command line say (failures, reasons, reports) is needed
without Qt, so it lives in tables of ``Text``. A test holds every table to both languages with the same fields.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


#: The space before a colon and the like, and those inside guillemets.
_BREAKING = re.compile(r" (?=[:;!?»%](?:\W|$))|(?<=«) ")


class Language(StrEnum):
    EN = "en"
    FR = "fr"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages, with ``{named}`` fields. The French one gets its spaces that do not break."""

    en: str
    fr: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "fr", _BREAKING.sub("\u00a0", self.fr))

    def say(self, language: Language, **values: object) -> str:
        """The sentence with its fields filled; a field nobody gave stays visible as its name in braces."""
        return self.in_language(language).format_map(_Visible(values))

    def in_language(self, language: Language) -> str:
        """The sentence as it stands in the catalogue."""
        match language:
            case Language.EN:
                return self.en
            case Language.FR:
                return self.fr


class _Visible(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def system_language(environment: Mapping[str, str]) -> Language:
    """The language of the system's own settings; English where they name neither of ours (SPEC §10)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value and value not in ("C", "POSIX") and not value.startswith("C."):
            return Language.FR if value.lower().startswith("fr") else Language.EN
    return Language.EN
