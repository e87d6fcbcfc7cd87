"""A professional clone: half an hour of recordings or more, in steps over days, gone on with whenever one likes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from studio_app.domain.errors import NoSlot, Unauthorised
from studio_app.session.cloning import Consent
from studio_app.ui.generate.engine import tongue
from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import Card, Elided, button, label, set_look
from studio_app.ui.voices.clone_about import AboutVoice
from studio_app.ui.voices.clone_consent import ConsentForm
from studio_app.ui.voices.clone_record import RecordPanel, reading
from studio_app.ui.voices.clone_steps import StepDialog, column
from studio_app.ui.voices.professional_samples import SamplesPage
from studio_app.ui.voices.professional_speakers import SpeakersPage
from studio_app.ui.voices.professional_training import TrainingPage
from studio_app.ui.voices.professional_verify import VerifyPage
from studio_app.ui.voices.professional_words import BEST_S, LANGUAGES, step_said, view_said
from studio_app.ui.voices.words import engine_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton

    from studio_app.domain.errors import LecternError
    from studio_app.session.once import Stage
    from studio_app.session.professional import ProfessionalStep, ProfessionalView
    from studio_app.speech.making import Abilities, Separation

#: Milliseconds after which it is asked anew how far a voice is that the provider works on, while somebody looks on.
_LOOK_MS = 60_000
_STEPS = ("voice", "samples", "speakers", "verification", "training")


class ProfessionalDialog(StepDialog):
    """Open it with ``start()``, or ``start(view)`` to go on.

    What a person wishes is told by a signal, and answered by the method named with it.

    Args:
        engine: that trains such voices.
        abilities: what it takes.
        language: of the project, a BCP 47 tag.
        models: (id, name) of those that can be trained; () leaves it to the provider.

    Needs:
        - at the start: show_known(ProfessionalViews that were begun before)
        - begin_requested(engine, name, language, Consent, description, labels) → show_view(ProfessionalView) or
          show_failed(error)
        - look_requested(making id) → show_view, and show_unfinished(paths) where uploads were cut off
        - add_requested(making id, paths, denoise) → show_upload(path, Stage), then show_uploaded(path, refusal or "") for each,
          and show_view
        - upload_cancelled(making id, path), remove_requested(making id, sample id) → show_view or show_failed
        - separate_requested(making id, sample id) → show_separation(sample id, Separation) or show_not_separated
        - hear_speaker_requested(making id, sample id, speaker id), hear_stopped() → show_speaker_playing
        - choose_requested(making id, sample id, speaker ids) → nothing, or show_not_separated(sample id, sentence)
        - captcha_requested(making id) → show_captcha(octets, media type) or show_failed
        - answer_requested(making id, path), review_requested(making id, paths, note) → show_stage(Stage), then show_view or
          show_failed
        - train_requested(making id, model) → show_view or show_failed
        - ``record`` and ``verify.record``, RecordPanels: their own signals and methods
        - cast_requested(engine, voice id, name), voices_requested(), accounts_requested()
    """

    begin_requested = Signal(str, str, str, object, str, object)
    look_requested = Signal(int)
    add_requested = Signal(int, object, bool)
    upload_cancelled = Signal(int, object)
    remove_requested = Signal(int, str)
    separate_requested = Signal(int, str)
    hear_speaker_requested = Signal(int, str, str)
    hear_stopped = Signal()
    choose_requested = Signal(int, str, object)
    captcha_requested = Signal(int)
    answer_requested = Signal(int, object)
    review_requested = Signal(int, object, str)
    train_requested = Signal(int, str)
    cast_requested = Signal(str, str, str)
    voices_requested = Signal()
    accounts_requested = Signal()

    def __init__(
        self,
        engine: str,
        abilities: Abilities,
        language: str = "",
        models: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        self._engine = engine
        self._abilities = abilities
        self._language = language.partition("-")[0]
        self._view: ProfessionalView | None = None
        self._asking = ""
        super().__init__("professional", "", parent)
        self.setWindowTitle(self.tr("Professional clone"))
        self.setAccessibleName(self.windowTitle())
        self._known: dict[int, QPushButton] = {}
        self._looking = QTimer(self, interval=_LOOK_MS, singleShot=True)
        self._looking.timeout.connect(lambda: self.look_requested.emit(self.making))
        self._make_voice()
        self._make_samples()
        self._make_speakers()
        self._make_verify()
        self._make_training(models)
        self._make_foot()

    def start(self, view: ProfessionalView | None = None) -> None:
        """Open: at the beginning, or where a voice is."""
        self.open()
        self.go("voice")
        if view is not None:
            self._resume(view)

    @property
    def making(self) -> int:
        """The number of the voice that is being made, 0 for none."""
        return self._view.making.id if self._view is not None else 0

    # What is told

    def show_known(self, views: Sequence[ProfessionalView]) -> None:
        """Offer to go on with voices that were begun."""
        for old in self._known.values():
            self._begun.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._known = {}
        for view in views:
            text = f"{view.making.name} · {view_said(view)}"
            made = button(text, partial(self._resume, view), parent=self._begun)
            made.setObjectName(f"professional.go_on.{view.making.id}")
            made.setAutoDefault(False)
            self._begun.body.addWidget(made)
            self._known[view.making.id] = made
        self._begun.setVisible(bool(views) and self._view is None)

    def show_view(self, view: ProfessionalView) -> None:
        """Show how far a voice is; one that is not looked at is passed over."""
        if self.over or (self._view is not None and view.making.id != self.making):
            return
        began, self._asking = self._view is None, ""
        self._view = view
        self.verify.settle()
        self._called.show_text(f"{view.making.name} · {view_said(view)}")
        self.samples.show_uploaded(view.samples)
        self.speakers.show_samples(view.samples)
        self._show_steps(view)
        if "waiting" in (step.state for step in view.steps):
            self._looking.start()
        else:
            self._looking.stop()
        if view.refusal:
            self.banner.say(view.refusal, "warning", ((self.tr("Try again"), self._look),))
        if began:
            self.go(self._current(view))
        self._show_state()

    def show_failed(self, error: LecternError) -> None:
        """Say why what was asked for last was not done."""
        if self.over:
            return
        asked, self._asking = self._asking, ""
        if asked == "verification":
            self.verify.show_refusal(error.sentence)
        elif asked == "training":
            self.training.show_refusal(error.sentence)
        elif error.sentence:
            self.banner.say(error.sentence, "danger", self._ways(error))
        if self._view is not None:
            self.samples.show_uploaded(self._view.samples)
        self._show_state()

    def show_unfinished(self, paths: Sequence[Path]) -> None:
        """Offer to send recordings whose upload was cut off; what has arrived of them is not sent twice."""
        if self.over or not paths or self._view is None:
            return
        said = self.tr("The upload of {names} was cut off.").format(names=", ".join(path.name for path in paths))
        send = partial(self._add, tuple(paths), self.samples.denoise.isChecked())
        self.banner.say(said, "warning", ((self.tr("Send again"), send),))

    def show_upload(self, path: Path, stage: Stage) -> None:
        """Show how much of a recording is sent."""
        if not self.over:
            self.samples.show_upload(path, stage.done, stage.total)
            self._show_state()

    def show_uploaded(self, path: Path, refusal: str = "") -> None:
        """Show that a recording is there, or why it is not."""
        if not self.over:
            self.samples.show_upload_ended(path, refusal)
            self._show_state()

    def show_separation(self, sample: str, separation: Separation) -> None:
        """Show who was found in a sample."""
        if not self.over:
            self.speakers.show_separation(sample, separation)

    def show_not_separated(self, sample: str, sentence: str) -> None:
        """Say why the speakers of a sample are not told apart, or not chosen."""
        if not self.over:
            self.speakers.show_refusal(sample, sentence)

    def show_speaker_playing(self, sample: str, speaker: str | None) -> None:
        """Show which speaker is heard; None: nobody."""
        if not self.over:
            self.speakers.show_playing(sample, speaker)

    def show_captcha(self, data: bytes, media_type: str) -> None:
        """Show the picture of the text to read aloud."""
        if not self.over:
            self._asking = ""
            self.verify.show_captcha(data, media_type)

    def show_stage(self, stage: Stage) -> None:
        """Show how much of a verification is handed in."""
        if not self.over and self._asking == "verification":
            self.verify.show_stage(stage)

    def done(self, result: int) -> None:
        """Want no more answers. What is at the provider goes on."""
        self._looking.stop()
        for panel in (self.record, self.verify.record):
            panel.hide()
        self.hear_stopped.emit()
        super().done(result)

    def _ways(self, error: LecternError) -> tuple[tuple[str, Callable[[], object]], ...]:
        """Return what can be done about an error."""
        if isinstance(error, NoSlot):
            return ((self.tr("Make room in My voices"), self.voices_requested.emit),)
        if isinstance(error, Unauthorised):
            return ((self.tr("Look at the key…"), self.accounts_requested.emit),)
        return ()

    # Steps

    def stepped(self) -> None:
        """Show what leads on from this page, and let nobody listen who is not seen."""
        if self.step != "samples":
            self.record.hide()
            self.samples.drop.close_recorder()
        if self.step != "verification":
            self.verify.record.hide()
        self.hear_stopped.emit()
        self._show_state()

    def _resume(self, view: ProfessionalView) -> None:
        self.show_view(view)
        self._look()

    def _look(self) -> None:
        if self.making:
            self.banner.hide()
            self.look_requested.emit(self.making)

    def _current(self, view: ProfessionalView) -> str:
        """Return the page of the step that is next to be done."""
        by_id = {step.id: step.state for step in view.steps}
        for name in ("samples", "verification", "training"):
            if by_id.get(name) in ("current", "failed", "waiting"):
                return name
        return "training"

    def _show_steps(self, view: ProfessionalView) -> None:
        by_id = {step.id: step for step in view.steps}
        self.show_reach("voice", done=True, open_=True)
        for name in _STEPS[1:]:
            step = by_id.get(name)
            self.show_reach(name, done=step is not None and step.state == "done", open_=True)
        if (step := by_id.get("verification")) is not None:
            self.verify.show_state(step.state, step_said(step))
        if (step := by_id.get("training")) is not None:
            self.training.show_view(view, step.state, step_said(step))
        set_look(self._called, "good" if self._state_of("done") == "done" else "heading")

    def _state_of(self, id_: str) -> str:
        steps: tuple[ProfessionalStep, ...] = self._view.steps if self._view is not None else ()
        return next((step.state for step in steps if step.id == id_), "ahead")

    def _missing(self) -> str:
        """Return what is missing to go on from the page that is shown."""
        if self.step == "voice" and self._view is None:
            if not self.about.named:
                return self.tr("Give the voice a name.")
            return "" if self.consent.given else self.tr("Confirm that the speaker agrees.")
        if self.step == "samples" and self.samples.uploading:
            return self.tr("Recordings are being sent. You can go on meanwhile.")
        return ""

    def _show_state(self) -> None:
        missing, begun = self._missing(), self._view is not None
        self._form.setVisible(not begun)
        self._called.setVisible(begun)
        self._begun.setVisible(bool(self._known) and not begun)
        if not begun:
            for name in _STEPS:
                self.show_reach(name, done=False, open_=name == "voice")
        last = self.step == _STEPS[-1]
        self.status.setText(missing)
        self.next.setText(self.tr("Begin") if not begun else self.tr("Next"))
        self.next.setAccessibleName(self.next.text())
        self.next.setVisible(not last)
        self.next.setEnabled(self._asking != "begin" and (begun or not missing))
        self.back.setVisible(self.step != _STEPS[0] and begun)

    def _next(self) -> None:
        if self._view is None:
            self._begin()
            return
        self.go(_STEPS[_STEPS.index(self.step) + 1])

    def _back(self) -> None:
        self.go(_STEPS[max(0, _STEPS.index(self.step) - 1)])

    # Wishes

    def _begin(self) -> None:
        if self._missing() or self._asking:
            return
        self._asking = "begin"
        self.banner.hide()
        consent = Consent(self.consent.name, self.consent.statement)
        labels = dict(self.about.labels)
        language = str(self.language.currentData())
        self._show_state()
        self.status.setText(self.tr("Asking {engine}…").format(engine=engine_name(self._engine)))
        self.begin_requested.emit(self._engine, self.about.named, language, consent, self.about.said, labels)

    def _add(self, paths: object, denoise: bool) -> None:
        assert isinstance(paths, tuple)
        for path in paths:
            self.samples.show_upload(path, 0, 0)
        self.banner.hide()
        self.add_requested.emit(self.making, paths, denoise)
        self._show_state()

    def _toggle_recorder(self, on: bool) -> None:
        if on:
            self.record.open_()
        else:
            self.record.hide()

    def _answer(self, path: object) -> None:
        self._asking = "verification"
        self.answer_requested.emit(self.making, path)

    def _review(self, paths: object, note: str) -> None:
        self._asking = "verification"
        self.review_requested.emit(self.making, paths, note)

    def _captcha(self) -> None:
        self._asking = "verification"
        self.captcha_requested.emit(self.making)

    def _train(self, model: str) -> None:
        self._asking = "training"
        self.train_requested.emit(self.making, model)

    def _cast(self) -> None:
        if self._view is not None:
            making = self._view.making
            self.cast_requested.emit(making.engine, making.voice, making.name)

    # Building

    def _page(self, *widgets: QWidget) -> QWidget:
        page = QWidget(self)
        body = column(page, spacing=12)
        body.setContentsMargins(24, 12, 24, 16)
        for widget in widgets:
            body.addWidget(widget)
        return page

    def _make_voice(self) -> None:
        self._called = Elided("", self)
        self._called.setProperty("look", "heading")
        self._called.hide()
        self._begun = Card(self)
        self._begun.body.addWidget(label(self.tr("Go on with a voice that was begun"), "section", self._begun))
        self._begun.hide()
        self._form = QWidget(self)
        said = self.tr(
            "A professional clone learns a voice from half an hour of recordings at the least, two to three hours for the "
            "best result. It must be your own voice: you will read a text aloud to show it. Training takes some hours."
        )
        self.about = AboutVoice("professional", self._form)
        labels = tuple(one for one in self._abilities.labels if one != "language")  # that is asked for below
        self.about.show_abilities(replace(self._abilities, labels=labels))
        for made in (self.about.denoise, self.about.enhance):
            made.hide()
        self.about.changed.connect(self._show_state)
        self.language = QComboBox(self._form)
        self.language.setObjectName("professional.language")
        self.language.setAccessibleName(self.tr("Language of the recordings"))
        for tag in sorted(LANGUAGES, key=tongue):
            self.language.addItem(tongue(tag), tag)
        self.language.setCurrentIndex(max(0, self.language.findData(self._language or "en")))
        self.consent = ConsentForm("professional", self._form)
        self.consent.changed.connect(self._show_state)
        body = column(self._form, spacing=12)
        for widget in (label(said, "dim", self._form, wrap=True), self.about):
            body.addWidget(widget)
        row = QVBoxLayout()
        row.setSpacing(4)
        row.addWidget(label(self.language.accessibleName(), "small", self._form))
        row.addWidget(self.language)
        body.addLayout(row)
        body.addWidget(self.consent)
        page = self._page(self._called, self._begun, self._form)
        layout = page.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addStretch(1)
        self.add_step("voice", self.tr("The voice"), page)

    def _make_samples(self) -> None:
        self.samples = SamplesPage(self)
        self.samples.show_abilities(self._abilities)
        self.samples.files_chosen.connect(self._add)
        self.samples.record_wished.connect(self._toggle_recorder)
        self.samples.upload_cancelled.connect(lambda path: self.upload_cancelled.emit(self.making, path))
        self.samples.remove_requested.connect(lambda id_: self.remove_requested.emit(self.making, id_))
        self.record = RecordPanel(self, best_s=(BEST_S[0] / 8, BEST_S[0] / 4))
        self.record.show_text(reading())
        self.record.use_requested.connect(lambda path: self._add((path,), self.samples.denoise.isChecked()))
        self.record.hide()
        self.add_step("samples", self.tr("Samples"), self._page(self.record, self.samples))

    def _make_speakers(self) -> None:
        self.speakers = SpeakersPage(self)
        self.speakers.separate_requested.connect(lambda id_: self.separate_requested.emit(self.making, id_))
        self.speakers.hear_requested.connect(lambda *ids: self.hear_speaker_requested.emit(self.making, *ids))
        self.speakers.hear_stopped.connect(self.hear_stopped)
        self.speakers.choose_requested.connect(lambda id_, ids: self.choose_requested.emit(self.making, id_, ids))
        self.add_step("speakers", self.tr("Speakers"), self._page(self.speakers))

    def _make_verify(self) -> None:
        self.verify = VerifyPage(self)
        self.verify.captcha_requested.connect(self._captcha)
        self.verify.answer_requested.connect(self._answer)
        self.verify.review_requested.connect(self._review)
        self.add_step("verification", self.tr("Verification"), self._page(self.verify))

    def _make_training(self, models: Sequence[tuple[str, str]]) -> None:
        self.training = TrainingPage(models, self)
        self.training.train_requested.connect(self._train)
        self.training.look_requested.connect(self._look)
        self.training.cast_requested.connect(self._cast)
        self.add_step("training", self.tr("Training"), self._page(self.training))

    def _make_foot(self) -> None:
        self.status.setMinimumWidth(theme.scaled(120))
        self.close_ = button(self.tr("Close"), self.reject, parent=self)
        self.close_.setObjectName("choice.close")
        self.back = button(self.tr("Back"), self._back, parent=self)
        self.back.setObjectName("professional.back")
        self.next = button(self.tr("Begin"), self._next, kind="primary", parent=self)
        self.next.setObjectName("professional.next")
        for made in (self.close_, self.back, self.next):
            self.foot.addWidget(made)
