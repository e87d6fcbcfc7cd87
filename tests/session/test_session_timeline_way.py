"""The whole way of a voiceover: a script, two voices, one clip of fixed duration, an effect, music, the mix and its stems."""

import asyncio
from functools import partial

import numpy as np
import pytest
import soundfile
from script_desk_session import CHAPTER, SECOND, Table
from work_desk import bench

from studio_app.domain.cast import Casting
from studio_app.domain.edits import timeline as clips
from studio_app.domain.edits import tracks
from studio_app.domain.edits.cast import cast_speakers
from studio_app.domain.timeline import Ducking, Effect, Mode, TrackKind
from studio_app.session.effects import Effects, effect_sound
from studio_app.session.export import ExportWish
from studio_app.session.media import Medias, media_sound
from studio_app.session.scripts import import_script
from studio_app.settings.file import Settings

SCRIPT = "speaker,line\nJoe,Hey there!\nAnn,Hello. How are you today?\nJoe,Fine.\n"


async def way(made, folder):
    """Go it; return the table and the exported files."""
    table, studio = Table(made), made.studio
    desk, work = table.desk, made.work
    names = {speaker.name: speaker.id for speaker in studio.project.speakers}
    voices = {names["Joe"]: "en-us", names["Ann"]: "en-gb"}
    studio.do(cast_speakers(studio.project, {n: Casting.of("local", "espeak-ng", v) for n, v in voices.items()}))
    await table.generate(None, Mode.DYNAMIC)
    _, ann, end = table.row
    desk.do(CHAPTER, partial(clips.move_clips, clip_ids=[end.id], by=SECOND))
    place = table.row[1].start + round(1.4 * SECOND)
    desk.do(CHAPTER, partial(clips.stretch_clip, clip_id=ann.id, edge="end", to=place))
    await table.generate([ann.id], Mode.FIXED)
    for _ in range(3):
        await table.idle()
    desk.do(CHAPTER, partial(tracks.add_track, kind=TrackKind.SFX, name="Effects"))
    desk.do(CHAPTER, partial(tracks.add_track, kind=TrackKind.AUDIO, name="Music"))
    effects, music = (track.id for track in table.timeline.tracks[-2:])
    made_effects = await work.backstage(
        lambda: Effects(made.engines).make(studio.file, "local", "door", Effect(0.5), count=1)
    )
    door = effect_sound(made_effects.takes[0])
    desk.do(CHAPTER, partial(clips.add_clip, track_id=effects, start=0, text="door", sounds=[door]))
    soundfile.write(folder / "song.wav", 0.2 * np.sin(np.arange(4 * SECOND) / 20), SECOND)
    song = media_sound((await Medias(studio.file).add(folder / "song.wav")).media)
    desk.do(CHAPTER, partial(clips.add_clip, track_id=music, start=0, sounds=[song]))
    desk.do(CHAPTER, partial(tracks.change_track, track_id=music, ducking=Ducking()))
    timeline = table.timeline
    wish = ExportWish(folder / "out", "wav", bits=24, pieces=("mix", "stems"), normalize=False)
    view = await made.job(work.export(wish))
    assert view.state == "done", view.errors
    await desk.close()
    return timeline, [file.path for file in view.result.files]


@pytest.fixture
def went(tmp_path):
    (tmp_path / "script.csv").write_text(SCRIPT)
    path = tmp_path / "script.lectern"
    import_script(tmp_path / "script.csv", path, Settings(tmp_path / "s.json"))

    async def live():
        async with bench(path, tmp_path) as made:
            return await way(made, tmp_path)

    return asyncio.run(live())


def test_from_a_script_to_a_mix_and_its_stems(went):
    timeline, files = went
    _, ann, end = sorted((clip for n in (1, 2) for clip in timeline.lane(n)), key=lambda clip: clip.start)
    assert (ann.mode, ann.length) == (Mode.FIXED, round(1.4 * SECOND))
    assert 0.8 < ann.stretch < 1.25
    assert end.start >= ann.end + SECOND
    sounds = {path.stem: soundfile.read(path)[0] for path in files}
    assert len(sounds) == 5
    assert {len(sound) for sound in sounds.values()} == {timeline.length}
    mix = next(sound for name, sound in sounds.items() if not any(t.name in name for t in timeline.tracks))
    stems = [sound for sound in sounds.values() if sound is not mix]
    assert np.abs(sum(stems) - mix).max() <= 2 / 2**23
    spoken = next(sound for name, sound in sounds.items() if "Ann" in name)
    assert np.abs(spoken[ann.start : ann.end]).max() > 0.05
    assert not spoken[: ann.start].any()
    assert not spoken[ann.end :].any()
