"""Every text of the window is a literal that lupdate sees, and has a finished French translation."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from app.domain.states import SyncState
from app.domain.texts import Language
from app.ui.i18n import LanguageChoice, LanguageSwitch
from app.ui.status_text import label

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import translations  # noqa: E402

SOURCES = [*sorted((ROOT / "app" / "ui").rglob("*.py")), ROOT / "app" / "window.py"]


def calls(path: Path) -> list[tuple[ast.Call, str, str]]:
    """(call, context, name) of every ``tr`` and ``translate`` in a file."""
    found: list[tuple[ast.Call, str, str]] = []

    class Visitor(ast.NodeVisitor):
        context = ""

        def visit_ClassDef(self, node: ast.ClassDef) -> None:
            outer, self.context = self.context, node.name
            self.generic_visit(node)
            self.context = outer

        def visit_Call(self, node: ast.Call) -> None:
            if isinstance(node.func, ast.Attribute) and node.func.attr in ("tr", "translate") and node.args:
                owner = node.func.value
                of_application = isinstance(owner, ast.Name) and owner.id == "QCoreApplication"
                if node.func.attr == "tr" or of_application:
                    found.append((node, self.context, node.func.attr))
            self.generic_visit(node)

    Visitor().visit(ast.parse(path.read_text(encoding="utf-8")))
    return found


ALL = [(path, *call) for path in SOURCES for call in calls(path)]


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def test_texts_are_literals_that_lupdate_can_read() -> None:
    wrong = []
    for path, call, _context, name in ALL:
        texts = call.args[:1] if name == "tr" else call.args[:2]
        if any(literal(text) is None for text in texts):
            wrong.append(f"{path.name}:{call.lineno}")
    assert wrong == []
    assert len(ALL) > 200


def test_no_text_is_translated_inside_an_f_string() -> None:
    """lupdate does not see those."""
    wrong = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                inside = [one for one in ast.walk(node) if isinstance(one, ast.Attribute) and one.attr == "tr"]
                wrong += [f"{path.name}:{node.lineno}" for _ in inside]
    assert wrong == []


def test_every_text_is_in_the_french_catalogue_and_finished() -> None:
    known = translations._messages(translations.FRENCH)
    missing = []
    for path, call, context, name in ALL:
        where = context if name == "tr" else literal(call.args[0])
        text = literal(call.args[0 if name == "tr" else 1])
        forms = known.get((where or "", text or ""), ())
        if not forms or not all(forms):
            missing.append(f"{path.name}:{call.lineno}: {where}: {text!r}")
    assert missing == []


def test_catalogues_are_up_to_date_and_compiled() -> None:
    assert translations.check() == []


def test_translations_keep_the_fields_of_their_source() -> None:
    def fields(text: str) -> set[str]:
        return {part.split("}")[0] for part in text.split("{")[1:]}

    for (_context, source), forms in translations._messages(translations.FRENCH).items():
        for form in forms:
            assert fields(form) == fields(source), source
            assert ("%n" in form) == ("%n" in source), source


@pytest.mark.parametrize(
    ("context", "source", "french"),
    [
        ("Navigation", "ORGANIZATION INFO", "INFO ORGANISATION"),
        ("Navigation", "PROJECT INFO", "INFO PROJET"),
        ("Navigation", "Projects", "Projets"),
        ("Navigation", "Documents", "Documents"),
        ("ProjectsPage", "+ Create a new project", "+Créer un nouveau projet"),
        ("ProjectForm", "Edit project", "Modifier le projet"),
        ("ProjectForm", "GENERAL", "GÉNÉRAL"),
        ("ProjectForm", "INTEGRATIONS", "INTÉGRATIONS"),
        ("ProjectForm", "SAVE", "SAUVEGARDER"),
        ("ProjectList", "INTEGRATIONS", "INTEGRATIONS"),
        ("ProjectList", "Status", "Statut"),
        ("ProjectList", "Date", "Date"),
        (
            "IntegrationCard",
            "PROCORE – Connect to Procore and keep information up to date",
            "PROCORE – Se connecter à Procore et garder les informations à jour",
        ),
        ("_Offer", "Connect", "Se connecter"),
        ("ConnectedPanel", "Sync", "Synchroniser"),
        ("DocumentsHeader", "Sync", "Synchroniser"),
        ("DocumentsMenu", "Sync", "Synchroniser"),
        ("ConnectedPanel", "Go to folder", "Aller au dossier"),
        ("ConnectedPanel", "Support", "Support"),
        ("PickerDialog", "Select your Procore project", "Sélectionnez votre projet Procore"),
        ("PickerDialog", "CONNECT", "SE CONNECTER"),
        ("Status", "Synced", "Synchronisé"),
        ("Status", "Syncing", "Synchronisation en cours"),
        ("Status", "Sync failed", "Échec de la synchronisation"),
        ("Status", "Never", "Jamais"),
    ],
)
def test_labels_are_verbatim(qapp: QApplication, context: str, source: str, french: str) -> None:
    switch = LanguageSwitch(qapp, LanguageChoice.FR)
    assert QCoreApplication.translate(context, source) == french
    switch.close()


def test_french_does_not_break_before_a_colon_or_inside_guillemets() -> None:
    """The tool sees to it, for what is typed with a plain space."""
    assert translations._spaced("Échec : « {project} » à 5 %, vraiment ?") == (
        "Échec\u00a0: «\u00a0{project}\u00a0» à 5\u00a0%, vraiment\u00a0?"
    )
    assert translations._spaced("un :nom") == "un :nom"


def test_language_switches_texts_dates_and_plurals(qapp: QApplication) -> None:
    def said(count: int) -> str:
        return QCoreApplication.translate("StatusLine", "%n project(s) syncing", "", count)

    switch = LanguageSwitch(qapp, LanguageChoice.EN)
    assert (label(SyncState.RUNNING), said(1), said(2)) == ("Syncing", "1 project syncing", "2 projects syncing")
    switch.apply(LanguageChoice.FR)
    assert switch.language is Language.FR
    assert QLocale().language() == QLocale.Language.French
    assert (said(0), said(1)) == ("0 projet en synchronisation", "1 projet en synchronisation")
    assert said(2) == "2 projets en synchronisation"
    switch.close()
