"""The look: colours by role from ``resources/themes``, fonts, and the one style sheet made of them.

A theme file names a few base colours; every role refers to one by name. The theme hangs on the QApplication, as palette
and style do, so widgets ask ``colour("text")`` and listen to ``themes().changed``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from studio_app.settings.places import resources

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: What can be chosen; "system" follows the desktop.
CHOICES = ("system", "light", "dark", "high-contrast")
#: Faces made for long reading, the first that is installed is used.
_SERIFS = (
    "Iowan Old Style",
    "Charter",
    "Bitstream Charter",
    "Literata",
    "Source Serif 4",
    "Source Serif Pro",
    "Georgia",
    "Cambria",
    "Noto Serif",
    "P052",
    "Palatino",
    "Liberation Serif",
    "DejaVu Serif",
)
_SURFACES = ("window", "panel", "page")
#: So many colours there are for speakers: the roles "speaker_1" and on.
SPEAKERS = 8
#: (front, back, least contrast): WCAG AA. Text needs 4.5, symbols and the borders of what can be used need 3.
PAIRS: tuple[tuple[str, str, float], ...] = (
    *(
        (front, back, 4.5)
        for front in ("text", "dim", "accent_text", "warning", "danger", "good")
        for back in _SURFACES
    ),
    *((front, back, 3.0) for front in ("icon", "border", "focus", "accent") for back in _SURFACES),
    *((front, "page", 3.0) for front in ("missing", "generated", "generating", "stale", "failed")),
    *((front, "panel", 3.0) for front in ("missing", "generated", "generating", "stale", "failed")),
    *((f"speaker_{number}", back, 4.5) for number in range(1, SPEAKERS + 1) for back in (*_SURFACES, "locked")),
    *((f"speaker_{number}", back, 3.0) for number in range(1, SPEAKERS + 1) for back in ("hover", "accent_soft")),
    *(("text", back, 4.5) for back in ("field", "button", "button_hover", "button_pressed", "hover", "locked")),
    ("dim", "field", 4.5),
    ("hint", "field", 4.5),
    ("dim", "button", 4.5),
    ("dim", "hover", 4.5),
    ("dim", "locked", 4.5),
    ("icon", "button_hover", 3.0),
    ("icon", "hover", 3.0),
    ("on_accent", "accent", 4.5),
    ("on_accent", "accent_hover", 4.5),
    ("on_danger", "danger", 4.5),
    ("on_danger", "danger_hover", 4.5),
    ("on_accent_soft", "accent_soft", 4.5),
    ("selection_text", "selection", 4.5),
    ("tooltip_text", "tooltip", 4.5),
    ("chip_text", "chip", 4.5),
    ("spoken_text", "spoken", 4.5),
    ("found_text", "found", 4.5),
    ("text", "warning_soft", 4.5),
    ("warning", "warning_soft", 4.5),
    ("text", "danger_soft", 4.5),
    ("danger", "danger_soft", 4.5),
    ("text", "accent_soft", 4.5),
    ("accent", "track", 3.0),
)


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme. ``roles`` gives the hex colour of every role."""

    id: str
    name: str
    dark: bool
    roles: Mapping[str, str]

    def colour(self, role: str) -> QColor:
        """Return the colour of a role; KeyError where there is no such role."""
        return QColor(self.roles[role])


def load(path: Path) -> Theme:
    """Read a theme file.

    Raises:
        KeyError: a role refers to a base colour that is not there.
    """
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    base = found["base"]
    return Theme(path.stem, found["name"], found["dark"], {role: base[name] for role, name in found["roles"].items()})


def contrast(one: str, other: str) -> float:
    """Return the contrast of two hex colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Themes(QObject):
    """The theme in force. ``changed`` comes after palette, fonts and style sheet were set."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("themes")
        self._app = app
        self._loaded: dict[str, Theme] = {}
        self._choice = "light"
        self._size = app.font().pointSizeF()
        self._system_size = self._size
        self.current = self._theme("light")
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        if hasattr(hints, "accessibility"):  # Qt 6.10 and later
            hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    @property
    def size(self) -> float:
        """The interface's text size in points."""
        return self._size

    @property
    def scale(self) -> float:
        """How many times larger than the system's that is."""
        return self._size / self._system_size

    def apply(self, choice: str = "light", scale: int = 100) -> None:
        """Put a theme on the application.

        Args:
            choice: one of ``CHOICES``.
            scale: size of the interface's text in per cent of the system's.
        """
        self._choice = choice
        self._size = self._system_size * scale / 100
        self.current = self._theme(_system() if choice == "system" else choice)
        font = QFont(self._app.font())
        font.setPointSizeF(self._size)
        self._app.setFont(font)
        self._app.setPalette(_palette(self.current))
        self._app.setStyleSheet(style_sheet(self.current, self._size))
        self.changed.emit()

    def _theme(self, name: str) -> Theme:
        if name not in self._loaded:
            self._loaded[name] = load(resources() / "themes" / f"{name}.toml")
        return self._loaded[name]

    def _system_changed(self) -> None:
        if self._choice == "system" and self._theme(_system()) is not self.current:
            self.apply("system", round(100 * self.scale))


def themes() -> Themes:
    """Return the application's themes; a QApplication must be there. The first call makes them, light."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    found = app.findChild(Themes, "themes", Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, Themes) else Themes(app)


def colour(role: str) -> QColor:
    """Return a colour of the theme in force."""
    return themes().current.colour(role)


def speaker_colour(colour: str, place: int, *, narrates: bool = False) -> QColor:
    """Return the colour of a speaker: the role it was given, else one by its place in the cast, from 0.

    Who narrates has that of all text.
    """
    if narrates:
        return themes().current.colour("text")
    roles = themes().current.roles
    given = colour.startswith("speaker_") and colour in roles
    return QColor(roles[colour if given else f"speaker_{place % SPEAKERS + 1}"])


def manuscript_family() -> str:
    """Return the family the manuscript is set in unless the person chose one: a good serif that is installed."""
    there = set(QFontDatabase.families())
    for family in _SERIFS:
        if family in there:
            return family
    return QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).family()


def font(scale: float = 1.0, *, bold: bool = False) -> QFont:
    """Return the interface's font, its size times ``scale``."""
    made = QFont(QApplication.font())
    made.setPointSizeF(themes().size * scale)
    made.setBold(bold)
    return made


def scaled(pixels: int) -> int:
    """Return a length that holds text, as long as the person's text size makes it."""
    return round(pixels * themes().scale)


def style_sheet(theme: Theme, size: float) -> str:
    """Return the application's style sheet for a theme; ``size`` is the text's in points."""
    sheet = Template((resources() / "themes" / "window.qss").read_text(encoding="utf-8"))
    scales = {"small": 0.88, "large": 1.2, "title": 1.6, "display": 2.2}
    sizes = {f"size_{name}": f"{size * scale:.1f}pt" for name, scale in scales.items()}
    return sheet.substitute({**theme.roles, **sizes, "marks": (resources() / "themes" / theme.id).as_posix()})


def _system() -> str:
    """Return the theme that the desktop asks for."""
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)  # Qt 6.10 and later
    if accessibility is not None and accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "high-contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


_PALETTE = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "field",
    QPalette.ColorRole.AlternateBase: "panel",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "button",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_danger",
    QPalette.ColorRole.ToolTipBase: "tooltip",
    QPalette.ColorRole.ToolTipText: "tooltip_text",
    QPalette.ColorRole.PlaceholderText: "hint",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "selection_text",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.LinkVisited: "accent_text",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Light: "page",
    QPalette.ColorRole.Shadow: "border",
    QPalette.ColorRole.Accent: "accent",
}


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    for role, name in _PALETTE.items():
        palette.setColor(role, theme.colour(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("disabled"))
    return palette
