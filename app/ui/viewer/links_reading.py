"""What callouts of a project's sheets may lead to, read from the store off the UI thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.states import CacheState
from app.drawings.callouts import SheetNumbers
from app.ui.documents import wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.views import Drawing
    from app.ui.services import Services


@dataclass(frozen=True, slots=True)
class Targets:
    """The drawings of a project by Procore's id, as the active member sees them: what lies in a folder without access
    does not exist for a link."""

    numbers: SheetNumbers
    drawings: Mapping[int, Drawing]


def read_targets(services: Services, project_id: int) -> Targets:
    """Raises Failure(NOT_FOUND)."""
    tree, _access = services.store.shown.tree(
        project_id, engine_alive=services.engine.alive, downloading=services.engine.downloading()
    )
    drawings = {
        drawing.procore_id: drawing
        for area in tree.areas
        for discipline in area.disciplines
        for drawing in discipline.drawings
    }
    return Targets(SheetNumbers({id: drawing.number for id, drawing in drawings.items()}), drawings)


def link_lines(drawing: Drawing) -> list[str]:
    """Number and title; what a click opens; and what must be known before."""
    lines = [f"{drawing.number}  {drawing.title}".strip()]
    entry = drawing.shown
    if entry is None:
        return [*lines, QCoreApplication.translate("SheetLinks", "No revision is here.")]
    lines.append(", ".join([wording.revision_name(entry), *wording.entry_labels(drawing, entry)]))
    if drawing.withdrawn is not None:
        lines.append(wording.withdrawn_word(drawing.withdrawn))
    if entry.cache is not CacheState.HERE:
        lines.append(wording.cache_word(entry.cache))
    return lines
