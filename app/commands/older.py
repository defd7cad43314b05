"""``fetch-older``: the revisions from before the connection, of one drawing or of a whole project (S50)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.commands import shapes
from app.commands.engine import engine_running, wait_or_cancel
from app.commands.failing import missing, not_connected
from app.commands.formats import number
from app.commands.program import AsJson, Invocation, invocation
from app.commands.progress import shown_progress
from app.commands.sync import is_linked, report_runs
from app.commands.words import OLDER_NONE, OLDER_REQUESTED
from app.domain.roles import Act

if TYPE_CHECKING:
    from app.domain import views


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
        call.require(Act.SYNC)
        target = call.store.projects.find(project)
        if not is_linked(target):
            raise not_connected(target.name)
        drawing_ids = None if drawing is None else _drawings(call, target, drawing)
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


def _drawings(call: Invocation, project: views.Project, wanted: str) -> list[int]:
    """Procore's ids of the drawings with this number: exactly, else in any case. Numbers may repeat."""
    tree = call.store.documents.tree(project.id, engine_alive=False)
    drawings = [drawing for area in tree.areas for part in area.disciplines for drawing in part.drawings]
    for same in (str.strip, lambda text: text.strip().casefold()):
        found = [drawing.procore_id for drawing in drawings if same(drawing.number) == same(wanted)]
        if found:
            return found
    raise missing("drawing", wanted)
