"""What is said of a comparison: how far it can be trusted, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.comparisons import Trust
from app.ui.documents import wording
from app.ui.theme import Tone

if TYPE_CHECKING:
    from app.domain.comparisons import Comparison
    from app.domain.views import Entry


def both(older: Entry, newer: Entry) -> str:
    return QCoreApplication.translate("Compare", "{older} and {newer}").format(
        older=wording.revision_name(older), newer=wording.revision_name(newer)
    )


def verdict(comparison: Comparison) -> tuple[str, Tone]:
    """An empty text where the pictures say it all."""
    match comparison.trust:
        case Trust.NONE:
            return (
                QCoreApplication.translate(
                    "Compare",
                    "These two sheets could not be aligned automatically, so changes are not marked."
                    " Align them by hand: show two points that both have.",
                ),
                Tone.WARNING,
            )
        case Trust.DOUBTFUL:
            return (
                QCoreApplication.translate(
                    "Compare",
                    "Little of the two sheets agrees."
                    " Check whether they lie on each other rightly, or align them by hand.",
                ),
                Tone.WARNING,
            )
        case _ if comparison.same:
            return QCoreApplication.translate("Compare", "Nothing that can be seen changed."), Tone.SUCCESS
        case Trust.MANUAL:
            return QCoreApplication.translate("Compare", "Aligned by hand."), Tone.ACCENT
        case Trust.SURE:
            return "", Tone.ACCENT
