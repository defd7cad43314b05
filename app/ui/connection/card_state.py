"""What the Procore card may offer, decided apart from how it looks (S2, S4, S21-S23, S29)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.roles import Act, may
from app.domain.states import LinkState

if TYPE_CHECKING:
    from app.domain.states import Role
    from app.domain.views import FolderStatus, Link, PickableProject


class Face(StrEnum):
    """Which of its faces the card shows."""

    OFFER = "offer"  # « Se connecter »
    WAITING = "waiting"  # the browser is open for the sign-in
    PENDING = "pending"  # chosen, not saved yet (S29)
    CONNECTED = "connected"


class Barrier(StrEnum):
    """Why the connection cannot be changed here."""

    INTEGRATION_OFF = "integration_off"  # S2
    ROLE = "role"  # S4


@dataclass(frozen=True, slots=True)
class Choice:
    """A Procore project picked for the form, seen through one linked account."""

    account_id: int
    login: str
    project: PickableProject


@dataclass(frozen=True, slots=True)
class CardState:
    face: Face
    barrier: Barrier | None
    may_sync: bool
    may_disconnect: bool
    link: Link | None
    pending: Choice | None
    status: FolderStatus | None
    former: Link | None = None  # disconnected: what came through it stays readable


def card_state(
    *,
    integration: bool,
    role: Role,
    manages: bool,
    link: Link | None,
    status: FolderStatus | None,
    pending: Choice | None = None,
    waiting: bool = False,
) -> CardState:
    """``manages``: the member manages the project's documents. A disconnected link offers to connect again, and leads
    to what was downloaded through it."""
    live = link if link is not None and link.state is not LinkState.DISCONNECTED else None
    barrier = None if may(role, Act.CONNECT) else Barrier.ROLE
    if not integration:
        barrier = Barrier.INTEGRATION_OFF
    if waiting:
        face = Face.WAITING
    elif pending is not None:
        face = Face.PENDING
    else:
        face = Face.CONNECTED if live is not None else Face.OFFER
    return CardState(
        face=face,
        barrier=barrier,
        may_sync=integration and live is not None and manages,
        may_disconnect=live is not None and may(role, Act.DISCONNECT),
        link=live,
        pending=pending,
        status=status,
        former=link if live is None else None,
    )
