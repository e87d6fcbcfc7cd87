"""The timeline in the window: from a script to a mix and its stems, by keyboard alone in the list and by mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import screen as screens
import soundfile
from window_hands import act, at, focus, page, saved, tab_to, wait_for

pytest.importorskip("PySide6")
pytestmark = screens.NEEDED

if TYPE_CHECKING:
    from pathlib import Path

RATE = 48_000
SCRIPT = """speaker,line,start_time,end_time
Anna,"Good morning, Ben. Did you sleep well?",0.0,
Ben,"Hardly at all, the wind was loud.",4.0,
Anna,"Then have some tea.",8.0,
"""
LIST = "Clips in order of time"
SCOTLAND = "English (Scotland)"
#: How loud the tone is that stands for music, and the window's own words for how a track gives way to speech.
LOUD, QUIETER_DB = 0.1, 12
BEN = (4 * RATE, 4 * RATE + 14 * RATE // 10)


@pytest.fixture
def documents(screen) -> Path:
    """What a person has: a script, and 14 seconds of music."""
    folder = screen.folder / "Documents"
    folder.mkdir(exist_ok=True)
    (folder / "talk.csv").write_text(SCRIPT, encoding="utf-8")
    tone = LOUD * np.sin(2 * np.pi * 440 * np.arange(14 * RATE) / RATE)
    soundfile.write(folder / "tone.wav", np.column_stack([tone, tone]), RATE, subtype="PCM_24")
    return folder


@pytest.fixture
def window(screen, home, documents):
    """The start page."""
    program = screen.lectern(home=home)
    screen.find("Script", "push button", within=60)
    yield program
    if program.poll() is None:
        screen.end(program)


# What is seen


def rows(seen) -> list[list[str]]:
    """Return the cells of the list of clips that show, row by row."""
    found: dict[int, list[tuple[int, str]]] = {}
    for one in seen:
        if one.role == "table cell":
            found.setdefault(one.box[1], []).append((one.box[0], one.name))
    return [[name for _, name in sorted(cells)] for _, cells in sorted(found.items())]


def row(screen, *cells: str, within: float = 30.0) -> None:
    """Wait until a row of the list has all these cells."""
    screen.wait(lambda seen: any(all(cell in one for cell in cells) for one in rows(seen)), f"a row of {cells}", within)


def generated(screen) -> None:
    """Wait until no clip is stale, and nothing is on its way to the disk."""
    screen.find("Generate stale", "push button", within=60)
    saved(screen)


# What is read back


def stems_of(folder: Path) -> dict[str, np.ndarray]:
    """Return what was exported by the name of its track, "" for the mix; all are of one length, and the stems make the mix."""
    found = {}
    for path in folder.glob("*.wav"):
        samples, rate = soundfile.read(path, always_2d=True)
        assert rate == RATE
        found[path.stem.removeprefix("01 - talk").removeprefix(" - ")] = samples
    mix = found.pop("")
    assert {len(stem) for stem in found.values()} == {len(mix)}
    assert np.abs(sum(found.values()) - mix).max() <= len(found) * 2.0**-23
    return found


def level(samples: np.ndarray) -> float:
    return 10 * np.log10(max(1e-12, float(np.mean(samples**2))))


def assert_ben_is_fitted(stem: np.ndarray) -> None:
    """His line is heard from 4.0 to 5.4, from edge to edge, and nowhere else is there anything."""
    start, end = BEN
    rest = stem.copy()
    rest[start:end] = 0
    assert not rest.any()
    assert min(level(stem[start : start + RATE // 5]), level(stem[end - RATE // 5 : end])) > -55


def assert_music_gives_way(stem: np.ndarray) -> None:
    """While Ben speaks it is lower by what the window says; long after the last word it is as it was."""
    loud = level(np.array([LOUD])) - 10 * np.log10(2)
    assert level(stem[slice(*BEN)]) == pytest.approx(loud - QUIETER_DB, abs=0.1)
    assert level(stem[13 * RATE : 13 * RATE + RATE // 2]) == pytest.approx(loud, abs=0.1)


# By keyboard


def import_by_keys(screen) -> None:
    at(screen, "Book or document", "push button")
    tab_to(screen, "Script")
    screen.key("Return")
    at(screen, "File name:")
    screen.type("talk.csv")
    screen.key("Return")
    at(screen, "Lines of the script", "table")
    tab_to(screen, "Import")
    screen.key("Return")
    page(screen)
    at(screen, "Text of the chapter", "text")


def write_cell(screen, text: str, *way: str) -> None:
    """Go to a cell of the list and write into it."""
    screen.key(*way, "F2")
    screen.wait(lambda seen: (held := focus(seen)) is None or held.name != LIST, "the cell's editor")
    screen.key("ctrl+a")
    screen.type(text)
    screen.key("Return")
    at(screen, LIST, "table")


def export_by_keys(screen, folder: Path) -> None:
    act(screen, "Export the timeline")
    at(screen, "The mix, as it is heard", "check box")
    screen.key("Tab", "space")
    screen.find("4 files", "label")
    screen.key("shift+Tab", "shift+Tab")  # round by the first to the last
    at(screen, "Export", "push button")
    screen.key("space")
    wait_for(lambda: len(list(folder.glob("*.wav"))) == 4 and not list(folder.glob("*.part*")), "the files")
    screen.gone("Export the timeline", "dialog")


def music_by_keys(screen) -> None:
    """Put the music under all of it, and let it give way to speech: in the settings of its track."""
    screen.key("ctrl+Home")
    act(screen, "Add audio")
    at(screen, "File name:")
    screen.type("tone.wav")
    screen.key("Return")
    at(screen, LIST, "table")
    row(screen, "tone", "00:00:14.000")


def duck_by_keys(screen) -> None:
    """In the settings of the track: the list's neighbour by Tab."""
    screen.key("Down")
    tab_to(screen, "Clip")
    screen.key("Right")
    at(screen, "Track", "page tab list")
    screen.key(*["Tab"] * 6)
    tab_to(screen, "Gives way to speech", most=3)
    screen.key("space")
    screen.find("Undo: Duck track", "push button")


def test_by_keyboard_alone(screen, window, documents):
    import_by_keys(screen)
    act(screen, "Generate what is stale")
    generated(screen)
    act(screen, "Clips as a list")
    at(screen, LIST, "table")
    screen.key("ctrl+Home", "Down", "Down")
    write_cell(screen, "10.0", "Right")
    row(screen, "Anna", "00:00:10.000", "Then have some tea.")
    write_cell(screen, "1.4", "Up", "Right", "Right", "Right")
    row(screen, "Ben", "00:00:04.000", "00:00:05.400", "Fixed")
    act(screen, "Generate with fixed")
    generated(screen)
    at(screen, LIST, "table")
    music_by_keys(screen)
    duck_by_keys(screen)
    saved(screen)
    folder = documents / "Lectern" / "talk"
    export_by_keys(screen, folder)
    screen.key("ctrl+q")
    assert window.wait(30) == 0
    stems = stems_of(folder)
    assert stems.keys() == {"Anna", "Ben", "tone"}
    assert_ben_is_fitted(stems["Ben"])
    assert_music_gives_way(stems["tone"])


# By mouse


def import_by_mouse(screen) -> None:
    screen.click(screen.find("Script", "push button"))
    screen.find("File name:")
    screen.click(screen.find("talk.csv"))
    screen.click(screen.find("Open", "push button"))
    screen.click(screen.find("Import", "push button", window="Import a script", within=30))
    screen.find("Generate 3 clips · free", "push button", within=40)


def cast_by_mouse(screen, speaker: str, voice: str) -> None:
    """Press the cog in the head of a track, choose a voice on the page of the cast, and close that page."""
    screen.click(screen.find(f"Voice of {speaker}", "push button"))
    screen.click(screen.find("Voice", "text"))
    screen.key("ctrl+a")
    screen.type(voice)
    screen.key("Tab")
    screen.click(screen.find("Cast this voice", "push button"))
    screen.find(f"{speaker}, On this computer · {voice}", "list item")
    screen.click(screen.find("Voices", "check box"))
    screen.gone("Cast this voice", "push button")


def place(screen, seconds: float, track: str) -> tuple[int, int]:
    """Return where a moment of a track is on the canvas: a click on the ruler tells the time there, the head how high."""
    seen = screen.see()
    left, top, width, _ = next(s for s in seen if s.name == "Timeline" and s.role == "canvas").box
    head = next(s for s in seen if s.name.startswith(f"{track}, ") and s.role == "panel")
    told = []
    for x in (left + width // 3, left + width * 3 // 4):
        screen.click((x, top + 10))
        before = told[-1][1] if told else 0.0
        time_there = screen.wait(lambda seen, before=before: later(seen, before), "the playhead there")
        told.append((x, time_there))
    (x, one), (end, other) = told
    return round(x + (seconds - one) / (other - one) * (end - x)), head.centre[1]


def later(seen, before: float) -> float | None:
    """Return where the playhead is, None before it is behind ``before``."""
    told = next(s.text for s in seen if s.name == "Playhead" and s.role == "text")
    minutes, seconds = told.removeprefix("00:").split(":")
    found = 60 * int(minutes) + float(seconds)
    return found if found > before else None


def drag_a_clip(screen) -> None:
    """Move the last line by hand; the field of its start says where it is now."""
    screen.click(screen.find("Zoom to all or to the selection", "push button"))
    screen.key("Down", "Return")
    screen.click(screen.find("To the start", "push button"))
    x, y = place(screen, 8.4, "Anna")
    screen.drag((x, y), (x + 80, y))
    screen.find("Undo: Move clip", "push button")
    told = screen.find("Start", "text").text
    assert 8.5 < float(told.removeprefix("00:00:")) < 10.1


def fit_in_the_list(screen) -> None:
    screen.click(screen.find("List of the clips", "check box"))
    cells = screen.find(LIST, "table") and [s for s in screen.see() if s.role == "table cell"]
    text = next(cell for cell in cells if cell.name.startswith("Hardly"))
    length = next(cell for cell in cells if cell.box[1] == text.box[1] and cell.box[0] > text.box[0])
    screen.click(length, times=2)
    screen.key("ctrl+a")
    screen.type("1.4")
    screen.key("Return")
    row(screen, "Ben", "00:00:05.400", "Fixed")
    act(screen, "Generate with fixed")
    generated(screen)


def effect_by_mouse(screen) -> None:
    act(screen, "Add a sound effect")
    screen.find("What is to be heard", "text")
    screen.type("A door slams")
    screen.click(screen.find("Generate · free", "push button"))
    screen.find("Generate more · free", "push button", within=30)
    screen.click(screen.find("Variant 2", "radio button"))
    screen.click(screen.find("Use this one", "push button"))
    row(screen, "Effects", "A door slams", "00:00:02.000")


def duck_by_mouse(screen) -> None:
    cell = next(s for s in screen.see() if s.role == "table cell" and s.name == "tone")
    screen.click(cell)
    screen.find("Name of the recording", "text")
    tab = screen.find("Track", "page tab")
    screen.click(tab)
    screen.find("Audio · 1 clip", "label")
    # The wheel scrolls the page, and turns no field that happens to lie under the mouse.
    screen.click(screen.find("Name of the track", "text"), button=5, times=15)
    x, y, *_ = screen.find("Gives way to speech", "check box").box
    screen.click((x + 12, y + 10))
    screen.find("Undo: Duck track", "push button")


def hear(screen, path: Path) -> None:
    """Play a moment from the start: it is heard, and the meters say so."""
    screen.click(screen.find("To the start", "push button"))
    with screen.recording(path):
        screen.click(screen.find("Play", "push button"))
        screen.wait(lambda seen: any("Peak -" in s.description and s.name == "Levels" for s in seen), "the levels")
        wait_for(lambda: level(heard(path)) > -40, "the sound", 20)
    screen.click(screen.find("Stop", "push button"))


def heard(path: Path) -> np.ndarray:
    whole = path.read_bytes()
    return np.frombuffer(whole[: len(whole) // 4 * 4], "<i2").astype(np.float64) / 32768


def look_at_three_zooms(screen) -> None:
    screen.click(screen.find("List of the clips", "check box"))
    screen.click(screen.find("Zoom to all or to the selection", "push button"))
    screen.key("Down", "Return")
    screen.shot("timeline-all")
    for name, times in (("line", 4), ("waves", 16)):
        screen.click(screen.find("Zoom in", "push button"), times=times)
        screen.shot(f"timeline-{name}")


@pytest.mark.campaign  # by keyboard and below the window the same is done in every run
def test_by_mouse(screen, window, home, documents):
    import_by_mouse(screen)
    cast_by_mouse(screen, "Anna", "English (Great Britain)")
    cast_by_mouse(screen, "Ben", SCOTLAND)
    screen.click(screen.find("Generate 3 clips · free", "push button"))
    generated(screen)
    drag_a_clip(screen)
    fit_in_the_list(screen)
    effect_by_mouse(screen)
    screen.click(screen.find("To the start", "push button"))
    act(screen, "Add audio")
    screen.click(screen.find("tone.wav"))
    screen.click(screen.find("Open", "push button"))
    row(screen, "tone", "00:00:00.000", "00:00:14.000")
    duck_by_mouse(screen)
    hear(screen, home / "heard.raw")
    look_at_three_zooms(screen)
    act(screen, "Export the timeline")
    screen.click(screen.find("Each track as a file of its own (stems)", "check box"))
    screen.click(screen.find("Export", "push button", window="Export the timeline"))
    folder = documents / "Lectern" / "talk"
    wait_for(lambda: len(list(folder.glob("*.wav"))) == 5 and not list(folder.glob("*.part*")), "the files")
    screen.find("Show in folder", within=60)
    saved(screen)
    screen.key("ctrl+q")
    assert window.wait(30) == 0
    stems = stems_of(folder)
    assert stems.keys() == {"Anna", "Ben", "Effects", "tone"}
    assert stems["Effects"].any()
    assert_ben_is_fitted(stems["Ben"])
    assert_music_gives_way(stems["tone"])
