"""What the player of timelines plays, recorded from a sound card that only a recorder hears, is what the export wrote."""

from __future__ import annotations

import asyncio

import heard
import pytest
import soundfile

from studio_app.audio.output import PERIOD_MS
from studio_app.cli.benches.book import write_book
from studio_app.cli.benches.play_timeline import lay_out
from studio_app.domain.timeline import RATE
from studio_app.session.announce import Announcer
from studio_app.session.studio import Studio
from studio_app.session.timeline_player import TimelinePlayer, TimelinePlayerChanged, stereo_output

pytestmark = [heard.needs_a_card, pytest.mark.xdist_group("screen")]


@pytest.fixture
def card(tmp_path, monkeypatch):
    with heard.sound_card(tmp_path, monkeypatch, RATE):
        yield


async def played(project, period_ms):
    """Play the first timeline to its end; return how often samples came late, and the device."""
    announce, ended = Announcer(), asyncio.Event()
    studio = Studio.open(project, read_only=True)
    output = stereo_output()
    output.period_ms = period_ms
    player = TimelinePlayer(studio, announce, output)
    await player.play(studio.project.chapters[0].id)
    state = player.state
    announce.listen(TimelinePlayerChanged, lambda event: event.state.playing or ended.set())
    await asyncio.wait_for(ended.wait(), 60)
    late = player.underruns
    await asyncio.sleep(0.5)  # what a card holds beyond what it tells is heard, too
    await player.close()
    studio.close()
    return late, state


def with_music(project, folder):
    studio = Studio.open(project)
    lay_out(studio, studio.project.chapters[0].id, folder)
    studio.close()


def test_what_is_heard_of_a_timeline_is_what_is_exported(card, tmp_path, lectern):
    book, project, wav = tmp_path / "book.epub", tmp_path / "book.lectern", tmp_path / "mix.wav"
    write_book(book, words=20, chapter_words=20)
    lectern("import", book, "-o", project)
    lectern("generate", project)
    with_music(project, tmp_path)
    lectern("export", project, "-o", wav, "--format", "wav", "--split", "book")
    wanted, rate = soundfile.read(wav, dtype="float64", always_2d=True)
    assert (rate, wanted.shape[1]) == (RATE, 2)
    assert (wanted[:, 0] != wanted[:, 1]).any()
    # A machine with more to do than it can leaves gaps: then it is played once more, with a longer buffer.
    for period_ms in (PERIOD_MS, 200, 200, 200):
        with heard.recording(tmp_path / "heard.raw", RATE):
            late, state = asyncio.run(played(project, period_ms))
        same = heard.longest_same(heard.both_sides(tmp_path / "heard.raw"), wanted)
        if not late and same == len(wanted):
            break
    if late:
        pytest.skip("this machine is too busy to play anything without gaps")
    assert not state.silent
    assert same == len(wanted)
