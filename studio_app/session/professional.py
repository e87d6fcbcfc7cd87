"""Professional clones: a voice trained from half an hour of recordings or more, in steps over days.

All that a voice needs to go on is at the provider; what is written down here is which voices are under way, what was uploaded
to them, and what was last known, so that the steps are shown, and gone on with, after a restart or without a network.
All of it runs on the engines' loop.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections import defaultdict
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from studio_app.domain.errors import LecternError, NotOffered, SpeechError, Unreachable, VoiceMissing, WrongUsage
from studio_app.jobs.queue import beside
from studio_app.session.cloning import check_consent, read_file
from studio_app.session.once import Stage
from studio_app.speech.making import Sample, Training, Uploaded
from studio_app.store.makings import FAILED, GONE, TRAINED, TRAINING, Making, Upload, now, sha_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence

    from studio_app.session.engines import Engines
    from studio_app.session.once import Once
    from studio_app.speech.making import Candidate, Maker, Professional, Separation
    from studio_app.store.makings import Consent

__all__ = ["STEPS", "ProfessionalStep", "ProfessionalView", "Professionals", "steps"]

_log = logging.getLogger(__name__)

#: What is done one after the other; telling speakers apart only where more than one speaks.
STEPS = ("samples", "speakers", "verification", "training", "done")
#: Seconds of recordings that are needed, and from which more gives a better voice only slowly.
LEAST_S, BEST_S = 1800.0, 10800.0
_KIND = "professional"
_R = TypeVar("_R", Uploaded, Training)


@dataclass(frozen=True, slots=True)
class ProfessionalStep:
    """One of ``STEPS``.

    ``state``: "ahead", "current" (the person can do it now), "waiting" (the provider works), "done", "failed" or "optional".
    ``said`` is a sentence on it; ``share`` how far it is, None where nobody says.
    """

    id: str
    state: str
    said: str = ""
    share: float | None = None


@dataclass(frozen=True, slots=True)
class ProfessionalView:
    """A professional clone as it was when it was last asked about.

    ``asked`` is when (UTC, ISO 8601), "" where it never was; ``refusal`` a sentence where it could not be asked now.
    """

    making: Making
    samples: tuple[Uploaded, ...] = ()
    trainings: tuple[tuple[str, Training], ...] = ()
    steps: tuple[ProfessionalStep, ...] = ()
    asked: str = ""
    refusal: str = ""

    @property
    def seconds(self) -> float:
        """Return how long all its recordings are together."""
        return sum(sample.seconds or 0.0 for sample in self.samples)


def steps(samples: Sequence[Uploaded], trainings: Sequence[tuple[str, Training]]) -> tuple[ProfessionalStep, ...]:
    """Return how far each step is."""
    seconds = sum(sample.seconds or 0.0 for sample in samples)
    states = [training for _, training in trainings]
    best = max(states, key=_progress, default=Training("", "created"))
    begun = best.state not in ("created", FAILED)
    needs = next((training.needs for training in states if training.needs), "")
    enough = begun or seconds >= LEAST_S
    return (
        ProfessionalStep("samples", "done" if enough else "current", _enough(seconds), min(1.0, seconds / LEAST_S)),
        ProfessionalStep("speakers", "done" if begun else "optional" if samples else "ahead"),
        _verification(needs, enough=enough, begun=begun),
        _training(best, ready=enough and not needs),
        ProfessionalStep("done", "done" if best.state == TRAINED else "ahead"),
    )


class Professionals:
    """See the module docstring.

    Args:
        engines: what trains voices.
        once: makes each of them one time.
    """

    def __init__(self, engines: Engines, once: Once) -> None:
        self._engines = engines
        self._once = once
        self._makings = once.makings
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def views(self) -> tuple[ProfessionalView, ...]:
        """Return all professional clones as they were last known, newest first. Asks nobody."""
        return tuple(_known(row) for row in reversed(await beside(self._makings.rows, _KIND)))

    async def begin(
        self,
        engine: str,
        name: str,
        language: str,
        consent: Consent,
        *,
        description: str = "",
        labels: Mapping[str, str] | None = None,
    ) -> ProfessionalView:
        """Make an empty voice to upload recordings to; the same wish gives the same voice.

        Raises:
            WrongUsage: nobody consented, or there is no name.
            NotOffered, NoSlot, Unreachable, ...: the provider does not make it.
        """
        check_consent(consent)
        if not name.strip():
            raise WrongUsage("A voice needs a name.")
        facts = {"language": language, "description": description, "labels": dict(labels or {})}
        async with self._using(engine) as (maker, professional, account):

            async def send(_: object) -> Training:
                return Training(await professional.begin(name, language, description, labels or {}), "created")

            mark = _hash([engine, account, name, facts])
            row = Making(0, _KIND, engine, account, mark, name, facts=facts)
            return _known(await self._once.make(row, (), consent, maker, send, lambda _: None))

    async def look(self, making_id: int) -> ProfessionalView:
        """Ask how far a voice is. Where it cannot be asked, what was known last is returned, with a refusal."""
        row = await self._row(making_id)
        try:
            async with self._voice(row) as (maker, professional, _):
                if row.open:
                    row = await self._once.look(row, maker)
                    if not row.made:
                        return _known(row)
                return await self._asked(row, professional)
        except VoiceMissing as error:
            row = await beside(self._makings.tell, row.id, GONE, "", error.sentence)
            return replace(_known(row), refusal=error.sentence)
        except LecternError as error:
            return replace(_known(row), refusal=error.sentence)

    async def recover(self) -> tuple[ProfessionalView, ...]:
        """Ask how far every voice is that is not at its end; at the start of the program."""
        rows = await beside(self._makings.rows, _KIND)
        return tuple([await self.look(row.id) for row in rows if row.open or row.state in TRAINING])

    async def forget(self, making_id: int) -> None:
        """Forget a voice here. At the provider it stays."""
        await beside(self._makings.forget, making_id)

    # Recordings

    async def add(
        self,
        making_id: int,
        paths: Sequence[Path],
        *,
        denoise: bool = False,
        told: Callable[[Stage], object] = lambda _: None,
    ) -> ProfessionalView:
        """Upload recordings, one after the other; one that is there already is not sent again, whatever became of its answer.

        Raises:
            SamplesRefused: the provider does not take one; those before it are there.
            Unreachable: an answer was lost; asked for again, what has arrived is not sent again.
            FileRefused: a recording cannot be read.
        """
        row = await self._row(making_id)
        async with self._turns[row.id], self._voice(row) as (_, professional, _):
            there = {sample.name: sample for sample in await professional.uploaded(row.voice)}
            for path in paths:
                upload, data = await beside(_upload, path)
                found = _among(there.values(), upload)
                if found is None:
                    found = await self._sent(row, upload, data, professional, denoise, told)
                    there[found.name] = found
                await beside(self._makings.begin_upload, row.id, replace(upload, sample=found.id))
            return await self._asked(row, professional)

    async def unfinished(self, making_id: int) -> tuple[Path, ...]:
        """Return the recordings whose upload was cut off, for ``add``."""
        uploads = await beside(self._makings.uploads, making_id)
        return tuple(Path(upload.path) for upload in uploads if not upload.sample)

    async def remove(self, making_id: int, sample: str) -> ProfessionalView:
        """Take a recording away. Raises SpeechError."""
        row = await self._row(making_id)
        async with self._turns[row.id], self._voice(row) as (_, professional, _):
            await professional.remove(row.voice, sample)
            for upload in await beside(self._makings.uploads, row.id):
                if upload.sample == sample:
                    await beside(self._makings.drop_upload, row.id, upload.sha)
            return await self._asked(row, professional)

    # Who speaks

    async def separate(self, making_id: int, sample: str) -> Separation:
        """Begin to tell the speakers of a recording apart, unless that was begun; return how far it is. Raises SpeechError."""
        row = await self._row(making_id)
        async with self._voice(row) as (_, professional, _):
            found = await professional.separation(row.voice, sample)
            if found.state not in ("not_started", "failed"):
                return found
            await professional.separate(row.voice, sample)
            return await professional.separation(row.voice, sample)

    async def separation(self, making_id: int, sample: str) -> Separation:
        """Return how far that is. Raises SpeechError."""
        row = await self._row(making_id)
        async with self._voice(row) as (_, professional, _):
            return await professional.separation(row.voice, sample)

    async def hear_speaker(self, making_id: int, sample: str, speaker: str) -> Candidate:
        """Return a recording of one of them. Raises SpeechError."""
        row = await self._row(making_id)
        async with self._voice(row) as (_, professional, _):
            return await professional.hear_speaker(row.voice, sample, speaker)

    async def choose(
        self, making_id: int, sample: str, speakers: Sequence[str], trim_s: tuple[float, float] | None = None
    ) -> None:
        """Train with these speakers of a recording, and this part of it, only. Raises SpeechError."""
        row = await self._row(making_id)
        async with self._voice(row) as (_, professional, _):
            await professional.choose(row.voice, sample, speakers, trim_s)

    # Who one is

    async def captcha(self, making_id: int) -> tuple[bytes, str]:
        """Return the picture of the text to read aloud, and its media type. Raises SpeechError."""
        row = await self._row(making_id)
        async with self._voice(row) as (_, professional, _):
            return await professional.captcha(row.voice)

    async def answer(
        self, making_id: int, recording: Path, told: Callable[[Stage], object] = lambda _: None
    ) -> ProfessionalView:
        """Hand in the text, read aloud.

        Raises:
            SamplesRefused: it was not understood, or another voice reads it.
            Unreachable: the answer was lost and it is not known to be there.
        """
        row, sample = await self._row(making_id), await beside(_sample, recording)
        async with self._turns[row.id], self._voice(row) as (_, professional, _):
            return await self._done_or_asked(
                row, professional, professional.answer(row.voice, sample, _telling(told)), _verified
            )

    async def ask_review(
        self, making_id: int, files: Sequence[Path], note: str = "", told: Callable[[Stage], object] = lambda _: None
    ) -> ProfessionalView:
        """Ask for a review by hand where the text cannot be read. Raises SpeechError."""
        row = await self._row(making_id)
        samples = [await beside(_sample, path) for path in files]
        async with self._turns[row.id], self._voice(row) as (_, professional, _):
            work = professional.ask_review(row.voice, samples, note, _telling(told))
            return await self._done_or_asked(row, professional, work, _verified)

    async def train(self, making_id: int, model: str = "") -> ProfessionalView:
        """Begin training; one that runs is not begun again.

        Raises:
            NotOffered: the account's plan does not allow it.
            Unreachable: the answer was lost and it does not train.
        """
        row = await self._row(making_id)
        async with self._turns[row.id], self._voice(row) as (_, professional, _):
            before = await self._asked(row, professional)
            if _trains(before, model):
                return before
            return await self._done_or_asked(
                row, professional, professional.train(row.voice, model), lambda view: _trains(view, model)
            )

    # Inside

    async def _row(self, making_id: int) -> Making:
        row = await beside(self._makings.get, making_id)
        if row is None or row.kind != _KIND:
            raise WrongUsage("There is no such voice to go on with.", detail=f"making {making_id}")
        return row

    @asynccontextmanager
    async def _using(self, name: str) -> AsyncIterator[tuple[Maker, Professional, str]]:
        await beside(self._engines.get, name)
        async with self._engines.using(name) as engine:
            maker = engine.maker
            if maker is None or maker.professional is None:
                raise NotOffered("This engine trains no professional clones.")
            yield maker, maker.professional, await beside(self._engines.payer, name)

    @asynccontextmanager
    async def _voice(self, row: Making) -> AsyncIterator[tuple[Maker, Professional, str]]:
        async with self._using(row.engine) as (maker, professional, account):
            if account != row.account:
                raise WrongUsage("This voice was begun with another account; choose that one to go on.")
            yield maker, professional, account

    async def _asked(self, row: Making, professional: Professional) -> ProfessionalView:
        """Ask how far it is, and remember it."""
        samples = await professional.uploaded(row.voice)
        trainings = tuple((await professional.state(row.voice)).items())
        best = max((training for _, training in trainings), key=_progress, default=None)
        state = best.state if best is not None and best.state in (*TRAINING, TRAINED, FAILED) else TRAINING[0]
        if state != row.state:
            row = await beside(self._makings.tell, row.id, state, row.voice, best.reason if best is not None else "")
        known = {"samples": [asdict(one) for one in samples], "trainings": [[m, asdict(t)] for m, t in trainings]}
        row = replace(row, facts={**row.facts, "known": known, "asked": now()})
        await beside(self._makings.note, row.id, row.facts)
        return _known(row)

    async def _sent(
        self,
        row: Making,
        upload: Upload,
        data: bytes,
        professional: Professional,
        denoise: bool,
        told: Callable[[Stage], object],
    ) -> Uploaded:
        """Send one recording; where its answer was lost, look whether it arrived."""
        await beside(self._makings.begin_upload, row.id, upload)
        sample = Sample(upload.name, data)
        try:
            made = await professional.add(row.voice, [sample], denoise=denoise, sent=_telling(told))
        except SpeechError as error:
            if not error.maybe_billed:
                await beside(self._makings.drop_upload, row.id, upload.sha)
                raise
            told(Stage("looking"))
            found = await self._arrived(row, upload, professional)
            if found is None:
                raise Unreachable(
                    "The upload broke off and did not arrive. Nothing is lost: try again.", maybe_billed=False
                ) from error
            return found
        return _among(made, upload) or (made[-1] if made else Uploaded(upload.name, upload.name))

    async def _arrived(self, row: Making, upload: Upload, professional: Professional) -> Uploaded | None:
        patience = self._once.patience
        until = asyncio.get_running_loop().time() + patience.settle_s
        while True:
            late = asyncio.get_running_loop().time() >= until
            found = _among(await professional.uploaded(row.voice), upload)
            if found is not None or late:
                return found
            await asyncio.sleep(patience.look_s)

    async def _done_or_asked(
        self,
        row: Making,
        professional: Professional,
        work: Awaitable[None],
        done: Callable[[ProfessionalView], bool],
    ) -> ProfessionalView:
        """Do something once; where its answer was lost, what the provider says decides whether it was done."""
        try:
            await work
        except SpeechError as error:
            if not error.maybe_billed:
                raise
            view = await self._asked(row, professional)
            if done(view):
                return view
            raise Unreachable(error.sentence, maybe_billed=False, detail=error.detail) from error
        return await self._asked(row, professional)


def _known(row: Making) -> ProfessionalView:
    """Return a voice as it was when it was last asked about."""
    held = row.facts.get("known")
    held = held if isinstance(held, dict) else {}
    samples = tuple(_record(Uploaded("", ""), one) for one in held.get("samples") or () if isinstance(one, dict))
    trainings = tuple((str(model), _record(Training("", "created"), one)) for model, one in held.get("trainings") or ())
    asked = row.facts.get("asked")
    return ProfessionalView(row, samples, trainings, steps(samples, trainings), asked if isinstance(asked, str) else "")


def _record(empty: _R, held: Mapping[str, Any]) -> _R:
    """Return a record with the values of a JSON object; its pairs are lists there."""
    known: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in held.items()
        if name in empty.__dataclass_fields__
    }
    return replace(empty, **known)


def _progress(training: Training) -> tuple[int, float]:
    order = ("failed", "created", "queued", "training", "trained")
    return (order.index(training.state) if training.state in order else 1), training.share or 0.0


def _enough(seconds: float) -> str:
    minutes = seconds / 60
    if seconds < LEAST_S:
        return f"{minutes:,.0f} minutes are there; at least {LEAST_S / 60:.0f} are needed, two to three hours are best."
    return f"{minutes:,.0f} minutes are there."


def _verification(needs: str, *, enough: bool, begun: bool) -> ProfessionalStep:
    if needs == "review":
        return ProfessionalStep("verification", "waiting", "The provider looks at it; that can take some days.")
    if needs:
        return ProfessionalStep(
            "verification", "current" if enough else "ahead", "Read a text aloud to show it is your voice."
        )
    return ProfessionalStep("verification", "done" if begun or enough else "ahead")


def _training(best: Training, *, ready: bool) -> ProfessionalStep:
    match best.state:
        case "trained":
            return ProfessionalStep("training", "done", share=1.0)
        case "queued":
            return ProfessionalStep("training", "waiting", "The voice waits for its turn.", best.share)
        case "training":
            return ProfessionalStep("training", "waiting", "The voice is being trained; that takes hours.", best.share)
        case "failed":
            return ProfessionalStep("training", "failed", best.reason or "Training failed.")
        case _:
            return ProfessionalStep("training", "current" if ready else "ahead")


def _verified(view: ProfessionalView) -> bool:
    return all(training.needs != "verification" for _, training in view.trainings)


def _trains(view: ProfessionalView, model: str) -> bool:
    return any(
        training.state in ("queued", "training", TRAINED) for name, training in view.trainings if model in ("", name)
    )


def _telling(told: Callable[[Stage], object]) -> Callable[[int, int], None]:
    def sent(done: int, total: int) -> None:
        told(Stage("sending" if done < total else "waiting", done, total))

    return sent


def _upload(path: Path) -> tuple[Upload, bytes]:
    """Read a recording. The name it has at the provider tells which it is: two files may be called the same."""
    data = read_file(path)
    sha = sha_of(data)
    return Upload(sha, f"{path.stem}-{sha[:8]}{path.suffix.lower()}", str(path)), data


def _sample(path: Path) -> Sample:
    return Sample(path.name, read_file(path))


def _among(samples: Iterable[Uploaded], upload: Upload) -> Uploaded | None:
    return next((one for one in samples if upload.sha == one.sha or one.name == upload.name), None)


def _hash(held: object) -> str:
    return hashlib.blake2b(json.dumps(held, sort_keys=True).encode(), digest_size=32).hexdigest()
