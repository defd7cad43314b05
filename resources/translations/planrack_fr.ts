<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en" language="fr_CA">
  <context>
    <name>About</name>
    <message>
      <source>About Planrack</source>
      <translation>À propos de Planrack</translation>
    </message>
    <message>
      <source>Planrack {version}</source>
      <translation>Planrack {version}</translation>
    </message>
    <message>
      <source>Every Procore drawing revision, on your machine, provably current and complete.

Licence: Apache 2.0. Made with Qt {qt} (LGPL 3). Planrack is not a product of Procore Technologies.</source>
      <translation>Chaque révision des plans Procore, sur votre ordinateur, à jour et complète, preuve à l’appui.

Licence : Apache 2.0. Conçu avec Qt {qt} (LGPL 3). Planrack n’est pas un produit de Procore Technologies.</translation>
    </message>
  </context>
  <context>
    <name>AccountsSection</name>
    <message>
      <source>Procore accounts</source>
      <translation>Comptes Procore</translation>
    </message>
    <message>
      <source>No Procore account is linked yet.</source>
      <translation>Aucun compte Procore n’est encore lié.</translation>
    </message>
    <message>
      <source>Sign in to Procore in the browser that has just opened, then come back here.</source>
      <translation>Connectez-vous à Procore dans le navigateur qui vient de s’ouvrir, puis revenez ici.</translation>
    </message>
    <message>
      <source>Waiting for the sign-in</source>
      <translation>En attente de la connexion</translation>
    </message>
    <message>
      <source>Cancel the sign-in</source>
      <translation>Annuler la connexion</translation>
    </message>
    <message>
      <source>Add a Procore account…</source>
      <translation>Ajouter un compte Procore…</translation>
    </message>
    <message>
      <source>signed in</source>
      <translation>connecté</translation>
    </message>
    <message>
      <source>signed out; nothing is synced through it</source>
      <translation>déconnecté; rien n’est synchronisé par ce compte</translation>
    </message>
    <message>
      <source>{login}: {state}</source>
      <translation>{login} : {state}</translation>
    </message>
    <message>
      <source>Sign in again…</source>
      <translation>Se reconnecter…</translation>
    </message>
    <message>
      <source>Sign in again: {login}</source>
      <translation>Se reconnecter : {login}</translation>
    </message>
    <message>
      <source>Sign out…</source>
      <translation>Se déconnecter…</translation>
    </message>
    <message>
      <source>Sign out: {login}</source>
      <translation>Se déconnecter : {login}</translation>
    </message>
    <message>
      <source>It is signed out already.</source>
      <translation>Ce compte est déjà déconnecté.</translation>
    </message>
    <message>
      <source>Sign out {login}?</source>
      <translation>Déconnecter {login} ?</translation>
    </message>
    <message>
      <source>Projects connected through it stop syncing until somebody signs in again. Drawings stay here.</source>
      <translation>Les projets liés par ce compte ne se synchronisent plus jusqu’à la prochaine connexion. Les dessins restent ici.</translation>
    </message>
    <message>
      <source>Sign out</source>
      <translation>Déconnecter</translation>
    </message>
    <message>
      <source>Stay signed in</source>
      <translation>Rester connecté</translation>
    </message>
  </context>
  <context>
    <name>Actions</name>
    <message>
      <source>{action} ({shortcut})</source>
      <translation>{action} ({shortcut})</translation>
    </message>
    <message>
      <source>&amp;New project…</source>
      <translation>&amp;Nouveau projet…</translation>
    </message>
    <message>
      <source>&amp;Open documents</source>
      <translation>&amp;Ouvrir les documents</translation>
    </message>
    <message>
      <source>&amp;Edit project</source>
      <translation>&amp;Modifier le projet</translation>
    </message>
    <message>
      <source>Per&amp;missions</source>
      <translation>Per&amp;missions</translation>
    </message>
    <message>
      <source>&amp;Archive</source>
      <translation>&amp;Archiver</translation>
    </message>
    <message>
      <source>&amp;Take out of the archive</source>
      <translation>Sor&amp;tir des archives</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>&amp;Quitter</translation>
    </message>
    <message>
      <source>&amp;Sync</source>
      <translation>&amp;Synchroniser</translation>
    </message>
    <message>
      <source>Sync &amp;all projects</source>
      <translation>Synchroniser &amp;tous les projets</translation>
    </message>
    <message>
      <source>Sync &amp;history</source>
      <translation>&amp;Historique des synchronisations</translation>
    </message>
    <message>
      <source>S&amp;top syncing</source>
      <translation>&amp;Arrêter la synchronisation</translation>
    </message>
    <message>
      <source>&amp;Projects</source>
      <translation>&amp;Projets</translation>
    </message>
    <message>
      <source>&amp;Documents</source>
      <translation>&amp;Documents</translation>
    </message>
    <message>
      <source>What &amp;changed</source>
      <translation>&amp;Ce qui a changé</translation>
    </message>
    <message>
      <source>&amp;Members</source>
      <translation>&amp;Membres</translation>
    </message>
    <message>
      <source>Search every s&amp;heet</source>
      <translation>Rec&amp;hercher dans toutes les feuilles</translation>
    </message>
    <message>
      <source>S&amp;ettings</source>
      <translation>Param&amp;ètres</translation>
    </message>
    <message>
      <source>&amp;Go to anything…</source>
      <translation>&amp;Aller à…</translation>
    </message>
    <message>
      <source>&amp;Find</source>
      <translation>&amp;Rechercher</translation>
    </message>
    <message>
      <source>Copy a &amp;link to the sheet</source>
      <translation>Copier un &amp;lien vers la feuille</translation>
    </message>
    <message>
      <source>Next pane</source>
      <translation>Volet suivant</translation>
    </message>
    <message>
      <source>Previous pane</source>
      <translation>Volet précédent</translation>
    </message>
    <message>
      <source>Theme: same as the system</source>
      <translation>Thème : celui du système</translation>
    </message>
    <message>
      <source>Theme: light</source>
      <translation>Thème : clair</translation>
    </message>
    <message>
      <source>Theme: dark</source>
      <translation>Thème : sombre</translation>
    </message>
    <message>
      <source>Language: same as the system</source>
      <translation>Langue : celle du système</translation>
    </message>
    <message>
      <source>&amp;Guide</source>
      <translation>&amp;Guide</translation>
    </message>
    <message>
      <source>&amp;Keyboard shortcuts</source>
      <translation>&amp;Raccourcis clavier</translation>
    </message>
    <message>
      <source>&amp;Support</source>
      <translation>&amp;Support</translation>
    </message>
    <message>
      <source>A&amp;bout Planrack</source>
      <translation>À &amp;propos de Planrack</translation>
    </message>
    <message>
      <source>&amp;Project</source>
      <translation>&amp;Projet</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Affichage</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>Aid&amp;e</translation>
    </message>
  </context>
  <context>
    <name>AligningByHand</name>
    <message>
      <source>Click a point that both sheets have, such as a grid crossing, on the older sheet.</source>
      <translation>Sur la feuille ancienne, cliquez sur un point que les deux feuilles ont en commun, par exemple un croisement d’axes.</translation>
    </message>
    <message>
      <source>Click the same point on the newer sheet.</source>
      <translation>Cliquez sur le même point de la feuille récente.</translation>
    </message>
    <message>
      <source>Click a second point, far from the first, on the older sheet.</source>
      <translation>Cliquez sur un deuxième point, loin du premier, sur la feuille ancienne.</translation>
    </message>
    <message>
      <source>Click the same second point on the newer sheet.</source>
      <translation>Cliquez sur ce même deuxième point de la feuille récente.</translation>
    </message>
    <message>
      <source>Two points of one sheet are at the same place. Click two that are far from each other.</source>
      <translation>Deux points d’une feuille sont au même endroit. Cliquez sur deux points éloignés l’un de l’autre.</translation>
    </message>
  </context>
  <context>
    <name>Bench</name>
    <message>
      <source>Draw: {what}</source>
      <translation>Tracer : {what}</translation>
    </message>
    <message numerus="yes">
      <source>Delete %n markup(s)</source>
      <translation>
        <numerusform>Supprimer %n annotation</numerusform>
        <numerusform>Supprimer %n annotations</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Paste %n markup(s)</source>
      <translation>
        <numerusform>Coller %n annotation</numerusform>
        <numerusform>Coller %n annotations</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>BidDialog</name>
    <message>
      <source>Start</source>
      <translation>Commencer</translation>
    </message>
    <message>
      <source>Change the end</source>
      <translation>Changer la fin</translation>
    </message>
    <message>
      <source>Bid mode</source>
      <translation>Mode soumission</translation>
    </message>
    <message>
      <source>The project is synced every 5 minutes until then, and afterwards as before.</source>
      <translation>Le projet est synchronisé toutes les 5 minutes jusque-là, puis comme avant.</translation>
    </message>
    <message>
      <source>Until {time}</source>
      <translation>Jusqu’au {time}</translation>
    </message>
    <message>
      <source>Until another time:</source>
      <translation>Jusqu’à un autre moment :</translation>
    </message>
    <message>
      <source>End of bid mode</source>
      <translation>Fin du mode soumission</translation>
    </message>
    <message>
      <source>End bid mode</source>
      <translation>Mettre fin au mode soumission</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message numerus="yes">
      <source>A time ahead, at most %n day(s)</source>
      <translation>
        <numerusform>Un moment à venir, dans %n jour au plus</numerusform>
        <numerusform>Un moment à venir, dans %n jours au plus</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>CarriedBar</name>
    <message>
      <source>{number} of {count}, from {origin}: {what}. Accept it, drag it to its place, or discard it.</source>
      <translation>{number} sur {count}, de {origin} : {what}. Acceptez-la, glissez-la à sa place ou écartez-la.</translation>
    </message>
    <message numerus="yes">
      <source>%n markup(s) carried from {origin} to {shown}, which is open here: to check.</source>
      <translation>
        <numerusform>%n annotation reportée de {origin} à {shown}, ouverte ici : à vérifier.</numerusform>
        <numerusform>%n annotations reportées de {origin} à {shown}, ouverte ici : à vérifier.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n markup(s) drawn before Procore replaced the file of {shown}: to check.</source>
      <translation>
        <numerusform>%n annotation faite avant que Procore remplace le fichier de {shown} : à vérifier.</numerusform>
        <numerusform>%n annotations faites avant que Procore remplace le fichier de {shown} : à vérifier.</numerusform>
      </translation>
    </message>
    <message>
      <source>an earlier revision</source>
      <translation>une révision antérieure</translation>
    </message>
    <message>
      <source>another sheet</source>
      <translation>une autre feuille</translation>
    </message>
    <message>
      <source>revision {number}</source>
      <translation>la révision {number}</translation>
    </message>
    <message>
      <source>a revision without number</source>
      <translation>une révision sans numéro</translation>
    </message>
    <message numerus="yes">
      <source>Accept %n carried markup(s)</source>
      <translation>
        <numerusform>Accepter %n annotation reportée</numerusform>
        <numerusform>Accepter %n annotations reportées</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Discard %n carried markup(s)</source>
      <translation>
        <numerusform>Écarter %n annotation reportée</numerusform>
        <numerusform>Écarter %n annotations reportées</numerusform>
      </translation>
    </message>
    <message>
      <source>Accept all</source>
      <translation>Tout accepter</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>Passer en revue</translation>
    </message>
    <message>
      <source>Discard all</source>
      <translation>Tout écarter</translation>
    </message>
    <message>
      <source>Accept</source>
      <translation>Accepter</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>Écarter</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Suivante</translation>
    </message>
    <message>
      <source>End the review</source>
      <translation>Terminer la revue</translation>
    </message>
  </context>
  <context>
    <name>ChangeFilters</name>
    <message>
      <source>All changes</source>
      <translation>Tous les changements</translation>
    </message>
    <message>
      <source>All disciplines</source>
      <translation>Toutes les disciplines</translation>
    </message>
    <message>
      <source>Changes since when</source>
      <translation>Changements depuis quand</translation>
    </message>
    <message>
      <source>Which kind of change</source>
      <translation>Quel genre de changement</translation>
    </message>
    <message>
      <source>Which discipline</source>
      <translation>Quelle discipline</translation>
    </message>
    <message>
      <source>Changes since this date</source>
      <translation>Changements depuis cette date</translation>
    </message>
    <message>
      <source>Number, title or set</source>
      <translation>Numéro, titre ou ensemble</translation>
    </message>
    <message>
      <source>Filter the changes by number, title, set or words</source>
      <translation>Filtrer les changements par numéro, titre, ensemble ou mots</translation>
    </message>
  </context>
  <context>
    <name>ChangeReport</name>
    <message>
      <source>Discipline</source>
      <translation>Discipline</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Numéro</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>Titre</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Changement</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>Avant</translation>
    </message>
    <message>
      <source>After</source>
      <translation>Après</translation>
    </message>
    <message>
      <source>Revision</source>
      <translation>Révision</translation>
    </message>
    <message>
      <source>Set</source>
      <translation>Ensemble</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Quand</translation>
    </message>
    <message>
      <source>Project: {name}</source>
      <translation>Projet : {name}</translation>
    </message>
    <message>
      <source>Period: {period}</source>
      <translation>Période : {period}</translation>
    </message>
    <message>
      <source>Only: {filter}</source>
      <translation>Seulement : {filter}</translation>
    </message>
    <message>
      <source>Made by Planrack, {time}</source>
      <translation>Produit par Planrack, {time}</translation>
    </message>
  </context>
  <context>
    <name>Changes</name>
    <message>
      <source>Since I last looked</source>
      <translation>Depuis ma dernière visite</translation>
    </message>
    <message>
      <source>Last sync</source>
      <translation>Dernière synchronisation</translation>
    </message>
    <message>
      <source>Last 7 days</source>
      <translation>7 derniers jours</translation>
    </message>
    <message>
      <source>Since a date…</source>
      <translation>Depuis une date…</translation>
    </message>
    <message>
      <source>Since connection</source>
      <translation>Depuis la connexion</translation>
    </message>
    <message>
      <source>since the connection to Procore</source>
      <translation>depuis la connexion à Procore</translation>
    </message>
    <message>
      <source>since {time}</source>
      <translation>depuis le {time}</translation>
    </message>
    <message>
      <source>Revised</source>
      <translation>Révisés</translation>
    </message>
    <message>
      <source>Added</source>
      <translation>Ajoutés</translation>
    </message>
    <message>
      <source>Withdrawn</source>
      <translation>Retirés</translation>
    </message>
    <message>
      <source>Restored</source>
      <translation>Rétablis</translation>
    </message>
    <message>
      <source>Reordered</source>
      <translation>Réorganisés</translation>
    </message>
    <message>
      <source>File replaced</source>
      <translation>Fichier remplacé</translation>
    </message>
    <message>
      <source>Renamed or renumbered</source>
      <translation>Renommés ou renumérotés</translation>
    </message>
    <message>
      <source>Moved</source>
      <translation>Déplacés</translation>
    </message>
    <message>
      <source>Dates changed</source>
      <translation>Dates modifiées</translation>
    </message>
    <message>
      <source>Folders and sets renamed</source>
      <translation>Dossiers et ensembles renommés</translation>
    </message>
    <message>
      <source>Connection and permissions</source>
      <translation>Connexion et permissions</translation>
    </message>
    <message>
      <source>The project</source>
      <translation>Le projet</translation>
    </message>
    <message numerus="yes">
      <source>%n revised</source>
      <translation>
        <numerusform>%n révisé</numerusform>
        <numerusform>%n révisés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n added</source>
      <translation>
        <numerusform>%n ajouté</numerusform>
        <numerusform>%n ajoutés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n withdrawn</source>
      <comment>sheets</comment>
      <translation>
        <numerusform>%n retiré</numerusform>
        <numerusform>%n retirés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n restored</source>
      <translation>
        <numerusform>%n rétabli</numerusform>
        <numerusform>%n rétablis</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n reordered</source>
      <comment>sheets</comment>
      <translation>
        <numerusform>%n réorganisé</numerusform>
        <numerusform>%n réorganisés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n file(s) replaced</source>
      <translation>
        <numerusform>%n fichier remplacé</numerusform>
        <numerusform>%n fichiers remplacés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n renamed</source>
      <translation>
        <numerusform>%n renommé</numerusform>
        <numerusform>%n renommés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n moved</source>
      <translation>
        <numerusform>%n déplacé</numerusform>
        <numerusform>%n déplacés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n with other dates</source>
      <translation>
        <numerusform>%n avec d’autres dates</numerusform>
        <numerusform>%n avec d’autres dates</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n folder(s) or set(s) renamed</source>
      <translation>
        <numerusform>%n dossier ou ensemble renommé</numerusform>
        <numerusform>%n dossiers ou ensembles renommés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n about the project</source>
      <translation>
        <numerusform>%n au sujet du projet</numerusform>
        <numerusform>%n au sujet du projet</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ChangesModel</name>
    <message>
      <source>Sheet</source>
      <translation>Plan</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Changement</translation>
    </message>
    <message>
      <source>Before → after</source>
      <translation>Avant → après</translation>
    </message>
    <message>
      <source>Revision</source>
      <translation>Révision</translation>
    </message>
    <message>
      <source>Set</source>
      <translation>Ensemble</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Quand</translation>
    </message>
    <message>
      <source>not seen yet</source>
      <translation>pas encore vu</translation>
    </message>
  </context>
  <context>
    <name>ChangesPage</name>
    <message>
      <source>Empties “Since I last looked”, also of what a filter hides. Until you press it, changes stay there, after a restart too. It holds for you alone: every member has their own mark.</source>
      <translation>Vide « Depuis ma dernière visite », y compris ce qu’un filtre masque. Tant que vous n’appuyez pas ici, les changements y restent, même après un redémarrage. Cela ne vaut que pour vous : chaque membre a son propre repère.</translation>
    </message>
    <message>
      <source>You have marked everything as seen.</source>
      <translation>Vous avez tout marqué comme vu.</translation>
    </message>
    <message>
      <source>Save what is shown below as a file</source>
      <translation>Enregistrer dans un fichier ce qui est affiché ci-dessous</translation>
    </message>
    <message>
      <source>There is nothing to save: nothing is shown.</source>
      <translation>Rien à enregistrer : rien n’est affiché.</translation>
    </message>
    <message numerus="yes">
      <source>Changes of this period that the filters hide: %n.</source>
      <translation>
        <numerusform>Changements de cette période que les filtres masquent : %n.</numerusform>
        <numerusform>Changements de cette période que les filtres masquent : %n.</numerusform>
      </translation>
    </message>
    <message>
      <source>No change matches the filters</source>
      <translation>Aucun changement ne correspond aux filtres</translation>
    </message>
    <message>
      <source>Clear the filters</source>
      <translation>Effacer les filtres</translation>
    </message>
    <message>
      <source>Changes are recorded once the project is connected to Procore.</source>
      <translation>Les changements sont consignés dès que le projet est connecté à Procore.</translation>
    </message>
    <message>
      <source>Not connected to Procore</source>
      <translation>Non connecté à Procore</translation>
    </message>
    <message>
      <source>Go to the connection</source>
      <translation>Aller à la connexion</translation>
    </message>
    <message>
      <source>What changes in Procore after the first sync is listed here.</source>
      <translation>Ce qui change dans Procore après la première synchronisation est répertorié ici.</translation>
    </message>
    <message>
      <source>Not synced yet</source>
      <translation>Pas encore synchronisé</translation>
    </message>
    <message>
      <source>Nothing changed {since}</source>
      <translation>Rien n’a changé {since}</translation>
    </message>
    <message numerus="yes">
      <source>The project has the %n sheet(s) that the first sync brought.</source>
      <translation>
        <numerusform>Le projet a %n plan, que la première synchronisation a apporté.</numerusform>
        <numerusform>Le projet a les %n plans que la première synchronisation a apportés.</numerusform>
      </translation>
    </message>
    <message>
      <source>Show everything since the connection</source>
      <translation>Tout afficher depuis la connexion</translation>
    </message>
    <message>
      <source>The project is disconnected: Procore is no longer asked.</source>
      <translation>Le projet est déconnecté : Procore n’est plus interrogé.</translation>
    </message>
    <message>
      <source>A sync is running; what it finds appears here.</source>
      <translation>Une synchronisation est en cours; ce qu’elle trouve apparaît ici.</translation>
    </message>
    <message>
      <source>No sync has succeeded yet: there may be changes that Planrack does not know of.</source>
      <translation>Aucune synchronisation n’a encore réussi : il peut y avoir des changements que Planrack ne connaît pas.</translation>
    </message>
    <message>
      <source>Procore was last read completely at {time}; syncs since then failed.</source>
      <translation>Procore a été lu en entier la dernière fois le {time}; les synchronisations suivantes ont échoué.</translation>
    </message>
    <message>
      <source>Procore was last read completely at {time}.</source>
      <translation>Procore a été lu en entier la dernière fois le {time}.</translation>
    </message>
    <message>
      <source>What changed</source>
      <translation>Ce qui a changé</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Exporter</translation>
    </message>
    <message>
      <source>Mark all as seen</source>
      <translation>Tout marquer comme vu</translation>
    </message>
    <message>
      <source>Table for Excel (CSV)…</source>
      <translation>Tableau pour Excel (CSV)…</translation>
    </message>
    <message>
      <source>Report to print (PDF)…</source>
      <translation>Rapport à imprimer (PDF)…</translation>
    </message>
    <message>
      <source>What changed, by discipline</source>
      <translation>Ce qui a changé, par discipline</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>All changes are marked as seen.</source>
      <translation>Tous les changements sont marqués comme vus.</translation>
    </message>
    <message>
      <source>Where to put the file</source>
      <translation>Où enregistrer le fichier</translation>
    </message>
    <message>
      <source>Saved: {path}</source>
      <translation>Enregistré : {path}</translation>
    </message>
    <message>
      <source>{path} could not be saved ({reason}). If it is open in another program, close it there; or choose another folder.</source>
      <translation>Impossible d’enregistrer {path} ({reason}). S’il est ouvert dans un autre programme, fermez-le là; ou choisissez un autre dossier.</translation>
    </message>
  </context>
  <context>
    <name>Commands</name>
    <message>
      <source>Select a project first.</source>
      <translation>Sélectionnez d’abord un projet.</translation>
    </message>
    <message>
      <source>This project is archived.</source>
      <translation>Ce projet est archivé.</translation>
    </message>
    <message>
      <source>This project is not connected to Procore.</source>
      <translation>Ce projet n’est pas connecté à Procore.</translation>
    </message>
    <message>
      <source>The Procore integration is not part of this workspace.</source>
      <translation>L’intégration Procore ne fait pas partie de cet espace de travail.</translation>
    </message>
    <message>
      <source>Only those who manage this project's documents may sync.</source>
      <translation>Seules les personnes qui gèrent les documents de ce projet peuvent synchroniser.</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>“{project}” is archived.</source>
      <translation>« {project} » est archivé.</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Réessayer</translation>
    </message>
    <message>
      <source>See what changed</source>
      <translation>Voir ce qui a changé</translation>
    </message>
    <message>
      <source>Only the owner and co-owners may create a project.</source>
      <translation>Seuls le propriétaire et les copropriétaires peuvent créer un projet.</translation>
    </message>
    <message>
      <source>Only the owner and co-owners may do this.</source>
      <translation>Seuls le propriétaire et les copropriétaires peuvent faire cela.</translation>
    </message>
    <message>
      <source>This project is not archived.</source>
      <translation>Ce projet n’est pas archivé.</translation>
    </message>
    <message>
      <source>No project can be synced.</source>
      <translation>Aucun projet ne peut être synchronisé.</translation>
    </message>
    <message>
      <source>No sync is running.</source>
      <translation>Aucune synchronisation n’est en cours.</translation>
    </message>
    <message>
      <source>Only those who manage this project's documents may stop a sync.</source>
      <translation>Seules les personnes qui gèrent les documents de ce projet peuvent arrêter une synchronisation.</translation>
    </message>
    <message numerus="yes">
      <source>%n new revision(s)</source>
      <translation>
        <numerusform>%n nouvelle révision</numerusform>
        <numerusform>%n nouvelles révisions</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n reordered</source>
      <translation>
        <numerusform>%n réorganisé</numerusform>
        <numerusform>%n réorganisés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n withdrawn</source>
      <translation>
        <numerusform>%n retiré</numerusform>
        <numerusform>%n retirés</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n replaced</source>
      <translation>
        <numerusform>%n remplacée</numerusform>
        <numerusform>%n remplacées</numerusform>
      </translation>
    </message>
    <message>
      <source>{project}: synced, nothing new.</source>
      <translation>{project} : synchronisé, rien de nouveau.</translation>
    </message>
    <message>
      <source>{project}: synced, {changes}.</source>
      <translation>{project} : synchronisé, {changes}.</translation>
    </message>
  </context>
  <context>
    <name>Compare</name>
    <message>
      <source>{older} and {newer}</source>
      <translation>{older} et {newer}</translation>
    </message>
    <message>
      <source>These two sheets could not be aligned automatically, so changes are not marked. Align them by hand: show two points that both have.</source>
      <translation>Ces deux feuilles n’ont pas pu être alignées automatiquement : les changements ne sont donc pas marqués. Alignez-les à la main en indiquant deux points qu’elles ont en commun.</translation>
    </message>
    <message>
      <source>Little of the two sheets agrees. Check whether they lie on each other rightly, or align them by hand.</source>
      <translation>Les deux feuilles ont peu en commun. Vérifiez qu’elles sont bien superposées, ou alignez-les à la main.</translation>
    </message>
    <message>
      <source>Nothing that can be seen changed.</source>
      <translation>Rien de visible n’a changé.</translation>
    </message>
    <message>
      <source>Aligned by hand.</source>
      <translation>Alignées à la main.</translation>
    </message>
  </context>
  <context>
    <name>CompareActions</name>
    <message>
      <source>Overlay</source>
      <translation>Superposition</translation>
    </message>
    <message>
      <source>Side by side</source>
      <translation>Côte à côte</translation>
    </message>
    <message>
      <source>Blink</source>
      <translation>Alternance</translation>
    </message>
    <message>
      <source>Swap colours</source>
      <translation>Permuter les couleurs</translation>
    </message>
    <message>
      <source>Previous change</source>
      <translation>Changement précédent</translation>
    </message>
    <message>
      <source>Next change</source>
      <translation>Changement suivant</translation>
    </message>
    <message>
      <source>Align by hand…</source>
      <translation>Aligner à la main…</translation>
    </message>
    <message>
      <source>Align automatically</source>
      <translation>Aligner automatiquement</translation>
    </message>
  </context>
  <context>
    <name>CompareFaces</name>
    <message>
      <source>Page {page}</source>
      <translation>Page {page}</translation>
    </message>
    <message>
      <source>Comparing the two sheets</source>
      <translation>Comparaison des deux feuilles</translation>
    </message>
    <message>
      <source>This takes a second or two, and is remembered.</source>
      <translation>Cela prend une seconde ou deux, et le résultat est conservé.</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>The same file</source>
      <translation>Le même fichier</translation>
    </message>
    <message>
      <source>Both revisions have the same file, byte for byte: nothing changed.</source>
      <translation>Les deux révisions ont le même fichier, octet pour octet : rien n’a changé.</translation>
    </message>
    <message>
      <source>Align by hand…</source>
      <translation>Aligner à la main…</translation>
    </message>
    <message>
      <source>Older</source>
      <translation>Ancienne</translation>
    </message>
    <message>
      <source>Newer</source>
      <translation>Récente</translation>
    </message>
    <message>
      <source>More of the older or of the newer sheet</source>
      <translation>Montrer davantage la feuille ancienne ou la récente</translation>
    </message>
    <message>
      <source>Page</source>
      <translation>Page</translation>
    </message>
  </context>
  <context>
    <name>CompareWindow</name>
    <message>
      <source>Compare {sheet}: {both}</source>
      <translation>Comparer {sheet} : {both}</translation>
    </message>
    <message>
      <source>Nothing is compared.</source>
      <translation>Rien n’est comparé.</translation>
    </message>
    <message>
      <source>The two sheets are not aligned.</source>
      <translation>Les deux feuilles ne sont pas alignées.</translation>
    </message>
    <message>
      <source>Only the overlay has colours.</source>
      <translation>Seule la superposition a des couleurs.</translation>
    </message>
    <message>
      <source>Nothing changed.</source>
      <translation>Rien n’a changé.</translation>
    </message>
    <message>
      <source>The sheets are aligned automatically.</source>
      <translation>Les feuilles sont alignées automatiquement.</translation>
    </message>
  </context>
  <context>
    <name>ConnectedPanel</name>
    <message>
      <source>{project} ({company})</source>
      <translation>{project} ({company})</translation>
    </message>
    <message>
      <source>While paused, only you start a sync</source>
      <translation>En pause, vous seul démarrez une synchronisation</translation>
    </message>
    <message>
      <source>Bid mode until {time}</source>
      <translation>Mode soumission jusqu’au {time}</translation>
    </message>
    <message>
      <source>Your role does not include syncing. Ask an owner or an administrator.</source>
      <translation>Votre rôle ne permet pas de synchroniser. Adressez-vous à un propriétaire ou à un administrateur.</translation>
    </message>
    <message>
      <source>Procore project</source>
      <translation>Projet Procore</translation>
    </message>
    <message>
      <source>Procore user</source>
      <translation>Utilisateur Procore</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Statut</translation>
    </message>
    <message>
      <source>Sync interval</source>
      <translation>Intervalle de synchronisation</translation>
    </message>
    <message>
      <source>Sync</source>
      <translation>Synchroniser</translation>
    </message>
    <message>
      <source>Go to folder</source>
      <translation>Aller au dossier</translation>
    </message>
    <message>
      <source>Sync history</source>
      <translation>Historique des synchronisations</translation>
    </message>
    <message>
      <source>Support</source>
      <translation>Support</translation>
    </message>
    <message>
      <source>Prepare a support report</source>
      <translation>Préparer un rapport pour le support</translation>
    </message>
    <message>
      <source>Change user…</source>
      <translation>Changer d’utilisateur…</translation>
    </message>
    <message>
      <source>Disconnect…</source>
      <translation>Déconnecter…</translation>
    </message>
    <message>
      <source>Bid mode…</source>
      <translation>Mode soumission…</translation>
    </message>
    <message>
      <source>Sync every 5 minutes until a time you choose</source>
      <translation>Synchroniser toutes les 5 minutes jusqu’au moment que vous choisissez</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>En pause</translation>
    </message>
  </context>
  <context>
    <name>Dates</name>
    <message>
      <source>just now</source>
      <translation>à l’instant</translation>
    </message>
    <message numerus="yes">
      <source>%n byte(s)</source>
      <translation>
        <numerusform>%n octet</numerusform>
        <numerusform>%n octets</numerusform>
      </translation>
    </message>
    <message>
      <source>%1 min ago</source>
      <translation>il y a %1 min</translation>
    </message>
    <message>
      <source>%1 h ago</source>
      <translation>il y a %1 h</translation>
    </message>
    <message>
      <source>%1 d ago</source>
      <translation>il y a %1 j</translation>
    </message>
    <message>
      <source>in %1 min</source>
      <translation>dans %1 min</translation>
    </message>
    <message>
      <source>in %1 h</source>
      <translation>dans %1 h</translation>
    </message>
    <message>
      <source>in %1 d</source>
      <translation>dans %1 j</translation>
    </message>
    <message>
      <source>in a moment</source>
      <translation>dans un instant</translation>
    </message>
  </context>
  <context>
    <name>DocumentActs</name>
    <message>
      <source>Fetching older revisions…</source>
      <translation>Récupération des révisions antérieures…</translation>
    </message>
    <message>
      <source>Save a copy</source>
      <translation>Enregistrer une copie</translation>
    </message>
    <message>
      <source>Saving a copy…</source>
      <translation>Enregistrement d’une copie…</translation>
    </message>
    <message>
      <source>Save the copies in a new folder in</source>
      <translation>Enregistrer les copies dans un nouveau dossier sous</translation>
    </message>
    <message>
      <source>Save as one PDF</source>
      <translation>Enregistrer en un seul PDF</translation>
    </message>
    <message>
      <source>Saving copies: {done} of {all}</source>
      <translation>Enregistrement des copies : {done} sur {all}</translation>
    </message>
    <message>
      <source>Reading the files on this computer…</source>
      <translation>Lecture des fichiers de cet ordinateur…</translation>
    </message>
    <message>
      <source>Reading the files on this computer: {done} of {all}</source>
      <translation>Lecture des fichiers de cet ordinateur : {done} sur {all}</translation>
    </message>
    <message>
      <source>There are no sheets on this computer yet.</source>
      <translation>Il n’y a pas encore de feuilles sur cet ordinateur.</translation>
    </message>
    <message>
      <source>{ok} of {all} sheets are readable.</source>
      <translation>{ok} feuilles sur {all} sont lisibles.</translation>
    </message>
    <message>
      <source>{ok} of {all} sheets, all readable.</source>
      <translation>{ok} feuilles sur {all}, toutes lisibles.</translation>
    </message>
    <message numerus="yes">
      <source>%n repaired.</source>
      <translation>
        <numerusform>%n réparée.</numerusform>
        <numerusform>%n réparées.</numerusform>
      </translation>
    </message>
    <message>
      <source>Repair</source>
      <translation>Réparer</translation>
    </message>
    <message>
      <source>Ready for site.</source>
      <translation>Prêt pour le chantier.</translation>
    </message>
    <message>
      <source>Not ready for site.</source>
      <translation>Pas prêt pour le chantier.</translation>
    </message>
    <message>
      <source>Procore has no older revisions that are not here.</source>
      <translation>Procore n’a pas de révisions antérieures qui ne soient déjà ici.</translation>
    </message>
    <message numerus="yes">
      <source>%n older revision(s) fetched.</source>
      <translation>
        <numerusform>%n révision antérieure récupérée.</numerusform>
        <numerusform>%n révisions antérieures récupérées.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s) saved: {name}</source>
      <translation>
        <numerusform>%n feuille enregistrée : {name}</numerusform>
        <numerusform>%n feuilles enregistrées : {name}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Not on this computer yet, and missing there: %n sheet(s).</source>
      <translation>
        <numerusform>Pas encore sur cet ordinateur et absente du dossier : %n feuille.</numerusform>
        <numerusform>Pas encore sur cet ordinateur et absentes du dossier : %n feuilles.</numerusform>
      </translation>
    </message>
    <message>
      <source>Open in file manager</source>
      <translation>Ouvrir dans le gestionnaire de fichiers</translation>
    </message>
    <message>
      <source>Stopped. What was asked for comes with the next sync.</source>
      <translation>Arrêté. Ce qui était demandé viendra avec la prochaine synchronisation.</translation>
    </message>
    <message>
      <source>Stopped.</source>
      <translation>Arrêté.</translation>
    </message>
  </context>
  <context>
    <name>DocumentTabs</name>
    <message>
      <source>Documents</source>
      <translation>Documents</translation>
    </message>
    <message>
      <source>Documents and open sheets</source>
      <translation>Documents et feuilles ouvertes</translation>
    </message>
  </context>
  <context>
    <name>Documents</name>
    <message>
      <source>No discipline</source>
      <translation>Sans discipline</translation>
    </message>
    <message>
      <source>Procore folder {name}, {state}</source>
      <translation>Dossier Procore {name}, {state}</translation>
    </message>
    <message>
      <source>Drawings from the Procore project {name}</source>
      <translation>Plans du projet Procore {name}</translation>
    </message>
    <message>
      <source>Downloading</source>
      <translation>Téléchargement</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Échec</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>En attente</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nom</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>Titre</translation>
    </message>
    <message>
      <source>Discipline</source>
      <translation>Discipline</translation>
    </message>
    <message>
      <source>Revision</source>
      <translation>Révision</translation>
    </message>
    <message>
      <source>Set</source>
      <translation>Ensemble</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Statut</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Date</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Taille</translation>
    </message>
    <message>
      <source>On this computer</source>
      <translation>Sur cet ordinateur</translation>
    </message>
    <message>
      <source>Waiting to be downloaded</source>
      <translation>En attente de téléchargement</translation>
    </message>
    <message>
      <source>Not downloaded: failed</source>
      <translation>Non téléchargée : échec</translation>
    </message>
    <message>
      <source>Not downloaded</source>
      <translation>Non téléchargée</translation>
    </message>
    <message>
      <source>Withdrawn: obsolete in Procore</source>
      <translation>Retiré : obsolète dans Procore</translation>
    </message>
    <message>
      <source>Withdrawn: deleted in Procore</source>
      <translation>Retiré : supprimé dans Procore</translation>
    </message>
    <message>
      <source>Withdrawn: no longer in Procore</source>
      <translation>Retiré : absent de Procore</translation>
    </message>
    <message>
      <source>Current</source>
      <translation>En vigueur</translation>
    </message>
    <message>
      <source>Superseded</source>
      <translation>Remplacée</translation>
    </message>
    <message>
      <source>Original</source>
      <translation>Original</translation>
    </message>
    <message>
      <source>Reordered</source>
      <translation>Réorganisée</translation>
    </message>
    <message>
      <source>Revision without number</source>
      <translation>Révision sans numéro</translation>
    </message>
    <message>
      <source>Revision {number}</source>
      <translation>Révision {number}</translation>
    </message>
    <message>
      <source>Rev {number}</source>
      <translation>Rév {number}</translation>
    </message>
    <message>
      <source>Withdrawn</source>
      <translation>Retirée</translation>
    </message>
    <message>
      <source>Carried, to check ({count})</source>
      <translation>Reportées, à vérifier ({count})</translation>
    </message>
    <message numerus="yes">
      <source>%n annotation(s) carried over from an earlier revision, not confirmed yet: open the sheet to check.</source>
      <translation>
        <numerusform>%n annotation reportée d’une révision antérieure, pas encore confirmée : ouvrez la feuille pour vérifier.</numerusform>
        <numerusform>%n annotations reportées d’une révision antérieure, pas encore confirmées : ouvrez la feuille pour vérifier.</numerusform>
      </translation>
    </message>
    <message>
      <source>Tried again when you start a sync.</source>
      <translation>Nouvel essai quand vous lancerez une synchronisation.</translation>
    </message>
    <message>
      <source>Tried again by the first sync after {time}, or when you start one.</source>
      <translation>Nouvel essai à la première synchronisation après {time}, ou dès que vous en lancez une.</translation>
    </message>
    <message>
      <source>This file was reordered in Procore and may include new annotations. See the “Original” version for the version before the reordering.</source>
      <translation>Ce fichier a été réorganisé dans Procore et peut inclure de nouvelles annotations. Consultez la version “Originale” pour voir la version avant la réorganisation.</translation>
    </message>
    <message>
      <source>1 older revision is in Procore, not downloaded</source>
      <translation>1 révision antérieure est dans Procore, non téléchargée</translation>
    </message>
    <message numerus="yes">
      <source>%n older revisions are in Procore, not downloaded</source>
      <translation>
        <numerusform>%n révision antérieure est dans Procore, non téléchargée</numerusform>
        <numerusform>%n révisions antérieures sont dans Procore, non téléchargées</numerusform>
      </translation>
    </message>
    <message>
      <source>Fetch older revisions</source>
      <translation>Récupérer les révisions antérieures</translation>
    </message>
    <message>
      <source>This revision has public markups in Procore; they are not imported.</source>
      <translation>Cette révision a des annotations publiques dans Procore; elles ne sont pas importées.</translation>
    </message>
    <message>
      <source>Drawn {date}</source>
      <translation>Dessinée le {date}</translation>
    </message>
    <message>
      <source>Received {date}</source>
      <translation>Reçue le {date}</translation>
    </message>
    <message numerus="yes">
      <source>%n drawing(s)</source>
      <translation>
        <numerusform>%n plan</numerusform>
        <numerusform>%n plans</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n of {all} revisions here</source>
      <translation>
        <numerusform>%n révision sur {all} ici</numerusform>
        <numerusform>%n révisions sur {all} ici</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>DocumentsHeader</name>
    <message>
      <source>Ask Procore for new revisions now</source>
      <translation>Demander maintenant les nouvelles révisions à Procore</translation>
    </message>
    <message>
      <source>Connected to the Procore project {name}</source>
      <translation>Connecté au projet Procore {name}</translation>
    </message>
    <message>
      <source>Number or title</source>
      <translation>Numéro ou titre</translation>
    </message>
    <message>
      <source>Filter the drawings by number or title</source>
      <translation>Filtrer les plans par numéro ou par titre</translation>
    </message>
    <message>
      <source>Sync</source>
      <translation>Synchroniser</translation>
    </message>
    <message>
      <source>Permissions</source>
      <translation>Permissions</translation>
    </message>
  </context>
  <context>
    <name>DocumentsMenu</name>
    <message>
      <source>Sync</source>
      <translation>Synchroniser</translation>
    </message>
    <message>
      <source>Stop the sync</source>
      <translation>Arrêter la synchronisation</translation>
    </message>
    <message>
      <source>Nothing older is in Procore.</source>
      <translation>Procore n’a rien de plus ancien.</translation>
    </message>
    <message>
      <source>Fetch older revisions of the whole project</source>
      <translation>Récupérer les révisions antérieures de tout le projet</translation>
    </message>
    <message>
      <source>Verify</source>
      <translation>Vérifier</translation>
    </message>
    <message>
      <source>Ready for site?</source>
      <translation>Prêt pour le chantier ?</translation>
    </message>
    <message>
      <source>Open the data folder</source>
      <translation>Ouvrir le dossier des données</translation>
    </message>
    <message>
      <source>What changed</source>
      <translation>Ce qui a changé</translation>
    </message>
    <message>
      <source>Sync history</source>
      <translation>Historique des synchronisations</translation>
    </message>
    <message>
      <source>Permissions</source>
      <translation>Permissions</translation>
    </message>
    <message>
      <source>Export {name}…</source>
      <translation>Exporter {name}…</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Exporter</translation>
    </message>
    <message>
      <source>Current set</source>
      <translation>Ensemble actuel</translation>
    </message>
    <message>
      <source>Nothing of it is on this computer yet.</source>
      <translation>Rien de cela n’est encore sur cet ordinateur.</translation>
    </message>
    <message numerus="yes">
      <source>Open %n sheet(s)</source>
      <translation>
        <numerusform>Ouvrir %n feuille</numerusform>
        <numerusform>Ouvrir %n feuilles</numerusform>
      </translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Ouvrir</translation>
    </message>
    <message>
      <source>No sync is running: sync first.</source>
      <translation>Aucune synchronisation en cours : synchronisez d’abord.</translation>
    </message>
    <message>
      <source>Download first</source>
      <translation>Télécharger en premier</translation>
    </message>
    <message>
      <source>Not on this computer yet.</source>
      <translation>Pas encore sur cet ordinateur.</translation>
    </message>
    <message>
      <source>Save copies…</source>
      <translation>Enregistrer des copies…</translation>
    </message>
    <message>
      <source>Save a copy…</source>
      <translation>Enregistrer une copie…</translation>
    </message>
    <message>
      <source>Add to favourites</source>
      <translation>Ajouter aux favoris</translation>
    </message>
    <message>
      <source>Remove from favourites</source>
      <translation>Retirer des favoris</translation>
    </message>
    <message>
      <source>Copy a link</source>
      <translation>Copier un lien</translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s)</source>
      <translation>
        <numerusform>%n feuille</numerusform>
        <numerusform>%n feuilles</numerusform>
      </translation>
    </message>
    <message>
      <source>This project is disconnected from Procore.</source>
      <translation>Ce projet est déconnecté de Procore.</translation>
    </message>
  </context>
  <context>
    <name>DocumentsPage</name>
    <message>
      <source>Choose a project to see its documents.</source>
      <translation>Choisissez un projet pour voir ses documents.</translation>
    </message>
    <message>
      <source>No project chosen</source>
      <translation>Aucun projet choisi</translation>
    </message>
    <message>
      <source>Each drawing appears here as soon as Procore has listed it.</source>
      <translation>Chaque plan apparaît ici dès que Procore l’a énuméré.</translation>
    </message>
    <message>
      <source>First sync under way</source>
      <translation>Première synchronisation en cours</translation>
    </message>
    <message>
      <source>Nothing was downloaded yet. The first sync needs a connection to Procore.</source>
      <translation>Rien n’a encore été téléchargé. La première synchronisation exige une connexion à Procore.</translation>
    </message>
    <message>
      <source>Sync</source>
      <translation>Synchroniser</translation>
    </message>
    <message>
      <source>Not synced yet</source>
      <translation>Pas encore synchronisé</translation>
    </message>
    <message>
      <source>No drawings</source>
      <translation>Aucun plan</translation>
    </message>
    <message>
      <source>None of the folders that {member} may read holds a drawing.</source>
      <translation>Aucun des dossiers que {member} peut lire ne contient de plan.</translation>
    </message>
    <message>
      <source>Procore lists no published drawing for this project.</source>
      <translation>Procore n’énumère aucun plan publié pour ce projet.</translation>
    </message>
    <message>
      <source>Clear filters</source>
      <translation>Effacer les filtres</translation>
    </message>
    <message>
      <source>No drawing matches “{typed}”</source>
      <translation>Aucun plan ne correspond à « {typed} »</translation>
    </message>
    <message>
      <source>Numbers and titles were searched.</source>
      <translation>La recherche porte sur les numéros et les titres.</translation>
    </message>
    <message>
      <source>No drawing changed since you last looked.</source>
      <translation>Aucun plan n’a changé depuis votre dernière consultation.</translation>
    </message>
    <message>
      <source>Nothing changed</source>
      <translation>Rien n’a changé</translation>
    </message>
    <message numerus="yes">
      <source>%n drawing(s) are hidden by the filters.</source>
      <translation>
        <numerusform>%n plan est masqué par les filtres.</numerusform>
        <numerusform>%n plans sont masqués par les filtres.</numerusform>
      </translation>
    </message>
    <message>
      <source>No drawing is left</source>
      <translation>Aucun plan à afficher</translation>
    </message>
    <message>
      <source>Not connected to Procore</source>
      <translation>Non connecté à Procore</translation>
    </message>
    <message>
      <source>Connect this project to Procore: its drawings will come here and stay up to date.</source>
      <translation>Connectez ce projet à Procore : ses plans arriveront ici et resteront à jour.</translation>
    </message>
    <message>
      <source>Connect</source>
      <translation>Se connecter</translation>
    </message>
    <message>
      <source>Only the owner and co-owners may connect it. Ask one of them.</source>
      <translation>Seuls le propriétaire et les copropriétaires peuvent le connecter. Adressez-vous à l’un d’eux.</translation>
    </message>
    <message>
      <source>This project is not connected to Procore.</source>
      <translation>Ce projet n’est pas connecté à Procore.</translation>
    </message>
    <message>
      <source>This project is disconnected from Procore.</source>
      <translation>Ce projet est déconnecté de Procore.</translation>
    </message>
    <message>
      <source>Only those who manage this project's documents may do this. Ask: {people}.</source>
      <translation>Réservé aux personnes qui gèrent les documents de ce projet. Adressez-vous à {people}.</translation>
    </message>
    <message>
      <source>Drawings of the project</source>
      <translation>Plans du projet</translation>
    </message>
  </context>
  <context>
    <name>ExportDialog</name>
    <message>
      <source>Export: {name}</source>
      <translation>Exporter : {name}</translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s). What is not the current revision gets a stamp.</source>
      <translation>
        <numerusform>%n feuille. Ce qui n’est pas la révision en vigueur porte une estampille.</numerusform>
        <numerusform>%n feuilles. Ce qui n’est pas la révision en vigueur porte une estampille.</numerusform>
      </translation>
    </message>
    <message>
      <source>As</source>
      <translation>Sous forme de</translation>
    </message>
    <message>
      <source>A folder of PDFs, one for each sheet</source>
      <translation>Un dossier de PDF, un par feuille</translation>
    </message>
    <message>
      <source>One PDF with a cover, bookmarks and sheet numbers</source>
      <translation>Un seul PDF avec page couverture, signets et numéros de feuille</translation>
    </message>
    <message>
      <source>Markups</source>
      <translation>Annotations</translation>
    </message>
    <message>
      <source>Without markups</source>
      <translation>Sans annotations</translation>
    </message>
    <message>
      <source>As annotations that other PDF programs can show and edit</source>
      <translation>Comme annotations que les autres logiciels PDF peuvent afficher et modifier</translation>
    </message>
    <message>
      <source>As part of the drawing, for good</source>
      <translation>Intégrées au plan, pour de bon</translation>
    </message>
    <message>
      <source>None of these sheets has markups.</source>
      <translation>Aucune de ces feuilles n’a d’annotations.</translation>
    </message>
    <message>
      <source>Choose where…</source>
      <translation>Choisir l’emplacement…</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
  </context>
  <context>
    <name>FailureBanner</name>
    <message>
      <source>Sync</source>
      <translation>Synchroniser</translation>
    </message>
    <message numerus="yes">
      <source>What failed (%n)</source>
      <translation>
        <numerusform>Ce qui a échoué (%n)</numerusform>
        <numerusform>Ce qui a échoué (%n)</numerusform>
      </translation>
    </message>
    <message>
      <source>Prepare a support report</source>
      <translation>Préparer un rapport pour le support</translation>
    </message>
    <message>
      <source>Sheets that could not be downloaded</source>
      <translation>Feuilles qui n’ont pas pu être téléchargées</translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s) could not be downloaded.</source>
      <translation>
        <numerusform>%n feuille n’a pas pu être téléchargée.</numerusform>
        <numerusform>%n feuilles n’ont pas pu être téléchargées.</numerusform>
      </translation>
    </message>
    <message>
      <source>Everything downloaded before stays readable.</source>
      <translation>Tout ce qui a été téléchargé reste lisible.</translation>
    </message>
  </context>
  <context>
    <name>FilterBar</name>
    <message numerus="yes">
      <source>{shown} of {all} drawings</source>
      <translation>
        <numerusform>{shown} plan sur {all}</numerusform>
        <numerusform>{shown} plans sur {all}</numerusform>
      </translation>
    </message>
    <message>
      <source>All states</source>
      <translation>Tous les états</translation>
    </message>
    <message>
      <source>Changed since I last looked</source>
      <translation>Changés depuis ma dernière consultation</translation>
    </message>
    <message>
      <source>Not here yet</source>
      <translation>Pas encore ici</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Échec</translation>
    </message>
    <message>
      <source>Carried annotations to check</source>
      <translation>Annotations reportées à vérifier</translation>
    </message>
    <message>
      <source>Withdrawn</source>
      <translation>Retirés</translation>
    </message>
    <message>
      <source>Favourites</source>
      <translation>Favoris</translation>
    </message>
    <message>
      <source>All disciplines</source>
      <translation>Toutes les disciplines</translation>
    </message>
    <message>
      <source>All sets</source>
      <translation>Tous les ensembles</translation>
    </message>
    <message>
      <source>Show one discipline</source>
      <translation>Afficher une discipline</translation>
    </message>
    <message>
      <source>Show one drawing set</source>
      <translation>Afficher un ensemble de plans</translation>
    </message>
    <message>
      <source>Show drawings in one state</source>
      <translation>Afficher les plans dans un état</translation>
    </message>
    <message>
      <source>Clear filters</source>
      <translation>Effacer les filtres</translation>
    </message>
    <message>
      <source>Folders</source>
      <translation>Dossiers</translation>
    </message>
    <message>
      <source>List</source>
      <translation>Liste</translation>
    </message>
    <message>
      <source>Thumbnails</source>
      <translation>Vignettes</translation>
    </message>
  </context>
  <context>
    <name>FindBar</name>
    <message>
      <source>This sheet is a picture: it has no text to find.</source>
      <translation>Cette feuille est une image : elle n’a pas de texte où chercher.</translation>
    </message>
    <message>
      <source>Find on this sheet</source>
      <translation>Chercher sur cette feuille</translation>
    </message>
    <message>
      <source>Not found on this sheet</source>
      <translation>Introuvable sur cette feuille</translation>
    </message>
    <message numerus="yes">
      <source>%n hit(s)</source>
      <translation>
        <numerusform>%n occurrence</numerusform>
        <numerusform>%n occurrences</numerusform>
      </translation>
    </message>
    <message>
      <source>{which} of {count}</source>
      <translation>{which} sur {count}</translation>
    </message>
    <message>
      <source>Reading the sheet…</source>
      <translation>Lecture de la feuille…</translation>
    </message>
    <message>
      <source>Type what to find first.</source>
      <translation>Saisissez d’abord ce que vous cherchez.</translation>
    </message>
    <message>
      <source>Previous hit</source>
      <translation>Occurrence précédente</translation>
    </message>
    <message>
      <source>Next hit</source>
      <translation>Occurrence suivante</translation>
    </message>
    <message>
      <source>Close (Esc)</source>
      <translation>Fermer (Échap)</translation>
    </message>
    <message>
      <source>Close the search</source>
      <translation>Fermer la recherche</translation>
    </message>
  </context>
  <context>
    <name>Finding</name>
    <message>
      <source>Revision {number}</source>
      <translation>Révision {number}</translation>
    </message>
    <message>
      <source>Page {page}</source>
      <translation>Page {page}</translation>
    </message>
    <message>
      <source>Not on this computer yet</source>
      <translation>Pas encore sur cet ordinateur</translation>
    </message>
  </context>
  <context>
    <name>FolderBanner</name>
    <message>
      <source>Procore folder {folder}</source>
      <translation>Dossier Procore {folder}</translation>
    </message>
    <message>
      <source>{sub_folder}, part of the Procore folder {folder}</source>
      <translation>{sub_folder}, dans le dossier Procore {folder}</translation>
    </message>
  </context>
  <context>
    <name>GeneralSection</name>
    <message>
      <source>General</source>
      <translation>Général</translation>
    </message>
    <message>
      <source>&amp;Language</source>
      <translation>&amp;Langue</translation>
    </message>
    <message>
      <source>&amp;Theme</source>
      <translation>&amp;Thème</translation>
    </message>
    <message>
      <source>Same as the system</source>
      <translation>Comme le système</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Clair</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Sombre</translation>
    </message>
    <message>
      <source>&amp;Mouse wheel on a sheet</source>
      <translation>&amp;Molette de la souris sur une feuille</translation>
    </message>
    <message>
      <source>Scrolls, with Ctrl it zooms</source>
      <translation>Fait défiler; avec Ctrl, zoome</translation>
    </message>
    <message>
      <source>Zooms, with Ctrl it scrolls</source>
      <translation>Zoome; avec Ctrl, fait défiler</translation>
    </message>
    <message>
      <source>&amp;Keep syncing in the tray when the window is closed</source>
      <translation>&amp;Continuer à synchroniser dans la zone de notification quand la fenêtre est fermée</translation>
    </message>
    <message>
      <source>&amp;Start without showing the window</source>
      <translation>&amp;Démarrer sans afficher la fenêtre</translation>
    </message>
    <message>
      <source>&amp;Notify me of new sheets and of what needs me</source>
      <translation>M’&amp;avertir des nouvelles feuilles et de ce qui demande mon attention</translation>
    </message>
    <message>
      <source>Where the desktop has no tray, closing the window ends Planrack. Syncs that failed and are tried again by themselves are never notified.</source>
      <translation>Là où le bureau n’a pas de zone de notification, fermer la fenêtre quitte Planrack. Les synchronisations échouées qui sont réessayées automatiquement ne donnent jamais lieu à un avis.</translation>
    </message>
  </context>
  <context>
    <name>GuideWindow</name>
    <message>
      <source>{page} – Planrack guide</source>
      <translation>{page} – Guide de Planrack</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Reculer</translation>
    </message>
    <message>
      <source>Forward</source>
      <translation>Avancer</translation>
    </message>
    <message>
      <source>Find on this page</source>
      <translation>Chercher sur cette page</translation>
    </message>
    <message>
      <source>Pages of the guide</source>
      <translation>Pages du guide</translation>
    </message>
    <message>
      <source>Text of the page</source>
      <translation>Texte de la page</translation>
    </message>
    <message>
      <source>Not found on this page</source>
      <translation>Introuvable sur cette page</translation>
    </message>
  </context>
  <context>
    <name>HiddenCompanies</name>
    <message>
      <source>Companies whose projects are not listed</source>
      <translation>Entreprises dont les projets ne sont pas listés</translation>
    </message>
  </context>
  <context>
    <name>History</name>
    <message>
      <source>First sync after connecting</source>
      <translation>Première synchronisation</translation>
    </message>
    <message>
      <source>Start of Planrack</source>
      <translation>Démarrage de Planrack</translation>
    </message>
    <message>
      <source>By schedule</source>
      <translation>Selon l’horaire</translation>
    </message>
    <message>
      <source>By hand</source>
      <translation>À la main</translation>
    </message>
    <message>
      <source>Computer woke up</source>
      <translation>Réveil de l’ordinateur</translation>
    </message>
    <message>
      <source>Network came back</source>
      <translation>Retour du réseau</translation>
    </message>
    <message>
      <source>Command line</source>
      <translation>Ligne de commande</translation>
    </message>
    <message>
      <source>Synced</source>
      <translation>Synchronisé</translation>
    </message>
    <message>
      <source>Stopped by hand</source>
      <translation>Arrêtée à la main</translation>
    </message>
    <message>
      <source>Failed</source>
      <translation>Échec</translation>
    </message>
    <message>
      <source>Running</source>
      <translation>En cours</translation>
    </message>
    <message>
      <source>Interrupted</source>
      <translation>Interrompue</translation>
    </message>
    <message>
      <source>{seconds} s</source>
      <translation>{seconds} s</translation>
    </message>
    <message>
      <source>{minutes} min {seconds} s</source>
      <translation>{minutes} min {seconds} s</translation>
    </message>
    <message numerus="yes">
      <source>%n new</source>
      <translation>
        <numerusform>%n nouvelle</numerusform>
        <numerusform>%n nouvelles</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n reordered</source>
      <translation>
        <numerusform>%n réorganisée</numerusform>
        <numerusform>%n réorganisées</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n withdrawn</source>
      <translation>
        <numerusform>%n retirée</numerusform>
        <numerusform>%n retirées</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n changed</source>
      <translation>
        <numerusform>%n modifiée</numerusform>
        <numerusform>%n modifiées</numerusform>
      </translation>
    </message>
    <message>
      <source>nothing new</source>
      <translation>rien de neuf</translation>
    </message>
    <message>
      <source>Everything that Procore had published by then is complete on this computer.</source>
      <translation>Tout ce que Procore avait publié à ce moment est complet sur cet ordinateur.</translation>
    </message>
    <message>
      <source>The sync was stopped. What it had downloaded was kept; the next one goes on from there.</source>
      <translation>La synchronisation a été arrêtée. Ce qu’elle avait téléchargé a été conservé; la prochaine reprend de là.</translation>
    </message>
    <message>
      <source>The sync is going on now.</source>
      <translation>La synchronisation est en cours.</translation>
    </message>
    <message>
      <source>Planrack ended before the sync did. What it had downloaded was kept.</source>
      <translation>Planrack s’est terminé avant la synchronisation. Ce qu’elle avait téléchargé a été conservé.</translation>
    </message>
    <message>
      <source>Nothing need be done: the next sync goes on from there.</source>
      <translation>Rien à faire : la prochaine synchronisation reprend de là.</translation>
    </message>
    <message numerus="yes">
      <source>%n file(s)</source>
      <translation>
        <numerusform>%n fichier</numerusform>
        <numerusform>%n fichiers</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n request(s) to Procore</source>
      <translation>
        <numerusform>%n requête à Procore</numerusform>
        <numerusform>%n requêtes à Procore</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>HistoryDialog</name>
    <message>
      <source>{outcome}: {reason}</source>
      <translation>{outcome} : {reason}</translation>
    </message>
    <message>
      <source>Not connected to Procore</source>
      <translation>Non connecté à Procore</translation>
    </message>
    <message>
      <source>Syncs are recorded once the project is connected.</source>
      <translation>Les synchronisations sont consignées dès que le projet est connecté.</translation>
    </message>
    <message>
      <source>No sync yet</source>
      <translation>Pas encore de synchronisation</translation>
    </message>
    <message>
      <source>The first sync has not begun.</source>
      <translation>La première synchronisation n’a pas commencé.</translation>
    </message>
    <message>
      <source>Sync history</source>
      <translation>Historique des synchronisations</translation>
    </message>
    <message>
      <source>Syncs, newest first</source>
      <translation>Synchronisations, de la plus récente à la plus ancienne</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>Début</translation>
    </message>
    <message>
      <source>Began</source>
      <translation>Lancée par</translation>
    </message>
    <message>
      <source>Outcome</source>
      <translation>Résultat</translation>
    </message>
    <message>
      <source>Duration</source>
      <translation>Durée</translation>
    </message>
    <message>
      <source>Changes</source>
      <translation>Changements</translation>
    </message>
  </context>
  <context>
    <name>IntegrationCard</name>
    <message>
      <source>The Procore integration is not part of this workspace. To have it added, ask {contact}.</source>
      <translation>L’intégration Procore ne fait pas partie de cet espace de travail. Pour l’ajouter, adressez-vous à {contact}.</translation>
    </message>
    <message>
      <source>Only the owner and co-owners may connect, change or disconnect a Procore project. Ask {contact}.</source>
      <translation>Seuls le propriétaire et les copropriétaires peuvent connecter, changer ou déconnecter un projet Procore. Adressez-vous à {contact}.</translation>
    </message>
    <message>
      <source>PROCORE – Connect to Procore and keep information up to date</source>
      <translation>PROCORE – Se connecter à Procore et garder les informations à jour</translation>
    </message>
  </context>
  <context>
    <name>Interval</name>
    <message>
      <source>5 minutes</source>
      <translation>5 minutes</translation>
    </message>
    <message>
      <source>15 minutes</source>
      <translation>15 minutes</translation>
    </message>
    <message>
      <source>1 hour</source>
      <translation>1 heure</translation>
    </message>
    <message>
      <source>4 hours</source>
      <translation>4 heures</translation>
    </message>
    <message>
      <source>12 hours</source>
      <translation>12 heures</translation>
    </message>
    <message>
      <source>Only when I start it</source>
      <translation>Seulement quand je la lance</translation>
    </message>
  </context>
  <context>
    <name>LayerActs</name>
    <message>
      <source>Layer “{layer}” removed.</source>
      <translation>Calque « {layer} » supprimé.</translation>
    </message>
    <message numerus="yes">
      <source>%n markup(s) deleted.</source>
      <translation>
        <numerusform>%n annotation supprimée.</numerusform>
        <numerusform>%n annotations supprimées.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n markup(s) moved to “{layer}”.</source>
      <translation>
        <numerusform>%n annotation déplacée vers « {layer} ».</numerusform>
        <numerusform>%n annotations déplacées vers « {layer} ».</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>LayerQuestion</name>
    <message numerus="yes">
      <source>“{layer}” holds %n markup(s),</source>
      <translation>
        <numerusform>« {layer} » contient %n annotation,</numerusform>
        <numerusform>« {layer} » contient %n annotations,</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>on %n sheet(s).</source>
      <translation>
        <numerusform>sur %n feuille.</numerusform>
        <numerusform>sur %n feuilles.</numerusform>
      </translation>
    </message>
    <message>
      <source>Move them to:</source>
      <translation>Les déplacer vers :</translation>
    </message>
    <message>
      <source>Layer that the markups go to</source>
      <translation>Calque de destination des annotations</translation>
    </message>
    <message>
      <source>Move</source>
      <translation>Déplacer</translation>
    </message>
    <message>
      <source>Delete the markups</source>
      <translation>Supprimer les annotations</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
  </context>
  <context>
    <name>LayersPanel</name>
    <message>
      <source>No markup is selected.</source>
      <translation>Aucune annotation n’est sélectionnée.</translation>
    </message>
    <message>
      <source>There is a layer “{name}” already. Choose another name.</source>
      <translation>Il y a déjà un calque « {name} ». Choisissez un autre nom.</translation>
    </message>
    <message>
      <source>Type a name first.</source>
      <translation>Saisissez d’abord un nom.</translation>
    </message>
    <message>
      <source>The default layer is always there.</source>
      <translation>Le calque par défaut est toujours là.</translation>
    </message>
    <message>
      <source>Layers of markups</source>
      <translation>Calques d’annotations</translation>
    </message>
    <message>
      <source>Name of the new layer</source>
      <translation>Nom du nouveau calque</translation>
    </message>
    <message>
      <source>New layer</source>
      <translation>Nouveau calque</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>Ajouter</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Renommer</translation>
    </message>
    <message>
      <source>Remove…</source>
      <translation>Supprimer…</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Move the selected markups here</source>
      <translation>Déplacer ici les annotations sélectionnées</translation>
    </message>
    <message>
      <source>Ticked layers are shown. What you draw goes onto the selected one.</source>
      <translation>Les calques cochés sont affichés. Ce que vous tracez va sur le calque sélectionné.</translation>
    </message>
  </context>
  <context>
    <name>LevelCombo</name>
    <message>
      <source>Inherit ({level})</source>
      <translation>Hériter ({level})</translation>
    </message>
  </context>
  <context>
    <name>LevelList</name>
    <message>
      <source>Access of {member} to {folder}</source>
      <translation>Accès de {member} à {folder}</translation>
    </message>
    <message>
      <source>Always manages by role: {role}</source>
      <translation>Gère toujours, par son rôle : {role}</translation>
    </message>
    <message>
      <source>You do not manage this folder. Ask: {people}.</source>
      <translation>Vous ne gérez pas ce dossier. Adressez-vous à {people}.</translation>
    </message>
    <message>
      <source>Effective: {access}</source>
      <translation>Effectif : {access}</translation>
    </message>
  </context>
  <context>
    <name>LinkActs</name>
    <message>
      <source>Disconnect from Procore?</source>
      <translation>Déconnecter de Procore ?</translation>
    </message>
    <message>
      <source>Every drawing and markup on this computer stays readable. New revisions no longer arrive, and the project can be connected again later.</source>
      <translation>Tous les plans et toutes les annotations présents sur cet ordinateur restent lisibles. Les nouvelles révisions n’arrivent plus, et le projet pourra être reconnecté plus tard.</translation>
    </message>
    <message>
      <source>Disconnect</source>
      <translation>Déconnecter</translation>
    </message>
    <message>
      <source>Stay connected</source>
      <translation>Rester connecté</translation>
    </message>
    <message>
      <source>The project now syncs through {login}.</source>
      <translation>Le projet se synchronise maintenant au moyen de {login}.</translation>
    </message>
  </context>
  <context>
    <name>LinkOpening</name>
    <message>
      <source>The link cannot be opened: it does not name a sheet the way Planrack's links do. It may have been cut short; ask for it again.</source>
      <translation>Le lien ne peut pas être ouvert : il ne désigne pas une feuille comme le font les liens de Planrack. Il a peut-être été coupé; demandez-le de nouveau.</translation>
    </message>
    <message>
      <source>The revision of this link is not on this computer. The current revision is shown instead.</source>
      <translation>La révision de ce lien n’est pas sur cet ordinateur. La révision en vigueur est affichée à sa place.</translation>
    </message>
    <message>
      <source>The sheet of this link is in a Procore project that is not linked here. Link a project to it and sync, then open the link again.</source>
      <translation>La feuille de ce lien est dans un projet Procore qui n’est pas lié ici. Liez-y un projet, synchronisez-le, puis ouvrez le lien de nouveau.</translation>
    </message>
    <message>
      <source>The sheet of this link is not in “{project}” on this computer. Sync the project, then open the link again.</source>
      <translation>La feuille de ce lien n’est pas dans « {project} » sur cet ordinateur. Synchronisez le projet, puis ouvrez le lien de nouveau.</translation>
    </message>
    <message>
      <source>A link to {sheet} is on the clipboard.</source>
      <translation>Un lien vers {sheet} est dans le presse-papiers.</translation>
    </message>
  </context>
  <context>
    <name>LinksPanel</name>
    <message numerus="yes">
      <source>named %n time(s)</source>
      <translation>
        <numerusform>nommée %n fois</numerusform>
        <numerusform>nommée %n fois</numerusform>
      </translation>
    </message>
    <message>
      <source>No number of another sheet of this project stands on this sheet.</source>
      <translation>Aucun numéro d’une autre feuille de ce projet ne figure sur cette feuille.</translation>
    </message>
    <message>
      <source>Sheets named on this sheet</source>
      <translation>Feuilles nommées sur cette feuille</translation>
    </message>
    <message>
      <source>Enter opens the current revision, Ctrl+Enter opens it in a tab of its own.</source>
      <translation>Entrée ouvre la révision en vigueur, Ctrl+Entrée l’ouvre dans son propre onglet.</translation>
    </message>
  </context>
  <context>
    <name>ListPanel</name>
    <message>
      <source>Nothing was drawn yet. Take a tool from the row over the sheet.</source>
      <translation>Rien n’a encore été tracé. Prenez un outil au-dessus de la feuille.</translation>
    </message>
    <message numerus="yes">
      <source>%n shown of {all}</source>
      <translation>
        <numerusform>%n affichée sur {all}</numerusform>
        <numerusform>%n affichées sur {all}</numerusform>
      </translation>
    </message>
    <message>
      <source>No markup is selected.</source>
      <translation>Aucune annotation n’est sélectionnée.</translation>
    </message>
    <message numerus="yes">
      <source>%n without a scale, not counted in.</source>
      <translation>
        <numerusform>%n sans échelle, non comprise.</numerusform>
        <numerusform>%n sans échelle, non comprises.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n with a scale that is not verified, or carried and not checked.</source>
      <translation>
        <numerusform>%n dont l’échelle n’est pas vérifiée, ou reportée et non vérifiée.</numerusform>
        <numerusform>%n dont l’échelle n’est pas vérifiée, ou reportées et non vérifiées.</numerusform>
      </translation>
    </message>
    <message>
      <source>Totals</source>
      <translation>Totaux</translation>
    </message>
    <message>
      <source>Nothing was measured or counted.</source>
      <translation>Rien n’a été mesuré ni compté.</translation>
    </message>
    <message>
      <source>This sheet</source>
      <translation>Cette feuille</translation>
    </message>
    <message>
      <source>Whole project</source>
      <translation>Tout le projet</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Toutes</translation>
    </message>
    <message>
      <source>To check</source>
      <translation>À vérifier</translation>
    </message>
    <message>
      <source>ft-in</source>
      <translation>pi-po</translation>
    </message>
    <message>
      <source>m</source>
      <translation>m</translation>
    </message>
    <message>
      <source>Markups of</source>
      <translation>Annotations de</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Statut</translation>
    </message>
    <message>
      <source>Unit of the totals</source>
      <translation>Unité des totaux</translation>
    </message>
    <message>
      <source>Search in markups</source>
      <translation>Chercher dans les annotations</translation>
    </message>
    <message>
      <source>Text, author, layer…</source>
      <translation>Texte, auteur, calque…</translation>
    </message>
    <message>
      <source>Markups</source>
      <translation>Annotations</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Type</translation>
    </message>
    <message>
      <source>Label</source>
      <translation>Libellé</translation>
    </message>
    <message>
      <source>Layer</source>
      <translation>Calque</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Total</translation>
    </message>
    <message>
      <source>Done or open again</source>
      <translation>Terminée ou rouverte</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Supprimer</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Exporter</translation>
    </message>
    <message>
      <source>Table (CSV)…</source>
      <translation>Tableau (CSV)…</translation>
    </message>
    <message>
      <source>Workbook (XLSX)…</source>
      <translation>Classeur (XLSX)…</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>Open a sheet first.</source>
      <translation>Ouvrez d’abord une feuille.</translation>
    </message>
    <message>
      <source>The demo is being prepared; its window opens in a moment.</source>
      <translation>La démonstration se prépare; sa fenêtre s’ouvrira dans un instant.</translation>
    </message>
    <message>
      <source>The demo could not be started. Try “planrack demo” in a terminal.</source>
      <translation>La démonstration n’a pas pu démarrer. Essayez « planrack demo » dans un terminal.</translation>
    </message>
    <message>
      <source>Planrack</source>
      <translation>Planrack</translation>
    </message>
    <message>
      <source>Toolbar</source>
      <translation>Barre d’outils</translation>
    </message>
    <message>
      <source>Projects</source>
      <translation>Projets</translation>
    </message>
    <message>
      <source>What changed</source>
      <translation>Ce qui a changé</translation>
    </message>
    <message>
      <source>Documents</source>
      <translation>Documents</translation>
    </message>
  </context>
  <context>
    <name>MarkPanels</name>
    <message>
      <source>Markups</source>
      <translation>Annotations</translation>
    </message>
    <message>
      <source>Layers of markups</source>
      <translation>Calques d’annotations</translation>
    </message>
    <message>
      <source>The Original keeps its markups as they were.</source>
      <translation>L’Originale conserve ses annotations telles quelles.</translation>
    </message>
    <message>
      <source>You may look at this sheet, but not draw on it.</source>
      <translation>Vous pouvez consulter cette feuille, mais pas l’annoter.</translation>
    </message>
    <message numerus="yes">
      <source>%n markup(s) open again.</source>
      <translation>
        <numerusform>%n annotation rouverte.</numerusform>
        <numerusform>%n annotations rouvertes.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n markup(s) done.</source>
      <translation>
        <numerusform>%n annotation terminée.</numerusform>
        <numerusform>%n annotations terminées.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n markup(s) deleted.</source>
      <translation>
        <numerusform>%n annotation supprimée.</numerusform>
        <numerusform>%n annotations supprimées.</numerusform>
      </translation>
    </message>
    <message>
      <source>Something else was done on that sheet since. Undo it there first.</source>
      <translation>Autre chose a été fait depuis sur cette feuille. Annulez-le d’abord sur la feuille.</translation>
    </message>
    <message numerus="yes">
      <source>Move %n markup(s) to another layer</source>
      <translation>
        <numerusform>Changer %n annotation de calque</numerusform>
        <numerusform>Changer %n annotations de calque</numerusform>
      </translation>
    </message>
    <message>
      <source>Tables (*.csv)</source>
      <translation>Tableaux (*.csv)</translation>
    </message>
    <message>
      <source>Workbooks (*.xlsx)</source>
      <translation>Classeurs (*.xlsx)</translation>
    </message>
    <message>
      <source>Export markups</source>
      <translation>Exporter les annotations</translation>
    </message>
    <message>
      <source>Saved: {file}</source>
      <translation>Enregistré : {file}</translation>
    </message>
  </context>
  <context>
    <name>MarksModel</name>
    <message>
      <source>Kind</source>
      <translation>Type</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Texte</translation>
    </message>
    <message>
      <source>Sheet</source>
      <translation>Feuille</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Statut</translation>
    </message>
    <message>
      <source>Author</source>
      <translation>Auteur</translation>
    </message>
    <message>
      <source>Drawn</source>
      <translation>Tracée le</translation>
    </message>
    <message>
      <source>Layer</source>
      <translation>Calque</translation>
    </message>
  </context>
  <context>
    <name>MarkupActions</name>
    <message>
      <source>Pan</source>
      <translation>Déplacer la vue</translation>
    </message>
    <message>
      <source>Select markups</source>
      <translation>Sélectionner des annotations</translation>
    </message>
    <message>
      <source>Set the scale</source>
      <translation>Régler l’échelle</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Rétablir</translation>
    </message>
    <message>
      <source>Delete markups</source>
      <translation>Supprimer les annotations</translation>
    </message>
    <message>
      <source>Duplicate</source>
      <translation>Dupliquer</translation>
    </message>
    <message>
      <source>Cut markups</source>
      <translation>Couper les annotations</translation>
    </message>
    <message>
      <source>Copy markups</source>
      <translation>Copier les annotations</translation>
    </message>
    <message>
      <source>Paste markups</source>
      <translation>Coller les annotations</translation>
    </message>
    <message>
      <source>Select all markups of the page</source>
      <translation>Sélectionner toutes les annotations de la page</translation>
    </message>
    <message>
      <source>Edit the text</source>
      <translation>Modifier le texte</translation>
    </message>
    <message>
      <source>Done or open again</source>
      <translation>Terminée ou rouverte</translation>
    </message>
    <message>
      <source>Markup tools</source>
      <translation>Outils d’annotation</translation>
    </message>
    <message>
      <source>List of markups</source>
      <translation>Liste des annotations</translation>
    </message>
    <message>
      <source>Layers of markups</source>
      <translation>Calques d’annotations</translation>
    </message>
  </context>
  <context>
    <name>MarkupColours</name>
    <message>
      <source>Red</source>
      <translation>Rouge</translation>
    </message>
    <message>
      <source>Blue</source>
      <translation>Bleu</translation>
    </message>
    <message>
      <source>Green</source>
      <translation>Vert</translation>
    </message>
    <message>
      <source>Brown</source>
      <translation>Brun</translation>
    </message>
    <message>
      <source>Purple</source>
      <translation>Violet</translation>
    </message>
    <message>
      <source>Teal</source>
      <translation>Sarcelle</translation>
    </message>
    <message>
      <source>Magenta</source>
      <translation>Magenta</translation>
    </message>
    <message>
      <source>Black</source>
      <translation>Noir</translation>
    </message>
    <message>
      <source>Yellow</source>
      <translation>Jaune</translation>
    </message>
    <message>
      <source>Light green</source>
      <translation>Vert clair</translation>
    </message>
    <message>
      <source>Light blue</source>
      <translation>Bleu clair</translation>
    </message>
    <message>
      <source>Pink</source>
      <translation>Rose</translation>
    </message>
    <message>
      <source>Orange</source>
      <translation>Orange</translation>
    </message>
    <message>
      <source>Light purple</source>
      <translation>Mauve</translation>
    </message>
    <message>
      <source>Grey</source>
      <translation>Gris</translation>
    </message>
    <message>
      <source>White</source>
      <translation>Blanc</translation>
    </message>
  </context>
  <context>
    <name>MarkupDesk</name>
    <message>
      <source>No sheet is shown.</source>
      <translation>Aucune feuille n’est affichée.</translation>
    </message>
    <message>
      <source>The Original keeps its markups as they were. Draw on the reordered revision.</source>
      <translation>L’Originale conserve ses annotations telles quelles. Annotez la révision réorganisée.</translation>
    </message>
    <message numerus="yes">
      <source>Change the look of %n markup(s)</source>
      <translation>
        <numerusform>Modifier l’apparence de %n annotation</numerusform>
        <numerusform>Modifier l’apparence de %n annotations</numerusform>
      </translation>
    </message>
    <message>
      <source>Edit the text of a markup</source>
      <translation>Modifier le texte d’une annotation</translation>
    </message>
    <message>
      <source>No markup is selected.</source>
      <translation>Aucune annotation n’est sélectionnée.</translation>
    </message>
    <message>
      <source>There is nothing to take back.</source>
      <translation>Il n’y a rien à annuler ou à rétablir.</translation>
    </message>
  </context>
  <context>
    <name>MarkupSteps</name>
    <message numerus="yes">
      <source>Cut %n markup(s)</source>
      <translation>
        <numerusform>Couper %n annotation</numerusform>
        <numerusform>Couper %n annotations</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Open %n markup(s) again</source>
      <translation>
        <numerusform>Rouvrir %n annotation</numerusform>
        <numerusform>Rouvrir %n annotations</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Done: %n markup(s)</source>
      <translation>
        <numerusform>Réglée : %n annotation</numerusform>
        <numerusform>Réglées : %n annotations</numerusform>
      </translation>
    </message>
    <message>
      <source>Turn a markup</source>
      <translation>Pivoter une annotation</translation>
    </message>
    <message>
      <source>Change the shape of a markup</source>
      <translation>Modifier la forme d’une annotation</translation>
    </message>
    <message numerus="yes">
      <source>Move %n markup(s)</source>
      <translation>
        <numerusform>Déplacer %n annotation</numerusform>
        <numerusform>Déplacer %n annotations</numerusform>
      </translation>
    </message>
    <message>
      <source>Count: {number}</source>
      <translation>Décompte : {number}</translation>
    </message>
  </context>
  <context>
    <name>Markups</name>
    <message>
      <source>Pen</source>
      <translation>Crayon</translation>
    </message>
    <message>
      <source>Highlighter</source>
      <translation>Surligneur</translation>
    </message>
    <message>
      <source>Line</source>
      <translation>Ligne</translation>
    </message>
    <message>
      <source>Arrow</source>
      <translation>Flèche</translation>
    </message>
    <message>
      <source>Rectangle</source>
      <translation>Rectangle</translation>
    </message>
    <message>
      <source>Ellipse</source>
      <translation>Ellipse</translation>
    </message>
    <message>
      <source>Revision cloud</source>
      <translation>Nuage de révision</translation>
    </message>
    <message>
      <source>Polyline</source>
      <translation>Polyligne</translation>
    </message>
    <message>
      <source>Polygon</source>
      <translation>Polygone</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Texte</translation>
    </message>
    <message>
      <source>Callout</source>
      <translation>Bulle</translation>
    </message>
    <message>
      <source>Stamp</source>
      <translation>Tampon</translation>
    </message>
    <message>
      <source>Count</source>
      <translation>Décompte</translation>
    </message>
    <message>
      <source>Length</source>
      <translation>Longueur</translation>
    </message>
    <message>
      <source>Area</source>
      <translation>Aire</translation>
    </message>
    <message>
      <source>Perimeter</source>
      <translation>Périmètre</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Ouverte</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Terminée</translation>
    </message>
    <message>
      <source>{status}, to check</source>
      <translation>{status}, à vérifier</translation>
    </message>
    <message>
      <source>Default layer</source>
      <translation>Calque par défaut</translation>
    </message>
    <message>
      <source>APPROVED</source>
      <translation>APPROUVÉ</translation>
    </message>
    <message>
      <source>APPROVED AS NOTED</source>
      <translation>APPROUVÉ AVEC COMMENTAIRES</translation>
    </message>
    <message>
      <source>REVISE AND RESUBMIT</source>
      <translation>À RÉVISER ET SOUMETTRE DE NOUVEAU</translation>
    </message>
    <message>
      <source>REJECTED</source>
      <translation>REFUSÉ</translation>
    </message>
    <message>
      <source>FOR CONSTRUCTION</source>
      <translation>POUR CONSTRUCTION</translation>
    </message>
    <message>
      <source>FOR INFORMATION ONLY</source>
      <translation>POUR INFORMATION SEULEMENT</translation>
    </message>
    <message>
      <source>AS BUILT</source>
      <translation>TEL QUE CONSTRUIT</translation>
    </message>
    <message>
      <source>VOID</source>
      <translation>ANNULÉ</translation>
    </message>
    <message>
      <source>REVIEWED</source>
      <translation>VÉRIFIÉ</translation>
    </message>
  </context>
  <context>
    <name>Measuring</name>
    <message>
      <source>no scale</source>
      <translation>sans échelle</translation>
    </message>
  </context>
  <context>
    <name>MemberDialog</name>
    <message>
      <source>Add a member</source>
      <translation>Ajouter un membre</translation>
    </message>
    <message>
      <source>Edit member</source>
      <translation>Modifier le membre</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Sauvegarder</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Nom</translation>
    </message>
    <message>
      <source>E-&amp;mail</source>
      <translation>C&amp;ourriel</translation>
    </message>
    <message>
      <source>&amp;Role</source>
      <translation>&amp;Rôle</translation>
    </message>
    <message>
      <source>Only an owner may make somebody an owner, or change one.</source>
      <translation>Seul un propriétaire peut nommer ou modifier un propriétaire.</translation>
    </message>
    <message>
      <source>Everything: projects, connections, members, documents.</source>
      <translation>Tout : projets, connexions, membres, documents.</translation>
    </message>
    <message>
      <source>Everything an owner may, except changing who the owners are.</source>
      <translation>Tout ce que peut un propriétaire, sauf changer les propriétaires.</translation>
    </message>
    <message>
      <source>Manages the documents of every project: sync, permissions, verification.</source>
      <translation>Gère les documents de tous les projets : synchronisation, permissions, vérification.</translation>
    </message>
    <message>
      <source>Reads and marks up sheets, unless permissions say otherwise.</source>
      <translation>Lit et annote les feuilles, sauf indication contraire des permissions.</translation>
    </message>
    <message>
      <source>Reads sheets, unless permissions say otherwise.</source>
      <translation>Lit les feuilles, sauf indication contraire des permissions.</translation>
    </message>
    <message>
      <source>Give the member a name.</source>
      <translation>Donnez un nom au membre.</translation>
    </message>
  </context>
  <context>
    <name>MembersPage</name>
    <message>
      <source>Members</source>
      <translation>Membres</translation>
    </message>
    <message>
      <source>Add a member</source>
      <translation>Ajouter un membre</translation>
    </message>
    <message>
      <source>&amp;Edit…</source>
      <translation>&amp;Modifier…</translation>
    </message>
    <message>
      <source>&amp;Work as this member</source>
      <translation>&amp;Travailler avec ce profil</translation>
    </message>
    <message>
      <source>&amp;Remove</source>
      <translation>&amp;Retirer</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nom</translation>
    </message>
    <message>
      <source>E-mail</source>
      <translation>Courriel</translation>
    </message>
    <message>
      <source>Role</source>
      <translation>Rôle</translation>
    </message>
    <message>
      <source>Profile</source>
      <translation>Profil</translation>
    </message>
    <message>
      <source>You</source>
      <translation>Vous</translation>
    </message>
    <message>
      <source>Only the owner and co-owners may change members. Ask: {people}.</source>
      <translation>Seuls le propriétaire et les copropriétaires peuvent modifier les membres. Adressez-vous à {people}.</translation>
    </message>
    <message>
      <source>Choose a member first.</source>
      <translation>Choisissez d’abord un membre.</translation>
    </message>
    <message>
      <source>Only an owner may make somebody an owner, or change one.</source>
      <translation>Seul un propriétaire peut nommer ou modifier un propriétaire.</translation>
    </message>
    <message>
      <source>This profile is in use already.</source>
      <translation>Ce profil est déjà utilisé.</translation>
    </message>
    <message>
      <source>There must always be an owner. Make another member the owner first.</source>
      <translation>Il faut toujours un propriétaire. Nommez d’abord un autre propriétaire.</translation>
    </message>
    <message>
      <source>This profile is in use. Choose another one first.</source>
      <translation>Ce profil est utilisé. Choisissez-en d’abord un autre.</translation>
    </message>
    <message>
      <source>Remove {name}?</source>
      <translation>Retirer {name} ?</translation>
    </message>
    <message>
      <source>Their permissions are forgotten. Their markups are kept.</source>
      <translation>Ses permissions sont oubliées. Ses annotations sont conservées.</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Retirer</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>Garder</translation>
    </message>
  </context>
  <context>
    <name>MembersSection</name>
    <message>
      <source>Members</source>
      <translation>Membres</translation>
    </message>
    <message>
      <source>Members and their roles…</source>
      <translation>Membres et leurs rôles…</translation>
    </message>
  </context>
  <context>
    <name>Messages</name>
    <message numerus="yes">
      <source>%n more message(s)</source>
      <translation>
        <numerusform>%n autre message</numerusform>
        <numerusform>%n autres messages</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Minimap</name>
    <message>
      <source>Overview of the sheet</source>
      <translation>Vue d’ensemble de la feuille</translation>
    </message>
    <message>
      <source>Drag to move around the sheet (M hides the overview)</source>
      <translation>Glissez pour vous déplacer sur la feuille (M masque la vue d’ensemble)</translation>
    </message>
  </context>
  <context>
    <name>MissingProjectPanel</name>
    <message>
      <source>My project is not here</source>
      <translation>Mon projet n’est pas ici</translation>
    </message>
    <message>
      <source>The Procore user you signed in with has no access to it. There are two ways to get it:</source>
      <translation>L’utilisateur Procore avec lequel vous êtes connecté n’y a pas accès. Il y a deux façons de l’obtenir :</translation>
    </message>
    <message>
      <source>1. Someone who may add users in Procore confirms that this user has access to the project and to its Drawings tool.</source>
      <translation>1. Une personne autorisée à ajouter des utilisateurs dans Procore confirme que cet utilisateur a accès au projet et à son outil Dessins.</translation>
    </message>
    <message>
      <source>2. Or that person adds this user to the Procore project's directory.</source>
      <translation>2. Ou cette personne ajoute cet utilisateur au répertoire du projet Procore.</translation>
    </message>
    <message>
      <source>Then press Re-check. You can also add another Procore account that has access already.</source>
      <translation>Appuyez ensuite sur « Vérifier de nouveau ». Vous pouvez aussi ajouter un autre compte Procore qui y a déjà accès.</translation>
    </message>
  </context>
  <context>
    <name>Navigation</name>
    <message>
      <source>ORGANIZATION INFO</source>
      <translation>INFO ORGANISATION</translation>
    </message>
    <message>
      <source>PROJECT INFO</source>
      <translation>INFO PROJET</translation>
    </message>
    <message>
      <source>No project selected</source>
      <translation>Aucun projet sélectionné</translation>
    </message>
    <message>
      <source>Projects</source>
      <translation>Projets</translation>
    </message>
    <message>
      <source>Members</source>
      <translation>Membres</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Recherche</translation>
    </message>
    <message>
      <source>Documents</source>
      <translation>Documents</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Paramètres</translation>
    </message>
    <message>
      <source>What changed</source>
      <translation>Ce qui a changé</translation>
    </message>
    <message>
      <source>Select a project first.</source>
      <translation>Sélectionnez d’abord un projet.</translation>
    </message>
  </context>
  <context>
    <name>News</name>
    <message numerus="yes">
      <source>%n new sheet(s): {sheets}</source>
      <translation>
        <numerusform>%n nouvelle feuille : {sheets}</numerusform>
        <numerusform>%n nouvelles feuilles : {sheets}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s) revised: {sheets}</source>
      <translation>
        <numerusform>%n feuille révisée : {sheets}</numerusform>
        <numerusform>%n feuilles révisées : {sheets}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{sheets} and %n more</source>
      <translation>
        <numerusform>{sheets} et %n autre</numerusform>
        <numerusform>{sheets} et %n autres</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Palette</name>
    <message>
      <source>Settings</source>
      <translation>Paramètres</translation>
    </message>
    <message>
      <source>Project</source>
      <translation>Projet</translation>
    </message>
    <message>
      <source>Favourite sheets</source>
      <translation>Feuilles favorites</translation>
    </message>
    <message>
      <source>Type an action, a project or a sheet number</source>
      <translation>Tapez une action, un projet ou un numéro de plan</translation>
    </message>
    <message>
      <source>Go to anything</source>
      <translation>Aller à…</translation>
    </message>
    <message>
      <source>Results</source>
      <translation>Résultats</translation>
    </message>
    <message>
      <source>Last sheets</source>
      <translation>Dernières feuilles</translation>
    </message>
    <message>
      <source>Everything else</source>
      <translation>Tout le reste</translation>
    </message>
  </context>
  <context>
    <name>People</name>
    <message>
      <source>No access</source>
      <translation>Aucun accès</translation>
    </message>
    <message>
      <source>View</source>
      <translation>Lire</translation>
    </message>
    <message>
      <source>Annotate</source>
      <translation>Annoter</translation>
    </message>
    <message>
      <source>Manage</source>
      <translation>Gérer</translation>
    </message>
    <message>
      <source>The folder and its sheets are not shown.</source>
      <translation>Le dossier et ses feuilles ne sont pas affichés.</translation>
    </message>
    <message>
      <source>Open, search, print and export sheets.</source>
      <translation>Ouvrir, chercher, imprimer et exporter les feuilles.</translation>
    </message>
    <message>
      <source>View, and draw markups.</source>
      <translation>Lire et dessiner des annotations.</translation>
    </message>
    <message>
      <source>Annotate, and sync, verify, fetch older revisions and set permissions.</source>
      <translation>Annoter, et aussi synchroniser, vérifier, obtenir les révisions antérieures et régler les permissions.</translation>
    </message>
    <message>
      <source>role: {role}</source>
      <translation>rôle : {role}</translation>
    </message>
    <message>
      <source>set here</source>
      <translation>réglé ici</translation>
    </message>
    <message>
      <source>inherited from {folder}</source>
      <translation>hérité de {folder}</translation>
    </message>
    <message>
      <source>{level} – {cause}</source>
      <translation>{level} – {cause}</translation>
    </message>
    <message>
      <source>Profiles have no passwords: whoever sits at this computer can choose any of them. They keep people from mistakes, not from each other.</source>
      <translation>Les profils n’ont pas de mot de passe : toute personne à cet ordinateur peut en choisir un. Ils évitent les erreurs; ils ne protègent pas les uns des autres.</translation>
    </message>
  </context>
  <context>
    <name>PermissionsDialog</name>
    <message>
      <source>Members</source>
      <translation>Membres</translation>
    </message>
    <message>
      <source>Folders</source>
      <translation>Dossiers</translation>
    </message>
    <message>
      <source>Permissions – {project}</source>
      <translation>Permissions – {project}</translation>
    </message>
    <message>
      <source>What is set on a folder holds for everything in it, also for what Procore adds later, unless something else is set there. Owners, co-owners and administrators always manage.</source>
      <translation>Ce qui est réglé pour un dossier vaut pour tout son contenu, y compris ce que Procore y ajoutera, sauf si autre chose y est réglé. Les propriétaires, copropriétaires et administrateurs gèrent toujours.</translation>
    </message>
    <message>
      <source>By &amp;member</source>
      <translation>Par &amp;membre</translation>
    </message>
    <message>
      <source>By &amp;folder</source>
      <translation>Par &amp;dossier</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Sauvegarder</translation>
    </message>
    <message>
      <source>Only those who manage this project's documents may change permissions. Ask: {people}.</source>
      <translation>Réservé aux personnes qui gèrent les documents de ce projet. Adressez-vous à {people}.</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Fermer</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Dossier</translation>
    </message>
    <message>
      <source>Member</source>
      <translation>Membre</translation>
    </message>
    <message>
      <source>Access</source>
      <translation>Accès</translation>
    </message>
    <message>
      <source>Effective access</source>
      <translation>Accès effectif</translation>
    </message>
    <message>
      <source>Permissions of {name}</source>
      <translation>Permissions de {name}</translation>
    </message>
    <message>
      <source>Permissions in {name}</source>
      <translation>Permissions dans {name}</translation>
    </message>
    <message>
      <source>Leave without saving?</source>
      <translation>Quitter sans sauvegarder ?</translation>
    </message>
    <message>
      <source>The permissions you changed are not saved yet.</source>
      <translation>Les permissions modifiées ne sont pas encore sauvegardées.</translation>
    </message>
    <message>
      <source>Leave without saving</source>
      <translation>Quitter sans sauvegarder</translation>
    </message>
    <message>
      <source>Stay here</source>
      <translation>Rester ici</translation>
    </message>
    <message>
      <source>Nothing was changed.</source>
      <translation>Rien n’a été modifié.</translation>
    </message>
    <message>
      <source>{name} ({role})</source>
      <translation>{name} ({role})</translation>
    </message>
    <message>
      <source>{name} – you</source>
      <translation>{name} – vous</translation>
    </message>
    <message>
      <source>No area</source>
      <translation>Sans zone</translation>
    </message>
  </context>
  <context>
    <name>Picker</name>
    <message>
      <source>No project or company of that name. “My project is not here” says what to do.</source>
      <translation>Aucun projet ni entreprise de ce nom. « Mon projet n’est pas ici » indique quoi faire.</translation>
    </message>
    <message numerus="yes">
      <source>%n match(es)</source>
      <translation>
        <numerusform>%n résultat</numerusform>
        <numerusform>%n résultats</numerusform>
      </translation>
    </message>
    <message>
      <source>{shown} of {total} shown</source>
      <translation>{shown} sur {total} affichés</translation>
    </message>
    <message>
      <source>Type to search all of them.</source>
      <translation>Tapez pour chercher parmi tous.</translation>
    </message>
    <message>
      <source>{project}, {company}</source>
      <translation>{project}, {company}</translation>
    </message>
    <message>
      <source>Already connected to “{project}”</source>
      <translation>Déjà connecté à « {project} »</translation>
    </message>
  </context>
  <context>
    <name>PickerDialog</name>
    <message>
      <source>Sign in to Procore in the browser that has just opened.</source>
      <translation>Connectez-vous à Procore dans le navigateur qui vient de s’ouvrir.</translation>
    </message>
    <message>
      <source>All accounts</source>
      <translation>Tous les comptes</translation>
    </message>
    <message>
      <source>Add a Procore account</source>
      <translation>Ajouter un compte Procore</translation>
    </message>
    <message>
      <source>Add another Procore account</source>
      <translation>Ajouter un autre compte Procore</translation>
    </message>
    <message>
      <source>{login}: {reason}</source>
      <translation>{login} : {reason}</translation>
    </message>
    <message>
      <source>No Procore account is linked yet. Add one to see its projects.</source>
      <translation>Aucun compte Procore n’est encore lié. Ajoutez-en un pour voir ses projets.</translation>
    </message>
    <message>
      <source>The projects could not be listed. The reason is above.</source>
      <translation>Les projets n’ont pas pu être listés. La raison est indiquée ci-dessus.</translation>
    </message>
    <message>
      <source>None of your Procore companies lets Planrack list its projects yet. Each is named below.</source>
      <translation>Aucune de vos entreprises Procore ne permet encore à Planrack de lister ses projets. Chacune est nommée ci-dessous.</translation>
    </message>
    <message>
      <source>Procore lists no active project for this user. “My project is not here” says what to do.</source>
      <translation>Procore ne liste aucun projet actif pour cet utilisateur. « Mon projet n’est pas ici » explique quoi faire.</translation>
    </message>
    <message>
      <source>Asking Procore for your projects…</source>
      <translation>Lecture de vos projets dans Procore…</translation>
    </message>
    <message>
      <source>{project}
{company} · {login}</source>
      <translation>{project}
{company} · {login}</translation>
    </message>
    <message>
      <source>“{project}” is already connected to this Procore project. A second project may be connected to it too, but each keeps its own markups.</source>
      <translation>« {project} » est déjà connecté à ce projet Procore. Un second projet peut l’être aussi, mais chacun garde ses propres annotations.</translation>
    </message>
    <message>
      <source>Select your Procore project</source>
      <translation>Sélectionnez votre projet Procore</translation>
    </message>
    <message>
      <source>Procore account</source>
      <translation>Compte Procore</translation>
    </message>
    <message>
      <source>Sign in again</source>
      <translation>Se reconnecter</translation>
    </message>
    <message>
      <source>Procore project</source>
      <translation>Projet Procore</translation>
    </message>
    <message>
      <source>Type a project or company name</source>
      <translation>Tapez le nom d’un projet ou d’une entreprise</translation>
    </message>
    <message>
      <source>Procore projects</source>
      <translation>Projets Procore</translation>
    </message>
    <message>
      <source>Loading</source>
      <translation>Chargement</translation>
    </message>
    <message>
      <source>Re-check</source>
      <translation>Vérifier de nouveau</translation>
    </message>
    <message>
      <source>CONNECT</source>
      <translation>SE CONNECTER</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
  </context>
  <context>
    <name>PrintDialog</name>
    <message>
      <source>More than {count} papers for one sheet: choose larger paper or a smaller scale.</source>
      <translation>Plus de {count} pages pour une seule feuille : choisissez un papier plus grand ou une échelle plus petite.</translation>
    </message>
    <message numerus="yes">
      <source>%n paper(s).</source>
      <translation>
        <numerusform>%n page.</numerusform>
        <numerusform>%n pages.</numerusform>
      </translation>
    </message>
    <message>
      <source>{rows} × {columns} papers for a sheet; they overlap by 10 mm, frames show where to cut.</source>
      <translation>{rows} × {columns} pages par feuille ; elles se chevauchent de 10 mm, un cadre montre où couper.</translation>
    </message>
    <message>
      <source>In the drawing's own size: it can be scaled off.</source>
      <translation>En vraie grandeur : on peut y mesurer à l’échelle.</translation>
    </message>
    <message>
      <source>At {percent} % of the drawing's size: its printed scale is not true.</source>
      <translation>À {percent} % de la grandeur du plan : l’échelle indiquée n’est plus juste.</translation>
    </message>
    <message>
      <source>Print the sheet</source>
      <translation>Imprimer la feuille</translation>
    </message>
    <message>
      <source>Printer:</source>
      <translation>Imprimante :</translation>
    </message>
    <message>
      <source>Paper:</source>
      <translation>Papier :</translation>
    </message>
    <message>
      <source>Fitted to the paper</source>
      <translation>Ajustée au papier</translation>
    </message>
    <message>
      <source>In its own size, on as many papers as it needs</source>
      <translation>En vraie grandeur, sur autant de pages qu’il faut</translation>
    </message>
    <message>
      <source>At a scale of</source>
      <translation>À une échelle de</translation>
    </message>
    <message>
      <source> %</source>
      <translation> %</translation>
    </message>
    <message>
      <source>Scale in percent</source>
      <translation>Échelle en pourcentage</translation>
    </message>
    <message>
      <source>This page</source>
      <translation>Cette page</translation>
    </message>
    <message numerus="yes">
      <source>All %n page(s)</source>
      <translation>
        <numerusform>La seule page (%n)</numerusform>
        <numerusform>Les %n pages</numerusform>
      </translation>
    </message>
    <message>
      <source>With markups</source>
      <translation>Avec les annotations</translation>
    </message>
    <message>
      <source>There are no markups on this sheet.</source>
      <translation>Cette feuille n’a aucune annotation.</translation>
    </message>
    <message>
      <source>Print</source>
      <translation>Imprimer</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Save as PDF…</source>
      <translation>Enregistrer en PDF…</translation>
    </message>
  </context>
  <context>
    <name>ProcoreSection</name>
    <message>
      <source>Procore</source>
      <translation>Procore</translation>
    </message>
    <message>
      <source>App in use</source>
      <translation>Application utilisée</translation>
    </message>
    <message>
      <source>&amp;Redirect URI</source>
      <translation>URI de &amp;redirection</translation>
    </message>
    <message>
      <source>&amp;API host</source>
      <translation>Hôte de l’&amp;API</translation>
    </message>
    <message>
      <source>Client &amp;id of your own app</source>
      <translation>&amp;Identifiant client de votre propre application</translation>
    </message>
    <message>
      <source>Its client &amp;secret</source>
      <translation>Son &amp;secret client</translation>
    </message>
    <message>
      <source>Use this app</source>
      <translation>Utiliser cette application</translation>
    </message>
    <message>
      <source>Forget it</source>
      <translation>L’oublier</translation>
    </message>
    <message>
      <source>Test</source>
      <translation>Tester</translation>
    </message>
    <message>
      <source>Id and secret are kept in this system's keyring only, never in a file. Register the redirect URI above with the app in Procore's developer portal, letter by letter.</source>
      <translation>L’identifiant et le secret sont gardés uniquement dans le trousseau de ce système, jamais dans un fichier. Inscrivez l’URI de redirection ci-dessus pour l’application dans le portail des développeurs de Procore, à la lettre près.</translation>
    </message>
    <message>
      <source>Looking…</source>
      <translation>Recherche…</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Copier</translation>
    </message>
    <message>
      <source>Copy: {name}</source>
      <translation>Copier : {name}</translation>
    </message>
    <message>
      <source>Kept in the keyring. People sign in through this app from now on.</source>
      <translation>Gardée dans le trousseau. Les connexions passent désormais par cette application.</translation>
    </message>
    <message>
      <source>The app is forgotten.</source>
      <translation>L’application est oubliée.</translation>
    </message>
    <message>
      <source>Asking Procore…</source>
      <translation>Question posée à Procore…</translation>
    </message>
    <message>
      <source>Procore knows this app.</source>
      <translation>Procore connaît cette application.</translation>
    </message>
    <message>
      <source>{id}, from the environment (PLANRACK_CLIENT_ID). It goes before one of your own.</source>
      <translation>{id}, tirée de l’environnement (PLANRACK_CLIENT_ID). Elle passe avant la vôtre.</translation>
    </message>
    <message>
      <source>{id}, your organization's own, from the keyring</source>
      <translation>{id}, celle de votre organisation, tirée du trousseau</translation>
    </message>
    <message>
      <source>None. Nobody can sign in before there is one.</source>
      <translation>Aucune. Personne ne peut se connecter avant qu’il y en ait une.</translation>
    </message>
    <message>
      <source>Fill in id and secret first.</source>
      <translation>Remplissez d’abord l’identifiant et le secret.</translation>
    </message>
    <message>
      <source>No app of your own is stored.</source>
      <translation>Aucune application à vous n’est enregistrée.</translation>
    </message>
    <message>
      <source>There is no app to test.</source>
      <translation>Il n’y a aucune application à tester.</translation>
    </message>
  </context>
  <context>
    <name>ProfileButton</name>
    <message>
      <source>Profile: {profile}</source>
      <translation>Profil : {profile}</translation>
    </message>
    <message>
      <source>{name} · {role}</source>
      <translation>{name} · {role}</translation>
    </message>
    <message>
      <source>Members…</source>
      <translation>Membres…</translation>
    </message>
  </context>
  <context>
    <name>Progress</name>
    <message numerus="yes">
      <source>Listing: %n revision(s) found</source>
      <translation>
        <numerusform>Lecture de la liste : %n révision trouvée</numerusform>
        <numerusform>Lecture de la liste : %n révisions trouvées</numerusform>
      </translation>
    </message>
    <message>
      <source>Checking what was downloaded</source>
      <translation>Vérification de ce qui a été téléchargé</translation>
    </message>
    <message>
      <source>Procore asked us to wait until {time}</source>
      <translation>Procore demande d’attendre jusqu’à {time}</translation>
    </message>
    <message>
      <source>The disk is full: waiting for free space…</source>
      <translation>Le disque est plein : en attente d’espace libre…</translation>
    </message>
    <message>
      <source>The disk cannot be used: trying again…</source>
      <translation>Le disque est inutilisable : nouvel essai…</translation>
    </message>
    <message>
      <source>Waiting for the network…</source>
      <translation>En attente du réseau…</translation>
    </message>
    <message>
      <source>{done} of {total} sheets</source>
      <translation>{done} feuilles sur {total}</translation>
    </message>
    <message numerus="yes">
      <source>%n remaining</source>
      <translation>
        <numerusform>%n restante</numerusform>
        <numerusform>%n restantes</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n failed</source>
      <translation>
        <numerusform>%n en échec</numerusform>
        <numerusform>%n en échec</numerusform>
      </translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} sur {total}</translation>
    </message>
    <message>
      <source>{size} per second</source>
      <translation>{size} par seconde</translation>
    </message>
    <message>
      <source>less than a minute left</source>
      <translation>moins d’une minute restante</translation>
    </message>
    <message numerus="yes">
      <source>about %n minute(s) left</source>
      <translation>
        <numerusform>environ %n minute restante</numerusform>
        <numerusform>environ %n minutes restantes</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ProgressStrip</name>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Stop this sync. What is downloaded stays.</source>
      <translation>Arrêter cette synchronisation. Ce qui est téléchargé reste.</translation>
    </message>
    <message>
      <source>Progress of the sync</source>
      <translation>Progression de la synchronisation</translation>
    </message>
    <message>
      <source>Starting the sync…</source>
      <translation>Démarrage de la synchronisation…</translation>
    </message>
  </context>
  <context>
    <name>ProjectForm</name>
    <message>
      <source>Leave without saving?</source>
      <translation>Quitter sans sauvegarder ?</translation>
    </message>
    <message>
      <source>The Procore project you chose is not connected yet. It is dropped if you leave without saving.</source>
      <translation>Le projet Procore choisi n’est pas encore connecté. Il est abandonné si vous quittez sans sauvegarder.</translation>
    </message>
    <message>
      <source>What you changed is not saved yet.</source>
      <translation>Vos modifications ne sont pas encore sauvegardées.</translation>
    </message>
    <message>
      <source>SAVE</source>
      <translation>SAUVEGARDER</translation>
    </message>
    <message>
      <source>Leave without saving</source>
      <translation>Quitter sans sauvegarder</translation>
    </message>
    <message>
      <source>Stay here</source>
      <translation>Rester ici</translation>
    </message>
    <message>
      <source>Give the project a name.</source>
      <translation>Donnez un nom au projet.</translation>
    </message>
    <message>
      <source>Sign in with another Procore account…</source>
      <translation>Se connecter avec un autre compte Procore…</translation>
    </message>
    <message>
      <source>New project</source>
      <translation>Nouveau projet</translation>
    </message>
    <message>
      <source>Edit project</source>
      <translation>Modifier le projet</translation>
    </message>
    <message>
      <source>Only the owner and co-owners may edit a project. Ask {contact}.</source>
      <translation>Seuls le propriétaire et les copropriétaires peuvent modifier un projet. Adressez-vous à {contact}.</translation>
    </message>
    <message>
      <source>There is nothing to save yet.</source>
      <translation>Il n’y a encore rien à sauvegarder.</translation>
    </message>
    <message>
      <source>GENERAL</source>
      <translation>GÉNÉRAL</translation>
    </message>
    <message>
      <source>INTEGRATIONS</source>
      <translation>INTÉGRATIONS</translation>
    </message>
    <message>
      <source>Project form</source>
      <translation>Formulaire du projet</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Nom</translation>
    </message>
    <message>
      <source>Project name</source>
      <translation>Nom du projet</translation>
    </message>
    <message>
      <source>N&amp;umber</source>
      <translation>N&amp;uméro</translation>
    </message>
    <message>
      <source>Project number</source>
      <translation>Numéro du projet</translation>
    </message>
    <message>
      <source>Your company's own, if it has one</source>
      <translation>Celui de votre entreprise, s’il y a lieu</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
  </context>
  <context>
    <name>ProjectList</name>
    <message>
      <source>Created on {date}</source>
      <translation>Créé le {date}</translation>
    </message>
    <message>
      <source>{project} ({company}), {login}</source>
      <translation>{project} ({company}), {login}</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Nom</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Numéro</translation>
    </message>
    <message>
      <source>Role</source>
      <translation>Rôle</translation>
    </message>
    <message>
      <source>INTEGRATIONS</source>
      <translation>INTEGRATIONS</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Statut</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Date</translation>
    </message>
    <message>
      <source>Sheets</source>
      <translation>Feuilles</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Taille</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>Menu</translation>
    </message>
    <message>
      <source>Actions for {project}</source>
      <translation>Actions pour {project}</translation>
    </message>
  </context>
  <context>
    <name>ProjectsPage</name>
    <message>
      <source>Only the owner and co-owners may create a project.</source>
      <translation>Seuls le propriétaire et les copropriétaires peuvent créer un projet.</translation>
    </message>
    <message>
      <source>Nothing found for “{text}”</source>
      <translation>Rien trouvé pour « {text} »</translation>
    </message>
    <message>
      <source>No project shown here has this in its name, its number or its Procore project.</source>
      <translation>Aucun projet affiché ici n’a cela dans son nom, son numéro ou son projet Procore.</translation>
    </message>
    <message>
      <source>Show all projects</source>
      <translation>Afficher tous les projets</translation>
    </message>
    <message>
      <source>Every project is archived</source>
      <translation>Tous les projets sont archivés</translation>
    </message>
    <message>
      <source>Archived projects stay readable, and can be taken out of the archive.</source>
      <translation>Les projets archivés restent lisibles et peuvent être désarchivés.</translation>
    </message>
    <message>
      <source>Show the archived projects</source>
      <translation>Afficher les projets archivés</translation>
    </message>
    <message>
      <source>No project here</source>
      <translation>Aucun projet ici</translation>
    </message>
    <message>
      <source>No project is of the kind chosen above: {kind}.</source>
      <translation>Aucun projet ne correspond au choix ci-dessus : {kind}.</translation>
    </message>
    <message>
      <source>Projects</source>
      <translation>Projets</translation>
    </message>
    <message>
      <source>+ Create a new project</source>
      <translation>+Créer un nouveau projet</translation>
    </message>
    <message>
      <source>Search projects</source>
      <translation>Chercher un projet</translation>
    </message>
    <message>
      <source>Which projects</source>
      <translation>Quels projets</translation>
    </message>
    <message>
      <source>All projects</source>
      <translation>Tous les projets</translation>
    </message>
    <message>
      <source>Needing attention</source>
      <translation>À surveiller</translation>
    </message>
    <message>
      <source>Connected to Procore</source>
      <translation>Connectés à Procore</translation>
    </message>
    <message>
      <source>Not connected</source>
      <translation>Non connectés</translation>
    </message>
    <message>
      <source>Archived</source>
      <translation>Archivés</translation>
    </message>
  </context>
  <context>
    <name>ProjectsSection</name>
    <message>
      <source>Procore projects</source>
      <translation>Projets Procore</translation>
    </message>
    <message>
      <source>&amp;Procore projects shown per account</source>
      <translation>&amp;Projets Procore affichés par compte</translation>
    </message>
    <message>
      <source>The most recently active ones come first. Typing into the list finds all the others too, whatever this number is.</source>
      <translation>Les plus récemment actifs viennent d’abord. La saisie dans la liste trouve aussi tous les autres, quel que soit ce nombre.</translation>
    </message>
  </context>
  <context>
    <name>PropertyBar</name>
    <message numerus="yes">
      <source>%n selected</source>
      <translation>
        <numerusform>%n sélectionnée</numerusform>
        <numerusform>%n sélectionnées</numerusform>
      </translation>
    </message>
    <message>
      <source>Colour: {name}</source>
      <translation>Couleur : {name}</translation>
    </message>
    <message>
      <source>{number} pt</source>
      <translation>{number} pt</translation>
    </message>
    <message>
      <source>{percent} %</source>
      <translation>{percent} %</translation>
    </message>
    <message>
      <source>No fill</source>
      <translation>Sans remplissage</translation>
    </message>
    <message>
      <source>Width of lines</source>
      <translation>Épaisseur des traits</translation>
    </message>
    <message>
      <source>Opacity</source>
      <translation>Opacité</translation>
    </message>
    <message>
      <source>Fill</source>
      <translation>Remplissage</translation>
    </message>
    <message>
      <source>Size of letters</source>
      <translation>Taille du texte</translation>
    </message>
    <message>
      <source>Stamp</source>
      <translation>Tampon</translation>
    </message>
    <message>
      <source>Keep the tool</source>
      <translation>Conserver l’outil</translation>
    </message>
    <message>
      <source>Draw several markups in a row. Without it, each one is selected when it is done.</source>
      <translation>Tracez plusieurs annotations de suite. Sinon, chacune est sélectionnée une fois tracée.</translation>
    </message>
    <message>
      <source>Look of markups</source>
      <translation>Apparence des annotations</translation>
    </message>
  </context>
  <context>
    <name>RegionList</name>
    <message>
      <source>{shown} largest of {found} changes</source>
      <translation>Les {shown} plus grands de {found} changements</translation>
    </message>
    <message>
      <source>Changes found: {found}</source>
      <translation>Changements trouvés : {found}</translation>
    </message>
    <message>
      <source>Added</source>
      <translation>Ajout</translation>
    </message>
    <message>
      <source>Removed</source>
      <translation>Retrait</translation>
    </message>
    <message>
      <source>Changed</source>
      <translation>Modification</translation>
    </message>
    <message>
      <source>{kind}, {width} × {height} in</source>
      <translation>{kind}, {width} × {height} po</translation>
    </message>
    <message>
      <source>Changes, the largest first</source>
      <translation>Changements, les plus grands d’abord</translation>
    </message>
  </context>
  <context>
    <name>Roles</name>
    <message>
      <source>Owner</source>
      <translation>Propriétaire</translation>
    </message>
    <message>
      <source>Co-owner</source>
      <translation>Copropriétaire</translation>
    </message>
    <message>
      <source>Administrator</source>
      <translation>Administrateur</translation>
    </message>
    <message>
      <source>Collaborator</source>
      <translation>Collaborateur</translation>
    </message>
    <message>
      <source>Viewer</source>
      <translation>Lecteur</translation>
    </message>
  </context>
  <context>
    <name>RowRequests</name>
    <message>
      <source>Open all</source>
      <translation>Tout ouvrir</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message numerus="yes">
      <source>Open %n sheet(s)?</source>
      <translation>
        <numerusform>Ouvrir %n feuille ?</numerusform>
        <numerusform>Ouvrir %n feuilles ?</numerusform>
      </translation>
    </message>
    <message>
      <source>Each gets a tab of its own.</source>
      <translation>Chacune aura son propre onglet.</translation>
    </message>
  </context>
  <context>
    <name>RunDetail</name>
    <message numerus="yes">
      <source>%n syncs failed in a row. A support report says what is needed to help.</source>
      <translation>
        <numerusform>%n synchronisation a échoué. Un rapport pour le support dit ce qu’il faut pour aider.</numerusform>
        <numerusform>%n synchronisations ont échoué de suite. Un rapport pour le support dit ce qu’il faut pour aider.</numerusform>
      </translation>
    </message>
    <message>
      <source>For support: {code}</source>
      <translation>Pour le support : {code}</translation>
    </message>
    <message>
      <source>{number} {title}, revision {revision}</source>
      <translation>{number} {title}, révision {revision}</translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s) not here for a reason of their own:</source>
      <translation>
        <numerusform>%n feuille qui n’est pas ici, pour une raison qui lui est propre :</numerusform>
        <numerusform>%n feuilles qui ne sont pas ici, pour des raisons qui leur sont propres :</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Tried %n time(s).</source>
      <translation>
        <numerusform>%n tentative.</numerusform>
        <numerusform>%n tentatives.</numerusform>
      </translation>
    </message>
    <message>
      <source>Next try: with the next sync.</source>
      <translation>Prochain essai : à la prochaine synchronisation.</translation>
    </message>
    <message>
      <source>Next try: {time}.</source>
      <translation>Prochain essai : {time}.</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Copier</translation>
    </message>
    <message>
      <source>Copy the technical code for support</source>
      <translation>Copier le code technique pour le support</translation>
    </message>
    <message>
      <source>Prepare a support report</source>
      <translation>Préparer un rapport pour le support</translation>
    </message>
    <message>
      <source>Sheets that could not be downloaded</source>
      <translation>Feuilles qui n’ont pas pu être téléchargées</translation>
    </message>
  </context>
  <context>
    <name>SaveNote</name>
    <message>
      <source>Save again</source>
      <translation>Enregistrer de nouveau</translation>
    </message>
    <message>
      <source>Discard what is not saved</source>
      <translation>Abandonner ce qui n’est pas enregistré</translation>
    </message>
    <message numerus="yes">
      <source>%n change(s) of markups could not be saved. They stay on the sheet while it is open.</source>
      <translation>
        <numerusform>%n modification d’annotation n’a pas pu être enregistrée. Elle reste sur la feuille tant qu’elle est ouverte.</numerusform>
        <numerusform>%n modifications d’annotations n’ont pas pu être enregistrées. Elles restent sur la feuille tant qu’elle est ouverte.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ScaleBar</name>
    <message>
      <source>“{typed}” is no length. Type it as 12'-6", 12.5 ft or 3.8 m.</source>
      <translation>« {typed} » n’est pas une longueur. Écrivez par exemple 12'-6", 12,5 pi ou 3,8 m.</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>Comparer</translation>
    </message>
    <message>
      <source>Set the scale</source>
      <translation>Régler l’échelle</translation>
    </message>
    <message>
      <source>Click both ends of another dimension that is written on the sheet.</source>
      <translation>Cliquez aux deux bouts d’une autre cote inscrite sur la feuille.</translation>
    </message>
    <message>
      <source>Click both ends of a dimension that is written on the sheet.</source>
      <translation>Cliquez aux deux bouts d’une cote inscrite sur la feuille.</translation>
    </message>
    <message>
      <source>How long is it in reality?</source>
      <translation>Quelle est sa longueur réelle?</translation>
    </message>
    <message>
      <source>This page has no scale. Measurements need one: choose it, or set it by two points.</source>
      <translation>Cette page n’a pas d’échelle. Il en faut une pour mesurer : choisissez-la ou réglez-la par deux points.</translation>
    </message>
    <message>
      <source>set by two points</source>
      <translation>réglée par deux points</translation>
    </message>
    <message>
      <source>Scale: {name}. Carried from an earlier revision, to be verified.</source>
      <translation>Échelle : {name}. Reportée d’une révision antérieure, à vérifier.</translation>
    </message>
    <message>
      <source>Scale: {name}. Not verified: measure a second dimension.</source>
      <translation>Échelle : {name}. Non vérifiée : mesurez une deuxième cote.</translation>
    </message>
    <message>
      <source>Scale: {name}. Verified: a second dimension is off by {off} %.</source>
      <translation>Échelle : {name}. Vérifiée : une deuxième cote s’écarte de {off} %.</translation>
    </message>
    <message>
      <source>Scale: {name}. A second dimension is off by {off} %: the scale is wrong, or the sheet is not to scale.</source>
      <translation>Échelle : {name}. Une deuxième cote s’écarte de {off} % : l’échelle est fausse, ou la feuille n’est pas à l’échelle.</translation>
    </message>
    <message>
      <source>Choose a scale…</source>
      <translation>Choisir une échelle…</translation>
    </message>
    <message>
      <source>Scale of the page</source>
      <translation>Échelle de la page</translation>
    </message>
    <message>
      <source>Length in reality</source>
      <translation>Longueur réelle</translation>
    </message>
    <message>
      <source>12'-6" or 3.8 m</source>
      <translation>12'-6" ou 3,8 m</translation>
    </message>
    <message>
      <source>Set by two points</source>
      <translation>Régler par deux points</translation>
    </message>
    <message>
      <source>Verify</source>
      <translation>Vérifier</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Fermer</translation>
    </message>
  </context>
  <context>
    <name>ScheduleMenu</name>
    <message>
      <source>Sync interval</source>
      <translation>Intervalle de synchronisation</translation>
    </message>
    <message>
      <source>Pause automatic syncs</source>
      <translation>Suspendre les synchronisations automatiques</translation>
    </message>
    <message>
      <source>Bid mode…</source>
      <translation>Mode soumission…</translation>
    </message>
  </context>
  <context>
    <name>SearchBox</name>
    <message>
      <source>Projects, sheets, actions…  (Ctrl+K)</source>
      <translation>Projets, feuilles, actions…  (Ctrl+K)</translation>
    </message>
    <message>
      <source>Find a project, a sheet by number or title, an action or a setting</source>
      <translation>Trouver un projet, une feuille par numéro ou titre, une action ou un paramètre</translation>
    </message>
    <message>
      <source>Go to anything</source>
      <translation>Aller à…</translation>
    </message>
  </context>
  <context>
    <name>SearchPage</name>
    <message>
      <source>All projects</source>
      <translation>Tous les projets</translation>
    </message>
    <message>
      <source>Search every sheet</source>
      <translation>Rechercher dans toutes les feuilles</translation>
    </message>
    <message>
      <source>Numbers, titles and the words on every sheet and revision that is on this computer. Words in quotes are found as they stand there; the last word may be a beginning.</source>
      <translation>Les numéros, les titres et les mots de chaque feuille et de chaque révision présentes sur cet ordinateur. Les mots entre guillemets sont cherchés tels quels ; le dernier mot peut n’être qu’un début.</translation>
    </message>
    <message>
      <source>Nothing found for “{words}”</source>
      <translation>Rien trouvé pour « {words} »</translation>
    </message>
    <message>
      <source>All words must be on one sheet. Try fewer words, their beginnings, or other filters.</source>
      <translation>Tous les mots doivent figurer sur une même feuille. Essayez moins de mots, leur début ou d’autres filtres.</translation>
    </message>
    <message>
      <source>The first {count} are shown</source>
      <translation>Les {count} premières sont affichées</translation>
    </message>
    <message numerus="yes">
      <source>%n sheet(s) found</source>
      <translation>
        <numerusform>%n feuille trouvée</numerusform>
        <numerusform>%n feuilles trouvées</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n file(s) here are not read yet: the words on them are not found so far.</source>
      <translation>
        <numerusform>%n fichier présent ici n’est pas encore lu : ses mots ne sont pas encore trouvés.</numerusform>
        <numerusform>%n fichiers présents ici ne sont pas encore lus : leurs mots ne sont pas encore trouvés.</numerusform>
      </translation>
    </message>
    <message>
      <source>All disciplines</source>
      <translation>Toutes les disciplines</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Recherche</translation>
    </message>
    <message>
      <source>Words on sheets, sheet numbers, titles</source>
      <translation>Mots des feuilles, numéros de feuille, titres</translation>
    </message>
    <message>
      <source>&amp;In</source>
      <translation>&amp;Dans</translation>
    </message>
    <message>
      <source>Project to search</source>
      <translation>Projet où chercher</translation>
    </message>
    <message>
      <source>Discipline</source>
      <translation>Discipline</translation>
    </message>
    <message>
      <source>C&amp;urrent revisions only</source>
      <translation>Révisions en vigueur se&amp;ulement</translation>
    </message>
    <message>
      <source>Show &amp;more</source>
      <translation>En afficher pl&amp;us</translation>
    </message>
    <message>
      <source>Sheets found</source>
      <translation>Feuilles trouvées</translation>
    </message>
  </context>
  <context>
    <name>Section</name>
    <message>
      <source>Only the owner and co-owners may change this. Ask {contact}.</source>
      <translation>Seuls le propriétaire et les copropriétaires peuvent modifier ceci. Adressez-vous à {contact}.</translation>
    </message>
  </context>
  <context>
    <name>Settings</name>
    <message>
      <source>General</source>
      <translation>Général</translation>
    </message>
    <message>
      <source>Sync</source>
      <translation>Synchronisation</translation>
    </message>
    <message>
      <source>Procore projects</source>
      <translation>Projets Procore</translation>
    </message>
    <message>
      <source>Storage</source>
      <translation>Stockage</translation>
    </message>
    <message>
      <source>Procore</source>
      <translation>Procore</translation>
    </message>
    <message>
      <source>Procore accounts</source>
      <translation>Comptes Procore</translation>
    </message>
    <message>
      <source>Members</source>
      <translation>Membres</translation>
    </message>
    <message>
      <source>Support contact</source>
      <translation>Contact du support</translation>
    </message>
  </context>
  <context>
    <name>SettingsPage</name>
    <message>
      <source>Settings</source>
      <translation>Paramètres</translation>
    </message>
    <message>
      <source>Sections of the settings</source>
      <translation>Sections des paramètres</translation>
    </message>
  </context>
  <context>
    <name>SheetActions</name>
    <message>
      <source>Zoom out</source>
      <translation>Zoom arrière</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Zoom avant</translation>
    </message>
    <message>
      <source>Fit the page</source>
      <translation>Ajuster à la page</translation>
    </message>
    <message>
      <source>Turn clockwise</source>
      <translation>Tourner à droite</translation>
    </message>
    <message>
      <source>Previous sheet</source>
      <translation>Feuille précédente</translation>
    </message>
    <message>
      <source>Next sheet</source>
      <translation>Feuille suivante</translation>
    </message>
    <message>
      <source>Newer revision</source>
      <translation>Révision plus récente</translation>
    </message>
    <message>
      <source>Older revision</source>
      <translation>Révision antérieure</translation>
    </message>
    <message>
      <source>Fit the width</source>
      <translation>Ajuster à la largeur</translation>
    </message>
    <message>
      <source>Turn counter-clockwise</source>
      <translation>Tourner à gauche</translation>
    </message>
    <message>
      <source>Zoom to a box</source>
      <translation>Zoomer sur un cadre</translation>
    </message>
    <message>
      <source>Printed size</source>
      <translation>Taille d’impression</translation>
    </message>
    <message>
      <source>Show or hide the overview</source>
      <translation>Afficher ou masquer la vue d’ensemble</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Reculer</translation>
    </message>
    <message>
      <source>Forward</source>
      <translation>Avancer</translation>
    </message>
    <message>
      <source>Open in a new window</source>
      <translation>Ouvrir dans une nouvelle fenêtre</translation>
    </message>
    <message>
      <source>Compare with the previous revision</source>
      <translation>Comparer avec la révision précédente</translation>
    </message>
    <message>
      <source>Find on the sheet (Ctrl+F)</source>
      <translation>Chercher sur la feuille (Ctrl+F)</translation>
    </message>
    <message>
      <source>Next hit</source>
      <translation>Occurrence suivante</translation>
    </message>
    <message>
      <source>Previous hit</source>
      <translation>Occurrence précédente</translation>
    </message>
    <message>
      <source>Select text</source>
      <translation>Sélectionner du texte</translation>
    </message>
    <message>
      <source>Select all text</source>
      <translation>Sélectionner tout le texte</translation>
    </message>
    <message>
      <source>Copy text</source>
      <translation>Copier le texte</translation>
    </message>
    <message>
      <source>Print the sheet</source>
      <translation>Imprimer la feuille</translation>
    </message>
    <message>
      <source>Save a copy with its markups</source>
      <translation>Enregistrer une copie avec ses annotations</translation>
    </message>
    <message>
      <source>Favourite sheet</source>
      <translation>Feuille favorite</translation>
    </message>
    <message>
      <source>Go to another sheet</source>
      <translation>Aller à une autre feuille</translation>
    </message>
    <message>
      <source>Mark links to other sheets</source>
      <translation>Marquer les liens vers d’autres feuilles</translation>
    </message>
    <message>
      <source>List links to other sheets</source>
      <translation>Lister les liens vers d’autres feuilles</translation>
    </message>
  </context>
  <context>
    <name>SheetCanvas</name>
    <message>
      <source>Drawing this sheet…</source>
      <translation>Dessin de la feuille en cours…</translation>
    </message>
  </context>
  <context>
    <name>SheetFaces</name>
    <message>
      <source>This sheet is not on this computer yet</source>
      <translation>Cette feuille n’est pas encore sur cet ordinateur</translation>
    </message>
    <message>
      <source>It opens here by itself as soon as it is downloaded.</source>
      <translation>Elle s’ouvrira ici d’elle-même dès qu’elle sera téléchargée.</translation>
    </message>
    <message>
      <source>This sheet could not be downloaded</source>
      <translation>Cette feuille n’a pas pu être téléchargée</translation>
    </message>
    <message>
      <source>This sheet was not downloaded</source>
      <translation>Cette feuille n’a pas été téléchargée</translation>
    </message>
    <message>
      <source>The project is no longer connected to Procore. What was downloaded before stays readable.</source>
      <translation>Le projet n’est plus connecté à Procore. Ce qui a été téléchargé avant reste lisible.</translation>
    </message>
    <message>
      <source>Open {older} ({state})</source>
      <translation>Ouvrir {older} ({state})</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Réessayer</translation>
    </message>
  </context>
  <context>
    <name>SheetHeader</name>
    <message>
      <source>Page {page} of {count}</source>
      <translation>Page {page} sur {count}</translation>
    </message>
  </context>
  <context>
    <name>SheetLinks</name>
    <message>
      <source>Links</source>
      <translation>Liens</translation>
    </message>
    <message>
      <source>Reading the sheet…</source>
      <translation>Lecture de la feuille…</translation>
    </message>
    <message>
      <source>Ctrl+click opens it in a tab of its own</source>
      <translation>Ctrl+clic l’ouvre dans son propre onglet</translation>
    </message>
    <message>
      <source>No revision is here.</source>
      <translation>Aucune révision n’est ici.</translation>
    </message>
  </context>
  <context>
    <name>SheetNotice</name>
    <message>
      <source>Open the current revision</source>
      <translation>Ouvrir la révision en vigueur</translation>
    </message>
    <message>
      <source>This revision is superseded. {newer} is the current one.</source>
      <translation>Cette révision est remplacée. En vigueur : {newer}.</translation>
    </message>
    <message>
      <source>{withdrawn}. {newer} is the current one.</source>
      <translation>{withdrawn}. En vigueur : {newer}.</translation>
    </message>
    <message>
      <source>A newer revision is known but not downloaded yet: {newer}.</source>
      <translation>Une révision plus récente est connue, mais pas encore téléchargée : {newer}.</translation>
    </message>
  </context>
  <context>
    <name>SheetOutput</name>
    <message>
      <source>Save as PDF</source>
      <translation>Enregistrer en PDF</translation>
    </message>
    <message>
      <source>Preparing the sheet…</source>
      <translation>Préparation de la feuille…</translation>
    </message>
    <message>
      <source>Printing: {done} of {all}</source>
      <translation>Impression : {done} sur {all}</translation>
    </message>
    <message numerus="yes">
      <source>%n page(s) saved: {name}</source>
      <translation>
        <numerusform>%n page enregistrée : {name}</numerusform>
        <numerusform>%n pages enregistrées : {name}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n paper(s) sent to the printer.</source>
      <translation>
        <numerusform>%n page envoyée à l’imprimante.</numerusform>
        <numerusform>%n pages envoyées à l’imprimante.</numerusform>
      </translation>
    </message>
    <message>
      <source>Save a copy</source>
      <translation>Enregistrer une copie</translation>
    </message>
    <message>
      <source>Saving a copy…</source>
      <translation>Enregistrement d’une copie…</translation>
    </message>
    <message>
      <source>Open in file manager</source>
      <translation>Ouvrir dans le gestionnaire de fichiers</translation>
    </message>
    <message>
      <source>Saved: {name}</source>
      <translation>Enregistré : {name}</translation>
    </message>
    <message>
      <source>Stopped.</source>
      <translation>Arrêté.</translation>
    </message>
    <message>
      <source>No sheet is shown.</source>
      <translation>Aucune feuille n’est affichée.</translation>
    </message>
  </context>
  <context>
    <name>SheetShelf</name>
    <message>
      <source>No sheet is shown.</source>
      <translation>Aucune feuille n’est affichée.</translation>
    </message>
  </context>
  <context>
    <name>SheetSteps</name>
    <message>
      <source>This is the last sheet.</source>
      <translation>C’est la dernière feuille.</translation>
    </message>
    <message>
      <source>This is the first sheet.</source>
      <translation>C’est la première feuille.</translation>
    </message>
    <message>
      <source>There is no newer revision.</source>
      <translation>Il n’y a pas de révision plus récente.</translation>
    </message>
    <message>
      <source>There is no older revision here.</source>
      <translation>Il n’y a pas de révision antérieure ici.</translation>
    </message>
    <message>
      <source>There is no sheet to go forward to.</source>
      <translation>Il n’y a aucune feuille vers laquelle avancer.</translation>
    </message>
    <message>
      <source>No other sheet was open before.</source>
      <translation>Aucune autre feuille n’était ouverte avant.</translation>
    </message>
  </context>
  <context>
    <name>SheetTabs</name>
    <message>
      <source>Opening…</source>
      <translation>Ouverture…</translation>
    </message>
    <message>
      <source>Close this sheet (Ctrl+W)</source>
      <translation>Fermer cette feuille (Ctrl+W)</translation>
    </message>
  </context>
  <context>
    <name>SheetText</name>
    <message>
      <source>No sheet is shown.</source>
      <translation>Aucune feuille n’est affichée.</translation>
    </message>
  </context>
  <context>
    <name>SheetView</name>
    <message>
      <source>No sheet is shown.</source>
      <translation>Aucune feuille n’est affichée.</translation>
    </message>
    <message>
      <source>This project is not connected to Procore.</source>
      <translation>Ce projet n’est pas connecté à Procore.</translation>
    </message>
    <message>
      <source>Sheet</source>
      <translation>Plan</translation>
    </message>
    <message>
      <source>No other revision of this sheet is on this computer.</source>
      <translation>Aucune autre révision de cette feuille ne se trouve sur cet ordinateur.</translation>
    </message>
  </context>
  <context>
    <name>ShortcutSheet</name>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>Raccourcis clavier</translation>
    </message>
    <message>
      <source>Menu of the selected line</source>
      <translation>Menu de la ligne sélectionnée</translation>
    </message>
    <message>
      <source>Open the selected line</source>
      <translation>Ouvrir la ligne sélectionnée</translation>
    </message>
  </context>
  <context>
    <name>SidePanels</name>
    <message>
      <source>Close this panel</source>
      <translation>Fermer ce panneau</translation>
    </message>
  </context>
  <context>
    <name>Sides</name>
    <message>
      <source>red</source>
      <translation>rouge</translation>
    </message>
    <message>
      <source>blue</source>
      <translation>bleu</translation>
    </message>
    <message>
      <source>&amp;Older</source>
      <translation>&amp;Ancienne</translation>
    </message>
    <message>
      <source>&amp;Newer</source>
      <translation>&amp;Récente</translation>
    </message>
    <message>
      <source>Older revision</source>
      <translation>Révision ancienne</translation>
    </message>
    <message>
      <source>Newer revision</source>
      <translation>Révision récente</translation>
    </message>
    <message>
      <source>Unchanged</source>
      <translation>Inchangé</translation>
    </message>
  </context>
  <context>
    <name>Start</name>
    <message>
      <source>Planrack is busy in the command line</source>
      <translation>Planrack est occupé en ligne de commande</translation>
    </message>
    <message>
      <source>A sync started from the command line is using the same data folder. Wait until it has ended, then try again.</source>
      <translation>Une synchronisation lancée en ligne de commande utilise le même dossier de données. Attendez qu’elle soit terminée, puis réessayez.</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Réessayer</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Quitter</translation>
    </message>
  </context>
  <context>
    <name>Status</name>
    <message>
      <source>Synced</source>
      <translation>Synchronisé</translation>
    </message>
    <message>
      <source>Syncing</source>
      <translation>Synchronisation en cours</translation>
    </message>
    <message>
      <source>Sync failed</source>
      <translation>Échec de la synchronisation</translation>
    </message>
    <message>
      <source>Not synced yet</source>
      <translation>Pas encore synchronisé</translation>
    </message>
    <message>
      <source>Access lost</source>
      <translation>Accès perdu</translation>
    </message>
    <message>
      <source>Disconnected</source>
      <translation>Déconnecté</translation>
    </message>
    <message>
      <source>Never</source>
      <translation>Jamais</translation>
    </message>
    <message>
      <source>{state}, last success: {time}</source>
      <translation>{state}, dernière réussite : {time}</translation>
    </message>
    <message>
      <source>{state}, {time}</source>
      <translation>{state}, {time}</translation>
    </message>
    <message>
      <source>Offline – showing what was confirmed {when}</source>
      <translation>Hors connexion : affichage de ce qui a été confirmé {when}</translation>
    </message>
    <message>
      <source>Confirmed current {when}</source>
      <translation>Confirmé à jour {when}</translation>
    </message>
    <message>
      <source>Offline – never confirmed as current</source>
      <translation>Hors connexion : jamais confirmé à jour</translation>
    </message>
    <message>
      <source>Never confirmed as current</source>
      <translation>Jamais confirmé à jour</translation>
    </message>
    <message>
      <source>Started {time}</source>
      <translation>Début : {time}</translation>
    </message>
    <message>
      <source>Failed {time}</source>
      <translation>Échec : {time}</translation>
    </message>
    <message>
      <source>Everything downloaded before stays readable.</source>
      <translation>Tout ce qui a été téléchargé reste lisible.</translation>
    </message>
    <message>
      <source>Bid mode until {time}</source>
      <translation>Mode soumission jusqu’au {time}</translation>
    </message>
    <message>
      <source>Last successful sync: never</source>
      <translation>Dernière synchronisation réussie : jamais</translation>
    </message>
    <message>
      <source>Last successful sync: {time}</source>
      <translation>Dernière synchronisation réussie : {time}</translation>
    </message>
    <message>
      <source>Next attempt: when you start one</source>
      <translation>Prochaine tentative : quand vous la lancerez</translation>
    </message>
    <message>
      <source>Next attempt: when the network is back</source>
      <translation>Prochaine tentative : au retour du réseau</translation>
    </message>
    <message>
      <source>Next attempt: shortly</source>
      <translation>Prochaine tentative : sous peu</translation>
    </message>
    <message>
      <source>Next attempt: {time}</source>
      <translation>Prochaine tentative : {time}</translation>
    </message>
  </context>
  <context>
    <name>StatusLine</name>
    <message>
      <source>Sign in again: {login}</source>
      <translation>Se reconnecter : {login}</translation>
    </message>
    <message>
      <source>No Procore account</source>
      <translation>Aucun compte Procore</translation>
    </message>
    <message numerus="yes">
      <source>%n Procore account(s)</source>
      <translation>
        <numerusform>%n compte Procore</numerusform>
        <numerusform>%n comptes Procore</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing connected yet</source>
      <translation>Rien de connecté pour l’instant</translation>
    </message>
    <message numerus="yes">
      <source>%n project(s) not confirmed for a day</source>
      <translation>
        <numerusform>%n projet non confirmé depuis un jour</numerusform>
        <numerusform>%n projets non confirmés depuis un jour</numerusform>
      </translation>
    </message>
    <message>
      <source>All projects confirmed within a day</source>
      <translation>Tous les projets confirmés depuis moins d’un jour</translation>
    </message>
    <message>
      <source>No sync running</source>
      <translation>Aucune synchronisation en cours</translation>
    </message>
    <message numerus="yes">
      <source>%n project(s) syncing</source>
      <translation>
        <numerusform>%n projet en synchronisation</numerusform>
        <numerusform>%n projets en synchronisation</numerusform>
      </translation>
    </message>
    <message>
      <source>Syncing {project}</source>
      <translation>Synchronisation : {project}</translation>
    </message>
    <message>
      <source>Syncing {project}: {progress}</source>
      <translation>Synchronisation : {project}, {progress}</translation>
    </message>
    <message>
      <source>Nothing needs you</source>
      <translation>Rien ne requiert votre attention</translation>
    </message>
    <message>
      <source>{project} needs attention</source>
      <translation>{project} requiert votre attention</translation>
    </message>
    <message numerus="yes">
      <source>%n project(s) need attention</source>
      <translation>
        <numerusform>%n projet requiert votre attention</numerusform>
        <numerusform>%n projets requièrent votre attention</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>StorageSection</name>
    <message>
      <source>Storage</source>
      <translation>Stockage</translation>
    </message>
    <message>
      <source>Data folder</source>
      <translation>Dossier des données</translation>
    </message>
    <message>
      <source>Drawings</source>
      <translation>Dessins</translation>
    </message>
    <message>
      <source>Previews</source>
      <translation>Aperçus</translation>
    </message>
    <message>
      <source>Database</source>
      <translation>Base de données</translation>
    </message>
    <message>
      <source>Quarantine</source>
      <translation>Quarantaine</translation>
    </message>
    <message>
      <source>Backups, logs and half downloads</source>
      <translation>Copies de sauvegarde, journaux et téléchargements partiels</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Total</translation>
    </message>
    <message>
      <source>Free on this disk</source>
      <translation>Libre sur ce disque</translation>
    </message>
    <message>
      <source>Open folder</source>
      <translation>Ouvrir le dossier</translation>
    </message>
    <message>
      <source>Delete previews</source>
      <translation>Supprimer les aperçus</translation>
    </message>
    <message>
      <source>They are derived: they are drawn again when they are next needed.</source>
      <translation>Ils sont dérivés des dessins et seront refaits au besoin.</translation>
    </message>
    <message>
      <source>Drawings in quarantine did not match their checksum; they are kept for the support and downloaded again by themselves.</source>
      <translation>Les dessins en quarantaine ne correspondaient pas à leur somme de contrôle; ils sont gardés pour le support et téléchargés de nouveau automatiquement.</translation>
    </message>
    <message>
      <source>To move the folder: quit Planrack, move the folder as a whole to another local disk, and name the new place in the environment variable PLANRACK_HOME. Not a network drive, nor a folder that is synchronized to a cloud: its database would be damaged.</source>
      <translation>Pour déplacer le dossier : quittez Planrack, déplacez le dossier en entier vers un autre disque local et indiquez le nouvel emplacement dans la variable d’environnement PLANRACK_HOME. Pas de lecteur réseau ni de dossier synchronisé avec un nuage : la base de données serait endommagée.</translation>
    </message>
    <message>
      <source>being measured…</source>
      <translation>mesure en cours…</translation>
    </message>
  </context>
  <context>
    <name>SupportContactSection</name>
    <message>
      <source>Support contact</source>
      <translation>Contact du support</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Nom</translation>
    </message>
    <message>
      <source>&amp;Phone</source>
      <translation>Té&amp;léphone</translation>
    </message>
    <message>
      <source>&amp;E-mail</source>
      <translation>&amp;Courriel</translation>
    </message>
    <message>
      <source>&amp;Hours</source>
      <translation>&amp;Heures</translation>
    </message>
    <message>
      <source>&amp;Web page</source>
      <translation>Page &amp;Web</translation>
    </message>
    <message>
      <source>Shown to everybody who presses Support on a project's Procore card.</source>
      <translation>Affiché à toute personne qui choisit Support sur la carte Procore d’un projet.</translation>
    </message>
  </context>
  <context>
    <name>SupportDialog</name>
    <message>
      <source>Support</source>
      <translation>Support</translation>
    </message>
    <message>
      <source>This is all that the support report holds: no drawing, no password, no token. Nothing is sent anywhere; you save the file and decide who gets it.</source>
      <translation>Voici tout ce que contient le rapport pour le support : aucun plan, aucun mot de passe, aucun jeton. Rien n’est envoyé nulle part; vous enregistrez le fichier et décidez à qui le remettre.</translation>
    </message>
    <message>
      <source>Files of the support report</source>
      <translation>Fichiers du rapport pour le support</translation>
    </message>
    <message>
      <source>Text of the chosen file</source>
      <translation>Texte du fichier choisi</translation>
    </message>
    <message>
      <source>Copy what is shown</source>
      <translation>Copier ce qui est affiché</translation>
    </message>
    <message>
      <source>Save the support report…</source>
      <translation>Enregistrer le rapport pour le support…</translation>
    </message>
    <message>
      <source>Collecting…</source>
      <translation>Collecte en cours…</translation>
    </message>
    <message>
      <source>{file} ({size})</source>
      <translation>{file} ({size})</translation>
    </message>
    <message>
      <source>Contact: {value}</source>
      <translation>Contact : {value}</translation>
    </message>
    <message>
      <source>Phone: {value}</source>
      <translation>Téléphone : {value}</translation>
    </message>
    <message>
      <source>E-mail: {value}</source>
      <translation>Courriel : {value}</translation>
    </message>
    <message>
      <source>Hours: {value}</source>
      <translation>Heures : {value}</translation>
    </message>
    <message>
      <source>Web: {value}</source>
      <translation>Web : {value}</translation>
    </message>
    <message>
      <source>No support contact is set for this workspace. Ask its owner whom to call.</source>
      <translation>Aucun contact de support n’est défini pour cet espace de travail. Demandez à son propriétaire qui joindre.</translation>
    </message>
    <message>
      <source>What is shown is on the clipboard.</source>
      <translation>Ce qui est affiché est dans le presse-papiers.</translation>
    </message>
    <message>
      <source>Where to put the support report</source>
      <translation>Où enregistrer le rapport pour le support</translation>
    </message>
    <message>
      <source>The report is ready: {path}</source>
      <translation>Le rapport est prêt : {path}</translation>
    </message>
  </context>
  <context>
    <name>SyncSection</name>
    <message>
      <source>Sync</source>
      <translation>Synchronisation</translation>
    </message>
    <message>
      <source>5 minutes</source>
      <translation>5 minutes</translation>
    </message>
    <message>
      <source>15 minutes</source>
      <translation>15 minutes</translation>
    </message>
    <message>
      <source>1 hour</source>
      <translation>1 heure</translation>
    </message>
    <message>
      <source>4 hours</source>
      <translation>4 heures</translation>
    </message>
    <message>
      <source>12 hours</source>
      <translation>12 heures</translation>
    </message>
    <message>
      <source>Only when I start it</source>
      <translation>Seulement quand je la lance</translation>
    </message>
    <message>
      <source>&amp;Interval of new connections</source>
      <translation>&amp;Intervalle des nouvelles connexions</translation>
    </message>
    <message>
      <source>Intervals of the projects…</source>
      <translation>Intervalles des projets…</translation>
    </message>
    <message>
      <source>&amp;Limit the bandwidth of downloads</source>
      <translation>&amp;Limiter la bande passante des téléchargements</translation>
    </message>
    <message>
      <source> MB/s</source>
      <translation> Mo/s</translation>
    </message>
    <message>
      <source>Most megabytes per second</source>
      <translation>Mégaoctets par seconde au plus</translation>
    </message>
    <message>
      <source>A limit leaves room for others on a slow line. It holds for all projects together.</source>
      <translation>Une limite laisse de la place aux autres sur une ligne lente. Elle vaut pour tous les projets ensemble.</translation>
    </message>
  </context>
  <context>
    <name>TextEditor</name>
    <message>
      <source>Words of the markup</source>
      <translation>Texte de l’annotation</translation>
    </message>
    <message>
      <source>Type here</source>
      <translation>Écrire ici</translation>
    </message>
  </context>
  <context>
    <name>ToolBar</name>
    <message>
      <source>Markup tools</source>
      <translation>Outils d’annotation</translation>
    </message>
    <message>
      <source>Colour, width and filling</source>
      <translation>Couleur, épaisseur et remplissage</translation>
    </message>
  </context>
  <context>
    <name>ToolRow</name>
    <message>
      <source>More tools</source>
      <translation>Autres outils</translation>
    </message>
  </context>
  <context>
    <name>Tray</name>
    <message>
      <source>Planrack keeps syncing</source>
      <translation>Planrack continue à synchroniser</translation>
    </message>
    <message>
      <source>It is in the tray. To end it, choose Quit in its menu there.</source>
      <translation>Planrack est dans la zone de notification. Pour l’arrêter, choisissez Quitter dans son menu.</translation>
    </message>
    <message>
      <source>Open Planrack</source>
      <translation>Ouvrir Planrack</translation>
    </message>
    <message>
      <source>Sync all projects</source>
      <translation>Synchroniser tous les projets</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Quitter</translation>
    </message>
    <message>
      <source>Resume syncing</source>
      <translation>Reprendre la synchronisation</translation>
    </message>
    <message>
      <source>Pause syncing</source>
      <translation>Suspendre la synchronisation</translation>
    </message>
    <message>
      <source>Last sync: {time}</source>
      <translation>Dernière synchronisation : {time}</translation>
    </message>
    <message>
      <source>Last sync: never</source>
      <translation>Dernière synchronisation : jamais</translation>
    </message>
    <message>
      <source>Planrack: something needs you</source>
      <translation>Planrack : votre attention est requise</translation>
    </message>
    <message>
      <source>Planrack: syncing</source>
      <translation>Planrack : synchronisation en cours</translation>
    </message>
    <message>
      <source>Planrack: offline</source>
      <translation>Planrack : hors connexion</translation>
    </message>
    <message>
      <source>Planrack: synced</source>
      <translation>Planrack : synchronisé</translation>
    </message>
    <message>
      <source>Planrack: no project is connected</source>
      <translation>Planrack : aucun projet connecté</translation>
    </message>
    <message>
      <source>No project can be synced.</source>
      <translation>Aucun projet ne peut être synchronisé.</translation>
    </message>
  </context>
  <context>
    <name>Welcome</name>
    <message>
      <source>Welcome to Planrack</source>
      <translation>Bienvenue dans Planrack</translation>
    </message>
    <message>
      <source>Every published drawing revision of your Procore projects is copied to this computer.</source>
      <translation>Chaque révision publiée des dessins de vos projets Procore est copiée sur cet ordinateur.</translation>
    </message>
    <message>
      <source>The drawings open at once, also without a network, and always say how fresh they are.</source>
      <translation>Les dessins s’ouvrent aussitôt, même hors connexion, et disent toujours à quel point ils sont à jour.</translation>
    </message>
    <message>
      <source>You see what an addendum changed. Nothing is ever written to Procore.</source>
      <translation>Vous voyez ce qu’un addenda a changé. Rien n’est jamais écrit dans Procore.</translation>
    </message>
    <message>
      <source>Connect a Procore project</source>
      <translation>Connecter un projet Procore</translation>
    </message>
    <message>
      <source>+ Create a new project</source>
      <translation>+Créer un nouveau projet</translation>
    </message>
    <message>
      <source>Try the demo</source>
      <translation>Essayer la démonstration</translation>
    </message>
    <message>
      <source>The demo opens in a window of its own: an invented building on a Procore imitated on this computer. Your own data is not touched, and each start begins afresh.</source>
      <translation>La démonstration s’ouvre dans sa propre fenêtre : un bâtiment inventé, sur un Procore imité dans cet ordinateur. Vos données ne sont pas touchées, et chaque démarrage repart à neuf.</translation>
    </message>
  </context>
  <context>
    <name>WithdrawalBanner</name>
    <message numerus="yes">
      <source>Procore no longer lists %n drawing(s): {numbers}</source>
      <translation>
        <numerusform>Procore ne répertorie plus %n plan : {numbers}</numerusform>
        <numerusform>Procore ne répertorie plus %n plans : {numbers}</numerusform>
      </translation>
    </message>
    <message>
      <source>They stay readable here, marked as withdrawn, if you confirm. Until then nothing is changed.</source>
      <translation>Si vous confirmez, ils restent lisibles ici et sont indiqués comme retirés. D’ici là, rien ne change.</translation>
    </message>
    <message>
      <source>They were removed: mark as withdrawn</source>
      <translation>Ils ont été supprimés : indiquer comme retirés</translation>
    </message>
    <message>
      <source>Not now</source>
      <translation>Pas maintenant</translation>
    </message>
  </context>
  <context>
    <name>WorkStrip</name>
    <message>
      <source>Cancel</source>
      <translation>Annuler</translation>
    </message>
    <message>
      <source>Close this message</source>
      <translation>Fermer ce message</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Progression</translation>
    </message>
    <message>
      <source>Particulars</source>
      <translation>Détails</translation>
    </message>
  </context>
  <context>
    <name>ZoomButton</name>
    <message>
      <source>Zoom</source>
      <translation>Zoom</translation>
    </message>
    <message>
      <source>No sheet is shown.</source>
      <translation>Aucune feuille n’est affichée.</translation>
    </message>
    <message>
      <source>Zoom {percent}</source>
      <translation>Zoom {percent}</translation>
    </message>
    <message>
      <source>Other sizes</source>
      <translation>Autres tailles</translation>
    </message>
    <message>
      <source>{percent} %</source>
      <translation>{percent} %</translation>
    </message>
  </context>
  <context>
    <name>_CompanyLine</name>
    <message>
      <source>Planrack is not installed in this company yet. Waiting for approval since {date}.</source>
      <translation>Planrack n’est pas encore installé dans cette entreprise. En attente d’approbation depuis le {date}.</translation>
    </message>
    <message>
      <source>Procore does not let you see this company's projects. Noticed on {date}.</source>
      <translation>Procore ne vous laisse pas voir les projets de cette entreprise. Constaté le {date}.</translation>
    </message>
    <message>
      <source>Copy the message for the administrator</source>
      <translation>Copier le message pour l’administrateur</translation>
    </message>
    <message>
      <source>Copied</source>
      <translation>Copié</translation>
    </message>
  </context>
  <context>
    <name>_Offer</name>
    <message>
      <source>Every published drawing revision is copied to this computer and stays readable offline. Nothing is ever written to Procore.</source>
      <translation>Chaque révision publiée est copiée sur cet ordinateur et reste lisible hors connexion. Rien n’est jamais écrit dans Procore.</translation>
    </message>
    <message>
      <source>Connect</source>
      <translation>Se connecter</translation>
    </message>
    <message>
      <source>Go to folder</source>
      <translation>Aller au dossier</translation>
    </message>
    <message>
      <source>Disconnected from {project} ({company}). Its drawings stay readable here as an archive; no newer revision arrives until you connect again.</source>
      <translation>Déconnecté de {project} ({company}). Ses dessins restent lisibles ici, comme archive; aucune nouvelle révision n’arrivera avant une nouvelle connexion.</translation>
    </message>
  </context>
  <context>
    <name>_Pending</name>
    <message>
      <source>Choose another project</source>
      <translation>Choisir un autre projet</translation>
    </message>
    <message>
      <source>Do not connect</source>
      <translation>Ne pas connecter</translation>
    </message>
    <message>
      <source>{project} ({company}), through {login}. Connected as soon as you press SAVE.</source>
      <translation>{project} ({company}), au moyen de {login}. Connecté dès que vous appuyez sur SAUVEGARDER.</translation>
    </message>
  </context>
  <context>
    <name>_Row</name>
    <message>
      <source>Close this message</source>
      <translation>Fermer ce message</translation>
    </message>
  </context>
  <context>
    <name>_Waiting</name>
    <message>
      <source>Sign in to Procore in the browser that has just opened, then come back here.</source>
      <translation>Connectez-vous à Procore dans le navigateur qui vient de s’ouvrir, puis revenez ici.</translation>
    </message>
    <message>
      <source>Waiting for the sign-in</source>
      <translation>En attente de la connexion</translation>
    </message>
    <message>
      <source>Cancel the sign-in</source>
      <translation>Annuler la connexion</translation>
    </message>
  </context>
</TS>
