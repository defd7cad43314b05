"""``markups``: what people drew on a project's sheets, and what they measured."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - read from annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands import shapes
from app.commands.formats import columns, moment, number
from app.commands.program import AsJson, Invocation, invocation
from app.commands.projects import Project  # noqa: TC001 - read from annotations at run time
from app.commands.words import CURRENT, MARKUPS_UNREADABLE, MARKUPS_WRITTEN, NO_MARKUPS, PAGE
from app.domain.markup_words import CARRIED_NAMES, KIND_NAMES, NO_SCALE, NOT_VERIFIED, STATUS_NAMES, TO_CHECK
from app.domain.measures import LengthUnit, quantity_text
from app.storage.failures import os_failures

if TYPE_CHECKING:
    from app.domain.markups import ListedMarkup
    from app.domain.measures import Total

Unit = Annotated[LengthUnit, typer.Option("--unit", help="Of lengths and areas in tables.")]


def markups(
    context: typer.Context,
    project: Project,
    drawing: Annotated[
        str | None, typer.Option("--drawing", metavar="NUMBER", help="Only of the drawing with this number.")
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table for a spreadsheet.")] = False,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="FILE", help="Write a workbook: totals, and every markup.")
    ] = None,
    only_totals: Annotated[bool, typer.Option("--totals", help="Print what was measured, added up.")] = False,
    unit: Unit = LengthUnit.FEET,
    as_json: AsJson = False,
) -> None:
    """List what was drawn on a project's sheets, on all revisions."""
    with invocation(context, as_json) as call:
        ours = call.store.projects.find(project)
        listed = _listed(call, ours.id, drawing)
        scales = call.store.calibrations.of_project(ours.id)
        from app import takeoff

        found = takeoff.taken_off(listed, scales)
        unreadable = len(call.store.annotations.unreadable(ours.id))
        if unreadable:
            call.note(call.say(MARKUPS_UNREADABLE, count=unreadable))
        totals = takeoff.totals_table(found, unit, call.language)
        marks = takeoff.marks_table(listed, scales, unit, call.language)
        if xlsx is not None:
            with os_failures():
                xlsx.write_bytes(takeoff.xlsx_bytes((totals, marks)))
            call.note(call.say(MARKUPS_WRITTEN, file=xlsx))
        if as_csv and not as_json:
            typer.echo(takeoff.csv_bytes(totals if only_totals else marks, call.language), nl=False)
            return
        rows = (
            [_total_cells(call, one, unit) for one in found] if only_totals else [_cells(call, one) for one in listed]
        )
        answer = shapes.markups(ours.name, listed, scales, found, unreadable)
        call.give(answer, columns(rows) or [call.say(NO_MARKUPS)])


def _listed(call: Invocation, project_id: int, drawing: str | None) -> list[ListedMarkup]:
    annotations = call.store.annotations
    if drawing is None:
        return annotations.of_project(project_id)
    return [
        one
        for found in call.store.shown.numbered(project_id, drawing)
        for one in annotations.of_project(project_id, drawing_id=found.procore_id)
    ]


def _total_cells(call: Invocation, one: Total, unit: LengthUnit) -> list[str]:
    notes = ((NO_SCALE, one.unscaled), (NOT_VERIFIED, one.unverified), (TO_CHECK, one.to_check))
    return [
        call.say(KIND_NAMES[one.kind]),
        one.layer,
        one.label,
        quantity_text(one.kind, one.quantity, unit, call.language),
        "  ".join(f"{call.say(note)}: {number(count, call.language)}" for note, count in notes if count),
    ]


def _cells(call: Invocation, one: ListedMarkup) -> list[str]:
    markup = one.markup
    revision = one.revision_number or "–"
    return [
        one.number,
        f"{revision}  [{call.say(CURRENT)}]" if one.current else revision,
        call.say(PAGE, page=markup.page + 1) if markup.page else "",
        call.say(KIND_NAMES[markup.kind]),
        " ".join(markup.text.split()),
        markup.author,
        "" if markup.created_at is None else moment(markup.created_at, call.language),
        call.say(STATUS_NAMES[markup.status]),
        call.say(CARRIED_NAMES[markup.carried]),
    ]
