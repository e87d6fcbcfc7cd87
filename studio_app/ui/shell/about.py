"""About Lectern: what it is, which version, and the licences of everything it is built with."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QSplitter,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio_app import __version__
from studio_app.ui.kit import icons, theme
from studio_app.ui.kit.controls import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_app.session.licences import Licence


class AboutDialog(QDialog):
    """Shows the version, and for every package its licence with the whole text."""

    def __init__(self, licences: Sequence[Licence], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(self.tr("About Lectern"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._licences = tuple(licences)
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName(self.tr("Parts"))
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its bar takes the keyboard
        self.tabs.addTab(self._build_about(), self.tr("About"))
        self.tabs.addTab(self._build_licences(), self.tr("Licences"))
        close = button(self.tr("Close"), self.accept, kind="primary", parent=self)
        close.setObjectName("choice.close")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addLayout(self._build_head())
        layout.addWidget(self.tabs, 1)
        layout.addLayout(foot)
        room = self.screen().availableSize()
        self.resize(QSize(theme.scaled(820), theme.scaled(600)).boundedTo(room * 0.95))
        close.setFocus()

    def _build_head(self) -> QHBoxLayout:
        mark = QLabel()
        mark.setPixmap(icons.app_icon().pixmap(QSize(64, 64), self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("Lectern", "title"))
        words.addWidget(label(self.tr("A studio for the spoken word"), "dim"))
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(mark)
        row.addLayout(words, 1)
        return row

    def _build_about(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(4, 16, 4, 4)
        column.setSpacing(12)
        version = self.tr("Version {version}").format(version=__version__)
        below = f"Python {platform.python_version()} · Qt {qVersion()} · {platform.system()} {platform.machine()}"
        for text, look in (
            (version, "heading"),
            (below, "dim"),
            (self.tr("Lectern is free software under the GNU General Public License, version 3 or later."), ""),
            (
                self.tr(
                    "You may use it for any purpose, study it, change it, and pass it on. It comes without warranty."
                ),
                "",
            ),
            (self.tr("What you make with it is yours."), ""),
        ):
            line = label(text, look, wrap=True)
            line.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            column.addWidget(line)
        column.addStretch(1)
        return page

    def _build_licences(self) -> QWidget:
        self.list = QTreeWidget()
        self.list.setObjectName("about.licences")
        self.list.setAccessibleName(self.tr("What Lectern is built with"))
        self.list.setHeaderLabels([self.tr("Name"), self.tr("Version"), self.tr("Licence")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        for one in self._licences:
            licence = "; ".join(part for part in (one.licence, one.inside) if part)
            row = QTreeWidgetItem(self.list, [one.name, one.version, licence])
            row.setToolTip(2, licence)
        for number in (0, 1):
            self.list.header().setSectionResizeMode(number, QHeaderView.ResizeMode.ResizeToContents)
        self.text = QPlainTextEdit()
        self.text.setObjectName("about.text")
        self.text.setReadOnly(True)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(theme.themes().size)
        self.text.setFont(fixed)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Text of the licence"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setSizes([240, 180])
        split.setChildrenCollapsible(False)
        self.list.currentItemChanged.connect(lambda *_: self._show_text())
        self.list.setCurrentItem(self.list.topLevelItem(0))  # type: ignore[arg-type]  # Lectern itself is always there
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(split)
        return page

    def _show_text(self) -> None:
        one = self._licences[self.list.currentIndex().row()]
        self.text.setPlainText(
            one.text or self.tr("The package came without the text: its licence is the one named above.")
        )
