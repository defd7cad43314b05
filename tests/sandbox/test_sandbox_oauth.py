"""Signing in, as contract §3 has it."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from sandbox_desk import NOW, REDIRECT, Desk

if TYPE_CHECKING:
    from collections.abc import Callable


def test_authorize_page_names_the_application_and_the_people(desk: Desk) -> None:
    page = desk.http.get("/oauth/authorize", params=desk.asked())
    assert page.status_code == 200
    assert "Planrack asks for access" in page.text
    assert "Marie Tremblay" in page.text
    assert 'value="allow">Allow</button>' in page.text
    assert 'value="deny">Deny</button>' in page.text
    assert "planrack-service" not in page.text


def test_allowing_redirects_with_a_code_and_the_state_untouched(desk: Desk) -> None:
    answer = desk.http.post("/oauth/authorize", data=desk.asked(decision="allow"))
    assert answer.status_code == 302
    target = urlsplit(answer.headers["location"])
    assert f"{target.scheme}://{target.netloc}{target.path}" == REDIRECT
    query = parse_qs(target.query)
    assert query["state"] == ["a b/ç"]
    assert len(query["code"][0]) > 20


def test_post_without_a_decision_counts_as_allow(desk: Desk) -> None:
    assert "code=" in desk.http.post("/oauth/authorize", data=desk.asked()).headers["location"]


def test_denying_redirects_with_access_denied_and_the_state(desk: Desk) -> None:
    answer = desk.http.post("/oauth/authorize", data=desk.asked(decision="deny"))
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    assert (query["error"], query["state"]) == (["access_denied"], ["a b/ç"])
    assert "code" not in query


@pytest.mark.parametrize(
    "redirect_uri",
    [
        "http://127.0.0.1:8914/callback",
        "https://localhost:8914/callback",
        "http://localhost.example:8914/callback",
        "http://localhost:8914@evil.example/",
        "https://app.example/callback",
    ],
)
def test_redirect_anywhere_but_localhost_is_refused_without_redirecting(desk: Desk, redirect_uri: str) -> None:
    answer = desk.http.post("/oauth/authorize", data=desk.asked(redirect_uri=redirect_uri))
    assert answer.status_code == 400
    assert "location" not in answer.headers


@pytest.mark.parametrize("redirect_uri", ["http://localhost:1/x", "http://localhost:65000/callback?a=1"])
def test_any_localhost_port_and_path_is_accepted(desk: Desk, redirect_uri: str) -> None:
    answer = desk.http.post("/oauth/authorize", data=desk.asked(redirect_uri=redirect_uri))
    assert answer.headers["location"].startswith(redirect_uri)


def test_unknown_client_id_is_refused(desk: Desk) -> None:
    assert desk.http.get("/oauth/authorize", params=desk.asked(client_id="other")).status_code == 401


def test_out_of_band_shows_the_code_on_a_page(desk: Desk) -> None:
    uri = "urn:ietf:wg:oauth:2.0:oob"
    page = desk.http.post("/oauth/authorize", data=desk.asked(redirect_uri=uri)).text
    code = page.partition('id="code">')[2].partition("<")[0]
    assert desk.exchange(code, redirect_uri=uri).status_code == 200


def test_token_answer_has_the_documented_members(desk: Desk) -> None:
    body = desk.exchange(desk.code()).json()
    assert set(body) == {"access_token", "token_type", "expires_in", "refresh_token", "created_at"}
    assert (body["token_type"], body["expires_in"], body["created_at"]) == ("bearer", 5400, int(NOW.timestamp()))


@pytest.mark.parametrize("encoding", ["data", "json", "files", "params"])
def test_token_parameters_are_read_in_every_encoding(desk: Desk, encoding: str) -> None:
    body = {"grant_type": "authorization_code", "code": desk.code(), "redirect_uri": REDIRECT} | desk.credentials()
    sent = {name: (None, value) for name, value in body.items()} if encoding == "files" else body
    assert desk.http.post("/oauth/token", **{encoding: sent}).status_code == 200


def test_client_may_authenticate_with_basic(desk: Desk) -> None:
    body = {"grant_type": "authorization_code", "code": desk.code(), "redirect_uri": REDIRECT}
    app = desk.world.app
    assert desk.http.post("/oauth/token", data=body, auth=(app.client_id, app.client_secret)).status_code == 200


def test_code_works_once(desk: Desk) -> None:
    code = desk.code()
    assert desk.exchange(code).status_code == 200
    again = desk.exchange(code)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


def test_code_dies_after_ten_minutes(desk: Desk) -> None:
    code, other = desk.code(), desk.code()
    desk.world.shift(599)
    assert desk.exchange(code).status_code == 200
    desk.world.shift(1)
    assert desk.exchange(other).json()["error"] == "invalid_grant"


def test_wrong_redirect_uri_fails_and_burns_the_code(desk: Desk) -> None:
    code = desk.code()
    assert desk.exchange(code, redirect_uri=REDIRECT + "/").json()["error"] == "invalid_grant"
    assert desk.exchange(code).status_code == 400


@pytest.mark.parametrize("name", ["client_id", "client_secret"])
def test_wrong_client_is_refused_and_the_code_survives(desk: Desk, name: str) -> None:
    code = desk.code()
    answer = desk.exchange(code, **{name: "wrong"})
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert answer.json()["error_description"]
    assert desk.exchange(code).status_code == 200


def test_challenge_is_verified_where_one_was_given(desk: Desk) -> None:
    verifier = "a" * 43
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    sent = {"code_challenge": challenge, "code_challenge_method": "S256"}
    assert desk.exchange(desk.code(**sent)).json()["error"] == "invalid_grant"
    assert desk.exchange(desk.code(**sent), code_verifier="b" * 43).json()["error"] == "invalid_grant"
    assert desk.exchange(desk.code(**sent), code_verifier=verifier).status_code == 200


def test_refresh_rotates_and_the_old_token_dies(desk: Desk) -> None:
    old = desk.token["refresh_token"]
    new = desk.refresh(old).json()["refresh_token"]
    assert new != old
    assert desk.refresh(old).json()["error"] == "invalid_grant"
    assert desk.refresh(new).status_code == 200


@pytest.mark.parametrize("body", [{}, {"grant_type": "password"}, {"grant_type": "refresh_token"}])
def test_malformed_token_requests_get_the_rfc_shape(desk: Desk, body: dict[str, str]) -> None:
    answer = desk.http.post("/oauth/token", data=body | desk.credentials())
    assert answer.status_code == 400
    assert set(answer.json()) == {"error", "error_description"}


def test_access_token_expires_with_the_worlds_clock(desk: Desk) -> None:
    desk.world.shift(5399)
    assert desk.call("v1.0/me", 0).status_code == 200
    desk.world.shift(1)
    answer = desk.call("v1.0/me", 0)
    assert answer.status_code == 401
    assert "expired" in answer.json()["errors"]


def test_token_lifetime_is_configurable(desk: Desk) -> None:
    desk.control("rules", token_seconds=60)
    assert desk.exchange(desk.code()).json()["expires_in"] == 60


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_token_info_tells_whose_token_it_is(desk: Desk, method: str) -> None:
    desk.world.shift(22)
    body = desk.http.request(method, "/oauth/token/info", headers=desk.bearer()).json()
    assert body["resource_owner_id"] == desk.world.user("marie.tremblay@example.com").id
    assert body["expires_in_seconds"] == 5378
    assert body["application"] == {"uid": desk.world.app.client_id}


@pytest.mark.parametrize("which", ["access_token", "refresh_token"])
def test_revoking_either_token_kills_both(desk: Desk, which: str) -> None:
    answer = desk.http.post("/oauth/revoke", data={"token": desk.token[which]} | desk.credentials())
    assert answer.status_code == 200
    assert desk.call("v1.0/me", 0).status_code == 401
    assert desk.refresh(desk.token["refresh_token"]).status_code == 400


def test_revoking_an_unknown_token_is_not_an_error(desk: Desk) -> None:
    answer = desk.http.post("/oauth/revoke", json={"token": "?"} | desk.credentials())
    assert (answer.status_code, answer.json()) == (200, {})


def test_client_credentials_have_no_refresh_token_and_always_need_the_company(desk: Desk) -> None:
    body = desk.http.post("/oauth/token", data={"grant_type": "client_credentials"} | desk.credentials()).json()
    assert "refresh_token" not in body
    desk.token = body
    assert desk.call("v1.0/companies", 0).status_code == 400
    assert desk.call("v1.0/companies").status_code == 200


def test_another_person_may_sign_in(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk("demo")
    desk.sign_in("luc.gagnon@example.com")
    assert desk.call("v1.0/me", 0).json()["login"] == "luc.gagnon@example.com"
