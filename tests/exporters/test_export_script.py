"""Scripts are written as they are read: the same speakers, words and times come back from every form."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.errors import FileRefused, NothingToExport, WouldOverwrite, WrongUsage
from studio_app.domain.script import ScriptLine
from studio_app.domain.text.timecode import FRAME_RATES, Spelling
from studio_app.exporters.script import ScriptForm, script_text, write_script
from studio_app.importers.script import read_script, script_of

HEY = ScriptLine(2, "Joe", "Hey, you!", Fraction(1, 10), Fraction(3, 2))
HI = ScriptLine(3, "Maria: the tall", 'Oh, "hi" Joe — <b> & {x}', Fraction(8, 5), Fraction(3700))


def told(lines):
    return [(line.speaker, line.text, line.start_s, line.end_s) for line in lines]


WORDS = (
    st.text(alphabet="abcXYZ ,;\"'é한字!?.&{}|\t", min_size=1, max_size=30)
    .map(lambda t: " ".join(t.split()))
    .filter(bool)
)
NAMES = st.text(alphabet="abcXYZ é한.-'", min_size=1, max_size=12).map(lambda t: " ".join(t.split())).filter(bool)
HUNDREDTHS = st.integers(0, 24 * 360_000)


@st.composite
def scripts(draw):
    rows = draw(st.lists(st.tuples(NAMES, WORDS, HUNDREDTHS, st.integers(1, 10_000)), min_size=1, max_size=6))
    return [
        ScriptLine(n, name, text, Fraction(start, 100), Fraction(start + length, 100))
        for n, (name, text, start, length) in enumerate(rows, start=2)
    ]


@settings(deadline=None, max_examples=60)
@given(scripts(), st.sampled_from(list(ScriptForm)))
def test_every_form_comes_back_as_it_was(lines, form):
    draft = script_of(script_text(lines, form))
    assert (told(draft.lines), draft.errors) == (told(lines), ())


@settings(deadline=None, max_examples=40)
@given(scripts(), st.sampled_from([",", ";", "\t"]), st.sampled_from(list(Spelling)), st.booleans())
def test_tables_come_back_with_every_delimiter_and_spelling(lines, delimiter, spelling, timed):
    rate = FRAME_RATES["50"]
    if spelling is Spelling.FRAMES:
        lines = [
            ScriptLine(x.number, x.speaker, x.text, rate.seconds(rate.frame(x.start_s)), rate.seconds(rate.frame(x.end_s) + 1))
            for x in lines
        ]  # fmt: skip
    if not timed:
        lines = [ScriptLine(x.number, x.speaker, x.text) for x in lines]
    draft = script_of(script_text(lines, ScriptForm.CSV, spelling=spelling, rate=rate, delimiter=delimiter), rate)
    assert (told(draft.lines), draft.errors) == (told(lines), ())


def test_a_table_as_others_read_it():
    assert script_text([HEY, HI], ScriptForm.CSV) == (
        'speaker,line,start_time,end_time\nJoe,"Hey, you!",0.1,1.5\n'
        'Maria: the tall,"Oh, ""hi"" Joe — <b> & {x}",1.6,3700\n'
    )


def test_subtitles_as_players_read_them():
    assert script_text([HEY], ScriptForm.SRT) == "1\n00:00:00,100 --> 00:00:01,500\nJoe: Hey, you!\n"
    assert script_text([HI], ScriptForm.VTT) == (
        'WEBVTT\n\n00:00:01.600 --> 01:01:40.000\n<v Maria: the tall>Oh, "hi" Joe — &lt;b&gt; &amp; {x}</v>\n'
    )
    assert script_text([HI], ScriptForm.ASS).endswith(
        'Dialogue: 0,0:00:01.60,1:01:40.00,Default,Maria: the tall,0,0,0,,Oh, "hi" Joe — <b> & \\{x\\}\n'
    )


def test_a_name_with_a_colon_is_put_in_brackets():
    lines = [HEY, ScriptLine(3, "Dr: [No]", "Yes.", Fraction(2), Fraction(3))]
    assert told(script_of(script_text(lines, ScriptForm.SRT)).lines)[1][:2] == ("Dr: (No)", "Yes.")


def test_what_is_shorter_than_a_form_can_say_still_ends_behind_its_start():
    short = [ScriptLine(2, "Joe", "Hm", Fraction(1, 3), Fraction(1, 3) + Fraction(1, 48_000))]
    for form in (ScriptForm.SRT, ScriptForm.VTT, ScriptForm.ASS):
        assert script_of(script_text(short, form)).errors == ()


def test_subtitles_need_times_and_a_file_needs_lines():
    with pytest.raises(WrongUsage, match="Line 7"):
        script_text([HEY, ScriptLine(7, "Joe", "x", Fraction(1))], ScriptForm.SRT)
    with pytest.raises(NothingToExport):
        script_text([], ScriptForm.CSV)


def test_a_file_is_written_whole_and_replaces_only_when_told(tmp_path):
    path = tmp_path / "out.csv"
    write_script(path, script_text([HEY], ScriptForm.CSV))
    with pytest.raises(WouldOverwrite):
        write_script(path, "other")
    assert told(read_script(path).lines) == told([HEY])
    write_script(path, script_text([HI], ScriptForm.VTT), force=True)
    assert told(read_script(path).lines) == told([HI])
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.csv"]
    with pytest.raises(FileRefused):
        write_script(tmp_path / "no" / "folder.csv", "x")
