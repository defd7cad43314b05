"""What keeps somebody from reaching Procore or from signing in."""

from __future__ import annotations

from app.domain.failure_phrases import KEPT, KEPT_FR, SIGN_IN, Words
from app.domain.failures import Reason
from app.domain.texts import Text

SIGNING_IN: dict[Reason, Words] = {
    Reason.OFFLINE: Words(
        Text("Offline", "Hors connexion"),
        Text(f"This computer cannot reach Procore. {KEPT}", f"Cet ordinateur ne peut joindre Procore. {KEPT_FR}"),
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
            f"Procore no longer accepts the sign-in of this account. {KEPT}",
            f"Procore n’accepte plus la connexion de ce compte. {KEPT_FR}",
        ),
        SIGN_IN,
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
}
