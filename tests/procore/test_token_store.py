from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import keyring.errors
import pytest
from memory_keyring import ForgetfulKeyring, HangingKeyring, MemoryKeyring, RaisingKeyring

from app.domain.failures import Failure, FailureCode, Reason
from app.procore.tokens import AppKey, Stored, Tokens, TokenStore

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
SERVICE = "Planrack Procore 7"


def pair(access: str = "access-1", refresh: str | None = "refresh-1") -> Tokens:
    return Tokens(access, refresh, NOW, 5400)


def store(ring: MemoryKeyring, **more: float) -> TokenStore:
    return TokenStore(open_keyring=lambda: ring, **more)


async def test_a_pair_comes_back_as_it_was_stored() -> None:
    ring = MemoryKeyring()
    await store(ring).save(7, pair())
    assert await store(ring).load(7) == Stored("refresh-1", pair())


async def test_refresh_and_access_token_are_separate_entries_of_the_accounts_own_service() -> None:
    ring = MemoryKeyring()
    await store(ring).save(7, pair())
    assert ring.entries[SERVICE, "refresh"] == "refresh-1"
    assert "refresh-1" not in ring.entries[SERVICE, "access"]
    assert {service for service, _ in ring.entries} == {SERVICE}


async def test_tokens_of_another_environment_are_other_entries() -> None:
    ring = MemoryKeyring()
    await store(ring).save(7, pair())
    sandbox = TokenStore("http://127.0.0.1:8080", open_keyring=lambda: ring)
    assert await sandbox.load(7) == Stored(None, None)
    assert TokenStore("https://login.procore.com").service(7) == SERVICE


async def test_an_account_without_entries_has_nothing_stored() -> None:
    assert await store(MemoryKeyring()).load(7) == Stored(None, None)


async def test_an_access_entry_that_is_not_ours_counts_as_none() -> None:
    ring = MemoryKeyring()
    await store(ring).save(7, pair())
    for text in ("not json", '{"token": 1}', '{"token": "x", "obtained_at": "2026-10-01T12:00:00", "lifetime": 1}'):
        ring.entries[SERVICE, "access"] = text
        assert await store(ring).load(7) == Stored("refresh-1", None)


async def test_an_access_token_too_long_for_windows_stays_in_memory() -> None:
    ring = MemoryKeyring()
    tokens = store(ring)
    await tokens.save(7, pair())
    long = pair("a" * 1300, "refresh-2")
    await tokens.save(7, long)
    assert (SERVICE, "access") not in ring.entries, "the old one must not stay beside a new refresh token"
    assert (await tokens.load(7)).tokens == long
    assert await store(ring).load(7) == Stored("refresh-2", None), "another process has to refresh"


async def test_a_remembered_access_token_is_dropped_when_another_process_refreshed() -> None:
    ring = MemoryKeyring()
    tokens = store(ring)
    await tokens.save(7, pair("a" * 1300))
    ring.entries[SERVICE, "refresh"] = "refresh-of-another-process"
    assert await tokens.load(7) == Stored("refresh-of-another-process", None)


async def test_every_entry_fits_the_windows_vault() -> None:
    ring = MemoryKeyring()
    await store(ring).save(7, pair("a" * 1150))
    assert all(len(secret.encode("utf-16-le")) <= 2560 for secret in ring.entries.values())


async def test_deleting_forgets_both_and_deleting_nothing_is_no_error() -> None:
    ring = MemoryKeyring()
    tokens = store(ring)
    await tokens.save(7, pair())
    await tokens.delete(7)
    await tokens.delete(7)
    assert ring.entries == {}


async def test_the_keyring_is_never_called_in_the_loops_thread() -> None:
    ring = MemoryKeyring()
    await store(ring).save(7, pair())
    assert threading.current_thread().name not in ring.threads and ring.threads


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (keyring.errors.NoKeyringError("none"), Reason.KEYRING_ABSENT),
        (keyring.errors.InitError("no D-Bus"), Reason.KEYRING_ABSENT),
        (keyring.errors.KeyringLocked("locked"), Reason.KEYRING_LOCKED),
        (RuntimeError("org.freedesktop.DBus.Error"), Reason.KEYRING_ABSENT),
    ],
)
async def test_a_keyring_that_fails_is_a_failure_of_its_class(error: Exception, reason: Reason) -> None:
    tokens = store(RaisingKeyring(error))
    for call in (tokens.load(7), tokens.save(7, pair()), tokens.check()):
        with pytest.raises(Failure) as caught:
            await call
        assert (caught.value.code, caught.value.reason) == (FailureCode.KEYRING, reason)
        assert str(error) not in caught.value.technical


async def test_a_keyring_that_keeps_nothing_is_found_out_when_writing() -> None:
    with pytest.raises(Failure) as caught:
        await store(ForgetfulKeyring()).save(7, pair())
    assert (caught.value.code, caught.value.reason) == (FailureCode.KEYRING, Reason.KEYRING_ABSENT)


async def test_a_keyring_that_never_answers_is_given_up() -> None:
    ring = HangingKeyring()
    with pytest.raises(Failure) as caught:
        await store(ring, limit=0.05).load(7)
    ring.answered.set()
    assert (caught.value.code, caught.value.reason) == (FailureCode.KEYRING, Reason.KEYRING_LOCKED)


def test_tokens_are_not_in_their_repr() -> None:
    assert "access-1" not in repr(pair()) and "refresh-1" not in repr(pair())
    assert "refresh-1" not in repr(Stored("refresh-1", pair()))


def test_a_clock_that_went_back_makes_a_token_new_not_negative() -> None:
    assert pair().spent(NOW - timedelta(hours=1)) == 0
    assert pair().spent(NOW + timedelta(seconds=2700)) == 0.5


async def test_own_app_is_kept_beside_the_tokens_and_forgotten_without_them() -> None:
    ring = MemoryKeyring()
    tokens = store(ring)
    await tokens.save(7, pair())
    assert await tokens.app() is None
    await tokens.keep_app(AppKey("id-9", "hush"))
    assert await store(ring).app() == AppKey("id-9", "hush")
    assert "hush" not in repr(await tokens.app())
    await tokens.keep_app(None)
    assert await tokens.app() is None
    assert await tokens.load(7) == Stored("refresh-1", pair())
