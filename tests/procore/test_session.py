from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
from memory_keyring import MemoryKeyring, RaisingKeyring
from paced_time import PacedTime

from app.domain.failures import Failure, FailureCode, Reason
from app.procore.session import Session, across_processes
from app.procore.tokens import Tokens, TokenStore

if TYPE_CHECKING:
    from pathlib import Path

LIFETIME = 5400


class Mark:
    def __init__(self) -> None:
        self.pending = False
        self.history: list[bool] = []
        self.out = 0

    def mark_refresh(self, started: bool) -> None:
        self.pending = started
        self.history.append(started)

    def refresh_pending(self) -> bool:
        return self.pending

    def signed_out(self) -> None:
        self.out += 1


class Login:
    """The token endpoint: rotates single-use refresh tokens, or raises what it is told to."""

    def __init__(self, time: PacedTime) -> None:
        self._time = time
        self.valid = "refresh-1"
        self.used: list[str] = []
        self.raises: list[Exception] = []
        self.asked = asyncio.Event()
        self.held: asyncio.Event | None = None
        self._renewals = 0

    async def refresh(self, refresh_token: str) -> Tokens:
        self.used.append(refresh_token)
        self.asked.set()
        await asyncio.sleep(0)
        if self.held is not None:
            await self.held.wait()
        if self.raises:
            raise self.raises.pop(0)
        if refresh_token != self.valid:
            raise Failure(FailureCode.AUTH, Reason.SIGN_IN_EXPIRED, status=400)
        self._renewals += 1
        number = self._renewals + 1
        self.valid = f"refresh-{number}"
        return Tokens(f"access-{number}", self.valid, self._time.now(), LIFETIME)


class World:
    def __init__(self, folder: Path) -> None:
        self.time = PacedTime()
        self.ring = MemoryKeyring()
        self.store = TokenStore(open_keyring=lambda: self.ring)
        self.login = Login(self.time)
        self.mark = Mark()
        self.lock = folder / "tokens-7.lock"

    def session(self, store: TokenStore | None = None) -> Session:
        return Session(
            7,
            store or self.store,
            self.login,
            self.mark,
            lock=self.lock,
            clock=self.time.now,
            monotonic=self.time.monotonic,
        )

    async def sign_in(self) -> None:
        await self.store.save(7, Tokens("access-1", "refresh-1", self.time.now(), LIFETIME))

    def age(self, part: float) -> None:
        self.time.passed += part * LIFETIME


@pytest.fixture
async def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    await world.sign_in()
    return world


async def expired(call: object) -> Failure:
    with pytest.raises(Failure) as caught:
        await call  # type: ignore[misc]
    assert (caught.value.code, caught.value.reason) == (FailureCode.AUTH, Reason.SIGN_IN_EXPIRED)
    return caught.value


async def test_a_young_token_is_used_as_it_is(world: World) -> None:
    session = world.session()
    world.age(0.79)
    assert await session.bearer() == "access-1"
    assert session.current() == "access-1"
    assert world.login.used == []


async def test_at_four_fifths_of_its_life_a_token_is_renewed_and_stored_before_use(world: World) -> None:
    session = world.session()
    await session.bearer()
    world.age(0.8)
    assert await session.bearer() == "access-2"
    stored = await world.store.load(7)
    assert stored.refresh == "refresh-2" and stored.tokens is not None and stored.tokens.access == "access-2"
    assert world.mark.history == [True, False]


async def test_everybody_waits_for_one_renewal(world: World) -> None:
    session = world.session()
    renewed = await asyncio.gather(*(session.renewed("access-1") for _ in range(10)))
    assert set(renewed) == {"access-2"}
    assert world.login.used == ["refresh-1"]


async def test_two_processes_renew_once(world: World) -> None:
    ours, theirs = world.session(), world.session(TokenStore(open_keyring=lambda: world.ring))
    assert await asyncio.gather(ours.renewed("access-1"), theirs.renewed("access-1")) == ["access-2", "access-2"]
    assert world.login.used == ["refresh-1"]


async def test_a_token_that_another_process_renewed_is_taken_from_the_keyring(world: World) -> None:
    ours, theirs = world.session(), world.session()
    await ours.bearer()
    await theirs.renewed("access-1")
    assert await ours.renewed("access-1") == "access-2"
    assert world.login.used == ["refresh-1"]


async def test_cancelling_who_waits_does_not_cancel_the_renewal(world: World) -> None:
    session = world.session()
    world.login.held = asyncio.Event()
    waiting = asyncio.create_task(session.renewed("access-1"))
    await world.login.asked.wait()
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    world.login.held.set()
    await session.aclose()
    stored = await world.store.load(7)
    assert stored.refresh == "refresh-2"
    assert not world.mark.pending


async def test_a_renewal_that_was_broken_off_by_a_crash_means_sign_in_and_asks_nobody(world: World) -> None:
    world.mark.pending = True
    world.age(0.9)
    session = world.session()
    for _ in range(3):
        await expired(session.renewed("access-1"))
    assert world.login.used == []
    assert world.mark.out == 3


async def test_a_lost_answer_means_sign_in_and_is_never_tried_again(world: World) -> None:
    world.login.raises = [httpx.ReadTimeout("lost")]
    session = world.session()
    await expired(session.renewed("access-1"))
    await expired(session.renewed("access-1"))
    assert world.login.used == ["refresh-1"]
    assert world.mark.pending and world.mark.out == 2


async def test_a_request_that_never_left_may_be_tried_again(world: World) -> None:
    world.login.raises = [httpx.ConnectError("offline")]
    session = world.session()
    with pytest.raises(Failure) as caught:
        await session.renewed("access-1")
    assert (caught.value.code, caught.value.reason) == (FailureCode.NETWORK, Reason.OFFLINE)
    assert not world.mark.pending and world.mark.out == 0
    world.time.passed += 2
    assert await session.renewed("access-1") == "access-2"


async def test_a_refused_refresh_token_signs_the_account_out_and_is_forgotten(world: World) -> None:
    world.login.valid = "refresh-of-somebody-else"
    session = world.session()
    await expired(session.renewed("access-1"))
    await expired(session.bearer())
    assert world.login.used == ["refresh-1"]
    assert world.ring.entries == {}
    assert not world.mark.pending


async def test_a_failing_login_host_is_left_alone_for_a_while(world: World) -> None:
    world.login.raises = [Failure(FailureCode.SERVER, status=502)]
    session = world.session()
    for _ in range(4):
        with pytest.raises(Failure) as caught:
            await session.renewed("access-1")
        assert caught.value.code is FailureCode.SERVER
    assert world.login.used == ["refresh-1"]
    world.time.passed += 31
    assert await session.renewed("access-1") == "access-2"
    assert world.mark.out == 0


async def test_an_old_token_still_serves_while_the_login_host_fails(world: World) -> None:
    world.login.raises = [Failure(FailureCode.SERVER, status=500)]
    session = world.session()
    world.age(0.85)
    assert await session.bearer() == "access-1"


async def test_an_unreadable_answer_to_a_refresh_means_sign_in(world: World) -> None:
    world.login.raises = [Failure(FailureCode.CONTRACT, status=200)]
    await expired(world.session().renewed("access-1"))
    assert world.mark.pending


class FlakyRing:
    """The world's keyring, which can be made to fail."""

    def __init__(self, world: World) -> None:
        self._ring = world.ring
        self.broken = False

    def __call__(self) -> MemoryKeyring:
        return RaisingKeyring(RuntimeError("gone")) if self.broken else self._ring


async def renew_while_the_keyring_breaks(world: World, session: Session, flaky: FlakyRing) -> None:
    world.login.held = asyncio.Event()
    renewal = asyncio.create_task(session.renewed("access-1"))
    await world.login.asked.wait()
    flaky.broken = True
    world.login.held.set()
    with pytest.raises(Failure) as caught:
        await renewal
    assert caught.value.code is FailureCode.KEYRING
    flaky.broken = False


async def test_a_keyring_that_fails_once_does_not_cost_the_new_pair(world: World) -> None:
    flaky = FlakyRing(world)
    session = world.session(TokenStore(open_keyring=flaky))
    await renew_while_the_keyring_breaks(world, session, flaky)
    assert await session.renewed("access-1") == "access-2"
    assert world.login.used == ["refresh-1"]
    assert world.ring.entries["Planrack Procore 7", "refresh"] == "refresh-2"
    assert not world.mark.pending


async def test_a_pair_that_waited_too_long_for_the_keyring_is_stored_and_renewed(world: World) -> None:
    flaky = FlakyRing(world)
    session = world.session(TokenStore(open_keyring=flaky))
    await renew_while_the_keyring_breaks(world, session, flaky)
    world.time.passed += 86_400
    assert await session.renewed("access-1") == "access-3"
    assert world.login.used == ["refresh-1", "refresh-2"]


async def test_a_clock_that_is_set_back_does_not_make_a_spent_pair_new(world: World) -> None:
    flaky = FlakyRing(world)
    session = world.session(TokenStore(open_keyring=flaky))
    await renew_while_the_keyring_breaks(world, session, flaky)
    world.age(0.9)
    world.time.set_back = LIFETIME
    assert await session.renewed("access-1") == "access-3"
    assert world.login.used == ["refresh-1", "refresh-2"]


async def test_a_process_that_dies_between_rotation_and_storage_leaves_a_clear_end(world: World) -> None:
    flaky = FlakyRing(world)
    await renew_while_the_keyring_breaks(world, world.session(TokenStore(open_keyring=flaky)), flaky)
    await expired(world.session().renewed("access-1"))
    assert world.login.used == ["refresh-1"], "the spent token is not offered again"


async def test_an_account_without_tokens_needs_a_sign_in(tmp_path: Path) -> None:
    world = World(tmp_path)
    await expired(world.session().bearer())
    assert world.mark.out == 1


async def test_only_a_refresh_token_is_enough_to_go_on(world: World) -> None:
    del world.ring.entries["Planrack Procore 7", "access"]
    assert await world.session().bearer() == "access-2"


async def test_a_new_sign_in_repairs_a_session_that_had_expired(world: World) -> None:
    world.mark.pending = True
    session = world.session()
    await expired(session.renewed("access-1"))
    world.mark.pending = False
    await world.store.save(7, Tokens("access-9", "refresh-9", world.time.now() + timedelta(0), LIFETIME))
    assert await session.bearer() == "access-9"


async def test_signing_out_forgets_the_token_in_memory(world: World) -> None:
    session = world.session()
    await session.bearer()
    session.forget()
    assert session.current() is None


async def test_a_lock_that_another_process_never_releases_is_reported(tmp_path: Path) -> None:
    time = PacedTime()
    path = tmp_path / "tokens-7.lock"
    async with across_processes(path):
        with pytest.raises(Failure) as caught:
            async with across_processes(path, sleep=time.sleep, monotonic=time.monotonic):
                raise AssertionError("two holders at once")
    assert caught.value.code is FailureCode.ENGINE_BUSY
    async with across_processes(path):
        pass
