"""The roles of members in the language shown now (S4)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.states import Role


def role_name(role: Role) -> str:
    match role:
        case Role.OWNER:
            return QCoreApplication.translate("Roles", "Owner")
        case Role.CO_OWNER:
            return QCoreApplication.translate("Roles", "Co-owner")
        case Role.ADMINISTRATOR:
            return QCoreApplication.translate("Roles", "Administrator")
        case Role.COLLABORATOR:
            return QCoreApplication.translate("Roles", "Collaborator")
        case Role.VIEWER:
            return QCoreApplication.translate("Roles", "Viewer")
