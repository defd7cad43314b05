"""What opens over the main window: the palette, the syncs of a project, the guide and the other dialogs of the shell.

Their modules are read when they are first asked for: the start of the window is the faster for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from app.ui.first_window import bring_forward
from app.ui.theme import unit

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.pages import Parts
    from app.ui.palette import Entry
    from app.ui.services import Services, SheetHit


class ShellDialogs(QObject):
    """Opens them over ``window``, whose acts they offer."""

    def __init__(self, services: Services, parts: Parts, window: MainWindow) -> None:
        super().__init__(window)
        self._services = services
        self._parts = parts
        self._window = window
        self._recent: list[Entry] = []

    def open_palette(self) -> None:
        from app.ui.go_to import palette_entries
        from app.ui.palette import Palette

        window = self._window
        entries = palette_entries(
            window.registry, window.overview.snapshot, window.show_documents, window.show_settings
        )
        palette = Palette(self._services, entries, self._parts.find_sheets, self._open_hit, self._recent, window)
        palette.adjustSize()
        palette.move(window.mapToGlobal(QPoint((window.width() - palette.width()) // 2, unit(window) * 8)))
        palette.open()

    def forget_recent(self) -> None:
        """Of what was last gone to in the palette: other names or another language hold from now on."""
        self._recent.clear()

    def open_history(self, project_id: int) -> None:
        """The syncs of a project, over whatever is shown."""
        from app.ui.history.dialog import HistoryDialog

        dialog = HistoryDialog(self._services, project_id, self._window)
        dialog.support_requested.connect(self.open_support)
        dialog.open_requested.connect(self._window.open_sheet)
        dialog.open_requested.connect(dialog.accept)
        dialog.show()

    def open_guide(self) -> None:
        """The guide, or the one that is open already."""
        from app.ui.guide.window import GuideWindow

        guide = self._window.findChild(GuideWindow) or GuideWindow(self._window)
        guide.show()
        bring_forward(guide)

    def open_shortcuts(self) -> None:
        from app.ui.shortcut_sheet import ShortcutSheet

        ShortcutSheet(self._window.registry, self._window).open()

    def open_support(self) -> None:
        from app.ui.support_dialog import SupportDialog

        SupportDialog(self._services, self._parts.support(), self._window).open()

    def open_about(self) -> None:
        from app.ui.about import about_box

        about_box(self._window).open()

    def _open_hit(self, hit: SheetHit) -> None:
        self._window.go_to_sheet(hit.project_id, hit.procore_drawing_id, None)
