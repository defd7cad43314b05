"""What marks and their states are called, outside the window and in tables for others."""

from __future__ import annotations

from app.domain.markups import MarkupKind, MarkupStatus
from app.domain.states import Carried
from app.domain.texts import Text

KIND_NAMES: dict[MarkupKind, Text] = {
    MarkupKind.PEN: Text(en="pen", fr="crayon"),
    MarkupKind.HIGHLIGHTER: Text(en="highlighter", fr="surligneur"),
    MarkupKind.LINE: Text(en="line", fr="ligne"),
    MarkupKind.ARROW: Text(en="arrow", fr="flèche"),
    MarkupKind.RECTANGLE: Text(en="rectangle", fr="rectangle"),
    MarkupKind.ELLIPSE: Text(en="ellipse", fr="ellipse"),
    MarkupKind.CLOUD: Text(en="cloud", fr="nuage"),
    MarkupKind.POLYLINE: Text(en="polyline", fr="polyligne"),
    MarkupKind.POLYGON: Text(en="polygon", fr="polygone"),
    MarkupKind.TEXT: Text(en="text", fr="texte"),
    MarkupKind.CALLOUT: Text(en="callout", fr="bulle"),
    MarkupKind.STAMP: Text(en="stamp", fr="tampon"),
    MarkupKind.COUNT: Text(en="count", fr="décompte"),
    MarkupKind.LENGTH: Text(en="length", fr="longueur"),
    MarkupKind.AREA: Text(en="area", fr="aire"),
    MarkupKind.PERIMETER: Text(en="perimeter", fr="périmètre"),
}
STATUS_NAMES: dict[MarkupStatus, Text] = {
    MarkupStatus.OPEN: Text(en="open", fr="ouverte"),
    MarkupStatus.DONE: Text(en="done", fr="terminée"),
}
CARRIED_NAMES: dict[Carried | None, Text] = {
    None: Text(en="", fr=""),
    Carried.TO_CHECK: Text(en="carried, to check", fr="reportée, à vérifier"),
    Carried.CONFIRMED: Text(en="carried, checked", fr="reportée, vérifiée"),
}

# Heads of tables.
SHEET = Text(en="Sheet", fr="Feuille")
TITLE = Text(en="Title", fr="Titre")
REVISION = Text(en="Revision", fr="Révision")
CURRENT = Text(en="Current", fr="En vigueur")
PAGE = Text(en="Page", fr="Page")
KIND = Text(en="Kind", fr="Type")
LAYER = Text(en="Layer", fr="Calque")
LABEL = Text(en="Text", fr="Texte")
QUANTITY = Text(en="Quantity", fr="Quantité")
UNIT = Text(en="Unit", fr="Unité")
WRITTEN = Text(en="Written out", fr="En toutes lettres")
STATUS = Text(en="Status", fr="Statut")
AUTHOR = Text(en="Author", fr="Auteur")
DRAWN = Text(en="Drawn", fr="Dessinée le")
CHANGED = Text(en="Changed", fr="Modifiée le")
CARRIED = Text(en="Carried", fr="Report")
SCALE = Text(en="Scale", fr="Échelle")
MARKS = Text(en="Markups", fr="Annotations")
NO_SCALE = Text(en="Without a scale, not counted in", fr="Sans échelle, non comprises")
NOT_VERIFIED = Text(en="Scale not verified", fr="Échelle non vérifiée")
TO_CHECK = Text(en="Carried, to check", fr="Reportées, à vérifier")
TOTALS = Text(en="Totals", fr="Totaux")
YES = Text(en="yes", fr="oui")
FEET = Text(en="ft", fr="pi")
SQUARE_FEET = Text(en="sq ft", fr="pi²")
METRES = Text(en="m", fr="m")
SQUARE_METRES = Text(en="m²", fr="m²")
SCALE_UNVERIFIED = Text(en="{scale} (not verified)", fr="{scale} (non vérifiée)")
TWO_POINTS = Text(en="by two points", fr="par deux points")
