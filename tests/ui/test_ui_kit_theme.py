"""The themes: every pair of colours that meet is readable, and every icon is there."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("PySide6")


from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from studio_app.settings.places import resources
from studio_app.ui.kit import icons, theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

NAMES = ["light", "dark", "high-contrast"]
ICONS = sorted(path.stem for path in (resources() / "icons").glob("*.svg"))

#: What a style sheet shows in Qt's own dialogs, and the icon it is.
MARKS = {
    "back": "left",
    "forward": "right",
    "parent": "up",
    "new-folder": "add",
    "details": "chapters",
    "grid": "grid",
    "clear": "clear",
}


def held(name: str) -> theme.Theme:
    return theme.load(resources() / "themes" / f"{name}.toml")


@pytest.mark.parametrize("name", NAMES)
def test_every_pair_of_colours_meets_wcag_aa(name: str) -> None:
    roles = held(name).roles
    weak = {
        (front, back): round(theme.contrast(roles[front], roles[back]), 2)
        for front, back, least in theme.PAIRS
        if theme.contrast(roles[front], roles[back]) < least
    }
    assert weak == {}


@pytest.mark.parametrize("name", NAMES)
def test_themes_have_the_same_roles(name: str) -> None:
    assert set(held(name).roles) == set(held("light").roles)


@pytest.mark.parametrize("name", NAMES)
def test_the_style_sheet_names_only_roles_and_files_that_exist(name: str) -> None:
    sheet = theme.style_sheet(held(name), 10)
    for path in re.findall(r'url\("([^"]+)"\)', sheet):
        assert (resources() / path).is_file(), path


@pytest.mark.parametrize("name", NAMES)
def test_the_marks_of_a_theme_have_its_colours(name: str) -> None:
    roles = held(name).roles
    drawn = {path.stem: path.read_text() for path in (resources() / "themes" / name).glob("*.svg")}
    assert set(drawn) == {"up", "down", "check", "some", *MARKS}
    assert all(roles["dim"] in drawn[mark] for mark in ("up", "down"))
    assert all(roles["on_accent"] in drawn[mark] for mark in ("check", "some"))


@pytest.mark.parametrize("name", NAMES)
def test_marks_of_qts_own_dialogs_are_our_icons_in_the_themes_colour(name: str) -> None:
    for mark, icon in MARKS.items():
        plain = (resources() / "icons" / f"{icon}.svg").read_text()
        drawn = (resources() / "themes" / name / f"{mark}.svg").read_text()
        assert drawn == plain.replace("currentColor", held(name).roles["icon"]), mark


def test_contrast_is_that_of_wcag() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_text_colour_on_every_ground_is_among_the_pairs() -> None:
    tried = {front for front, _, _ in theme.PAIRS} | {back for _, back, _ in theme.PAIRS}
    decoration = {"disabled", "disabled_line", "edge", "line", "warning_soft", "danger_soft"}
    assert set(held("light").roles) - tried <= decoration


def test_switching_the_theme_repaints_and_says_so(qapp: QApplication, qtbot) -> None:
    themes = theme.themes()
    with qtbot.waitSignal(themes.changed):
        themes.apply("dark")
    assert theme.colour("page") == qapp.palette().base().color()
    dark = icons.pixmap("play", 16).toImage()
    themes.apply("light")
    assert icons.pixmap("play", 16).toImage() != dark


def test_like_the_desktop_follows_the_desktop(qapp: QApplication, monkeypatch) -> None:
    themes = theme.themes()
    themes.apply("system", 120)
    for wanted in ("dark", "high-contrast", "light"):
        monkeypatch.setattr(theme, "_system", lambda wanted=wanted: wanted)
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Unknown)
        assert themes.current.id == wanted
    assert themes.size == pytest.approx(1.2 * themes._system_size)
    themes.apply("light", 100)


def test_a_theme_that_was_chosen_stays(qapp: QApplication, monkeypatch) -> None:
    theme.themes().apply("light", 100)
    monkeypatch.setattr(theme, "_system", lambda: "dark")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.themes().current.id == "light"


def test_text_size_scales_the_interface(qapp: QApplication) -> None:
    themes = theme.themes()
    themes.apply("light", 100)
    usual = qapp.font().pointSizeF()
    themes.apply("light", 150)
    assert qapp.font().pointSizeF() == pytest.approx(1.5 * usual)
    themes.apply("light", 100)


@pytest.mark.parametrize("name", ICONS)
def test_icons_draw_something_in_one_style(qapp: QApplication, name: str) -> None:
    if name != "lectern":
        text = (resources() / "icons" / f"{name}.svg").read_text()
        assert 'viewBox="0 0 24 24"' in text
        assert "currentColor" in text
        assert not re.search(r"#[0-9a-f]{3,6}", text)
    image = icons.pixmap(name, 24).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))
