"""The words for every failure, in both languages, each with a remedy.

One entry per ``FailureCode``; a ``Reason`` (see ``failure_reasons``) overrides that of its code where it explains more.
"""

from __future__ import annotations

from app.domain.failure_phrases import AGAIN_ALONE, FETCH_AGAIN, KEPT, KEPT_FR, REPORT, SIGN_IN, Words
from app.domain.failures import FailureCode, Reason
from app.domain.texts import Text

#: What a field reads as when nobody gave it.
UNNAMED: dict[str, Text] = {
    "subject": Text("this item", "cet élément"),
    "name": Text("a setting", "un paramètre"),
    "company": Text("this company", "cette entreprise"),
    "ids": Text("not known", "inconnus"),
    "count": Text("some", "plusieurs"),
    "port": Text("for signing in", "de connexion"),
    "login": Text("this account", "ce compte"),
    "date": Text("an earlier day", "un jour antérieur"),
    "member": Text("This profile", "Ce profil"),
    "people": Text("the owner or a co-owner", "le propriétaire ou un copropriétaire"),
}

BY_CODE: dict[FailureCode, Words] = {
    FailureCode.NETWORK: Words(
        Text("No connection to Procore", "Aucune connexion à Procore"),
        Text(f"Procore could not be reached. {KEPT}", f"Procore est injoignable. {KEPT_FR}"),
        Text(
            "Check this computer's network. Planrack tries again by itself.",
            "Vérifiez le réseau de cet ordinateur. Planrack réessaie de lui-même.",
        ),
    ),
    FailureCode.THROTTLED: Words(
        Text("Procore asks to wait", "Procore demande d’attendre"),
        Text(
            "Procore allows a limited number of requests in a given time, and that number is used up.",
            "Procore accepte un nombre limité de requêtes par période, et ce nombre est atteint.",
        ),
        Text(
            "Nothing to do: Planrack goes on as soon as Procore allows it.",
            "Rien à faire : Planrack reprend dès que Procore le permet.",
        ),
    ),
    FailureCode.SERVER: Words(
        Text("Procore has a problem", "Procore éprouve un problème"),
        Text(
            f"Procore answered with an error of its own. {KEPT}",
            f"Procore a répondu par une erreur de son côté. {KEPT_FR}",
        ),
        Text(
            "Planrack tries again by itself. Procore reports outages at status.procore.com.",
            "Planrack réessaie de lui-même. Procore annonce ses pannes à status.procore.com.",
        ),
    ),
    FailureCode.AUTH: Words(
        Text("Sign-in to Procore needed", "Connexion à Procore requise"),
        Text(
            f"Procore no longer accepts the sign-in of this account. {KEPT}",
            f"Procore n’accepte plus la connexion de ce compte. {KEPT_FR}",
        ),
        SIGN_IN,
    ),
    FailureCode.APP_NOT_INSTALLED: Words(
        Text("Planrack is not installed in {company}", "Planrack n’est pas installé chez {company}"),
        Text(
            "Procore shows the projects of {company} only after a Procore administrator of {company} has installed "
            "Planrack there. Being able to sign in is not enough.",
            "Procore ne montre les projets de {company} qu’après l’installation de Planrack par un administrateur "
            "Procore de {company}. Pouvoir se connecter ne suffit pas.",
        ),
        Text(
            "Send the prepared message to that administrator, then check again.",
            "Envoyez le message préparé à cet administrateur, puis vérifiez de nouveau.",
        ),
    ),
    FailureCode.FORBIDDEN: Words(
        Text("Not permitted in Procore", "Non autorisé dans Procore"),
        Text(
            "Your Procore account may not read this. The Drawings tool must be on in the project, and your account "
            "needs at least Read Only on it.",
            "Votre compte Procore n’a pas le droit de lire ceci. L’outil Dessins doit être activé dans le projet, et "
            "votre compte doit y avoir au moins l’accès en lecture seule.",
        ),
        Text(
            "Ask an administrator of the Procore project to check your access, then sync again.",
            "Demandez à un administrateur du projet Procore de vérifier votre accès, puis synchronisez de nouveau.",
        ),
    ),
    FailureCode.ACCESS_LOST: Words(
        Text("No access to the Procore project any more", "Plus d’accès au projet Procore"),
        Text(
            "The linked account no longer sees this Procore project. Everything downloaded so far stays readable; "
            "nothing new arrives.",
            "Le compte lié ne voit plus ce projet Procore. Tout ce qui a été téléchargé reste lisible; rien de "
            "nouveau n’arrive.",
        ),
        Text(
            "Ask somebody who may add users to the Procore project to add you again, or move the connection to "
            "another account.",
            "Demandez à une personne qui peut ajouter des utilisateurs au projet Procore de vous ajouter de nouveau, "
            "ou transférez la connexion à un autre compte.",
        ),
    ),
    FailureCode.GONE: Words(
        Text("Not in Procore any more", "Absent de Procore"),
        Text(
            "Procore lists {subject} but no longer has it. A copy on this computer is kept.",
            "Procore répertorie {subject} mais ne l’a plus. Une copie présente sur cet ordinateur est conservée.",
        ),
        Text(
            "Planrack tries again by itself. If it stays like this, open the sheet in Procore.",
            "Planrack réessaie de lui-même. Si rien ne change, ouvrez la feuille dans Procore.",
        ),
    ),
    FailureCode.URL_EXPIRED: Words(
        Text("The download address expired", "L’adresse de téléchargement a expiré"),
        Text(
            "Procore's download addresses are valid for a short time only, and this one was too old.",
            "Les adresses de téléchargement de Procore sont valides peu de temps, et celle-ci était trop vieille.",
        ),
        AGAIN_ALONE,
    ),
    FailureCode.CHANGED: Words(
        Text("The file changed during the download", "Le fichier a changé pendant le téléchargement"),
        Text(
            "Procore replaced {subject} while it was being downloaded. The incomplete file was dropped.",
            "Procore a remplacé {subject} pendant le téléchargement. Le fichier incomplet a été supprimé.",
        ),
        AGAIN_ALONE,
    ),
    FailureCode.CORRUPT: Words(
        Text("A downloaded file is damaged", "Un fichier téléchargé est endommagé"),
        Text(
            "The file of {subject} is not a sound drawing, so it is not shown as one.",
            "Le fichier de {subject} n’est pas un dessin intact; il n’est donc pas affiché comme tel.",
        ),
        FETCH_AGAIN,
    ),
    FailureCode.LOCAL_SPACE: Words(
        Text("The disk is full", "Le disque est plein"),
        Text(
            "There is not enough free space for the drawings that are still to come. Nothing was lost.",
            "L’espace libre ne suffit pas pour les dessins à venir. Rien n’a été perdu.",
        ),
        Text(
            "Free some disk space; Planrack goes on by itself.",
            "Libérez de l’espace sur le disque; Planrack reprend de lui-même.",
        ),
    ),
    FailureCode.LOCAL_IO: Words(
        Text("Planrack's folder cannot be read or written", "Impossible de lire ou d’écrire le dossier de Planrack"),
        Text(
            "This computer's disk refused a file of Planrack.",
            "Le disque de cet ordinateur a refusé un fichier de Planrack.",
        ),
        Text(
            "Check that the disk is connected and that you may write to Planrack's folder, then try again.",
            "Vérifiez que le disque est branché et que vous pouvez écrire dans le dossier de Planrack, puis réessayez.",
        ),
    ),
    FailureCode.KEYRING: Words(
        Text("The system keyring cannot be used", "Le trousseau du système est inutilisable"),
        Text(
            "Planrack keeps the Procore sign-in in this computer's keyring and nowhere else, and the keyring failed.",
            "Planrack garde la connexion à Procore dans le trousseau de cet ordinateur et nulle part ailleurs, et le "
            "trousseau a échoué.",
        ),
        Text("Check the system's keyring, then try again.", "Vérifiez le trousseau du système, puis réessayez."),
    ),
    FailureCode.CONTRACT: Words(
        Text("Procore answered in an unknown way", "Procore a répondu d’une façon inconnue"),
        Text(
            f"Part of Procore's answer could not be understood, so the sync was not counted as complete. {KEPT}",
            "Une partie de la réponse de Procore n’a pas été comprise; la synchronisation n’est donc pas considérée "
            f"comme complète. {KEPT_FR}",
        ),
        REPORT,
    ),
    FailureCode.CANCELLED: Words(
        Text("The sync was cancelled", "La synchronisation a été annulée"),
        Text(
            "The sync was stopped before it was complete. What it downloaded is kept.",
            "La synchronisation a été arrêtée avant d’être complète. Ce qu’elle a téléchargé est conservé.",
        ),
        Text("Sync again to complete it.", "Synchronisez de nouveau pour la terminer."),
    ),
    FailureCode.INTERRUPTED: Words(
        Text("The sync was interrupted", "La synchronisation a été interrompue"),
        Text(
            "Planrack was closed or the computer went to sleep during the sync. What it downloaded is kept.",
            "Planrack a été fermé ou l’ordinateur s’est mis en veille pendant la synchronisation. Ce qu’elle a "
            "téléchargé est conservé.",
        ),
        Text(
            "Nothing to do: the next sync goes on where this one stopped.",
            "Rien à faire : la prochaine synchronisation reprend où celle-ci s’est arrêtée.",
        ),
    ),
    FailureCode.ENGINE_BUSY: Words(
        Text("Planrack is already running", "Planrack est déjà en cours d’exécution"),
        Text(
            "Another Planrack on this computer is using the same data folder.",
            "Un autre Planrack sur cet ordinateur utilise le même dossier de données.",
        ),
        Text(
            "Use the window that is open, or close it first.",
            "Utilisez la fenêtre déjà ouverte, ou fermez-la d’abord.",
        ),
    ),
    FailureCode.NOT_FOUND: Words(
        Text("Not found", "Introuvable"),
        Text("Planrack does not know {subject}.", "Planrack ne connaît pas {subject}."),
        Text("Check the name or the number.", "Vérifiez le nom ou le numéro."),
    ),
    FailureCode.NOT_ALLOWED: Words(
        Text("Not allowed", "Non permis"),
        Text("This is not allowed here.", "Cette action n’est pas permise ici."),
        Text(
            "Ask the owner or a co-owner of the project.",
            "Demandez au propriétaire ou à un copropriétaire du projet.",
        ),
    ),
    FailureCode.CONFIGURATION: Words(
        Text("A setting makes no sense", "Un paramètre n’est pas valide"),
        Text("The value of {name} cannot be used.", "La valeur de {name} est inutilisable."),
        Text("Correct {name}, then start Planrack again.", "Corrigez {name}, puis redémarrez Planrack."),
    ),
    FailureCode.BUG: Words(
        Text("Something unexpected happened", "Un problème inattendu est survenu"),
        Text(
            "This is a fault in Planrack. Your drawings and annotations are kept.",
            "C’est un défaut de Planrack. Vos dessins et vos annotations sont conservés.",
        ),
        REPORT,
    ),
}

BY_CODE_AND_REASON: dict[tuple[FailureCode, Reason], Words] = {
    (FailureCode.NETWORK, Reason.INSECURE): Words(
        Text("The connection to Procore is not trusted", "La connexion à Procore n’est pas fiable"),
        Text(
            "The other side could not prove to be Procore, so nothing was sent to it. A company network that inspects "
            "traffic can cause this.",
            "L’autre partie n’a pas prouvé être Procore; rien ne lui a donc été envoyé. Un réseau d’entreprise qui "
            "inspecte le trafic peut en être la cause.",
        ),
        Text(
            "Check the computer's date, try another network, or ask your IT department.",
            "Vérifiez la date de l’ordinateur, essayez un autre réseau ou consultez votre service informatique.",
        ),
    ),
    (FailureCode.CONFIGURATION, Reason.INSECURE): Words(
        Text("An address is not secure", "Une adresse n’est pas sécurisée"),
        Text(
            "{name} is a plain http address. Planrack speaks to other computers over https only.",
            "{name} est une adresse http simple. Planrack ne parle aux autres ordinateurs qu’en https.",
        ),
        Text("Use an https address in {name}.", "Utilisez une adresse https dans {name}."),
    ),
}

ADMIN_MESSAGE = Text(
    "Hello,\n\n"
    "I would like to read the drawings of our projects in Planrack, a desktop application that keeps a verified copy "
    "of Procore drawings. Planrack only reads; it never changes anything in Procore, and it sees no more than my own "
    "Procore account does.\n\n"
    "For this, Planrack must be installed once in the Procore company {company} by a company administrator:\n"
    "1. In Procore, open Company Admin > App Management.\n"
    "2. Choose Install App and select Planrack (with a version key: Install Custom App).\n"
    "3. Permit the app for the projects concerned.\n\n"
    "Please let me know when it is done. Thank you!",
    "Bonjour,\n\n"
    "J’aimerais consulter les dessins de nos projets dans Planrack, une application de bureau qui garde une copie "
    "vérifiée des dessins de Procore. Planrack ne fait que lire; il ne modifie rien dans Procore et ne voit rien de "
    "plus que mon propre compte Procore.\n\n"
    "Pour cela, un administrateur de l’entreprise doit installer Planrack une fois dans l’entreprise Procore "
    "{company} :\n"
    "1. Dans Procore, ouvrez Company Admin > App Management (Administration de l’entreprise > Gestion des "
    "applications).\n"
    "2. Choisissez Install App (Installer l’application) et sélectionnez Planrack (avec une clé de version : Install "
    "Custom App).\n"
    "3. Autorisez l’application pour les projets concernés.\n\n"
    "Merci de m’aviser lorsque ce sera fait!",
)
