"""Media: recordings of others that a project uses beside its takes: music, effects, the sound of a film."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Media:
    """A file with sound, known by the hash of its content (``store.content_hash``), so that a moved one is found again.

    ``path`` is where it was last, ``name`` what it is called without folders; ``size`` in bytes and ``modified`` in
    nanoseconds since 1970 tell without reading it whether it is still the same. ``collected``: its bytes are in the project
    too, and ``path`` is not needed. ``frames`` counts samples per channel at ``rate`` Hz, ``codec`` is how it is stored
    ("pcm_s16le", "mp3", ...). ``placeholder`` says that it only stands for a sound that is still to come.
    """

    hash: str
    name: str
    path: str
    codec: str
    rate: int
    channels: int
    frames: int
    size: int = 0
    modified: int = 0
    collected: bool = False
    placeholder: bool = False

    @property
    def seconds(self) -> float:
        """Return how long it is."""
        return self.frames / self.rate
