"""How far a professional clone of ElevenLabs is: verified by a text read aloud or by hand, then trained, model by model."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.simulators.elevenlabs_errors import Refusal
from tests.simulators.elevenlabs_voices import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.simulators.elevenlabs import ElevenLabs
    from tests.simulators.elevenlabs_recordings import Recording

DEFAULT_MODEL = "eleven_multilingual_v2"
MOST_ATTEMPTS = 5
#: The share of the time of a training in which it waits in line.
_QUEUED = 0.1
_FAILS_AT = 0.6
ENDS = ("fine_tuned", "failed", "delayed")


@dataclass(frozen=True)
class Run:
    """A training: when it began in Unix time, how long it takes in seconds, and how it ends."""

    begun: float
    seconds: float
    ends: str

    def state(self, now: float) -> tuple[str, float]:
        """Return what is told of it, and how far it is, 0 to 1; a delayed one takes twice as long."""
        share = (now - self.begun) / self.seconds if self.seconds else 2.0
        if self.ends == "failed" and share >= _FAILS_AT:
            return "failed", _FAILS_AT
        if self.ends == "delayed" and 1 <= share < 2:
            return "delayed", 0.99
        if share >= 1:
            return "fine_tuned", 1.0
        return ("queued", 0.0) if share < _QUEUED else ("fine_tuning", round(share, 3))


@dataclass(eq=False)
class Training:
    """All of one voice. ``samples`` are the voice's own list; ``text`` is what must be read aloud, "" while nobody asked."""

    house: ElevenLabs
    language: str
    samples: list[Recording]
    runs: dict[str, Run] = field(default_factory=dict)
    text: str = ""
    attempts: list[dict[str, Any]] = field(default_factory=list)
    passed: bool = False
    review: dict[str, Any] | None = None

    # verification

    @property
    def reviewed(self) -> bool:
        """Whether somebody has looked at what was handed in."""
        if self.review is None:
            return False
        return self.house.now >= self.review["request_time_unix"] + self.house.review_days * DAY

    @property
    def verified(self) -> bool:
        """Whether it is known that the voice is the person's own."""
        return self.passed or (self.reviewed and self.house.review_ends == "accepted")

    def failures(self) -> list[str]:
        """Return why it is not verified."""
        found = ["captcha_mismatch" for one in self.attempts if not one["accepted"]][:1]
        declined = self.reviewed and self.house.review_ends != "accepted"
        return [*found, "manual_verification_declined"] if declined else found

    def attempt(self, recording: Recording, accepted: bool) -> None:
        """Keep an attempt to read the text aloud."""
        self.attempts.append(
            {
                "text": self.text,
                "date_unix": int(self.house.now),
                "accepted": accepted,
                "similarity": 0.95 if accepted else 0.4,
                "levenshtein_distance": 1.0 if accepted else 27.0,
                "recording": {
                    "recording_id": recording.id,
                    "mime_type": recording.kind,
                    "size_bytes": len(recording.data),
                    "upload_date_unix": int(self.house.now),
                    "transcription": self.text if accepted else "something else",
                },
            }
        )
        self.passed = self.passed or accepted

    def check_attempts(self) -> None:
        """Refuse one more attempt on a day that had as many as there may be."""
        today = [one for one in self.attempts if one["date_unix"] > self.house.now - DAY]
        if len(today) >= MOST_ATTEMPTS:
            message = "You have used all attempts to verify this voice for today."
            raise Refusal(400, "", message, legacy="max_verification_attempts_reached")

    # training

    def check_train(self, model: str) -> None:
        """Refuse to train what is not ready for it."""
        seconds = sum(one.seconds for one in self.samples)
        if seconds < self.house.dataset_seconds:
            message = f"Only {seconds:.0f} seconds of audio are there, {self.house.dataset_seconds:g} are needed."
            raise Refusal(400, "audio_too_short", message, legacy="not_enough_audio")
        if not self.verified:
            raise Refusal(400, "", "The voice must be verified before it is trained.", legacy="voice_not_verified")
        if self.states_by_model().get(model) in ("queued", "fine_tuning", "delayed"):
            raise Refusal(409, "already_running", "The voice is being trained already.")

    def train(self, model: str) -> None:
        """Begin training for a model."""
        self.runs[model] = Run(self.house.now, self.house.training_days * DAY, self.house.training_ends)

    def states_by_model(self) -> dict[str, str]:
        """Return the state of each model."""
        known = {model: run.state(self.house.now)[0] for model, run in self.runs.items()}
        return known or {DEFAULT_MODEL: "not_started"}

    def states(self) -> set[str]:
        """Return what a list can be filtered by."""
        stage = set() if self.samples else {"draft"}
        return stage | (set() if self.verified else {"not_verified"}) | set(self.states_by_model().values())

    def ready(self) -> list[str]:
        """Return the models it speaks with."""
        return [model for model, state in self.states_by_model().items() if state == "fine_tuned"]

    def speaks(self, model: str) -> bool:
        """Return whether it speaks with a model; "" for any."""
        return model in self.ready() or (not model and bool(self.ready()))

    # what is told

    def told(self) -> dict[str, Any]:
        """Return it as GET /v1/voices/{voice_id} says it."""
        shares = {model: run.state(self.house.now) for model, run in self.runs.items()}
        failed = "The training failed: the recordings are too unlike each other."
        return {
            "is_allowed_to_fine_tune": self.verified,
            "state": self.states_by_model(),
            "progress": {model: share for model, (_, share) in shares.items()},
            "message": {model: failed if state == "failed" else "" for model, (state, _) in shares.items()},
            "verification_failures": self.failures(),
            "verification_attempts_count": len(self.attempts),
            "verification_attempts": self.attempts,
            "manual_verification_requested": self.review is not None,
            "manual_verification": self.review,
            "language": self.language,
            "dataset_duration_seconds": round(sum(one.seconds for one in self.samples), 3),
            "max_verification_attempts": MOST_ATTEMPTS,
            "next_max_verification_attempts_reset_unix_ms": int((self.house.now + DAY) * 1000),
        }

    def verification(self) -> dict[str, Any]:
        """Return how far the verification is."""
        return {
            "requires_verification": not self.verified,
            "is_verified": self.verified,
            "verification_failures": self.failures(),
            "verification_attempts_count": len(self.attempts),
            "language": self.language,
            "verification_attempts": self.attempts,
        }

    def ask_review(self, files: Sequence[Recording], extra: str) -> None:
        """Keep what was handed in for somebody to look at."""
        now = int(self.house.now)
        told = [
            {
                "file_id": secrets.token_urlsafe(12),
                "file_name": one.name,
                "mime_type": one.kind,
                "size_bytes": len(one.data),
                "upload_date_unix": now,
            }
            for one in files
        ]
        self.review = {"extra_text": extra, "request_time_unix": now, "files": told}
