"""Timelines become files: the mix, its tracks, its clips, a region; read back by another library, sample by sample."""

import asyncio
import struct
from dataclasses import replace
from functools import partial

import av
import numpy as np
import pytest
import soundfile
from player_desk import book
from timeline_player_desk import RATE, add_media, add_take, timeline_desk

from studio_app.audio.mix import Mix
from studio_app.domain.edits.desk import on_timeline
from studio_app.domain.edits.timeline import add_clip, split_clip
from studio_app.domain.edits.tracks import add_marker, add_region, change_track
from studio_app.domain.errors import FileRefused, NothingToExport, WrongUsage
from studio_app.domain.takes import Levels
from studio_app.domain.timeline import Ducking, Sound, TrackKind
from studio_app.jobs.stop import Stop
from studio_app.session.estimate import export_outlook
from studio_app.session.export import ExportWish, export_book, lay_out, recorded
from studio_app.store.project_file import ProjectFile

MUSIC = 0.2 * np.random.default_rng(3).standard_normal(3 * RATE).clip(-4, 4)


def edited(path, edit):
    """Open a project with a timeline, new where there is none, and return what ``edit`` makes of its desk."""

    async def work():
        async with timeline_desk(path) as desk:
            return edit(desk)

    return asyncio.run(work())


@pytest.fixture
def made(tmp_path):
    """Return a project with two speakers, music that gives way, and a region; and what its mix is."""
    path = tmp_path / "play.lectern"

    def make(desk):
        ada, bob = desk.track(), desk.track(name="Bob")
        music = desk.track(TrackKind.AUDIO, "Music/2")
        desk.edit(change_track, music.id, ducking=Ducking(-12.0, 100, 300))
        desk.clip(ada, 0.25, 1, text="Good morning, what a day it is going to be today!")
        desk.clip(bob, 1.5, 2, 0.8, text="It is.")
        desk.put(music, 0, add_media(desk.studio.file, tmp_path / "song.wav", MUSIC, RATE))
        desk.edit(add_region, 24000, 60000, "The middle")
        return desk.rendered()

    return path, edited(path, make)


def exported(path, tmp_path, **wish):
    """Export; return what every file holds, by name."""
    wish = ExportWish(**{"out": tmp_path / "out", "format": "wav", "bits": 24, "workers": 1} | wish)
    with ProjectFile.open(path, read_only=True) as file:
        found = export_book(file, wish, Stop()).files
    return {one.path.name: soundfile.read(one.path, always_2d=True)[0] for one in found}


def test_the_mix_is_what_is_played_and_of_48_khz_in_stereo(made, tmp_path):
    path, mix = made
    files = exported(path, tmp_path)
    assert list(files) == ["01 - Chapter 0.wav"]
    info = soundfile.info(tmp_path / "out" / "01 - Chapter 0.wav")
    assert (info.samplerate, info.channels, info.frames) == (48000, 2, len(mix))
    assert np.abs(files["01 - Chapter 0.wav"] - mix).max() <= 0.5 / 2**23 + 1e-12


def test_stems_are_named_after_tracks_and_add_up_to_the_mix(made, tmp_path):
    files = exported(made[0], tmp_path, pieces=("mix", "stems"))
    names = [f"01 - Chapter 0{end}.wav" for end in ("", " - Ada", " - Bob", " - Music-2")]
    assert list(files) == names
    assert np.abs(sum(files[name] for name in names[1:]) - files[names[0]]).max() <= 2 / 2**23


def test_a_region_alone_has_the_samples_it_has_in_the_mix(made, tmp_path):
    whole = exported(made[0], tmp_path)["01 - Chapter 0.wav"]
    for region in ("the middle", "0.5-1.25", "0:00:00.5-0:01.25"):
        found = exported(made[0], tmp_path / region.replace(":", ""), region=region)
        (sound,) = found.values()
        assert np.array_equal(sound, whole[24000:60000])
    assert next(iter(exported(made[0], tmp_path / "3", span=(1, 9)).values())).shape == (8, 2)


def test_a_region_is_in_the_name_of_its_file(made, tmp_path):
    assert list(exported(made[0], tmp_path, region="The middle")) == ["01 - Chapter 0 - The middle.wav"]


def test_markers_go_into_a_wav_at_their_samples_and_into_a_region_as_far_as_they_lie_there(made, tmp_path):
    path = with_markers(made, (7, "Up"), (30001, ""), (60000, "End"))
    exported(path, tmp_path)
    exported(path, tmp_path, region="the middle")
    whole, part = (cue_samples(tmp_path / "out" / f"01 - Chapter 0{end}.wav") for end in ("", " - The middle"))
    assert (whole, part) == ([7, 24000, 30001, 60000], [0, 6001])


def test_marks_are_chapters_of_a_compressed_file(made, tmp_path):
    path = with_markers(made, (48000, "Later"))
    with ProjectFile.open(path, read_only=True) as file:
        export_book(file, ExportWish(tmp_path / "out", "mp3", workers=1), Stop())
    with av.open(str(tmp_path / "out" / "01 - Chapter 0.mp3")) as container:
        found = [(c["metadata"]["title"], float(c["start"] * c["time_base"])) for c in container.chapters()]
    assert found == [("Chapter 0", 0), ("The middle", 0.5), ("Later", 1)]


def with_markers(made, *markers):
    """Put markers on the timeline; return the project's place."""
    with ProjectFile.open(made[0]) as file:
        project = file.load()
        for at, name in markers:
            project, change = on_timeline(project, 1, partial(add_marker, at=at, name=name))
            file.apply(change).result()
    return made[0]


def cue_samples(path):
    """Return at which samples the cue points of a WAV lie."""
    data = path.read_bytes()
    at = data.index(b"cue ", 12 + 24 + 8 + soundfile.info(path).frames * 6)
    (count,) = struct.unpack_from("<I", data, at + 8)
    return [struct.unpack_from("<I", data, at + 12 + 24 * n + 20)[0] for n in range(count)]


def test_clips_are_files_of_their_own(made, tmp_path):
    files = exported(made[0], tmp_path, pieces=("clips",))
    names = ["01 Music-2", "02 Ada - Good morning, what a day it is going to", "03 Bob - It is"]
    assert list(files) == [f"01 - Chapter 0 - {name}.wav" for name in names]
    assert [sound.shape for sound in files.values()] == [(3 * RATE, 2), (RATE, 1), (RATE * 8 // 10, 1)]


def test_one_file_name_is_the_mix_and_stems_lie_beside_it(made, tmp_path):
    files = exported(made[0], tmp_path, out=tmp_path / "a.wav", split="book", pieces=("mix", "stems"))
    assert list(files) == ["a.wav", "a - Ada.wav", "a - Bob.wav", "a - Music-2.wav"]
    assert list(exported(made[0], tmp_path, out=tmp_path / "b.wav", split="book", region="0-1")) == ["b.wav"]


@pytest.mark.parametrize("form", ["mp3", "flac", "opus", "m4b"])
def test_every_format_has_48_khz(made, tmp_path, form):
    with ProjectFile.open(made[0], read_only=True) as file:
        (found,) = export_book(file, ExportWish(tmp_path / "out", form, workers=1), Stop()).files
    assert found.seconds == pytest.approx(3.0)


def test_what_was_exported_is_not_made_again_until_it_sounds_otherwise(made, tmp_path):
    path, _ = made
    wish = ExportWish(tmp_path / "out", "wav", workers=1, overwrite=True)
    with ProjectFile.open(path) as file:
        project, found = file.load(), recorded(file, file.load())
        assert not export_book(file, wish, Stop()).files[0].skipped
        assert export_book(file, wish, Stop()).files[0].skipped
    timeline, _ = change_track(project.timelines[1], project.timelines[1].tracks[0].id, volume=-6.0)
    louder = replace(project, timelines={1: timeline})
    one, other = (lay_out(p, found, None, wish, None)[1][0].plan_hash for p in (project, louder))
    assert one != other


def test_a_missing_file_stops_an_export_and_is_named(made, tmp_path):
    (tmp_path / "song.wav").unlink()
    with pytest.raises(FileRefused, match=r"song\.wav is missing"):
        exported(made[0], tmp_path)
    assert not list((tmp_path / "out").iterdir())


def test_what_is_not_generated_stops_an_export_unless_it_lies_elsewhere(made, tmp_path):
    def write(desk):
        desk.edit(add_clip, desk.timeline.tracks[0].id, 4 * RATE, RATE, text="Not yet.")

    path = tmp_path / "more.lectern"
    edited(path, lambda desk: (desk.clip(desk.track(), 0), write(desk)))
    with pytest.raises(NothingToExport, match="1 segment"):
        exported(path, tmp_path)
    assert exported(path, tmp_path, span=(0, RATE))
    (whole,) = exported(path, tmp_path / "2", incomplete=True).values()
    assert len(whole) == 5 * RATE


@pytest.mark.parametrize("region", ["No such", "9-10", "2-1", "x-y-z"])
def test_a_region_that_is_none_is_refused(made, tmp_path, region):
    with pytest.raises(WrongUsage):
        exported(made[0], tmp_path, region=region)


def test_a_book_without_a_timeline_has_no_stems_and_stays_as_it_was(tmp_path):
    book(tmp_path / "book.lectern", (("One.",),))
    with ProjectFile.open(tmp_path / "book.lectern") as file, pytest.raises(WrongUsage, match="timeline"):
        export_book(file, ExportWish(tmp_path / "out", "wav", pieces=("mix", "stems")), Stop())


def test_a_chapter_with_a_timeline_stands_in_the_book_among_the_others(tmp_path):
    path = tmp_path / "book.lectern"
    mix = edited(path, lambda desk: (desk.clip(desk.track(), 0), desk.rendered())[1])
    with ProjectFile.open(path) as file:
        project = file.load()
        found = recorded(file, project)
        two = replace(project, chapters=(*project.chapters, replace(project.chapters[0], id=2, position=9.0)))
        both = replace(two, timelines={1: project.timelines[1], 2: project.timelines[1]})
        _, (delivery,) = lay_out(both, found, None, ExportWish(tmp_path / "out", "wav", "book"), None)
        assert delivery.plan.length == 2 * len(mix)
        sound = np.concatenate(list(Mix(delivery.plan, lambda take: file.audio(take.audio)).blocks()))
    assert np.array_equal(sound, np.concatenate([mix, mix]))
    assert [mark.start for mark in delivery.plan.marks] == [0, len(mix)]


def test_chapters_beside_one_with_a_timeline_are_stereo_of_48_khz_too(tmp_path):
    path = tmp_path / "book.lectern"
    edited(path, lambda desk: desk.clip(desk.track(), 0))
    with ProjectFile.open(path) as file:
        project = file.load()
        chapter = replace(project.chapters[0], id=2, position=9.0)
        take = next(iter(recorded(file, project).takes.values()))
        paragraph = replace(project.paragraphs[1][0], id=77)
        both = replace(
            project,
            chapters=(*project.chapters, chapter),
            paragraphs={**project.paragraphs, 2: (paragraph,)},
        )
        found = replace(recorded(file, project), placed={(77, 0): take})
        laid, deliveries = lay_out(both, found, None, ExportWish(tmp_path / "out", "wav"), None)
        alone, _ = lay_out(both, found, None, ExportWish(tmp_path / "out", "wav", chapter_ids=(2,)), None)
    assert [(delivery.plan.rate, delivery.plan.channels) for delivery in deliveries] == [(48000, 2)] * 2
    assert (alone[0].plan.rate, alone[0].plan.channels) == (44100, 1)
    assert not any(arrangement.missing for arrangement in laid)


def test_a_mix_too_loud_for_a_file_is_told(tmp_path):
    path = tmp_path / "loud.lectern"

    def lay(desk):
        track = desk.track(TrackKind.AUDIO, "Music")
        desk.edit(change_track, track.id, volume=6.0)
        desk.put(track, 0, add_media(desk.studio.file, tmp_path / "song.wav", np.full(4800, 0.9), RATE))

    edited(path, lay)
    with ProjectFile.open(path, read_only=True) as file:
        done = export_book(file, ExportWish(tmp_path / "out", "wav", workers=1), Stop())
    assert done.over_db == pytest.approx(20 * np.log10(0.9) + 6, abs=0.01)


def test_the_outlook_tells_of_every_file(made, tmp_path):
    with ProjectFile.open(made[0], read_only=True) as file:
        wish = ExportWish(tmp_path / "out", "wav", bits=24, pieces=("mix", "stems"))
        outlook = export_outlook(file, file.load(), wish, None)
    assert len(outlook.files) == 4
    assert outlook.bytes == 4 * 3 * RATE * 2 * 3


@pytest.mark.parametrize("bits", [16, 24])
def test_every_click_is_exported_on_its_sample(tmp_path, bits):
    random = np.random.default_rng(bits)
    places, path = set(), tmp_path / "clicks.lectern"

    def lay(desk):
        tracks = [desk.track(), desk.track(TrackKind.AUDIO, "One"), desk.track(TrackKind.ORIGINAL, "Two")]
        for track in tracks:
            at = 0
            for number in range(4):
                at += int(random.integers(0, 20000))
                samples = np.zeros(9000)
                here = {0, 8999, *map(int, random.integers(300, 8700, 3))}
                samples[sorted(here)] = 0.75
                if track == tracks[0]:
                    sound = whole_take(desk.studio.file, samples)
                    here -= {0, 8999}  # speech fades where it begins and ends
                else:
                    sound = add_media(desk.studio.file, tmp_path / f"{track.id} {number}.wav", samples, RATE)
                desk.edit(add_clip, track.id, at, sounds=(sound,))
                places.update(at + click for click in here)
                at += 9000
        clip = desk.timeline.lane(tracks[1].id).blocks[0][1]
        desk.edit(split_clip, clip.id, clip.start + 4000)

    edited(path, lay)
    (sound,) = exported(path, tmp_path, bits=bits).values()
    assert set(np.flatnonzero(np.abs(sound).max(axis=1) > 0.3)) == places


def whole_take(file, samples):
    """Store a take that is not trimmed; return it as a sound."""
    sound = add_take(file, samples)
    take = file.takes([sound.take_id])[sound.take_id]
    whole = replace(take, trim_start=0, trim_end=len(samples), levels=Levels(0.5, 1e-4))
    (stored,) = file.add_takes_cut([whole]).result()
    return Sound(len(samples), 0, len(samples), len(samples), take_id=stored.id)
