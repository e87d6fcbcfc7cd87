"""kill -9 while a timeline is worked on: what was saved is there, recordings are whole or absent, nothing is left over."""

import asyncio
import os
import random
import sqlite3
import subprocess
import sys
import textwrap
import time
import wave
from contextlib import closing

import numpy as np
import pytest
from random_project import Person, small_script
from studio_desk import small_project

from studio_app.audio.media import MediaReader
from studio_app.audio.peaks import Peaks, draw
from studio_app.cli.benches.peaks import write_song
from studio_app.domain.edits.change import apply
from studio_app.domain.edits.following import followed
from studio_app.domain.errors import LecternError
from studio_app.session.announce import Announcer
from studio_app.session.media import Medias, media_sound
from studio_app.session.studio import Studio
from studio_app.session.waveforms import Waveforms
from studio_app.store import ProjectFile, check
from studio_app.store.mediafiles import hash_of

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")
KEPT = 1 << 17


def killed(program, seconds, *arguments):
    """Kill a program so long after it was ready; return the lines it told until then."""
    command = [sys.executable, "-c", textwrap.dedent(program), *map(str, arguments)]
    places = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=places)
    assert process.stdout.readline() == b"ready\n"
    time.sleep(seconds)
    process.kill()
    told = process.communicate()[0].decode()
    return [line.split() for line in told[: told.rfind("\n") + 1].splitlines()]


def sound(path):
    """The file is sound: SQLite says so, and so do we, also once it was opened and closed again."""
    with closing(sqlite3.connect(path)) as held:
        assert held.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert check(path).ok


# Recordings of others

#: Adds recordings, keeps some in the project, and lets some go; tells each once it is done.
ADDER = """
    import asyncio, os, random, sys
    from pathlib import Path
    from studio_app.session.media import Medias
    from studio_app.store import ProjectFile

    async def main(project, folder, seed):
        file, dice = ProjectFile.open(project), random.Random(seed)
        medias, songs = Medias(file), sorted(folder.iterdir())
        os.write(1, b"ready\\n")
        while True:
            song, how = dice.choice(songs), dice.choice(["keep", "keep", "refer", "forget"])
            if how == "forget":
                for name in dice.sample(sorted(file.medias()), min(1, len(file.medias()))):
                    os.write(1, f"going {name}\\n".encode())
                    file.forget_media(name).result()
            else:
                media = (await medias.add(song, collect=how == "keep")).media
                os.write(1, f"{how} {media.hash}\\n".encode())

    asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
"""


def write_wav(path, seconds, seed):
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 48000, 0, "NONE", ""))
        file.writeframes(np.random.default_rng(seed).integers(-9000, 9000, round(seconds * 48000), "<i2").tobytes())


def whole_or_absent(path, songs, told):
    """Hold what the project has against what was told; return how many bytes of recordings it keeps."""
    last = {name: how for how, name in told}
    with ProjectFile.open(path) as file:
        assert not file.losses
        held = file.medias()
        for name, how in last.items():
            assert how == "going" or name in held
        kept = {name for name, how in last.items() if how == "keep"}
        assert kept <= {name for name, media in held.items() if media.collected}
        for name, media in held.items():
            assert file.media_audio(name) == (songs[name] if media.collected else None)
    with closing(sqlite3.connect(path)) as stored:
        parts = {name for (name,) in stored.execute("SELECT DISTINCT hash FROM media_parts")}
    assert parts == {name for name, media in held.items() if media.collected}, "nothing half is left over"


def add_and_kill(folder, kills, seed):
    dice, shelf, path = random.Random(seed), folder / "shelf", folder / "p.lectern"
    shelf.mkdir()
    for number in range(5):
        write_wav(shelf / f"{number}.wav", 3 + 12 * number, number)
    songs = {hash_of([song.read_bytes()]): song.read_bytes() for song in shelf.iterdir()}
    ProjectFile.create(path, small_project())
    told = []
    for _ in range(kills):
        told += killed(ADDER, dice.uniform(0, 0.6), path, shelf, dice.randrange(10**9))
        whole_or_absent(path, songs, told)
        sound(path)
    return told


def test_recordings_are_whole_or_absent_after_a_kill(tmp_path):
    assert add_and_kill(tmp_path, 2, 3) is not None


@pytest.mark.campaign
def test_recordings_are_whole_or_absent_after_60_kills(tmp_path):
    told = add_and_kill(tmp_path, 60, time.time_ns())
    assert {how for how, _ in told} == {"keep", "refer", "going"}


# Their waveforms

DRAWER = """
    import asyncio, os, sys
    from pathlib import Path
    from studio_app.audio import peaks
    from studio_app.session import waveforms
    from studio_app.session.announce import Announcer
    from studio_app.session.media import media_sound
    from studio_app.store import ProjectFile

    async def main(project):
        waveforms._KEPT_FRAMES, peaks._SEGMENT = int(sys.argv[2]), int(sys.argv[2]) // 2
        file, announce = ProjectFile.open(project), Announcer()
        (media,) = file.medias().values()
        held, sound = waveforms.Waveforms(file, announce), media_sound(media)
        os.write(1, b"ready\\n")
        while True:
            held.bins(sound, sound.frames / 500, 0, 500)
            await asyncio.sleep(0.005)

    asyncio.run(main(Path(sys.argv[1])))
"""


def draw_and_kill(folder, seconds, most, seed):
    """Draw a recording, killed up to so many times, and to its end; return after how many kills it was whole."""
    dice, path, song = random.Random(seed), folder / "p.lectern", folder / "song.mp3"
    write_song(song, seconds)
    ProjectFile.create(path, small_project())
    with ProjectFile.open(path) as file:
        media = asyncio.run(Medias(file).add(song, collect=False)).media
    whole = Peaks(media.rate)
    with MediaReader(song) as reader:
        draw(whole, reader, frames=media.frames)
    name, known, kills, kept = f"media:{media.hash}", 0, 0, None
    while kept is None and kills < most:
        killed(DRAWER, dice.uniform(0.05, 0.6), path, KEPT)
        kills += 1
        with ProjectFile.open(path) as file:
            kept, again = file.peaks(name), Peaks(media.rate)
            assert all(map(again.resume, file.peaks_parts(name)))
            assert kept is not None or again.frames >= known, "what was known is not made again"
            known = again.frames
    with ProjectFile.open(path) as file:
        asyncio.run(drawn(file, media))
        file.put_peaks("all before is written", b"").result()
        assert file.peaks(name) == whole.to_bytes()
        assert file.peaks_parts(name) == []
    sound(path)
    return kills


async def drawn(file, media):
    """Wait until all of a recording is known."""
    held, asked = Waveforms(file, Announcer()), media_sound(media)
    while held.bins(asked, asked.frames / 9, 0, 9) is None or held.busy:  # noqa: ASYNC110 - as a canvas does
        await asyncio.sleep(0.005)
    await held.close()


def test_a_waveform_goes_on_after_a_kill(tmp_path):
    assert draw_and_kill(tmp_path, 120, 2, 5) > 0


@pytest.mark.campaign
def test_a_waveform_of_two_hours_goes_on_after_each_kill(tmp_path):
    kills = draw_and_kill(tmp_path, 3600, 60, time.time_ns())
    print(f"whole after {kills} kills")
    assert kills > 3


# Edits

#: Edits as fast as a loop goes. Tells the number of each edit before it is made, and which were saved once they are.
EDITOR = """
    import asyncio, os, random, sys
    from pathlib import Path
    from test_session_timeline_kill import edited
    from studio_app.session.studio import Studio

    async def main():
        studio, number = Studio.open(Path(sys.argv[1])), int(sys.argv[2])
        dice = random.Random(number)
        os.write(1, b"ready\\n")
        while True:
            number += 1
            change = edited(studio.project, number)
            if change is not None:
                os.write(1, f"made {number}\\n".encode())
                studio.do((studio.project, change))
            if dice.random() < 0.1:
                await studio.flush()
                os.write(1, f"saved {number}\\n".encode())
            await asyncio.sleep(dice.choice([0, 0, 0.001, 0.01]))

    asyncio.run(main())
"""


def edited(project, number):
    """Return the change some edit makes of a project, the same for the same number; None where it is refused."""
    try:
        change = followed(project, Person(number).edit(project))
    except (LecternError, KeyError, IndexError):
        return None
    return change if change.rows else None  # what follows on timelines comes with it


def states(project, first, last):
    """Yield the project after each edit, by number."""
    for number in range(first + 1, last + 1):
        change = edited(project, number)
        project = project if change is None else apply(project, change)
        yield number, project


def edit_and_kill(folder, kills, seed):
    """Edit and kill; return how many edits were made in all."""
    dice, path, edits = random.Random(seed), folder / "p.lectern", 0
    for _ in range(kills):
        ProjectFile.create(path, small_script(), overwrite=True)
        project, number = loaded(path), dice.randrange(10**9)
        first = project
        for _ in range(2):
            told = [(word, int(count)) for word, count in killed(EDITOR, dice.uniform(0.01, 0.5), path, number)]
            made, saved = (max([number, *(n for word, n in told if word == what)]) for what in ("made", "saved"))
            made = max(made, saved)  # saved are also those that were refused meanwhile
            edits += made - number
            reached = {n: held for n, held in [(number, project), *states(project, number, made)] if n >= saved}
            with ProjectFile.open(path) as file:
                assert not file.losses
                found = file.load()
            assert found in reached.values(), "the file is at no edit that was made"
            number, project = max(n for n, held in reached.items() if held == found), found
            sound(path)
        asyncio.run(taken_back(path))
        assert loaded(path) == first
    return edits


def loaded(path):
    with ProjectFile.open(path, read_only=True) as file:
        return file.load()


async def taken_back(path):
    studio = Studio.open(path)
    while await studio.undo() is not None:
        pass
    await studio.shut()


def test_edits_that_were_saved_are_there_after_a_kill_and_can_be_taken_back(tmp_path):
    assert edit_and_kill(tmp_path, 1, 7) > 0


@pytest.mark.campaign
def test_edits_that_were_saved_are_there_after_60_kills(tmp_path):
    assert edit_and_kill(tmp_path, 30, time.time_ns()) > 500
