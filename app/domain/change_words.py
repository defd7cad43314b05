"""What a change is called, and its before and after in words: for the window, the command line and reports alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.states import AccessLevel, ChangeKind, Role
from app.domain.texts import Text

if TYPE_CHECKING:
    from app.domain.texts import Language
    from app.domain.views import Change

CHANGES: dict[ChangeKind, Text] = {
    ChangeKind.ADDED: Text(en="added", fr="ajouté"),
    ChangeKind.REVISED: Text(en="new revision", fr="nouvelle révision"),
    ChangeKind.REORDERED: Text(en="reordered", fr="réorganisé"),
    ChangeKind.RENUMBERED: Text(en="renumbered", fr="renuméroté"),
    ChangeKind.RETITLED: Text(en="retitled", fr="titre modifié"),
    ChangeKind.RENAMED: Text(en="folder renamed", fr="dossier renommé"),
    ChangeKind.MOVED: Text(en="moved", fr="déplacé"),
    ChangeKind.OBSOLETED: Text(en="made obsolete", fr="rendu obsolète"),
    ChangeKind.DELETED: Text(en="deleted in Procore", fr="supprimé dans Procore"),
    ChangeKind.RESTORED: Text(en="restored", fr="rétabli"),
    ChangeKind.REPLACED: Text(en="file replaced", fr="fichier remplacé"),
    ChangeKind.RELABELLED: Text(en="revision relabelled", fr="révision renommée"),
    ChangeKind.REDATED: Text(en="dates changed", fr="dates modifiées"),
    ChangeKind.CONNECTED: Text(en="connected", fr="connecté"),
    ChangeKind.TRANSFERRED: Text(en="moved to another user", fr="transféré à un autre utilisateur"),
    ChangeKind.DISCONNECTED: Text(en="disconnected", fr="déconnecté"),
    ChangeKind.PERMISSION: Text(en="permission", fr="permission"),
}

ROLES: dict[Role, Text] = {
    Role.OWNER: Text(en="owner", fr="propriétaire"),
    Role.CO_OWNER: Text(en="co-owner", fr="copropriétaire"),
    Role.ADMINISTRATOR: Text(en="administrator", fr="administrateur"),
    Role.COLLABORATOR: Text(en="collaborator", fr="collaborateur"),
    Role.VIEWER: Text(en="viewer", fr="lecteur"),
}

LEVELS: dict[AccessLevel, Text] = {
    AccessLevel.NONE: Text(en="no access", fr="aucun accès"),
    AccessLevel.VIEW: Text(en="view", fr="lire"),
    AccessLevel.ANNOTATE: Text(en="annotate", fr="annoter"),
    AccessLevel.MANAGE: Text(en="manage", fr="gérer"),
}

#: Names of the members of a ``before`` or ``after`` that has several.
FIELDS: dict[str, Text] = {
    "area": Text(en="area", fr="zone"),
    "discipline": Text(en="discipline", fr="discipline"),
    "set": Text(en="set", fr="ensemble"),
    "drawing": Text(en="drawing", fr="plan"),
    "drawing_date": Text(en="drawing date", fr="date du plan"),
    "received_date": Text(en="received on", fr="reçu le"),
    "project": Text(en="project", fr="projet"),
    "company": Text(en="company", fr="entreprise"),
    "login": Text(en="account", fr="compte"),
    "member": Text(en="member", fr="membre"),
    "folder": Text(en="folder", fr="dossier"),
    "level": Text(en="access", fr="accès"),
    "role": Text(en="role", fr="rôle"),
    "by": Text(en="by", fr="par"),
}

_OBSOLETE = Text(en="obsolete", fr="obsolète")
_DELETED = Text(en="deleted", fr="supprimé")
_WITHDRAWALS = {"obsolete": _OBSOLETE, "deleted": _DELETED, "missing": Text(en="no longer listed", fr="non répertorié")}
_IN_FORCE = Text(en="current", fr="en vigueur")
_INHERITED = Text(en="inherited", fr="hérité")
_POSITION = Text(en="position {place}", fr="position {place}")
_FILE = Text(en="file {start}…", fr="fichier {start}…")
_REVISION = Text(en="revision {label}", fr="révision {label}")
_FIELD = Text(en="{field}: {value}", fr="{field}\u00a0: {value}")
_NOTHING = "–"
_WITHDRAWN = (ChangeKind.OBSOLETED, ChangeKind.DELETED, ChangeKind.RESTORED)


def kind_words(kind: ChangeKind, language: Language) -> str:
    return CHANGES[kind].say(language)


def before_words(change: Change, language: Language) -> str:
    """What was; empty where the kind says it all."""
    if change.before is None and change.kind in (ChangeKind.ADDED, ChangeKind.REVISED, ChangeKind.CONNECTED):
        return ""
    return _words(change.kind, change.before, language)


def after_words(change: Change, language: Language) -> str:
    """What is now; empty where the kind says it all."""
    if change.after is None and change.kind is ChangeKind.DISCONNECTED:
        return ""
    return _words(change.kind, change.after, language)


def before_after(change: Change, language: Language) -> str:
    """Both as one phrase: "A-101 → A-102"."""
    return " → ".join(part for part in (before_words(change, language), after_words(change, language)) if part)


def _words(kind: ChangeKind, value: object, language: Language) -> str:
    if kind in _WITHDRAWN:
        return (_WITHDRAWALS.get(str(value), _IN_FORCE)).say(language)
    if kind is ChangeKind.REORDERED and isinstance(value, int):
        return _POSITION.say(language, place=value + 1)  # people count from one
    if kind is ChangeKind.REPLACED and isinstance(value, str):
        return _FILE.say(language, start=value[:8])
    if kind in (ChangeKind.REVISED, ChangeKind.RELABELLED) and value:
        return _REVISION.say(language, label=value)
    if isinstance(value, dict):
        return ", ".join(_member(str(name), part, language) for name, part in value.items())
    return _plain(value, language)


def _member(name: str, value: object, language: Language) -> str:
    if name == "level":
        said = (LEVELS[AccessLevel(str(value))] if value in set(AccessLevel) else _INHERITED).say(language)
    elif name == "role" and value in set(Role):
        said = ROLES[Role(str(value))].say(language)
    else:
        said = _plain(value, language)
    return _FIELD.say(language, field=FIELDS[name].say(language) if name in FIELDS else name, value=said)


def _plain(value: object, language: Language) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_plain(part, language) for part in value)
    return _NOTHING if value is None or value == "" else str(value)
