"""The window's language: English and French (Québec), switched at run time (SPEC §10).

The catalogues are compiled beforehand (``tools/translations.py``) and loaded from ``resources/translations``.
Installing a translator makes Qt send ``LanguageChange`` to every widget; each sets its own texts again.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from app.domain.texts import Language

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "translations"


class LanguageChoice(StrEnum):
    """What the user chose; stored as the preference ``language``."""

    SYSTEM = "system"
    EN = "en"
    FR = "fr"


class LanguageSwitch(QObject):
    """Installs the catalogues of the chosen language into the application."""

    changed = Signal()

    def __init__(self, application: QCoreApplication, choice: LanguageChoice = LanguageChoice.SYSTEM) -> None:
        super().__init__()
        self._application = application
        self._system = QLocale.system()
        self._installed: list[QTranslator] = []
        self._choice = choice
        self.apply(choice)

    @property
    def choice(self) -> LanguageChoice:
        return self._choice

    @property
    def language(self) -> Language:
        """The language shown now."""
        if self._choice is LanguageChoice.SYSTEM:
            french = self._system.language() == QLocale.Language.French
            return Language.FR if french else Language.EN
        return Language(self._choice.value)

    def apply(self, choice: LanguageChoice) -> None:
        """Show ``choice`` now; dates, numbers and plurals follow. The caller stores it."""
        self._choice = choice
        language = self.language
        QLocale.setDefault(self._locale(language))
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed = [self._load(path) for path in _catalogues(language)]
        for translator in self._installed:
            self._application.installTranslator(translator)
        self.changed.emit()

    def close(self) -> None:
        """Take the catalogues out again (tests; the program simply ends)."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed = []

    def _locale(self, language: Language) -> QLocale:
        wanted = QLocale.Language.French if language is Language.FR else QLocale.Language.English
        if self._system.language() == wanted:
            return self._system  # keeps the user's own date format
        return QLocale(wanted, QLocale.Country.Canada)

    def _load(self, path: Path) -> QTranslator:
        translator = QTranslator(self)
        if not translator.load(str(path)):
            raise FileNotFoundError(path)
        return translator


def _catalogues(language: Language) -> list[Path]:
    """Ours, and Qt's own for its standard buttons and menus. English has one too: it holds the plural forms."""
    found = [_FOLDER / f"planrack_{language.value}.qm"]
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{language.value}.qm"
    if language is not Language.EN and qt.is_file():
        found.insert(0, qt)
    return found
