"""What is wrong with this machine's disk or database."""

from __future__ import annotations

from app.domain.failure_phrases import Words
from app.domain.failures import Reason
from app.domain.texts import Text

MACHINE: dict[Reason, Words] = {
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
            "envoyez-nous un rapport pour le support; une base endommagée est conservée dans le dossier de Planrack.",
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
            "téléchargés de nouveau. S’il manque des annotations, envoyez-nous un rapport pour le support; une base "
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
}
