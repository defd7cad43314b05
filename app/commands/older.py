"""``fetch-older``: the revisions from before the connection, of one drawing or of a whole project (S50)."""

from __future__ import annotations

from typing import Annotated

import typer

from app.commands import shapes
from app.commands.engine import engine_running, wait_or_cancel
from app.commands.failing import not_connected
from app.commands.formats import number
from app.commands.program import AsJson, invocation
from app.commands.progress import shown_progress
from app.commands.sync import report_runs
from app.commands.words import OLDER_NONE, OLDER_REQUESTED
from app.domain.states import AccessLevel


def fetch_older(
    context: typer.Context,
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="Name or id.")],
    drawing: Annotated[str | None, typer.Option("--drawing", metavar="NUMBER", help="Only of this drawing.")] = None,
    as_json: AsJson = False,
) -> None:
    """Fetch the older revisions that are in Procore and not on this machine."""
    from app.domain.states import RunTrigger

    with invocation(context, as_json) as call:
        call.require_integration()
        target = call.store.projects.find(project)
        if drawing is None:
            call.require_manage(target)
        if target.connection is None:
            raise not_connected(target.name)
        drawing_ids = None
        if drawing is not None:
            found = call.store.shown.numbered(target.id, drawing, AccessLevel.MANAGE)
            drawing_ids = [one.procore_id for one in found]
        with engine_running(call) as engine, shown_progress(call, engine, [target]):
            asked = engine.fetch_older(target.id, drawing_ids, trigger=RunTrigger.COMMAND)
            requested, report = wait_or_cancel(call, engine, asked)
        line = OLDER_REQUESTED if requested else OLDER_NONE
        report_runs(
            call,
            [report],
            {"runs": [shapes.run(report, call.language)], "requested": requested},
            before=[call.say(line, count=number(requested, call.language))],
        )
