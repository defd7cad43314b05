"""Where a file or a folder shall be: the system's own dialog, asked without a nested event loop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from app.ui.controls import without_icons
from app.ui.loop import finished

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


async def choose_file(parent: QWidget, title: str, name: str, kinds: str = "") -> Path | None:
    """Where to save a file; ``name`` is proposed, its ending is added to one without. ``kinds``: a filter of names with
    its words. None where it was given up."""
    dialog = QFileDialog(parent, title, _documents(), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    return await _chosen(dialog)


async def choose_folder(parent: QWidget, title: str) -> Path | None:
    """An existing folder, or None."""
    dialog = QFileDialog(parent, title, _documents())
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return await _chosen(dialog)


async def _chosen(dialog: QFileDialog) -> Path | None:
    dialog.setObjectName("choose")
    without_icons(dialog)
    accepted = await finished(dialog)
    files = dialog.selectedFiles() if accepted else []
    dialog.deleteLater()
    return Path(files[0]) if files else None


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
