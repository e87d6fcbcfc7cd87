"""What a screen reader is told of widgets that paint themselves: what they are, what they show, and which menus they opened.

Qt knows a widget of ours as a bare area, and an open menu as a window of nobody. ``install`` puts that right.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import PySide6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleValueInterface
from PySide6.QtWidgets import QAccessibleWidget, QMenu, QPushButton, QToolButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

_Role = QAccessible.Role
#: What widgets are, by the name of their class.
ROLES = {
    "TimelinePanel": _Role.Grouping,
    "TimelineBar": _Role.ToolBar,
    "TimelineCanvas": _Role.Canvas,
    "ClipCards": _Role.Canvas,
    "Ruler": _Role.Graphic,
    "MiniMap": _Role.Graphic,
    "Meters": _Role.ProgressBar,
    "TrackHeaders": _Role.Grouping,
    "TrackHead": _Role.Grouping,
    "Inspector": _Role.Grouping,
}
#: Qt asks for a number by an address, which Python's binding to C++ can give; PySide brings it along.
_BINDING: Any = getattr(PySide6, "Shiboken", None)
_BUTTONS = frozenset({"IconButton", "QToolButton", "QPushButton"})


@runtime_checkable
class Measured(Protocol):
    """A widget that shows a number."""

    def measured(self) -> tuple[float, float, float]:
        """Return the number, the least and the most it can be."""


class Told(QAccessibleWidget):
    """A widget that is told as what it is, with the menus it has opened."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._widget = widget

    def _menus(self) -> list[QMenu]:
        found = self._widget.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [menu for menu in found if menu.isVisible()]

    def childCount(self) -> int:  # noqa: N802 - Qt's name
        """Return how many parts and open menus it has."""
        return super().childCount() + len(self._menus())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt takes none, too
        """Return one of them."""
        own = super().childCount()
        if index < own:
            return super().child(index)
        menus = self._menus()
        return QAccessible.queryAccessibleInterface(menus[index - own]) if index - own < len(menus) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802 - Qt's name
        """Return which of them one is, -1 where it is none."""
        for number, menu in enumerate(self._menus()):
            if child.object() is menu:
                return super().childCount() + number
        return super().indexOfChild(child)


class MenuButton(Told):
    """A button that opens a menu."""

    def __init__(self, button: QToolButton | QPushButton) -> None:
        super().__init__(button, _Role.ButtonMenu)
        self._button = button

    def state(self) -> QAccessible.State:
        """Return what holds of the button."""
        found = super().state()
        found.hasPopup = 1
        found.pressed = int(self._button.isDown())
        return found

    def text(self, which: QAccessible.Text) -> str:
        """Return what it is called, else what is written on it."""
        return super().text(which) or (self._button.text().replace("&", "") if which is QAccessible.Text.Name else "")

    def actionNames(self) -> list[str]:  # noqa: N802 - Qt's name
        """Return what can be done with it."""
        names = [QAccessibleActionInterface.showMenuAction()] if self._button.isEnabled() else []
        return [*names, *super().actionNames()]

    def doAction(self, name: str) -> None:  # noqa: N802 - Qt's name
        """Open the menu; the asker does not wait until it is closed again."""
        if name == QAccessibleActionInterface.showMenuAction():
            QTimer.singleShot(0, self._button, self._button.showMenu)
        else:
            super().doAction(name)


class _Value(QAccessibleValueInterface):
    """The number a widget shows."""

    def __init__(self, of: Measured) -> None:
        super().__init__()
        self._of = of

    def currentValue(self) -> float:  # noqa: N802 - Qt's name
        """Return it."""
        return self._of.measured()[0]

    def minimumValue(self) -> float:  # noqa: N802 - Qt's name
        """Return the least it can be."""
        return self._of.measured()[1]

    def maximumValue(self) -> float:  # noqa: N802 - Qt's name
        """Return the most it can be."""
        return self._of.measured()[2]

    def minimumStepSize(self) -> float:  # noqa: N802 - Qt's name
        """Return 0: nobody sets it."""
        return 0.0

    def setCurrentValue(self, value: float) -> None:  # noqa: N802 - Qt's name
        """Leave it: it is measured."""


class Indicator(Told):
    """A widget that shows a number."""

    def __init__(self, widget: QWidget, role: QAccessible.Role, of: Measured) -> None:
        super().__init__(widget, role)
        self._value = _Value(of)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """Return the number as well. Nothing is said as an address of 0: None would be taken for one."""
        if kind == QAccessible.InterfaceType.ValueInterface:
            return _BINDING.VoidPtr(_BINDING.getCppPointer(self._value)[0])
        found: Any = super().interface_cast(kind)
        return _BINDING.VoidPtr(0) if found is None else found


def _made(key: str, of: QObject) -> QAccessibleInterface | None:
    """Return what is told of an object, ``key`` one of its classes; None: what Qt tells."""
    if key in ROLES and isinstance(of, QWidget):
        if _BINDING is not None and isinstance(of, Measured):
            return Indicator(of, ROLES[key], of)
        return Told(of, ROLES[key])
    if key in _BUTTONS and isinstance(of, QToolButton | QPushButton) and _only_opens(of):
        return MenuButton(of)
    return None


def _only_opens(button: QToolButton | QPushButton) -> bool:
    if button.menu() is None:
        return False
    return isinstance(button, QPushButton) or button.popupMode() is QToolButton.ToolButtonPopupMode.InstantPopup


@cache
def install() -> None:
    """Let screen readers be told so from now on. On the Qt thread, before there are such widgets."""
    if hasattr(QAccessible, "installFactory"):
        QAccessible.installFactory(_made)
