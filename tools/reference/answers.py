"""The form of every ``--json`` answer, and what has to be said about it. A test holds the forms to real answers."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Answer:
    """``form``: its members; ``a|b`` are all values there are, ``| null`` says that there may be none."""

    form: str
    note: Text | None = None


_PROJECT = '{"id", "name", "created_at"}'
_LISTED_PROJECT = '{"id", "name", "created_at", "number", "archived": bool}'
_MEMBER = '{"id", "name", "email", "role": "owner|co_owner|administrator|collaborator|viewer", "active": bool}'
_ACCOUNT = '{"login", "name" | null, "procore_user_id", "signed_in": bool}'
_RUN = """{"project", "outcome": "synced|failed|cancelled", "failure": {"code", "message"} | null,
           "full": bool, "requests", "files", "bytes", "seconds",
           "added", "reordered", "withdrawn", "changed"}"""

ANSWERS: dict[str, Answer] = {
    "demo": Answer('{"home", "project", "state", "drawings", "revisions", "bytes", "seconds", "screenshots": [path]}'),
    "sandbox": Answer(
        '{"api", "login", "client_id", "client_secret", "control"}',
        Text(
            "The first line says where the sandbox is. Any localhost redirect URI is accepted.",
            "La première ligne dit où se trouve le bac à sable. Tout URI de redirection vers localhost est accepté.",
        ),
    ),
    "login": Answer(_ACCOUNT),
    "logout": Answer('{"signed_out": [login]}'),
    "accounts": Answer(f'{{"accounts": [{_ACCOUNT}]}}'),
    "procore-projects": Answer(
        """{"accounts": [
  {"login", "shown", "total",
   "projects": [{"id", "name", "company_id", "company"}],
   "hidden": [{"company_id", "company", "reason", "since"}]}
]}""",
        Text(
            "An account that could not be asked also has `failure` with a "
            "`code` and a `message`, and the exit code says "
            "so. `reason` is a code of the troubleshooting page.",
            "Un compte qui n'a pu être interrogé a aussi `failure`, avec un "
            "`code` et un `message`, et le code de sortie "
            "le dit. `reason` est un code de la page de dépannage.",
        ),
    ),
    "projects list": Answer(
        f'{{"projects": [{_LISTED_PROJECT}]}}',
        Text("`planrack projects` alone does the same.", "`planrack projects` seul fait la même chose."),
    ),
    "projects create": Answer(_PROJECT),
    "projects rename": Answer(_PROJECT),
    "projects archive": Answer(_LISTED_PROJECT),
    "members list": Answer(
        f'{{"members": [{_MEMBER}]}}',
        Text("`planrack members` alone does the same.", "`planrack members` seul fait la même chose."),
    ),
    "members add": Answer(_MEMBER),
    "members role": Answer(_MEMBER),
    "members remove": Answer(_MEMBER),
    "members use": Answer(_MEMBER, Text("There are no passwords.", "Il n'y a pas de mots de passe.")),
    "members permissions": Answer(
        """{"project", "permissions": [
  {"member", "role": "owner|co_owner|administrator|collaborator|viewer", "folder", "name",
   "level": "none|view|annotate|manage", "cause": "role|set|inherited", "source" | null}
]}""",
        Text(
            "What is set on a folder holds for everything in it unless "
            "something else is set there; owners, co-owners "
            "and administrators always manage. `folder`, and `source` (where "
            "the level was set), are ids that stay when "
            "Procore renames; `--folder` takes them or the name. Reading asks for access to the project, `--set` for "
            "*manage* in that folder. `inherit` takes back what was set.",
            "Ce qui est réglé sur un dossier vaut pour tout ce qu'il contient, sauf réglage contraire; les "
            "propriétaires, copropriétaires et administrateurs gèrent "
            "toujours. `folder` et `source` (où le niveau a été "
            "réglé) sont des id qui restent quand Procore renomme; "
            "`--folder` accepte l'id ou le nom. Lire demande un "
            "accès au projet, `--set` demande *gérer* dans ce dossier. `inherit` retire ce qui a été réglé.",
        ),
    ),
    "connect": Answer(
        """{"project", "procore": {"company_id", "project_id", "name", "login"},
 "connected_at", "also_used_by": [project]}"""
    ),
    "disconnect": Answer('{"project", "state": "disconnected"}'),
    "schedule": Answer(
        '{"project", "interval": "5m|15m|1h|4h|12h|manual", "paused": bool, "bid_until" | null, "next_attempt" | null}',
        Text(
            "In bid mode the project is synced every five minutes until that time (31 days at most), whatever its "
            "interval; starting it ends a pause. A window that is open takes "
            "a change up within half a minute. Changing "
            "needs a member who manages the project's documents.",
            "En mode soumission, le projet est synchronisé toutes les cinq "
            "minutes jusqu'à ce moment (31 jours au plus), "
            "quelle que soit sa fréquence; le commencer met fin à une pause. "
            "Une fenêtre ouverte applique un changement "
            "en moins d'une demi-minute. Changer demande un membre qui gère les documents du projet.",
        ),
    ),
    "sync": Answer(
        f'{{"runs": [{_RUN}]}}',
        Text(
            "Without a project: every linked one that the member manages. The exit code is 3 where a run needs a "
            "sign-in, 1 where one failed or was cancelled (Ctrl+C). "
            "Afterwards the text of the new sheets is read for up "
            "to 10 seconds; the window, or the next sync, goes on with the rest.",
            "Sans projet : chaque projet lié que le membre gère. Le code de "
            "sortie est 3 si une synchronisation demande "
            "une connexion, 1 si l'une a échoué ou a été annulée (Ctrl+C). "
            "Ensuite, le texte des nouvelles feuilles est "
            "lu pendant 10 secondes au plus; la fenêtre, ou la prochaine synchronisation, poursuit la lecture.",
        ),
    ),
    "fetch-older": Answer(
        f'{{"runs": [{_RUN}], "requested"}}',
        Text(
            "`requested`: how many revisions were asked for. `--drawing` "
            "names a drawing by its number; without it, all "
            "of the project's.",
            "`requested` : combien de révisions ont été demandées. "
            "`--drawing` désigne un plan par son numéro; sans lui, "
            "tous ceux du projet.",
        ),
    ),
    "status": Answer(
        """{"projects": [
  {"id", "name", "procore": {"company_id", "project_id", "name", "login"} | null,
   "state": "never|running|synced|failed|access_lost|disconnected", "time", "last_success" | null,
   "failure": {"code", "message", "at"} | null, "next_attempt" | null,
   "drawings", "revisions", "bytes", "watermark" | null, "offline": bool, "bid_until" | null}
]}""",
        Text(
            "`time` is what the window shows beside the icon: the completion "
            "of the last sync when synced, the start when "
            "running, the last success when failed. `offline`: the window "
            "that is open finds no network and shows what "
            "was confirmed before; the state stays what it was until an attempt has been due for its interval. "
            "`bid_until`: while bid mode is on. Counted is what the member sees.",
            "`time` est ce que la fenêtre montre à côté de l'icône : la fin "
            "de la dernière synchronisation quand l'état "
            "est synchronisé, le début quand elle est en cours, la dernière réussite après un échec. `offline` : la "
            "fenêtre ouverte ne trouve pas de réseau et montre ce qui a été "
            "confirmé auparavant; l'état reste le même "
            "tant qu'une tentative n'est pas due depuis un intervalle. `bid_until` : pendant le mode soumission. Est "
            "compté ce que le membre voit.",
        ),
    ),
    "tree": Answer(
        """{"project", "areas": [{"name", "disciplines": [{"name", "drawings": [
  {"procore_id", "number", "title", "withdrawn": bool, "older_in_procore", "entries": [
    {"procore_id", "revision_number", "kind": "normal|original|reordered", "current": bool,
     "cache": "here|waiting|downloading|failed", "sha256" | null, "bytes" | null, "path" | null, "annotations"}
  ]}
]}]}]}""",
        Text("Entries are listed oldest first.", "Les entrées vont de la plus ancienne à la plus récente."),
    ),
    "search": Answer(
        """{"project", "query", "results": [
  {"match": "number|title|text", "procore_id", "number", "title", "withdrawn": bool,
   "revision": {"procore_id", "revision_number", "current": bool}, "page", "snippet" | null, "path" | null}
], "more": bool, "unread"}""",
        Text(
            "Numbers first (`e31` finds E-3.01), then titles, then the text of current revisions, then that of older "
            "ones; all words must be there, the last may be a beginning. At "
            "most 200; `more` says that there were more. "
            "`page` counts from 1. `unread`: files that are here and whose text is not known yet.",
            "Les numéros d'abord (`e31` trouve E-3.01), puis les titres, "
            "puis le texte des révisions en vigueur, puis "
            "celui des plus anciennes; tous les mots doivent y être, le "
            "dernier peut être un début. Au plus 200; `more` "
            "dit qu'il y en avait d'autres. `page` compte à partir de 1. "
            "`unread` : les fichiers qui sont ici et dont le "
            "texte n'est pas encore connu.",
        ),
    ),
    "markups": Answer(
        """{"project", "markups": [
  {"id", "kind", "text", "layer", "status": "open|done", "author", "created_at", "modified_at",
   "carried": "to_check|confirmed" | null, "source_id" | null, "procore_id", "number", "title", "withdrawn": bool,
   "revision": {"procore_id", "revision_number", "kind": "normal|original|reordered", "current": bool},
   "page", "quantity" | null, "unit": "m|m2" | null}
], "totals": [
  {"kind", "layer", "label", "markups", "quantity", "unit", "unscaled", "unverified", "to_check"}
], "unreadable"}""",
        Text(
            "The markups of all revisions, by sheet number, revision and time; `--drawing` names a drawing by its "
            "number. `kind`: pen, highlighter, line, arrow, rectangle, "
            "ellipse, cloud, polyline, polygon, text, callout, "
            "stamp, count, length, area, perimeter. Quantities are things, metres or square metres, `null` without a "
            "scale. `totals` adds up what is measured on current revisions; "
            "`unscaled` are not in the sum, `unverified` "
            "(the scale) and `to_check` (carried) are. `--csv` prints every markup as a table for a spreadsheet, "
            "`--xlsx` writes a workbook with the totals and every markup; "
            "`--unit` is for both. `--totals` prints the "
            "totals instead, also with `--csv`. `unreadable`: markups of "
            "the project that a newer version wrote; they "
            "are kept.",
            "Les annotations de toutes les révisions, par numéro de feuille, "
            "révision et moment; `--drawing` désigne un "
            "plan par son numéro. `kind` : pen (crayon), highlighter (surligneur), line (ligne), arrow (flèche), "
            "rectangle, ellipse, cloud (nuage de révision), polyline (polyligne), polygon (polygone), text (texte), "
            "callout (bulle), stamp (tampon), count (dénombrement), length (longueur), area (aire), perimeter "
            "(périmètre). Les quantités sont des unités, des mètres ou des "
            "mètres carrés, `null` sans échelle. `totals` "
            "additionne ce qui est mesuré sur les révisions en vigueur; `unscaled` n'est pas compris dans la somme, "
            "`unverified` (l'échelle) et `to_check` (reportées) le sont. "
            "`--csv` affiche chaque annotation sous forme de "
            "tableau pour un tableur, `--xlsx` écrit un classeur avec les "
            "totaux et chaque annotation; `--unit` vaut pour "
            "les deux. `--totals` affiche plutôt les totaux, aussi avec "
            "`--csv`. `unreadable` : les annotations du projet "
            "écrites par une version plus récente; elles sont conservées.",
        ),
    ),
    "changes": Answer(
        """{"project", "changes": [
  {"at", "kind", "drawing", "before", "after", "drawing_id", "title", "discipline",
   "revision_id", "revision", "set", "first": bool}
]}""",
        Text(
            "`first`: the sheet was there when the project was connected. Ids are Procore's.",
            "`first` : la feuille était là quand le projet a été lié. Les id sont ceux de Procore.",
        ),
    ),
    "export": Answer(
        '{"path", "sheets", "pages" | null, "missing": [number]}',
        Text(
            "A folder with one for each discipline, or with `--pdf` one file with a cover that says when Procore "
            "confirmed the set, and bookmarks. `DEST` is what to make, or a "
            "folder to put it in; nothing is written over. "
            "Every file is held against its SHA-256 first. `--markups`: as "
            "standard PDF annotations; with `--flat` as "
            "part of the drawing.",
            "Un dossier qui en contient un par discipline, ou avec `--pdf` "
            "un seul fichier avec des signets et une page "
            "de garde qui dit quand Procore a confirmé l'ensemble. `DEST` "
            "est ce qui est à créer, ou le dossier où le "
            "mettre; rien n'est remplacé. Chaque fichier est d'abord comparé à son SHA-256. `--markups` : comme "
            "annotations PDF standard; avec `--flat`, comme partie du dessin.",
        ),
    ),
    "verify": Answer(
        '{"checked", "ok", "bad": [{"procore_id", "number", "problem"}], "repaired"}',
        Text(
            "The exit code is 1 while anything is bad. A file that fails is put into `quarantine/` and counts as not "
            "here, so the project is no longer shown as synced; the next sync "
            "fetches it again, and `--repair` does so at "
            "once. Without `--json` the answer is whether each project is ready for site: “412 of 412 sheets, all "
            "readable.”, or what is not here, not readable, or was confirmed by Procore too long ago.",
            "Le code de sortie est 1 tant que quelque chose est endommagé. Un fichier qui échoue est mis dans "
            "`quarantine/` et compte comme absent, de sorte que le projet n'est plus montré comme synchronisé; la "
            "prochaine synchronisation le télécharge de nouveau, et `--repair` le fait aussitôt. Sans `--json`, la "
            "réponse dit si chaque projet est prêt pour le chantier, ou ce "
            "qui n'est pas ici, n'est pas lisible ou a été "
            "confirmé par Procore il y a trop longtemps.",
        ),
    ),
    "doctor": Answer(
        """{"version", "platform", "python", "qt",
 "data_directory": {"path", "exists": bool, "free_bytes"},
 "database": {"state": "absent|sound|damaged", "bytes", "schema", "problem", "failure"},
 "keyring": {"backend", "usable": bool, "failure"}, "engine_running": bool,
 "connection": {"api": {"origin", "tls": bool, "certificates_verified": bool, "loopback": bool},
                "login": {"origin", "tls": bool, "certificates_verified": bool, "loopback": bool},
                "credentials": bool, "credentials_from": "environment|keyring|none" | null},
 "accounts": [{"login", "signed_in": bool}],
 "projects": [{"id", "connected", "interval", "state", "last_success", "next_attempt",
               "drawings", "revisions", "here", "bytes",
               "runs": [{"started_at", "finished_at", "full": bool, "outcome", "code", "reason"}]}]}""",
        Text(
            "Logins are shortened, projects are numbers, and the home folder is `~`.",
            "Les identifiants sont abrégés, les projets sont des numéros, et le dossier personnel est `~`.",
        ),
    ),
}
