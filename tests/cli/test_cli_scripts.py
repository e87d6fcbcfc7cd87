"""Scripts through the real command line: imported as they should be, or refused by line, and written again."""

from __future__ import annotations

import json

import pytest

from studio_app.cli import main
from studio_app.store import ProjectFile

PLAIN = 'speaker,line\nJoe,"Hey!"\nMaria,"Oh, hi Joe! It\'s been a while."\n'
TIMED = (
    PLAIN.replace("line\n", "line,start_time,end_time\n")
    .replace('"Hey!"', '"Hey!",0.1,1.5')
    .replace('e."', 'e.",1.6,2.0')
)
#: What both say, and when in the second.
SAID = {"Joe": ["Hey!"], "Maria": ["Oh, hi Joe! It's been a while."]}
WHEN = {"Joe": [(0.1, 1.5)], "Maria": [(1.6, 2.0)]}


@pytest.fixture
def lectern(tmp_path, monkeypatch, capsys):
    """Return a function that runs a command and returns its exit status, its object, and what stderr says."""
    monkeypatch.setenv("LECTERN_HOME", str(tmp_path / "home"))

    def run(*arguments):
        status = main.run([*map(str, arguments), "--json"])
        out, err = capsys.readouterr()
        return status, json.loads(out), err

    return run


@pytest.fixture
def imported(lectern, tmp_path):
    """Return a function that imports a script and returns the same."""

    def run(content, *options, name="script.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return lectern("import", path, "-o", tmp_path / "script.lectern", *options)

    return run


def said(info):
    return {track["name"]: [clip["text"] for clip in track["clips"]] for track in info["tracks"]}


def when(info):
    return {track["name"]: [(clip["start_s"], clip["end_s"]) for clip in track["clips"]] for track in info["tracks"]}


def modes(info):
    return {clip["mode"] for track in info["tracks"] for clip in track["clips"]}


# ── the two examples of the format ───────────────────────────────────────────────────────────────────────────────────


def test_the_example_without_times(imported, lectern, tmp_path):
    status, info, _ = imported(PLAIN)
    assert (status, said(info), modes(info), info["warnings"]) == (0, SAID, {"dynamic"}, [])
    (joe,), (maria,) = when(info).values()
    assert joe[0] == 0
    assert 0.25 <= joe[1] < 1.5
    assert maria[0] == pytest.approx(joe[1] + 0.35, abs=1e-5)
    assert 1 < maria[1] - maria[0] < 4
    assert {track["kind"] for track in info["tracks"]} == {"voiceover"}
    assert [chapter["title"] for chapter in info["chapters"]] == ["script"]
    assert lectern("info", tmp_path / "script.lectern")[1] == {k: v for k, v in info.items() if k != "warnings"}


def test_the_example_with_times(imported):
    status, info, _ = imported(TIMED)
    assert (status, said(info), when(info), modes(info)) == (0, SAID, WHEN, {"fixed"})


# ── thirty ways in which tables come ─────────────────────────────────────────────────────────────────────────────────

GOOD = {
    "trailing commas": TIMED.replace("\n", ",,\n"),
    "trailing commas in the lines only": TIMED.replace("1.5", "1.5,,,").replace("2.0", "2.0,"),
    "byte-order mark": b"\xef\xbb\xbf" + TIMED.encode(),
    "semicolons": TIMED.replace("Oh, hi", "Oh~ hi").replace(",", ";").replace("~", ","),
    "semicolons and decimal commas": "speaker;line;start_time;end_time\nJoe;Hey!;0,1;1,5\nMaria;\"Oh, hi Joe! It's been"
    ' a while.";1,6;2,0\n',
    "tabs": TIMED.replace("Oh, hi", "Oh~ hi").replace(",", "\t").replace("~", ","),
    "Windows line ends": TIMED.replace("\n", "\r\n"),
    "old Mac line ends": TIMED.replace("\n", "\r"),
    "no end of the last line": TIMED.rstrip("\n"),
    "empty lines": "\n\n" + TIMED.replace("\n", "\n\n,,,\n"),
    "UTF-16": TIMED.encode("utf-16"),
    "UTF-16 without a mark": TIMED.encode("utf-16-le"),
    "everything quoted": 'speaker,line,start_time,end_time\n"Joe","Hey!","0.1","1.5"\n"Maria","Oh, hi Joe! It\'s been a'
    ' while.","1.6","2.0"\n',
    "spaces around": "  speaker , line ,start_time, end_time \n Joe ,  Hey!, 0.1 ,1.5 \n Maria, \"Oh, hi Joe!  It's been"
    ' a while. " ,1.6, 2.0\n',
    "capitals": TIMED.replace("speaker,line", "SPEAKER,Line"),
    "columns in another order": "start_time,end_time,line,speaker\n0.1,1.5,Hey!,Joe\n1.6,2.0,\"Oh, hi Joe! It's been a"
    ' while.",Maria\n',
    "a line over two lines": TIMED.replace("Joe! It", "Joe!\nIt"),
    "h:m:s,ms": TIMED.replace("0.1,1.5", '"00:00:00,100","00:00:01,500"').replace("1.6,2.0", '"0:0:1,6","0:00:02,000"'),
    "h:m:s.ms": TIMED.replace("0.1,1.5", "00:00:00.100,0:01.5").replace("1.6,2.0", "0:01.6,00:00:02"),
    "whole seconds and points": TIMED.replace("0.1,", ".1,").replace("2.0", "2"),
    "a separator named for Excel": "sep=,\n" + TIMED,
    "the later line first": 'speaker,line,start_time,end_time\nMaria,"Oh, hi Joe! It\'s been a while.",1.6,2.0\n'
    "Joe,Hey!,0.1,1.5\n",
    "control characters": TIMED.replace("Hey", "\x00H\u200bey"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_meant_comes_in(name, imported):
    status, info, _ = imported(GOOD[name])
    assert (status, said(info), when(info), modes(info), info["warnings"]) == (0, SAID, WHEN, {"fixed"}, [])


def test_frames_are_counted_at_the_rate_that_is_named(imported):
    table = TIMED.replace("0.1,1.5", "0:00:00:03,0:00:01:15").replace("1.6,2.0", "0:00:01:18,0:00:02:00")
    status, info, _ = imported(table, "--fps", "30")
    assert (status, when(info)) == (0, WHEN)


def test_quotes_inside_of_quotes_stay(imported):
    assert said(imported('speaker,line\nJoe,"He said ""no"" twice"\n')[1]) == {"Joe": ['He said "no" twice']}


def test_letters_of_every_script_stay(imported):
    lines = {"Ödön": ["“Grüße,” said 🐇"], "愛": ["こんにちは"], "أمل": ["مرحبا بك"]}
    assert said(imported("speaker,line\n" + "".join(f'{n},"{t}"\n' for n, (t,) in lines.items()))[1]) == lines


def test_one_speaker_in_two_spellings_is_one(imported):
    assert said(imported("speaker,line\nJoe,a b\nJOE,c d\n")[1]) == {"Joe": ["a b", "c d"]}


def test_lines_over_each_other_get_a_second_track(imported):
    _, info, _ = imported("speaker,line,start_time,end_time\nJoe,a,0,5\nAnn,b,1,2\nJoe,c,1,2\n")
    assert said(info) == {"Joe": ["a"], "Joe 2": ["c"], "Ann": ["b"]}


def test_a_start_without_an_end_is_dynamic(imported):
    _, info, _ = imported("speaker,line,start_time,end_time\nJoe,Hey you.,3,\nJoe,Stop.,9,10\n")
    first, second = info["tracks"][0]["clips"]
    assert (first["start_s"], first["mode"], second["mode"]) == (3.0, "dynamic", "fixed")


def test_a_table_that_is_named_text_is_a_script(imported):
    assert said(imported(PLAIN, name="script.txt")[1]) == SAID


REFUSED = {
    "no header": ("Joe,Hey!\n", 0),
    "a stranger's column": ("speaker,line,mood\nJoe,Hey!,calm\n", 0),
    "an empty file": ("", 0),
    "only a header": ("speaker,line\n", 0),
    "a spreadsheet": (b"PK\x03\x04" + b"x" * 50, 0),
    "no speaker": ("speaker,line\nJoe,Hey!\n,Oh\n", 3),
    "nothing to say": ("speaker,line\nJoe,\n", 2),
    "no time": ("speaker,line,start_time,end_time\nJoe,Hey!,soon,2\n", 2),
    "an end before the start": ("speaker,line,start_time,end_time\nJoe,Hey!,2,1\n", 2),
    "an end without a start": ("speaker,line,start_time,end_time\nJoe,Hey!,,1\n", 2),
    "an open quote": ('speaker,line\nJoe,Hey!\n\nJoe,"Oh\nAnn,Hi\n', 4),
    "text behind a quote": ('speaker,line\nJoe,"Oh" she said\n', 2),
    "a comma without quotes": ("speaker,line,start_time,end_time\nJoe,Oh, hi,1,2\n", 2),
    "a negative time": ("speaker,line,start_time,end_time\nJoe,Hey!,-1,2\n", 2),
    "a time without end": ("speaker,line,start_time,end_time\nJoe,Hey!,99999999:00:00,\n", 2),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_by_its_line(name, imported, tmp_path):
    content, line = REFUSED[name]
    status, told, err = imported(content)
    assert status == 3
    assert [one["line"] for one in told.get("lines", [])] == [line] * bool(line)
    assert told["error"]["sentence"] in err
    assert not line or f"Line {line}: " in err
    assert not (tmp_path / "script.lectern").exists()


def test_with_consent_bad_lines_are_left_out_and_told(imported):
    content = "speaker,line,start_time,end_time\nJoe,Hey!,0.1,1.5\nJoe,,2,3\nAnn,Hi,9,8\nAnn,Hi,9,9.5\n"
    status, info, _ = imported(content, "--without-errors")
    assert (status, said(info)) == (0, {"Joe": ["Hey!"], "Ann": ["Hi"]})
    assert [warning.split(":")[0] for warning in info["warnings"][:2]] == ["Line 3 was left out", "Line 4 was left out"]


def test_of_nothing_but_errors_nothing_comes(imported, tmp_path):
    assert imported("speaker,line\nJoe,\n", "--without-errors")[0] == 3
    assert not (tmp_path / "script.lectern").exists()


SUBTITLES = {
    "script.srt": "1\n00:00:00,100 --> 00:00:01,500\nJoe: Hey!\n\n2\n00:00:01,600 --> 00:00:02,000\nMaria: Oh, hi Joe! It's"
    " been a while.\n",
    "script.vtt": "WEBVTT\n\n00:00.100 --> 00:01.500\n<v Joe>Hey!</v>\n\n00:01.600 --> 00:02.000\n<v Maria>Oh, hi Joe! It's"
    " been a while.</v>\n",
    "script.ass": "[Script Info]\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"
    "\nDialogue: 0,0:00:00.10,0:00:01.50,Default,Joe,0,0,0,,Hey!\nDialogue: 0,0:00:01.60,0:00:02.00,Default,Maria,0,0,0,,"
    "Oh, hi Joe! It's been a while.\n",
}


@pytest.mark.parametrize("name", SUBTITLES)
def test_subtitles_come_in_too(name, imported):
    status, info, _ = imported(SUBTITLES[name], name=name)
    assert (status, said(info), when(info)) == (0, SAID, WHEN)


def test_subtitles_without_names_are_the_narrator_s(imported):
    _, info, _ = imported("1\n00:00:01,000 --> 00:00:02,000\nIt rained.\n", name="a.srt")
    assert said(info) == {"Narrator": ["It rained."]}


# ── what comes of it ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_speakers_can_be_told_apart(imported, tmp_path):
    imported("speaker,line\n" + "".join(f"Speaker {n},Hello there\n" for n in range(12)))
    with main_project(tmp_path) as file:
        cast = [speaker for speaker in file.load().speakers if speaker.name != "Narrator"]
    assert len({speaker.casting.voice for speaker in cast}) == 12
    assert all(speaker.casting.voice.startswith("en-us") for speaker in cast)


def main_project(tmp_path):
    return ProjectFile.open(tmp_path / "script.lectern", read_only=True)


def test_the_same_script_again_leaves_the_project_as_it_is(imported, tmp_path):
    imported(TIMED)
    before = (tmp_path / "script.lectern").read_bytes()
    assert imported(TIMED)[0] == 0
    assert (tmp_path / "script.lectern").read_bytes() == before
    assert imported(PLAIN)[0] == 2
    assert said(imported(PLAIN, "--force")[1]) == SAID


def test_a_book_has_no_tracks(imported):
    assert imported("Once upon a time there was a lamp.\n\nIt shone.", name="book.txt")[1]["tracks"] == []


@pytest.mark.parametrize("form", ["csv", "srt", "vtt", "ass"])
def test_the_timing_is_written_and_read_again(form, imported, lectern, tmp_path):
    imported(TIMED)
    out = tmp_path / "new folder" / f"timing.{form}"
    status, told, _ = lectern("export", tmp_path / "script.lectern", "-o", out)
    assert (status, [file["path"] for file in told["files"]]) == (0, [str(out)])
    assert lectern("export", tmp_path / "script.lectern", "-o", out)[0] == 2
    status, info, _ = lectern("import", out, "-o", tmp_path / "again.lectern")
    assert (status, said(info), when(info)) == (0, SAID, WHEN)


@pytest.mark.parametrize(
    ("times", "fps", "end"),
    [
        ("seconds", "25", "1.5"),
        ("h:m:s.ms", "25", "00:00:01.500"),
        ("h:m:s,ms", "25", '"00:00:01,500"'),
        ("h:m:s:f", "30", "00:00:01:15"),
    ],
)
def test_times_are_written_as_asked(imported, lectern, tmp_path, times, fps, end):
    imported(TIMED)
    out = tmp_path / "again.csv"
    assert lectern("export", tmp_path / "script.lectern", "-o", out, "--times", times, "--fps", fps)[0] == 0
    assert out.read_text().splitlines()[1].endswith(f",{end}")


def test_a_script_is_spoken_and_exported(imported, lectern, tmp_path):
    """The fixed line is heard for as long as it is fixed to, the file as long as the timeline."""
    imported("speaker,line,start_time,end_time\nJoe,Hey you.,0.5,1.9\nAnn,Oh hello.,2.5,\n")
    project = tmp_path / "script.lectern"
    assert lectern("generate", project)[0] == 0
    info = lectern("info", project)[1]
    assert (info["chapters"][0]["generated"], info["stale"]) == (2, 0)
    assert when(info)["Joe"] == [(0.5, 1.9)]
    assert when(info)["Ann"][0][0] == 2.5
    status, told, _ = lectern("export", project, "-o", tmp_path / "mix.wav")
    assert status == 0
    assert told["files"][0]["seconds"] == pytest.approx(when(info)["Ann"][0][1], abs=0.001)
    assert info["chapters"][0]["seconds"] == pytest.approx(when(info)["Ann"][0][1], abs=0.001)


def test_a_script_is_narrated_in_one_go(lectern, tmp_path):
    (tmp_path / "a.csv").write_text(TIMED)
    status, told, _ = lectern("narrate", tmp_path / "a.csv", "-o", tmp_path / "a.wav")
    assert (status, told["made"], told["files"][0]["seconds"]) == (0, 2, 2.0)
    assert when(lectern("info", told["project"])[1]) == WHEN
