"""``status``, ``tree`` and ``changes``: what this machine holds. They only read, also while a window runs."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read from annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands import shapes
from app.commands.engine import engine_lives
from app.commands.failing import sentences
from app.commands.formats import columns, moment, number, size
from app.commands.program import AsJson, Invocation, invocation
from app.commands.projects import Project, parse_moment
from app.commands.words import (
    ASK_SUPPORT,
    CACHE,
    COLUMN_DATE,
    COLUMN_DRAWINGS,
    COLUMN_PROJECT,
    COLUMN_REVISIONS,
    COLUMN_SIZE,
    COLUMN_STATE,
    CURRENT,
    FAILED_BECAUSE,
    KINDS,
    NEVER,
    NO_CHANGES,
    NO_PROCORE,
    NO_PROJECTS,
    OFFLINE,
    OLDER_IN_PROCORE,
    STATES,
    WITHDRAWN,
)
from app.domain.change_words import before_after, kind_words
from app.domain.issue_words import NO_DISCIPLINE
from app.domain.standing import Standing, standing
from app.domain.states import SyncState
from app.domain.status import FAILURES_FOR_SUPPORT

if TYPE_CHECKING:
    from app.domain import views


def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Show every project's state, as the window's Date column does."""
    with invocation(context, as_json) as call:
        found = _statuses(call)
        call.give(
            {"projects": [shapes.status(item, call.language) for item in found]},
            _status_lines(call, found),
        )


def tree(context: typer.Context, project: Project, as_json: AsJson = False) -> None:
    """Show every drawing of a project with its revisions, oldest first."""
    with invocation(context, as_json) as call:
        ours = call.store.projects.find(project)
        found = call.store.shown.readable(ours.id, engine_alive=_someone_syncs(call))
        call.give(shapes.tree(found, call.language), _tree_lines(call, found))


def changes(
    context: typer.Context,
    project: Project,
    since: Annotated[
        datetime | None, typer.Option("--since", metavar="ISO", parser=parse_moment, help="Only from this time on.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what Procore changed, as the ledger recorded it."""
    with invocation(context, as_json) as call:
        ours = call.store.projects.find(project)
        found = call.store.shown.changes(ours.id, since)
        call.give(
            {"project": ours.name, "changes": [shapes.change(item) for item in found]},
            columns([_change_cells(call, item) for item in found]) or [call.say(NO_CHANGES)],
        )


def _statuses(call: Invocation) -> list[views.ProjectStatus]:
    """What only a living engine can say is believed only while one lives: that a run goes on (S61), that there is no
    network."""
    found = call.store.shown.statuses(engine_alive=True)
    doubtful = any(item.status.state is SyncState.RUNNING or item.status.offline for item in found)
    if doubtful and not engine_lives(call.settings):
        return call.store.shown.statuses(engine_alive=False)
    return found


def _someone_syncs(call: Invocation) -> bool:
    return any(item.status.state is SyncState.RUNNING for item in _statuses(call))


def _status_lines(call: Invocation, found: list[views.ProjectStatus]) -> list[str]:
    if not found:
        return [call.say(NO_PROJECTS)]
    heads = (COLUMN_PROJECT, COLUMN_STATE, COLUMN_DATE, COLUMN_DRAWINGS, COLUMN_REVISIONS, COLUMN_SIZE)
    lines = columns([[call.say(head) for head in heads], *(_status_cells(call, item) for item in found)])
    if any(item.status.offline for item in found):
        lines.append(call.say(OFFLINE))
    for item in found:
        if item.status.failure is not None:
            at = moment(item.status.failure.at, call.language)
            why = sentences(item.status.failure, call.language)
            lines.append(call.say(FAILED_BECAUSE, project=item.project.name, at=at, reason=why))
            if item.status.failures_in_a_row >= FAILURES_FOR_SUPPORT:
                lines.append(call.say(ASK_SUPPORT, count=item.status.failures_in_a_row))
    return lines


def _status_cells(call: Invocation, item: views.ProjectStatus) -> list[str]:
    folder = item.status
    if item.project.link is None:
        return [item.project.name, call.say(NO_PROCORE), "", "", "", ""]
    return [
        item.project.name,
        call.say(STATES[folder.state]),
        call.say(NEVER) if folder.time is None else moment(folder.time, call.language),
        number(folder.drawings, call.language),
        number(folder.revisions, call.language),
        size(folder.bytes, call.language),
    ]


def _tree_lines(call: Invocation, found: views.DocumentTree) -> list[str]:
    lines = [found.project.name]
    several = len(found.areas) > 1  # a single area is no level (S39)
    indent = "    " if several else "  "
    for area in found.areas:
        if several:
            lines.append(f"  {area.name}")
        for discipline in area.disciplines:
            lines.append(indent + (discipline.name or call.say(NO_DISCIPLINE)))
            for drawing in discipline.drawings:
                lines += [f"{indent}  {line}" for line in _drawing_lines(call, drawing)]
    return lines


def _drawing_lines(call: Invocation, drawing: views.Drawing) -> list[str]:
    notes = [call.say(WITHDRAWN)] if drawing.withdrawn is not None else []
    if drawing.older_in_procore:
        notes.append(call.say(OLDER_IN_PROCORE, count=drawing.older_in_procore))
    head = f"{drawing.number}  {drawing.title}".rstrip() + (f"  ({'; '.join(notes)})" if notes else "")
    lines = [head]
    for entry in drawing.entries:
        stands = {Standing.CURRENT: call.say(CURRENT), Standing.WITHDRAWN: call.say(WITHDRAWN)}
        labels = [
            call.say(KINDS[entry.kind]),
            stands.get(standing(drawing, entry), ""),
            call.say(CACHE[entry.cache]),
        ]
        lines.append(f"  {entry.revision_number or '–'}  [{', '.join(label for label in labels if label)}]")
    return lines


def _change_cells(call: Invocation, item: views.Change) -> list[str]:
    return [
        moment(item.at, call.language),
        item.drawing or "",
        kind_words(item.kind, call.language),
        before_after(item, call.language),
    ]
