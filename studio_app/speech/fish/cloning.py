"""Making voices at Fish Audio: of recordings, which costs nothing, and of a description (see design.py)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from studio_app.domain.errors import SamplesRefused, Unreachable
from studio_app.speech.fish import design
from studio_app.speech.fish.calls import VOICES
from studio_app.speech.fish.listings import DESIGNED, moment
from studio_app.speech.fish.picture import cover
from studio_app.speech.fish.refusals import about_samples
from studio_app.speech.making import Abilities, CloneWish, Sample, Training
from studio_app.speech.traffic.upload import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from studio_app.speech.fish.calls import Calls
    from studio_app.speech.making import Candidate, Designs, DesignWish, Professional, Sent

_MOST = 20
_TYPES = {
    ".wav": "audio/wav",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".opus": "audio/ogg",
}
ABILITIES = Abilities(
    instant=True,
    inline=True,
    design=True,
    enhance=True,
    texts=True,
    visibilities=("private", "unlist", "public"),
    samples=_MOST,
    sample_bytes=50 << 20,
    formats=tuple(_TYPES),
    least_s=10.0,
    best_s=(30.0, 120.0),
    description=design.DESCRIPTION,
    design_text=design.TEXT,
    candidates=design.MOST,
    design_models=((design.MODEL, "Voice Design 1"),),
    design_price=design.PRICE,
    design_unit="USD",
)
_STATES = ("created", "training", "trained", "failed")
#: How many voices are looked through for one that was lost, and how far clocks may be apart.
_LOOKED = 100
_CLOCKS = timedelta(minutes=2)
_NO_VOICE = "Fish Audio did not say which voice it made of the recordings; look among your voices before you try again."


class FishMaker:
    """``Maker`` over the account's calls. ``changed`` is called when there is one more voice."""

    def __init__(self, calls: Calls, changed: Callable[[], None]) -> None:
        self._calls = calls
        self._changed = changed

    @property
    def abilities(self) -> Abilities:
        """Return what can be made."""
        return ABILITIES

    @property
    def professional(self) -> Professional | None:
        """Return None: professional clones are made on the website only."""
        return None

    async def clone(self, wish: CloneWish, sent: Sent) -> Training:
        """Upload recordings and make a voice of them; most speak at once. Who may see it is always said.

        What is said in the recordings is sent only where it is known of all of them; else the provider listens itself.

        Raises:
            NoSlot: there is no room for one more.
            SamplesRefused: no voice can be made of these.
            Unreachable: with ``maybe_billed`` the upload may have arrived: look for it (``cloned``) before it is repeated.
        """
        if not 1 <= len(wish.samples) <= _MOST:
            raise SamplesRefused(f"Fish Audio makes a voice of 1 to {_MOST} recordings, not of {len(wish.samples)}.")
        never = [sample.text for sample in wish.samples if sample.text]
        reply = await self._calls.send(VOICES, _form(wish), about_samples, sent=sent, never=never)
        self._changed()
        made = _training(_object(reply.data, reply.json))
        if made is None:
            raise Unreachable(_NO_VOICE, detail="no voice in the answer")
        return made

    async def cloned(self, wish: CloneWish, since: str) -> Training | None:
        """Look for a voice of that name that was made since, among the newest; None: there is none."""
        begun = moment(since)
        name = _plain(wish.name)
        params: dict[str, str | int] = {"self": "true", "page_size": _LOOKED, "page_number": 1, "sort_by": "created_at"}
        for item in (await self._calls.page(params))["items"]:
            made = _training(item)
            if made is None or _plain(str(item.get("title") or "")) != name:
                continue
            at = moment(item.get("created_at"))
            if begun is None or at is None or at >= begun - _CLOCKS:
                return made
        return None

    async def state(self, voice: str) -> Training:
        """Return how far a voice is.

        Raises:
            VoiceMissing: it is gone.
        """
        made = _training(await self._calls.voice(voice))
        return made or Training(voice, "training")

    def design_estimate(self, wish: DesignWish) -> float:  # noqa: ARG002  the protocol's arguments
        """Return the USD a design costs, however many candidates it makes."""
        return design.PRICE

    async def design(self, wish: DesignWish) -> Designs:
        """Design a voice: up to four candidates, billed once. Takes a place of its own, or that of the turn it is in.

        Raises:
            NotOffered: a voice was to be remixed.
            TextRefused: the description, or the text to be said, is not taken.
            Unreachable: the answer was lost; ``maybe_billed`` tells.
        """
        return await design.designed(self._calls, wish)

    async def keep(
        self,
        candidate: Candidate,
        name: str,
        wish: DesignWish,
        labels: Mapping[str, str],
        heard: Sequence[str],  # noqa: ARG002  the protocol's arguments
    ) -> str:
        """Make a private voice of a candidate by uploading what it said; return its id. Raises as ``clone`` does."""
        sample = Sample("design.wav", candidate.data, wish.text)
        tags = (DESIGNED, *(value for value in labels.values() if value))
        # The recording is clean as it is: cleaning it would only change the voice that was chosen.
        made = await self.clone(CloneWish(name, (sample,), wish.description, tags=tags, enhance=False), _unseen)
        return made.voice


def _form(wish: CloneWish) -> list[Part]:
    fields = {
        "type": "tts",
        "train_mode": "fast",
        "title": wish.name,
        "visibility": wish.visibility,
        "enhance_audio_quality": "true" if wish.enhance else "false",
    }
    fields |= {"description": wish.description} if wish.description else {}
    parts = [Part.text(name, value) for name, value in fields.items()]
    tags = dict.fromkeys((*wish.tags, *(value for _, value in wish.labels)))
    parts += [Part.text("tags", tag) for tag in tags if tag]
    if all(sample.text for sample in wish.samples):
        parts += [Part.text("texts", sample.text) for sample in wish.samples]
    if wish.visibility == "public":
        parts.append(Part("cover_image", cover(wish.name), "cover.png", "image/png"))
    return parts + [_file(number, sample) for number, sample in enumerate(wish.samples, 1)]


def _file(number: int, sample: Sample) -> Part:
    """Return a recording as it is sent: the name of the file on this computer is nobody's business."""
    suffix = PurePath(sample.name).suffix.lower()
    return Part("voices", sample.data, f"sample-{number}{suffix}", _TYPES.get(suffix, "application/octet-stream"))


def _object(data: bytes, told: Callable[[], Any]) -> Any:
    """Return what an answer says, None where it says nothing; the voice may be made all the same."""
    try:
        return told() if data else None
    except Unreachable:
        return None


def _training(item: Any) -> Training | None:
    voice = item.get("_id") if isinstance(item, dict) else None
    if not isinstance(voice, str) or not voice:
        return None
    state = item.get("state")
    reason = "Fish Audio could make no voice of these recordings." if state == "failed" else ""
    return Training(voice, state if state in _STATES else "training", reason=reason)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _unseen(_gone: int, _whole: int) -> None:
    """Take no note of how far an upload is."""
