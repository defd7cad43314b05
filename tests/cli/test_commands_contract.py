"""The public contract: exact JSON members and exit codes of every command (docs/en/commands.md)."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from command_line import NOW, CommandLine

from app.domain.events import RunReport
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import SheetFacts
from app.domain.states import LinkState, Role, RunOutcome, RunTrigger
from app.domain.views import AccountProjects, FailureNote, HiddenCompanyView, PickableProject

AT = "2026-04-01T12:00:00Z"


def test_creating_a_project_answers_with_its_id_and_time(planrack: CommandLine) -> None:
    done = planrack("projects", "create", "Tower A", "--created-at", "2025-10-27T10:00:00-04:00", "--json")
    assert done.code == 0
    assert done.json == {"id": 1, "name": "Tower A", "created_at": "2025-10-27T14:00:00Z"}


def test_projects_are_listed_with_and_without_the_word_list(planrack: CommandLine) -> None:
    planrack.project()
    expected = {"projects": [{"id": 1, "name": "Tower A", "created_at": AT, "number": "", "archived": False}]}
    assert planrack("projects", "list", "--json").json == expected
    assert planrack("projects", "--json").json == expected
    assert planrack("projects", "--json", "list").json == expected


def test_names_cannot_steer_the_terminal_they_are_printed_on(planrack: CommandLine) -> None:
    planrack.project("\x1b]0;owned\x07Tower\u202e A\x9b2J")
    for done in (planrack("status"), planrack("projects", "archive", "1")):
        assert set(done.out + done.err) & set("\x1b\x07\u202e\x9b") == set()
        assert "Tower" in done.out
    assert planrack("status", "--json").json["projects"] == []


def test_archived_projects_are_listed_last(planrack: CommandLine) -> None:
    old = planrack.project("Old")
    planrack.project("New")
    planrack.store.projects.archive(old.id)
    listed = planrack("projects", "--json").json["projects"]
    assert [(item["name"], item["archived"]) for item in listed] == [("New", False), ("Old", True)]


def test_a_project_is_renamed_by_name_or_id(planrack: CommandLine) -> None:
    planrack.project()
    assert planrack("projects", "rename", "tower a", "Tower B", "--json").json["name"] == "Tower B"
    assert planrack("projects", "rename", "1", "Tower C", "--json").json == {
        "id": 1,
        "name": "Tower C",
        "created_at": AT,
    }


def test_a_name_that_two_projects_have_is_wrong_usage_and_an_id_is_not(planrack: CommandLine) -> None:
    planrack.project()
    planrack.project()
    refused = planrack("tree", "Tower A", "--json")
    assert (refused.code, refused.json["error"]["reason"]) == (2, "ambiguous_name")
    assert "1, 2" in refused.err
    assert planrack("sync", "Tower A").code == 2
    assert planrack("projects", "rename", "2", "Tower B", "--json").json["id"] == 2


def test_a_project_goes_into_the_archive_and_out_again(planrack: CommandLine) -> None:
    planrack.project()
    assert planrack("projects", "archive", "Tower A", "--json").json["archived"] is True
    assert planrack("projects", "archive", "Tower A", "--restore", "--json").json["archived"] is False


def test_a_new_data_directory_has_its_owner_as_the_active_member(planrack: CommandLine) -> None:
    owner = {"id": 1, "name": "Olive", "email": "", "role": "owner", "active": True}
    assert planrack("members", "--json").json == {"members": [owner]}


def test_members_are_added_and_chosen(planrack: CommandLine) -> None:
    added = planrack("members", "add", "Luc", "luc@example.com", "--role", "viewer", "--json").json
    assert added == {"id": 2, "name": "Luc", "email": "luc@example.com", "role": "viewer", "active": False}
    assert planrack("members", "use", "Luc", "--json").json["active"] is True
    assert [item["active"] for item in planrack("members", "--json").json["members"]] == [False, True]


def test_login_prints_the_address_on_stderr_and_the_account_on_stdout(
    planrack: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda url: False)
    done = planrack("login", "--json")
    assert done.code == 0
    assert done.json == {"login": "marie@example.com", "name": "Marie", "procore_user_id": 7, "signed_in": True}
    assert "https://login.example.com/oauth/authorize?state=x" in done.err


def test_logout_of_all_leaves_no_account_signed_in(planrack: CommandLine) -> None:
    planrack.account()
    assert planrack("logout", "--json").json == {"signed_out": ["marie@example.com"]}
    assert planrack("accounts", "--json").json["accounts"][0]["signed_in"] is False


def test_logout_of_an_unknown_account_fails(planrack: CommandLine) -> None:
    done = planrack("logout", "nobody@example.com", "--json")
    assert done.code == 1
    assert done.json["error"]["code"] == "not_found"


def test_procore_projects_lists_what_is_shown_and_what_hides(planrack: CommandLine) -> None:
    account = planrack.account()
    found = PickableProject(501, "Rosemont", 11, "Bellerive")
    hidden = HiddenCompanyView(12, "Beaubien", "app_not_installed", NOW)
    planrack.accounts.visible = [
        AccountProjects(account.id, account.login, 1, 143, (found, PickableProject(502, "B", 11, "x")), (hidden,))
    ]
    done = planrack("procore-projects", "--json")
    assert done.code == 0
    assert done.json == {
        "accounts": [
            {
                "login": "marie@example.com",
                "shown": 1,
                "total": 143,
                "projects": [{"id": 501, "name": "Rosemont", "company_id": 11, "company": "Bellerive"}],
                "hidden": [{"company_id": 12, "company": "Beaubien", "reason": "app_not_installed", "since": AT}],
            }
        ]
    }


def test_an_account_that_needs_a_new_sign_in_ends_with_3_and_is_still_listed(planrack: CommandLine) -> None:
    account = planrack.account()
    expired = FailureNote("auth", "sign_in_expired", {}, NOW)
    planrack.accounts.visible = [AccountProjects(account.id, account.login, 0, 0, (), (), expired)]
    done = planrack("procore-projects", "--json")
    assert done.code == 3
    assert done.json["accounts"][0]["failure"]["code"] == "auth"


def test_without_any_account_a_sign_in_is_needed(planrack: CommandLine) -> None:
    done = planrack("procore-projects", "--json")
    assert done.code == 3
    assert (done.json["error"]["code"], done.json["error"]["reason"]) == ("auth", "no_account")


def test_connecting_answers_with_the_link(planrack: CommandLine) -> None:
    planrack.account()
    planrack.project()
    done = planrack("connect", "Tower A", "501", "--account", "marie@example.com", "--company", "11", "--json")
    assert done.code == 0
    assert done.json == {
        "project": "Tower A",
        "procore": {"company_id": 11, "project_id": 501, "name": "Rosemont", "login": "marie@example.com"},
        "connected_at": AT,
        "also_used_by": [],
    }
    assert planrack.accounts.connected == [{"account_id": 1, "company_id": 11}]


def test_connecting_a_procore_project_that_is_in_use_warns_and_names_the_other(planrack: CommandLine) -> None:
    planrack.linked("Tower A", 501)
    planrack.project("Tower B")
    done = planrack("connect", "Tower B", "501", "--json")
    assert done.json["also_used_by"] == ["Tower A"]
    assert "Tower A" in done.err


def test_disconnecting_keeps_the_project(planrack: CommandLine) -> None:
    planrack.synced()
    assert planrack("disconnect", "Tower A", "--json").json == {"project": "Tower A", "state": "disconnected"}
    shown = planrack("status", "--json").json["projects"][0]
    assert (shown["state"], shown["drawings"]) == ("disconnected", 2)


def test_programs_are_told_of_an_archive_what_they_were_told_before(planrack: CommandLine) -> None:
    planrack.synced()
    for file in planrack.home.glob("blobs/*/*.pdf"):
        file.unlink()
    planrack("verify", "--json")  # they count as missing from now on
    planrack("disconnect", "Tower A")
    tree = planrack("tree", "Tower A", "--json").json
    drawings = [drawing for area in tree["areas"] for one in area["disciplines"] for drawing in one["drawings"]]
    assert [entry["cache"] for drawing in drawings for entry in drawing["entries"]] == ["waiting", "waiting"]


def test_disconnecting_what_is_not_connected_fails(planrack: CommandLine) -> None:
    planrack.project()
    done = planrack("disconnect", "Tower A", "--json")
    assert done.code == 1
    assert done.json["error"]["reason"] == "not_connected"


def test_status_of_a_project_without_procore(planrack: CommandLine) -> None:
    planrack.project()
    assert planrack("status", "--json").json == {
        "projects": [
            {
                "id": 1,
                "name": "Tower A",
                "procore": None,
                "state": "never",
                "time": None,
                "last_success": None,
                "failure": None,
                "next_attempt": None,
                "drawings": 0,
                "revisions": 0,
                "bytes": 0,
                "watermark": None,
                "offline": False,
                "bid_until": None,
            }
        ]
    }


def test_status_of_a_synced_project(planrack: CommandLine) -> None:
    project = planrack.synced()
    assert project.link is not None
    planrack.store.links.set_watermark(project.link.id, NOW)
    (shown,) = planrack("status", "--json").json["projects"]
    assert shown.pop("bytes") > 0
    assert shown == {
        "id": 1,
        "name": "Tower A",
        "procore": {"company_id": 11, "project_id": 501, "name": "Rosemont", "login": "marie@example.com"},
        "state": "synced",
        "time": AT,
        "last_success": AT,
        "failure": None,
        "next_attempt": "2026-04-01T13:00:00Z",
        "drawings": 2,
        "revisions": 2,
        "watermark": AT,
        "offline": False,
        "bid_until": None,
    }


def test_status_of_a_failed_project_says_why_in_words(planrack: CommandLine) -> None:
    project = planrack.linked()
    assert project.link is not None
    run = planrack.store.runs.start(project.link.id, trigger=RunTrigger.MANUAL, full=True, at=NOW)
    planrack.report(project, RunOutcome.FAILED, Failure(FailureCode.NETWORK, Reason.OFFLINE))
    planrack.store.runs.finish(run, planrack.engine.reports[0], at=NOW)
    (shown,) = planrack("status", "--json").json["projects"]
    assert shown["state"] == "failed"
    assert set(shown["failure"]) == {"code", "message", "at"}
    assert (shown["failure"]["code"], shown["failure"]["at"]) == ("network", AT)
    assert shown["failure"]["message"]


@pytest.mark.parametrize("outcomes", ["FF", "FFC", "FFF", "FFCF", "FFSF"])
def test_status_points_to_support_from_the_third_failure_in_a_row(planrack: CommandLine, outcomes: str) -> None:
    project = planrack.linked()
    assert project.link is not None
    kinds = {"F": RunOutcome.FAILED, "C": RunOutcome.CANCELLED, "S": RunOutcome.SYNCED}
    for letter in outcomes:
        run = planrack.store.runs.start(project.link.id, trigger=RunTrigger.MANUAL, full=True, at=NOW)
        failure = None if letter == "S" else Failure(FailureCode.NETWORK if letter == "F" else FailureCode.CANCELLED)
        report = RunReport(project.id, project.name, kinds[letter], failure, True)
        planrack.store.runs.finish(run, report, at=NOW)
    assert ("planrack doctor" in planrack("status").out) is (outcomes in ("FFF", "FFCF"))


def test_status_never_shows_a_run_that_nobody_carries_out(planrack: CommandLine) -> None:
    project = planrack.linked()
    assert project.link is not None
    planrack.store.runs.start(project.link.id, trigger=RunTrigger.MANUAL, full=True, at=NOW)
    (shown,) = planrack("status", "--json").json["projects"]
    assert (shown["state"], shown["failure"]["code"]) == ("failed", "interrupted")


def test_status_only_reads_and_leaves_engine_and_keyring_alone(planrack: CommandLine) -> None:
    planrack.synced()
    assert planrack("status").code == 0
    assert planrack.opened_workspaces == 0


def test_sync_answers_with_one_run_per_project(planrack: CommandLine) -> None:
    project = planrack.linked()
    planrack.report(project)
    done = planrack("sync", "Tower A", "--full", "--json")
    assert done.code == 0
    assert done.json == {
        "runs": [
            {
                "project": "Tower A",
                "outcome": "synced",
                "failure": None,
                "full": True,
                "requests": 12,
                "files": 40,
                "bytes": 1_234_567,
                "seconds": 3.25,
                "added": 40,
                "reordered": 0,
                "withdrawn": 0,
                "changed": 0,
            }
        ]
    }
    assert planrack.engine.asked == [([project.id], True, RunTrigger.COMMAND)]
    assert (planrack.engine.started, planrack.engine.stopped) == (1, 1)


def test_sync_without_a_name_takes_every_linked_project_in_use(planrack: CommandLine) -> None:
    first = planrack.linked("First", 501)
    second = planrack.linked("Second", 502)
    archived = planrack.linked("Archived", 503)
    gone = planrack.linked("Gone", 504)
    planrack.project("Never linked")
    planrack.store.projects.archive(archived.id)
    assert gone.link is not None
    planrack.store.links.set_state(gone.link.id, LinkState.DISCONNECTED)
    planrack("sync", "--json")
    assert planrack.engine.asked == [([first.id, second.id], False, RunTrigger.COMMAND)]


def test_sync_with_nothing_linked_does_nothing_and_is_fine(planrack: CommandLine) -> None:
    planrack.project()
    done = planrack("sync", "--json")
    assert (done.code, done.json) == (0, {"runs": []})
    assert planrack.engine.started == 0


def test_naming_a_project_twice_syncs_it_once(planrack: CommandLine) -> None:
    project = planrack.linked()
    planrack("sync", "Tower A", str(project.id))
    assert planrack.engine.asked == [([project.id], False, RunTrigger.COMMAND)]


@pytest.mark.parametrize(
    ("outcome", "code", "expected"),
    [
        (RunOutcome.FAILED, FailureCode.NETWORK, 1),
        (RunOutcome.FAILED, FailureCode.AUTH, 3),
        (RunOutcome.CANCELLED, FailureCode.CANCELLED, 1),
    ],
)
def test_a_run_that_did_not_succeed_decides_the_exit_code(
    planrack: CommandLine, outcome: RunOutcome, code: FailureCode, expected: int
) -> None:
    planrack.report(planrack.linked("One", 501))
    planrack.report(planrack.linked("Two", 502), outcome, Failure(code))
    done = planrack("sync", "--json")
    assert done.code == expected
    assert set(done.json["runs"][1]["failure"]) == {"code", "message"}
    assert done.json["runs"][1]["failure"]["code"] == code.value
    assert "Two" in done.err


def test_a_data_directory_that_another_engine_holds_ends_with_4(planrack: CommandLine) -> None:
    planrack.linked()
    planrack.engine.busy = True
    done = planrack("sync", "--json")
    assert done.code == 4
    assert done.json["error"]["code"] == "engine_busy"
    assert done.err.strip()


def test_ctrl_c_cancels_the_run_and_still_answers(planrack: CommandLine) -> None:
    project = planrack.linked()
    planrack.report(project, RunOutcome.CANCELLED, Failure(FailureCode.CANCELLED))
    planrack.engine.interrupted = True
    done = planrack("sync", "--json")
    assert done.code == 1
    assert done.json["runs"][0]["outcome"] == "cancelled"
    assert planrack.engine.cancelled == [None]
    assert planrack.engine.stopped == 1


def test_tree_lists_drawings_with_their_entries(planrack: CommandLine) -> None:
    project = planrack.synced(numbers=("A-101",))
    done = planrack("tree", "Tower A", "--json")
    (area,) = done.json["areas"]
    (discipline,) = area["disciplines"]
    (drawing,) = discipline["drawings"]
    assert set(done.json) == {"project", "areas"}
    assert done.json["project"] == "Tower A"
    assert discipline["name"] == "No discipline"
    (file,) = planrack.store.documents.files(project.id)
    assert drawing == {
        "procore_id": 901,
        "number": "A-101",
        "title": "Sheet A-101",
        "withdrawn": False,
        "older_in_procore": 0,
        "entries": [
            {
                "procore_id": 9001,
                "revision_number": "0",
                "kind": "normal",
                "current": True,
                "cache": "here",
                "sha256": file.sha256,
                "bytes": file.size,
                "path": str(planrack.store.blobs.path(file.sha256)),
                "annotations": 0,
            }
        ],
    }


def test_search_finds_by_number_and_by_text(planrack: CommandLine) -> None:
    project = planrack.synced(numbers=("E-3.01",))
    (file,) = planrack.store.documents.files(project.id)
    assert planrack("search", "Tower A", "e31", "--json").json["unread"] == 1
    pages = [SheetFacts(0, 1.0, 1.0), SheetFacts(1, 1.0, 1.0, text="Roof\ndrain")]
    planrack.store.inspections.record(file.sha256, pages, attempts=1, previews=0, reason=None)
    expected = {
        "match": "number",
        "procore_id": 901,
        "number": "E-3.01",
        "title": "Sheet E-3.01",
        "withdrawn": False,
        "revision": {"procore_id": 9001, "revision_number": "0", "current": True},
        "page": 1,
        "snippet": None,
        "path": str(planrack.store.blobs.path(file.sha256)),
    }
    done = planrack("search", "Tower A", "e31", "--json")
    assert done.json == {"project": "Tower A", "query": "e31", "results": [expected], "more": False, "unread": 0}
    by_text = planrack("search", "Tower A", "roof", "dra", "--json").json
    assert by_text["results"] == [{**expected, "match": "text", "page": 2, "snippet": "Roof drain"}]
    assert planrack("search", "Tower A", "roof drain").out == "E-3.01  0  [current]  page 2  Roof drain\n"


def test_a_search_that_finds_nothing_is_no_failure(planrack: CommandLine) -> None:
    planrack.synced(numbers=("A-101",))
    done = planrack("search", "Tower A", '"; NEAR(')
    assert done.code == 0
    assert "Nothing is found." in done.out
    assert "not known yet: 1" in done.out


def test_changes_are_listed_since_a_time(planrack: CommandLine) -> None:
    planrack.synced(numbers=("A-101",))
    everything = planrack("changes", "Tower A", "--json").json
    assert everything["project"] == "Tower A"
    assert {
        "at": AT,
        "kind": "added",
        "drawing": "A-101",
        "before": None,
        "after": "A-101",
        "drawing_id": 901,
        "title": "Sheet A-101",
        "discipline": None,
        "revision_id": 9001,
        "revision": "0",
        "set": None,
        "first": True,
    } in everything["changes"]
    later = (NOW + timedelta(days=1)).isoformat()
    assert planrack("changes", "Tower A", "--since", later, "--json").json["changes"] == []


def test_verify_counts_what_is_sound(planrack: CommandLine) -> None:
    planrack.synced()
    done = planrack("verify", "--json")
    assert (done.code, done.json) == (0, {"checked": 2, "ok": 2, "bad": [], "repaired": 0})


def test_verify_finds_a_changed_byte_and_takes_the_green_away(planrack: CommandLine) -> None:
    path = planrack.damage(planrack.synced(), "A-101")
    done = planrack("verify", "Tower A", "--json")
    assert done.code == 1
    assert done.json == {
        "checked": 2,
        "ok": 1,
        "bad": [{"procore_id": 9001, "number": "A-101", "problem": "hash_mismatch"}],
        "repaired": 0,
    }
    assert not path.exists()
    assert planrack("status", "--json").json["projects"][0]["state"] == "failed"


def test_verify_repairs_by_a_full_sync(planrack: CommandLine) -> None:
    project = planrack.synced()
    path = planrack.damage(project, "A-101")
    original = b"%PDF" + path.read_bytes()[4:]

    def fetch() -> None:
        assert not path.exists(), "the damaged file must be out of the way before the sync looks"
        path.write_bytes(original)

    planrack.engine.on_sync = fetch
    planrack.report(project)
    done = planrack("verify", "--repair", "--json")
    assert (done.code, done.json) == (0, {"checked": 2, "ok": 2, "bad": [], "repaired": 1})
    assert planrack.engine.asked == [([project.id], True, RunTrigger.COMMAND)]
    assert planrack("status", "--json").json["projects"][0]["state"] == "synced"


def test_a_repair_that_fails_says_so(planrack: CommandLine) -> None:
    project = planrack.synced()
    planrack.damage(project, "A-101")
    planrack.report(project, RunOutcome.FAILED, Failure(FailureCode.AUTH))
    done = planrack("verify", "--repair", "--json")
    assert done.code == 3
    assert done.json["repaired"] == 0
    assert done.json["bad"][0]["problem"] == "missing_file"


def test_what_is_disconnected_is_checked_and_not_fetched(planrack: CommandLine) -> None:
    project = planrack.synced()
    planrack.damage(project, "A-101")
    assert project.link is not None
    planrack.store.links.disconnect(project.link.id)
    assert planrack("verify", "--repair", "--json").code == 1
    assert planrack.engine.asked == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("tree", "Nowhere"),
        ("changes", "Nowhere"),
        ("search", "Nowhere", "x"),
        ("sync", "Nowhere"),
        ("verify", "Nowhere"),
        ("connect", "Nowhere", "501"),
        ("disconnect", "Nowhere"),
        ("projects", "rename", "Nowhere", "X"),
        ("projects", "archive", "Nowhere"),
        ("members", "use", "Nobody"),
    ],
)
def test_an_unknown_name_fails_with_a_reason_and_a_code(planrack: CommandLine, arguments: tuple[str, ...]) -> None:
    done = planrack(*arguments, "--json")
    assert done.code == 1
    assert set(done.json) == {"error"}
    assert set(done.json["error"]) == {"code", "reason", "message"}
    assert done.json["error"]["code"] == "not_found"
    assert done.json["error"]["message"] in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("tree",),
        ("search", "Tower A"),
        ("connect", "Tower A", "not-a-number"),
        ("projects", "create", "  "),
        ("projects", "create", "Tower", "--created-at", "yesterday"),
        ("members", "add", "Luc", "luc@example.com", "--role", "king"),
        ("sandbox", "--scenario", "atlantis"),
        ("sandbox", "--port", "70000"),
    ],
)
def test_wrong_usage_ends_with_2_and_changes_nothing(planrack: CommandLine, arguments: tuple[str, ...]) -> None:
    done = planrack(*arguments)
    assert done.code == 2
    assert done.err
    assert planrack.store.projects.list() == []


def test_a_setting_that_makes_no_sense_is_named(planrack: CommandLine) -> None:
    planrack.environment["PLANRACK_PROCORE_API"] = "http://example.com"
    done = planrack("status", "--json")
    assert done.code == 1
    assert done.json["error"]["reason"] == "insecure"
    assert "PLANRACK_PROCORE_API" in done.err


@pytest.mark.parametrize(
    ("role", "arguments"),
    [
        (Role.ADMINISTRATOR, ("connect", "Tower A", "501")),
        (Role.ADMINISTRATOR, ("disconnect", "Tower A")),
        (Role.ADMINISTRATOR, ("members", "add", "Zoé", "zoe@example.com", "--role", "viewer")),
        (Role.VIEWER, ("projects", "create", "Mine")),
        (Role.VIEWER, ("projects", "rename", "Tower A", "Mine")),
        (Role.VIEWER, ("projects", "archive", "Tower A")),
    ],
)
def test_roles_are_asked_before_anything_is_done(planrack: CommandLine, role: Role, arguments: tuple[str, ...]) -> None:
    planrack.synced()
    before = planrack.store.projects.list(archived=True)
    planrack.store.members.use(planrack.store.members.add("Luc", "luc@example.com", role).id)
    done = planrack(*arguments, "--json")
    assert done.code == 1
    assert (done.json["error"]["code"], done.json["error"]["reason"]) == ("not_allowed", "role")
    assert planrack.store.projects.list(archived=True) == before
    assert planrack.engine.started == 0


@pytest.mark.parametrize("role", [Role.CO_OWNER, Role.ADMINISTRATOR])
def test_who_may_manage_documents_may_sync(planrack: CommandLine, role: Role) -> None:
    planrack.report(planrack.linked())
    planrack.store.members.use(planrack.store.members.add("Luc", "luc@example.com", role).id)
    assert planrack("sync").code == 0


@pytest.mark.parametrize("arguments", [("connect", "Tower A", "501"), ("sync",)])
def test_without_the_entitlement_procore_is_not_asked(planrack: CommandLine, arguments: tuple[str, ...]) -> None:
    planrack.linked()
    planrack.store.preferences.set("integration", False)
    done = planrack(*arguments, "--json")
    assert (done.code, done.json["error"]["reason"]) == (1, "integration_off")
    assert planrack.opened_workspaces == 0


def test_json_answers_are_one_line(planrack: CommandLine) -> None:
    planrack.project("Hôtel de ville")
    done = planrack("projects", "--json")
    assert len(done.out.splitlines()) == 1
    assert json.loads(done.out)["projects"][0]["name"] == "Hôtel de ville"


@pytest.mark.parametrize("interrupted", [False, True])
def test_after_a_sync_the_sheets_are_read_for_a_while(planrack: CommandLine, interrupted: bool) -> None:
    planrack.report(planrack.synced())
    planrack.engine.reading_is_interrupted = interrupted
    done = planrack("sync", "--json")
    assert (done.code, planrack.engine.read_for) == (0, [10.0])
