"""Diagnostics as text, and the support report: what somebody who helps needs, without drawings or secrets (S62)."""

from __future__ import annotations

import json
import zipfile
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.commands.diagnosis import diagnose, masked
from app.ui.support_dialog import ReportFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.domain.views import ProjectStatus, Run
    from app.ui.services import Workspace

_RUNS = 10
#: The end of each log is what helps; whole logs would make a report that no mail server takes.
_LOG_BYTES = 1_000_000


def diagnostics(workspace: Workspace) -> str:
    """Facts about this machine, the accounts (masked) and how the last runs ended, as readable JSON."""
    return json.dumps(_facts(workspace), indent=2, ensure_ascii=False, default=str)


def report_files(workspace: Workspace) -> tuple[ReportFile, ...]:
    """What a report consists of: diagnostics and the ends of the (already redacted) logs. Raises OSError."""
    folder = workspace.settings.logs
    logs = sorted(folder.glob("*.log*")) if folder.is_dir() else []
    return (
        ReportFile("diagnostics.json", diagnostics(workspace).encode()),
        *(ReportFile(f"logs/{log.name}", log.read_bytes()[-_LOG_BYTES:]) for log in logs),
    )


def write_files(files: Sequence[ReportFile], path: Path) -> None:
    """Write exactly these files to the zip file ``path``, all or nothing. Raises OSError."""
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.writestr(file.name, file.content)
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def _facts(workspace: Workspace) -> dict[str, Any]:
    store = workspace.store
    statuses = store.documents.statuses(engine_alive=workspace.engine.alive_anywhere(), archived=False)
    return {
        "machine": asdict(diagnose(workspace.settings)),
        "accounts": [
            {"login": masked(account.login), "signed_in": account.signed_in} for account in store.accounts.list()
        ],
        "projects": [_project(one, *_history(workspace, one)) for one in statuses],
    }


def _history(workspace: Workspace, status: ProjectStatus) -> tuple[list[Run], list[tuple[str, str, int]]]:
    """The last runs, and what of the listings did not decode."""
    link, store = status.project.link, workspace.store
    return (
        ([], []) if link is None else (store.runs.recent(link.id, _RUNS), store.observations.records_put_aside(link.id))
    )


def _project(one: ProjectStatus, runs: list[Run], put_aside: list[tuple[str, str, int]]) -> dict[str, Any]:
    """Numbers instead of names: whose job it is, is nobody's business."""
    status = one.status
    return {
        "id": one.project.id,
        "linked": one.project.link is not None,
        "state": status.state,
        "last_success": status.last_success,
        "failures_in_a_row": status.failures_in_a_row,
        "failure": _failure(status.failure),
        "drawings": status.drawings,
        "revisions": status.revisions,
        "here": status.here,
        "bytes": status.bytes,
        "runs": [
            {
                "started": run.started_at,
                "finished": run.finished_at,
                "full": run.full,
                "outcome": run.outcome,
                "failure": _failure(run.failure),
            }
            for run in runs
        ],
        "records_put_aside": [{"kind": kind, "problem": problem, "count": n} for kind, problem, n in put_aside],
    }


def _failure(note: Any) -> dict[str, Any] | None:
    return {"code": note.code, "reason": note.reason, "at": note.at} if note is not None else None
