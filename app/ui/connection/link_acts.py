"""What acts on an existing link at once, without SAVE: disconnect, change user, when to sync (S22, S23, S37)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.status import bidding
from app.ui.ask import Answer, ask
from app.ui.connection import flow
from app.ui.connection.bid_dialog import BidDialog
from app.ui.loop import finished

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.domain.states import SyncInterval
    from app.domain.views import Account, Link
    from app.ui.services import Services


class LinkActs:
    """Each returns True where something changed, and raises Failure where it could not."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        self._services = services
        self._parent = parent

    async def disconnect(self, link: Link) -> bool:
        """Ask first: it ends syncing. Everything stays readable."""
        answer = await ask(
            self._parent,
            QCoreApplication.translate("LinkActs", "Disconnect from Procore?"),
            QCoreApplication.translate(
                "LinkActs",
                "Every drawing and markup on this computer stays readable. New revisions no longer arrive,"
                " and the project can be connected again later.",
            ),
            (
                Answer("disconnect", QCoreApplication.translate("LinkActs", "Disconnect"), destructive=True),
                Answer("stay", QCoreApplication.translate("LinkActs", "Stay connected"), safe=True),
            ),
        )
        if answer != "disconnect":
            return False
        self._services.engine.cancel(link.project_id)
        await self._services.read(self._services.store.links.disconnect, link.id)
        return True

    async def transfer(self, link: Link, account: Account | None, *, waiting: Callable[[bool], None]) -> bool:
        """Let another Procore user carry the link; without ``account``, whoever signs in now (S23)."""
        services = self._services
        chosen = account or await flow.sign_in(services, account_id=None, waiting=waiting)
        await services.on_engine(services.accounts.transfer(link.project_id, chosen.id))
        services.messages.inform(
            lambda: QCoreApplication.translate("LinkActs", "The project now syncs through {login}.").format(
                login=chosen.login
            ),
            id="transfer",
        )
        return True

    async def set_interval(self, link: Link, interval: SyncInterval) -> bool:
        await self._services.read(self._services.store.links.set_interval, link.id, interval)
        return True

    async def set_paused(self, link: Link, paused: bool) -> bool:
        await self._services.read(self._services.store.links.set_paused, link.id, paused)
        return True

    async def choose_bid(self, link: Link) -> bool:
        """Ask until when, and begin or end bid mode."""
        clock = self._services.clock
        dialog = BidDialog(link.bid_until if bidding(link.bid_until, clock()) else None, clock, self._parent)
        accepted = await finished(dialog)
        until = dialog.until
        dialog.deleteLater()
        if not accepted:
            return False
        await self._services.read(self._services.store.links.set_bid_until, link.id, until)
        return True
