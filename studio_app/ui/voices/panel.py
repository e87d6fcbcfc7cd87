"""The voices panel: Cast, My voices and Library in tabs. A page is made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from studio_app.ui.kit.controls import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent


class VoicesPanel(QWidget):
    """See the module docstring.

    Signals:
        page_shown(str): the page with this id is seen now.
    """

    page_shown = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel.voices")
        self.setAccessibleName(self.tr("Voices"))
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._pages: dict[str, QWidget] = {}
        self.tabs = QTabBar(self)
        self.tabs.setObjectName("voices.tabs")
        self.tabs.setAccessibleName(self.tr("Pages of voices"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.currentChanged.connect(self._turn)
        self._stack = QStackedWidget(self)
        title = label(self.tr("Voices"), "heading", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        for widget, left in ((title, 12), (self.tabs, 4)):
            row = QHBoxLayout()
            row.setContentsMargins(left, 0, 4, 0)
            row.addWidget(widget, 1)
            column.addLayout(row)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.tabs)

    def add_page(self, id_: str, title: str, make: Callable[[], QWidget]) -> None:
        """Offer a page; ``make`` is called when it is first shown."""
        self._makers[id_] = make
        self.tabs.addTab(title)
        self.tabs.setTabData(self.tabs.count() - 1, id_)

    @property
    def page(self) -> str:
        """Return the id of the page that is turned to."""
        return str(self.tabs.tabData(self.tabs.currentIndex()) or "")

    def show_page(self, id_: str) -> None:
        """Turn to a page."""
        ids = [self.tabs.tabData(index) for index in range(self.tabs.count())]
        if id_ in ids:
            self.tabs.setCurrentIndex(ids.index(id_))
            self._turn()

    def made(self, id_: str) -> QWidget | None:
        """Return a page, None where it was never shown."""
        return self._pages.get(id_)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Make the page that is seen now."""
        super().showEvent(event)
        self._turn()

    def _turn(self) -> None:
        id_ = self.page
        if not id_ or not self.isVisible():
            return
        if id_ not in self._pages:
            page = self._pages[id_] = self._makers[id_]()
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._pages[id_])
        self.page_shown.emit(id_)
