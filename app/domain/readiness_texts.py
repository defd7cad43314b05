"""What "Ready for site" says, in both languages. The list of what lacks is ``sync.readiness``'s."""

from __future__ import annotations

from app.domain.texts import Text

READY = Text("{ready} of {sheets} sheets, all readable.", "{ready} feuilles sur {sheets}, toutes lisibles.")
NOT_READY = Text("{ready} of {sheets} sheets are good.", "{ready} feuilles sur {sheets} sont bonnes.")
NOTHING_HERE = Text("There are no sheets here yet.", "Il n’y a pas encore de feuilles ici.")
CONFIRMED_LONG_AGO = Text(
    "Procore last confirmed these sheets on {date}: sync before you leave.",
    "Procore a confirmé ces feuilles pour la dernière fois le {date} : synchronisez avant de partir.",
)
NEVER_CONFIRMED = Text(
    "Procore has not confirmed these sheets yet: sync before you leave.",
    "Procore n’a pas encore confirmé ces feuilles : synchronisez avant de partir.",
)

#: By the value of ``Lack``. A failed download and a damaged file have words of their own (``failure_texts``).
LACKS: dict[str, Text] = {
    "not_here": Text("Not downloaded yet.", "Pas encore téléchargée."),
    "newer_not_here": Text(
        "Revision {revision} is in force in Procore and not downloaded yet; an older one is here.",
        "La révision {revision}, en vigueur dans Procore, n’est pas encore téléchargée; une plus ancienne est ici.",
    ),
}
