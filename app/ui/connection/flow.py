"""« Se connecter » in one click: sign in where needed, then choose the Procore project (S21, S23, S25)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from app.ui.connection.picker_dialog import PickerDialog
from app.ui.loop import finished

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.domain.views import Account, Link
    from app.ui.connection.card_state import Choice
    from app.ui.services import Services


async def choose_project(
    services: Services, parent: QWidget, *, current: Link | None, waiting: Callable[[bool], None]
) -> Choice | None:
    """The project that was chosen, or None where the user cancelled. ``waiting``: the browser is open, or no more.

    Raises Failure where the sign-in fails. Cancelling the task ends the sign-in.
    """
    accounts = await services.read(services.store.accounts.list)
    account_id: int | None = None
    if not any(account.signed_in for account in accounts):
        known = accounts[0].id if accounts else None
        account_id = (await sign_in(services, account_id=known, waiting=waiting)).id
    dialog = PickerDialog(services, parent, account_id=account_id, current=current)
    try:
        accepted = await finished(dialog) == QDialog.DialogCode.Accepted
        return dialog.choice if accepted else None
    finally:
        dialog.deleteLater()


async def sign_in(services: Services, *, account_id: int | None, waiting: Callable[[bool], None]) -> Account:
    """Sign in through the system browser (S24): a new account, or ``account_id`` again."""
    waiting(True)
    try:
        return await services.on_engine(services.accounts.sign_in(account_id=account_id))
    finally:
        waiting(False)
