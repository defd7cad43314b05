"""The words for every failure, in both languages, each with a remedy.

One entry per ``FailureCode``; a ``Reason`` overrides the entry of its code where it explains more.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.failures import FailureCode, Reason
from app.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Words:
    """One explanation in both languages: title, what happened and what it means, what to do."""

    title: Text
    message: Text
    remedy: Text


#: What a field reads as when nobody gave it.
UNNAMED: dict[str, Text] = {
    "subject": Text("this item", "cet élément"),
    "name": Text("a setting", "un paramètre"),
    "company": Text("this company", "cette entreprise"),
    "count": Text("some", "plusieurs"),
    "port": Text("for signing in", "de connexion"),
    "login": Text("this account", "ce compte"),
    "date": Text("an earlier day", "un jour antérieur"),
    "member": Text("This profile", "Ce profil"),
    "people": Text("the owner or a co-owner", "le propriétaire ou un copropriétaire"),
}

_AGAIN_ALONE = Text("Nothing to do: Planrack tries again by itself.", "Rien à faire : Planrack réessaie de lui-même.")
_KEPT = "What is already on this computer stays readable."
_KEPT_FR = "Ce qui est déjà sur cet ordinateur reste lisible."
_REPORT = Text(
    "Try again; if it happens again, send us a support report.",
    "Réessayez; si le problème revient, envoyez-nous un rapport de soutien.",
)
_FETCH_AGAIN = Text(
    "Nothing to do: Planrack downloads the sheet again. If it stays like this, open the sheet in Procore.",
    "Rien à faire : Planrack télécharge la feuille de nouveau. Si rien ne change, ouvrez la feuille dans Procore.",
)
_ASK = Text("To change that, ask: {people}.", "Pour changer cela, demandez à : {people}.")
_SIGN_IN = Text("Sign in to Procore again.", "Connectez-vous de nouveau à Procore.")

BY_CODE: dict[FailureCode, Words] = {
    FailureCode.NETWORK: Words(
        Text("No connection to Procore", "Aucune connexion à Procore"),
        Text(f"Procore could not be reached. {_KEPT}", f"Procore est injoignable. {_KEPT_FR}"),
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
            f"Procore answered with an error of its own. {_KEPT}",
            f"Procore a répondu par une erreur de son côté. {_KEPT_FR}",
        ),
        Text(
            "Planrack tries again by itself. Procore reports outages at status.procore.com.",
            "Planrack réessaie de lui-même. Procore annonce ses pannes à status.procore.com.",
        ),
    ),
    FailureCode.AUTH: Words(
        Text("Sign-in to Procore needed", "Connexion à Procore requise"),
        Text(
            f"Procore no longer accepts the sign-in of this account. {_KEPT}",
            f"Procore n’accepte plus la connexion de ce compte. {_KEPT_FR}",
        ),
        _SIGN_IN,
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
        _AGAIN_ALONE,
    ),
    FailureCode.CHANGED: Words(
        Text("The file changed during the download", "Le fichier a changé pendant le téléchargement"),
        Text(
            "Procore replaced {subject} while it was being downloaded. The incomplete file was dropped.",
            "Procore a remplacé {subject} pendant le téléchargement. Le fichier incomplet a été supprimé.",
        ),
        _AGAIN_ALONE,
    ),
    FailureCode.CORRUPT: Words(
        Text("A downloaded file is damaged", "Un fichier téléchargé est endommagé"),
        Text(
            "The file of {subject} is not a sound drawing, so it is not shown as one.",
            "Le fichier de {subject} n’est pas un dessin intact; il n’est donc pas affiché comme tel.",
        ),
        _FETCH_AGAIN,
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
            f"Part of Procore's answer could not be understood, so the sync was not counted as complete. {_KEPT}",
            "Une partie de la réponse de Procore n’a pas été comprise; la synchronisation n’est donc pas considérée "
            f"comme complète. {_KEPT_FR}",
        ),
        _REPORT,
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
        _REPORT,
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

BY_REASON: dict[Reason, Words] = {
    Reason.OFFLINE: Words(
        Text("Offline", "Hors connexion"),
        Text(f"This computer cannot reach Procore. {_KEPT}", f"Cet ordinateur ne peut joindre Procore. {_KEPT_FR}"),
        Text(
            "Check the network. Planrack syncs by itself when it is back.",
            "Vérifiez le réseau. Planrack synchronise de lui-même à son retour.",
        ),
    ),
    Reason.CAPTIVE_PORTAL: Words(
        Text("This network wants its own sign-in", "Ce réseau demande sa propre connexion"),
        Text(
            "A page of this network came instead of Procore's answer, as hotels and job sites do.",
            "Une page de ce réseau est arrivée au lieu de la réponse de Procore, comme dans un hôtel ou un chantier.",
        ),
        Text(
            "Open a web page in your browser, sign in to the network, then sync again.",
            "Ouvrez une page web dans votre navigateur, connectez-vous au réseau, puis synchronisez de nouveau.",
        ),
    ),
    Reason.SIGN_IN_EXPIRED: Words(
        Text("The sign-in to Procore expired", "La connexion à Procore a expiré"),
        Text(
            f"Procore no longer accepts the sign-in of this account. {_KEPT}",
            f"Procore n’accepte plus la connexion de ce compte. {_KEPT_FR}",
        ),
        _SIGN_IN,
    ),
    Reason.SIGN_IN_REFUSED: Words(
        Text("Procore did not sign you in", "Procore n’a pas ouvert de session"),
        Text(
            "The sign-in page was declined, or its answer was no longer valid.",
            "La page de connexion a été refusée, ou sa réponse n’était plus valide.",
        ),
        Text(
            "Sign in again and allow Planrack on Procore's page.",
            "Connectez-vous de nouveau et autorisez Planrack sur la page de Procore.",
        ),
    ),
    Reason.SIGN_IN_TIMEOUT: Words(
        Text("The sign-in took too long", "La connexion a pris trop de temps"),
        Text(
            "No answer came from the browser within five minutes.",
            "Aucune réponse n’est venue du navigateur en cinq minutes.",
        ),
        Text(
            "Sign in again. If no browser opened, choose a default browser on this computer.",
            "Connectez-vous de nouveau. Si aucun navigateur ne s’est ouvert, choisissez un navigateur par défaut.",
        ),
    ),
    Reason.NO_ACCOUNT: Words(
        Text("No Procore account is linked", "Aucun compte Procore n’est lié"),
        Text(
            "Planrack sees Procore projects through the account of a person who signed in.",
            "Planrack voit les projets Procore au moyen du compte d’une personne qui s’est connectée.",
        ),
        Text("Sign in to Procore.", "Connectez-vous à Procore."),
    ),
    Reason.NO_CREDENTIALS: Words(
        Text("Planrack is not registered with Procore yet", "Planrack n’est pas encore inscrit auprès de Procore"),
        Text(
            "Signing in needs the client id and the client secret of a Procore app; {name} is not set.",
            "La connexion exige l’identifiant et le secret client d’une application Procore; {name} n’est pas défini.",
        ),
        Text(
            "Enter both in the settings, under “Procore”, or set the environment variables PLANRACK_CLIENT_ID and "
            "PLANRACK_CLIENT_SECRET. Whoever registered the app with Procore has them.",
            "Inscrivez les deux dans les paramètres, sous «\u00a0Procore\u00a0», ou définissez les variables "
            "d’environnement PLANRACK_CLIENT_ID et PLANRACK_CLIENT_SECRET. La personne qui a inscrit l’application "
            "auprès de Procore les connaît.",
        ),
    ),
    Reason.WRONG_CREDENTIALS: Words(
        Text("Procore does not know this app", "Procore ne reconnaît pas cette application"),
        Text(
            "The client id or the client secret is wrong, or was reset in Procore's developer portal.",
            "L’identifiant ou le secret client est erroné, ou a été réinitialisé dans le portail des développeurs de "
            "Procore.",
        ),
        Text(
            "Correct them in the settings, under “Procore”, or PLANRACK_CLIENT_ID and PLANRACK_CLIENT_SECRET in the "
            "environment, then sign in again.",
            "Corrigez-les dans les paramètres, sous «\u00a0Procore\u00a0», ou PLANRACK_CLIENT_ID et "
            "PLANRACK_CLIENT_SECRET dans l’environnement, puis connectez-vous de nouveau.",
        ),
    ),
    Reason.PORT_TAKEN: Words(
        Text("The sign-in port is taken", "Le port de connexion est occupé"),
        Text(
            "Another program uses the port {port}, where Procore sends the browser after signing in.",
            "Un autre programme utilise le port {port}, où Procore renvoie le navigateur après la connexion.",
        ),
        Text(
            "Close the other program, or set PLANRACK_REDIRECT_PORT to another port registered with Procore.",
            "Fermez l’autre programme, ou réglez PLANRACK_REDIRECT_PORT sur un autre port inscrit auprès de Procore.",
        ),
    ),
    Reason.TRUNCATED: Words(
        Text("The file is incomplete", "Le fichier est incomplet"),
        Text("The end of the file of {subject} is missing.", "La fin du fichier de {subject} est absente."),
        _FETCH_AGAIN,
    ),
    Reason.WRONG_LENGTH: Words(
        Text("The file has another size than announced", "Le fichier n’a pas la taille annoncée"),
        Text(
            "The file of {subject} is shorter or longer than Procore said.",
            "Le fichier de {subject} est plus court ou plus long que ce que Procore a annoncé.",
        ),
        _FETCH_AGAIN,
    ),
    Reason.NOT_A_PDF: Words(
        Text("The file is not a PDF", "Le fichier n’est pas un PDF"),
        Text(
            "Something else than a drawing came for {subject}.",
            "Autre chose qu’un dessin est arrivé pour {subject}.",
        ),
        _FETCH_AGAIN,
    ),
    Reason.PASSWORD: Words(
        Text("The file is protected by a password", "Le fichier est protégé par un mot de passe"),
        Text(
            "The PDF of {subject} is here and complete, but it opens only with a password.",
            "Le PDF de {subject} est ici et complet, mais il ne s’ouvre qu’avec un mot de passe.",
        ),
        Text(
            "Ask whoever issued the drawing to publish it without a password.",
            "Demandez à l’émetteur du dessin de le publier sans mot de passe.",
        ),
    ),
    Reason.UNREADABLE_PAGE: Words(
        Text("A page cannot be drawn", "Une page ne peut être affichée"),
        Text(
            "The file of {subject} is complete, but a page in it is damaged.",
            "Le fichier de {subject} est complet, mais une de ses pages est endommagée.",
        ),
        Text(
            "Open the sheet in Procore, and tell whoever issued it.",
            "Ouvrez la feuille dans Procore et avisez son émetteur.",
        ),
    ),
    Reason.PARSER_CRASHED: Words(
        Text("The file could not be examined", "Le fichier n’a pu être examiné"),
        Text(
            "The file of {subject} stopped the PDF reader. Only its preview and its text are missing.",
            "Le fichier de {subject} a arrêté le lecteur PDF. Seuls son aperçu et son texte manquent.",
        ),
        Text(
            "Open the sheet in Procore to compare, and send us a support report.",
            "Ouvrez la feuille dans Procore pour comparer, et envoyez-nous un rapport de soutien.",
        ),
    ),
    Reason.DRAWING_CRASHED: Words(
        Text("This sheet cannot be drawn", "Cette feuille ne peut être dessinée"),
        Text(
            "The PDF reader stopped while drawing it: the file is damaged,"
            " or wants more memory than a drawing may have.",
            "Le lecteur PDF s’est arrêté en la dessinant : le fichier est endommagé ou exige plus de mémoire qu’un"
            " dessin ne peut en prendre.",
        ),
        Text(
            "Try again; if it happens again, open the sheet in Procore and tell whoever issued it.",
            "Réessayez; si cela se répète, ouvrez la feuille dans Procore et avisez son émetteur.",
        ),
    ),
    Reason.TOO_SLOW: Words(
        Text("This sheet takes too long to draw", "Cette feuille est trop longue à dessiner"),
        Text(
            "Drawing it was given up, so that everything else keeps working.",
            "Le dessin a été abandonné pour que tout le reste continue de fonctionner.",
        ),
        Text(
            "Try again when the computer is less busy; if it happens again, open the sheet in Procore.",
            "Réessayez quand l’ordinateur sera moins occupé; si cela se répète, ouvrez la feuille dans Procore.",
        ),
    ),
    Reason.HASH_MISMATCH: Words(
        Text("A file on this computer changed", "Un fichier de cet ordinateur a changé"),
        Text(
            "The file of {subject} is no longer what was downloaded; it was set aside.",
            "Le fichier de {subject} n’est plus celui qui a été téléchargé; il a été mis de côté.",
        ),
        _FETCH_AGAIN,
    ),
    Reason.MISSING_FILE: Words(
        Text("A file is missing on this computer", "Un fichier manque sur cet ordinateur"),
        Text(
            "The file of {subject} was here and is gone from Planrack's folder.",
            "Le fichier de {subject} était ici et a disparu du dossier de Planrack.",
        ),
        _FETCH_AGAIN,
    ),
    Reason.UNREADABLE_FILE: Words(
        Text("The disk cannot read a file", "Le disque ne peut lire un fichier"),
        Text(
            "The file of {subject} lies on a damaged place of this computer's disk; it was set aside.",
            "Le fichier de {subject} se trouve à un endroit endommagé du disque; il a été mis de côté.",
        ),
        Text(
            "Planrack downloads the sheet again. Have the disk checked: it may be failing.",
            "Planrack télécharge la feuille de nouveau. Faites vérifier le disque : il est peut-être défaillant.",
        ),
    ),
    Reason.TOO_LARGE: Words(
        Text("The file is too large", "Le fichier est trop volumineux"),
        Text(
            "The file of {subject} is larger than any drawing should be, so it was not downloaded.",
            "Le fichier de {subject} est plus gros qu’un dessin ne devrait l’être; il n’a pas été téléchargé.",
        ),
        Text(
            "Open the sheet in Procore, and tell whoever issued it.",
            "Ouvrez la feuille dans Procore et avisez son émetteur.",
        ),
    ),
    Reason.TOO_MANY_REDIRECTS: Words(
        Text("The download led in circles", "Le téléchargement tournait en rond"),
        Text(
            "The address of {subject} pointed on and on without arriving at a file.",
            "L’adresse de {subject} renvoyait sans cesse plus loin sans mener à un fichier.",
        ),
        _AGAIN_ALONE,
    ),
    Reason.FOREIGN_ADDRESS: Words(
        Text("A download address was refused", "Une adresse de téléchargement a été refusée"),
        Text(
            "The address of {subject} leads into a private network, which Procore's files never do.",
            "L’adresse de {subject} mène dans un réseau privé, ce que les fichiers de Procore ne font jamais.",
        ),
        Text(
            "Try another network; if it stays like this, send us a support report.",
            "Essayez un autre réseau; si rien ne change, envoyez-nous un rapport de soutien.",
        ),
    ),
    Reason.INSECURE: Words(
        Text("An address is not secure", "Une adresse n’est pas sécurisée"),
        Text(
            "The address of {subject} is not https, so nothing was asked there.",
            "L’adresse de {subject} n’est pas en https; rien n’y a donc été demandé.",
        ),
        Text(
            "Try again later; if it stays like this, send us a support report.",
            "Réessayez plus tard; si rien ne change, envoyez-nous un rapport de soutien.",
        ),
    ),
    Reason.NO_FILE: Words(
        Text("Procore has no file for this sheet yet", "Procore n’a pas encore de fichier pour cette feuille"),
        Text(
            "Procore lists {subject} without a PDF. It may still be processing it.",
            "Procore présente {subject} sans PDF. Il est peut-être encore en traitement.",
        ),
        _AGAIN_ALONE,
    ),
    Reason.INCOMPLETE_LISTING: Words(
        Text("Procore's list was incomplete", "La liste de Procore était incomplète"),
        Text(
            f"The list of drawings changed while it was being read, so nothing was concluded from it. {_KEPT}",
            f"La liste des dessins a changé pendant sa lecture; aucune conclusion n’en a donc été tirée. {_KEPT_FR}",
        ),
        _AGAIN_ALONE,
    ),
    Reason.MANY_WITHDRAWN: Words(
        Text("Unusually many drawings disappeared", "Un nombre inhabituel de dessins a disparu"),
        Text(
            "Missing from Procore's list all at once: {count} drawings. Planrack marked none of them as withdrawn.",
            "Absents tout à coup de la liste de Procore : {count} dessins. Planrack n’en a indiqué aucun comme retiré.",
        ),
        Text(
            "Check the project in Procore. If they were really removed there, confirm it on the Documents page.",
            "Vérifiez le projet dans Procore. S’ils y ont vraiment été supprimés, confirmez-le à la page Documents.",
        ),
    ),
    Reason.KEYRING_ABSENT: Words(
        Text("This computer has no usable keyring", "Cet ordinateur n’a pas de trousseau utilisable"),
        Text(
            "Planrack keeps the Procore sign-in in the system's keyring and nowhere else, and found none.",
            "Planrack garde la connexion à Procore dans le trousseau du système et nulle part ailleurs, et n’en a "
            "trouvé aucun.",
        ),
        Text(
            "Install or start a keyring (for example GNOME Keyring or KWallet), then sign in again.",
            "Installez ou démarrez un trousseau (p. ex. GNOME Keyring ou KWallet), puis connectez-vous de nouveau.",
        ),
    ),
    Reason.KEYRING_LOCKED: Words(
        Text("The system keyring is locked", "Le trousseau du système est verrouillé"),
        Text(
            "Planrack needs the keyring for the Procore sign-in, and the keyring did not open.",
            "Planrack a besoin du trousseau pour la connexion à Procore, et le trousseau ne s’est pas ouvert.",
        ),
        Text("Unlock the keyring, then try again.", "Déverrouillez le trousseau, puis réessayez."),
    ),
    Reason.READ_ONLY: Words(
        Text("Planrack's folder is read-only", "Le dossier de Planrack est en lecture seule"),
        Text(
            "Planrack may not write to its data folder.",
            "Planrack n’a pas le droit d’écrire dans son dossier de données.",
        ),
        Text(
            "Give yourself write access to the folder, or set PLANRACK_HOME to another one.",
            "Accordez-vous l’accès en écriture au dossier, ou réglez PLANRACK_HOME sur un autre dossier.",
        ),
    ),
    Reason.DATABASE: Words(
        Text("The database cannot be used", "La base de données est inutilisable"),
        Text(
            "Planrack's database is damaged, locked, or not Planrack's. The drawings' files are not touched.",
            "La base de données de Planrack est endommagée, verrouillée ou n’est pas la sienne. Les fichiers des "
            "dessins ne sont pas touchés.",
        ),
        Text(
            "Close other copies of Planrack and try again. Backups are in the backups folder.",
            "Fermez les autres copies de Planrack et réessayez. Des sauvegardes se trouvent dans le dossier backups.",
        ),
    ),
    Reason.DATABASE_RESTORED: Words(
        Text("The database was damaged and is restored", "La base de données était endommagée; elle est rétablie"),
        Text(
            "Planrack's database was damaged or missing, so the copy of {date} took its place. Projects and settings "
            "made after that copy are not in it; annotations were saved as far as they could be read. The drawings' "
            "files were not touched.",
            "La base de données de Planrack était endommagée ou absente; la copie du {date} l’a remplacée. Les "
            "projets et paramètres faits après cette copie n’y sont pas; les annotations ont été récupérées dans la "
            "mesure où elles étaient lisibles. Les fichiers des dessins n’ont pas été touchés.",
        ),
        Text(
            "Sync: drawings that are here already are not downloaded again. If annotations are missing, send us a "
            "support report; a damaged database is kept in Planrack's folder.",
            "Synchronisez : les dessins déjà ici ne sont pas téléchargés de nouveau. S’il manque des annotations, "
            "envoyez-nous un rapport de soutien; une base endommagée est conservée dans le dossier de Planrack.",
        ),
    ),
    Reason.DATABASE_REBUILT: Words(
        Text("The database was damaged; a new one was begun", "La base de données était endommagée; une autre débute"),
        Text(
            "Planrack's database was damaged or missing, and there was no usable copy of it. Projects, connections and "
            "annotations are not in the new one. The drawings' files are still on this computer.",
            "La base de données de Planrack était endommagée ou absente, sans copie utilisable. Les projets, les "
            "connexions et les annotations ne sont pas dans la nouvelle. Les fichiers des dessins sont toujours sur "
            "cet ordinateur.",
        ),
        Text(
            "Sign in, create your projects and connect them again: drawings that are here already are not downloaded "
            "again. If annotations are missing, send us a support report; a damaged database is kept.",
            "Connectez-vous, recréez vos projets et liez-les de nouveau : les dessins déjà ici ne sont pas "
            "téléchargés de nouveau. S’il manque des annotations, envoyez-nous un rapport de soutien; une base "
            "endommagée est conservée.",
        ),
    ),
    Reason.NEWER_DATABASE: Words(
        Text("The data comes from a newer Planrack", "Les données viennent d’un Planrack plus récent"),
        Text(
            "A newer version has changed this data folder. This version leaves it as it is.",
            "Une version plus récente a modifié ce dossier de données. Cette version le laisse intact.",
        ),
        Text("Install the newer version of Planrack.", "Installez la version plus récente de Planrack."),
    ),
    Reason.SHEETS_FAILED: Words(
        Text("Some sheets are missing", "Des feuilles manquent"),
        Text(
            "Not every planned sheet could be downloaded (failed: {count}). All others are here and verified.",
            "Les feuilles prévues n’ont pu être toutes téléchargées (échecs : {count}). Les autres sont ici et "
            "vérifiées.",
        ),
        Text(
            "Nothing to do: Planrack tries them again by itself, and a sync by hand tries them at once. Each of them "
            "shows its own reason.",
            "Rien à faire : Planrack les reprend de lui-même, et une synchronisation lancée à la main les reprend "
            "aussitôt. Chacune indique sa propre raison.",
        ),
    ),
    Reason.ALREADY_LINKED: Words(
        Text("Already linked", "Déjà lié"),
        Text(
            "This project is linked to the Procore project {name} already.",
            "Ce projet est déjà lié au projet Procore {name}.",
        ),
        Text(
            "Disconnect it first, or choose another project.", "Déconnectez-le d’abord, ou choisissez un autre projet."
        ),
    ),
    Reason.NOT_CONNECTED: Words(
        Text("Not connected to Procore", "Non connecté à Procore"),
        Text("{subject} is not linked to a Procore project.", "{subject} n’est pas lié à un projet Procore."),
        Text("Connect it to a Procore project first.", "Liez-le d’abord à un projet Procore."),
    ),
    Reason.NO_PROJECT_ACCESS: Words(
        Text("This Procore project is not visible", "Ce projet Procore n’est pas visible"),
        Text(
            "No linked account has access to the Procore project {subject}.",
            "Aucun compte lié n’a accès au projet Procore {subject}.",
        ),
        Text(
            "Ask somebody who may add users to the Procore project to confirm your access or to add you, then check "
            "again.",
            "Demandez à une personne qui peut ajouter des utilisateurs au projet Procore de confirmer votre accès ou "
            "de vous ajouter, puis vérifiez de nouveau.",
        ),
    ),
    Reason.INTEGRATION_OFF: Words(
        Text("The Procore integration is off", "L’intégration Procore est désactivée"),
        Text(
            "This workspace does not include the Procore integration.",
            "Cet espace de travail ne comprend pas l’intégration Procore.",
        ),
        Text(
            "Ask the owner of the workspace to turn it on.",
            "Demandez au propriétaire de l’espace de travail de l’activer.",
        ),
    ),
    Reason.ROLE: Words(
        Text("Your role does not allow this", "Votre rôle ne le permet pas"),
        Text(
            "Only the owner and co-owners connect, edit or archive projects, and say who the members are.",
            "Seuls le propriétaire et les copropriétaires lient, modifient ou archivent les projets et gèrent les "
            "membres.",
        ),
        Text(
            "Ask the owner or a co-owner of the project.",
            "Demandez au propriétaire ou à un copropriétaire du projet.",
        ),
    ),
    Reason.NO_ACCESS: Words(
        Text("No access to {subject}", "Aucun accès à {subject}"),
        Text("{member} has no access to {subject}.", "{member} n’a pas accès à {subject}."),
        _ASK,
    ),
    Reason.ANNOTATE_NEEDED: Words(
        Text("Reading only", "Lecture seule"),
        Text("{member} may read {subject}, not mark it up.", "{member} peut lire {subject}, sans l’annoter."),
        _ASK,
    ),
    Reason.MANAGE_NEEDED: Words(
        Text("Only for those who manage the documents", "Réservé à la gestion des documents"),
        Text(
            "{member} may not sync, verify, fetch older revisions of, or set permissions for {subject}.",
            "{member} ne peut ni synchroniser ni vérifier {subject}, ni en obtenir les révisions antérieures, ni en "
            "changer les permissions.",
        ),
        _ASK,
    ),
    Reason.OWNERS_ROLE: Words(
        Text("Only an owner changes owners", "Seul un propriétaire modifie les propriétaires"),
        Text(
            "Only an owner may make somebody an owner, or change or remove one.",
            "Seul un propriétaire peut nommer, modifier ou retirer un propriétaire.",
        ),
        Text("Ask an owner to do it.", "Demandez à un propriétaire de le faire."),
    ),
    Reason.LAST_OWNER: Words(
        Text("There must always be an owner", "Il faut toujours un propriétaire"),
        Text(
            "{subject} is the only owner: without one, nobody could give access again.",
            "{subject} est l’unique propriétaire : sans propriétaire, personne ne pourrait redonner d’accès.",
        ),
        Text("Make another member the owner first.", "Nommez d’abord un autre propriétaire."),
    ),
    Reason.ACTIVE_MEMBER: Words(
        Text("This profile is in use", "Ce profil est utilisé"),
        Text("{subject} is the one working here now.", "{subject} travaille ici en ce moment."),
        Text("Choose another profile first.", "Choisissez d’abord un autre profil."),
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
