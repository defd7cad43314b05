"""``sandbox``: a server on this machine that speaks Procore's contract, for trying things out."""

from __future__ import annotations

from typing import Annotated

import typer

from app.commands.program import AsJson, invocation
from app.domain.failures import Failure, FailureCode, Reason


def sandbox(
    context: typer.Context,
    port: Annotated[int, typer.Option("--port", metavar="PORT", min=0, max=65_535, help="0: any free port.")] = 0,
    scenario: Annotated[
        str,
        typer.Option(
            "--scenario", metavar="SCENARIO", help="The world it plays: demo, tiny, large:N[:BYTES] or folder:PATH."
        ),
    ] = "demo",
    as_json: AsJson = False,
) -> None:
    """Run the Procore sandbox until Ctrl+C."""
    with invocation(context, as_json) as call:
        from app.sandbox import server  # here: no other command needs a web server

        try:
            server.run_forever(port, scenario, json_output=call.as_json)
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--scenario") from None
        except OSError as error:
            raise Failure(
                FailureCode.CONFIGURATION, Reason.PORT_TAKEN, values={"port": port}, technical=str(error)
            ) from error
