"""Who may do what (S4)."""

from __future__ import annotations

from app.domain.roles import Act, may
from app.domain.states import Role


def test_only_owners_connect_and_disconnect() -> None:
    for act in (Act.CONNECT, Act.DISCONNECT):
        assert {role for role in Role if may(role, act)} == {Role.OWNER, Role.CO_OWNER}


def test_syncing_and_permissions_belong_to_those_who_manage_documents() -> None:
    for act in (Act.SYNC, Act.SET_PERMISSIONS):
        assert {role for role in Role if may(role, act)} == {Role.OWNER, Role.CO_OWNER, Role.ADMINISTRATOR}
