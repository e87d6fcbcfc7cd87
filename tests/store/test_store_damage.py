"""Whatever happens to the bytes of a project file: what is read is what was written, or the loss is named."""

from __future__ import annotations

import random
import shutil
import time
from contextlib import suppress
from dataclasses import replace

import pytest
from store_books import music, small_book, take_number

from studio_app.domain.errors import LecternError, NotAProject, ProjectDamaged, ProjectTooNew
from studio_app.domain.manuscript import Paragraph
from studio_app.domain.timeline import Clip, Track, TrackKind, timeline_of
from studio_app.store import ProjectFile, check

SOUND = random.Random(0).randbytes(60_000)
#: No damage may keep a person waiting longer than this (seconds, on a busy machine).
PATIENCE = 20
#: How opening and checking a damaged file may end; NotAProject where nothing shows any more that it was one.
EXPECTED = (type(None), ProjectDamaged, ProjectTooNew, NotAProject)


@pytest.fixture(scope="module")
def seed_file(tmp_path_factory):
    """A closed project of a few hundred paragraphs with their clips, some takes and a sound, to be damaged in copies."""
    path = tmp_path_factory.mktemp("seed") / "seed.lectern"
    small = small_book()
    one = small.paragraphs[1][1]
    many = tuple(replace(one, id=n, position=float(n), text=f"{n}: " + "abcdefg " * 30) for n in range(1, 301))
    track = Track(1, 1.0, TrackKind.VOICEOVER, "Ann")
    clips = [Clip(p.id + 1, 1, p.id * 1000, 900, text=p.text, paragraph_id=p.id) for p in many]
    ProjectFile.create(path, replace(small, paragraphs={1: many}, timelines={1: timeline_of([track], clips)}))
    with ProjectFile.open(path) as file:
        file.add_media(music(), SOUND)
        for number in range(1, 9):
            file.add_take(take_number(number), random.Random(number).randbytes(40_000), place=(number, 0))
    return path


def damage(content: bytearray, rng: random.Random) -> None:
    """Flip bytes, blank a stretch, or cut the end off."""
    match rng.randrange(4):
        case 0:
            del content[rng.randrange(len(content)) :]
        case 1:
            start = rng.randrange(len(content))
            end = min(len(content), start + rng.choice([16, 512, 4096, 16384, 65536]))
            content[start:end] = bytes(end - start)
        case 2:
            start = rng.randrange(len(content)) & ~16383  # the structure of a page lies at its beginning
            for _ in range(rng.randint(1, 8)):
                content[min(len(content) - 1, start + rng.randrange(64))] = rng.randrange(256)
        case _:
            for _ in range(rng.choice([1, 1, 5, 50, 500])):
                content[rng.randrange(len(content))] = rng.randrange(256)


def texts(project) -> dict[int, str]:
    return {p.id: p.text for paragraphs in project.paragraphs.values() for p in paragraphs if isinstance(p, Paragraph)}


def look(path, original, sounds):
    """Open the damaged file and hold what can be read against what was written."""
    with ProjectFile.open(path, read_only=True) as file:
        read = texts(file.load())
        altered = [number for number, text in read.items() if original.get(number) != text]
        named = " ".join(finding.what for finding in file.losses)
        assert all(f"paragraph {number} of" in named for number in altered)
        if not file.losses:
            assert read == original
        look_at_clips(file, read)
        look_at_sound(file)
        told: list[ProjectDamaged] = []
        for take in file.takes(range(1, 20), words=True).values():
            try:
                assert file.audio(take.audio) in sounds
            except ProjectDamaged as error:
                told.append(error)
        for read_list in (file.placements, file.ledger, file.undo_stack, file.exports, file.cover):
            read_list()
        assert all("take" in error.sentence or "damaged" in error.sentence for error in told)


def look_at_clips(file, texts):
    """Hold what is on the timeline against what was put there; where one is missing that is told."""
    for timeline in file.load().timelines.values():
        clips = [clip for lane in timeline.lanes.values() for clip in lane]
        assert all((clip.start, clip.length) == (clip.paragraph_id * 1000, 900) for clip in clips)
        assert all(clip.text == texts[clip.paragraph_id] for clip in clips)
        assert file.losses or len(clips) == 300


def look_at_sound(file):
    with suppress(ProjectDamaged):
        for media in file.medias().values():
            assert file.media_audio(media.hash) in (None, SOUND)


def ended(step):
    """Return the typed error a step ended in, None where it ended well."""
    try:
        step()
    except LecternError as error:
        return error
    return None


def survive(seed_file, tmp_path, rounds, seed):
    rng = random.Random(seed)
    with ProjectFile.open(seed_file, read_only=True) as file:
        original = texts(file.load())
    sounds = {random.Random(number).randbytes(40_000) for number in range(1, 9)}
    path = tmp_path / "damaged.lectern"
    for number in range(rounds):
        content = bytearray(seed_file.read_bytes())
        damage(content, rng)
        path.write_bytes(content)
        started = time.monotonic()
        for step in (lambda: check(path), lambda: look(path, original, sounds)):
            outcome = ended(step)
            assert isinstance(outcome, EXPECTED), f"round {number} of seed {seed}"
            assert "abcdefg" not in f"{vars(outcome) if outcome else ''}", f"round {number} of seed {seed}"
        assert time.monotonic() - started < PATIENCE, f"round {number} of seed {seed}"
        assert path.read_bytes() == bytes(content), f"round {number} of seed {seed}"
    assert [found.name for found in tmp_path.iterdir()] == ["damaged.lectern"]


def test_damage_of_every_kind_ends_in_a_project_or_a_typed_error(seed_file, tmp_path):
    survive(seed_file, tmp_path, 40, seed=1)


@pytest.mark.campaign
def test_damage_of_every_kind_5000_times(seed_file, tmp_path):
    survive(seed_file, tmp_path, 5000, seed=time.time_ns())


def test_damaged_files_can_be_worked_on(seed_file, tmp_path, make_take):
    """Opened for writing, a damaged file is recovered and takes what is new, or refuses with a typed error."""
    rng = random.Random(3)
    for number in range(12):
        folder = tmp_path / str(number)
        folder.mkdir()
        content = bytearray(seed_file.read_bytes())
        damage(content, rng)
        path = folder / "damaged.lectern"
        path.write_bytes(content)
        try:
            with ProjectFile.open(path) as file:
                take = file.add_take(make_take(99), b"new sound").result()
                assert file.audio(take.audio) == b"new sound"
        except LecternError:
            pass
        shutil.rmtree(folder)
