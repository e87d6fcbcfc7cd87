"""Voices cloned from recordings: they are checked and mended, consent is written down, and each is made once.

What is here runs on the engines' loop; reading and measuring files goes on beside it.
"""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from studio_app.audio.sample_check import Finding, Guidance, Measures, judge, judge_all, measure, unreadable
from studio_app.audio.sample_file import Facts
from studio_app.audio.sample_fix import Mend, mend
from studio_app.domain.errors import BadInput, FileRefused, LecternError, NotOffered, WrongUsage
from studio_app.jobs.progress import Progress
from studio_app.jobs.queue import beside
from studio_app.jobs.stop import Stop
from studio_app.session.errand import Errand
from studio_app.session.once import Once, Stage
from studio_app.speech.making import INLINE, CloneWish, Sample
from studio_app.store.makings import ABSENT, SENDING, Consent, InlineVoice, Making, Part

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence
    from pathlib import Path

    from studio_app.jobs.backstage import Backstage
    from studio_app.session.engines import Engines
    from studio_app.speech.making import Abilities, Maker, Sent, Training
    from studio_app.store.makings import Makings

__all__ = [
    "Cloning",
    "Consent",
    "Finding",
    "InlineVoice",
    "Making",
    "Mend",
    "Recording",
    "Stage",
    "VoiceErrand",
    "checklist",
    "guidance",
]

_log = logging.getLogger(__name__)
_NO_CONSENT = "Confirm first that the person who speaks agrees to have this voice made; nothing was sent."
#: What begins the id of a voice that is nothing but recordings.


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording to make a voice of, measured and judged. ``text`` is what is said in it, "" where not known.

    ``source`` is the file it was mended from, and ``mended`` how; the file itself where it is as it was brought.
    """

    path: Path
    measures: Measures
    findings: tuple[Finding, ...] = ()
    text: str = field(default="", repr=False)
    source: Path | None = None
    mended: Mend | None = None

    @property
    def name(self) -> str:
        """Return the name of the file the person brought."""
        return (self.source or self.path).name

    @property
    def seconds(self) -> float:
        """Return how long it is."""
        return self.measures.seconds

    @property
    def peaks(self) -> tuple[tuple[float, float], ...]:
        """Return the lowest and the highest sample of equal slices, for a waveform."""
        return self.measures.peaks

    @property
    def level(self) -> str:
        """Return the worst level of its findings."""
        return _worst(self.findings)


def guidance(abilities: Abilities, *, professional: bool = False) -> Guidance:
    """Return by what recordings for an engine are judged. Professional clones take half an hour to three hours."""
    best = (1800.0, 10800.0) if professional else abilities.best_s
    return Guidance(
        least_s=1800.0 if professional else abilities.least_s,
        best_s=best,
        samples=abilities.samples,
        sample_bytes=abilities.professional_bytes if professional else abilities.sample_bytes,
        formats=tuple(suffix.lstrip(".").lower() for suffix in abilities.formats),
        denoise=abilities.denoise or abilities.enhance,
    )


def checklist(recordings: Sequence[Recording], asked: Guidance) -> tuple[Finding, ...]:
    """Return one finding of each kind for all recordings together, the worst of theirs: what is shown before the upload."""
    return judge_all([recording.measures for recording in recordings], asked)


class Cloning:
    """See the module docstring.

    Args:
        engines: what voices are made with.
        once: makes each of them one time.
        folder: where mended recordings are put; they can be made again.
    """

    def __init__(self, engines: Engines, once: Once, folder: Path) -> None:
        self._engines = engines
        self._once = once
        self._makings: Makings = once.makings
        self._folder = folder

    # Recordings

    async def prepare(
        self, paths: Sequence[Path], asked: Guidance, tell: Callable[[int], object] = lambda _: None
    ) -> tuple[Recording, ...]:
        """Measure and judge recordings; one that cannot be read is returned with a finding that says so.

        Args:
            paths: of the files.
            asked: what they are judged by.
            tell: told how many are done.
        """
        found = []
        for number, path in enumerate(paths):
            tell(number)
            found.append(await self._measured(path, asked))
        tell(len(paths))
        return tuple(found)

    def judged(self, recording: Recording, asked: Guidance) -> Recording:
        """Return a recording judged by something else: another engine was chosen."""
        return (
            replace(recording, findings=judge(recording.measures, asked))
            if recording.measures.facts.frames
            else recording
        )

    async def mend(self, recording: Recording, how: Mend, asked: Guidance) -> Recording:
        """Return a recording that was cut, trimmed, brought to its level or into another format. The source stays as it is.

        Raises:
            WrongUsage: nothing would be left of it.
            BadInput, FileRefused, DiskFull: it cannot be read, or written.
        """
        source, stop = recording.source or recording.path, Stop()
        path = await beside(lambda: mend(source, self._folder, how, check=stop.check), stop=stop)
        made = await self._measured(path, asked)
        return replace(made, text=recording.text, source=source, mended=how)

    # Voices

    async def clone(
        self,
        engine: str,
        wish: CloneWish,
        consent: Consent,
        *,
        recordings: Sequence[Recording] = (),
        told: Callable[[Stage], object] = lambda _: None,
    ) -> Making:
        """Make a voice of recordings and wait until it is trained, or failed. The same is never made twice.

        Args:
            engine: with which engine.
            wish: how it is called and made; its samples, or
            recordings: what is read as its samples.
            consent: that who speaks in them agreed.
            told: told how far it is.

        Raises:
            WrongUsage: nobody consented, or there is no name or no recording.
            NotOffered: the engine clones no voices.
            NoSlot, SamplesRefused, Unauthorised, Unreachable, ...: the provider does not make it.
            DiskFull, FileRefused: it cannot be written down, or a recording cannot be read; nothing was sent.
        """
        if recordings:
            wish = replace(wish, samples=await self.samples(recordings))
        check_consent(consent)
        if not wish.name.strip() or not wish.samples:
            raise WrongUsage("A voice needs a name and at least one recording.")
        return await self._clone(engine, wish, consent, told)

    async def samples(self, recordings: Sequence[Recording]) -> tuple[Sample, ...]:
        """Read recordings as they are sent. Raises FileRefused."""
        return tuple([Sample(one.path.name, await beside(read_file, one.path), one.text) for one in recordings])

    async def again(self, making_id: int, told: Callable[[Stage], object] = lambda _: None) -> Making:
        """Go on with a clone that was cut off: it is looked for, sent where it never arrived, and waited for.

        Raises:
            WrongUsage: there is nothing to go on with.
            SpeechError, ...: see ``clone``.
        """
        row = await beside(self._makings.get, making_id)
        if row is None or row.kind != "clone":
            raise WrongUsage("There is no such voice to go on with.", detail=f"making {making_id}")
        if row.made:
            async with self._engines.using(await self._opened(row.engine)) as engine:
                return await self._once.trained(row, _maker(engine.maker), told)
        wish = _wish_of(row, await beside(self._makings.parts, row.id))
        if not wish.samples:
            raise WrongUsage("The recordings are no longer here; choose them again.", detail=f"making {making_id}")
        return await self._clone(row.engine, wish, None, told)

    async def recover(self) -> tuple[Making, ...]:
        """Ask what became of everything that was under way when the program ended; return what is known now of each.

        Nothing is sent but questions. What cannot be asked now stays as it is.
        """
        found = []
        for row in await beside(self._makings.unsettled):
            try:
                found.append(await self._looked_at(row))
            except LecternError as error:
                _log.info("making %s stays as it is: %s %s", row.id, type(error).__name__, error.detail)
                found.append(row)
        return tuple(found)

    async def broken_off(self) -> tuple[Making, ...]:
        """Return the clones that can be gone on with, or forgotten: their recordings are here."""
        rows = await beside(self._makings.rows, "clone")
        return tuple(row for row in rows if row.state in (SENDING, ABSENT))

    async def forget(self, making_id: int) -> None:
        """Forget a voice that was cut off, with its recordings. One that is there at the provider stays there."""
        await beside(self._makings.forget, making_id)

    # Voices that are recordings

    async def inline(
        self, engine: str, name: str, samples: Sequence[Sample], consent: Consent, language: str = ""
    ) -> InlineVoice:
        """Keep recordings as a voice of an engine that takes them with each request; nothing is uploaded.

        Raises:
            WrongUsage: nobody consented, or there is no recording.
            NotOffered: the engine takes none.
            DiskFull, FileRefused: they cannot be kept.
        """
        check_consent(consent)
        if not samples:
            raise WrongUsage("A voice needs at least one recording.")
        async with self._engines.using(await self._opened(engine)) as opened:
            if not _maker(opened.maker).abilities.inline:
                raise NotOffered("This engine takes no recordings with its requests.")
        parts = _parts(samples)
        mark = _hash([[part.sha, part.text] for part in parts])[:32]
        voice = InlineVoice(INLINE + mark, engine, name.strip() or samples[0].name, language)
        return await beside(self._makings.keep_inline, voice, parts, consent)

    def inline_samples(self, engine: str) -> dict[str, tuple[Sample, ...]]:
        """Return the recordings of all such voices of an engine, by the voice's id: what the engine is given. Blocks."""
        return {
            voice.id: tuple(Sample(part.name, part.data, part.text) for part in self._makings.inline_parts(voice.id))
            for voice in self._makings.inline(engine)
        }

    # Inside

    async def _measured(self, path: Path, asked: Guidance) -> Recording:
        stop = Stop()
        try:
            found = await beside(lambda: measure(path, stop.check), stop=stop)
        except (BadInput, FileRefused) as error:
            return Recording(path, Measures(Facts(path.name, "", 0, 0, 0)), (unreadable(error.sentence),))
        return Recording(path, found, judge(found, asked))

    async def _opened(self, engine: str) -> str:
        await beside(self._engines.get, engine)
        return engine

    async def _clone(
        self, engine: str, wish: CloneWish, consent: Consent | None, told: Callable[[Stage], object]
    ) -> Making:
        async with self._engines.using(await self._opened(engine)) as opened:
            maker = _maker(opened.maker)
            if not maker.abilities.instant:
                raise NotOffered("This engine clones no voices.")
            account = await beside(self._engines.payer, engine)
            row, parts = await beside(_row_of, engine, account, wish)

            def send(sent: Sent) -> Awaitable[Training]:
                return maker.clone(wish, sent)

            made = await self._once.make(row, parts, consent, maker, send, told, counted=True)
            return await self._once.trained(made, maker, told)

    async def _looked_at(self, row: Making) -> Making:
        async with self._engines.using(await self._opened(row.engine)) as opened:
            if opened.maker is None or await beside(self._engines.payer, row.engine) != row.account:
                return row
            return await self._once.look(row, opened.maker)


class VoiceErrand(Errand):
    """Makes a voice, or goes on with one that was cut off; the result is what ``work`` returns."""

    kind = "voice"
    of_project = False

    def __init__(
        self,
        number: int,
        what: str,
        changed: Callable[[Errand], None],
        backstage: Backstage,
        work: Callable[[Callable[[Stage], object]], Coroutine[Any, Any, object]],
    ) -> None:
        """Take ``work``: it is given where to tell how far it is, and runs on the engines' loop."""
        super().__init__(number, what, changed)
        self._backstage = backstage
        self._work = work

    async def body(self) -> None:
        """Make it on the engines' loop."""

        def hear(stage: Stage) -> None:
            self._backstage.to_front(self._hear, stage)

        self.result = await self._backstage.run(lambda: self._work(hear))

    def _hear(self, stage: Stage) -> None:
        if not self.over:
            done, total = (stage.done, stage.total) if stage.total else (stage.share or 0.0, 1.0)
            self.progress = Progress(stage.name, done, total, "bytes" if stage.total else "", None, None)
            self.tell()


def check_consent(consent: Consent) -> None:
    """Raise WrongUsage unless it says who agreed to what."""
    if not consent.who.strip() or not consent.statement.strip():
        raise WrongUsage(_NO_CONSENT)


def _maker(maker: Maker | None) -> Maker:
    if maker is None:
        raise NotOffered("This engine makes no voices.")
    return maker


def read_file(path: Path) -> bytes:
    """Return a recording's octets. Raises FileRefused."""
    try:
        return path.read_bytes()
    except OSError as error:
        said = f"{path.name} cannot be read: {error.strerror or 'the system gave no reason'}."
        raise FileRefused(said, detail=type(error).__name__) from error


def _parts(samples: Sequence[Sample]) -> tuple[Part, ...]:
    return tuple(Part(sample.name, sample.data, sample.text) for sample in samples)


def _row_of(engine: str, account: str, wish: CloneWish) -> tuple[Making, tuple[Part, ...]]:
    """Return a wish as it is written down. Hashes megabytes."""
    parts = _parts(wish.samples)
    facts = asdict(replace(wish, samples=()))
    del facts["samples"]
    hashes = [[part.sha, part.text] for part in parts]
    mark = _hash([engine, account, facts, hashes])
    recordings = _hash(sorted(sha for sha, _ in hashes))
    return Making(0, "clone", engine, account, mark, wish.name, recordings, facts), parts


def _wish_of(row: Making, parts: Sequence[Part]) -> CloneWish:
    """Return the wish of a row."""
    facts: dict[str, Any] = dict(row.facts)
    labels = tuple((str(name), str(value)) for name, value in facts.get("labels") or ())
    return CloneWish(
        row.name,
        tuple(Sample(part.name, part.data, part.text) for part in parts),
        description=str(facts.get("description", "")),
        labels=labels,
        tags=tuple(map(str, facts.get("tags") or ())),
        denoise=bool(facts.get("denoise", False)),
        enhance=bool(facts.get("enhance", True)),
        visibility=str(facts.get("visibility", "private")),
    )


def _hash(held: object) -> str:
    return hashlib.blake2b(json.dumps(held, sort_keys=True).encode(), digest_size=32).hexdigest()


def _worst(findings: Sequence[Finding]) -> str:
    order = ("ok", "warn", "fail")
    return max((finding.level for finding in findings), key=order.index, default="ok")
