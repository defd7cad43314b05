"""``search``: find sheets by number, title, or the words on them, with no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.commands import shapes
from app.commands.formats import columns, number
from app.commands.program import AsJson, Invocation, invocation
from app.commands.projects import Project  # noqa: TC001 - read from annotations at run time
from app.commands.words import CURRENT, NOT_READ_YET, NOTHING_FOUND, PAGE, SHOWN_ARE_FIRST, WITHDRAWN

if TYPE_CHECKING:
    from app.domain import views


def search(
    context: typer.Context,
    project: Project,
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="A number, or words of a title or a sheet.")],
    as_json: AsJson = False,
) -> None:
    """Find sheets by number, title, or the words on them."""
    with invocation(context, as_json) as call:
        ours = call.store.projects.find(project)
        typed = " ".join(query)
        found = call.store.shown.search(ours.id, typed)
        call.give(shapes.search(ours.name, typed, found), _lines(call, found))


def _lines(call: Invocation, found: views.SearchResults) -> list[str]:
    lines = columns([_cells(call, hit) for hit in found.hits]) or [call.say(NOTHING_FOUND)]
    if found.more:
        lines.append(call.say(SHOWN_ARE_FIRST, count=number(len(found.hits), call.language)))
    if found.unread:
        lines.append(call.say(NOT_READ_YET, count=number(found.unread, call.language)))
    return lines


def _cells(call: Invocation, hit: views.SearchHit) -> list[str]:
    labels = [call.say(CURRENT)] if hit.current else []
    if hit.withdrawn:
        labels.append(call.say(WITHDRAWN))
    revision = f"{hit.revision_number or '–'}  [{', '.join(labels)}]" if labels else hit.revision_number or "–"
    where = call.say(PAGE, page=number(hit.page + 1, call.language)) if hit.page else ""
    return [hit.number, revision, where, shapes.plain(hit.snippet) or hit.title]
