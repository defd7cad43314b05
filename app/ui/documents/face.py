"""What a page shows in place of its content, said in one call."""

from __future__ import annotations

from app.ui.controls import EmptyState


class Face(EmptyState):
    """An empty state whose text may take several lines."""

    def say(self, title: str, text: str, button: str = "") -> None:
        """Without a ``button`` text there is no button."""
        self.title.setText(title)
        self.text.setText(text)
        # Centred in its layout, a wrapped label would get the height of one line.
        self.text.setMinimumHeight(self.text.heightForWidth(self.text.minimumWidth()))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.setAccessibleName(f"{title}. {text}")
