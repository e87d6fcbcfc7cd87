"""Every text a person reads in the window can be translated, and the template holds them all."""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QTranslator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

PROJECT = Path(__file__).parents[2]
#: Which arguments of a call a person reads: by place and by name.
READ: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    **dict.fromkeys(
        (
            "setText", "setToolTip", "setStatusTip", "setWhatsThis", "setWindowTitle", "setAccessibleName",
            "setAccessibleDescription", "setPlaceholderText", "setTitle", "setSuffix", "setPrefix", "setLabelText",
            "setSpecialValueText", "setIconText", "setInformativeText", "addAction", "addMenu", "addItem", "addSection",
            "setNameFilter", "show_text", "show_busy", "say", "label", "button", "QLabel", "QPushButton", "QAction",
            "QCheckBox", "QRadioButton", "QGroupBox", "QMenu", "SearchField", "ProgressLine", "Elided", "refuse",
        ),
        ((0,), ("detail", "hint", "accept")),
    ),
    **dict.fromkeys(("IconButton", "Choice", "addTab", "setTabText", "show_icon"), ((1,), ("name",))),
    **dict.fromkeys(("EmptyState", "ask", "tell", "Question", "TextQuestion", "ask_text", "Reading"), ((1, 2), ("detail",))),
    **dict.fromkeys(("choose_file", "choose_place", "file_dialog"), ((1,), ("filters",))),
    "setHeaderLabels": ((0,), ()),
}  # fmt: skip
#: Names that are the same in every language.
NAMES = re.compile(r"Lectern|Python|Qt|ElevenLabs|Fish Audio|https?|kbps|MP3|ms|Ctrl|ISBN|dB|lectern|epub|docx|pdf")
COUNTED = (
    "chapters|paragraphs|words|characters|segments|takes|tracks|clips|lines|files|recordings|voices|speakers|languages|"
    "credits|requests|problems|projects|samples|frames|variants|years|months|weeks|days|hours|minutes|seconds|users|likes"
)
#: Counted texts that are the same for one and for many.
ALIKE = {"Activity · %Ln", "%Ln missing", "%Ln outdated", "and %Ln more", "%n chosen"}
TRANSLATES = {"tr", "_tr", "translate", "said", "_said", "QT_TRANSLATE_NOOP"}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", PROJECT / "packaging" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def texts(script: ModuleType) -> dict:
    return script.texts()


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def spoken(node: ast.expr) -> Iterator[str]:
    """The literals of an expression that are not given to a translator."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from (part.value for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.Call) and name_of(node) not in TRANSLATES and isinstance(node.func, ast.Attribute):
        yield from spoken(node.func.value)  # "…".format(…)
    elif isinstance(node, ast.IfExp | ast.BinOp | ast.BoolOp | ast.List | ast.Tuple):
        yield from (
            text for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr) for text in spoken(child)
        )


def escaped(tree: ast.Module) -> Iterator[str]:
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and name_of(node) in READ):
        places, names = READ[name_of(call)]
        read = [call.args[place] for place in places if place < len(call.args)]
        read += [keyword.value for keyword in call.keywords if keyword.arg in names]
        for text in (text for node in read for text in spoken(node)):
            if re.search(r"[^\W\d_]{2,}", NAMES.sub("", text)):
                yield f"{call.lineno}: {text!r}"


def test_no_text_of_the_window_escapes_translation() -> None:
    found = {
        str(path.relative_to(PROJECT)): list(escaped(ast.parse(path.read_text(encoding="utf-8"))))
        for path in (PROJECT / "studio_app" / "ui").rglob("*.py")
    }
    assert {path: texts for path, texts in found.items() if texts} == {}


@pytest.mark.parametrize(
    "code",
    [
        'x.setText("Save")',
        'label(f"{n} words")',
        'b.setToolTip("Stop" if on else self.tr("Go"))',
        'IconButton("play", "Play")',
        'ask(self, "Really?", choices, detail="It is gone")',
        'x.setText("{n} words".format(n=1))',
    ],
)
def test_the_check_sees_a_text_that_escapes(code: str) -> None:
    assert list(escaped(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    ['x.setText(self.tr("Save"))', 'x.setText("Lectern 1.0")', 'IconButton("play", tr("P", "Play"))', 'x.setText("")'],
)
def test_the_check_passes_what_is_translated(code: str) -> None:
    assert not list(escaped(ast.parse(code)))


def test_the_template_holds_every_text(script: ModuleType, texts: dict) -> None:
    """Where this fails: python packaging/translations.py."""
    assert script.TEMPLATE.read_text(encoding="utf-8") == script.render(texts)


def test_the_english_of_what_is_counted_is_up_to_date_and_whole(script: ModuleType, texts: dict) -> None:
    """Where this fails: python packaging/translations.py, and write the form for one."""
    path = script.FOLDER / "lectern_en.ts"
    held = path.read_text(encoding="utf-8")
    assert held == script.english(texts, script.translated(path))
    assert "unfinished" not in held


def test_every_counted_text_has_its_form_for_one(script: ModuleType, texts: dict) -> None:
    english = QTranslator()
    assert english.load("lectern_en", str(script.FOLDER))
    one = {text.source: english.translate(text.context, text.source, "", 1) for text in texts if text.plural}
    assert len(one) > 50
    assert {source for source, said in one.items() if said == source} == ALIKE


def test_what_is_counted_has_a_plural(texts: dict) -> None:
    """ "1 clips" is no English, and other languages have more than two forms."""
    counted = re.compile(rf"\{{\w+\}} (?:more |other |locked )?(?:{COUNTED})\b")
    plain = [text for text in texts if not text.plural and text.context != "Sentences"]  # errors say one otherwise
    found = {text.source for text in plain if counted.search(text.source)}
    assert found == {"{left} of {limit} credits left"}


def test_what_errors_say_is_in_the_template(texts: dict) -> None:
    found = {text.source for text in texts if text.context == "Sentences"}
    assert "A speaker needs a name." in found
    assert "There is a speaker called {name} already; choose another name." in found
    assert "The pan of a track goes from {low:g} to {high:g}." in found
    assert len(found) > 300


@pytest.mark.parametrize("room", ["exporters", "domain/text"])
def test_what_is_named_in_a_sentence_of_these_rooms_is_known_apart_from_it(room: str) -> None:
    """A text that is put together where it is raised cannot be translated: see domain.errors.Sentence."""
    trees = {path: ast.parse(path.read_text()) for path in (PROJECT / "studio_app" / room).rglob("*.py")}
    raised = [
        (path.name, node.lineno)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args
        if isinstance(node.exc.args[0], ast.JoinedStr) and name_of(node.exc) not in ("ValueError", "KeyError")
    ]
    assert raised == []


def test_a_function_that_translates_keeps_its_own_context(texts: dict) -> None:
    """Several modules call theirs alike."""
    found = {(text.context, text.source) for text in texts}
    assert {("EditorMenu", "Paste"), ("StateMarks", "Being generated"), ("TimelineCanvas", "No tracks")} <= found


def test_texts_are_found_in_every_way_they_are_written(texts: dict) -> None:
    found = {(text.context, text.source) for text in texts}
    assert ("AboutDialog", "Version {version}") in found
    assert ("Amounts", "less than a minute") in found
    assert ("Actions", "&Undo") in found
    assert ("Options", "Interface text size") in found
    assert ("Menus", "&File") in found
    assert ("Options", "One for each core") in found


def test_no_context_is_empty_and_no_text_is_blank(texts: dict) -> None:
    assert all(text.context and text.source.strip() for text in texts)


def test_translations_survive_a_renewal(script: ModuleType, texts: dict, tmp_path: Path) -> None:
    done = {text: ["«" + text.source + "»"] for text in texts if not text.plural}
    (tmp_path / "lectern_de.ts").write_text(script.render(texts, "de", done), encoding="utf-8")
    again = script.translated(tmp_path / "lectern_de.ts")
    assert {text: forms for text, forms in again.items() if not text.plural} == done
