"""Files behind ``pdf_url``: the redirect, ranges, tags, signatures (contract §10)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest
from sandbox_desk import Desk

if TYPE_CHECKING:
    import httpx


@pytest.fixture
def sheet(desk: Desk) -> dict[str, Any]:
    return desk.revisions(query="A-101")[0]


@pytest.fixture
def stored(desk: Desk, sheet: dict[str, Any]) -> str:
    return desk.stored_at(sheet["pdf_url"])


def get(desk: Desk, url: str, **headers: str) -> httpx.Response:
    return desk.http.get(url, headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_first_hop_is_procores_host_and_redirects_to_another(desk: Desk, sheet: dict[str, Any], stored: str) -> None:
    assert sheet["pdf_url"].startswith(f"{desk.sandbox.addresses.api}/api/v5/files/us02/pro-core.com/")
    assert stored.startswith(f"{desk.files}/pro-core.com/")
    assert desk.files != desk.sandbox.addresses.api


def test_file_is_a_pdf_of_the_announced_size_with_a_strong_tag(desk: Desk, sheet: dict[str, Any], stored: str) -> None:
    answer = get(desk, stored)
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert answer.content.rstrip().endswith(b"%%EOF")
    assert len(answer.content) == int(answer.headers["content-length"]) == sheet["pdf_size"]
    assert answer.headers["etag"] == f'"{hashlib.md5(answer.content).hexdigest()}"'
    assert answer.headers["accept-ranges"] == "bytes"


def test_first_hop_wants_the_bearer_token(desk: Desk, sheet: dict[str, Any]) -> None:
    assert desk.http.get(sheet["pdf_url"]).status_code == 401
    desk.control("rules", file_bearer=False)
    assert desk.http.get(sheet["pdf_url"]).status_code == 302


def test_object_store_refuses_a_bearer_token(desk: Desk, stored: str) -> None:
    answer = desk.http.get(stored, headers=desk.bearer())
    assert answer.status_code == 400
    assert "Only one auth mechanism allowed" in answer.text


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-99", 0, 99), ("bytes=100-", 100, None), ("bytes=-50", -50, None), ("bytes=10-999999", 10, None)],
)
def test_range_gives_just_those_bytes(desk: Desk, stored: str, asked: str, first: int, last: int | None) -> None:
    whole = get(desk, stored).content
    part = get(desk, stored, Range=asked)
    expected = whole[first:] if last is None else whole[first : last + 1]
    start = first if first >= 0 else len(whole) + first
    assert (part.status_code, part.content) == (206, expected)
    assert part.headers["content-range"] == f"bytes {start}-{start + len(expected) - 1}/{len(whole)}"


def test_range_beyond_the_end_is_416(desk: Desk, stored: str) -> None:
    size = len(get(desk, stored).content)
    answer = get(desk, stored, Range=f"bytes={size}-")
    assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{size}")


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "pages=1-2", "bytes=-"])
def test_range_that_is_not_understood_is_ignored(desk: Desk, stored: str, asked: str) -> None:
    assert get(desk, stored, Range=asked).status_code == 200


def test_if_range_keeps_the_range_only_for_the_same_file(desk: Desk, stored: str) -> None:
    tag = get(desk, stored).headers["etag"]
    assert get(desk, stored, Range="bytes=5-", If_Range=tag).status_code == 206
    assert get(desk, stored, Range="bytes=5-", If_Range='"other"').status_code == 200
    assert get(desk, stored, Range="bytes=5-", If_Range=f"W/{tag}").status_code == 200


def test_if_none_match_spares_the_body(desk: Desk, stored: str) -> None:
    tag = get(desk, stored).headers["etag"]
    answer = get(desk, stored, If_None_Match=tag)
    assert (answer.status_code, answer.content) == (304, b"")


def test_store_signature_lives_ten_minutes(desk: Desk, stored: str) -> None:
    desk.world.shift(599)
    assert get(desk, stored).status_code == 200
    desk.world.shift(1)
    answer = get(desk, stored)
    assert answer.status_code == 403
    assert "Request has expired" in answer.text


def test_listed_address_expires_too_and_a_fresh_one_helps(desk: Desk, sheet: dict[str, Any]) -> None:
    desk.control("rules", file_url_seconds=60)
    desk.world.shift(60)
    assert desk.http.get(sheet["pdf_url"], headers=desk.bearer()).status_code == 403
    fresh = desk.call(f"v1.0/projects/{desk.project.id}/drawing_revisions/{sheet['id']}").json()["pdf_url"]
    assert get(desk, desk.stored_at(fresh)).status_code == 200


def test_altered_addresses_are_refused(desk: Desk, sheet: dict[str, Any], stored: str) -> None:
    other = desk.revisions(query="A-102")[0]["pdf_url"]
    key, foreign = (url.partition("?")[0].rpartition("/")[2] for url in (sheet["pdf_url"], other))
    assert get(desk, stored.replace(key, foreign)).status_code == 403
    assert desk.http.get(sheet["pdf_url"].replace(key, foreign), headers=desk.bearer()).status_code == 403
    assert get(desk, stored.partition("?")[0]).status_code == 403


def test_replaced_file_has_another_address_size_and_tag(desk: Desk, sheet: dict[str, Any], stored: str) -> None:
    before = get(desk, stored)
    desk.control("replace", revision=sheet["id"], pdf="JVBERi0xLjQKbmV3IGNvbnRlbnQKJSVFT0YK")
    after = desk.revisions(query="A-101")[0]
    assert (after["id"], after["pdf_size"]) == (sheet["id"], 27)
    assert after["updated_at"] == "2026-06-01T12:00:00Z"
    assert get(desk, desk.stored_at(after["pdf_url"])).content == b"%PDF-1.4\nnew content\n%%EOF\n"
    assert get(desk, stored).content == before.content


def test_a_replacement_without_bytes_is_the_next_edition(desk: Desk, sheet: dict[str, Any], stored: str) -> None:
    desk.control("replace", revision=sheet["id"])
    after = desk.revisions(query="A-101")[0]
    assert get(desk, desk.stored_at(after["pdf_url"])).content != get(desk, stored).content
