"""``export``: the current set as a folder of PDFs or as one bookmarked PDF, with no network."""

from __future__ import annotations

import asyncio
from pathlib import Path  # noqa: TC003 - read from annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.formats import moment, number
from app.commands.program import AsJson, Invocation, invocation
from app.commands.projects import Project  # noqa: TC001 - read from annotations at run time
from app.commands.words import EXISTS_ALREADY, EXPORTED_BOOK, EXPORTED_FOLDER, NOT_EXPORTED
from app.domain.failures import Failure, FailureCode
from app.domain.file_names import safe_name
from app.domain.issue_words import CURRENT_SET
from app.domain.issuing import cover_of, current_set
from app.domain.output import Marks
from app.storage.failures import os_failures
from app.sync.issue_reading import read_issued

if TYPE_CHECKING:
    from app.domain.issuing import Wanted
    from app.domain.output import IssuedSheet
    from app.domain.views import DocumentTree


def export(
    context: typer.Context,
    project: Project,
    dest: Annotated[
        Path,
        typer.Argument(metavar="DEST", help="A folder (with --pdf a file) to make, or the folder to put it in."),
    ],
    pdf: Annotated[bool, typer.Option("--pdf", help="One PDF with a cover and bookmarks.")] = False,
    markups: Annotated[bool, typer.Option("--markups", help="With markups, as standard PDF annotations.")] = False,
    flat: Annotated[bool, typer.Option("--flat", help="With --markups: as part of the drawing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Save the current set: the current revision of every drawing that is not withdrawn."""
    if flat and not markups:
        raise typer.BadParameter("--flat goes with --markups")
    marks = (Marks.FLAT if flat else Marks.ANNOTATIONS) if markups else Marks.NONE
    with invocation(context, as_json) as call:
        ours = call.store.projects.find(project)
        found = call.store.shown.readable(ours.id, engine_alive=False)
        wanted = current_set(found, call.language)
        sheets = read_issued(call.store, wanted, call.language, markups=marks is not Marks.NONE)
        if not sheets:
            raise Failure(FailureCode.NOT_FOUND, values={"subject": ours.name}, technical="no sheet is here")
        target = _target(call, dest, safe_name(CURRENT_SET.say(call.language, project=ours.name)), pdf=pdf)
        target, pages = asyncio.run(_write(call, found, wanted, sheets, target, marks, pdf=pdf))
        lacking = [one.drawing.number for one in wanted if not one.is_here]
        answer = {"path": str(target), "sheets": len(sheets), "pages": pages, "missing": lacking}
        call.give(answer, _lines(call, target, len(sheets), lacking, pdf=pdf))


def _target(call: Invocation, dest: Path, name: str, *, pdf: bool) -> Path:
    """Where it goes: DEST, or a new name in it where it is a folder. Nothing that is there is written over."""
    target = dest.absolute()
    if target.is_dir():
        target = target / (f"{name}.pdf" if pdf else name)
    if target.exists() and (pdf or not target.is_dir()):  # a folder gets a number
        raise typer.BadParameter(call.say(EXISTS_ALREADY, path=str(target)))
    with os_failures():
        target.parent.mkdir(parents=True, exist_ok=True)
    return target


async def _write(
    call: Invocation,
    tree: DocumentTree,
    wanted: list[Wanted],
    sheets: list[IssuedSheet],
    target: Path,
    marks: Marks,
    *,
    pdf: bool,
) -> tuple[Path, int | None]:
    """Where it lies now, and the pages of a bound set."""
    from app.sync.output import Output

    language = call.language
    output = Output()
    try:
        if not pdf:
            return await output.folder(sheets, target.parent, target.name, marks, lambda _done, _all: None), None
        cover = cover_of(
            tree,
            wanted,
            language,
            title=CURRENT_SET.say(language, project=tree.project.name),
            now=call.program.clock(),
            moment=lambda at: moment(at, language),
            number=lambda count: number(count, language),
        )
        return target, await output.book(sheets, cover, target, marks, lambda _done, _all: None)
    finally:
        await output.aclose()


def _lines(call: Invocation, target: Path, count: int, lacking: list[str], *, pdf: bool) -> list[str]:
    said = EXPORTED_BOOK if pdf else EXPORTED_FOLDER
    lines = [call.say(said, count=number(count, call.language), path=str(target))]
    if lacking:
        lines.append(call.say(NOT_EXPORTED, numbers=", ".join(lacking)))
    return lines
