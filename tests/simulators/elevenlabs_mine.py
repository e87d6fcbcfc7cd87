"""The voices of an ElevenLabs account: lists, changes, settings, samples, collections, and cloning at once."""

from __future__ import annotations

import json
import secrets
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.simulators import elevenlabs_search as search
from tests.simulators.elevenlabs_checks import body_of
from tests.simulators.elevenlabs_desk import Desk, form_of, labels_of, named, number_of, text_of, true
from tests.simulators.elevenlabs_errors import Invalid, Refusal, guarded
from tests.simulators.elevenlabs_recordings import MALE_BELOW, checked, recording, uploads
from tests.simulators.elevenlabs_voices import DEFAULT_SETTINGS, Voice, made_id

if TYPE_CHECKING:
    from starlette.requests import Request

    from tests.simulators.elevenlabs import ElevenLabs
    from tests.simulators.elevenlabs_recordings import Recording
    from tests.simulators.faults import Seen

_MOST_IDS = 100
_SETTINGS = {"stability": (0, 1), "similarity_boost": (0, 1), "style": (-100, 100), "speed": (-100, 100)}


class Mine(Desk):
    """See the module. ``collections`` are by id, ``gathered`` the ids of the voices of each."""

    def __init__(self, house: ElevenLabs) -> None:
        super().__init__(house)
        self.collections: dict[str, dict[str, str]] = {}
        self.gathered: dict[str, list[str]] = {}

    def routes(self) -> list[Any]:
        """Return what it answers."""
        voice, gathered = "/v1/voices/{voice_id}", "/v1/voices/collections"
        return [
            Route("/v1/voices", self.voices),
            Route("/v2/voices", self.pages),
            Route("/v1/voices/add", self.clone, methods=["POST"]),
            Route("/v1/voices/settings/default", self.default_settings),
            Route(gathered, self.collect, methods=["GET", "POST"]),
            Route(f"{gathered}/{{id}}", self.collection, methods=["GET", "PATCH", "DELETE"]),
            Route(f"{gathered}/{{id}}/voice/{{voice_id}}", self.gather, methods=["POST", "DELETE"]),
            Route(voice, self.voice),
            Route(voice, self.delete, methods=["DELETE"]),
            Route(f"{voice}/edit", self.edit, methods=["POST"]),
            Route(f"{voice}/settings", self.settings),
            Route(f"{voice}/settings/edit", self.change_settings, methods=["POST"]),
            Route(f"{voice}/samples/{{sample_id}}/audio", self.sample),
            Route(f"{voice}/samples/{{sample_id}}", self.delete_sample, methods=["DELETE"]),
        ]

    # lists

    def told(self, voice: Voice, *, settings: bool = False) -> dict[str, Any]:
        """Return what is said of a voice."""
        told = voice.told(self.sim.url, self.house.gone.get(voice.id))
        told["collection_ids"] = [id_ for id_, ids in self.gathered.items() if voice.id in ids]
        return {**told, "settings": voice.settings} if settings else told

    @guarded
    async def voices(self, request: Request) -> Response:
        """GET /v1/voices."""
        self.admitted(request, "voices_read")
        return JSONResponse({"voices": [self.told(voice) for voice in self.house.listed()]})

    @guarded
    async def pages(self, request: Request) -> Response:
        """GET /v2/voices: page by page, with a token."""
        seen: Seen = request.scope["sim.seen"]
        size = search.number(seen, "page_size", 10, 1, 100)
        if sum(name == "voice_ids" for name, _ in seen.query) > _MOST_IDS:
            raise Invalid((("query", "voice_ids"), f"List should have at most {_MOST_IDS} items", "too_long"))
        self.house.admit(seen, "voices_read")
        found = search.of_account(self.house.listed(), seen)
        gathered = seen.asked("collection_id")
        if gathered:
            found = [voice for voice in found if voice.id in self._ids_of(gathered)]
        start = self._start(seen.asked("next_page_token"))
        more = len(found) > start + size
        return JSONResponse(
            {
                "voices": [self.told(voice) for voice in found[start : start + size]],
                "has_more": more,
                "total_count": len(found) if search.switch(seen, "include_total_count", True) else 0,
                "next_page_token": f"page-{start + size}" if more else None,
            }
        )

    def _start(self, token: str) -> int:
        name, _, place = token.partition("-")
        if token and (name != "page" or not place.isdigit()):
            raise Refusal(400, "invalid_cursor", "The page token is not one of ours.", param="next_page_token")
        return int(place or 0)

    @guarded
    async def voice(self, request: Request) -> Response:
        """GET /v1/voices/{voice_id}."""
        self.admitted(request, "voices_read")
        return JSONResponse(self.told(self.house.found(request.path_params["voice_id"]), settings=True))

    # changes

    def _mine(self, request: Request, *, copied: bool = False) -> Voice:
        """Return a voice of the account that may be changed; ``copied``: one from the library, too."""
        id_ = request.path_params["voice_id"]
        voice = next((one for one in self.house.listed() if one.id == id_), None)
        if voice is None:
            raise Refusal(404, "voice_not_found", f"A voice with the voice_id {id_} was not found.")
        if not voice.own and not (copied and voice.owner):
            raise Refusal(403, "voice_access_denied", "You may not change this voice.")
        return voice

    @guarded
    async def delete(self, request: Request) -> Response:
        """DELETE /v1/voices/{voice_id}."""
        self.admitted(request, "voices_write")
        voice = self._mine(request, copied=True)
        self.house.account.remove(voice)
        for ids in self.gathered.values():
            if voice.id in ids:
                ids.remove(voice.id)
        return JSONResponse({"status": "ok"})

    @guarded
    async def edit(self, request: Request) -> Response:
        """POST /v1/voices/{voice_id}/edit: what is not given stays."""
        seen: Seen = request.scope["sim.seen"]
        form = form_of(seen)
        name, labels = text_of(form, "name"), _labels(form)
        files = uploads(seen, "files") if "files" in form else []
        self.house.admit(seen, "voices_write")
        voice = self._mine(request, copied=True)
        if files and not voice.own:
            raise Refusal(403, "voice_access_denied", "You may not change the samples of this voice.")
        self.house.count_edit()
        voice.samples += await self._recordings(files, denoise=true(form.get("remove_background_noise")))
        voice.name = named(name)
        voice.description = form.get("description", voice.description)
        voice.labels = labels if labels is not None else voice.labels
        vars(voice).pop("words", None)  # they are made anew when they are searched
        return JSONResponse({"status": "ok"})

    @guarded
    async def default_settings(self, request: Request) -> Response:
        """GET /v1/voices/settings/default."""
        self.admitted(request, "voices_read")
        return JSONResponse(DEFAULT_SETTINGS)

    @guarded
    async def settings(self, request: Request) -> Response:
        """GET /v1/voices/{voice_id}/settings."""
        self.admitted(request, "voices_read")
        return JSONResponse(self.house.found(request.path_params["voice_id"]).settings)

    @guarded
    async def change_settings(self, request: Request) -> Response:
        """POST /v1/voices/{voice_id}/settings/edit."""
        seen: Seen = request.scope["sim.seen"]
        body = body_of(seen.body)
        given = {name: number_of(body, name, *span) for name, span in _SETTINGS.items()}
        given["use_speaker_boost"] = body.get("use_speaker_boost")
        self.house.admit(seen, "voices_write")
        voice = self._mine_or_default(request)
        voice.settings = {**voice.settings, **{name: value for name, value in given.items() if value is not None}}
        return JSONResponse({"status": "ok"})

    def _mine_or_default(self, request: Request) -> Voice:
        """Return any voice of the account: settings are one's own for each of them."""
        id_ = request.path_params["voice_id"]
        return next((one for one in self.house.listed() if one.id == id_), None) or self._mine(request)

    # samples

    def _sample(self, voice: Voice, id_: str) -> Recording:
        found = next((one for one in voice.samples if one.id == id_), None)
        if found is None:
            raise Refusal(404, "sample_not_found", f"No sample {id_}.")
        return found

    @guarded
    async def sample(self, request: Request) -> Response:
        """GET /v1/voices/{voice_id}/samples/{sample_id}/audio: the file as it was uploaded."""
        self.admitted(request, "voices_read")
        found = self._sample(self.house.found(request.path_params["voice_id"]), request.path_params["sample_id"])
        return Response(found.data, media_type=found.kind)

    @guarded
    async def delete_sample(self, request: Request) -> Response:
        """DELETE /v1/voices/{voice_id}/samples/{sample_id}."""
        self.admitted(request, "voices_write")
        voice = self._mine(request)
        voice.samples.remove(self._sample(voice, request.path_params["sample_id"]))
        return JSONResponse({"status": "ok"})

    # a clone

    @guarded
    async def clone(self, request: Request) -> Response:
        """POST /v1/voices/add: a voice of recordings, at once."""
        seen: Seen = request.scope["sim.seen"]
        form = form_of(seen)
        name, labels = text_of(form, "name"), _labels(form)
        files = uploads(seen, "files")
        house = self.house
        house.admit(seen, "voices_write")
        if house.plan == "free":
            message = "Your subscription does not include instant voice cloning. Please upgrade your plan."
            raise Refusal(400, "paid_plan_required", message, legacy="can_not_use_instant_voice_cloning")
        house.room()
        checked(files)
        samples = await self._recordings(files, denoise=true(form.get("remove_background_noise")))
        await self.sim.think()
        voice = self._cloned(named(name), form.get("description") or "", labels or {}, samples)
        match = next((same for one in samples if (same := house.shelf.heard_in(one.data))), None)
        voice.locked = house.verify_clones or match is not None
        house.enrol(voice)
        told: dict[str, Any] = {"voice_id": voice.id, "requires_verification": voice.locked}
        if match is not None:
            told["library_voice_match"] = {"library_voice_id": match.id, "public_owner_id": match.owner}
        return JSONResponse(told)

    async def _recordings(self, files: list[Any], *, denoise: bool) -> list[Recording]:
        return [await self.sim.in_thread(partial(recording, one, denoise=denoise)) for one in files]

    def _cloned(self, name: str, description: str, labels: dict[str, str], samples: list[Recording]) -> Voice:
        """Return a new voice that sounds a little like its samples: as high, and as its labels say."""
        pitch = max((one.pitch for one in samples), default=0.0)
        gender = labels.get("gender") or ("male" if 0 < pitch < MALE_BELOW else "female")
        return Voice(
            made_id(secrets.token_hex(8)),
            name,
            gender,
            labels.get("age", ""),
            labels.get("accent", ""),
            labels.get("language", "en"),
            "cloned",
            len(self.house.account),
            use="",
            description=description,
            own=True,
            made=int(self.house.now),
            labels=labels,
            samples=samples,
        )

    # collections

    def _ids_of(self, id_: str) -> list[str]:
        if id_ not in self.collections:
            raise Refusal(404, "voice_collection_not_found", f"No collection {id_}.")
        return self.gathered[id_]

    @guarded
    async def collect(self, request: Request) -> Response:
        """GET and POST /v1/voices/collections."""
        seen: Seen = request.scope["sim.seen"]
        if request.method == "GET":
            self.house.admit(seen, "voices_read")
            told = sorted(self.collections.values(), key=lambda one: one["title"])
            return JSONResponse({"collections": told})
        body = body_of(seen.body)
        made = {"title": text_of(body, "title"), "icon": text_of(body, "icon"), "permission_on_resource": "admin"}
        self.house.admit(seen, "voices_write")
        id_ = secrets.token_urlsafe(15)
        self.collections[id_], self.gathered[id_] = {"collection_id": id_, **made}, []
        return JSONResponse(self.collections[id_])

    @guarded
    async def collection(self, request: Request) -> Response:
        """GET, PATCH and DELETE /v1/voices/collections/{id}."""
        seen: Seen = request.scope["sim.seen"]
        body = body_of(seen.body) if request.method == "PATCH" else {}
        self.house.admit(seen, "voices_read" if request.method == "GET" else "voices_write")
        id_ = request.path_params["id"]
        self._ids_of(id_)
        if request.method == "DELETE":
            del self.collections[id_], self.gathered[id_]
            return JSONResponse({"collection_id": id_})
        self.collections[id_] |= {name: body[name] for name in ("title", "icon") if body.get(name)}
        return JSONResponse(self.collections[id_])

    @guarded
    async def gather(self, request: Request) -> Response:
        """POST and DELETE /v1/voices/collections/{id}/voice/{voice_id}."""
        self.admitted(request, "voices_write")
        id_, voice = request.path_params["id"], self.house.found(request.path_params["voice_id"])
        ids = self._ids_of(id_)
        if request.method == "POST" and voice.id not in ids:
            ids.append(voice.id)
        if request.method == "DELETE" and voice.id in ids:
            ids.remove(voice.id)
        return JSONResponse({"collection_id": id_, "voice_id": voice.id})


def _labels(form: dict[str, Any]) -> dict[str, str] | None:
    """Return the labels of a form: JSON as a text, or a part for each (``labels[accent]``)."""
    parts = {name[7:-1]: value for name, value in form.items() if name.startswith("labels[") and name.endswith("]")}
    text = form.get("labels")
    if parts or not text:
        return labels_of(parts or None)
    try:
        return labels_of(json.loads(text))
    except ValueError:
        raise Invalid((("body", "labels"), "Input should be a valid JSON object", "json_invalid")) from None
