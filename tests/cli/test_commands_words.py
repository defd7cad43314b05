"""The command line speaks both languages, completely, and the one that was chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from command_line import CommandLine

from app.commands import formats, words
from app.commands.failing import Exit, exit_code
from app.domain.failures import Failure, FailureCode
from app.domain.states import CacheState, EntryKind, RunOutcome, SyncState
from app.domain.texts import Language, Text


def texts() -> Iterator[tuple[str, Text]]:
    for name, value in vars(words).items():
        if isinstance(value, Text):
            yield name, value
        elif isinstance(value, dict) and name.isupper():
            for key, text in value.items():
                yield f"{name}[{key}]", text


@pytest.mark.parametrize(("name", "text"), list(texts()))
def test_each_sentence_has_both_languages_with_the_same_fields(name: str, text: Text) -> None:
    fields = re.compile(r"\{(\w+)\}")
    assert bool(text.en) == bool(text.fr)
    assert sorted(fields.findall(text.en)) == sorted(fields.findall(text.fr))


@pytest.mark.parametrize(
    ("table", "states"),
    [
        (words.STATES, SyncState),
        (words.OUTCOMES, RunOutcome),
        (words.CACHE, CacheState),
        (words.KINDS, EntryKind),
    ],
)
def test_each_state_has_words(table: dict[object, Text], states: type) -> None:
    assert set(table) == set(states)


def test_the_three_states_of_the_folder_have_their_exact_french_labels() -> None:
    assert words.STATES[SyncState.SYNCED].fr == "Synchronisé"
    assert words.STATES[SyncState.RUNNING].fr == "Synchronisation en cours"
    assert words.STATES[SyncState.FAILED].fr == "Échec de la synchronisation"


def test_the_systems_language_is_used_until_one_is_chosen(planrack: CommandLine) -> None:
    planrack.environment["LANG"] = "fr_CA.UTF-8"
    assert planrack("status").out == "Il n'y a encore aucun projet.\n"
    planrack.store.preferences.set("language", "en")
    assert planrack("status").out == "There is no project yet.\n"


def test_a_failure_is_told_in_the_chosen_language(planrack: CommandLine) -> None:
    english = planrack("tree", "Nowhere").err
    planrack.store.preferences.set("language", "fr")
    french = planrack("tree", "Nowhere").err
    assert "Nowhere" in english
    assert "Nowhere" in french
    assert english != french


def test_status_is_a_table_for_people(planrack: CommandLine) -> None:
    planrack.synced()
    planrack.project("Not linked")
    head, first, second = planrack("status").out.splitlines()
    assert head.split() == ["PROJECT", "STATE", "DATE", "DRAWINGS", "REVISIONS", "SIZE"]
    assert first.startswith("Tower A     Synced")
    assert second == "Not linked  not connected"


def test_tree_shows_which_revision_is_current_and_here(planrack: CommandLine) -> None:
    planrack.synced(numbers=("A-101",))
    assert planrack("tree", "Tower A").out.splitlines() == [
        "Tower A",
        "  No discipline",
        "    A-101  Sheet A-101",
        "      0  [current, here]",
    ]


def test_a_sync_says_how_it_ended(planrack: CommandLine) -> None:
    planrack.report(planrack.linked())
    out = planrack("sync").out
    assert out == "Tower A: synced in 3.2 s. Files: 40 (1.2 MB). Requests: 12.\n" + (
        "  New: 40 · reordered: 0 · withdrawn: 0 · changed: 0\n"
    )


def test_a_repair_is_offered_where_it_would_help(planrack: CommandLine) -> None:
    planrack.damage(planrack.synced(), "A-101")
    out = planrack("verify").out
    assert "1 of 2 sheets are good." in out
    assert "A-101" in out
    assert "planrack verify --repair" in out


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [(0, "0 B", "0 o"), (999, "999 B", "999 o"), (1500, "1.5 KB", "1,5 ko"), (12_345_678, "12.3 MB", "12,3 Mo")],
)
def test_sizes_are_written_as_each_language_does(count: int, english: str, french: str) -> None:
    assert formats.size(count, Language.EN) == english
    assert formats.size(count, Language.FR) == french


def test_thousands_are_separated_as_each_language_does() -> None:
    assert formats.number(1_234_567, Language.EN) == "1,234,567"
    assert formats.number(1_234_567, Language.FR) == "1\u00a0234\u00a0567"


def test_json_times_are_utc() -> None:
    assert formats.iso(datetime.fromisoformat("2025-10-27T10:00:00-04:00")) == "2025-10-27T14:00:00Z"
    assert formats.iso(datetime(2025, 1, 1, tzinfo=UTC)) == "2025-01-01T00:00:00Z"
    assert formats.iso(None) is None


def test_columns_are_aligned() -> None:
    assert formats.columns([["a", "bbb", "c"], ["aaaa", "b", ""]]) == ["a     bbb  c", "aaaa  b"]


@pytest.mark.parametrize("code", FailureCode)
def test_each_failure_class_has_an_exit_code(code: FailureCode) -> None:
    expected = {FailureCode.AUTH: Exit.SIGN_IN, FailureCode.ENGINE_BUSY: Exit.BUSY}
    assert exit_code(code) is expected.get(code, Exit.FAILED)


@pytest.mark.parametrize("code", FailureCode)
def test_each_failure_class_can_be_told(planrack: CommandLine, code: FailureCode) -> None:
    planrack.account()
    planrack.accounts.failure = Failure(code)
    done = planrack("procore-projects", "--json")
    assert done.json["error"]["message"]
    assert "{" not in done.json["error"]["message"]
