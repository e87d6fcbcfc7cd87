"""Answers of Fish Audio as they come in, whole and cut, well formed and not."""

from __future__ import annotations

import asyncio
import base64
import json
import struct

import ormsgpack
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.domain.errors import OutOfCredit, Unreachable
from studio_app.speech.engine import AudioChunk, Timings
from studio_app.speech.fish import answers
from studio_app.speech.fish.answers import Answer, events, message

TEXT = "Once upon a time."


def event(audio, *segments, chunk=0, offset=0.0, seconds=0.0):
    timed = {"segments": [{"text": t, "start": s, "end": s + 0.1} for t, s in segments], "audio_duration": seconds}
    return json.dumps(
        {
            "audio_base64": base64.b64encode(audio).decode(),
            "content": TEXT,
            "alignment": timed if segments else None,
            "chunk_seq": chunk,
            "chunk_audio_offset_sec": offset,
        }
    ).encode()


def split(data, cuts):
    """Return the events found in ``data`` when it comes in pieces."""

    async def pieces():
        last = 0
        for cut in [*sorted(cuts), len(data)]:
            yield data[last:cut]
            last = cut

    async def all_of_them():
        return [one async for one in events(pieces())]

    return asyncio.run(all_of_them())


STREAM = b': hello\r\nevent: x\ndata: {"a":1}\n\ndata:two\r\ndata: lines\r\n\r\n\n\nid: 3\n\ndata: last'


@settings(max_examples=50)
@given(st.lists(st.integers(0, len(STREAM)), max_size=12))
def test_events_are_the_same_however_the_bytes_are_cut(cuts):
    assert split(STREAM, cuts) == [b'{"a":1}', b"two\nlines", b"last"]


def test_an_event_without_end_is_stopped(monkeypatch):
    monkeypatch.setattr(answers, "LARGEST_EVENT", 1000)
    for endless in (b"data: " + b"x" * 1200, b"data: x\n" * 200):
        with pytest.raises(Unreachable):
            split(endless, range(0, len(endless), 100))


def test_samples_are_never_cut_in_two():
    answer = Answer(TEXT)
    parts = [part for data in (b"\x01", b"\x02\x03", b"\x04\x05\x06") for part in answer.audio(data)]
    assert all(len(part.data) % 2 == 0 for part in parts)
    assert b"".join(part.data for part in parts) == bytes(range(1, 7))
    assert {(part.codec, part.rate, part.channels) for part in parts} == {("pcm_s16le", 44100, 1)}


def test_the_newest_times_of_a_chunk_replace_those_before():
    answer = Answer(TEXT)
    list(answer.event(event(b"\0\0", ("Once", 0.0), ("upon", 0.9))))
    list(answer.event(event(b"\0\0", ("a", 0.1), ("time", 0.3), chunk=1, offset=1.0)))
    list(answer.event(event(bytes(88200), ("Once", 0.0), ("upon", 0.4))))
    (timings,) = answer.end()
    assert isinstance(timings, Timings)
    assert [(TEXT[word.start : word.end], word.seconds) for word in timings.words] == [
        ("Once", 0.0),
        ("upon", 0.4),
        ("a", 1.1),
        ("time", 1.3),
    ]


def test_times_are_told_while_speech_comes_but_not_with_every_event():
    answer, told = Answer(TEXT), 0
    for number in range(100):
        told += len(list(answer.event(event(bytes(2000), ("Once", 0.0), ("upon", 0.01 * number))))) - 1
    assert 5 <= told <= 10


def test_an_event_without_times_is_audio_alone():
    (part,) = Answer(TEXT).event(event(b"\1\2"))
    assert part == AudioChunk(b"\1\2", "pcm_s16le", 44100, 1)


@pytest.mark.parametrize(
    ("audio", "seconds"), [(b"", 0.0), (b"\0\0\0", 0.0), (bytes(88200), 2.0)], ids=["nothing", "half a sample", "short"]
)
def test_an_answer_that_is_not_whole_is_no_answer(audio, seconds):
    answer = Answer(TEXT)
    list(answer.event(event(audio, ("Once", 0.0), seconds=seconds)))
    with pytest.raises(Unreachable) as caught:
        list(answer.end())
    assert caught.value.maybe_billed


def test_a_whole_answer_ends_well():
    answer = Answer(TEXT)
    list(answer.event(event(bytes(88200), ("Once", 0.0), seconds=1.05)))
    assert list(answer.end())


@pytest.mark.parametrize(
    "raw",
    [
        b"not json",
        b"[]",
        b'{"audio_base64": "!!"}',
        b'{"audio_base64": 5}',
        b'{"audio_base64": "", "alignment": {"segments": [{}]}}',
        b'{"audio_base64": "", "alignment": 1}',
    ],
)
def test_nonsense_is_refused_as_perhaps_billed(raw):
    with pytest.raises(Unreachable) as caught:
        list(Answer(TEXT).event(raw))
    assert caught.value.maybe_billed


def test_a_refusal_in_place_of_speech():
    with pytest.raises(OutOfCredit):
        list(Answer(TEXT).event(b'{"status": 402, "message": "no credit"}'))


def test_messages_of_the_websocket():
    answer = Answer(TEXT)
    assert message(ormsgpack.packb({"event": "something new"}), answer) == ([], False)
    parts, last = message(ormsgpack.packb({"event": "audio", "audio": struct.pack("<2h", 1, 2)}), answer)
    assert (len(parts), last) == (1, False)
    assert message(ormsgpack.packb({"event": "finish", "reason": "stop"}), answer) == ([], True)


@pytest.mark.parametrize("raw", [b"\xc1", "text", ormsgpack.packb({"event": "finish", "reason": "error"})])
def test_a_websocket_that_fails_may_have_billed(raw):
    with pytest.raises(Unreachable) as caught:
        message(raw, Answer(TEXT))
    assert caught.value.maybe_billed
