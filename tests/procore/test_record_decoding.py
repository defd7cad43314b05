from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from app.domain.failures import Failure, FailureCode
from app.domain.records import RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet
from app.procore import records
from app.procore.records import LONGEST_EXCERPT

FULL: dict[str, Any] = {
    "id": 562949953425831,
    "drawing_id": 11,
    "number": "A-101",
    "title": "Floor 1",
    "revision_number": "IFC",
    "drawing_date": "2015-03-17",
    "received_date": "2015-03-18",
    "updated_at": "2015-03-19T12:00:00Z",
    "current": True,
    "obsolete": False,
    "status": "published",
    "position": 2,
    "order_in_drawing": 3,
    "pdf_url": "https://storage.procore.com/f?sig=abc",
    "pdf_size": 1024000,
    "drawing_set": {"id": 123},
    "drawing_area": {"id": 456},
    "discipline": {"id": 1234, "name": "Architectural", "position": "1"},
    "has_public_markup_layer_elements": True,
    "custom_fields": {"custom_field_9": {"data_type": "string", "value": "x"}},
    "a_field_of_next_year": [1, 2],
}


def one(**changes: Any) -> RemoteRevision:
    items, bad = records.REVISION.decode_list(json.dumps([{**FULL, **changes}]).encode())
    assert not bad
    return items[0]


def test_a_full_revision_is_read_with_all_its_facts() -> None:
    assert one() == RemoteRevision(
        id=562949953425831,
        drawing_id=11,
        number="A-101",
        title="Floor 1",
        revision_number="IFC",
        drawing_date=date(2015, 3, 17),
        received_date=date(2015, 3, 18),
        updated_at=datetime(2015, 3, 19, 12, tzinfo=UTC),
        current=True,
        obsolete=False,
        published=True,
        status="published",
        position=2,
        order_in_drawing=3,
        pdf_size=1024000,
        area_id=456,
        set_id=123,
        discipline_id=1234,
        discipline="Architectural",
        discipline_position=1,
        has_public_markups=True,
    )
    assert one().pdf_url == "https://storage.procore.com/f?sig=abc"


def test_the_smallest_revision_is_two_ids() -> None:
    items, bad = records.REVISION.decode_list(b'[{"id": 1, "drawing_id": 2}]')
    assert (items, bad) == ([RemoteRevision(1, 2)], [])


@pytest.mark.parametrize("name", [n for n in FULL if n not in ("id", "drawing_id")])
def test_any_other_member_may_be_null_or_missing(name: str) -> None:
    without = {key: value for key, value in FULL.items() if key != name}
    items, bad = records.REVISION.decode_list(json.dumps([{**FULL, name: None}, without]).encode())
    assert not bad
    assert items[0] == items[1]


@pytest.mark.parametrize(
    ("member", "sent", "read", "meant"),
    [
        ("position", "7", "position", 7),
        ("position", 7.0, "position", 7),
        ("position", "", "position", None),
        ("order_in_drawing", "-1", "order_in_drawing", -1),
        ("revision_number", 3, "revision_number", "3"),
        ("number", " A-101 ", "number", "A-101"),
        ("discipline", "Structural", "discipline", "Structural"),
        ("discipline", "Structural", "discipline_id", None),
        ("discipline", {"id": None, "name": None}, "discipline", None),
        ("drawing_set", 9, "set_id", 9),
        ("drawing_area", "8", "area_id", 8),
        ("pdf_size", 0, "pdf_size", None),
        ("pdf_size", "2048", "pdf_size", 2048),
        ("pdf_url", "", "pdf_url", None),
        ("drawing_date", "", "drawing_date", None),
        ("drawing_date", "2015-03-17T00:00:00Z", "drawing_date", date(2015, 3, 17)),
        ("updated_at", "2015-03-19T12:00:00", "updated_at", datetime(2015, 3, 19, 12, tzinfo=UTC)),
        ("updated_at", "2015-03-19T08:00:00-04:00", "updated_at", datetime(2015, 3, 19, 12, tzinfo=UTC)),
        ("id", "42", "id", 42),
    ],
)
def test_what_procore_sends_in_another_shape_is_understood(member: str, sent: object, read: str, meant: object) -> None:
    assert getattr(one(**{member: sent}), read) == meant


def test_a_drawing_number_stands_in_for_a_missing_number() -> None:
    assert one(number=None, drawing_number="A-101").number == "A-101"


def test_flat_ids_stand_in_for_missing_references() -> None:
    revision = one(drawing_set=None, drawing_set_id=5, drawing_area=None, drawing_area_id=6)
    assert (revision.set_id, revision.area_id) == (5, 6)


@pytest.mark.parametrize(
    ("changes", "published"),
    [
        ({"status": None}, True),
        ({"status": "something new"}, True),
        ({"status": "published"}, True),
        ({"status": "In Review"}, False),
        ({"status": "ready_for_review"}, False),
        ({"status": "draft"}, False),
        ({"status": None, "reviewed": False}, False),
        ({"status": None, "published": False}, False),
        ({"status": None, "reviewed": True, "published": None}, True),
    ],
)
def test_only_a_clear_word_makes_a_revision_unpublished(changes: dict[str, Any], published: bool) -> None:
    assert one(**changes).published is published


@pytest.mark.parametrize(
    "changes",
    [
        {"id": None},
        {"id": 0},
        {"id": -4},
        {"id": True},
        {"id": "x1"},
        {"id": 2**70},
        {"id": 1.5},
        {"drawing_id": None},
        {"drawing_date": "yesterday"},
        {"received_date": "2015-13-40"},
        {"updated_at": "soon"},
        {"position": "first"},
        {"pdf_url": 7},
        {"current": "yes"},
        {"discipline": [1]},
    ],
)
def test_one_bad_record_is_set_aside_and_the_others_go_on(changes: dict[str, Any]) -> None:
    page = [FULL, {**FULL, "id": 2, **changes}, {**FULL, "id": 3}]
    items, bad = records.REVISION.decode_list(json.dumps(page).encode())
    assert [item.id for item in items] == [FULL["id"], 3]
    assert [record.kind for record in bad] == ["revision"]
    assert bad[0].problem


def test_a_record_that_is_no_object_is_set_aside() -> None:
    items, bad = records.REVISION.decode_list(b'[17, null, {"id": 1, "drawing_id": 2}, "x"]')
    assert [item.id for item in items] == [1]
    assert len(bad) == 3


def test_a_bad_record_is_kept_short_and_without_its_signed_address() -> None:
    page = [{**FULL, "id": None, "title": "x" * 2000, "pdf_url": "https://s.test/f?sig=deadbeef"}]
    _, (record,) = records.REVISION.decode_list(json.dumps(page).encode())
    assert len(record.text) == LONGEST_EXCERPT
    _, (record,) = records.REVISION.decode_list(b'[{"id": null, "pdf_url": "https://s.test/f?sig=deadbeef"}]')
    assert "deadbeef" not in record.text and "pdf_url" in record.text


def test_a_bad_byte_costs_one_record() -> None:
    items, bad = records.REVISION.decode_list(b'[{"id":1,"drawing_id":2,"title":"\xff"},{"id":3,"drawing_id":4}]')
    assert [item.id for item in items] == [3]
    assert len(bad) == 1


@pytest.mark.parametrize("body", [b'{"errors": []}', b"", b"[{", b"null", b"<html>", b'{"data": []}'])
def test_a_body_that_is_no_list_breaks_the_contract(body: bytes) -> None:
    with pytest.raises(Failure) as caught:
        records.REVISION.decode_list(body)
    assert caught.value.code is FailureCode.CONTRACT


def test_one_record_alone_that_does_not_decode_breaks_the_contract() -> None:
    with pytest.raises(Failure) as caught:
        records.REVISION.decode(b'{"id": 1}')
    assert caught.value.code is FailureCode.CONTRACT


def test_areas_disciplines_and_sets_are_read() -> None:
    areas, _ = records.AREA.decode_list(b'[{"id": 1, "name": "Studio A", "drawing_sets": [{"position": 0}]}]')
    disciplines, _ = records.DISCIPLINE.decode_list(b'[{"id": 2, "name": "Interiors", "position": "1"}]')
    sets, _ = records.SET.decode_list(b'[{"id": 3, "name": "Bid set", "date": "2021-01-27", "position": 0}]')
    assert areas == [RemoteArea(1, "Studio A")]
    assert disciplines == [RemoteDiscipline(2, "Interiors", 1)]
    assert sets == [RemoteSet(3, "Bid set", date(2021, 1, 27), 0)]


def test_projects_belong_to_the_company_that_was_asked() -> None:
    body = b'[{"id": 7, "name": "Tower", "active": true, "updated_at": "2017-10-23T21:19:34Z", "company": {"id": 99}}]'
    (project,), _ = records.projects_of(5, "Nord").decode_list(body)
    assert (project.company_id, project.company) == (5, "Nord")
    assert project.updated_at == datetime(2017, 10, 23, 21, 19, 34, tzinfo=UTC)


def test_a_user_without_a_name_is_known_by_login() -> None:
    user = records.USER.decode(b'{"id": 160586, "login": "carl@example.com"}')
    assert (user.id, user.login, user.name) == (160586, "carl@example.com", None)


def test_msgspec_still_names_no_values_in_its_errors() -> None:
    """What goes into ``BadRecord.problem`` relies on it."""
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.json.decode(b'{"id": "hush"}', type=dict[str, int])
    assert "hush" not in str(caught.value)
