"""The language of the window: translations from ``resources/i18n``, and Qt's own beside them.

The texts in the source are English; ``lectern_en.qm`` says what is counted where it is only one ("1 clip"), and is read
whatever the language is. ``packaging/translations.py`` keeps it, and the template translators start from; a file
``lectern_de.qm`` in that folder is a language that can be chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from studio_app.domain.errors import Sentence
from studio_app.settings.places import resources

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

_SOURCE = "en"


def languages(folder: Path | None = None) -> tuple[tuple[str, str], ...]:
    """Return the languages there are as (code, name in itself), English first."""
    codes = sorted(path.stem.partition("_")[2] for path in (folder or _folder()).glob("lectern_*.qm"))
    named = tuple((code, QLocale(code).nativeLanguageName() or code) for code in codes if code != _SOURCE)
    return ((_SOURCE, "English"), *named)


def apply(app: QApplication, choice: str = "system", folder: Path | None = None) -> str:
    """Let the window speak a language and return its code; call it before the first widget is made.

    Args:
        app: keeps the translators.
        choice: a code, or "system": the first of the desktop's languages that there is.
        folder: where the translations are; that of the resources if not given.
    """
    there = {code for code, _ in languages(folder)}
    wished = QLocale.system().uiLanguages() if choice == "system" else [choice]
    code = next((found for name in wished for found in _fitting(name) if found in there), _SOURCE)
    if choice != "system":
        QLocale.setDefault(QLocale(choice))
    _install(app, f"lectern_{_SOURCE}", str(_folder()))
    if code != _SOURCE:
        _install(app, f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        _install(app, f"lectern_{code}", str(folder or _folder()))
    return code


def said(sentence: str) -> str:
    """Return what an error says in the language of the window; what no translator knows as it is."""
    if not isinstance(sentence, Sentence):
        return QCoreApplication.translate("Sentences", sentence) if sentence else ""
    values = {name: said(value) if isinstance(value, str) else value for name, value in sentence.values.items()}
    try:
        return QCoreApplication.translate("Sentences", sentence.template).format(**values)
    except (KeyError, IndexError, ValueError):  # the translator wrote another name
        return str(sentence)


def _fitting(name: str) -> tuple[str, ...]:
    """Return the codes that would do for a language tag, the closest first: pt_BR, pt."""
    plain = name.replace("-", "_")
    return (plain, plain.partition("_")[0])


def _install(app: QApplication, name: str, folder: str) -> None:
    translator = QTranslator(app)
    if translator.load(name, folder):
        app.installTranslator(translator)


def _folder() -> Path:
    return resources() / "i18n"
