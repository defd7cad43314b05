"""What the worker process is asked to write (see ``wire``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.domain.markups import from_json
from app.domain.output import Cover, Marks
from app.drawings.output.book import Part, bind
from app.drawings.output.sheets import write_sheet


def do_output(job: dict[str, Any]) -> int:
    """Markups written, or pages bound."""
    target = Path(job["target"])
    if job["do"] == "issue":
        return write_sheet(
            Path(job["path"]),
            target,
            stamp=job["stamp"],
            markups=[from_json(one) for one in job["markups"]],
            labels=job["labels"],
            marks=Marks(job["marks"]),
        )
    parts = [Part(Path(path), folder, title, label) for path, folder, title, label in job["parts"]]
    told = job["cover"]
    cover = None if told is None else Cover(**{**told, "rows": tuple(map(tuple, told["rows"]))})
    return bind(parts, cover, target, spare=lambda number: target.with_name(f"{target.name}.{number}"))
