"""What the player plays, recorded from a sound card that only a recorder hears, is what the export wrote."""

from __future__ import annotations

import asyncio

import heard
import pytest

from studio_app.audio.output import PERIOD_MS, Output
from studio_app.cli.benches.book import write_book
from studio_app.session.announce import Announcer
from studio_app.session.player import Player, PlayerChanged, PlayFrom
from studio_app.session.studio import Studio

pytestmark = [heard.needs_a_card, pytest.mark.xdist_group("screen")]


@pytest.fixture
def card(tmp_path, monkeypatch):
    with heard.sound_card(tmp_path, monkeypatch, heard.RATE):
        yield


async def played(project, period_ms):
    """Play the first chapter to its end; return how often samples came late, and the device."""
    studio = Studio.open(project, read_only=True)
    announce, ended = Announcer(), asyncio.Event()
    output = Output(heard.RATE)
    output.period_ms = period_ms
    player = Player(studio, announce, output=output)
    await player.play(PlayFrom(chapter_id=studio.project.chapters[0].id))
    announce.listen(PlayerChanged, lambda event: event.state.playing or ended.set())
    await asyncio.wait_for(ended.wait(), 60)
    late, state = player.underruns, player.state
    await player.close()
    studio.close()
    return late, state


def test_what_is_heard_is_what_is_exported(card, tmp_path, lectern):
    book, project = tmp_path / "book.epub", tmp_path / "book.lectern"
    write_book(book, words=20, chapter_words=20)
    lectern("import", book, "-o", project)
    lectern("generate", project, "--chapters", "1")
    lectern("export", project, "-o", tmp_path / "wav", "--format", "wav", "--chapters", "1")
    # A machine with more to do than it can leaves gaps: then it is played once more, with a longer buffer.
    for period_ms in (PERIOD_MS, 200, 200, 200):
        with heard.recording(tmp_path / "heard.raw"):
            late, state = asyncio.run(played(project, period_ms))
        wanted = heard.exported(next((tmp_path / "wav").glob("*.wav")))
        found = heard.match(heard.recorded(tmp_path / "heard.raw"), wanted)
        if not late and found.difference_db < -60:
            break
    if late:
        pytest.skip("this machine is too busy to play anything without gaps")
    assert not state.silent
    assert abs(found.drift) <= 1
    assert found.difference_db < -60
