"""Questions, messages and file choices that never stop the loop: each opens beside the window and is awaited."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.kit import icons, language

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 440


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a question. ``kind`` is "", "primary" (what Enter does) or "danger"."""

    id: str
    text: str
    kind: str = ""


def cancel_choice() -> Choice:
    """Return the choice that changes nothing; Escape means the same."""
    return Choice("", QCoreApplication.translate("Dialogs", "Cancel"))


async def shown(dialog: QDialog) -> int:
    """Open a dialog, wait until it is closed without holding up anything else, and return its result.

    When the waiting task is cancelled the dialog goes away.
    """
    ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def finish(result: int) -> None:
        if not ended.done():
            ended.set_result(result)

    dialog.finished.connect(finish)
    dialog.open()
    try:
        return await ended
    finally:
        if dialog.isVisible():
            dialog.close()


async def ask(
    parent: QWidget | None, question: str, choices: Sequence[Choice], *, detail: str = "", icon: str = "help"
) -> str:
    """Ask; return the id of the choice, "" for Escape or the close button.

    Args:
        parent: the window the question belongs to.
        question: one sentence.
        choices: from the least to the most likely; the "primary" one has the focus.
        detail: what follows from it.
        icon: shown beside the question.
    """
    dialog = Question(parent, question, choices, detail=detail, icon=icon)
    await shown(dialog)
    dialog.deleteLater()
    return dialog.chosen


async def tell(parent: QWidget | None, sentence: str, *, detail: str = "", icon: str = "info") -> None:
    """Say something that needs to be read before going on."""
    close = Choice("close", QCoreApplication.translate("Dialogs", "Close"), "primary")
    await ask(parent, sentence, (close,), detail=detail, icon=icon)


async def ask_text(
    parent: QWidget | None, question: str, label: str, text: str = "", *, accept: str = "", hint: str = ""
) -> str | None:
    """Ask for one line; return it trimmed, None for Escape or an empty line."""
    dialog = TextQuestion(parent, question, label, text, accept=accept, hint=hint)
    result = await shown(dialog)
    dialog.deleteLater()
    return (dialog.line.text().strip() or None) if result == QDialog.DialogCode.Accepted.value else None


class Question(QDialog):
    """A question with buttons. ``chosen`` is the id of the one pressed, "" before and for Escape."""

    def __init__(
        self,
        parent: QWidget | None,
        question: str,
        choices: Sequence[Choice],
        *,
        detail: str = "",
        icon: str = "help",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.question")
        self.setWindowTitle(QGuiApplication.applicationDisplayName() or "Lectern")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        question, detail = language.said(question), language.said(detail)
        self.setAccessibleName(question)
        self.setAccessibleDescription(detail)
        self.chosen = ""
        mark = QLabel(self)
        mark.setPixmap(icons.pixmap(icon, 32, "accent"))
        text = QVBoxLayout()
        text.setSpacing(8)
        text.addWidget(_label(question, "heading", self))
        if detail:
            text.addWidget(_label(detail, "dim", self))
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(24)
        layout.addLayout(top)
        layout.addLayout(self._buttons(choices))
        self.setMinimumWidth(_WIDTH)

    def _buttons(self, choices: Sequence[Choice]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for choice in choices:
            button = QPushButton(choice.text, self)
            button.setObjectName(f"choice.{choice.id or 'cancel'}")
            button.setAccessibleName(choice.text)
            button.setProperty("kind", choice.kind)
            button.setAutoDefault(choice.kind == "primary")
            button.setDefault(choice.kind == "primary")
            button.clicked.connect(lambda _=False, chosen=choice.id: self._choose(chosen))
            row.addWidget(button)
            if choice.kind == "primary":
                button.setFocus()
        return row

    def _choose(self, chosen: str) -> None:
        self.chosen = chosen
        self.accept()


class TextQuestion(QDialog):
    """A question answered with one line, ``line``."""

    def __init__(
        self, parent: QWidget | None, question: str, label: str, text: str, *, accept: str = "", hint: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.text")
        self.setWindowTitle(QGuiApplication.applicationDisplayName() or "Lectern")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAccessibleName(question)
        self.line = QLineEdit(text, self)
        self.line.setObjectName("dialog.text.line")
        self.line.setAccessibleName(label)
        self.line.setPlaceholderText(hint)
        self.line.selectAll()
        caption = _label(label, "dim", self)
        caption.setBuddy(self.line)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        go = buttons.addButton(
            accept or QCoreApplication.translate("Dialogs", "OK"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        go.setObjectName("choice.accept")
        go.setProperty("kind", "primary")
        go.setEnabled(bool(text.strip()))
        self.line.textChanged.connect(lambda now: go.setEnabled(bool(now.strip())))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(8)
        layout.addWidget(_label(question, "heading", self))
        layout.addSpacing(4)
        layout.addWidget(caption)
        layout.addWidget(self.line)
        layout.addSpacing(12)
        layout.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)


class Reading(QDialog):
    """A longer text to read and copy: licences, a crash report. ``chosen`` as in Question."""

    def __init__(self, parent: QWidget | None, title: str, text: str, choices: Sequence[Choice]) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.reading")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAccessibleName(title)
        self.chosen = ""
        page = QPlainTextEdit(text, self)
        page.setReadOnly(True)
        page.setAccessibleName(title)
        page.setTabChangesFocus(True)
        row = QHBoxLayout()
        row.addStretch(1)
        for choice in choices:
            button = QPushButton(choice.text, self)
            button.setObjectName(f"choice.{choice.id or 'cancel'}")
            button.setProperty("kind", choice.kind)
            button.clicked.connect(lambda _=False, chosen=choice.id: self._choose(chosen))
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(_label(title, "heading", self))
        layout.addWidget(page, 1)
        layout.addLayout(row)
        self.resize(640, 480)

    def _choose(self, chosen: str) -> None:
        self.chosen = chosen
        self.accept()


async def choose_file(parent: QWidget | None, title: str, filters: str = "", folder: Path | None = None) -> Path | None:
    """Let the person choose a file that exists; ``filters`` as Qt writes them ("Books (*.epub *.pdf)")."""
    return await _chosen(file_dialog(parent, title, QFileDialog.FileMode.ExistingFile, filters, folder))


async def choose_place(parent: QWidget | None, title: str, suggested: Path, filters: str = "") -> Path | None:
    """Let the person choose where a new file goes; asks before an existing one is replaced."""
    mode = QFileDialog.FileMode.AnyFile
    return await _chosen(file_dialog(parent, title, mode, filters, suggested.parent, suggested.name))


def file_dialog(
    parent: QWidget | None,
    title: str,
    mode: QFileDialog.FileMode,
    filters: str = "",
    folder: Path | None = None,
    name: str = "",
) -> QFileDialog:
    """Return the dialog in which a person chooses one file or folder; ``open`` it, it goes when it is closed.

    ``AnyFile`` is a new file, called ``name`` until the person says otherwise, with its ending.
    """
    dialog = QFileDialog(parent, title)
    dialog.setObjectName("dialog.file")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(mode)
    if mode is QFileDialog.FileMode.Directory:
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
    if filters:
        dialog.setNameFilters(filters.split(";;"))
    if folder is not None:
        dialog.setDirectory(str(folder))
    elif dialog.directory() == QDir.current():  # nothing was chosen yet; where the program was started says nothing
        dialog.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    if mode is QFileDialog.FileMode.AnyFile:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
        dialog.selectFile(name)
    # Asked of this one dialog: of a class of its own Qt would not show the desktop's, where there is one.
    dialog.accept = partial(_accept, dialog)  # type: ignore[method-assign]
    return dialog


def _accept(dialog: QFileDialog) -> None:
    """Take what was chosen. What Qt would say in a loop of its own is said beside: no such file, a file is in the way."""
    question = None
    if dialog.findChild(QLineEdit, "fileNameEdit") is not None:  # else it is the desktop's, which asks itself
        paths = [Path(name) for name in dialog.selectedFiles()]
        if dialog.fileMode() != QFileDialog.FileMode.AnyFile:
            question = _not_there(dialog, paths)
        elif len(paths) == 1 and paths[0].is_file():
            question = _in_the_way(dialog, paths[0])
    if question is None:
        QFileDialog.accept(dialog)
    else:
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.open()


def _not_there(dialog: QFileDialog, paths: Sequence[Path]) -> Question | None:
    missing = next((path for path in paths if not path.exists()), None)
    if missing is None:
        return None
    said = QCoreApplication.translate("Dialogs", "There is no “{name}” in this folder.").format(name=missing.name)
    detail = QCoreApplication.translate("Dialogs", "Look for another spelling, or in another folder.")
    close = Choice("close", QCoreApplication.translate("Dialogs", "Close"), "primary")
    return Question(dialog, said, (close,), detail=detail, icon="warning")


def _in_the_way(dialog: QFileDialog, path: Path) -> Question:
    said = QCoreApplication.translate("Dialogs", "There is a file “{name}” already. Replace it?").format(name=path.name)
    replace = Choice("replace", QCoreApplication.translate("Dialogs", "Replace"), "danger")
    question = Question(dialog, said, (cancel_choice(), replace), icon="warning")

    def go_on() -> None:
        if question.chosen:
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
            QFileDialog.accept(dialog)

    question.accepted.connect(go_on)
    return question


async def _chosen(dialog: QFileDialog) -> Path | None:
    files: list[str] = []
    dialog.fileSelected.connect(files.append)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)  # who waits for it still holds it
    await shown(dialog)
    dialog.deleteLater()
    return Path(files[0]) if files else None


def _label(text: str, look: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("look", look)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
