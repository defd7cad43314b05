"""``login``, ``logout``, ``accounts`` and ``procore-projects``: who is signed in to Procore, and what they can see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.commands import shapes
from app.commands.engine import on_accounts
from app.commands.failing import exit_code, missing, sentences
from app.commands.formats import moment
from app.commands.program import AsJson, Invocation, invocation
from app.commands.stdout import kept_clean
from app.commands.words import (
    ACCOUNT_SIGNED_IN,
    ACCOUNT_SIGNED_OUT,
    HIDDEN_COMPANY,
    NO_ACCOUNTS,
    OPEN_IN_BROWSER,
    SHOWN_OF_TOTAL,
    SIGNED_IN,
    SIGNED_OUT,
)
from app.domain.failures import Failure, FailureCode, Reason

if TYPE_CHECKING:
    from app.domain import views
    from app.sync.accounts import LinkedAccounts

Login = Annotated[str | None, typer.Argument(metavar="LOGIN", help="The account's Procore login; all if none.")]


def login(context: typer.Context, as_json: AsJson = False) -> None:
    """Sign in to Procore in the system browser and link that account."""
    import webbrowser

    with invocation(context, as_json) as call:

        def open_browser(url: str) -> bool:
            # Where no browser opens (a server, a container), the address is all the user has to go on.
            call.note(call.say(OPEN_IN_BROWSER, url=url))
            return webbrowser.open(url)

        with kept_clean():
            account = on_accounts(call, lambda accounts: accounts.sign_in(open_browser=open_browser))
        call.give(shapes.account(account), [call.say(SIGNED_IN, login=account.login)])


def logout(context: typer.Context, login: Login = None, as_json: AsJson = False) -> None:
    """Sign out of one Procore account, or of all. Links and drawings stay."""
    with invocation(context, as_json) as call:
        chosen = _chosen(call, login)
        on_accounts(call, lambda accounts: _sign_out(accounts, chosen))
        call.give(
            {"signed_out": [account.login for account in chosen]},
            [call.say(SIGNED_OUT, login=account.login) for account in chosen] or [call.say(NO_ACCOUNTS)],
        )


def accounts(context: typer.Context, as_json: AsJson = False) -> None:
    """List the linked Procore accounts."""
    with invocation(context, as_json) as call:
        found = call.store.accounts.list()
        lines = [
            f"{account.login}  {call.say(ACCOUNT_SIGNED_IN if account.signed_in else ACCOUNT_SIGNED_OUT)}"
            for account in found
        ]
        call.give(
            {"accounts": [shapes.account(account) for account in found]},
            lines or [call.say(NO_ACCOUNTS)],
        )


def procore_projects(context: typer.Context, as_json: AsJson = False) -> None:
    """List the Procore projects that can be linked, and the companies that hide theirs with the reason."""
    with invocation(context, as_json) as call:
        if not call.store.accounts.list():
            raise Failure(FailureCode.AUTH, Reason.NO_ACCOUNT)
        seen = on_accounts(call, lambda accounts: accounts.visible_projects())
        call.give(
            {"accounts": [shapes.account_projects(item, call.language) for item in seen]},
            [line for item in seen for line in _account_lines(call, item)],
        )
        for item in seen:
            if item.failure is not None:
                call.note(f"{item.login}: {sentences(item.failure, call.language)}")
                call.code = max(call.code, exit_code(FailureCode(item.failure.code)))


async def _sign_out(accounts: LinkedAccounts, leaving: list[views.Account]) -> None:
    for account in leaving:
        await accounts.sign_out(account.id)


def _account_lines(call: Invocation, item: views.AccountProjects) -> list[str]:
    lines = [call.say(SHOWN_OF_TOTAL, login=item.login, shown=item.shown, total=item.total)]
    lines += [f"  {found.id}  {found.name}  ({found.company})" for found in item.projects[: item.shown]]
    for company in item.hidden:
        # The reason as a sentence: "why is my project not listed?" must be answered here (S8-S13).
        why = sentences(Failure(FailureCode(company.reason), values={"company": company.company}), call.language)
        since = moment(company.since, call.language)
        lines.append("  " + call.say(HIDDEN_COMPANY, company=company.company, since=since, reason=why))
    return lines


def _chosen(call: Invocation, login: str | None) -> list[views.Account]:
    if login is None:
        return [account for account in call.store.accounts.list() if account.signed_in]
    account = call.store.accounts.find(login)
    if account is None:
        raise missing("account", login)
    return [account]
