"""What is said of a professional clone: where it is, and what comes next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from studio_app.session.professional import ProfessionalStep, ProfessionalView
    from studio_app.speech.making import Training

translate = QCoreApplication.translate
#: What stands before the suffix of a sample's name at the provider.
_MARK = re.compile(r"-[0-9a-f]{8}(?=\.\w+$)")
#: What providers ask of all recordings together, in seconds: the least, and what is best.
LEAST_S, BEST_S = 1800.0, (7200.0, 10800.0)
#: Languages a professional clone is trained in.
LANGUAGES = (
    *("en", "ar", "bg", "cs", "da", "de", "el", "es", "fi", "fil", "fr", "hi", "hr", "hu", "id", "it"),
    *("ja", "ko", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sv", "ta", "tr", "uk", "vi", "zh"),
)


def training_said(training: Training) -> str:
    """Return how far a voice is, in one sentence."""
    known = {
        "created": translate("Professional", "Not begun yet"),
        "queued": translate("Professional", "Waits for its turn"),
        "training": translate("Professional", "Is being trained"),
        "trained": translate("Professional", "Trained: it can speak"),
        "failed": translate("Professional", "Training failed"),
    }
    return known.get(training.state, training.state)


def needs_said(needs: str) -> str:
    """Return what the person must do next, "" for nothing."""
    return {
        "verification": translate("Professional", "Verify that it is your voice first."),
        "review": translate("Professional", "Somebody at the provider looks at your request. That may take some days."),
    }.get(needs, "")


def separation_said(state: str) -> str:
    """Return how far telling the speakers of a sample apart is."""
    return {
        "not_started": translate("Professional", "Speakers not looked for yet"),
        "pending": translate("Professional", "Telling the speakers apart…"),
        "completed": translate("Professional", "Speakers told apart"),
        "failed": translate("Professional", "The speakers could not be told apart"),
    }.get(state, state)


def sample_name(name: str) -> str:
    """Return what a sample is called, without the mark that tells files of one name apart at the provider."""
    return _MARK.sub("", name)


def step_said(step: ProfessionalStep) -> str:
    """Return how a step stands, in the window's language where it is known there."""
    if step.id == "training" and step.state == "failed":
        return step.said
    known = {
        ("verification", "waiting"): needs_said("review"),
        ("verification", "current"): translate("Professional", "Show that it is your voice: read a text aloud."),
        ("training", "waiting"): translate("Professional", "The provider trains the voice. That takes some hours."),
    }
    return known.get((step.id, step.state), step.said)


def view_said(view: ProfessionalView) -> str:
    """Return how far a voice is, in a few words."""
    by_id = {step.id: step.state for step in view.steps}
    if by_id.get("done") == "done":
        return translate("Professional", "trained")
    if by_id.get("training") == "failed":
        return translate("Professional", "training failed")
    if by_id.get("training") == "waiting":
        return translate("Professional", "in training")
    if by_id.get("samples") != "done":
        return translate("Professional", "needs recordings")
    if by_id.get("verification") == "waiting":
        return translate("Professional", "is being reviewed")
    if by_id.get("verification") == "current":
        return translate("Professional", "to be verified")
    return translate("Professional", "ready to be trained")
