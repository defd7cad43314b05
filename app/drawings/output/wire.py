"""What is to be written, as it goes to the worker process. Needs none of the libraries that write it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.domain.markups import to_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.domain.output import Cover, IssuedSheet, Marks


def issue_job(sheet: IssuedSheet, target: Path, marks: Marks) -> dict[str, Any]:
    return {
        "do": "issue",
        "path": str(sheet.source),
        "target": str(target),
        "stamp": sheet.stamp,
        "markups": [to_json(markup) for markup in sheet.markups],
        "labels": dict(sheet.labels),
        "marks": marks.value,
    }


def bind_job(sheets: Sequence[tuple[Path, IssuedSheet]], cover: Cover | None, target: Path) -> dict[str, Any]:
    return {
        "do": "bind",
        "target": str(target),
        "parts": [[str(path), sheet.folder, sheet.title, sheet.page_label] for path, sheet in sheets],
        "cover": None if cover is None else asdict(cover),
    }
