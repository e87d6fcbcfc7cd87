"""The library and one's own voices in the window: found, heard, added, cast, compared, kept; and every refusal a sentence."""

from __future__ import annotations

import asyncio

import pytest

pytest.importorskip("PySide6")

import shell_desk as desks
from keyring.backends import fail
from shell_desk import sentence, unanswered, until

from studio_app.domain.errors import FileRefused
from studio_app.speech.library import Search
from tests.settings.memory_keyring import installed
from tests.simulators import simulator

#: Where a provider is gone, connections to it are left to the collector of garbage.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

EL, MODEL = "elevenlabs", "eleven_multilingual_v2"


@pytest.fixture(scope="module")
def window(qapp, tmp_path_factory):
    with installed(fail.Keyring()):
        made = desks.Shell(qapp, tmp_path_factory.mktemp("home"))
        yield made
        made.close()


@pytest.fixture
def shell(window, tmp_path, monkeypatch):
    window.begin(tmp_path, monkeypatch)
    yield window
    window.forget()


@pytest.fixture
def eleven(shell):
    with simulator(EL, fast=True, plan="creator", library=60, key=desks.new_key()) as sim:
        shell.account(sim)
        yield sim


@pytest.fixture
def book(tmp_path):
    return desks.new_book(tmp_path)


async def shown(desk, name):
    """Show a page; return it."""
    desk.voicing.show(name)
    return await until(lambda: desk.parts.window.panels.voices.made(name))


async def library(desk):
    """Return the library's page with what the provider has."""
    page = await shown(desk, "library")
    page._found, page._started = None, False
    page.start()
    await shell_idle(desk)  # what was seen before is shown first
    await until(lambda: page._found is not None and page._found.listings and not page._found.offline_since)
    return page


async def mine(desk):
    """Return the page of one's own voices, when they are there."""
    page = await shown(desk, "mine")
    page.refresh_requested.emit()
    await until(desk.work.voices.mine.all)
    await shell_idle(desk)
    return page


async def shell_idle(desk):
    await asyncio.sleep(0.02)
    await until(lambda: not any(desk.runner._queue._running.values()))


def dear(page):
    return max(page._found.listings, key=lambda one: one.rate)


def lent(page):
    return next(one for one in page._found.listings if one.owner)


@pytest.mark.parametrize("name", ["library", "mine"])
def test_every_wish_of_the_pages_is_answered(shell, book, name):
    async def work(desk):
        return unanswered(await shown(desk, name))

    assert shell.live(book, work) == set()


def test_a_sample_is_heard_and_falls_silent_when_it_is_stopped(shell, eleven, book):
    async def work(desk):
        page = await library(desk)
        listing = page._found.listings[0]
        page.sample_requested.emit(listing)
        await until(lambda: desk.work.voices.player.plays == listing.key)
        page.sample_stop_requested.emit()
        return desk.work.voices.player.plays

    assert shell.live(book, work) is None


def test_of_two_samples_asked_for_the_later_is_heard(shell, eleven, book):
    async def work(desk):
        page = await library(desk)
        first, second = page._found.listings[:2]
        page.sample_requested.emit(first)
        page.sample_requested.emit(second)
        await until(lambda: desk.work.voices.player.plays)
        await shell_idle(desk)
        return desk.work.voices.player.plays == second.key

    assert shell.live(book, work)


def test_a_sample_that_comes_after_it_was_stopped_is_not_heard(shell, eleven, book):
    async def work(desk):
        page = await library(desk)
        page.sample_requested.emit(page._found.listings[2])
        page.sample_stop_requested.emit()
        await shell_idle(desk)
        return desk.work.voices.player.plays

    assert shell.live(book, work) is None


def test_what_a_provider_refuses_is_said_on_the_page(shell, eleven, book):
    async def work(desk):
        page, said = await library(desk), []
        voices = desk.work.voices

        async def refuse(*_, **__):
            raise FileRefused("Not now.")

        for part, name, wish in (
            (voices.samples, "hear", page.sample_requested),
            (voices.library, "details", page.details_requested),
            (voices.mine, "add", page.add_requested),
            (voices, "castable", page.cast_requested),
            (voices.library, "like", page.similar_requested),
        ):
            page.banner.hide()
            shell.patch.setattr(part, name, refuse)
            wish.emit(page._found.listings[0])
            await until(lambda: sentence(page.banner))
            said.append((name, sentence(page.banner)))
        return said

    assert {said for _, said in shell.live(book, work)} == {"Not now."}


def test_a_voice_that_is_lent_is_added_and_waits_to_be_cast(shell, eleven, book):
    async def work(desk):
        page = await library(desk)
        listing = lent(page)
        page.cast_requested.emit(listing)
        await until(lambda: desk.casts._page is not None and desk.casts._page.draft)
        (casting,) = desk.casts._page.draft.values()
        await desk.work.voices.mine.refresh()
        return casting.voice in {one.key[1] for one in desk.work.voices.mine.all()}, desk.studio.project.speaker(1)

    there, narrator = shell.live(book, work)
    assert there
    assert narrator.casting.engine == "local", "it is cast when the person says so"


def test_a_dear_voice_is_told_by_its_price_before_it_speaks(shell, eleven, book):
    async def work(desk):
        page = await library(desk)
        listing = dear(page)
        desk.casts.take_voice(*listing.key, listing.voice.name)
        cast = desk.casts._page
        await until(cast._dear.isVisible)
        return f"{listing.rate:g}", cast._dear.text()

    rate, said = shell.live(book, work)
    assert rate in said
    assert eleven.billed == 0


def test_voices_are_compared_on_a_paragraph_for_the_price_that_was_said(shell, eleven, book):
    async def work(desk):
        page = await library(desk)
        found = [one for one in page._found.listings if one.rate == 1 and one.key[0] == EL][:2]
        for one in found:
            page.compare(one)
        desk.voicing._compare(found)
        await shell_idle(desk)
        page.audition_requested.emit(found)
        await until(lambda: len(desk.voicing._tried) == 2)
        heard = []
        shell.patch.setattr(desk.listening, "play_takes", lambda takes, told: heard.append(takes))
        page.audition_play_requested.emit(found[0])
        return len(heard), desk.studio.file.placements()

    assert shell.live(book, work) == (1, {})
    assert [row.text for row in eleven.books] == [desks.TEXTS[0]] * 2


def test_what_a_person_says_of_their_voices_is_kept(shell, eleven, book):
    async def work(desk):
        page = await mine(desk)
        listing = desk.work.voices.mine.all()[0].listing
        page.favourite_changed.emit(listing, True)
        page.tagged.emit(listing, ("calm",))
        page.noted.emit(listing, "For the aunt.")
        page.renamed.emit(listing, "Aunt", False)
        page.collection_made.emit(listing, "Family")
        await shell_idle(desk)
        kept = next(one for one in desk.work.voices.mine.all() if one.key == listing.key)
        return kept.favourite, tuple(kept.tags), kept.note, kept.called, len(kept.collections)

    assert shell.live(book, work) == (True, ("calm",), "For the aunt.", "Aunt", 1)


def test_what_cannot_be_kept_is_said_and_the_page_shows_what_holds(shell, eleven, book):
    async def work(desk):
        page = await mine(desk)

        async def refuse(*_, **__):
            raise FileRefused("The disk is full.")

        shell.patch.setattr(desk.work.voices.mine, "remove", refuse)
        page.remove_agreed.emit(desk.work.voices.mine.all()[0].listing)
        return await until(lambda: sentence(page.banner))

    assert shell.live(book, work) == "The disk is full."


def test_a_voice_that_was_withdrawn_is_said_when_the_project_is_opened(shell, eleven, tmp_path):
    async def look(desk):
        found = await desk.work.voices.library.search(EL, Search(), 20)
        return await desk.work.voices.mine.add(next(one for one in found.listings if one.owner))

    (tmp_path / "first").mkdir()
    key = shell.live(desks.new_book(tmp_path / "first"), look)
    eleven.withdraw(key[1])

    async def work(desk):
        return await until(lambda: sentence(desk.parts.window.banner))

    assert "is gone" in shell.live(desks.new_book(tmp_path, EL, MODEL, key[1]), work)


def test_without_a_network_what_was_seen_is_shown_with_its_day(shell, book):
    with simulator(EL, fast=True, plan="creator", library=30, key=desks.new_key()) as sim:
        shell.account(sim)

        async def online(desk):
            found = (await library(desk))._found.listings
            return len([one for one in found if one.key[0] == EL])

        seen = shell.live(book, online)

    async def offline(desk):
        page = await shown(desk, "library")
        page._asked = (EL, Search())
        page.search_requested.emit(EL, Search(), 50, True)
        await until(lambda: page._found is not None and page._found.offline_since, 30)
        return len(page._found.listings)

    assert shell.live(book, offline) == seen
