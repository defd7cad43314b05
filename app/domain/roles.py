"""Who may do what by their role alone (S2, S4). What a role may do in a project's folders is in ``access``."""

from __future__ import annotations

from enum import StrEnum

from app.domain.states import AccessLevel, Role

_OWNERS = frozenset({Role.OWNER, Role.CO_OWNER})

#: A member's access to documents where nothing was set by hand.
ROLE_LEVELS: dict[Role, AccessLevel] = {
    Role.OWNER: AccessLevel.MANAGE,
    Role.CO_OWNER: AccessLevel.MANAGE,
    Role.ADMINISTRATOR: AccessLevel.MANAGE,
    Role.COLLABORATOR: AccessLevel.ANNOTATE,
    Role.VIEWER: AccessLevel.VIEW,
}


class Act(StrEnum):
    CONNECT = "connect"
    DISCONNECT = "disconnect"
    EDIT_PROJECT = "edit_project"
    EDIT_MEMBERS = "edit_members"


#: What is not about documents belongs to the owners.
_MAY: dict[Act, frozenset[Role]] = dict.fromkeys(Act, _OWNERS)


def may(role: Role, act: Act) -> bool:
    """True where a member with ``role`` may do ``act`` (S4)."""
    return role in _MAY[act]


def always_manages(role: Role) -> bool:
    """True for those whose access no setting limits (S4): nobody can lock the owner out."""
    return ROLE_LEVELS[role] is AccessLevel.MANAGE


def may_give(actor: Role, before: Role | None, after: Role | None) -> bool:
    """True where ``actor`` may turn ``before`` into ``after``; None: not a member. Only an owner touches owners."""
    return may(actor, Act.EDIT_MEMBERS) and (actor is Role.OWNER or Role.OWNER not in (before, after))
