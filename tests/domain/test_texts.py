"""Two-language tables and the system's language."""

from __future__ import annotations

import pytest

from app.domain.texts import Language, Text, system_language


def test_a_field_nobody_gave_stays_visible() -> None:
    assert Text("{count} sheets", "{count} feuilles").say(Language.FR) == "{count} feuilles"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_CA.UTF-8"}, Language.FR),
        ({"LANG": "en_CA.UTF-8"}, Language.EN),
        ({"LC_ALL": "C.UTF-8", "LANG": "fr_CA.UTF-8"}, Language.FR),
        ({"LC_ALL": "fr_FR", "LANG": "en_US"}, Language.FR),
        ({"LANG": "de_DE"}, Language.EN),
        ({}, Language.EN),
    ],
)
def test_the_language_comes_from_the_system(environment: dict[str, str], language: Language) -> None:
    assert system_language(environment) is language
