"""ElevenLabs' library of voices: search, similar voices, samples to be heard, and taking one among one's own."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.simulators import elevenlabs_search as search
from tests.simulators.elevenlabs_audio import encoded
from tests.simulators.elevenlabs_checks import body_of
from tests.simulators.elevenlabs_desk import Desk, form_of, named, text_of, true
from tests.simulators.elevenlabs_errors import Invalid, Refusal, guarded
from tests.simulators.elevenlabs_recordings import recording, uploads
from tests.simulators.elevenlabs_voices import ACCENTS

if TYPE_CHECKING:
    from starlette.requests import Request

    from tests.simulators.elevenlabs import ElevenLabs
    from tests.simulators.elevenlabs_voices import Voice
    from tests.simulators.faults import Seen

_PREVIEW = "mp3_44100_128"
_KEYS = ("xi-api-key", "authorization", "cookie")
#: Searches that are remembered: the pages of one are asked for one after the other.
_MOST_FOUND = 32
_SAYS = {
    "en": "Every story begins with a voice. This one is mine, and I would be glad to read yours.",
    "de": "Jede Geschichte beginnt mit einer Stimme. Diese hier ist meine, und ich lese gern die Ihre.",
    "fr": "Toute histoire commence par une voix. Celle-ci est la mienne, et je lirai volontiers la vôtre.",
    "es": "Toda historia empieza con una voz. Esta es la mía, y con gusto leeré la suya.",
}


class Library(Desk):
    """See the module."""

    def __init__(self, house: ElevenLabs) -> None:
        super().__init__(house)
        self._found: dict[Any, list[Voice]] = {}
        self._heard: dict[tuple[str, str], bytes] = {}
        self._known_by: dict[bytes, Voice] = {}

    def routes(self) -> list[Any]:
        """Return what it answers."""
        return [
            Route("/v1/shared-voices", self.shared),
            Route("/v1/similar-voices", self.similar, methods=["POST"]),
            Route("/v1/voices/accents", self.accents),
            Route("/v1/voices/add/{owner}/{voice_id}", self.add, methods=["POST"]),
            Route("/previews/{name}", self.preview),
        ]

    def heard_in(self, data: bytes) -> Voice | None:
        """Return the voice of the library whose own preview a recording is."""
        return self._known_by.get(hashlib.sha256(data).digest())

    # the list

    @guarded
    async def shared(self, request: Request) -> Response:
        """GET /v1/shared-voices: page by page, by number."""
        seen: Seen = request.scope["sim.seen"]
        size = search.number(seen, "page_size", 30, 1, 100)
        page = search.number(seen, "page", 0, 0, 100_000)
        self.house.admit(seen, "voices_read")
        found = self._search(seen)
        part = found[page * size : (page + 1) * size]
        return self._page(part, len(found), more=len(found) > (page + 1) * size)

    def _search(self, seen: Seen) -> list[Voice]:
        house = self.house
        asked = tuple((name, value) for name, value in seen.query if name not in ("page", "page_size"))
        key = (house.library, asked, tuple(house.gone))
        if key not in self._found:
            if len(self._found) >= _MOST_FOUND:
                self._found.clear()
            self._found[key] = search.in_library((one for one in house.community if one.id not in house.gone), seen)
        return self._found[key]

    def _page(self, part: list[Voice], total: int, *, more: bool) -> Response:
        mine = {voice.id for voice in self.house.account}
        told = [voice.shared(self.sim.url, added=voice.id in mine) for voice in part]
        last = part[-1].id if part else None
        return JSONResponse({"voices": told, "has_more": more, "total_count": total, "last_sort_id": last})

    @guarded
    async def accents(self, request: Request) -> Response:
        """GET /v1/voices/accents."""
        seen = self.admitted(request, "voices_read")
        wanted = seen.asked("language")
        told = [
            {"accent": accent, "language": language, "code": f"{language}-{region}", "name": accent.title()}
            for language, accents in ACCENTS.items()
            for accent, region in accents.items()
            if not wanted or language == wanted
        ]
        return JSONResponse({"accents": told})

    # voices like a recording

    @guarded
    async def similar(self, request: Request) -> Response:
        """POST /v1/similar-voices: by the height of the voice; one's own sample is found at the distance 0."""
        seen: Seen = request.scope["sim.seen"]
        form = form_of(seen)
        farthest = _form_number(form, "similarity_threshold", 2.0, 0, 2)
        most = int(_form_number(form, "top_k", 30, 1, 100))
        files = uploads(seen, "audio_file")
        self.house.admit(seen, "voices_read")
        heard = await self.sim.in_thread(recording, files[0])
        same = self.heard_in(heard.data)
        near = sorted(
            ((_distance(voice, heard.pitch, same), voice.number, voice) for voice in self.house.offered()),
            key=lambda one: one[:2],
        )
        fitting = [voice for distance, _, voice in near if distance <= farthest]
        return self._page(fitting[:most], len(fitting[:most]), more=False)

    # what is heard

    async def preview(self, request: Request) -> Response:
        """GET /previews/{voice}.mp3, or {voice}.{language}.mp3: no key is needed, and none is wanted."""
        seen: Seen = request.scope["sim.seen"]
        if any(name in seen.headers for name in _KEYS):
            return PlainTextResponse("A key was sent to where recordings lie.", 400)
        id_, _, language = request.path_params["name"].removesuffix(".mp3").partition(".")
        try:
            voice = self.house.found(id_)
        except Refusal:
            return PlainTextResponse("No such object.", 404)
        return Response(await self._preview_of(voice, language or voice.language), media_type="audio/mpeg")

    async def _preview_of(self, voice: Voice, language: str) -> bytes:
        if voice.preview:
            return voice.preview
        known = self._heard.get((voice.id, language))
        if known is None:
            speaks = voice.espeak if language == voice.language else f"{language}+{voice.espeak.partition('+')[2]}"
            text = f"{_SAYS.get(language, _SAYS['en'])} {voice.name}."
            speech = await self.sim.voicebox.speak(text, speaks)
            known = self._heard[voice.id, language] = await self.sim.in_thread(encoded, speech.samples, _PREVIEW)
            if voice.owner:
                self._known_by[hashlib.sha256(known).digest()] = voice
        return known

    # taking one

    @guarded
    async def add(self, request: Request) -> Response:
        """POST /v1/voices/add/{public_user_id}/{voice_id}: from the library to the account."""
        seen: Seen = request.scope["sim.seen"]
        body = body_of(seen.body)
        name = text_of(body, "new_name")
        house = self.house
        house.admit(seen, "voices_write")
        id_, owner = request.path_params["voice_id"], request.path_params["owner"]
        voice = next((one for one in house.offered() if one.id == id_ and one.owner == owner), None)
        if voice is None:
            raise Refusal(404, "voice_not_found", f"A voice with the voice_id {id_} was not found.")
        if all(one.id != id_ for one in house.account):
            if house.plan == "free":
                raise Refusal(402, "paid_plan_required", "Free users cannot use library voices via the API.")
            house.room()
            copy = replace(voice, name=named(name), made=int(house.now), bookmarked=true(body.get("bookmarked", True)))
            house.enrol(copy)
        return JSONResponse({"voice_id": id_})


def _distance(voice: Voice, pitch: float, same: Voice | None) -> float:
    """Return how unlike a voice is to a recording: 0 for the same one, 2 for as unlike as can be."""
    if voice is same:
        return 0.0
    apart = abs(math.log2(pitch / voice.pitch)) if pitch else 2.0
    return min(0.05 + apart, 2.0)


def _form_number(form: dict[str, Any], name: str, default: float, least: float, most: float) -> float:
    """Return a number of a form; 422 for one that is none or out of range."""
    given = form.get(name)
    if given in (None, "", "null"):
        return default
    try:
        value = float(json.loads(given))
    except (TypeError, ValueError):
        value = math.nan
    if least <= value <= most:
        return value
    raise Invalid((("body", name), f"Input should be from {least:g} to {most:g}", "range"))
