"""What help and wrong usage say, in both languages. The English of ``HELP`` stands where it is declared too: it is how
its French is found."""

from __future__ import annotations

from app.domain.texts import Text

USAGE = Text(en="Usage: ", fr="Utilisation : ")
TRY_HELP = Text(en="Try '{command}' for help.", fr="Pour de l'aide : {command}")
ERROR = Text(en="Error: {problem}", fr="Erreur : {problem}")
HEADINGS: dict[str, Text] = {
    "Arguments": Text(en="Arguments:", fr="Arguments :"),
    "Options": Text(en="Options:", fr="Options :"),
    "Commands": Text(en="Commands:", fr="Commandes :"),
}

#: Names of values in usage lines and lists. What is not here is the same in French.
PLACEHOLDERS: dict[str, str] = {
    "COMMAND": "COMMANDE",
    "EMAIL": "COURRIEL",
    "FILE": "FICHIER",
    "FOLDER": "DOSSIER",
    "LOGIN": "COMPTE",
    "NAME": "NOM",
    "NUMBER": "NUMÉRO",
    "PROCORE_PROJECT_ID": "ID_PROJET_PROCORE",
    "PROJECT": "PROJET",
    "QUERY": "RECHERCHE",
    "ROLE": "RÔLE",
    "SCENARIO": "SCÉNARIO",
}

HELP: tuple[Text, ...] = (
    # Groups and commands
    Text(
        en="Every Procore drawing revision, on your machine, provably current and complete.\n\n"
        "Without a command the window opens.",
        fr="Chaque révision de plan de Procore, sur votre ordinateur, à jour et complète, preuve à l'appui.\n\n"
        "Sans commande, la fenêtre s'ouvre.",
    ),
    Text(
        en="Try Planrack with a Procore sandbox and generated drawings.",
        fr="Essayer Planrack avec un bac à sable Procore et des plans générés.",
    ),
    Text(en="Run the Procore sandbox until Ctrl+C.", fr="Faire fonctionner le bac à sable Procore jusqu'à Ctrl+C."),
    Text(
        en="Sign in to Procore in the system browser and link that account.",
        fr="Se connecter à Procore dans le navigateur du système et lier ce compte.",
    ),
    Text(
        en="Sign out of one Procore account, or of all. Links and drawings stay.",
        fr="Se déconnecter d'un compte Procore, ou de tous. Les liens et les plans restent.",
    ),
    Text(en="List the linked Procore accounts.", fr="Énumérer les comptes Procore liés."),
    Text(
        en="List the Procore projects that can be linked, and the companies that hide theirs with the reason.",
        fr="Énumérer les projets Procore qui peuvent être liés, et les entreprises qui masquent les leurs, avec la "
        "raison.",
    ),
    Text(en="Projects: list, create, rename, archive.", fr="Projets : énumérer, créer, renommer, archiver."),
    Text(en="List all projects, archived ones last.", fr="Énumérer tous les projets, les projets archivés en dernier."),
    Text(en="Create a project.", fr="Créer un projet."),
    Text(en="Give a project another name.", fr="Donner un autre nom à un projet."),
    Text(
        en="Put a project into the archive: it stays readable and is not synced.",
        fr="Archiver un projet : il reste lisible et n'est plus synchronisé.",
    ),
    Text(
        en="Members: list, add, give a role, remove, choose who works here, and what each may do in a project.",
        fr="Membres : énumérer, ajouter, donner un rôle, retirer, choisir qui travaille ici et ce que chacun peut "
        "faire dans un projet.",
    ),
    Text(en="List the members; the active one is marked.", fr="Énumérer les membres; celui qui est actif est marqué."),
    Text(en="Add a member.", fr="Ajouter un membre."),
    Text(en="Give a member another role.", fr="Donner un autre rôle à un membre."),
    Text(en="Remove a member. What they drew stays.", fr="Retirer un membre. Ce qu'il a dessiné reste."),
    Text(
        en="Choose who works in this data directory from now on.",
        fr="Choisir qui travaille désormais dans ce dossier de données.",
    ),
    Text(
        en="Show what each member may do in the folders of a project, and why; or change it for one member.",
        fr="Afficher ce que chaque membre peut faire dans les dossiers d'un projet, et pourquoi; ou le changer pour "
        "un membre.",
    ),
    Text(
        en="Link a project to a Procore project. The next sync is the first.",
        fr="Lier un projet à un projet Procore. La prochaine synchronisation sera la première.",
    ),
    Text(
        en="End the link of a project. Everything that was synced stays readable.",
        fr="Mettre fin au lien d'un projet. Tout ce qui a été synchronisé reste lisible.",
    ),
    Text(
        en="Show when a project is synced by itself, or change it. A pause ends when bid mode begins.",
        fr="Afficher quand un projet est synchronisé de lui-même, ou le changer. Une pause prend fin quand le mode "
        "soumission commence.",
    ),
    Text(en="Sync linked projects from Procore.", fr="Synchroniser les projets liés depuis Procore."),
    Text(
        en="Fetch the older revisions that are in Procore and not on this machine.",
        fr="Télécharger les révisions antérieures qui sont dans Procore et non sur cet ordinateur.",
    ),
    Text(
        en="Show every project's state, as the window's Date column does.",
        fr="Afficher l'état de chaque projet, comme la colonne Date de la fenêtre.",
    ),
    Text(
        en="Show every drawing of a project with its revisions, oldest first.",
        fr="Afficher chaque plan d'un projet avec ses révisions, de la plus ancienne à la plus récente.",
    ),
    Text(
        en="Find sheets by number, title, or the words on them.",
        fr="Trouver des feuilles par leur numéro, leur titre ou les mots qui y figurent.",
    ),
    Text(
        en="List what was drawn on a project's sheets, on all revisions.",
        fr="Énumérer ce qui a été dessiné sur les feuilles d'un projet, sur toutes les révisions.",
    ),
    Text(
        en="Show what Procore changed, as the ledger recorded it.",
        fr="Afficher ce que Procore a changé, tel que le registre l'a consigné.",
    ),
    Text(
        en="Save the current set: the current revision of every drawing that is not withdrawn.",
        fr="Enregistrer l'ensemble actuel : la révision en vigueur de chaque plan qui n'est pas retiré.",
    ),
    Text(
        en="Check every held sheet against its SHA-256. A file that fails is put aside and counts as not here.",
        fr="Vérifier chaque feuille conservée au moyen de son SHA-256. Un fichier qui échoue est mis de côté et compte "
        "comme absent.",
    ),
    Text(
        en="Print diagnostics for support; nothing in them is secret.",
        fr="Afficher un diagnostic pour le support; rien n'y est secret.",
    ),
    # Of every command
    Text(en="Print the version.", fr="Afficher la version."),
    Text(en="Show this message and exit.", fr="Afficher ce message et quitter."),
    Text(en="Print one JSON object instead of text.", fr="Afficher un objet JSON au lieu de texte."),
    Text(en="A project's name or id.", fr="Le nom ou l'id d'un projet."),
    Text(en="A member's name, e-mail or id.", fr="Le nom, le courriel ou l'id d'un membre."),
    # Sandbox and demo
    Text(en="No window: save screenshots instead.", fr="Sans fenêtre : enregistrer plutôt des captures d'écran."),
    Text(en="0: any free port.", fr="0 : n'importe quel port libre."),
    Text(
        en="The world it plays: demo, tiny, large:N[:BYTES] or folder:PATH.",
        fr="Le monde qu'il joue : demo, tiny, large:N[:OCTETS] ou folder:CHEMIN.",
    ),
    # Accounts, projects, members, links
    Text(
        en="The account's Procore login; all if none.", fr="L'identifiant Procore du compte; tous si aucun n'est donné."
    ),
    Text(en="What the project is called.", fr="Le nom du projet."),
    Text(
        en="When the project began (default: now).", fr="Le moment où le projet a commencé (par défaut : maintenant)."
    ),
    Text(en="The number your company gives it.", fr="Le numéro que lui donne votre entreprise."),
    Text(en="Take it out of the archive again.", fr="Le sortir des archives."),
    Text(en="What the member is called.", fr="Le nom du membre."),
    Text(en="The member's e-mail.", fr="Le courriel du membre."),
    Text(en="What this member may do.", fr="Ce que ce membre peut faire."),
    Text(en="Only of this member: a name, an e-mail or an id.", fr="Seulement de ce membre : nom, courriel ou id."),
    Text(en="Only in this folder: its name, or its id.", fr="Seulement dans ce dossier : son nom ou son id."),
    Text(
        en="What --member may do from now on in --folder; without --folder, in the whole project.",
        fr="Ce que --member peut faire désormais dans --folder; sans --folder, dans tout le projet.",
    ),
    Text(en="Its id, as procore-projects lists it.", fr="Son id, tel que procore-projects l'affiche."),
    Text(en="Which linked account.", fr="Lequel des comptes liés."),
    Text(en="The Procore company's id.", fr="L'id de l'entreprise Procore."),
    # Schedule, sync, older revisions, verify
    Text(en="How often it is synced by itself.", fr="À quelle fréquence il est synchronisé de lui-même."),
    Text(en="Stop syncing it by itself, or go on.", fr="Cesser de le synchroniser automatiquement, ou reprendre."),
    Text(en="Every five minutes until then.", fr="Toutes les cinq minutes jusque-là."),
    Text(en="End bid mode now.", fr="Mettre fin maintenant au mode soumission."),
    Text(en="Names or ids; all if none.", fr="Noms ou id; tous si aucun n'est donné."),
    Text(en="Name or id; all if none.", fr="Nom ou id; tous si aucun n'est donné."),
    Text(en="Name or id.", fr="Nom ou id."),
    Text(
        en="Compare everything again, not only what changed.",
        fr="Tout comparer de nouveau, et non seulement ce qui a changé.",
    ),
    Text(
        en="Confirm that Procore really removed the drawings that the last sync asked about.",
        fr="Confirmer que Procore a bien retiré les plans dont parlait la dernière synchronisation.",
    ),
    Text(en="Only of this drawing.", fr="Seulement de ce plan."),
    Text(en="Download what is bad again.", fr="Télécharger de nouveau ce qui est endommagé."),
    # Reading
    Text(en="A number, or words of a title or a sheet.", fr="Un numéro, ou des mots d'un titre ou d'une feuille."),
    Text(en="Only from this time on.", fr="Seulement à partir de ce moment."),
    Text(en="Only of the drawing with this number.", fr="Seulement du plan qui porte ce numéro."),
    Text(en="Print a table for a spreadsheet.", fr="Afficher un tableau pour un tableur."),
    Text(en="Write a workbook: totals, and every markup.", fr="Écrire un classeur : les totaux et chaque annotation."),
    Text(en="Print what was measured, added up.", fr="Afficher le total de ce qui a été mesuré."),
    Text(en="Of lengths and areas in tables.", fr="Des longueurs et des aires dans les tableaux."),
    Text(
        en="A folder (with --pdf a file) to make, or the folder to put it in.",
        fr="Un dossier (avec --pdf, un fichier) à créer, ou le dossier où le mettre.",
    ),
    Text(en="One PDF with a cover and bookmarks.", fr="Un seul PDF avec une page de garde et des signets."),
    Text(
        en="With markups, as standard PDF annotations.",
        fr="Avec les annotations, sous forme d'annotations PDF standard.",
    ),
    Text(en="With --markups: as part of the drawing.", fr="Avec --markups : comme partie du dessin."),
)

#: What Typer says, and what commands say of a value that cannot be meant, the first that fits. ``{name}`` is what the
#: usage line calls it; a ``{problem}`` is one of these again.
PHRASES: tuple[Text, ...] = (
    Text(en="Missing command.", fr="Il manque une commande."),
    Text(en="Missing argument {name}. Choose from:{values}", fr="Il manque l'argument {name}. Au choix :{values}"),
    Text(en="Missing argument {name}.", fr="Il manque l'argument {name}."),
    Text(en="Missing option {name}. Choose from:{values}", fr="Il manque l'option {name}. Au choix :{values}"),
    Text(en="Missing option {name}.", fr="Il manque l'option {name}."),
    Text(
        en="No such command {given}. Did you mean {values}?",
        fr="Il n'y a pas de commande {given}. Vouliez-vous dire {values}?",
    ),
    Text(en="No such command {given}.", fr="Il n'y a pas de commande {given}."),
    Text(
        en="No such option: {given} (Possible options: {values})",
        fr="Il n'y a pas d'option {given} (options possibles : {values})",
    ),
    Text(en="No such option: {given}", fr="Il n'y a pas d'option {given}"),
    Text(en="Option {given} requires an argument.", fr="L'option {given} demande une valeur."),
    Text(en="Option {given} does not take a value.", fr="L'option {given} n'accepte pas de valeur."),
    Text(en="Got unexpected extra argument(s) ({values})", fr="Arguments de trop : {values}"),
    Text(en="Invalid value for {name}: {problem}", fr="Valeur non valide pour {name} : {problem}"),
    Text(en="Invalid value: {problem}", fr="Valeur non valide : {problem}"),
    Text(en="Value error, {given} is not one of {values}.", fr="{given} n'est pas l'une de ces valeurs : {values}."),
    Text(en="Input should be a valid integer, unable to parse string as an integer", fr="un nombre entier est attendu"),
    Text(en="Input should be less than or equal to {given}", fr="au plus {given}"),
    Text(en="Input should be greater than or equal to {given}", fr="au moins {given}"),
    Text(en="--flat goes with --markups", fr="--flat va avec --markups"),
    Text(en="--set goes with --member", fr="--set va avec --member"),
    Text(en="--bid-until or --no-bid, not both", fr="--bid-until ou --no-bid, pas les deux"),
    Text(en="a time ahead, at most 31 days", fr="un moment à venir, dans 31 jours au plus"),
    Text(en="a project needs a name", fr="un projet a besoin d'un nom"),
    Text(
        en="not an ISO 8601 time, for example 2025-11-03T09:00:00Z",
        fr="ce n'est pas un moment ISO 8601, par exemple 2025-11-03T09:00:00Z",
    ),
    Text(
        en="unknown scenario {given}: demo, tiny, large:N[:BYTES] or folder:PATH",
        fr="scénario {given} inconnu : demo, tiny, large:N[:OCTETS] ou folder:CHEMIN",
    ),
    # Beside an option or an argument
    Text(en="required", fr="requis"),
    Text(en="default: {given}", fr="par défaut : {given}"),
)
