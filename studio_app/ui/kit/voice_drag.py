"""A voice that is dragged: from a library to a speaker, a paragraph, a field. JSON of three strings."""

from __future__ import annotations

import json
from typing import NamedTuple

from PySide6.QtCore import QMimeData

VOICE_MIME = "application/x-lectern-voice"
#: More than any voice says of itself.
_MOST_BYTES = 4096


class DraggedVoice(NamedTuple):
    """What is dragged: an engine, the id of one of its voices, and what that is called."""

    engine: str
    voice: str
    name: str


def voice_data(engine: str, voice: str, name: str) -> QMimeData:
    """Return what a drag of a voice carries."""
    data = QMimeData()
    data.setData(VOICE_MIME, json.dumps([engine, voice, name]).encode())
    return data


def dragged_voice(data: QMimeData) -> DraggedVoice | None:
    """Return the voice that is dragged, None where it is something else, or nothing that can be one."""
    if not data.hasFormat(VOICE_MIME):
        return None
    held = bytes(data.data(VOICE_MIME).data())
    try:
        found = json.loads(held) if len(held) <= _MOST_BYTES else None
    except ValueError:
        return None
    if not isinstance(found, list) or len(found) != 3 or not all(isinstance(one, str) for one in found):
        return None
    made = DraggedVoice(*found)
    return made if made.engine and made.voice else None
