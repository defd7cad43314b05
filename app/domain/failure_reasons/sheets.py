"""What is wrong with a file, with the place it comes from, or with a listing."""

from __future__ import annotations

from app.domain.failure_phrases import AGAIN_ALONE, FETCH_AGAIN, KEPT, KEPT_FR, Words
from app.domain.failures import Reason
from app.domain.texts import Text

SHEETS: dict[Reason, Words] = {
    Reason.TRUNCATED: Words(
        Text("The file is incomplete", "Le fichier est incomplet"),
        Text("The end of the file of {subject} is missing.", "La fin du fichier de {subject} est absente."),
        FETCH_AGAIN,
    ),
    Reason.WRONG_LENGTH: Words(
        Text("The file has another size than announced", "Le fichier n’a pas la taille annoncée"),
        Text(
            "The file of {subject} is shorter or longer than Procore said.",
            "Le fichier de {subject} est plus court ou plus long que ce que Procore a annoncé.",
        ),
        FETCH_AGAIN,
    ),
    Reason.NOT_A_PDF: Words(
        Text("The file is not a PDF", "Le fichier n’est pas un PDF"),
        Text(
            "Something else than a drawing came for {subject}.",
            "Autre chose qu’un dessin est arrivé pour {subject}.",
        ),
        FETCH_AGAIN,
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
            "Ouvrez la feuille dans Procore pour comparer, et envoyez-nous un rapport pour le support.",
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
        FETCH_AGAIN,
    ),
    Reason.MISSING_FILE: Words(
        Text("A file is missing on this computer", "Un fichier manque sur cet ordinateur"),
        Text(
            "The file of {subject} was here and is gone from Planrack's folder.",
            "Le fichier de {subject} était ici et a disparu du dossier de Planrack.",
        ),
        FETCH_AGAIN,
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
        AGAIN_ALONE,
    ),
    Reason.FOREIGN_ADDRESS: Words(
        Text("A download address was refused", "Une adresse de téléchargement a été refusée"),
        Text(
            "The address of {subject} leads into a private network, which Procore's files never do.",
            "L’adresse de {subject} mène dans un réseau privé, ce que les fichiers de Procore ne font jamais.",
        ),
        Text(
            "Try another network; if it stays like this, send us a support report.",
            "Essayez un autre réseau; si rien ne change, envoyez-nous un rapport pour le support.",
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
            "Réessayez plus tard; si rien ne change, envoyez-nous un rapport pour le support.",
        ),
    ),
    Reason.NO_FILE: Words(
        Text("Procore has no file for this sheet yet", "Procore n’a pas encore de fichier pour cette feuille"),
        Text(
            "Procore lists {subject} without a PDF. It may still be processing it.",
            "Procore présente {subject} sans PDF. Il est peut-être encore en traitement.",
        ),
        AGAIN_ALONE,
    ),
    Reason.INCOMPLETE_LISTING: Words(
        Text("Procore's list was incomplete", "La liste de Procore était incomplète"),
        Text(
            f"The list of drawings changed while it was being read, so nothing was concluded from it. {KEPT}",
            f"La liste des dessins a changé pendant sa lecture; aucune conclusion n’en a donc été tirée. {KEPT_FR}",
        ),
        AGAIN_ALONE,
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
}
