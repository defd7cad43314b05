"""How the Documents page was left: the columns of everybody's lists, and for each project the way it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.ui.documents.filter_bar import Face

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.storage.store import Store

_COLUMNS = "documents.columns"


@dataclass(frozen=True, slots=True)
class Look:
    """``widths`` in units by the name of the column in code; ``hidden``: names of columns."""

    face: Face = Face.TREE
    widths: Mapping[str, int] = field(default_factory=dict)
    hidden: Sequence[str] = ()


def read_look(store: Store, project_id: int) -> Look:
    """What another version stored otherwise counts as not stored."""
    face = store.preferences.get(_face(project_id), "")
    columns: dict[str, object] = store.preferences.get(_COLUMNS, {})
    widths, hidden = columns.get("widths"), columns.get("hidden")
    return Look(
        Face(face) if face in list(Face) else Face.TREE,
        {name: width for name, width in widths.items() if isinstance(width, int)} if isinstance(widths, dict) else {},
        [name for name in hidden if isinstance(name, str)] if isinstance(hidden, list) else [],
    )


def write_face(store: Store, project_id: int, face: Face) -> None:
    store.preferences.set(_face(project_id), None if face is Face.TREE else face.value)


def write_columns(store: Store, widths: Mapping[str, int], hidden: Sequence[str]) -> None:
    store.preferences.set(_COLUMNS, {"widths": dict(widths), "hidden": list(hidden)})


def _face(project_id: int) -> str:
    return f"documents.face.{project_id}"
