"""What must be known about the revision that is shown, and the way to the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.states import CacheState, EntryKind
from app.ui.controls import Note
from app.ui.documents import wording
from app.ui.theme import Tone

if TYPE_CHECKING:
    from app.domain.views import Drawing, Entry


class SheetNotice(Note):
    """Hidden where there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, tone=Tone.WARNING)
        self.to_current = QPushButton(self)
        self.to_current.setObjectName("sheet.to_current")
        self.row.addWidget(self.to_current)
        self.hide()

    def say_of(self, drawing: Drawing, entry: Entry) -> None:
        """Say what ``entry`` must not be taken for."""
        self.to_current.setText(self.tr("Open the current revision"))
        current = drawing.current
        text, can_open = "", False
        if current is not None and current.id != entry.id:
            newer = wording.revision_name(current)
            if current.cache is CacheState.HERE:
                text = self.tr("This revision is superseded. {newer} is the current one.").format(newer=newer)
                if entry.withdrawn is not None:
                    text = self.tr("{withdrawn}. {newer} is the current one.").format(
                        withdrawn=wording.withdrawn_word(entry.withdrawn), newer=newer
                    )
                can_open = True
            else:
                text = self.tr("A newer revision is known but not downloaded yet: {newer}.").format(newer=newer)
        elif drawing.withdrawn is not None:
            text = wording.withdrawn_word(drawing.withdrawn)
        elif entry.kind is EntryKind.REORDERED:
            text = wording.reordered_hint()
        self.say(text, Tone.ACCENT if entry.current and drawing.withdrawn is None else Tone.WARNING)
        self.to_current.setVisible(can_open)
