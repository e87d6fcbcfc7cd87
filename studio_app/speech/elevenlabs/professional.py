"""Professional clones: recordings of half an hour and more, a proof of whose voice it is, and training over hours."""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING

from studio_app.domain.errors import TextRefused, Unreachable
from studio_app.speech.elevenlabs.calls import form_file, path
from studio_app.speech.elevenlabs.refusals import SAMPLES
from studio_app.speech.elevenlabs.told import count, entries, fields, identity, number, text, texts
from studio_app.speech.making import Candidate, Separation, SpeakerFound, Training, Uploaded
from studio_app.speech.traffic.upload import Part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_app.speech.elevenlabs.calls import Calls
    from studio_app.speech.making import Sample, Sent

_NAME, _DESCRIPTION = 100, 500
#: The labels a voice made here can have.
LABELS = ("language", "accent", "gender", "age")
_STATES = {
    "not_started": "created",
    "queued": "queued",
    "fine_tuning": "training",
    "delayed": "training",
    "fine_tuned": "trained",
    "failed": "failed",
}
#: The further a state is to the right the more it says about the voice as a whole.
_RANKS = ("failed", "created", "queued", "training", "trained")
_SEPARATIONS = frozenset({"not_started", "pending", "completed", "failed"})
#: Fewer octets are no picture.
_SMALLEST = 40
_PICTURES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
    (b"<svg", "image/svg+xml"),
)


class Professional:
    """``studio_app.speech.making.Professional`` of an account."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def begin(self, name: str, language: str, description: str, labels: Mapping[str, str]) -> str:
        """Make an empty one; return its id.

        Raises:
            NoSlot, NotOffered: the plan has no room for one, or none at all.
            Unreachable: with ``maybe_billed`` there may be one: ask ``Maker.cloned`` before it is sent again.
        """
        if not 0 < len(name) <= _NAME or len(description) > _DESCRIPTION:
            raise TextRefused(
                f"ElevenLabs takes names of at most {_NAME} and descriptions of at most {_DESCRIPTION} characters."
            )
        said: dict[str, object] = {"name": name, "language": language.partition("-")[0].lower()}
        if description:
            said["description"] = description
        if kept := known_labels(labels):
            said["labels"] = kept
        return await self._calls.make("/v1/voices/pvc", said)

    async def add(self, voice: str, samples: Sequence[Sample], *, denoise: bool, sent: Sent) -> tuple[Uploaded, ...]:
        """Upload samples.

        Raises:
            SamplesRefused: they cannot be used.
            Unreachable: with ``maybe_billed`` they may be there: ask ``uploaded`` before they are sent again.
        """
        parts = [form_file("files", sample) for sample in samples]
        parts.append(Part.text("remove_background_noise", json.dumps(denoise)))
        return _uploaded(await self._calls.upload(_of(voice, "samples"), parts, sent))

    async def uploaded(self, voice: str) -> tuple[Uploaded, ...]:
        """Return the samples that are there."""
        return _uploaded((await self._calls.voice(voice)).get("samples"))

    async def remove(self, voice: str, sample: str) -> None:
        """Take a sample away."""
        await self._calls.delete(_of(voice, "samples", sample))

    async def separate(self, voice: str, sample: str) -> None:
        """Begin to tell the speakers of a sample apart."""
        await self._calls.post(_of(voice, "samples", sample, "separate-speakers"), None, SAMPLES)

    async def separation(self, voice: str, sample: str) -> Separation:
        """Return how far that is."""
        said = fields(await self._calls.get(_of(voice, "samples", sample, "speakers")))
        state = text(said.get("status"))
        speakers = [_speaker(id_, fields(one)) for id_, one in fields(said.get("speakers")).items()]
        return Separation(
            state if state in _SEPARATIONS else "pending",
            tuple(one for one in speakers if one is not None),
            texts(said.get("selected_speaker_ids")),
        )

    async def hear_speaker(self, voice: str, sample: str, speaker: str) -> Candidate:
        """Return a recording of one of them."""
        said = fields(await self._calls.get(_of(voice, "samples", sample, "speakers", speaker, "audio")))
        data = decoded(said.get("audio_base_64"))
        if not data:
            raise Unreachable(
                "ElevenLabs gave no recording of this speaker. Try again.", maybe_billed=False, detail="no audio"
            )
        kind = text(said.get("media_type")) or "audio/mpeg"
        return Candidate(speaker, data, kind, number(said.get("duration_secs")) or 0.0)

    async def choose(
        self, voice: str, sample: str, speakers: Sequence[str], trim_s: tuple[float, float] | None = None
    ) -> None:
        """Train with these speakers of a sample only, and with this part of it. Whether noise is removed stays as it is."""
        kept = next((one for one in await self.uploaded(voice) if one.id == sample), None)
        said: dict[str, object] = {"remove_background_noise": kept is not None and kept.denoise}
        if speakers:
            said["selected_speaker_ids"] = list(speakers)
        if trim_s is not None:
            said["trim_start_time"], said["trim_end_time"] = (max(0, round(one * 1000)) for one in trim_s)
        await self._calls.post(_of(voice, "samples", sample), said, SAMPLES)

    async def captcha(self, voice: str) -> tuple[bytes, str]:
        """Return the picture of the text that must be read aloud, and its media type.

        Nobody says how it comes: as a picture, as text in base64, or as JSON that holds such a text. All are understood.
        """
        reply = await self._calls.data(_of(voice, "captcha"))
        found = _picture(reply.data)
        if not found[0]:
            found = next((one for one in map(_picture, map(decoded, _strings(reply.data))) if one[0]), (b"", ""))
        if not found[0]:
            raise Unreachable(
                "ElevenLabs gave no picture of the text to read. Try again, or ask for a review by hand.",
                maybe_billed=False,
                detail=f"captcha of type {reply.kind[:60]!r}",
            )
        return found

    async def answer(self, voice: str, recording: Sample, sent: Sent) -> None:
        """Hand in the captcha, read aloud.

        Raises:
            SamplesRefused: it is not the text, or not the voice.
        """
        await self._calls.upload(_of(voice, "captcha"), [form_file("recording", recording)], sent)

    async def ask_review(self, voice: str, files: Sequence[Sample], note: str, sent: Sent) -> None:
        """Ask for a review by hand where the captcha cannot be read."""
        parts = [form_file("files", one) for one in files]
        if note:
            parts.append(Part.text("extra_text", note))
        await self._calls.upload(_of(voice, "verification"), parts, sent)

    async def train(self, voice: str, model: str = "") -> None:
        """Begin training.

        Raises:
            SamplesRefused: there are not enough recordings.
            NotOffered: the plan has no professional clones.
        """
        await self._calls.post(_of(voice, "train"), {"model_id": model} if model else {}, SAMPLES)
        self._calls.changed()

    async def state(self, voice: str) -> Mapping[str, Training]:
        """Return how far it is, by model id; by "" where no model is named yet."""
        return read_states(voice, await self._calls.voice(voice))


def read_states(voice: str, entry: Mapping[str, object]) -> dict[str, Training]:
    """Return how far a voice is by model, from all that is told of it."""
    tuning = fields(entry.get("fine_tuning"))
    states, shares, messages = (fields(tuning.get(name)) for name in ("state", "progress", "message"))
    needs, failures = _needs(entry, tuning), " ".join(texts(tuning.get("verification_failures")))
    found = {}
    for model, said in states.items():
        state = _STATES.get(text(said), "created")
        reason = text(messages.get(model)) or failures
        found[text(model)] = Training(
            voice,
            state,
            _share(shares.get(model)),
            "" if state == "trained" else needs,
            reason if state == "failed" or needs else "",
        )
    return found or {"": Training(voice, "created", None, needs, failures if needs else "")}


def overall(states: Mapping[str, Training]) -> Training:
    """Return how far a voice is as a whole: as far as its furthest model."""
    return max(states.values(), key=lambda one: (_RANKS.index(one.state), one.share or 0.0))


def known_labels(labels: Mapping[str, str]) -> dict[str, str]:
    """Return those labels that the provider knows."""
    return {name: value for name, value in labels.items() if name in LABELS and value}


def decoded(said: object) -> bytes:
    """Return what a text in base64 holds, be it the address of a picture or not; b"" where it is none."""
    if not isinstance(said, str):
        return b""
    plain = said.partition("base64,")[2] if said.startswith("data:") else said
    try:
        return base64.b64decode(plain, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _of(voice: str, *steps: str) -> str:
    return path("v1", "voices", "pvc", voice, *steps)


def _needs(entry: Mapping[str, object], tuning: Mapping[str, object]) -> str:
    """Return what the person must do next: what was asked to be reviewed waits for others."""
    proof = fields(entry.get("voice_verification"))
    if proof.get("is_verified") is True or proof.get("requires_verification") is not True:
        return ""
    return "review" if tuning.get("manual_verification_requested") is True else "verification"


def _share(said: object) -> float | None:
    """Return 0 to 1; whether the provider counts so, or in hundredths, is documented nowhere."""
    found = number(said)
    return None if found is None or found < 0 else min(1.0, found if found <= 1 else found / 100)


def _uploaded(said: object) -> tuple[Uploaded, ...]:
    found = []
    for one in entries(said):
        id_, sha = identity(one.get("sample_id")), text(one.get("hash")).lower()
        start, end = number(one.get("trim_start")), number(one.get("trim_end"))
        if id_:
            found.append(
                Uploaded(
                    id_,
                    text(one.get("file_name")) or id_,
                    number(one.get("duration_secs")),
                    count(one.get("size_bytes")) or 0,
                    sha if len(sha) == 64 and not sha.strip("0123456789abcdef") else "",
                    None if end is None else ((start or 0.0) / 1000, end / 1000),
                    denoise=one.get("remove_background_noise") is True,
                )
            )
    return tuple(found)


def _speaker(id_: object, said: Mapping[str, object]) -> SpeakerFound | None:
    known = identity(said.get("speaker_id")) or identity(id_)
    if not known:
        return None
    spans = [(number(one.get("start")), number(one.get("end"))) for one in entries(said.get("utterances"))]
    return SpeakerFound(
        known,
        number(said.get("duration_secs")) or 0.0,
        tuple((start, end) for start, end in spans if start is not None and end is not None and 0 <= start <= end),
    )


def _picture(data: bytes) -> tuple[bytes, str]:
    """Return a picture and its media type by its first bytes; b"" and "" for anything else."""
    whole = data if len(data) >= _SMALLEST else b""
    kind = next((kind for begins, kind in _PICTURES if whole.lstrip()[: len(begins)] == begins), "")
    if kind == "image/webp" and data[8:12] != b"WEBP":
        kind = ""
    return (data, kind) if kind else (b"", "")


def _strings(data: bytes) -> list[str]:
    """Return every text an answer holds, the longest first: it may be one itself, or JSON."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return ["".join(data.decode("ascii", "replace").split())]
    found, left = [], [said]
    while left:
        one = left.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, (dict, list)):
            left += one.values() if isinstance(one, dict) else one
    return sorted(found, key=len, reverse=True)
