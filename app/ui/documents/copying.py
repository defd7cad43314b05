"""Which copies an export or a selection makes, and what they are called. Pure over snapshots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.file_names import safe_name, sheet_file_name
from app.storage.copies import Copy
from app.ui.documents import wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.views import DocumentTree, Drawing, Entry

#: A revision beside its drawing and the folder it shall lie in.
Wanted = tuple["Drawing", "Entry", str]


def current_set(tree: DocumentTree, discipline: tuple[int | None, int | None] | None = None) -> list[Wanted]:
    """The current revision of every drawing that is not withdrawn, of all or of one discipline (area id, id)."""
    return [
        (drawing, drawing.current, folder if discipline is None else "")
        for place, folder, drawing in _drawings(tree)
        if discipline in (None, place) and drawing.withdrawn is None and drawing.current is not None
    ]


def one_set(tree: DocumentTree, name: str) -> list[Wanted]:
    """Every revision that was issued in a drawing set, once each, superseded or not."""
    found = []
    for _place, folder, drawing in _drawings(tree):
        issued = {entry.procore_id: entry for entry in drawing.entries if entry.drawing_set == name}
        found += [(drawing, entry, folder) for entry in issued.values()]
    return found


def sets_of(tree: DocumentTree) -> list[str]:
    return sorted({e.drawing_set for _p, _f, one in _drawings(tree) for e in one.entries if e.drawing_set})


def copies(wanted: Iterable[Wanted]) -> list[Copy]:
    """Of what is here."""
    return [
        Copy(entry.path, entry.sha256, file_name(drawing, entry), folder)
        for drawing, entry, folder in wanted
        if entry.path is not None and entry.sha256 is not None
    ]


def file_name(drawing: Drawing, entry: Entry) -> str:
    """S63: one that must not be taken for the current one says so in its name."""
    return sheet_file_name(drawing.number, wording.short_revision(entry), drawing.title, wording.stamp(drawing, entry))


def _drawings(tree: DocumentTree) -> list[tuple[tuple[int | None, int | None], str, Drawing]]:
    with_areas = len(tree.areas) > 1
    found = []
    for area in tree.areas:
        for part in area.disciplines:
            name = part.name or wording.no_discipline()
            folder = safe_name(f"{area.name} - {name}" if with_areas and area.name else name)
            found += [((area.id, part.id), folder, drawing) for drawing in part.drawings]
    return found
