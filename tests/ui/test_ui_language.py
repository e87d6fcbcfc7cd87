"""The window in another language: every text it shows comes from the translation."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMainWindow

from studio_app.domain.errors import Sentence, WrongUsage
from studio_app.exporters.names import check_template
from studio_app.session.recent import RecentProject
from studio_app.settings.file import Settings
from studio_app.settings.kept import Kept
from studio_app.settings.options import PAGES
from studio_app.ui.kit import language
from studio_app.ui.kit.controls import Banner
from studio_app.ui.preferences.dialog import PreferencesDialog
from studio_app.ui.shell.actions import ACTIONS, Actions
from studio_app.ui.shell.menus import build_menus
from studio_app.ui.start.page import StartPage
from studio_app.ui.timeline import words

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPT = Path(__file__).parents[2] / "packaging" / "translations.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A language in which every text stands in brackets, made as translators' work is made."""
    spec = importlib.util.spec_from_file_location("translations", SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    made = tmp_path_factory.mktemp("i18n")
    found = {text: set[str]() for text in script.translated(script.TEMPLATE)}
    done = {text: [f"⟦{text.source}⟧"] * (2 if text.plural else 1) for text in found}
    (made / "lectern_de.ts").write_text(script.render(found, "de", done), encoding="utf-8")
    script.compile_(made / "lectern_de.ts", made / "lectern_de.qm")
    return made


@pytest.fixture
def german(qapp: QApplication, folder: Path) -> Iterator[None]:
    usual, before = QLocale(), qapp.findChildren(QTranslator)
    assert language.apply(qapp, "de", folder) == "de"
    yield
    for translator in (made for made in qapp.findChildren(QTranslator) if made not in before):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(usual)


def plain(texts: list[str]) -> list[str]:
    """Those with words in them that no translation has touched."""
    return [text for text in texts if any(c.isalpha() for c in text) and "⟦" not in text]


def test_languages_are_those_there_are_translations_of(folder: Path) -> None:
    assert language.languages(folder) == (("en", "English"), ("de", "Deutsch"))
    assert language.languages()[0] == ("en", "English")


def test_a_language_there_is_not_is_english(qapp: QApplication, folder: Path) -> None:
    usual = QLocale()
    assert language.apply(qapp, "fi", folder) == "en"
    QLocale.setDefault(usual)


def test_the_desktops_first_language_that_there_is(qapp: QApplication, folder: Path, monkeypatch) -> None:
    class System:
        @staticmethod
        def uiLanguages() -> list[str]:  # noqa: N802
            return ["en-US", "en", "de-DE", "de"]

    monkeypatch.setattr(QLocale, "system", System)
    assert language.apply(qapp, "system", folder) == "en"


@pytest.mark.usefixtures("german")
def test_actions_and_menus_are_translated(qtbot, tmp_path: Path) -> None:
    window, actions = QMainWindow(), Actions(Kept(tmp_path / "keys.json"))
    qtbot.addWidget(window)
    build_menus(window, actions)
    shown = [actions[row.id].text() for row in ACTIONS] + [actions[row.id].toolTip() for row in ACTIONS]
    shown += [a.text() for a in window.menuBar().actions()] + [actions.why("file.close"), actions.group("file.close")]
    assert plain(shown) == []


@pytest.mark.usefixtures("german")
def test_the_start_page_is_translated(qtbot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    page.show_projects([RecentProject("/1.lectern", "⟦", "", "", 10, 10.0, 4, 2, 1.0)], frozenset())
    shown = [w.text() for w in page.findChildren(QLabel) if w.text() != "Lectern" and not w.text().endswith("…")]
    shown += [w.accessibleName() for w in page.findChildren(QAbstractButton)]
    assert plain(shown) == []


@pytest.mark.usefixtures("german")
def test_the_preferences_are_translated(qtbot, tmp_path: Path) -> None:
    dialog = PreferencesDialog(Settings(tmp_path / "s.json"), Actions(Kept(tmp_path / "keys.json")))
    qtbot.addWidget(dialog)
    for page, _ in PAGES:
        dialog.show_page(page)
    shown = [w.text() for w in dialog.findChildren(QLabel)] + [w.text() for w in dialog.findChildren(QAbstractButton)]
    shown += [dialog.pages.item(row).text() for row in range(dialog.pages.count())]
    assert plain(shown) == []
    assert dialog.windowTitle() == "⟦Preferences⟧"


@pytest.mark.parametrize(("number", "said"), [(0, "0 clips"), (1, "1 clip"), (2, "2 clips")])
def test_what_is_counted_is_said_as_in_english(qapp: QApplication, number: int, said: str) -> None:
    assert words.clips(number) == said


@pytest.mark.usefixtures("german")
def test_what_an_error_says_is_translated_with_what_it_names(qtbot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    with pytest.raises(WrongUsage) as refused:
        check_template("{nonsense}")
    banner.say(refused.value.sentence)
    assert banner.sentence.startswith("⟦The name template cannot use {nonsense}; it can use {number}")
    banner.say("A speaker needs a name.")
    assert banner.sentence == "⟦A speaker needs a name.⟧"


@pytest.mark.usefixtures("german")
def test_what_no_translator_knows_is_said_as_it_is() -> None:
    assert language.said("Nobody wrote this.") == "Nobody wrote this."
    assert language.said(Sentence("Nor {this}.", this="that")) == "Nor that."
    assert language.said("") == ""


def test_a_translation_that_names_something_else_is_left_alone(monkeypatch) -> None:
    monkeypatch.setattr("PySide6.QtCore.QCoreApplication.translate", lambda *_: "Es gibt {nichts}.")
    assert language.said(Sentence("There is {name}.", name="it")) == "There is it."


@pytest.mark.usefixtures("german")
def test_qts_own_words_are_translated_too(qapp: QApplication) -> None:
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
