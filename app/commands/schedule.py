"""``schedule``: how often a project is synced by itself, its pause, and bid mode."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read from annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.failing import not_connected
from app.commands.formats import iso, moment
from app.commands.program import AsJson, Invocation, invocation
from app.commands.projects import Project, parse_moment
from app.commands.words import BID_MODE_UNTIL, INTERVALS, NEXT_ATTEMPT, SCHEDULE, SCHEDULE_PAUSED
from app.domain.states import SyncInterval  # noqa: TC001 - read from annotations at run time
from app.domain.status import LONGEST_BID

if TYPE_CHECKING:
    from app.domain.views import Link, ProjectStatus


def schedule(
    context: typer.Context,
    project: Project,
    interval: Annotated[
        SyncInterval | None, typer.Option("--interval", help="How often it is synced by itself.", show_choices=True)
    ] = None,
    pause: Annotated[
        bool | None, typer.Option("--pause/--resume", help="Stop syncing it by itself, or go on.", show_default=False)
    ] = None,
    bid_until: Annotated[
        datetime | None,
        typer.Option("--bid-until", metavar="ISO", parser=parse_moment, help="Every five minutes until then."),
    ] = None,
    no_bid: Annotated[bool, typer.Option("--no-bid", help="End bid mode now.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show when a project is synced by itself, or change it. A pause ends when bid mode begins."""
    if bid_until is not None and no_bid:
        raise typer.BadParameter("--bid-until or --no-bid, not both", param_hint="--no-bid")
    with invocation(context, as_json) as call:
        ours = call.store.projects.find(project)
        if interval is not None or pause is not None or bid_until is not None or no_bid:
            call.require_manage(ours)
        else:
            call.require_sight(ours)
        if ours.connection is None:
            raise not_connected(ours.name)
        if bid_until is not None:
            _check_end(bid_until, call.program.clock())
        _change(call, ours.connection, interval, pause, bid_until, no_bid)
        shown = call.store.shown.status(ours.id, engine_alive=False)
        assert shown.project.link is not None
        answer = {
            "project": ours.name,
            "interval": shown.project.link.interval.value,
            "paused": shown.project.link.paused,
            "bid_until": iso(shown.status.bid_until),
            "next_attempt": iso(shown.status.next_attempt),
        }
        call.give(answer, _lines(call, shown, shown.project.link))


def _check_end(until: datetime, now: datetime) -> None:
    if not now < until <= now + LONGEST_BID:
        raise typer.BadParameter("a time ahead, at most 31 days", param_hint="--bid-until")


def _change(
    call: Invocation,
    link: Link,
    interval: SyncInterval | None,
    pause: bool | None,
    bid_until: datetime | None,
    no_bid: bool,
) -> None:
    links = call.store.links
    if interval is not None:
        links.set_interval(link.id, interval)
    if bid_until is not None or no_bid:
        links.set_bid_until(link.id, bid_until)
    if pause is not None:
        links.set_paused(link.id, pause)


def _lines(call: Invocation, shown: ProjectStatus, link: Link) -> list[str]:
    lines = [call.say(SCHEDULE, project=shown.project.name, interval=call.say(INTERVALS[link.interval]))]
    if link.paused:
        lines.append(call.say(SCHEDULE_PAUSED))
    if shown.status.bid_until is not None:
        lines.append(call.say(BID_MODE_UNTIL, time=moment(shown.status.bid_until, call.language)))
    if shown.status.next_attempt is not None:
        lines.append(call.say(NEXT_ATTEMPT, time=moment(shown.status.next_attempt, call.language)))
    return lines
