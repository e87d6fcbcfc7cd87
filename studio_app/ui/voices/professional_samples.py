"""The samples of a professional clone: what is at the provider already, what is on its way, and how much is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.ui.kit import amounts
from studio_app.ui.kit.controls import Elided, IconButton, ProgressLine, label, set_look
from studio_app.ui.voices.clone_drop import DropField
from studio_app.ui.voices.clone_steps import column
from studio_app.ui.voices.professional_words import BEST_S, LEAST_S, sample_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studio_app.speech.making import Abilities, Uploaded


class SamplesPage(QWidget):
    """See the module docstring. Hours of recordings go up one file after the other; closing the dialog loses none.

    Signals:
        files_chosen(paths, denoise): upload these.
        record_wished(on): the person wants to record, or no longer.
        upload_cancelled(path): stop what is sent of it.
        remove_requested(sample id): take a sample away at the provider.
    """

    files_chosen = Signal(object, bool)
    record_wished = Signal(bool)
    upload_cancelled = Signal(object)
    remove_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._coming: dict[Path, _Coming] = {}
        self._rows: dict[str, _There] = {}
        self.seconds = 0.0
        self.drop = DropField("professional", self)
        self.drop.files_chosen.connect(self._chosen)
        self.drop.record_wished.connect(self.record_wished)
        self.denoise = QCheckBox(self.tr("Remove background noise from what is added"), self)
        self.denoise.setObjectName("professional.samples.denoise")
        self._total = label("", "heading", self, wrap=True)
        self._total.setObjectName("professional.total")
        self._line = ProgressLine(self.tr("Recordings, of what training needs"), self)
        self._advice = label("", "dim", self, wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        body = column(self)
        for widget in (self._total, self._line, self._advice, self.drop, self.denoise):
            body.addWidget(widget)
        body.addLayout(self._list)
        body.addStretch(1)
        self.show_uploaded(())

    @property
    def enough(self) -> bool:
        """Whether there is as much as training needs at the least."""
        return self.seconds >= LEAST_S

    @property
    def uploading(self) -> bool:
        """Whether anything is on its way."""
        return any(row.going for row in self._coming.values())

    def show_abilities(self, abilities: Abilities) -> None:
        """Take the files that an engine takes."""
        self.drop.show_formats(abilities.formats)
        self.denoise.setVisible(abilities.denoise)

    def show_upload(self, path: Path, sent: int, of: int) -> None:
        """Show how much of a file is sent."""
        if path not in self._coming:
            self._coming[path] = row = _Coming(path, self)
            row.stop.clicked.connect(lambda _=False: self._stop(path))
            self._list.insertWidget(0, row)
        self._coming[path].show_sent(sent, of)

    def show_upload_ended(self, path: Path, refusal: str = "") -> None:
        """Show that a file is there, or why it is not."""
        row = self._coming.get(path)
        if row is None:
            return
        if refusal:
            row.show_refusal(refusal)
            return
        del self._coming[path]
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def show_uploaded(self, samples: Sequence[Uploaded]) -> None:
        """Show what is at the provider."""
        kept = {one.id for one in samples}
        for id_ in [id_ for id_ in self._rows if id_ not in kept]:
            row = self._rows.pop(id_)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for one in samples:
            if one.id not in self._rows:
                self._rows[one.id] = row = _There(one, self)
                row.remove.clicked.connect(lambda _=False, id_=one.id: self._remove(id_))
                self._list.addWidget(row)
            self._rows[one.id].show_sample(one)
        self.seconds = sum(one.seconds or 0.0 for one in samples)
        self._show_total(samples)

    def row(self, id_: str) -> QWidget:
        """Return the row of a sample."""
        return self._rows[id_]

    def _show_total(self, samples: Sequence[Uploaded]) -> None:
        unknown = any(one.seconds is None for one in samples)
        known = self.tr("{length} of recordings").format(length=amounts.length(self.seconds))
        self._total.setText(self.tr("{known}, and some of unknown length").format(known=known) if unknown else known)
        self._line.show_share(self.seconds / BEST_S[0], "done" if self.seconds >= BEST_S[0] else "running")
        self._line.setAccessibleDescription(self._total.text())
        least, best = amounts.length(LEAST_S), amounts.length(BEST_S[0])
        if self.seconds < LEAST_S:
            said = self.tr("Training needs {least} at the least; {best} and more give the best voice.")
        elif self.seconds < BEST_S[0]:
            said = self.tr("That is enough to train with; {best} and more give the best voice.")
        else:
            said = self.tr("That is as much as makes the best voice.")
        self._advice.setText(said.format(least=least, best=best))
        set_look(self._advice, "good" if self.seconds >= LEAST_S else "dim")

    def _chosen(self, paths: object) -> None:
        self.files_chosen.emit(paths, self.denoise.isChecked() and not self.denoise.isHidden())

    def _stop(self, path: Path) -> None:
        row = self._coming[path]
        if row.going:
            self.upload_cancelled.emit(path)
        else:
            self.show_upload_ended(path)

    def _remove(self, id_: str) -> None:
        self._rows[id_].setEnabled(False)
        self.remove_requested.emit(id_)


class _Coming(QWidget):
    """A file on its way."""

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.going = True
        self._name = Elided(path.name, self, middle=True)
        self._said = label("", "small", self, wrap=True)
        self._line = ProgressLine(self.tr("Sent of {name}").format(name=path.name), self)
        self.stop = IconButton("close", self.tr("Stop sending {name}").format(name=path.name), self)
        text = QVBoxLayout()
        text.setSpacing(2)
        for made in (self._name, self._line, self._said):
            text.addWidget(made)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        row.addLayout(text, 1)
        row.addWidget(self.stop)

    def show_sent(self, sent: int, of: int) -> None:
        """Show how much is sent; nothing in all: it waits for its turn."""
        self.going = True
        self._line.show_share(sent / of if of else 0.0)
        said = self.tr("{sent} of {all}").format(sent=amounts.size(sent), all=amounts.size(of))
        waits = self.tr("Waits for its turn")
        self._said.setText(waits if not of else self.tr("Sent; the provider looks at it…") if sent >= of else said)
        set_look(self._said, "small")

    def show_refusal(self, sentence: str) -> None:
        """Say why it is not there."""
        self.going = False
        self._line.show_share(self._line.value() / 1000, "failed")
        self._said.setText(sentence)
        set_look(self._said, "danger")
        self.stop.show_icon("close", self.tr("Take away"))


class _There(QWidget):
    """A sample at the provider."""

    def __init__(self, sample: Uploaded, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = Elided("", self, middle=True)
        self._said = label("", "small", self)
        self.remove = IconButton("remove", self.tr("Remove {name}").format(name=sample_name(sample.name)), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(self._name, 1)
        row.addWidget(self._said)
        row.addWidget(self.remove)

    def show_sample(self, sample: Uploaded) -> None:
        """Show what it is."""
        self.setEnabled(True)
        self.setAccessibleName(sample_name(sample.name))
        self._name.show_text(sample_name(sample.name))
        length = amounts.length(sample.seconds) if sample.seconds is not None else ""
        size = amounts.size(sample.bytes) if sample.bytes else ""
        clean = self.tr("noise removed") if sample.denoise else ""
        self._said.setText(" · ".join(part for part in (length, size, clean) if part))
