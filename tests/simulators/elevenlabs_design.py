"""ElevenLabs' voice design: previews of voices from a description, or of a voice changed, paid once; one of them is kept."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.simulators import elevenlabs_audio as heard_as
from tests.simulators.elevenlabs_audio import encoded, media_type
from tests.simulators.elevenlabs_checks import body_of, check_format
from tests.simulators.elevenlabs_desk import Desk, labels_of, named, number_of, text_of, true
from tests.simulators.elevenlabs_errors import Invalid, Refusal, guarded
from tests.simulators.elevenlabs_jobs import Job
from tests.simulators.elevenlabs_plans import DEFAULT_FORMAT, MODELS, STANDARD, allowed
from tests.simulators.elevenlabs_voices import ACCENTS, Voice, made_id

if TYPE_CHECKING:
    from starlette.requests import Request

    from tests.simulators.elevenlabs import ElevenLabs

DESIGNERS = ("eleven_multilingual_ttv_v2", "eleven_ttv_v3")
_PREVIEWS = 3
_BEST_FORMAT = "mp3_44100_192"
_TEXT = (100, 1000)
_WRITTEN = (
    "I was born of a few words on a page, and now you can hear me. Tell me a story, and I will carry it for you, word by"
    " word, through the night and into the morning, until the very last line is read."
)
_NUMBERS = {"loudness": (-1, 1), "guidance_scale": (0, 100), "quality": (-1, 1), "prompt_strength": (0, 1)}
_FEMALE = {"woman", "female", "girl", "lady", "grandmother", "she", "her", "queen", "mother"}
_AGES = {"old": "old", "elderly": "old", "aged": "old", "young": "young", "youthful": "young", "child": "young"}


@dataclass
class Preview:
    """A voice that was designed and is not kept yet; ``traits`` are what a kept voice is made with."""

    id: str
    data: bytes = field(repr=False)
    media_type: str
    seconds: float
    traits: dict[str, Any]
    kept: bool = False

    def told(self, *, heard: bool) -> dict[str, Any]:
        """Return what the answer says of it; where it is heard by a stream of its own, only its id is there."""
        return {
            "audio_base_64": base64.b64encode(self.data).decode() if heard else "",
            "generated_voice_id": self.id,
            "media_type": self.media_type,
            "duration_secs": round(self.seconds, 3) if heard else 0.0,
            "language": self.traits["language"],
        }


class Design(Desk):
    """See the module. ``previews`` are by their id, ``passed_over`` the ids that were heard and not chosen."""

    def __init__(self, house: ElevenLabs) -> None:
        super().__init__(house)
        self.previews: dict[str, Preview] = {}
        self.passed_over: list[str] = []

    def routes(self) -> list[Any]:
        """Return what it answers."""
        return [
            Route("/v1/text-to-voice/design", self.design, methods=["POST"]),
            Route("/v1/text-to-voice/create-previews", self.older, methods=["POST"]),
            Route("/v1/text-to-voice/{voice_id}/remix", self.remix, methods=["POST"]),
            Route("/v1/text-to-voice/{id}/stream", self.stream),
            Route("/v1/text-to-voice", self.keep, methods=["POST"]),
        ]

    # designing

    @guarded
    async def design(self, request: Request) -> Response:
        """POST /v1/text-to-voice/design."""
        body = body_of(request.scope["sim.seen"].body)
        model = body.get("model_id") or DESIGNERS[0]
        if model not in DESIGNERS:
            raise Invalid((("body", "model_id"), f"Input should be {' or '.join(DESIGNERS)}", "enum"))
        text = self._checked(request, body, 20)
        if model == DESIGNERS[0] and (body.get("reference_audio_base64") or body.get("prompt_strength") is not None):
            raise Refusal(400, "unsupported_model", "Reference audio needs the model eleven_ttv_v3.", param="model_id")
        return await self._made(request, body, text, model, traits_of(body["voice_description"]))

    @guarded
    async def older(self, request: Request) -> Response:
        """POST /v1/text-to-voice/create-previews: the same by its older name."""
        body = body_of(request.scope["sim.seen"].body)
        text = self._checked(request, body, 20)
        return await self._made(request, body, text, DESIGNERS[0], traits_of(body["voice_description"]))

    @guarded
    async def remix(self, request: Request) -> Response:
        """POST /v1/text-to-voice/{voice_id}/remix: a voice of one's own, changed."""
        body = body_of(request.scope["sim.seen"].body)
        text = self._checked(request, body, 5)
        voice = self.house.voice_of(request.path_params["voice_id"])
        if not voice.own:
            raise Refusal(403, "voice_access_denied", "Only voices of your own can be remixed.")
        before = {"gender": voice.gender, "age": voice.age, "accent": voice.accent, "language": voice.language}
        return await self._made(request, body, text, DESIGNERS[1], traits_of(body["voice_description"], before))

    def _checked(self, request: Request, body: dict[str, Any], least: int) -> str:
        """Check what all of them check, and return the text of the previews."""
        text_of(body, "voice_description", least, 1000)
        text = text_of(body, "text", *_TEXT, needed=False)
        for name, span in _NUMBERS.items():
            number_of(body, name, *span)
        seed = number_of(body, "seed", 0, 2_147_483_647)
        if seed is not None and not isinstance(seed, int):
            raise Invalid((("body", "seed"), "Input should be a valid integer", "int_type"))
        self.admitted(request, "text_to_voice")
        if not text and not true(body.get("auto_generate_text")):
            raise Refusal(400, "missing_required_field", "Give a text, or have one generated.", param="text")
        return text or _WRITTEN

    async def _made(
        self, request: Request, body: dict[str, Any], text: str, model: str, traits: dict[str, Any]
    ) -> Response:
        """Bill, and make the previews."""
        format_ = self._format(request)
        job = Job("design", text, "", MODELS["eleven_multilingual_v2"], format_, {}, len(text), keep=False)
        request.scope["sim.after"].append(await self.house.enter(job, STANDARD))
        if job.row is None:
            self.house.bill(job)
        job.row.model = model
        await self.sim.think()
        first = body["seed"] if body.get("seed") is not None else self.sim.chance.randrange(2**31)
        made = [await self._preview(text, format_, first + place, traits, body) for place in range(_PREVIEWS)]
        self.previews.update((one.id, one) for one in made)
        heard = not true(body.get("stream_previews"))
        headers = {"request-id": job.request_id}
        if self.house.cost_on_designs:
            headers["character-cost"] = str(job.credits)
        return JSONResponse({"previews": [one.told(heard=heard) for one in made], "text": text}, headers=headers)

    def _format(self, request: Request) -> str:
        """Return the format: the best one, or what the plan has where nothing is asked for."""
        asked = str(request.scope["sim.seen"].asked("output_format"))
        format_ = asked or (_BEST_FORMAT if allowed(self.house.plan, _BEST_FORMAT) else DEFAULT_FORMAT)
        check_format(format_, self.house.plan, streamed=True)
        return format_

    async def _preview(
        self, text: str, format_: str, seed: int, traits: dict[str, Any], body: dict[str, Any]
    ) -> Preview:
        traits = {**traits, "number": seed % 97, "description": body["voice_description"]}
        voice = Voice("", "", category="generated", **traits)
        speech = await self.sim.voicebox.speak(text, voice.espeak)
        how = (seed, body["voice_description"], body.get("loudness"), body.get("guidance_scale"))
        samples = heard_as.flavoured(speech.samples, *how)
        data = await self.sim.in_thread(encoded, samples, format_)
        return Preview(made_id(secrets.token_hex(8)), data, media_type(format_), speech.seconds, traits)

    # hearing and keeping one

    def _found(self, id_: str) -> Preview:
        found = self.previews.get(id_)
        if found is None:
            raise Refusal(404, "voice_not_found", f"A generated voice {id_} was not found.")
        return found

    @guarded
    async def stream(self, request: Request) -> Response:
        """GET /v1/text-to-voice/{generated_voice_id}/stream."""
        self.admitted(request, "text_to_voice")
        found = self._found(request.path_params["id"])
        return Response(found.data, media_type=found.media_type)

    @guarded
    async def keep(self, request: Request) -> Response:
        """POST /v1/text-to-voice: one of them becomes a voice of the account."""
        body = body_of(request.scope["sim.seen"].body)
        name, id_ = text_of(body, "voice_name"), text_of(body, "generated_voice_id")
        description = text_of(body, "voice_description", 20, 1000)
        labels = labels_of(body.get("labels"))
        heard = body.get("played_not_selected_voice_ids") or []
        self.admitted(request, "voices_write")
        found = self._found(id_)
        if found.kept:
            raise Refusal(409, "voice_already_exists", "This generated voice was kept already.")
        self.house.room()
        voice = Voice(id_, named(name), category="generated", **{**found.traits, "description": description})
        voice.own, voice.made, voice.labels = True, int(self.house.now), labels or {}
        voice.preview = found.data if found.media_type == "audio/mpeg" else b""
        self.house.enrol(voice)
        found.kept = True
        self.passed_over += heard
        return JSONResponse(self.house.mine.told(voice, settings=True))


def traits_of(description: str, before: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what a description says of a voice; what it does not say is as ``before``."""
    text = description.lower()
    words = {word.strip(".,;:!?'\"()") for word in text.split()}
    traits = {"gender": "male", "age": "middle_aged", "accent": "american", "language": "en", **(before or {})}
    if words & _FEMALE:
        traits["gender"] = "female"
    elif words & {"man", "male", "boy", "he", "his", "father", "king", "grandfather"}:
        traits["gender"] = "male"
    traits["age"] = next((age for word, age in _AGES.items() if word in words), traits["age"])
    for language, accents in ACCENTS.items():
        for accent in accents:
            if accent != "standard" and accent in text:
                traits |= {"accent": accent, "language": language}
                return traits
    return traits
