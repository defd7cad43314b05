"""Who may do what (S2, S4). Every gate in the window and the command line asks here."""

from __future__ import annotations

from enum import StrEnum

from app.domain.states import Role

_OWNERS = frozenset({Role.OWNER, Role.CO_OWNER})
_DOCUMENT_MANAGERS = _OWNERS | {Role.ADMINISTRATOR}


class Act(StrEnum):
    CONNECT = "connect"
    DISCONNECT = "disconnect"
    EDIT_PROJECT = "edit_project"
    SYNC = "sync"
    SET_PERMISSIONS = "set_permissions"


_MAY: dict[Act, frozenset[Role]] = {
    Act.CONNECT: _OWNERS,
    Act.DISCONNECT: _OWNERS,
    Act.EDIT_PROJECT: _OWNERS,
    Act.SYNC: _DOCUMENT_MANAGERS,
    Act.SET_PERMISSIONS: _DOCUMENT_MANAGERS,
}


def may(role: Role, act: Act) -> bool:
    """True where a member with ``role`` may do ``act`` (S4)."""
    return role in _MAY[act]
