"""The checklist: what was found in the recordings, what to do about it, and a button where the program can do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio_app.ui.kit import icons, theme
from studio_app.ui.kit.controls import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.audio.sample_check import Finding

translate = QCoreApplication.translate
_MARKS = {"ok": ("done", "good"), "warn": ("warning", "warning"), "fail": ("failed", "danger")}
LEVELS = tuple(_MARKS)


class Findings(QWidget):
    """See the module docstring.

    Signals:
        fix_requested(fix): as the finding names it.
    """

    fix_requested = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._rows: list[_Row] = []
        self._shown: tuple[Finding, ...] = ()
        self._summary = label("", "heading", self, wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self._summary)
        self.setAccessibleName(self.tr("Checks"))
        self.clear("")

    def clear(self, said: str) -> None:
        """Show no findings, only why."""
        self._shown = ()
        self._show_rows(())
        self._summary.setText(said)
        self._summary.setVisible(bool(said))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these, the worst first; a keyboard on a fix stays near it."""
        if tuple(findings) == self._shown:
            return
        self._shown = tuple(findings)
        held = self.focusWidget() if any(row.holds_focus for row in self._rows) else None
        self._show_rows(sorted(findings, key=lambda one: -LEVELS.index(one.level)))
        self._summary.setText(summary(findings))
        self._summary.setVisible(True)
        self.setAccessibleDescription(self._summary.text())
        if held is not None:
            self._focus_near()

    @property
    def worst(self) -> str:
        """The worst level there is, "ok" where there is none."""
        return worst(self._shown)

    def row(self, id_: str) -> QWidget:
        """Return the row of a finding."""
        return next(row for row in self._rows if row.finding.id == id_)

    def show_busy(self, *, on: bool) -> None:
        """Show that something is being put right."""
        for row in self._rows:
            if row.fix is not None:
                row.fix.setEnabled(not on)

    def _show_rows(self, findings: Sequence[Finding]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_Row(one, self) for one in findings]
        for row in self._rows:
            if row.fix is not None:
                row.fix.clicked.connect(lambda _=False, fix=row.finding.fix: self.fix_requested.emit(fix))
            self._column.addWidget(row)

    def _focus_near(self) -> None:
        first = next((row.fix for row in self._rows if row.fix is not None), None)
        (first or self.parentWidget() or self).setFocus(Qt.FocusReason.OtherFocusReason)


class _Row(QWidget):
    """One finding. The level is told by an icon and in words, never by colour alone."""

    def __init__(self, finding: Finding, parent: QWidget) -> None:
        super().__init__(parent)
        self.finding = finding
        self._mark = QLabel(self)
        self._mark.setFixedSize(20, 20)
        name = check_name(finding.id)
        level = level_name(finding.level)
        self.fix: QPushButton | None = None
        text = QVBoxLayout()
        text.setSpacing(0)
        said = " ".join(part for part in (finding.said, finding.advice) if part)
        text.addWidget(label(name, "", self, wrap=True))
        if said:
            text.addWidget(label(said, "small", self, wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        if finding.fix and finding.level != "ok":
            self.fix = button(fix_name(finding.fix), lambda: None, parent=self)
            self.fix.setObjectName(f"fix.{finding.fix}")
            self.fix.setAutoDefault(False)
            self.fix.setAccessibleDescription(f"{name}: {said}")
            text.addSpacing(4)
            text.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(f"{name}: {level}")
        self.setAccessibleDescription(said)
        self._retheme()
        theme.themes().changed.connect(self._retheme)

    @property
    def holds_focus(self) -> bool:
        """Whether the keyboard is on its fix."""
        return self.fix is not None and self.fix.hasFocus()

    def _retheme(self) -> None:
        icon, role = _MARKS[self.finding.level]
        self._mark.setPixmap(icons.pixmap(icon, 20, role))


def worst(findings: Sequence[Finding]) -> str:
    """Return the worst level among findings, "ok" where there are none."""
    return max((one.level for one in findings), key=LEVELS.index, default="ok")


def summary(findings: Sequence[Finding]) -> str:
    """Return what findings come to in a few words."""
    counted = {level: sum(1 for one in findings if one.level == level) for level in LEVELS}
    if counted["fail"]:
        return translate("Findings", "%n things must be put right", "", counted["fail"])
    if counted["warn"]:
        return translate("Findings", "%n things could be better", "", counted["warn"])
    return translate("Findings", "All checks passed")


def wrong_said(findings: Sequence[Finding]) -> str:
    """Return the names of the checks that were not passed, in one line."""
    return ", ".join(dict.fromkeys(check_name(one.id) for one in findings if one.level != "ok"))


def check_name(id_: str) -> str:
    """Return what a check is called."""
    known = {
        "length": translate("Findings", "Length"),
        "loudness": translate("Findings", "Loudness"),
        "peak": translate("Findings", "Peaks"),
        "clipping": translate("Findings", "Clipping"),
        "noise": translate("Findings", "Noise"),
        "reverb": translate("Findings", "Room"),
        "speaker": translate("Findings", "One speaker"),
        "silence": translate("Findings", "Silence"),
        "format": translate("Findings", "Format"),
        "size": translate("Findings", "Size"),
        "count": translate("Findings", "Number"),
    }
    return known.get(id_) or id_.replace("_", " ").capitalize()


def level_mark(level: str) -> tuple[str, str]:
    """Return the icon of a level, and the role of its colour."""
    return _MARKS[level]


def level_name(level: str) -> str:
    """Return how good a finding is, in words."""
    return {
        "ok": translate("Findings", "good"),
        "warn": translate("Findings", "could be better"),
        "fail": translate("Findings", "must be put right"),
    }[level]


def fix_name(fix: str) -> str:
    """Return what a button that puts something right says."""
    known = {
        "normalize": translate("Findings", "Even it out"),
        "trim": translate("Findings", "Trim silence"),
        "convert": translate("Findings", "Convert"),
        "shorten": translate("Findings", "Shorten"),
        "denoise": translate("Findings", "Remove noise"),
    }
    return known.get(fix) or fix.replace("_", " ").capitalize()
