"""``demo``: the whole product on a sandbox, in a data directory of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from app.commands.formats import decimal, number, size
from app.commands.program import AsJson, Invocation, invocation
from app.commands.words import DEMO_DONE, DEMO_SCREENSHOTS

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What a demo did. ``seconds``: the first sync; ``screenshots``: only without a window."""

    home: Path
    project: str
    state: str
    drawings: int
    revisions: int
    bytes: int
    seconds: float
    screenshots: tuple[Path, ...] = ()


class RunDemo(Protocol):
    """How the entry point lends the demo to the command line, which must not know the window."""

    def __call__(self, call: Invocation, *, headless: bool) -> DemoSummary:
        """Carry the demo out to its end: until the window is closed, or the screenshots are saved."""


def demo(
    context: typer.Context,
    headless: Annotated[bool, typer.Option("--headless", help="No window: save screenshots instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Try Planrack with a Procore sandbox and generated drawings."""
    with invocation(context, as_json) as call:
        summary = call.program.run_demo(call, headless=headless)
        call.give(_answer(summary), _lines(call, summary))


def _answer(summary: DemoSummary) -> dict[str, object]:
    return {
        "home": str(summary.home),
        "project": summary.project,
        "state": summary.state,
        "drawings": summary.drawings,
        "revisions": summary.revisions,
        "bytes": summary.bytes,
        "seconds": round(summary.seconds, 3),
        "screenshots": [str(path) for path in summary.screenshots],
    }


def _lines(call: Invocation, summary: DemoSummary) -> list[str]:
    done = call.say(
        DEMO_DONE,
        drawings=number(summary.drawings, call.language),
        revisions=number(summary.revisions, call.language),
        size=size(summary.bytes, call.language),
        seconds=decimal(summary.seconds, call.language),
    )
    if not summary.screenshots:
        return [done]
    return [done, call.say(DEMO_SCREENSHOTS), *(f"  {path}" for path in summary.screenshots)]
