"""The words of markups: kinds, states, stamps."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.markups import MarkupKind, MarkupStatus
from app.domain.states import Carried


def kind_name(kind: MarkupKind) -> str:
    match kind:
        case MarkupKind.PEN:
            return QCoreApplication.translate("Markups", "Pen")
        case MarkupKind.HIGHLIGHTER:
            return QCoreApplication.translate("Markups", "Highlighter")
        case MarkupKind.LINE:
            return QCoreApplication.translate("Markups", "Line")
        case MarkupKind.ARROW:
            return QCoreApplication.translate("Markups", "Arrow")
        case MarkupKind.RECTANGLE:
            return QCoreApplication.translate("Markups", "Rectangle")
        case MarkupKind.ELLIPSE:
            return QCoreApplication.translate("Markups", "Ellipse")
        case MarkupKind.CLOUD:
            return QCoreApplication.translate("Markups", "Revision cloud")
        case MarkupKind.POLYLINE:
            return QCoreApplication.translate("Markups", "Polyline")
        case MarkupKind.POLYGON:
            return QCoreApplication.translate("Markups", "Polygon")
        case MarkupKind.TEXT:
            return QCoreApplication.translate("Markups", "Text")
        case MarkupKind.CALLOUT:
            return QCoreApplication.translate("Markups", "Callout")
        case MarkupKind.STAMP:
            return QCoreApplication.translate("Markups", "Stamp")
        case MarkupKind.COUNT:
            return QCoreApplication.translate("Markups", "Count")
        case MarkupKind.LENGTH:
            return QCoreApplication.translate("Markups", "Length")
        case MarkupKind.AREA:
            return QCoreApplication.translate("Markups", "Area")
        case MarkupKind.PERIMETER:
            return QCoreApplication.translate("Markups", "Perimeter")


def status_word(status: MarkupStatus) -> str:
    match status:
        case MarkupStatus.OPEN:
            return QCoreApplication.translate("Markups", "Open")
        case MarkupStatus.DONE:
            return QCoreApplication.translate("Markups", "Done")


def state_words(status: MarkupStatus, carried: Carried | None) -> str:
    """With what is to be known of a carried one."""
    if carried is Carried.TO_CHECK:
        return QCoreApplication.translate("Markups", "{status}, to check").format(status=status_word(status))
    return status_word(status)


def layer_name(layer: str) -> str:
    """The layer that is always there has no name of its own."""
    return layer or QCoreApplication.translate("Markups", "Default layer")


#: Names as they are stored, in the order in which they are offered.
STAMPS = (
    "approved",
    "approved-as-noted",
    "revise",
    "rejected",
    "reviewed",
    "for-construction",
    "for-information",
    "as-built",
    "void",
)


def stamp_words(name: str) -> str:
    match name:
        case "approved":
            return QCoreApplication.translate("Markups", "APPROVED")
        case "approved-as-noted":
            return QCoreApplication.translate("Markups", "APPROVED AS NOTED")
        case "revise":
            return QCoreApplication.translate("Markups", "REVISE AND RESUBMIT")
        case "rejected":
            return QCoreApplication.translate("Markups", "REJECTED")
        case "for-construction":
            return QCoreApplication.translate("Markups", "FOR CONSTRUCTION")
        case "for-information":
            return QCoreApplication.translate("Markups", "FOR INFORMATION ONLY")
        case "as-built":
            return QCoreApplication.translate("Markups", "AS BUILT")
        case "void":
            return QCoreApplication.translate("Markups", "VOID")
        case _:
            return QCoreApplication.translate("Markups", "REVIEWED")
