"""The words on what leaves the program: stamps, names of files and folders, the cover of a bound set."""

from __future__ import annotations

from app.domain.texts import Text

SUPERSEDED = Text(en="SUPERSEDED", fr="REMPLACÉ")
WITHDRAWN = Text(en="WITHDRAWN", fr="RETIRÉ")
REVISION = Text(en="Rev {number}", fr="Rév. {number}")
NO_DISCIPLINE = Text(en="No discipline", fr="Sans discipline")
CURRENT_SET = Text(en="{project} - Current set", fr="{project} - Ensemble actuel")

COVER_BOOKMARK = Text(en="Cover", fr="Page couverture")
COVER_COUNT = Text(en="{count} sheets", fr="{count} feuilles")
COVER_CONFIRMED = Text(
    en="Confirmed with Procore: {time}. What Procore published later is not in this set.",
    fr="Confirmé auprès de Procore : {time}. Ce que Procore a publié par la suite n’est pas dans cet ensemble.",
)
COVER_NEVER_CONFIRMED = Text(
    en="This project was never synced to the end: sheets may be missing or superseded.",
    fr="Ce projet n’a jamais été synchronisé jusqu’au bout : des feuilles peuvent manquer ou être remplacées.",
)
COVER_NOT_FRESH = Text(
    en="More than 24 hours passed since then: sync and export again before you build or bid from this set.",
    fr="Plus de 24 heures se sont écoulées depuis : synchronisez et exportez de nouveau avant de construire "
    "ou de soumissionner avec cet ensemble.",
)
COVER_MISSING = Text(
    en="Not in this set, as not on this computer: {numbers}.",
    fr="Absents de cet ensemble, car absents de cet ordinateur : {numbers}.",
)
COVER_MADE = Text(en="Made with Planrack on {time}", fr="Produit avec Planrack le {time}")
COLUMN_NUMBER = Text(en="Number", fr="Numéro")
COLUMN_TITLE = Text(en="Title", fr="Titre")
COLUMN_REVISION = Text(en="Revision", fr="Révision")
COLUMN_SET = Text(en="Set", fr="Ensemble")
COLUMN_DATE = Text(en="Date", fr="Date")
