"""Who may do what (S4)."""

from __future__ import annotations

import pytest

from app.domain.roles import Act, always_manages, may, may_give
from app.domain.states import Role


def test_only_owners_connect_and_disconnect() -> None:
    for act in (Act.CONNECT, Act.DISCONNECT):
        assert {role for role in Role if may(role, act)} == {Role.OWNER, Role.CO_OWNER}


def test_documents_are_managed_by_role_up_to_the_administrator() -> None:
    assert {role for role in Role if always_manages(role)} == {Role.OWNER, Role.CO_OWNER, Role.ADMINISTRATOR}


@pytest.mark.parametrize("actor", list(Role))
@pytest.mark.parametrize("before", [None, *Role])
@pytest.mark.parametrize("after", [None, *Role])
def test_only_an_owner_touches_owners_and_only_owners_and_co_owners_touch_members(
    actor: Role, before: Role | None, after: Role | None
) -> None:
    allowed = may_give(actor, before, after)
    if actor is Role.OWNER:
        assert allowed
    elif actor is Role.CO_OWNER:
        assert allowed == (Role.OWNER not in (before, after))
    else:
        assert not allowed
