"""Every kind of answer against the published description of Procore's interface."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from sandbox_desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

OPENAPI = Path(__file__).resolve().parents[2].parent / "shared" / "procore-api" / "openapi.json"

#: Members that the description types plainly, and that live answers send as null (contract §7).
LIVE_NULLS = {
    "ProjectV10": {"project_number", "project_stage", "parent_job_id", "origin_id", "origin_data", "origin_code"},
    "ProjectV11Normal": {"project_number"},
}


class Described:
    """The description's schemas as JSON Schema: nullable spelled out, unknown members refused."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._schemas = document["components"]["schemas"]

    def check(self, value: object, name: str) -> None:
        problems = list(Draft202012Validator(self._named(name)).iter_errors(value))
        assert not problems, f"{name}: {problems[0].json_path}: {problems[0].message}"

    def _named(self, name: str) -> dict[str, Any]:
        schema = dict(self._schemas[name])
        nulls = LIVE_NULLS.get(name, set())
        if nulls:
            members = schema["properties"].items()
            schema["properties"] = {key: one | {"nullable": True} if key in nulls else one for key, one in members}
        return self._plain(schema)

    def _plain(self, schema: dict[str, Any]) -> dict[str, Any]:
        if "$ref" in schema:
            return self._named(schema["$ref"].rpartition("/")[2])
        if "allOf" in schema:
            merged: dict[str, Any] = {"type": "object", "properties": {}, "additionalProperties": False}
            for part in schema["allOf"]:
                merged["properties"] |= self._plain(part)["properties"]
            plain = merged
        elif "oneOf" in schema:
            plain = {"anyOf": [self._plain(part) for part in schema["oneOf"]]}
        else:
            plain = {key: schema[key] for key in ("type", "enum") if key in schema}
            if "properties" in schema:
                plain["properties"] = {key: self._plain(one) for key, one in schema["properties"].items()}
                plain["additionalProperties"] = False
            elif isinstance(schema.get("additionalProperties"), dict):
                plain["additionalProperties"] = self._plain(schema["additionalProperties"])
            if "items" in schema:
                plain["items"] = self._plain(schema["items"])
        return {"anyOf": [plain, {"type": "null"}]} if schema.get("nullable") else plain


@pytest.fixture(scope="module")
def described() -> Described:
    if not OPENAPI.is_file():
        pytest.skip(f"the description of Procore's interface is not here: {OPENAPI}")
    return Described(json.loads(OPENAPI.read_text(encoding="utf-8")))


def test_description_is_read_strictly(described: Described) -> None:
    described.check({"id": 1, "login": "a@example.com"}, "Me")
    for wrong in ({"id": "1"}, {"id": 1, "surname": "x"}, {"login": None}):
        with pytest.raises(AssertionError, match="Me"):
            described.check(wrong, "Me")


LISTS = [
    ("v1.0/companies", "Company"),
    ("v1.0/projects?company_id={company}", "ProjectV10"),
    ("v1.1/projects?company_id={company}", "ProjectV11Normal"),
    ("v1.1/projects?company_id={company}&view=compact", "ProjectV11Compact"),
    ("v1.1/projects?company_id={company}&view=extended", "ProjectV11Extended"),
    ("v1.0/companies/{company}/projects", "CompanyProject"),
    ("v1.0/projects/{project}/drawing_areas", "DrawingAreaV10"),
    ("v1.1/projects/{project}/drawing_areas?view=mfe", "DrawingAreaV11"),
    ("v1.0/projects/{project}/drawing_disciplines", "DrawingDiscipline"),
    ("v1.1/projects/{project}/drawing_disciplines?view=only_ids", "DrawingDiscipline"),
    ("v1.0/projects/{project}/drawing_sets?drawing_area_id={area}", "DrawingSet"),
    ("v1.0/drawing_areas/{area}/drawings", "Drawing"),
    ("v1.1/drawing_areas/{area}/drawings?view=compact", "Drawing"),
    ("v1.0/projects/{project}/drawing_revisions?with_obsolete=true&filters[deleted]=with", "DrawingRevision"),
    ("v1.0/projects/{project}/drawing_revisions?view=only_pdf_urls", "DrawingRevision"),
    ("v1.0/projects/{project}/drawing_revision_terms?drawing_revision_ids[]={revision}", "DrawingRevisionTerms"),
]
SINGLES = [
    ("v1.0/me?company_id={company}", "Me"),
    ("v1.0/company_base_url", "CompanyZone"),
    ("v1.0/projects/{project}?company_id={company}", "ProjectDetail"),
    ("v1.0/projects/{project}/drawing_revisions/{revision}", "DrawingRevision"),
    ("v1.0/projects/{project}/drawing_revisions/{revision}/drawing_tiles", "DrawingTiles"),
]


@pytest.fixture
def odd(open_desk: Callable[..., Desk]) -> Desk:
    """A world with something of everything: unpublished, obsolete, deleted, loose, undated."""
    desk = open_desk()
    desk.control("publish", drawing="A-101", label="1", reviewed=False)
    desk.control("publish", drawing="A-102", label="A", set="Addendum 1", date="2026-03-30", markups=True)
    desk.control("move", drawing="E-101", discipline=None)
    desk.control("obsolete", drawing="S-101")
    desk.control("delete", drawing="M-101")
    return desk


def filled(desk: Desk, path: str) -> str:
    revision = next(iter(desk.world.revisions))
    area = desk.world.areas_of(desk.project.id)[0].id
    return path.format(company=desk.company.id, project=desk.project.id, area=area, revision=revision)


@pytest.mark.parametrize(("path", "schema"), LISTS)
def test_list_answers_as_described(odd: Desk, described: Described, path: str, schema: str) -> None:
    answer = odd.call(filled(odd, path))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    records = answer.json()
    assert records
    for record in records:
        described.check(record, schema)


@pytest.mark.parametrize(("path", "schema"), SINGLES)
def test_single_record_answers_as_described(odd: Desk, described: Described, path: str, schema: str) -> None:
    answer = odd.call(filled(odd, path))
    assert answer.status_code == 200
    described.check(answer.json(), schema)


def test_writes_answer_as_described(odd: Desk, described: Described) -> None:
    drawing = odd.world.drawing("A-102")
    body = {"drawing": {"ordered_revision_ids": list(reversed(drawing.order))}}
    path = f"v1.1/drawing_areas/{drawing.area_id}/drawings/{drawing.id}"
    described.check(odd.call(path, method="PATCH", json=body).json(), "DrawingWritten")
    path = f"v1.0/projects/{odd.project.id}/drawing_revisions/{drawing.order[0]}"
    body = {"drawing_revision": {"received_date": "2026-04-01"}}
    described.check(odd.call(path, method="PATCH", json=body).json(), "DrawingRevisionWritten")


def test_tokens_answer_as_described(odd: Desk, described: Described) -> None:
    described.check(odd.token, "OAuthToken")
    described.check(odd.http.get("/oauth/token/info", headers=odd.bearer()).json(), "OAuthTokenInfo")


def test_errors_answer_as_observed(odd: Desk, described: Described) -> None:
    described.check(odd.http.get("/rest/v1.0/me").json(), "ErrorObserved")
    described.check(odd.call("v1.0/projects").json(), "ErrorObserved")
    described.check(odd.call("v1.0/projects/5/drawing_areas").json(), "ErrorNotFoundV1")
    odd.control("install", company=odd.company.id, installed=False)
    described.check(odd.call(f"v1.0/projects?company_id={odd.company.id}").json(), "ErrorObserved")


def test_nulls_and_missing_members_do_occur(odd: Desk) -> None:
    records = odd.revisions()
    waiting = next(one for one in records if one["status"] == "unpublished")
    assert waiting["drawing_date"] is None
    assert "received_date" not in waiting
    assert any(one["discipline"] is None for one in records)
