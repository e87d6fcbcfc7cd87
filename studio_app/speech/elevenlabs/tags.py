"""Language tags as the provider writes them, made proper BCP 47."""

from __future__ import annotations

import re

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")


def proper_tag(said: object) -> str:
    """Return "pt-BR" for "pt_br", and "" for what is no tag of a language, script and region."""
    found = _TAG.fullmatch(said.strip()) if isinstance(said, str) else None
    if found is None:
        return ""
    language, script, region = found.groups()
    return "-".join(part for part in (language.lower(), (script or "").title(), (region or "").upper()) if part)
