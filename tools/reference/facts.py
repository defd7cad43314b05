"""What holds for every command: exit codes, and the environment."""

from __future__ import annotations

from dataclasses import dataclass

from app import settings
from app.commands.failing import Exit
from app.domain.texts import Text

EXITS: dict[Exit, Text] = {
    Exit.DONE: Text("done", "terminé"),
    Exit.FAILED: Text(
        "failed: the reason is on stderr, its code in the JSON",
        "échec : la raison est sur stderr, son code dans le JSON",
    ),
    Exit.USAGE: Text("wrong usage", "mauvais usage"),
    Exit.SIGN_IN: Text("a sign-in is needed: `planrack login`", "une connexion est requise : `planrack login`"),
    Exit.BUSY: Text(
        "another Planrack is syncing this data directory",
        "un autre Planrack synchronise ce dossier de données",
    ),
}


@dataclass(frozen=True, slots=True)
class Variable:
    names: tuple[str, ...]
    meaning: Text
    default: Text


def _same(value: object) -> Text:
    return Text(f"`{value}`", f"`{value}`")


VARIABLES: tuple[Variable, ...] = (
    Variable(
        ("PLANRACK_HOME",),
        Text("the data directory", "le dossier de données"),
        Text("the platform's place for user data", "l'endroit du système pour les données de l'utilisateur"),
    ),
    Variable(
        ("PLANRACK_PROCORE_API",),
        Text(
            "origin of the API; plain http only for this machine",
            "origine de l'API; http simple pour cet ordinateur seul",
        ),
        _same(settings.PRODUCTION_API),
    ),
    Variable(
        ("PLANRACK_PROCORE_LOGIN",),
        Text("origin of the sign-in", "origine de la connexion"),
        _same(settings.PRODUCTION_LOGIN),
    ),
    Variable(
        ("PLANRACK_CLIENT_ID", "PLANRACK_CLIENT_SECRET"),
        Text("the app registered with Procore", "l'application inscrite auprès de Procore"),
        Text(
            "the one kept in the keyring by the settings of the window, if any",
            "celle que les paramètres de la fenêtre ont mise au trousseau, s'il y en a une",
        ),
    ),
    Variable(
        ("PLANRACK_REDIRECT_PORT",),
        Text(
            "redirect URI `http://localhost:<port>/callback`", "URI de redirection `http://localhost:<port>/callback`"
        ),
        _same(settings.REDIRECT_PORT),
    ),
    Variable(
        ("PLANRACK_PROJECT_LIMIT",),
        Text(
            "Procore projects shown per account, where the settings of the window name no number",
            "projets Procore affichés par compte, si les paramètres de la fenêtre ne donnent pas de nombre",
        ),
        _same(settings.PROJECT_LIMIT),
    ),
    Variable(
        ("PYTHON_KEYRING_BACKEND",),
        Text("keyring's own choice of backend", "le trousseau à utiliser, au choix de keyring"),
        Text("the system's keyring", "le trousseau du système"),
    ),
    Variable(
        ("BROWSER",),
        Text("the browser for `login`", "le navigateur pour `login`"),
        Text("the system's", "celui du système"),
    ),
    Variable(
        ("LC_ALL", "LC_MESSAGES", "LANG"),
        Text(
            "the language, where none was chosen in the window: French for `fr…`, else English",
            "la langue, si aucune n'a été choisie dans la fenêtre : français pour `fr…`, sinon anglais",
        ),
        Text("English", "anglais"),
    ),
)
