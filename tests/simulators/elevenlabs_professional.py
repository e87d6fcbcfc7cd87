"""ElevenLabs' professional clones, ``/v1/voices/pvc``: samples, who speaks in them, verification, training."""

from __future__ import annotations

import base64
import secrets
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.simulators import elevenlabs_recordings as recordings
from tests.simulators.elevenlabs_audio import encoded
from tests.simulators.elevenlabs_captcha import picture, text_to_read
from tests.simulators.elevenlabs_checks import body_of, model_of
from tests.simulators.elevenlabs_desk import Desk, form_of, labels_of, named, number_of, text_of, true
from tests.simulators.elevenlabs_errors import Invalid, Refusal, guarded
from tests.simulators.elevenlabs_plans import at_least
from tests.simulators.elevenlabs_recordings import Recording, recording, uploads
from tests.simulators.elevenlabs_training import DEFAULT_MODEL, Training
from tests.simulators.elevenlabs_voices import Voice, made_id
from tests.simulators.voicebox import RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from starlette.requests import Request

_MOST_BYTES = 200 << 20
_HEARD_SECONDS = 30
_SOUND = "mp3_44100_128"
_MOST_NAME, _MOST_DESCRIPTION = 100, 500
_FAMILIES = ("v2", "v4")
_OK = {"status": "ok"}


class Professional(Desk):
    """See the module."""

    def routes(self) -> list[Any]:
        """Return what it answers."""
        voice = "/v1/voices/pvc/{voice_id}"
        sample = f"{voice}/samples/{{sample_id}}"
        return [
            Route("/v1/voices/pvc", self.begin, methods=["POST"]),
            Route(voice, self.edit, methods=["POST"]),
            Route(f"{voice}/samples", self.add, methods=["POST"]),
            Route(sample, self.change, methods=["POST"]),
            Route(sample, self.remove, methods=["DELETE"]),
            Route(f"{sample}/audio", self.audio),
            Route(f"{sample}/waveform", self.waveform),
            Route(f"{sample}/speakers", self.speakers),
            Route(f"{sample}/separate-speakers", self.separate, methods=["POST"]),
            Route(f"{sample}/speakers/{{speaker_id}}/audio", self.speaker),
            Route(f"{voice}/captcha", self.captcha),
            Route(f"{voice}/captcha", self.answer, methods=["POST"]),
            Route(f"{voice}/verification", self.review, methods=["POST"]),
            Route(f"{voice}/train", self.train, methods=["POST"]),
        ]

    def _clone(self, request: Request) -> tuple[Voice, Training]:
        id_ = request.path_params["voice_id"]
        voice = self.house.found(id_)
        if voice.training is None:
            raise Refusal(400, "invalid_voice_id", f"The voice {id_} is no professional voice clone of yours.")
        return voice, voice.training

    def _sample(self, request: Request) -> tuple[Voice, Recording]:
        voice, _ = self._clone(request)
        id_ = request.path_params["sample_id"]
        found = next((one for one in voice.samples if one.id == id_), None)
        if found is None:
            raise Refusal(404, "sample_not_found", f"No sample {id_}.")
        return voice, found

    # the voice

    @guarded
    async def begin(self, request: Request) -> Response:
        """POST /v1/voices/pvc: an empty voice."""
        body = body_of(request.scope["sim.seen"].body)
        name, language = text_of(body, "name", 0, _MOST_NAME), text_of(body, "language")
        description = text_of(body, "description", 0, _MOST_DESCRIPTION, needed=False)
        labels = labels_of(body.get("labels")) or {}
        self.admitted(request, "voices_write")
        house = self.house
        if not at_least(house.plan, "creator"):
            message = "Your subscription does not include professional voice cloning. Please upgrade your plan."
            raise Refusal(400, "paid_plan_required", message, legacy="can_not_use_professional_voice_cloning")
        house.room(professional=True)
        voice = Voice(
            made_id(secrets.token_hex(8)),
            named(name),
            labels.get("gender", "female"),
            labels.get("age", ""),
            labels.get("accent", ""),
            language,
            "professional",
            len(house.account),
            use="",
            description=description,
            own=True,
            made=int(house.now),
            labels={"language": language, **labels},
        )
        voice.training = Training(house, language, voice.samples)
        house.enrol(voice)
        return JSONResponse({"voice_id": voice.id})

    @guarded
    async def edit(self, request: Request) -> Response:
        """POST /v1/voices/pvc/{voice_id}: what is not given stays."""
        body = body_of(request.scope["sim.seen"].body)
        name = text_of(body, "name", 0, _MOST_NAME, needed=False)
        language = text_of(body, "language", needed=False)
        description = text_of(body, "description", 0, _MOST_DESCRIPTION, needed=False)
        labels = labels_of(body.get("labels"))
        self.admitted(request, "voices_write")
        voice, training = self._clone(request)
        voice.name, voice.description = name or voice.name, description or voice.description
        voice.language = training.language = language or voice.language
        voice.labels = labels if labels is not None else voice.labels
        vars(voice).pop("words", None)  # they are made anew when they are searched
        return JSONResponse({"voice_id": voice.id})

    # samples

    @guarded
    async def add(self, request: Request) -> Response:
        """POST .../samples."""
        seen = request.scope["sim.seen"]
        form, files = form_of(seen), uploads(seen, "files")
        self.house.admit(seen, "voices_write")
        voice, _ = self._clone(request)
        recordings.checked(files)
        denoise = true(form.get("remove_background_noise"))
        work = [partial(recording, one, denoise=denoise, most=_MOST_BYTES) for one in files]
        added = [await self.sim.in_thread(one) for one in work]
        voice.samples += added
        return JSONResponse([one.told() for one in added])

    @guarded
    async def change(self, request: Request) -> Response:
        """POST .../samples/{sample_id}: who speaks, which part of it, its name."""
        body = body_of(request.scope["sim.seen"].body)
        start, end = (number_of(body, f"trim_{name}_time", 0, 1e9) for name in ("start", "end"))
        chosen = body.get("selected_speaker_ids")
        name = text_of(body, "file_name", needed=False)
        self.admitted(request, "voices_write")
        voice, sample = self._sample(request)
        if start is not None and end is not None and not start < end <= 1000 * sample.seconds + 1:
            raise Refusal(
                400, "invalid_parameters", "The part to be used is none of the sample.", param="trim_end_time"
            )
        if chosen is not None:
            sample.chosen = await self._chosen(sample, chosen)
        sample.trim = (
            sample.trim[0] if start is None else int(start),
            sample.trim[1] if end is None else int(end),
        )
        sample.denoise = true(body.get("remove_background_noise", sample.denoise))
        sample.name = name or sample.name
        return JSONResponse({"voice_id": voice.id})

    async def _chosen(self, sample: Recording, ids: Any) -> list[str]:
        if not isinstance(ids, list):
            raise Invalid((("body", "selected_speaker_ids"), "Input should be a valid list", "list_type"))
        known = await self._speakers(sample)
        if any(id_ not in known for id_ in ids):
            raise Refusal(400, "invalid_parameters", "No such speaker in this sample.", param="selected_speaker_ids")
        return ids

    @guarded
    async def remove(self, request: Request) -> Response:
        """DELETE .../samples/{sample_id}."""
        self.admitted(request, "voices_write")
        voice, sample = self._sample(request)
        voice.samples.remove(sample)
        return JSONResponse(_OK)

    @guarded
    async def audio(self, request: Request) -> Response:
        """GET .../samples/{sample_id}/audio: the first 30 seconds."""
        self.admitted(request, "voices_read")
        voice, sample = self._sample(request)
        heard = await self._heard(sample.samples[: _HEARD_SECONDS * RATE])
        return JSONResponse({**heard, "voice_id": voice.id, "sample_id": sample.id})

    async def _heard(self, samples: NDArray[np.int16]) -> dict[str, Any]:
        data = await self.sim.in_thread(encoded, samples, _SOUND)
        seconds = round(len(samples) / RATE, 3)
        return {"audio_base_64": base64.b64encode(data).decode(), "media_type": "audio/mpeg", "duration_secs": seconds}

    @guarded
    async def waveform(self, request: Request) -> Response:
        """GET .../samples/{sample_id}/waveform."""
        self.admitted(request, "voices_read")
        _, sample = self._sample(request)
        return JSONResponse({"sample_id": sample.id, "visual_waveform": recordings.waveform(sample.samples)})

    # who speaks in them

    @guarded
    async def separate(self, request: Request) -> Response:
        """POST .../separate-speakers: begins."""
        self.admitted(request, "voices_write")
        _, sample = self._sample(request)
        if sample.separated is None:
            sample.separated = self.house.now + self.house.separation_seconds
        return JSONResponse(_OK)

    async def _speakers(self, sample: Recording) -> dict[str, list[tuple[float, float]]]:
        """Return what each speaker says; nobody is known before they were told apart."""
        if sample.separated is None or sample.separated > self.house.now:
            return {}
        found = await self.sim.in_thread(recordings.speakers, sample.samples)
        return {f"speaker_{place}": said for place, said in enumerate(found)}

    @guarded
    async def speakers(self, request: Request) -> Response:
        """GET .../speakers: how far that is, and who they are."""
        self.admitted(request, "voices_read")
        voice, sample = self._sample(request)
        found = await self._speakers(sample)
        state = "completed" if found else "not_started" if sample.separated is None else "pending"
        told = {
            id_: {
                "speaker_id": id_,
                "duration_secs": round(sum(end - start for start, end in said), 3),
                "utterances": [{"start": start, "end": end} for start, end in said],
            }
            for id_, said in found.items()
        }
        ids = {"voice_id": voice.id, "sample_id": sample.id}
        return JSONResponse({**ids, "status": state, "speakers": told or None, "selected_speaker_ids": sample.chosen})

    @guarded
    async def speaker(self, request: Request) -> Response:
        """GET .../speakers/{speaker_id}/audio: all that one of them says."""
        self.admitted(request, "voices_read")
        _, sample = self._sample(request)
        said = (await self._speakers(sample)).get(request.path_params["speaker_id"])
        if not said:
            raise Refusal(404, "sample_not_found", "No such speaker in this sample.", legacy="speaker_not_found")
        parts = [sample.samples[int(start * RATE) : int(end * RATE)] for start, end in said]
        return JSONResponse(await self._heard(np.concatenate(parts)))

    # verification

    @guarded
    async def captcha(self, request: Request) -> Response:
        """GET .../captcha: a picture of a text to be read aloud, in the form the option says."""
        self.admitted(request, "voices_read")
        _, training = self._clone(request)
        training.text = text_to_read(self.sim.chance)
        data = picture(training.text)
        text = base64.b64encode(data).decode()
        match self.house.captcha:
            case "base64":
                return PlainTextResponse(text)
            case "string":
                return JSONResponse(text)
            case "object":
                return JSONResponse({"image_base64": text, "media_type": "image/png"})
            case _:
                return Response(data, media_type="image/png")

    @guarded
    async def answer(self, request: Request) -> Response:
        """POST .../captcha: the text, read aloud."""
        seen = request.scope["sim.seen"]
        files = uploads(seen, "recording")
        self.house.admit(seen, "voices_write")
        house, (_, training) = self.house, self._clone(request)
        if not training.text:
            raise Refusal(400, "bad_request", "There is no captcha to answer.", legacy="captcha_not_found")
        training.check_attempts()
        heard = await self.sim.in_thread(recording, files[0])
        accepted = house.captcha_refusals <= 0
        house.captcha_refusals -= not accepted
        training.attempt(heard, accepted)
        training.text = ""
        if not accepted:
            message = "The recording is not what the captcha says, or not the voice of the samples."
            raise Refusal(house.captcha_status, "", message, legacy="captcha_verification_failed")
        return JSONResponse(_OK)

    @guarded
    async def review(self, request: Request) -> Response:
        """POST .../verification: files for somebody to look at."""
        seen = request.scope["sim.seen"]
        form, files = form_of(seen), uploads(seen, "files")
        self.house.admit(seen, "voices_write")
        _, training = self._clone(request)
        silent = np.zeros(0, np.int16)
        training.ask_review(
            [Recording(one.name, one.kind, one.data, silent) for one in files], form.get("extra_text", "")
        )
        return JSONResponse(_OK)

    # training

    @guarded
    async def train(self, request: Request) -> Response:
        """POST .../train: for one model."""
        body = body_of(request.scope["sim.seen"].body or {})
        name = text_of(body, "model_id", needed=False) or DEFAULT_MODEL
        self.admitted(request, "voices_write")
        voice, training = self._clone(request)
        model = model_of(name)
        if model.family not in _FAMILIES or not model.speaks:
            raise Refusal(400, "unsupported_model", f"The model {name} cannot be trained.", param="model_id")
        training.check_train(name)
        training.train(name)
        pitch = max(one.pitch for one in voice.samples)
        voice.gender = (voice.labels or {}).get("gender") or ("male" if 0 < pitch < recordings.MALE_BELOW else "female")
        return JSONResponse(_OK)
