"""Proving that a professional clone is of one's own voice: a text in a picture, read aloud; or a review by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import Card, IconButton, ProgressLine, button, label, set_look
from studio_app.ui.voices.clone_drop import DropField
from studio_app.ui.voices.clone_record import RecordPanel
from studio_app.ui.voices.clone_steps import column

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from studio_app.session.once import Stage

#: Pixels around the picture.
_PADDING = 8


class VerifyPage(QWidget):
    """See the module docstring.

    Signals:
        captcha_requested(): fetch the picture.
        answer_requested(path): hand in that recording.
        review_requested(paths, note): ask for a review by hand.
    """

    captcha_requested = Signal()
    answer_requested = Signal(object)
    review_requested = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: tuple[Path, ...] = ()
        self._said = label("", "", self, wrap=True)
        self._said.setObjectName("verify.said")
        self.line = ProgressLine(self.tr("Handing in"), self)
        self._body = QWidget(self)
        self.picture = _Picture(self._body)
        self.fetch = button(self.tr("Show the text to read"), self.captcha_requested.emit, parent=self._body)
        self.fetch.setObjectName("verify.fetch")
        self.fetch.setAutoDefault(False)
        self.record = RecordPanel(self._body, best_s=None, use=self.tr("Hand it in"))
        self.record.use_requested.connect(self._hand_in)
        self.record.hide()
        self._make_review()
        self._lay_out()
        self.say("")

    def show_state(self, state: str, said: str) -> None:
        """Show how far this is, as ``ProfessionalStep`` says it."""
        self._body.setVisible(state in ("current", "failed"))
        if state == "done":
            said = self.tr("It is verified: nothing is left to do here.")
        elif state == "ahead":
            said = self.tr("This comes when there are recordings enough.")
        self.say(said, {"done": "good", "failed": "danger"}.get(state, ""))
        if state not in ("current", "failed"):
            self.record.hide()

    def show_captcha(self, data: bytes, media_type: str) -> None:
        """Show the picture of the text to read aloud."""
        if self.picture.show_data(data):
            self.fetch.setText(self.tr("Another text"))
            self.record.open_()
        else:
            self.say(self.tr("The picture cannot be shown ({type}).").format(type=media_type), "danger")

    def show_stage(self, stage: Stage) -> None:
        """Show how much is handed in."""
        self.line.show()
        self.line.show_share(stage.done / stage.total if stage.total else None)
        self.say(self.tr("Handing it in…"))

    def show_refusal(self, sentence: str) -> None:
        """Say why it was not taken; one can try as often as one likes."""
        self.line.hide()
        self.say(sentence, "danger")

    def say(self, sentence: str, look: str = "") -> None:
        """Say how it stands."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        set_look(self._said, look)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Let the picture be as broad as there is room for."""
        super().resizeEvent(event)
        self.picture.fit(self._body.width())

    def settle(self) -> None:
        """Hand in nothing any more: it was answered."""
        self.line.hide()

    def _hand_in(self, path: object) -> None:
        self.say(self.tr("Handing it in…"))
        self.line.show()
        self.line.show_share(None)
        self.answer_requested.emit(path)

    # Review

    def _open_review(self, on: bool) -> None:
        self._review.setVisible(on)
        self.by_hand.show_icon("down" if on else "right")

    def _choose_files(self, paths: object) -> None:
        assert isinstance(paths, tuple)
        self._files = (*self._files, *(path for path in paths if path not in self._files))
        self._named.setText(", ".join(path.name for path in self._files))
        self.ask.setEnabled(bool(self._files))

    def _ask_review(self) -> None:
        self.say(self.tr("Handing it in…"))
        self.review_requested.emit(self._files, self.note.toPlainText().strip())

    def _make_review(self) -> None:
        self.by_hand = IconButton("right", self.tr("I cannot read it aloud"), self._body)
        self.by_hand.setObjectName("verify.by_hand")
        self.by_hand.setText(self.tr("I cannot read it aloud"))
        self.by_hand.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.by_hand.setCheckable(True)
        self.by_hand.toggled.connect(self._open_review)
        self._review = Card(self._body)
        said = self.tr(
            "Somebody at the provider can look at it instead. Give them what shows that the speaker agrees: "
            "a recording in which they say so, or a signed paper. That may take some days."
        )
        self.files = DropField("verify", self._review, said=self.tr("Drop recordings or papers here"))
        self.files.record.hide()
        self.files.files_chosen.connect(self._choose_files)
        self._named = label("", "small", self._review, wrap=True)
        self.note = QPlainTextEdit(self._review)
        self.note.setObjectName("verify.note")
        self.note.setAccessibleName(self.tr("A note to them"))
        self.note.setPlaceholderText(self.tr("A note to them"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.scaled(64))
        self.ask: QPushButton = button(self.tr("Ask for a review"), self._ask_review, parent=self._review)
        self.ask.setObjectName("verify.ask")
        self.ask.setAutoDefault(False)
        self.ask.setEnabled(False)
        for widget in (label(said, "dim", self._review, wrap=True), self.files, self._named, self.note):
            self._review.body.addWidget(widget)
        self._review.body.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        self._review.hide()

    def _lay_out(self) -> None:
        body = column(self._body, spacing=12)
        said = self.tr(
            "Read the text in the picture aloud within the time it allows, with the voice and the microphone of the samples."
        )
        body.addWidget(label(said, "dim", self._body, wrap=True))
        for widget in (self.picture, self.fetch):
            body.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        for below in (self.record, self.by_hand, self._review):
            body.addWidget(below)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self._said)
        outer.addWidget(self.line)
        outer.addWidget(self._body)
        outer.addStretch(1)
        self.line.hide()


class _Picture(QLabel):
    """The text as the provider draws it, as broad as there is room for. On white: some of these pictures are see-through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("verify.picture")
        self.setAccessibleName(self.tr("The text to read aloud, a picture"))
        self.setAccessibleDescription(self.tr("If you cannot see it, ask for a review by hand below."))
        self.setStyleSheet("background: white; padding: 8px; border-radius: 6px;")  # _PADDING
        self.setMinimumWidth(1)  # else a broad picture would make the page broad
        self._whole = QPixmap()
        self._room = 640
        self.hide()

    def show_data(self, data: bytes) -> bool:
        """Show a picture file; return whether it is one."""
        self._whole = QPixmap()
        there = self._whole.loadFromData(data)
        self.setVisible(there)
        if there:
            self.fit(self._room + 2 * _PADDING)
        return there

    def fit(self, width: int) -> None:
        """Be no broader than that, in pixels."""
        self._room = max(160, width - 2 * _PADDING)
        if not self._whole.isNull() and self._whole.width() > self._room:
            self.setPixmap(self._whole.scaledToWidth(self._room, Qt.TransformationMode.SmoothTransformation))
        else:
            self.setPixmap(self._whole)
