"""What is sent to ElevenLabs to have a text spoken: path, query and body, with no field its specification does not name.

Unknown fields are taken and ignored there, so a wrong one would never be noticed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from studio_app.speech.elevenlabs.models import NORMALIZATION, language_code, voice_settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio_app.speech.engine import Model, SpeakRequest

#: The provider's most of previous requests and of dictionaries.
MOST_IDS = 3
MOST_DICTIONARIES = 3
_SEEDS = 4294967295
_NO_TEXT = dict.fromkeys([0, *range(0xD800, 0xE000)], " ")


@dataclass(frozen=True, slots=True)
class Asking:
    """One call: ``path`` below the base address, query and JSON body."""

    path: str
    query: Mapping[str, str]
    body: Mapping[str, object]

    @property
    def stitches(self) -> bool:
        """Whether it names what is around it."""
        return any(name.startswith(("previous_", "next_")) for name in self.body)

    @property
    def by_ids(self) -> bool:
        """Whether it names requests before it, which the provider may have forgotten."""
        return "previous_request_ids" in self.body


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A version of a pronunciation dictionary that lies with the provider; ``version`` "" for its newest."""

    id: str
    version: str = ""


def asking(
    request: SpeakRequest,
    model: Model,
    output_format: str,
    *,
    timestamps: bool = True,
    logging: bool = True,
    dictionaries: Sequence[Dictionary] = (),
) -> Asking:
    """Return the streaming call for a request.

    Args:
        request: what to speak.
        model: the model it names.
        output_format: one the plan has.
        timestamps: whether the times of characters are wanted.
        logging: False leaves nothing with the provider, neither a history nor ids to stitch with.
        dictionaries: applied by the provider in order, at most three.
    """
    path = f"{speaking_path(request.voice)}/stream{'/with-timestamps' if timestamps else ''}"
    return Asking(path, query(output_format, logging=logging), body(request, model, dictionaries, logging=logging))


def speaking_path(voice: str) -> str:
    """Return the path below which a voice speaks; nothing in a voice's id can lead elsewhere."""
    return f"/v1/text-to-speech/{quote(voice, safe='', errors='replace').replace('.', '%2E')}"


def query(output_format: str, *, logging: bool) -> dict[str, str]:
    """Return the query all speaking calls have."""
    return {"output_format": output_format} | ({} if logging else {"enable_logging": "false"})


def body(
    request: SpeakRequest, model: Model, dictionaries: Sequence[Dictionary] = (), *, logging: bool = True
) -> dict[str, object]:
    """Return the JSON body. What a model does not take is left out."""
    said: dict[str, object] = {
        "text": clean(request.text),
        "model_id": model.id,
        "voice_settings": voice_settings(model, request.settings),
    }
    if code := language_code(model, request.language):
        said["language_code"] = code
    if request.settings.get(NORMALIZATION, "auto") != "auto":
        said[NORMALIZATION] = request.settings[NORMALIZATION]
    if request.seed is not None:
        said["seed"] = request.seed % (_SEEDS + 1)
    if dictionaries:
        said["pronunciation_dictionary_locators"] = [_locator(one) for one in dictionaries[:MOST_DICTIONARIES]]
    return said | _around(request, model, logging=logging)


def clean(text: str) -> str:
    """Return a text that can be sent: what no encoding holds becomes a space, so that all else stays where it is."""
    return text.translate(_NO_TEXT)


def _around(request: SpeakRequest, model: Model, *, logging: bool) -> dict[str, object]:
    """Return what joins a request to those beside it. Ids say more than a text, which is not looked at beside them."""
    if not model.stitches:
        return {}
    said: dict[str, object] = {}
    if request.before_ids and logging:
        said["previous_request_ids"] = list(request.before_ids[-MOST_IDS:])
    elif request.before:
        said["previous_text"] = clean(request.before)
    if request.after:
        said["next_text"] = clean(request.after)
    return said


def _locator(dictionary: Dictionary) -> dict[str, str]:
    version = {"version_id": dictionary.version} if dictionary.version else {}
    return {"pronunciation_dictionary_id": dictionary.id, **version}
