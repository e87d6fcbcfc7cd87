"""A dialog of several steps: a rail that says where one is, a page for each that scrolls, and a foot with the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio_app.ui.kit import icons, theme
from studio_app.ui.kit.controls import Banner, Line, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

#: Narrower than so many pixels of usual text, two columns stand below each other.
_BROAD = 720


class StepDialog(QDialog):
    """Made of named pages. Who derives from it adds pages, and buttons to ``foot``."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"dialog.{name}")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._name = name
        self._names: list[str] = []
        self.over = False
        self.banner = Banner(self)
        self.status = label("", "dim", self, wrap=True)
        self.status.setObjectName(f"{name}.status")
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addWidget(self.status, 1)
        self._rail = _Rail(self)
        self._pages = QStackedWidget(self)
        self._frame()
        room = self.screen().availableSize()
        self.resize(QSize(theme.scaled(940), theme.scaled(740)).boundedTo(room * 0.95))

    def add_step(self, name: str, title: str, page: QWidget) -> None:
        """Add a page; its name is asked for and told, its title is read."""
        made = self._rail.add(len(self._names), title)
        made.setObjectName(f"{self._name}.step.{name}")
        made.clicked.connect(lambda _=False: self.step_chosen(name))
        self._add_page(name, page)

    def add_last(self, name: str, page: QWidget) -> None:
        """Add a page that is no step: the rail goes while it is shown."""
        self._add_page(name, page)

    @property
    def step(self) -> str:
        """The name of the page that is shown."""
        return self._names[self._pages.currentIndex()]

    def go(self, name: str) -> None:
        """Show a page, with the keyboard on the first thing of it."""
        at = self._names.index(name)
        self._pages.setCurrentIndex(at)
        self._rail.show_current(at)
        page = self.page(name)
        first = next((one for one in _stops(page) if one.isEnabled()), None)
        (first or self._pages).setFocus(Qt.FocusReason.TabFocusReason)  # as by Tab: what a field suggests is selected
        self.stepped()

    def page(self, name: str) -> QWidget:
        """Return a page."""
        scroll = self._pages.widget(self._names.index(name))
        assert isinstance(scroll, QScrollArea)
        held = scroll.widget()
        assert held is not None
        return held

    def show_reach(self, name: str, *, done: bool, open_: bool) -> None:
        """Show whether a step is done, and whether it can be gone to."""
        self._rail.show_reach(self._names.index(name), done=done, open_=open_)

    def step_chosen(self, name: str) -> None:
        """Go where the person wants to go on the rail."""
        self.go(name)

    def stepped(self) -> None:
        """Another page is shown."""

    def done(self, result: int) -> None:
        """Want no more answers."""
        self.over = True
        super().done(result)

    # Inside

    def _add_page(self, name: str, page: QWidget) -> None:
        self._names.append(name)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(Whole(page))
        self._pages.addWidget(scroll)

    def _frame(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(24, 16, 24, 8)
        top.setSpacing(8)
        top.addWidget(self._rail)
        top.addWidget(self.banner)
        self.foot.setContentsMargins(24, 12, 24, 16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._pages, 1)
        layout.addWidget(Line(self))
        layout.addLayout(self.foot)


class _Rail(QWidget):
    """The steps in a row, each a button; done ones have a check mark."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Steps"))
        self._group = QButtonGroup(self)
        self._steps: list[QToolButton] = []
        self._titles: list[str] = []
        self._done: set[int] = set()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        theme.themes().changed.connect(self._retheme)

    def add(self, at: int, title: str) -> QToolButton:
        """Add a step."""
        made = QToolButton(self)
        made.setCheckable(True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setText(f"{at + 1}  {title}")
        self._group.addButton(made)
        self._titles.append(title)
        self._steps.append(made)
        self._row.insertWidget(self._row.count() - 1, made)
        self._show(at)
        return made

    def show_current(self, at: int) -> None:
        """Show which is current; none of them: the rail goes."""
        self.setVisible(at < len(self._steps))
        if at < len(self._steps):
            self._steps[at].setChecked(True)
            for number in range(len(self._steps)):
                self._show(number)

    def show_reach(self, at: int, *, done: bool, open_: bool) -> None:
        """Show whether a step is done and can be gone to."""
        (self._done.add if done else self._done.discard)(at)
        self._steps[at].setEnabled(open_)
        self._show(at)

    def _show(self, at: int) -> None:
        done, made = at in self._done, self._steps[at]
        state = self.tr("done") if done else self.tr("current") if made.isChecked() else ""
        named = self.tr("Step {number}: {title}").format(number=at + 1, title=self._titles[at])
        made.setAccessibleName(", ".join(part for part in (named, state) if part))
        # As with tabs, Tab comes to the current one only; Qt would come to the one that had the keyboard last.
        focus = Qt.FocusPolicy.TabFocus if made.isChecked() else Qt.FocusPolicy.ClickFocus
        made.setFocusPolicy(focus)
        made.setIcon(icons.icon("done", "good") if done else QIcon())

    def _retheme(self) -> None:
        for at in range(len(self._steps)):
            self._show(at)


class Whole(QWidget):
    """Gives what it holds the height it wants, where a scroll area would press it into what it can bear at the least."""

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        column(self).addWidget(held)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the least width and the wanted height."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class Columns(QWidget):
    """Two columns, that stand below each other where there is no room beside each other."""

    def __init__(self, first: QWidget, second: QWidget, shares: tuple[int, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = (first, second)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(24, 12, 24, 16)
        self._box.setSpacing(24)
        self._shares = shares
        self._box.addWidget(first, shares[0])
        self._box.addWidget(second, shares[1])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Turn the columns where they are too narrow."""
        super().resizeEvent(event)
        broad = event.size().width() >= theme.scaled(_BROAD)
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if broad else ways.TopToBottom)
        for at, share in enumerate(self._shares):  # below each other each has the height it wants
            self._box.setStretch(at, share if broad else 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Be as narrow as the narrower way of standing allows, else a narrow window would never turn them."""
        widest = max(one.minimumSizeHint().width() for one in self._columns)
        return QSize(widest + 48, super().minimumSizeHint().height())


def column(parent: QWidget, *, spacing: int = 8) -> QVBoxLayout:
    """Return the layout of a page's column, without margins."""
    made = QVBoxLayout(parent)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    return made


def _stops(page: QWidget) -> list[QWidget]:
    """Return what Tab comes to on a page."""
    found = page.findChildren(QWidget)
    return [one for one in found if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(page)]
