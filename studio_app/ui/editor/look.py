"""How a manuscript looks on the page: sizes, spacing, and one format for each kind of paragraph."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextFormat

from studio_app.domain.manuscript import Kind
from studio_app.ui.kit.theme import manuscript_family

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock

    from studio_app.ui.kit.theme import Theme

#: Block properties of our own: they travel with a block wherever Qt takes it.
KIND = QTextFormat.Property.UserProperty.value + 1
LEVEL = QTextFormat.Property.UserProperty.value + 2
OFF = QTextFormat.Property.UserProperty.value + 3
KINDS = tuple(Kind)
_NUMBER = {kind: number for number, kind in enumerate(KINDS)}

#: Width of a pause's chip, in per cent of its letters'.
_CHIP_WIDTH = 40.0
#: Size of a heading by its level, as a multiple of the text's.
_HEADINGS = (1.0, 1.7, 1.4, 1.2, 1.1, 1.05, 1.0)


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of the page; each field is a role of the theme."""

    page: QColor
    text: QColor
    dim: QColor
    chip: QColor
    chip_text: QColor
    locked: QColor
    spoken: QColor
    spoken_text: QColor
    found: QColor
    found_text: QColor
    missing: QColor
    generated: QColor
    generating: QColor
    stale: QColor
    failed: QColor
    accent: QColor
    on_accent: QColor
    line: QColor

    @classmethod
    def of(cls, theme: Theme) -> Inks:
        """Return the colours of a theme."""
        return cls(**{field.name: theme.colour(field.name) for field in fields(cls)})


@dataclass(frozen=True, slots=True)
class Spacing:
    """Room above, below, left and right of a paragraph in pixels (left is where it begins), lines as multiples of theirs."""

    above: float = 0.0
    below: float = 0.0
    left: float = 0.0
    right: float = 0.0
    line: float = 1.0
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What a person can set: text size in points, line spacing in per cent, width of the column in characters."""

    inks: Inks
    family: str = ""
    size: int = 13
    spacing: int = 150
    width: int = 68

    def font(self, scale: float = 1.0) -> QFont:
        """Return the font of the text, its size times ``scale``; without a family a serif made for long reading."""
        font = QFont(self.family or manuscript_family())
        font.setPointSizeF(self.size * scale)
        font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
        return font

    def spacing_of(self, kind: Kind, level: int) -> Spacing:
        """Return the room in and around a paragraph of this kind."""
        em = self.size * 4 / 3
        usual = self.spacing / 100
        match kind:
            case Kind.HEADING:
                return Spacing(em * (0.7 if level <= 1 else 0.3), em * 0.9, line=1.25)
            case Kind.SCENE_BREAK:
                return Spacing(em * 0.35, em * 0.7, line=usual, centred=True)
            case Kind.QUOTE:
                return Spacing(0.0, em * 0.7, em * 2, em * 1.5, usual)
            case Kind.LIST_ITEM | Kind.FOOTNOTE | Kind.ALT_TEXT:
                return Spacing(0.0, em * 0.7, em * 1.6, line=usual)
            case _:
                return Spacing(0.0, em * 0.7, line=usual)

    def char_format(self, kind: Kind, level: int, *, off: bool) -> QTextCharFormat:
        """Return the format of the letters of such a paragraph."""
        form = QTextCharFormat()
        if kind is Kind.HEADING:
            form.setFontWeight(QFont.Weight.Bold)
            form.setFontPointSize(self.size * _HEADINGS[max(0, min(level or 1, 6))])
        elif kind is Kind.QUOTE:
            form.setFontItalic(True)
        elif kind in (Kind.FOOTNOTE, Kind.ALT_TEXT):
            form.setFontPointSize(self.size * 0.88)
            form.setFontItalic(kind is Kind.ALT_TEXT)
        if off:
            form.setForeground(self.inks.dim)
        elif kind is Kind.SCENE_BREAK:
            form.setForeground(self.inks.chip_text)
        return form

    def pause_format(self, *, opened: bool) -> QTextCharFormat:
        """Return the format of the letters of a pause: readable where it is opened, else a place for its chip."""
        form = QTextCharFormat()
        if opened:
            form.setForeground(self.inks.chip_text)
            return form
        form.setForeground(Qt.GlobalColor.transparent)
        form.setFontLetterSpacingType(QFont.SpacingType.PercentageSpacing)
        form.setFontLetterSpacing(_CHIP_WIDTH)
        return form


def block_format(kind: Kind, level: int, *, off: bool) -> QTextBlockFormat:
    """Return the format that says of a block what it is: its kind, its level, and whether it is not read aloud."""
    form = QTextBlockFormat()
    if kind is not Kind.TEXT:
        form.setProperty(KIND, _NUMBER[kind])
    if level:
        form.setProperty(LEVEL, level)
    if off:
        form.setProperty(OFF, True)
    return form


def kind_of(block: QTextBlock) -> Kind:
    """Return the kind a block carries."""
    number = block.blockFormat().property(KIND)
    return KINDS[number] if isinstance(number, int) else Kind.TEXT


def level_of(block: QTextBlock) -> int:
    """Return the level a block carries."""
    return int(block.blockFormat().property(LEVEL) or 0)


def is_off(block: QTextBlock) -> bool:
    """Whether a block carries that it is not read aloud."""
    return bool(block.blockFormat().property(OFF))
