from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from app.domain.failure_catalogue import BY_CODE, BY_CODE_AND_REASON, UNNAMED
from app.domain.failure_phrases import Words
from app.domain.failure_reasons import BY_REASON
from app.domain.failure_texts import admin_message, explain
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.texts import Language, Text
from app.domain.views import FailureNote

_EVERY: dict[str, Words] = {
    **{code.value: words for code, words in BY_CODE.items()},
    **{reason.value: words for reason, words in BY_REASON.items()},
    **{f"{code.value}/{reason.value}": words for (code, reason), words in BY_CODE_AND_REASON.items()},
}


def _fields(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def test_every_failure_class_and_every_reason_has_words() -> None:
    assert set(BY_CODE) == set(FailureCode)
    assert set(BY_REASON) == set(Reason)


@pytest.mark.parametrize("name", sorted(_EVERY))
def test_both_languages_say_the_same_with_the_same_fields(name: str) -> None:
    words = _EVERY[name]
    for text in (words.title, words.message, words.remedy):
        assert isinstance(text, Text)
        assert text.en.strip() and text.fr.strip()
        assert text.en != text.fr
        assert _fields(text.en) == _fields(text.fr) <= set(UNNAMED)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", sorted(_EVERY))
def test_a_failure_without_values_reads_without_holes(name: str, language: Language) -> None:
    code, _, reason = name.partition("/")
    if code in {r.value for r in Reason} and not reason:
        failure = Failure(FailureCode.BUG, Reason(code))
    else:
        failure = Failure(FailureCode(code), Reason(reason) if reason else None)
    told = explain(failure, language)
    for sentence in (told.title, told.message, told.remedy):
        assert "{" not in sentence
    assert not told.title.endswith(".")
    assert told.message.endswith(".") and told.remedy.endswith((".", "!"))


def test_the_company_that_hides_its_projects_is_named() -> None:
    failure = Failure(FailureCode.APP_NOT_INSTALLED, values={"company": "Béton Côté"})
    assert "Béton Côté" in explain(failure, Language.FR).title
    assert "Béton Côté" in explain(failure, Language.EN).message


def test_a_reason_explains_more_than_its_class() -> None:
    plain = explain(Failure(FailureCode.NETWORK), Language.EN)
    portal = explain(Failure(FailureCode.NETWORK, Reason.CAPTIVE_PORTAL), Language.EN)
    assert plain.title != portal.title


def test_an_insecure_setting_and_an_untrusted_server_read_differently() -> None:
    setting = explain(
        Failure(FailureCode.CONFIGURATION, Reason.INSECURE, {"name": "PLANRACK_PROCORE_API"}), Language.EN
    )
    server = explain(Failure(FailureCode.NETWORK, Reason.INSECURE), Language.EN)
    assert "PLANRACK_PROCORE_API" in setting.message
    assert setting.title != server.title


def test_a_stored_failure_of_a_newer_version_still_reads() -> None:
    note = FailureNote("meteor_strike", "from_above", {"language": "tlh"}, datetime(2026, 5, 1, tzinfo=UTC))
    assert explain(note, Language.EN) == explain(Failure(FailureCode.BUG), Language.EN)


def test_a_name_stands_in_for_the_subject() -> None:
    assert "Tower B" in explain(Failure(FailureCode.NOT_FOUND, values={"name": "Tower B"}), Language.EN).message


def test_a_count_of_zero_is_a_count() -> None:
    failure = Failure(FailureCode.CORRUPT, Reason.SHEETS_FAILED, {"count": 0})
    assert "0" in explain(failure, Language.EN).message


@pytest.mark.parametrize("language", list(Language))
def test_the_message_for_the_administrator_says_what_to_install_and_where(language: Language) -> None:
    message = admin_message("Constructions Nord", language)
    assert "Constructions Nord" in message
    for step in ("Company Admin", "App Management", "Install App", "Planrack"):
        assert step in message
    assert "{" not in message
