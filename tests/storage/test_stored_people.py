"""Members, accounts, hidden companies and preferences."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from app.domain.failures import Failure, FailureCode
from app.domain.states import Role
from app.storage.store import Store

if TYPE_CHECKING:
    from linked_world import HandClock, World

    from app.settings import Settings


def test_a_new_directory_has_its_owner_named_after_the_systems_user(store: Store) -> None:
    (owner,) = store.members.list()

    assert (owner.name, owner.role) == ("ana", Role.OWNER)
    assert store.members.active() == owner


def test_a_system_without_a_user_name_still_has_an_owner(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr("getpass.getuser", nameless)
    store = Store.open(settings)
    assert [member.role for member in store.members.list()] == [Role.OWNER]
    store.close()


@pytest.mark.parametrize("called", ["Luc", "luc", "LUC@example.com", "2", 2])
def test_the_active_member_is_chosen_by_name_address_or_id(store: Store, called: str | int) -> None:
    luc = store.members.add("Luc", "luc@example.com", Role.VIEWER)

    assert store.members.use(called) == luc
    assert store.members.active() == luc


def test_an_id_wins_over_a_name_that_looks_like_one(store: Store) -> None:
    second = store.members.add("Luc", "luc@example.com", Role.VIEWER)
    store.members.add(str(second.id), "trap@example.com", Role.VIEWER)

    assert store.members.use(str(second.id)) == second


def test_an_unknown_member_is_not_found_and_nothing_changes(store: Store) -> None:
    before = store.members.active()
    with pytest.raises(Failure) as caught:
        store.members.use("nobody")

    assert caught.value.code is FailureCode.NOT_FOUND
    assert store.members.active() == before


def test_signing_in_again_is_the_same_account(store: Store) -> None:
    first = store.accounts.put(77, "ana@example.com", "Ana")
    store.accounts.set_signed_in(first.id, False)
    again = store.accounts.put(77, "ana.b@example.com", "Ana B.")

    assert again.id == first.id
    assert (again.login, again.name, again.signed_in) == ("ana.b@example.com", "Ana B.", True)
    assert store.accounts.list() == [again]


def test_an_account_is_found_by_login_in_any_case(store: Store) -> None:
    account = store.accounts.put(77, "Ana@Example.com", None)

    assert store.accounts.find(" ana@example.COM ") == account
    assert store.accounts.find("luc@example.com") is None


def test_signing_out_keeps_the_account(store: Store) -> None:
    account = store.accounts.put(77, "ana@example.com", None)
    store.accounts.set_signed_in(account.id, False)

    assert store.accounts.get(account.id).signed_in is False


def test_a_removed_account_is_gone_unless_a_link_names_it(world: World) -> None:
    spare = world.store.accounts.put(99, "spare@example.com", None)
    world.store.accounts.remove(spare.id)
    world.store.accounts.remove(world.link.account_id)

    assert world.store.accounts.list() == []
    with pytest.raises(Failure):
        world.store.accounts.get(spare.id)
    assert world.store.links.get(world.link.id).login == "ana@example.com"
    assert world.store.accounts.get(world.link.account_id).signed_in is False


def test_a_removed_account_comes_back_with_a_sign_in(world: World) -> None:
    world.store.accounts.remove(world.link.account_id)
    back = world.store.accounts.put(1, "ana@example.com", "Ana")

    assert back.id == world.link.account_id
    assert world.store.accounts.list() == [back]


def test_a_crash_between_rotation_and_storage_is_seen_at_the_next_start(store: Store, settings: Settings) -> None:
    account = store.accounts.put(77, "ana@example.com", None)
    assert not store.accounts.refresh_pending(account.id)
    store.accounts.mark_refresh(account.id, True)
    after = Store.open(settings)
    assert after.accounts.refresh_pending(account.id)
    after.accounts.mark_refresh(account.id, False)
    after.close()

    assert not store.accounts.refresh_pending(account.id)


def test_hidden_companies_keep_the_day_they_were_first_seen(store: Store, clock: HandClock) -> None:
    account = store.accounts.put(77, "ana@example.com", None)
    first_seen = clock.now
    store.accounts.note_hidden(account.id, [(1, "Zeta", "app_not_installed"), (2, "Alpha", "app_not_installed")])
    clock.pass_(days=3)
    hidden = store.accounts.note_hidden(account.id, [(1, "Zeta Inc.", "forbidden"), (3, "Beta", "app_not_installed")])

    assert [(view.company, view.reason, view.since) for view in hidden] == [
        ("Beta", "app_not_installed", clock.now),
        ("Zeta Inc.", "forbidden", first_seen),
    ]


def test_a_company_that_hides_again_starts_anew(store: Store, clock: HandClock) -> None:
    account = store.accounts.put(77, "ana@example.com", None)
    store.accounts.note_hidden(account.id, [(1, "Zeta", "forbidden")])
    assert store.accounts.note_hidden(account.id, []) == []
    later = clock.pass_(days=1)

    assert store.accounts.note_hidden(account.id, [(1, "Zeta", "forbidden")])[0].since == later


def test_preferences_are_any_json_value(store: Store, settings: Settings) -> None:
    store.preferences.set("language", "fr")
    store.preferences.set("integration", False)
    store.preferences.set("support_contact", {"courriel": "aide@example.com", "phones": [1, 2]})
    other = Store.open(settings)

    assert other.preferences.get("language", "system") == "fr"
    assert other.preferences.get("integration", True) is False
    assert other.preferences.get("support_contact", {}) == {"courriel": "aide@example.com", "phones": [1, 2]}
    assert other.preferences.get("theme", "system") == "system"
    other.close()


def test_a_preference_of_another_kind_gives_the_default(store: Store) -> None:
    store.preferences.set("theme", 3)
    assert store.preferences.get("theme", "system") == "system"
    store.preferences.set("theme", "dark")
    store.preferences.set("theme", None)
    assert store.preferences.get("theme", "system") == "system"


def test_no_column_is_meant_for_a_secret(store: Store, settings: Settings) -> None:
    connection = sqlite3.connect(settings.database)
    columns = connection.execute(
        "SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c WHERE t.schema = 'main'"
    ).fetchall()
    connection.close()

    assert [c for c in columns if any(word in c[1] for word in ("token", "secret", "password", "url"))] == []
