"""Renews ``resources/i18n``: the template of every text a person reads in the window, and the translations made of it.

    python packaging/translations.py            renew the template, the .ts of each language, and their .qm
    python packaging/translations.py de         begin a language

Qt's own ``lupdate`` does not know our tables of texts, nor names that stand for ``QCoreApplication.translate``, so the texts
are found here, in the syntax tree. What it reads: ``self.tr("…")``; ``translate("Context", "…")`` under any name;
``QT_TRANSLATE_NOOP("Context", "…")``; functions that hand their first argument on to ``translate``; what errors say; and the
tables themselves.
A translation stays with its text; one whose text went away is dropped.

English needs no translation but of what is counted: ``lectern_en.ts`` holds these texts alone. The form for many is the text
itself; the form for one is written there by hand.
"""  # noqa: INP001  a script, no package

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PROJECT = Path(__file__).parents[1]
FOLDER = PROJECT / "resources" / "i18n"
TEMPLATE = FOLDER / "lectern_template.ts"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
#: The context of what errors say. They are raised in rooms that know nothing of Qt, and translated where they are shown.
SENTENCES = "Sentences"
_ERRORS = "studio_app.domain.errors"
#: The language the texts are written in.
_SOURCE = "en"
#: How many forms of a plural are offered to a translator; Qt uses as many as the language has.
_PLURALS = 2


class Text(NamedTuple):
    """A text with where it is from. ``plural``: it is followed by a number."""

    context: str
    source: str
    comment: str
    plural: bool


def texts() -> dict[Text, set[str]]:
    """Return every text of the window with the files it is in."""
    # Who translates imports Qt, and Qt stays in the window: parsing the rest would take as long again.
    paths = [PROJECT / "studio_app" / "app.py", *sorted((PROJECT / "studio_app" / "ui").rglob("*.py"))]
    modules = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    doors = {_dotted(path): dict(_doors(tree)) for path, tree in modules.items()}
    found: dict[Text, set[str]] = {}
    for path, tree in modules.items():
        finder = _Finder(_known_doors(_dotted(path), tree, doors))
        finder.visit(tree)
        for text in finder.found:
            found.setdefault(text, set()).add(path.relative_to(PROJECT).as_posix())
    for file, source in _sentences():
        found.setdefault(Text(SENTENCES, source, "", plural=False), set()).add(file)
    for file, text in _tables():
        found.setdefault(text, set()).add(file)
    return found


class Door(NamedTuple):
    """A function that hands its first argument on to ``translate``, in a context of its own; ``plural``: with a number."""

    context: str
    plural: bool


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(PROJECT).with_suffix("").parts)


def _doors(tree: ast.Module) -> Iterator[tuple[str, Door]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.args.args:
            for call in ast.walk(node):
                given = call.args if isinstance(call, ast.Call) and _name(call) == "translate" else []
                if len(given) > 1 and isinstance(given[1], ast.Name) and given[1].id == node.args.args[0].arg:
                    yield node.name, Door(str(_literal(given[0])), len(given) > 3)


def _known_doors(module: str, tree: ast.Module, doors: dict[str, dict[str, Door]]) -> dict[str, Door]:
    """Return the doors a module has, by the names it calls them: two modules may call theirs alike."""
    known = dict(doors[module])
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                name = alias.asname or alias.name
                there = doors.get(f"{node.module}.{alias.name}", {})
                known |= {f"{name}.{door}": held for door, held in there.items()}
                if (held := doors.get(node.module, {}).get(alias.name)) is not None:
                    known[name] = held
    return known


class _Finder(ast.NodeVisitor):
    """Collects the texts of a module."""

    def __init__(self, doors: dict[str, Door]) -> None:
        self.found: list[Text] = []
        self._doors = doors
        self._door_names = {door.rpartition(".")[2] for door in doors}
        self._classes: list[str] = []
        self._constants: dict[str, str] = {}

    def visit_Assign(self, node: ast.Assign) -> None:
        """Remember a name for a context."""
        value = _literal(node.value)
        if value is not None:
            self._constants.update((target.id, value) for target in node.targets if isinstance(target, ast.Name))
        self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """A class is a context."""
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        """Take a text."""
        self.generic_visit(node)
        name, arguments = _name(node), list(node.args)
        if isinstance(node.func, ast.Attribute) and name == "tr" and self._classes:
            self._take(self._classes[-1], arguments)
        elif name in self._door_names and (door := self._doors.get(ast.unparse(node.func))) is not None:
            self._take(door.context, arguments[:1], plural=door.plural)
        elif name in ("translate", "tr", "QT_TRANSLATE_NOOP") and len(arguments) > 1:
            first = arguments[0]
            context = self._constants.get(first.id, "") if isinstance(first, ast.Name) else _literal(first)
            if context:
                self._take(context, arguments[1:])

    def _take(self, context: str, arguments: list[ast.expr], *, plural: bool = False) -> None:
        comment = (_literal(arguments[1]) or "") if len(arguments) > 1 else ""
        for source in _choices(arguments[0]) if arguments else ():
            self.found.append(Text(context, source, comment, plural or len(arguments) > 2))


def _choices(node: ast.expr) -> Iterator[str]:
    """Yield the literals an expression can be."""
    if isinstance(node, ast.IfExp):
        yield from _choices(node.body)
        yield from _choices(node.orelse)
    elif (value := _literal(node)) is not None:
        yield value


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _name(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _sentences() -> Iterator[tuple[str, str]]:
    """Yield what errors say, with the file: the first argument of each, where it is written down whole or is a ``Sentence``."""
    for path in sorted((PROJECT / "studio_app").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if _ERRORS in text:
            yield from ((path.relative_to(PROJECT).as_posix(), said) for said in _sentences_of(ast.parse(text)) if said)


def _sentences_of(tree: ast.Module) -> Iterator[str]:
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == _ERRORS]
    refusals = {alias.name for node in imports for alias in node.names}
    outside = _written(tree.body)
    for function in _functions(tree.body):
        inside = list(ast.walk(function))
        written = {**outside, **_written(inside)}
        for call in inside:
            if isinstance(call, ast.Call) and _name(call) in refusals and call.args:
                yield from _said(call.args[0], written)


def _functions(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield functions and methods, but none that is inside of another."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _functions(node.body)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _written(nodes: Iterable[ast.AST]) -> dict[str, list[str]]:
    """Return the texts that names stand for."""
    found: dict[str, list[str]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            texts = [child.value for child in _values(node.value) if isinstance(child, ast.Constant)]
            found.setdefault(node.targets[0].id, []).extend(text for text in texts if isinstance(text, str))
    return found


def _values(node: ast.expr) -> list[ast.expr]:
    return node.values if isinstance(node, ast.Dict) else [node]


def _said(node: ast.expr, written: dict[str, list[str]]) -> Iterator[str]:
    if isinstance(node, ast.Subscript):
        node = node.value
    if isinstance(node, ast.Name):
        yield from written.get(node.id, ())
    else:
        yield from _choices(node)


def _tables() -> Iterator[tuple[str, Text]]:
    """Yield the texts that are data."""
    sys.path.insert(0, str(PROJECT))
    from studio_app.settings.options import OPTIONS, PAGES  # noqa: PLC0415  the project is on the path only now
    from studio_app.ui.shell.actions import ACTIONS, GROUPS, WHY  # noqa: PLC0415
    from studio_app.ui.shell.menus import MENUS  # noqa: PLC0415

    options = [text for o in OPTIONS if o.title for text in (o.title, o.text, o.unit, o.zero, *o.names)]
    pages = [text for page in PAGES for text in page]
    actions = [text for row in ACTIONS for text in (row.text, row.tip)]
    for path, context, sources in (
        ("studio_app/settings/options.py", "Options", [*options, *pages, "Shortcuts"]),
        ("studio_app/ui/shell/actions.py", "Actions", [*actions, *WHY.values(), *GROUPS.values()]),
        ("studio_app/ui/shell/menus.py", "Menus", [title for _, title, _ in MENUS]),
    ):
        yield from ((path, Text(context, source, "", plural=False)) for source in sources if source)


def render(found: dict[Text, set[str]], language: str = "", done: dict[Text, list[str]] | None = None) -> str:
    """Return a .ts file of texts, with the translations there are."""
    lines = [f'<TS version="2.1" sourcelanguage="en"{f" language={chr(34)}{language}{chr(34)}" if language else ""}>']
    for context in sorted({text.context for text in found}):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for text in sorted(text for text in found if text.context == context):
            lines += _message(text, sorted(found[text]), (done or {}).get(text, []))
        lines.append("</context>")
    return _HEAD + "\n".join([*lines, "</TS>", ""])


def _message(text: Text, files: list[str], done: list[str]) -> Iterator[str]:
    yield '    <message numerus="yes">' if text.plural else "    <message>"
    yield from (f'        <location filename="../../{file}"/>' for file in files)
    yield f"        <source>{escape(text.source)}</source>"
    if text.comment:
        yield f"        <comment>{escape(text.comment)}</comment>"
    state = "" if done and all(done) else ' type="unfinished"'
    forms = done or [""] * (_PLURALS if text.plural else 1)
    inner = "".join(f"<numerusform>{escape(form)}</numerusform>" for form in forms) if text.plural else escape(forms[0])
    yield f"        <translation{state}>{inner}</translation>"
    yield "    </message>"


def translated(path: Path) -> dict[Text, list[str]]:
    """Read the translations of a .ts file."""
    done: dict[Text, list[str]] = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314  a file of this project
        for message in context.iter("message"):
            plural = message.get("numerus") == "yes"
            translation = message.find("translation")
            if translation is not None and translation.get("type") not in ("vanished", "obsolete"):
                parts = list(translation.iter("numerusform")) if plural else [translation]
                name, source = context.findtext("name", ""), message.findtext("source", "")
                key = Text(name, source, message.findtext("comment", ""), plural)
                done[key] = [part.text or "" for part in parts]
    return done


def english(found: dict[Text, set[str]], done: dict[Text, list[str]]) -> str:
    """Return the .ts file of English: of what is counted the forms for one, as far as there are, and for many."""
    counted = {text: files for text, files in found.items() if text.plural}
    one = {text.source: forms[0] for text, forms in done.items()}  # whatever context it is in now
    return render(counted, _SOURCE, {text: [one.get(text.source, ""), text.source] for text in counted})


def compile_(source: Path, target: Path) -> None:
    """Make the .qm that Qt reads."""
    import PySide6  # noqa: PLC0415  only where a language is compiled

    program = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    subprocess.run([program, "-silent", source, "-qm", target], check=True)


def main() -> None:
    """Renew everything."""
    FOLDER.mkdir(exist_ok=True)
    found = texts()
    TEMPLATE.write_text(render(found), encoding="utf-8")
    for code in sys.argv[1:]:
        (FOLDER / f"lectern_{code}.ts").write_text(render(found, code), encoding="utf-8")
    for path in sorted(FOLDER.glob("lectern_*.ts")):
        if path != TEMPLATE:
            code = path.stem.partition("_")[2]
            done = translated(path)
            path.write_text(english(found, done) if code == _SOURCE else render(found, code, done), encoding="utf-8")
            compile_(path, path.with_suffix(".qm"))
    sys.stdout.write(f"{len(found)} texts in {len({text.context for text in found})} contexts\n")


if __name__ == "__main__":
    main()
