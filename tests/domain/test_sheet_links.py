"""Links to sheets: written once, understood for years, and never more than three numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.sheet_links import SheetLink, is_link, parse_link

IDS = st.integers(min_value=1, max_value=2**63 - 1)
LINKS = st.builds(SheetLink, IDS, IDS, st.none() | IDS)


def test_the_form_is_fixed() -> None:
    assert str(SheetLink(562949953421312, 12)) == "planrack://open?project=562949953421312&drawing=12"
    assert str(SheetLink(7, 12, 31)) == "planrack://open?project=7&drawing=12&revision=31"


@given(LINKS)
def test_what_is_written_is_read_again(link: SheetLink) -> None:
    assert is_link(str(link))
    assert parse_link(str(link)) == link


@given(LINKS, st.sampled_from(["planrack://open/?", "PLANRACK://OPEN?", "Planrack://Open/?"]))
def test_systems_may_write_it_in_their_way(link: SheetLink, head: str) -> None:
    assert parse_link(" " + str(link).replace("planrack://open?", head) + "\n") == link


MORE = st.dictionaries(
    st.from_regex(r"x[a-z]{0,8}", fullmatch=True), st.from_regex(r"[a-z0-9]{0,8}", fullmatch=True), max_size=10
)


@given(LINKS, MORE)
def test_what_a_later_version_adds_is_passed_over(link: SheetLink, more: dict[str, str]) -> None:
    added = "".join(f"&{name}={value}" for name, value in more.items())
    assert parse_link(str(link) + added + "#part") == link


@given(st.text())
def test_any_text_is_a_link_or_none(text: str) -> None:
    parsed = parse_link("planrack:" + text)
    assert parsed is None or parse_link(str(parsed)) == parsed
    assert parse_link(text) is None or is_link(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "planrack",
        "planrack:",
        "planrack://open",
        "planrack://open?project=7",
        "planrack://open?drawing=7",
        "planrack://open?project=7&drawing=",
        "planrack://open?project=7&drawing=0",
        "planrack://open?project=7&drawing=-3",
        "planrack://open?project=7&drawing=3.0",
        "planrack://open?project=7&drawing=0x3",
        "planrack://open?project=7&drawing=٣",
        "planrack://open?project=7&drawing=9223372036854775808",
        "planrack://open?project=7&drawing=3&revision=",
        "planrack://open?project=7&drawing=3&drawing=4",
        "planrack://delete?project=7&drawing=3",
        "planrack://open/../sync?project=7&drawing=3",
        "planrack://user@open?project=7&drawing=3",
        "planrack://open:80?project=7&drawing=3",
        "planrack:open?project=7&drawing=3",
        "planrack://[open?project=7&drawing=3",
        "https://open?project=7&drawing=3",
        "planrack://open?project=7&drawing=3" + "&x=1" * 30,
        "planrack://open?project=7&drawing=3&x=" + "a" * 3000,
    ],
)
def test_anything_else_leads_nowhere(text: str) -> None:
    assert parse_link(text) is None
