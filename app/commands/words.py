"""What the command line says for people, in both languages. Failures have their own texts (``failure_texts``)."""

from __future__ import annotations

from app.domain.access import Cause
from app.domain.failures import FailureCode
from app.domain.states import AppSource, CacheState, EntryKind, RunOutcome, SyncInterval, SyncState
from app.domain.texts import Text

# The three of SPEC §6 are verbatim labels.
STATES: dict[SyncState, Text] = {
    SyncState.NEVER: Text(en="Never synced", fr="Jamais synchronisé"),
    SyncState.RUNNING: Text(en="Syncing", fr="Synchronisation en cours"),
    SyncState.SYNCED: Text(en="Synced", fr="Synchronisé"),
    SyncState.FAILED: Text(en="Sync failed", fr="Échec de la synchronisation"),
    SyncState.ACCESS_LOST: Text(en="Access lost", fr="Accès perdu"),
    SyncState.DISCONNECTED: Text(en="Disconnected", fr="Déconnecté"),
}

OUTCOMES: dict[RunOutcome, Text] = {
    RunOutcome.SYNCED: Text(en="synced", fr="synchronisé"),
    RunOutcome.FAILED: Text(en="sync failed", fr="échec de la synchronisation"),
    RunOutcome.CANCELLED: Text(en="sync cancelled", fr="synchronisation annulée"),
}

CACHE: dict[CacheState, Text] = {
    CacheState.HERE: Text(en="here", fr="ici"),
    CacheState.WAITING: Text(en="waiting", fr="en attente"),
    CacheState.DOWNLOADING: Text(en="downloading", fr="téléchargement"),
    CacheState.FAILED: Text(en="failed", fr="échec"),
    CacheState.ABSENT: Text(en="not downloaded", fr="non téléchargée"),
}

KINDS: dict[EntryKind, Text] = {
    EntryKind.NORMAL: Text(en="", fr=""),
    EntryKind.ORIGINAL: Text(en="Original", fr="Original"),
    EntryKind.REORDERED: Text(en="reordered", fr="réorganisée"),
}

# Signing in and accounts
OPEN_IN_BROWSER = Text(
    en="Sign in to Procore in the browser. If none opens, visit:\n  {url}",
    fr="Connectez-vous à Procore dans le navigateur. Si aucun ne s'ouvre, allez à :\n  {url}",
)
SIGNED_IN = Text(en="Signed in as {login}.", fr="Connecté en tant que {login}.")
SIGNED_OUT = Text(en="Signed out: {login}.", fr="Déconnecté : {login}.")
NO_ACCOUNTS = Text(en="No Procore account is linked.", fr="Aucun compte Procore n'est lié.")
ACCOUNT_SIGNED_IN = Text(en="signed in", fr="connecté")
ACCOUNT_SIGNED_OUT = Text(en="sign in again", fr="à reconnecter")
SHOWN_OF_TOTAL = Text(
    en="{login}: {shown} of {total} projects shown", fr="{login} : {shown} projets affichés sur {total}"
)
HIDDEN_COMPANY = Text(
    en="Projects of {company} are hidden since {since}: {reason}",
    fr="Les projets de {company} sont masqués depuis le {since} : {reason}",
)

# Projects, members, links
PROJECT_CREATED = Text(en="Project created: {name} (id {id}).", fr="Projet créé : {name} (id {id}).")
PROJECT_RENAMED = Text(en="Project {id} is now called {name}.", fr="Le projet {id} s'appelle maintenant {name}.")
PROJECT_ARCHIVED = Text(en="Project archived: {name}.", fr="Projet archivé : {name}.")
PROJECT_RESTORED = Text(en="Project taken out of the archive: {name}.", fr="Projet sorti des archives : {name}.")
NO_PROJECTS = Text(en="There is no project yet.", fr="Il n'y a encore aucun projet.")
ARCHIVED = Text(en="archived", fr="archivé")
MEMBER_ADDED = Text(en="Member added: {name} ({role}).", fr="Membre ajouté : {name} ({role}).")
MEMBER_ROLE = Text(en="{name} is now: {role}.", fr="{name} a maintenant le rôle : {role}.")
MEMBER_REMOVED = Text(
    en="Member removed: {name}. Their markups are kept.", fr="Membre retiré : {name}. Ses annotations sont conservées."
)
MEMBER_ACTIVE = Text(en="{name} ({role}) is now working here.", fr="{name} ({role}) travaille maintenant ici.")
CAUSES: dict[Cause, Text] = {
    Cause.ROLE: Text(en="role: {role}", fr="rôle : {role}"),
    Cause.SET: Text(en="set here", fr="réglé ici"),
    Cause.INHERITED: Text(en="inherited from {folder}", fr="hérité de {folder}"),
}
NO_AREA = Text(en="No area", fr="Sans zone")
SEVERAL_FOLDERS = Text(
    en="several folders are called {name}; name one by its id: {ids}",
    fr="plusieurs dossiers s'appellent {name}; nommez-en un par son id : {ids}",
)
ALWAYS_MANAGES = Text(
    en="{name} ({role}) always manages: nothing can be set.",
    fr="{name} ({role}) gère toujours : rien ne peut être réglé.",
)
CONNECTED = Text(
    en="{project} is connected to {name} ({company}) as {login}. The next sync is the first.",
    fr="{project} est connecté à {name} ({company}) avec {login}. La prochaine synchronisation sera la première.",
)
ALSO_USED_BY = Text(
    en="This Procore project is already linked by: {projects}.",
    fr="Ce projet Procore est déjà lié par : {projects}.",
)
DISCONNECTED = Text(
    en="{project} is disconnected. Its drawings stay readable.",
    fr="{project} est déconnecté. Ses plans restent lisibles.",
)

# The schedule
INTERVALS: dict[SyncInterval, Text] = {
    SyncInterval.FIVE_MINUTES: Text(en="every 5 minutes", fr="toutes les 5 minutes"),
    SyncInterval.QUARTER_HOUR: Text(en="every 15 minutes", fr="toutes les 15 minutes"),
    SyncInterval.HOUR: Text(en="every hour", fr="toutes les heures"),
    SyncInterval.FOUR_HOURS: Text(en="every 4 hours", fr="toutes les 4 heures"),
    SyncInterval.TWELVE_HOURS: Text(en="every 12 hours", fr="toutes les 12 heures"),
    SyncInterval.MANUAL: Text(en="only when started by hand", fr="seulement au moment de votre choix"),
}
SCHEDULE = Text(en="{project}: synced {interval}.", fr="{project} : synchronisé {interval}.")
SCHEDULE_PAUSED = Text(en="Paused: no sync starts by itself.", fr="En pause : aucune synchronisation automatique.")
BID_MODE_UNTIL = Text(
    en="Bid mode: every 5 minutes until {time}.", fr="Mode soumission : toutes les 5 minutes jusqu'au {time}."
)
NEXT_ATTEMPT = Text(en="Next attempt: {time}.", fr="Prochaine tentative : {time}.")
OFFLINE = Text(
    en="Offline: this is what was confirmed before.", fr="Hors ligne : voici ce qui a été confirmé auparavant."
)

# Sync
NOTHING_TO_SYNC = Text(en="No project is connected to Procore.", fr="Aucun projet n'est connecté à Procore.")
SYNC_STARTED = Text(en="Syncing {project}…", fr="Synchronisation de {project}…")
RUN_ENDED = Text(
    en="{project}: {outcome} in {seconds} s. Files: {files} ({size}). Requests: {requests}.",
    fr="{project} : {outcome} en {seconds} s. Fichiers : {files} ({size}). Requêtes : {requests}.",
)
RUN_CHANGES = Text(
    en="  New: {added} · reordered: {reordered} · withdrawn: {withdrawn} · changed: {changed}",
    fr="  Nouvelles : {added} · réorganisées : {reordered} · retirées : {withdrawn} · modifiées : {changed}",
)
WITHDRAWALS_ACCEPTED = Text(
    en="{project}: confirmed. Drawings kept here as withdrawn: {count}.",
    fr="{project} : confirmé. Plans conservés ici comme retirés : {count}.",
)
NO_WITHDRAWALS_ASKED = Text(
    en="{project}: no withdrawal waits for a confirmation.",
    fr="{project} : aucun retrait n'attend de confirmation.",
)
LISTED = Text(en="listed: {count}", fr="répertoriées : {count}")
RATE = Text(en="{size}/s", fr="{size}/s")
WAITS: dict[FailureCode, Text] = {
    FailureCode.NETWORK: Text(en="Waiting for the network…", fr="En attente du réseau…"),
    FailureCode.THROTTLED: Text(
        en="Procore asked us to wait until {time}", fr="Procore demande d'attendre jusqu'à {time}"
    ),
    FailureCode.LOCAL_SPACE: Text(
        en="The disk is full: waiting for free space…", fr="Le disque est plein : en attente d'espace libre…"
    ),
    FailureCode.LOCAL_IO: Text(
        en="The disk cannot be used: trying again…", fr="Le disque est inutilisable : nouvel essai…"
    ),
}
CANCELLING = Text(en="Stopping…", fr="Arrêt en cours…")

# Older revisions
OLDER_REQUESTED = Text(en="Older revisions requested: {count}.", fr="Révisions antérieures demandées : {count}.")
OLDER_NONE = Text(
    en="There are no older revisions to fetch.", fr="Il n'y a pas de révisions antérieures à télécharger."
)

# Status, tree, changes
NO_PROCORE = Text(en="not connected", fr="non connecté")
NEVER = Text(en="Never", fr="Jamais")
COLUMN_PROJECT = Text(en="PROJECT", fr="PROJET")
COLUMN_STATE = Text(en="STATE", fr="ÉTAT")
COLUMN_DATE = Text(en="DATE", fr="DATE")
COLUMN_DRAWINGS = Text(en="DRAWINGS", fr="PLANS")
COLUMN_REVISIONS = Text(en="REVISIONS", fr="RÉVISIONS")
COLUMN_SIZE = Text(en="SIZE", fr="TAILLE")
FAILED_BECAUSE = Text(en="  {project}, {at}: {reason}", fr="  {project}, {at} : {reason}")
ASK_SUPPORT = Text(
    en="  Failed {count} times in a row. “planrack doctor” prints what support needs; no drawings, no secrets.",
    fr="  {count} échecs de suite. « planrack doctor » affiche ce qu'il faut au support; ni plans, ni secrets.",
)
CURRENT = Text(en="current", fr="en vigueur")
WITHDRAWN = Text(en="withdrawn", fr="retirée")
OLDER_IN_PROCORE = Text(
    en="older revisions in Procore, not downloaded: {count}",
    fr="révisions antérieures dans Procore, non téléchargées : {count}",
)
NO_CHANGES = Text(en="Nothing is recorded.", fr="Rien n'est consigné.")

# Search
NOTHING_FOUND = Text(en="Nothing is found.", fr="Aucun résultat.")
PAGE = Text(en="page {page}", fr="page {page}")
NO_MARKUPS = Text(en="Nothing was drawn here.", fr="Rien n'a été dessiné ici.")
MARKUPS_UNREADABLE = Text(
    en="Not listed, as this version cannot read them, and kept: {count}.",
    fr="Absentes de la liste, car illisibles pour cette version, et conservées : {count}.",
)
MARKUPS_WRITTEN = Text(en="Written to {file}.", fr="Enregistré dans {file}.")
SHOWN_ARE_FIRST = Text(
    en="There is more; the first {count} are shown.", fr="Il y en a d'autres; les {count} premiers sont affichés."
)
NOT_READ_YET = Text(
    en="Files whose text is not known yet: {count}. The next sync reads on.",
    fr="Fichiers dont le texte n'est pas encore connu : {count}. La prochaine synchronisation poursuit la lecture.",
)

# Verify
OF_PROJECT = Text(en="{project}: {said}", fr="{project} : {said}")
FILES_GOOD = Text(en="{ok} of {checked} files are good.", fr="{ok} fichiers sur {checked} sont bons.")
REPAIRED = Text(en="Repaired by download: {count}.", fr="Réparées par téléchargement : {count}.")
REPAIR_HINT = Text(
    en="“planrack verify --repair” downloads them again.",
    fr="« planrack verify --repair » les télécharge de nouveau.",
)

# Doctor
YES = Text(en="yes", fr="oui")
NO = Text(en="no", fr="non")
DOCTOR_LABELS: dict[str, Text] = {
    "version": Text(en="Planrack", fr="Planrack"),
    "platform": Text(en="System", fr="Système"),
    "python": Text(en="Python", fr="Python"),
    "qt": Text(en="Qt for Python", fr="Qt pour Python"),
    "data_directory": Text(en="Data directory", fr="Dossier de données"),
    "free_space": Text(en="Free space", fr="Espace libre"),
    "database": Text(en="Database", fr="Base de données"),
    "keyring": Text(en="Keyring", fr="Trousseau"),
    "engine": Text(en="Sync engine running", fr="Moteur de synchronisation actif"),
    "api": Text(en="Procore API", fr="API Procore"),
    "login": Text(en="Procore sign-in", fr="Connexion Procore"),
    "credentials": Text(en="Application credentials", fr="Identifiants de l'application"),
    "account": Text(en="Account", fr="Compte"),
    "project": Text(en="Project", fr="Projet"),
}
UNFINISHED = Text(en="unfinished", fr="non terminée")
RUN_LINE = Text(en="  Run of {at}: {outcome}", fr="  Synchronisation du {at} : {outcome}")
DATABASE_OK = Text(en="sound", fr="saine")
DATABASE_ABSENT = Text(en="not created yet", fr="pas encore créée")
DATABASE_BAD = Text(en="damaged: {problem}", fr="endommagée : {problem}")
TLS_VERIFIED = Text(en="{origin}, TLS, certificates verified", fr="{origin}, TLS, certificats vérifiés")
TLS_LOOPBACK = Text(en="{origin}, this machine only, no TLS", fr="{origin}, cette machine seulement, sans TLS")
CREDENTIALS_FROM: dict[AppSource, Text] = {
    AppSource.ENVIRONMENT: Text(en="from the environment", fr="dans l'environnement"),
    AppSource.KEYRING: Text(en="from the settings, in the keyring", fr="dans les paramètres, au trousseau"),
    AppSource.NONE: Text(en="none", fr="aucun"),
}
CREDENTIALS_UNKNOWN = Text(
    en="none in the environment; the keyring does not answer",
    fr="aucun dans l'environnement; le trousseau ne répond pas",
)
KEYRING_UNUSABLE = Text(en="{backend} (cannot keep secrets)", fr="{backend} (ne peut garder de secrets)")

# The window
NO_DISPLAY = Text(
    en="There is no display to open the window on. Commands work without one: planrack --help",
    fr="Il n'y a pas d'écran où ouvrir la fenêtre. Les commandes fonctionnent sans écran : planrack --help",
)

NOT_PRINTED = Text(
    en="Planrack could not write its answer: {problem}.",
    fr="Planrack n'a pas pu écrire sa réponse : {problem}.",
)

# Sandbox and demo
DEMO_STARTS = Text(
    en="Demo: a Procore sandbox on this machine, generated drawings, and a data directory of its own:\n  {home}",
    fr="Démo : un bac à sable Procore sur cette machine, des plans générés, un dossier de données à part :\n  {home}",
)
DEMO_KEYRING = Text(
    en="Tokens are kept in memory only; your keyring is not touched.",
    fr="Les jetons restent en mémoire seulement; votre trousseau n'est pas touché.",
)
DEMO_DONE = Text(
    en="Drawings: {drawings}, revisions: {revisions}, {size}, synced in {seconds} s.",
    fr="Plans : {drawings}, révisions : {revisions}, {size}, synchronisés en {seconds} s.",
)
DEMO_SCREENSHOTS = Text(en="Screenshots:", fr="Captures d'écran :")
DEMO_WINDOW = Text(
    en="The window is open. Closing it ends the demo.", fr="La fenêtre est ouverte. La fermer met fin à la démo."
)

# Export
EXPORTED_FOLDER = Text(en="{count} sheets saved in {path}", fr="{count} feuilles enregistrées dans {path}")
EXPORTED_BOOK = Text(en="{count} sheets bound into {path}", fr="{count} feuilles réunies dans {path}")
NOT_EXPORTED = Text(
    en="Not on this computer yet, and missing there: {numbers}",
    fr="Pas encore sur cet ordinateur, et absentes de l'exportation : {numbers}",
)
EXISTS_ALREADY = Text(
    en="{path} exists already. Choose another name.", fr="{path} existe déjà. Choisissez un autre nom."
)
