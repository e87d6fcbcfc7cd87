"""Voices that go are told with what could speak instead, in the open project and in others."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from shelf_desk import desk, listings

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.errors import Unreachable
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.session.withdrawn import used_in
from studio_app.speech.library import Search
from studio_app.store.project_file import ProjectFile

if TYPE_CHECKING:
    from pathlib import Path

EL = "elevenlabs"
OFFLINE = Unreachable("ElevenLabs does not answer.", maybe_billed=False)
VOICES = listings()
GONE, LEAVING, STAYS = VOICES[0], replace(VOICES[1], leaves="2027-02-01"), VOICES[2]


def cast(*found) -> tuple[Speaker, ...]:
    return tuple(
        Speaker(number, f"Speaker {number}", Casting.of(one.voice.engine, "m", one.voice.id))
        for number, one in enumerate(found, 1)
    )


def library(home: Path):
    return desk(home, elevenlabs=[GONE, LEAVING, *VOICES[2:]])


def looked(d) -> list[str]:
    return [what[1] for what in d[EL].asked if what[0] == "look"]


def test_who_speaks_with_a_voice_that_goes_is_told_with_voices_like_it(tmp_path: Path) -> None:
    async def run() -> None:
        async with library(tmp_path) as d:
            await d.library.search(EL, Search(), 300)
            d[EL].gone.add(GONE.voice.id)
            gone, leaving = await d.withdrawals.of(cast(GONE, STAYS, LEAVING))
            assert (gone.speaker_id, gone.gone, gone.name) == (1, True, GONE.voice.name)
            assert (leaving.speaker, leaving.gone, leaving.leaves) == ("Speaker 3", False, "2027-02-01")
            best = gone.alternatives[0]
            assert (best.accent, best.voice.gender, best.use) == (GONE.accent, GONE.voice.gender, GONE.use)
            ids = {one.voice.id for one in (*gone.alternatives, *leaving.alternatives)}
            assert not ids & {GONE.voice.id, LEAVING.voice.id}

    asyncio.run(run())


def test_a_provider_is_asked_once_in_some_hours_and_once_for_each_voice(tmp_path: Path) -> None:
    async def run() -> None:
        async with library(tmp_path) as d:
            await d.withdrawals.of(cast(STAYS, STAYS, LEAVING))
            await d.withdrawals.of(cast(STAYS))
            assert looked(d) == [STAYS.voice.id, LEAVING.voice.id]
            d.withdrawals._now = lambda: datetime.now(UTC) + timedelta(hours=7)
            await d.withdrawals.of(cast(STAYS))
            assert len(looked(d)) == 3

    asyncio.run(run())


def test_without_a_network_it_is_told_as_it_was(tmp_path: Path) -> None:
    async def run() -> None:
        async with library(tmp_path) as d:
            await d.library.search(EL, Search(), 300)
            d[EL].gone.add(GONE.voice.id)
            await d.withdrawals.of(cast(GONE))
            await d.again()
            d[EL].wrong = OFFLINE
            d.withdrawals._now = lambda: datetime.now(UTC) + timedelta(days=3)
            (gone,) = await d.withdrawals.of(cast(GONE, STAYS))
            assert gone.gone
            assert gone.alternatives

    asyncio.run(run())


def test_a_voice_nobody_can_be_asked_about_is_not_called_gone(tmp_path: Path) -> None:
    async def run() -> None:
        async with library(tmp_path) as d:
            d[EL].wrong = OFFLINE
            assert await d.withdrawals.of(cast(GONE)) == ()
            keyless = replace(GONE, voice=replace(GONE.voice, engine="fish"))
            inline = replace(GONE, voice=replace(GONE.voice, id="inline:0a"))
            foreign = replace(GONE, voice=replace(GONE.voice, engine="someday"))
            assert await d.withdrawals.of(cast(keyless, inline, foreign)) == ()
            assert await d.withdrawals.of(cast(STAYS)) == ()
            assert looked(d) == [GONE.voice.id]  # not once more for each voice

    asyncio.run(run())


def test_a_voice_that_comes_back_is_told_no_more(tmp_path: Path) -> None:
    async def run() -> None:
        async with library(tmp_path) as d:
            d[EL].gone.add(GONE.voice.id)
            assert await d.withdrawals.of(cast(GONE))
            d[EL].gone.clear()
            d.withdrawals._now = lambda: datetime.now(UTC) + timedelta(hours=7)
            assert await d.withdrawals.of(cast(GONE)) == ()

    asyncio.run(run())


def saved(path: Path, *found) -> str:
    draft = Draft("Book", (DraftChapter("One", (DraftParagraph(Kind.TEXT, "Words."),)),))
    ProjectFile.create(path, project_from_draft(draft, speakers=cast(*found), voicing=Voicing()))
    return str(path)


def test_projects_that_are_not_open_are_told_too(tmp_path: Path) -> None:
    async def run() -> None:
        async with library(tmp_path) as d:
            d[EL].gone.add(GONE.voice.id)
            one, other = saved(tmp_path / "one.lectern", GONE), saved(tmp_path / "other.lectern", STAYS)
            broken = tmp_path / "broken.lectern"
            broken.write_bytes(b"no project")
            found = await d.withdrawals.of_projects([one, other, str(broken), str(tmp_path / "missing.lectern")])
            assert {path: [w.speaker_id for w in told] for path, told in found.items()} == {one: [1]}

    asyncio.run(run())


def test_what_uses_a_voice_is_known_before_it_is_deleted(tmp_path: Path) -> None:
    one, other = saved(tmp_path / "one.lectern", GONE, STAYS, GONE), saved(tmp_path / "other.lectern", STAYS)
    (found,) = used_in(GONE.key, [one, other, one, str(tmp_path / "missing.lectern")])
    assert (found.path, found.speakers) == (one, ("Speaker 1", "Speaker 3"))
