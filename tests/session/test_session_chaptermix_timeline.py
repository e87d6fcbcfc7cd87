"""A chapter with a timeline, as the player of the book has it: all that is heard, followed by what is spoken."""

import asyncio
from dataclasses import replace

import numpy as np
import pytest
from timeline_player_desk import CHAPTER, RATE, add_media, timeline_desk

from studio_app.audio.mix import Mix
from studio_app.domain.arrange_timeline import takes_of, timeline_plan
from studio_app.domain.edits.timeline import Edge, stretch_clip
from studio_app.domain.mixplan import Layer, PlanItem, Run, Shape
from studio_app.domain.takes import Levels, Take, WordTiming
from studio_app.domain.timeline import TrackKind
from studio_app.session import chaptermix
from studio_app.session.chaptermix import ChapterMixes
from studio_app.session.media import open_media
from studio_app.store.project_file import ProjectFile


@pytest.fixture
def play(tmp_path):
    """Return the project file of a chapter with speech and music."""
    path = tmp_path / "play.lectern"

    async def make():
        async with timeline_desk(path) as desk:
            music = desk.track(TrackKind.AUDIO, "Music")
            noise = 0.1 * np.random.default_rng(1).standard_normal(2 * RATE)
            desk.put(music, 0, add_media(desk.studio.file, tmp_path / "song.wav", noise, RATE))
            talk = desk.track()
            desk.clip(talk, 0.5, 1, text="First of all.")
            slow = desk.clip(talk, 2.0, 2, text="And then.")
            desk.edit(stretch_clip, slow.id, Edge.END, slow.start + 60000)

    asyncio.run(make())
    with ProjectFile.open(path, read_only=True) as file:
        yield file


@pytest.fixture
def laid(play):
    mixes = ChapterMixes(play)
    yield mixes.of(play.load(), CHAPTER)
    mixes.close()


def test_all_of_it_is_heard_as_an_export_in_mono_would_be(play, laid):
    project = play.load()
    takes = play.takes(takes_of(project.timelines[CHAPTER]))
    plan = timeline_plan(project, CHAPTER, takes, play.medias(), chaptermix.RATE, 1)
    readers = []

    def opened(name):
        readers.append(open_media(play, name))
        return readers[-1]

    mix = Mix(plan, lambda take: play.audio(take.audio), opened)
    wanted = np.concatenate(list(mix.blocks()))
    assert np.array_equal(np.concatenate(list(laid.mix.blocks())), wanted)
    assert wanted[1000:20000].any()
    for reader in readers:
        reader.close()


def test_what_is_followed_is_what_is_spoken(play, laid):
    timeline = play.load().timelines[CHAPTER]
    spoken = [clip.paragraph_id for clip in timeline.lane(timeline.tracks[-1].id)]
    assert [item.segment for item in laid.plan.items] == [(number, 0) for number in spoken]
    assert laid.paragraph_at(0) == spoken[0]
    assert laid.paragraph_at(2.2 * chaptermix.RATE) == spoken[1]
    assert laid.plan.length == laid.mix.plan.length


def test_a_file_that_is_missing_is_silent_and_the_words_are_heard(play, tmp_path):
    (tmp_path / "song.wav").unlink()
    mixes = ChapterMixes(play)
    sound = np.concatenate(list(mixes.of(play.load(), CHAPTER).mix.blocks()))
    mixes.close()
    assert not sound[: chaptermix.RATE // 2].any()
    assert sound[chaptermix.RATE // 2 :].any()


def test_a_chapter_is_laid_out_anew_when_its_timeline_is_edited(play):
    mixes, project = ChapterMixes(play), play.load()
    timeline = project.timelines[CHAPTER]
    first = mixes.of(project, CHAPTER)
    assert mixes.of(project, CHAPTER) is first
    assert mixes.of(replace(project, timelines={CHAPTER: replace(timeline, last_id=99)}), CHAPTER) is not first
    mixes.close()


def test_a_word_of_a_stretched_cut_is_entered_where_it_is_heard():
    take = Take(1, "f", "local", "m", "v", "a", "pcm_s16le", 44100, 1, 44100, 0, 44100, Levels(0.5, 0.1))
    layer = Layer(0, Run(22050, 44100, 44100), 4410, 0, 44100, Shape(0, 44100))
    item = PlanItem(take, 0, 44100 - 4410, layer=layer)
    word = WordTiming(0, 1, 0.75)
    assert chaptermix._heard_at(item, round(word.seconds * 44100)) == 22050 - 4410
