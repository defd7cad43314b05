"""What is not linked, and who may not do what."""

from __future__ import annotations

from app.domain.failure_phrases import ASK, Words
from app.domain.failures import Reason
from app.domain.texts import Text

PEOPLE: dict[Reason, Words] = {
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
    Reason.AMBIGUOUS_NAME: Words(
        Text("Several projects have this name", "Plusieurs projets portent ce nom"),
        Text(
            "Several projects are called {name}. Their ids: {ids}.",
            "Plusieurs projets s’appellent {name}. Leurs id : {ids}.",
        ),
        Text("Name the project by its id.", "Désignez le projet par son id."),
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
        ASK,
    ),
    Reason.ANNOTATE_NEEDED: Words(
        Text("Reading only", "Lecture seule"),
        Text("{member} may read {subject}, not mark it up.", "{member} peut lire {subject}, sans l’annoter."),
        ASK,
    ),
    Reason.MANAGE_NEEDED: Words(
        Text("Only for those who manage the documents", "Réservé à la gestion des documents"),
        Text(
            "{member} may not sync, verify, fetch older revisions of, or set permissions for {subject}.",
            "{member} ne peut ni synchroniser ni vérifier {subject}, ni en obtenir les révisions antérieures, ni en "
            "changer les permissions.",
        ),
        ASK,
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
