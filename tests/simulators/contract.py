"""The providers' OpenAPI files, where they are: does a request, or an answer, hold to them?

They lie in ``../shared/contracts`` beside the project. Tests that need them skip where they do not::

    contract = Contract.of("elevenlabs")
    if contract is None:
        pytest.skip("the providers' OpenAPI files are not here")
    assert [contract.wrong_in(seen) for seen in sim.requests] == [[]] * len(sim.requests)
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.simulators.faults import Seen

FOLDER = Path(__file__).parents[3] / "shared" / "contracts"
_FILES = {"elevenlabs": "elevenlabs-openapi.json", "fish": "fish-openapi.json"}
#: Paths that newer clients use for what the file has under another.
_SAME_PATHS = {"/v1/voice-changer/": "/v1/speech-to-speech/"}
#: Fields that the provider's newest client has and the file has not yet.
_NEWER = {"audio_effects", "clone_strength"}
_ANYTHING = frozenset({"*"})


class Contract:
    """One provider's OpenAPI file."""

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self._spec = spec
        self._schemas = spec["components"]["schemas"]

    @classmethod
    @cache
    def of(cls, provider: str) -> Contract | None:
        """Return a provider's; None where the files are not."""
        file = FOLDER / _FILES[provider]
        return cls(json.loads(file.read_text("utf-8"))) if file.is_file() else None

    def wrong_in(self, seen: Seen) -> list[str]:
        """Return what a request has that the file does not allow: values, and names it does not know."""
        operation = self._operation(seen.method, seen.path)
        if operation is None:
            return [f"no {seen.method} {seen.path}"]
        return [*self._wrong_query(operation, seen), *self._wrong_body(operation, seen)]

    def wrong_answer(self, method: str, path: str, status: int, body: Any) -> list[str]:
        """Return what a JSON answer has that the file does not allow."""
        operation = self._operation(method, path)
        if operation is None:
            return [f"no {method} {path}"]
        content = operation["responses"].get(str(status), {}).get("content", {}).get("application/json")
        return [f"no JSON for {status}"] if content is None else self._errors(content["schema"], body)

    def _operation(self, method: str, path: str) -> Mapping[str, Any] | None:
        for newer, older in _SAME_PATHS.items():
            path = path.replace(newer, older)
        found = [known for known in self._spec["paths"] if _pattern(known).fullmatch(path)]
        # "/v1/history/download" is not the item called "download".
        found.sort(key=lambda known: known.count("{"))
        return next(
            (self._spec["paths"][one][method.lower()] for one in found if method.lower() in self._spec["paths"][one]),
            None,
        )

    def _errors(self, schema: Any, value: Any) -> list[str]:
        whole = {**schema, "components": self._spec["components"]}
        return [
            f"{'/'.join(map(str, one.path))}: {one.message[:200]}"
            for one in Draft202012Validator(whole).iter_errors(value)
        ]

    def _wrong_query(self, operation: Mapping[str, Any], seen: Seen) -> Iterator[str]:
        known = {one["name"]: one.get("schema", {}) for one in operation.get("parameters", []) if one["in"] == "query"}
        for name, text in seen.query:
            if name not in known:
                yield f"query: {name} is unknown"
            elif self._errors(known[name], text) and not any(
                not self._errors(known[name], value) for value in (_typed(text), [text])
            ):
                yield f"query: {name} cannot be {text!r}"

    def _wrong_body(self, operation: Mapping[str, Any], seen: Seen) -> Iterator[str]:
        content = operation.get("requestBody", {}).get("content", {})
        kind = seen.headers.get("content-type", "").partition(";")[0].strip().lower()
        if not content or kind not in content:
            if seen.raw:
                yield f"body: {kind or 'nothing'} is not taken"
            return
        schema = content[kind]["schema"]
        body = seen.body
        if kind == "multipart/form-data":
            fields = {name: one for leaf in self._leaves(schema) for name, one in leaf.get("properties", {}).items()}
            body = {name: self._part(fields.get(name, {}), value) for name, value in body.items()}
        yield from self._errors(schema, _without_bytes(body))
        yield from self._unknown([schema], body, "body")

    def _part(self, schema: Any, value: Any) -> Any:
        """Return what a part of a form stands for: a list where one is wanted, else what its text says."""
        if any(leaf.get("type") == "array" for leaf in self._leaves(schema)) and not isinstance(value, list):
            value = [value]
        if isinstance(value, bytes):
            return "file"
        typed = _typed(value)
        return value if isinstance(value, str) and not self._errors(schema, value) else typed

    def _unknown(self, schemas: list[Any], value: Any, where: str) -> Iterator[str]:
        """Yield names that none of ``schemas`` has."""
        alternatives = [leaf for schema in schemas for leaf in self._leaves(schema)]
        if isinstance(value, list):
            items = [leaf["items"] for leaf in alternatives if isinstance(leaf.get("items"), dict)]
            for number, one in enumerate(value):
                yield from self._unknown(items, one, f"{where}/{number}")
        elif isinstance(value, dict) and alternatives:
            objects = [leaf for leaf in alternatives if leaf.get("type") == "object" or "properties" in leaf]
            if any("properties" not in leaf or leaf.get("additionalProperties") for leaf in objects):
                return
            for name, one in value.items():
                inner = [leaf["properties"][name] for leaf in objects if name in leaf["properties"]]
                if not inner and name not in _NEWER:
                    yield f"{where}: {name} is unknown"
                yield from self._unknown(inner, one, f"{where}/{name}")

    def _leaves(self, schema: Any) -> Iterator[Any]:
        if "$ref" in schema:
            yield from self._leaves(self._schemas[schema["$ref"].rpartition("/")[2]])
            return
        parts = [part for word in ("anyOf", "oneOf", "allOf") for part in schema.get(word, [])]
        for part in parts:
            yield from self._leaves(part)
        if not parts:
            yield schema


@cache
def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(
        "".join("[^/]+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{[^}]+\})", path))
    )


def _typed(text: Any) -> Any:
    """Return what a text of a query or a form stands for."""
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return text


def _without_bytes(value: Any) -> Any:
    """Return a body in which recordings are texts: JSON Schema knows no bytes."""
    if isinstance(value, bytes):
        return "bytes"
    if isinstance(value, dict):
        return {name: _without_bytes(one) for name, one in value.items()}
    return [_without_bytes(one) for one in value] if isinstance(value, list) else value
