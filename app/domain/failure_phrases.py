"""What the words of failures are made of: their form, and the phrases that several of them share."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Words:
    """One explanation in both languages: title, what happened and what it means, what to do."""

    title: Text
    message: Text
    remedy: Text


AGAIN_ALONE = Text("Nothing to do: Planrack tries again by itself.", "Rien à faire : Planrack réessaie de lui-même.")
KEPT = "What is already on this computer stays readable."
KEPT_FR = "Ce qui est déjà sur cet ordinateur reste lisible."
REPORT = Text(
    "Try again; if it happens again, send us a support report.",
    "Réessayez; si le problème revient, envoyez-nous un rapport pour le support.",
)
FETCH_AGAIN = Text(
    "Nothing to do: Planrack downloads the sheet again. If it stays like this, open the sheet in Procore.",
    "Rien à faire : Planrack télécharge la feuille de nouveau. Si rien ne change, ouvrez la feuille dans Procore.",
)
ASK = Text("To change that, ask: {people}.", "Pour changer cela, demandez à : {people}.")
SIGN_IN = Text("Sign in to Procore again.", "Connectez-vous de nouveau à Procore.")
