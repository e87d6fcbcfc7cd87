"""Where recordings come in: dropped, chosen, or recorded here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.ui.kit.controls import button, label, set_look
from studio_app.ui.kit.dialogs import file_dialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

#: What is offered where an engine does not say what it takes.
FORMATS = ("wav", "mp3", "flac", "m4a", "ogg", "opus")


class DropField(QFrame):
    """See the module docstring.

    Signals:
        files_chosen(paths): a tuple of Path.
        record_wished(on): the person wants to record, or no longer.
    """

    files_chosen = Signal(object)
    record_wished = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None, *, said: str = "") -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}.drop")
        self.setProperty("look", "drop")
        self.setAcceptDrops(True)
        self._formats: tuple[str, ...] = FORMATS
        self.choose = button(self.tr("Choose files…"), self._choose, icon="folder", parent=self)
        self.choose.setObjectName(f"{name}.choose")
        self.record = button(self.tr("Record…"), self._toggle, icon="voice", parent=self)
        self.record.setObjectName(f"{name}.record")
        self.record.setCheckable(True)
        for made in (self.choose, self.record):
            made.setAutoDefault(False)
        invites = label(said or self.tr("Drop recordings here"), "dim", self, wrap=True)
        invites.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.choose)
        row.addWidget(self.record)
        row.addStretch(1)
        body = QVBoxLayout(self)
        body.setContentsMargins(16, 12, 16, 14)
        body.setSpacing(8)
        body.addWidget(invites)
        body.addLayout(row)

    def show_formats(self, formats: Sequence[str]) -> None:
        """Offer files of these kinds, with or without the dot; none: the usual ones."""
        self._formats = tuple(one.lstrip(".") for one in formats) or FORMATS

    def close_recorder(self) -> None:
        """Show that nobody records."""
        self.record.setChecked(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Take files."""
        if _paths(event):
            set_look(self, "drop-here")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802  Qt's name
        """Look as before."""
        super().dragLeaveEvent(event)
        set_look(self, "drop")

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """Hand on what was dropped; what is no recording is refused with a sentence by who reads it."""
        set_look(self, "drop")
        if paths := _paths(event):
            event.acceptProposedAction()
            self.files_chosen.emit(paths)

    def _choose(self) -> None:
        kinds = " ".join(f"*.{one}" for one in self._formats)
        filters = ";;".join((self.tr("Recordings ({kinds})").format(kinds=kinds), self.tr("All files (*)")))
        title = self.tr("Choose recordings")
        dialog = file_dialog(self.window(), title, QFileDialog.FileMode.ExistingFiles, filters)
        dialog.filesSelected.connect(lambda found: self.files_chosen.emit(tuple(map(Path, found))))
        dialog.open()

    def _toggle(self) -> None:
        self.record_wished.emit(self.record.isChecked())


def _paths(event: QDropEvent) -> tuple[Path, ...]:
    """Return the files that are carried."""
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
