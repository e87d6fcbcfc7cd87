"""Script tables as people and programs write them: what is good comes in, what is bad is told by its line."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.errors import BadInput, FileRefused, LecternError, NoText, TooLarge, WrongFormat
from studio_app.domain.text.timecode import FRAME_RATES
from studio_app.importers import script
from studio_app.importers.script import read_script

PLAIN = 'speaker,line\nJoe,"Hey!"\nMaria,"Oh, hi Joe! It\'s been a while."\n'
TIMED = 'speaker,line,start_time,end_time\nJoe,"Hey!",0.1,1.5\nMaria,"Oh, hi Joe!",1.6,2.0\n'
HEY = [("Joe", "Hey!"), ("Maria", "Oh, hi Joe!")]


@pytest.fixture
def read(tmp_path):
    def read(content, name="script.csv", rate=FRAME_RATES["25"]):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_script(path, rate)

    return read


def said(draft):
    return [(line.speaker, line.text) for line in draft.lines]


def times(draft):
    return [(line.start_s, line.end_s) for line in draft.lines]


def wrong(draft):
    return [error.number for error in draft.errors]


def test_lines_without_times(read):
    draft = read(PLAIN)
    assert said(draft) == [("Joe", "Hey!"), ("Maria", "Oh, hi Joe! It's been a while.")]
    assert (times(draft), draft.errors, draft.speakers) == ([(None, None)] * 2, (), ("Joe", "Maria"))


def test_lines_with_times(read):
    draft = read(TIMED)
    assert said(draft) == HEY
    assert times(draft) == [(Fraction(1, 10), Fraction(3, 2)), (Fraction(8, 5), Fraction(2))]
    assert [line.number for line in draft.lines] == [2, 3]


GOOD = {
    "trailing commas": 'speaker,line,,\nJoe,Hey!,,\nMaria,"Oh, hi Joe!",,\n',
    "more trailing commas than columns": 'speaker,line\nJoe,Hey!,,,,\nMaria,"Oh, hi Joe!",\n',
    "semicolons": "speaker;line\nJoe;Hey!\nMaria;Oh, hi Joe!\n",
    "tabs": "speaker\tline\nJoe\tHey!\nMaria\tOh, hi Joe!\n",
    "a tab behind a quote": 'speaker\tline\nJoe\t"Hey!"\nMaria\t"Oh, hi Joe!"\n',
    "byte-order mark": b"\xef\xbb\xbf" + b'speaker,line\nJoe,Hey!\nMaria,"Oh, hi Joe!"\n',
    "UTF-16": 'speaker,line\nJoe,Hey!\nMaria,"Oh, hi Joe!"\n'.encode("utf-16"),
    "Windows line ends": 'speaker,line\r\nJoe,Hey!\r\nMaria,"Oh, hi Joe!"\r\n',
    "old Mac line ends": 'speaker,line\rJoe,Hey!\rMaria,"Oh, hi Joe!"\r',
    "no end of the last line": 'speaker,line\nJoe,Hey!\nMaria,"Oh, hi Joe!"',
    "empty lines": '\n\nspeaker,line\n\nJoe,Hey!\n,,\n   \nMaria,"Oh, hi Joe!"\n\n\n',
    "capitals and spaces in the header": ' Speaker , LINE \nJoe,Hey!\nMaria,"Oh, hi Joe!"\n',
    "quoted header": '"speaker","line"\n"Joe","Hey!"\n"Maria","Oh, hi Joe!"\n',
    "columns the other way round": 'line,speaker\nHey!,Joe\n"Oh, hi Joe!",Maria\n',
    "spaces before a quote": 'speaker, line\nJoe, "Hey!"\nMaria,   "Oh, hi Joe!"  \n',
    "a separator named for Excel": "sep=;\nspeaker;line\nJoe;Hey!\nMaria;Oh, hi Joe!\n",
    "a line over two lines": 'speaker,line\nJoe,Hey!\nMaria,"Oh,\nhi Joe!"\n',
    "spaces around": 'speaker,line\n  Joe ,  Hey!  \nMaria,"  Oh,  hi Joe! "\n',
    "zeros inside": b'speaker,line\nJ\x00oe,Hey!\nMaria,"Oh, hi Joe!"\n',
    "other names of columns": 'character,text\nJoe,Hey!\nMaria,"Oh, hi Joe!"\n',
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_meant_is_read(name, read):
    draft = read(GOOD[name])
    assert (said(draft), draft.errors) == (HEY, ())


def test_quotes_inside_are_kept(read):
    draft = read('speaker,line\nJoe,"He said ""no"" twice"\nAnn,Say "hi" to Bo\n')
    assert said(draft) == [("Joe", 'He said "no" twice'), ("Ann", 'Say "hi" to Bo')]


@pytest.mark.parametrize(
    ("start", "end", "rate", "seconds"),
    [
        ("1.5", "2", "25", "1.5"),
        ("0:00:01:12", "0:00:02:00", "24", "1.5"),
        ("00:00:01,500", "00:00:02,000", "25", "1.5"),
        ("00:00:01.500", "1:00", "25", "1.5"),
        ("00:01:00;02", "1:01", "29.97 df", "60.06"),
        (".5", "9", "25", "0.5"),
        ("1,5", "2,5", "25", "1.5"),
    ],
)
def test_times_of_every_spelling(start, end, rate, seconds, read):
    draft = read(f'speaker,line,start_time,end_time\nJoe,Hey,"{start}","{end}"\n', rate=FRAME_RATES[rate])
    assert times(draft)[0][0] == Fraction(seconds)


def test_a_decimal_comma_needs_no_quotes_between_semicolons(read):
    assert times(read("speaker;line;start_time;end_time\nJoe;Hey;0,1;1,5\n")) == [(Fraction(1, 10), Fraction(3, 2))]


def test_times_may_be_missing_line_by_line(read):
    draft = read("speaker,line,start_time,end_time\nJoe,a,,\nJoe,b,3,\nJoe,c\n")
    assert times(draft) == [(None, None), (3, None), (None, None)]


BAD_LINES = {
    "no speaker": ",Hey",
    "no line": "Joe,",
    "only the line": '"Hey"',
    "text behind a quote": 'Joe,"Hey" she said',
    "a comma without quotes": "Joe,Hey,you,1,2",
    "a quote never closed": 'Joe,"Hey',
    "a word for a time": "Joe,Hey,soon,2",
    "a time below zero": "Joe,Hey,-1,2",
    "an end before the start": "Joe,Hey,3,2",
    "an end at the start": "Joe,Hey,2,2",
    "an end without a start": "Joe,Hey,,2",
    "not a number": "Joe,Hey,nan,2",
    "endless": "Joe,Hey,1,inf",
    "an exponent": "Joe,Hey,1,1e3",
    "61 seconds": "Joe,Hey,1,0:00:61",
    "frame 25 of 25": "Joe,Hey,0:00:01:25,9",
    "a thousand hours": "Joe,Hey,0,1000:00:00",
    "a huge number": "Joe,Hey,0," + "9" * 5000,
    "digits of another script": "Joe,Hey,٣,9",
    "a name too long": "J" * 300 + ",Hey",
    "a line too long": "Joe," + "x" * 30_000,
    "a hundred thousand columns": "Joe,Hey" + ",x" * 100_000,
    "a decimal comma between commas": "Joe,Hey,0,1,1,5",
}


@pytest.mark.parametrize("name", BAD_LINES)
def test_a_bad_line_is_told_by_its_number_and_skipped_only_with_consent(name, read):
    draft = read(f"speaker,line,start_time,end_time\nAnn,One,0,1\n{BAD_LINES[name]}\nBo,Two\n")
    assert (wrong(draft), said(draft)) == ([3], [("Ann", "One"), ("Bo", "Two")])
    with pytest.raises(BadInput, match="line 3"):
        draft.accepted(without_errors=False)
    assert draft.accepted(without_errors=True) == draft.lines


def test_no_sentence_holds_a_passage_of_the_script(read):
    for row in BAD_LINES.values():
        draft = read(f"speaker,line,start_time,end_time\n{row.replace('Hey', 'Zebra')}\n")
        assert not any("Zebra" in error.sentence or "Joe" in error.sentence for error in draft.errors)


REFUSED = {
    "nothing": (b"", NoText),
    "only spaces": (b" \n\t\n", NoText),
    "only a mark": (b"\xef\xbb\xbf", NoText),
    "only a header": (b"speaker,line\n\n", NoText),
    "no header": (b"Joe,Hey!\nMaria,Hi\n", WrongFormat),
    "one column": (b"speaker\nJoe\n", WrongFormat),
    "a column twice": (b"speaker,line,text\nJoe,a,b\n", WrongFormat),
    "an unknown column": (b"speaker,line,price\nJoe,a,b\n", WrongFormat),
    "an end without a start": (b"speaker,line,end_time\nJoe,a,1\n", WrongFormat),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 9, WrongFormat),
    "an archive": (b"PK\x03\x04" + bytes(range(256)) * 9, WrongFormat),
    "prose": ("It was a dark, stormy night.\n" * 50, WrongFormat),
    "an open quote in the header": (b'speaker,"line\nJoe,a\n', WrongFormat),
    "commas alone": (b"," * 100_000, WrongFormat),
    "a header of many columns": (b"a," * 100_000, WrongFormat),
    "quotes alone": (b'"' * 100_001, WrongFormat),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_script_is_refused_with_a_sentence(name, read):
    content, error = REFUSED[name]
    with pytest.raises(error):
        read(content)


def test_a_script_of_bad_lines_alone_is_shown_but_never_imported(read):
    draft = read("speaker,line\nJoe\nAnn\n")
    assert wrong(draft) == [2, 3]
    with pytest.raises(BadInput, match="No line"):
        draft.accepted(without_errors=True)


def test_limits_hold(read, monkeypatch):
    monkeypatch.setattr(script, "SCRIPT_LINES", 2)
    with pytest.raises(TooLarge, match="lines"):
        read(PLAIN + "Joe,More\n")
    monkeypatch.setattr(script, "SCRIPT_SPEAKERS", 1)
    with pytest.raises(TooLarge, match="speakers"):
        read(PLAIN)
    monkeypatch.setattr(script, "SCRIPT_BYTES", 5)
    with pytest.raises(TooLarge):
        read(PLAIN)


def test_a_file_that_is_not_there_or_no_file(tmp_path):
    with pytest.raises(BadInput, match="no file named"):
        read_script(tmp_path / "none.csv")
    with pytest.raises(BadInput, match="folder"):
        read_script(tmp_path)
    with pytest.raises((FileRefused, BadInput)):
        read_script(tmp_path / "a\0b")


def test_an_open_quote_costs_little_and_hides_nothing(read):
    draft = read("speaker,line\n" + 'Joe,"open\n' + "Ann,fine\n" * 3000)
    assert (wrong(draft), len(draft.lines)) == ([2], 3000)


@pytest.mark.parametrize("row", ['Joe,"' + '""' * 200 + "\n", '"\n', 'a,"b""\n', '"" "\n', ",\n"])
def test_a_table_made_to_take_for_ever_does_not(row, read):
    draft = read("speaker,line\nJoe,fine\n" + row * (400_000 // len(row)))
    assert said(draft)[0] == ("Joe", "fine")


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet='speakrlinJo ,;\t"\n\r\\{}<>[]:-.0123456789é한', max_size=120), st.booleans())
def test_whatever_a_table_holds_it_is_read_or_refused(text, headed):
    body = ("speaker,line,start_time,end_time\n" if headed else "") + text
    try:
        draft = script.script_of(body.replace("\r", "\n"))
    except LecternError:
        return
    rows = body.count("\n") + body.count("\r") + 1
    assert all(1 <= found.number <= rows for found in (*draft.lines, *draft.errors))
    assert all(line.text.strip() == line.text != "" for line in draft.lines)


def test_however_a_name_is_spelled_it_is_one_speaker(read):
    assert read("speaker,line\nAnna,One.\nBen,Two.\n ANNA ,Three.\nanna,Four.\n").speakers == ("Anna", "Ben")


@pytest.mark.parametrize(
    ("times", "sentence"),
    [("2,2", "does not end after it starts"), ("5,4", "does not end after it starts"), ("-1,3", "before the start")],
)
def test_it_is_told_what_is_wrong_with_a_time(read, times, sentence):
    (error,) = read(f"speaker,line,start_time,end_time\nJoe,Hey!,{times}\n").errors
    assert sentence in error.sentence
