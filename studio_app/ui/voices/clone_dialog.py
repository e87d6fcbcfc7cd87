"""Cloning a voice at once: recordings are brought or made, checked and mended; the voice is named, consented to and made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QRadioButton, QWidget

from studio_app.session.cloning import Consent, Stage
from studio_app.speech.making import Abilities, CloneWish
from studio_app.ui.kit import amounts, theme
from studio_app.ui.kit.controls import button, label
from studio_app.ui.kit.throttle import Debounce
from studio_app.ui.voices.clone_about import AboutVoice, visibility_name
from studio_app.ui.voices.clone_consent import ConsentForm
from studio_app.ui.voices.clone_drop import DropField
from studio_app.ui.voices.clone_findings import Findings, wrong_said
from studio_app.ui.voices.clone_making import MakingPage
from studio_app.ui.voices.clone_mends import cut, fixed, kept, usual
from studio_app.ui.voices.clone_record import RecordPanel, reading, span_said
from studio_app.ui.voices.clone_recordings import RecordingList, recordings_said
from studio_app.ui.voices.clone_steps import Columns, StepDialog, column
from studio_app.ui.voices.clone_trim import TrimEditor
from studio_app.ui.voices.words import engine_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from studio_app.audio.sample_check import Finding
    from studio_app.domain.errors import LecternError
    from studio_app.session.cloning import InlineVoice, Making, Mend, Recording
    from studio_app.ui.voices.clone_recordings import Held

#: Milliseconds without a change before all recordings are looked at together.
_QUIET_MS = 100
#: A part that lacks no more than this of a recording is all of it.
_ALL_S = 0.005
_STEPS = ("recordings", "about", "consent")


class CloneDialog(StepDialog):
    """Open it with ``start()``. What a person wishes is told by a signal, and answered by the method named with it.

    Args:
        engines: (id, what it can make) of each engine that clones, or takes recordings with its requests.
        engine: the one to begin with.
        language: of the project, a BCP 47 tag.

    Needs:
        - prepare_requested(paths, engine) → show_preparing(done, of), then show_prepared(Recordings)
        - mend_requested(Recording, Mend, engine) → show_mended(what it was, Recording) or show_not_mended(it, sentence)
        - checks_requested(Recordings, engine) → show_checks(Recordings judged for that engine, Findings of all together)
        - play_requested(path, from, to), play_stopped() → show_playing(path, second) some times a second, then (None)
        - ``record``, a RecordPanel: its own signals and methods
        - clone_requested(engine, CloneWish without samples, Recordings, Consent) → show_stage(Stage), then show_making(Making)
          or show_failed(error); it goes on when this is closed, and is never made twice
        - inline_requested(engine, name, Recordings, Consent, language) → show_inline(InlineVoice) or show_failed(error)
        - cancel_requested() → show_cancelled()
        - cast_requested(engine, voice id, name), voices_requested(), accounts_requested(): who answers may close it.
    """

    prepare_requested = Signal(object, str)
    mend_requested = Signal(object, object, str)
    checks_requested = Signal(object, str)
    play_requested = Signal(object, float, float)
    play_stopped = Signal()
    clone_requested = Signal(str, object, object, object)
    inline_requested = Signal(str, str, object, object, str)
    cancel_requested = Signal()
    cast_requested = Signal(str, str, str)
    voices_requested = Signal()
    accounts_requested = Signal()

    def __init__(
        self,
        engines: Sequence[tuple[str, Abilities]],
        engine: str = "",
        language: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._abilities = dict(engines)
        self._engine = engine or next(iter(self._abilities))
        self._language = language
        self._made: tuple[str, str, str] | None = None
        self._making = False
        self._preparing = False
        self._warned = False
        super().__init__("clone", "", parent)
        self.setWindowTitle(self.tr("Clone a voice"))
        self.setAccessibleName(self.windowTitle())
        self._checking = Debounce(_QUIET_MS, self._ask_checks, self)
        self._make_recordings()
        self._make_about()
        self._make_consent()
        self._make_foot()
        self.making = MakingPage(self)
        self.making.cancel_requested.connect(self.cancel_requested)
        self.making.way_chosen.connect(self._take_way)
        self.add_last("making", self.making)
        self._show_abilities()

    def start(self) -> None:
        """Open at the recordings."""
        self.open()
        self.go("recordings")

    @property
    def engine(self) -> str:
        """The engine that is chosen."""
        return self._engine

    @property
    def inline(self) -> bool:
        """Whether the recordings are kept here and sent with each request."""
        able = self._abilities[self._engine]
        return able.inline and (not able.instant or self._here.isChecked())

    # What is told

    def show_preparing(self, done: int, of: int) -> None:
        """Show that files are read and measured."""
        if not self.over:
            self._preparing = True
            self._busy.setText(self.tr("Listening to the recordings: {done} of {of}…").format(done=done, of=of))
            self._busy.show()
            self._show_state()

    def show_prepared(self, recordings: Sequence[Recording]) -> None:
        """Show recordings that were measured, those that cannot be read among them."""
        if self.over:
            return
        self._preparing = False
        self._busy.hide()
        self.recordings.add(recordings)
        if not self.about.name.text() and recordings and recordings[0].path not in self.record.takes:
            self.about.suggest(recordings[0].path.stem.replace("_", " "))
        self._show_state()

    def show_mended(self, was: Recording, now: Recording) -> None:
        """Show a recording that was cut, evened out or converted; what is no longer wanted so is passed over."""
        if self.over or (held := self.recordings.held_of(was)) is None or now.mended != held.wanted:
            return
        held.now, held.wanted = now, None
        self.recordings.refresh()
        if held is self.recordings.current:
            self._look_at(held, same=True)
        self._changed()

    def show_not_mended(self, was: Recording, sentence: str) -> None:
        """Say why a recording stays as it is."""
        if self.over:
            return
        if (held := self.recordings.held_of(was)) is not None:
            held.wanted = None
            self.recordings.refresh()
            self._look_at(self.recordings.current)
        self.banner.say(sentence, "danger")
        self._show_state()

    def show_checks(self, recordings: Sequence[Recording], findings: Sequence[Finding]) -> None:
        """Show how recordings stand, each and together; an answer on others than there are now is passed over."""
        if self.over or [one.path for one in recordings] != [one.path for one in self.recordings.recordings]:
            return
        self.recordings.replace(recordings)
        unread = [one for recording in recordings if not recording.seconds for one in recording.findings]
        self.findings.show_findings((*findings, *unread))
        self._show_one()
        self._show_state()

    def show_playing(self, path: Path | None, seconds: float = 0.0) -> None:
        """Show what is heard, and how far in it; None: nothing."""
        if self.over:
            return
        held = self.recordings.current
        mine = held is not None and path in (held.brought.path, held.now.path)
        self.trim.show_playing(seconds if mine else None)
        self.record.show_playing(path)

    def show_stage(self, stage: Stage) -> None:
        """Show how far the voice is."""
        if not self.over and self._making:
            self.making.show_stage(self.about.named, stage)

    def show_making(self, making: Making) -> None:
        """Show what became of it: it is trained, or failed."""
        if self.over:
            return
        self._making = False
        if making.made and making.state != "failed":
            self._made = (making.engine, making.voice, making.name)
            self.making.show_made(making.name)
        else:
            self.making.show_refused(making.name, making.reason)
        self._show_state()

    def show_inline(self, voice: InlineVoice) -> None:
        """Show that recordings are a voice now."""
        if self.over:
            return
        self._making = False
        self._made = (voice.engine, voice.id, voice.name)
        self.making.show_made(voice.name, inline=True)
        self._show_state()

    def show_failed(self, error: LecternError) -> None:
        """Say why there is no voice, and what can be done."""
        if not self.over:
            self._making = False
            self.making.show_failed(self.about.named, error)
            self._show_state()

    def show_cancelled(self) -> None:
        """Show that it was stopped."""
        if not self.over:
            self._making = False
            self.making.show_cancelled(self.about.named)
            self._show_state()

    def done(self, result: int) -> None:
        """Be quiet, and want no more answers."""
        self._checking.cancel()
        self.play_stopped.emit()
        self.record.hide()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Let no slip of a finger throw away what was trimmed: Escape closes at the second time."""
        at_stake = bool(self.recordings.held) and self.step in _STEPS and not self._warned
        if event.key() == Qt.Key.Key_Escape and at_stake:
            self._warned = True
            said = self.tr("No voice is made yet: the list of recordings goes when this is closed; takes are kept.")
            self.banner.say(said, "warning", ((self.tr("Close"), self.reject),))
        else:
            super().keyPressEvent(event)

    # Steps

    def stepped(self) -> None:
        """Show what leads on from this page."""
        if self.step != "recordings":
            self.record.hide()
            self.drop.close_recorder()
            self.play_stopped.emit()
        if self.step == "consent":
            self._summary.setText(self._summed_up())
        self._show_state()

    def _next(self) -> None:
        at = _STEPS.index(self.step)
        if at + 1 < len(_STEPS):
            self.go(_STEPS[at + 1])
        else:
            self._send()

    def _back(self) -> None:
        self.go(_STEPS[max(0, _STEPS.index(self.step) - 1)] if self.step in _STEPS else _STEPS[-1])

    def _missing(self, step: str) -> str:
        """Return what is still missing on a page, "" where nothing is."""
        if step == "recordings":
            if not self.recordings.held:
                return self.tr("Add a recording of the voice.")
            if self._preparing or any(one.busy for one in self.recordings.held):
                return self.tr("The recordings are being looked at…")
            bad = "fail" in (self.findings.worst, *(one.level for one in self.recordings.recordings))
            return self.tr("Put right what must be, or take it away.") if bad else ""
        if step == "about":
            return "" if self.about.named else self.tr("Give the voice a name.")
        return "" if self.consent.given else self.tr("Confirm that the speaker agrees.")

    def _show_state(self) -> None:
        """Show what is done, what is missing, and where one can go."""
        reached = True
        for step in _STEPS:
            missing = self._missing(step)
            self.show_reach(step, done=reached and not missing, open_=reached and not self._making)
            reached = reached and not missing
        in_steps = self.step in _STEPS
        missing = (
            next((said for step in _STEPS[: _STEPS.index(self.step) + 1] if (said := self._missing(step))), "")
            if in_steps
            else ""
        )
        self.status.setText(missing)
        self.next.setVisible(in_steps)
        self.next.setEnabled(not missing)
        last = self.step == _STEPS[-1]
        self.next.setText(
            (self.tr("Keep the voice") if self.inline else self.tr("Make the voice")) if last else self.tr("Next")
        )
        self.next.setAccessibleName(self.next.text())
        self.back.setVisible(in_steps and self.step != _STEPS[0])
        self.close_.setText(self.tr("Close") if not in_steps else self.tr("Cancel"))

    # Recordings

    def _chosen_files(self, paths: object) -> None:
        assert isinstance(paths, tuple)
        fresh = tuple(path for path in paths if not self.recordings.has(path))
        if fresh:
            self.banner.hide()
            self.show_preparing(0, len(fresh))
            self.prepare_requested.emit(fresh, self._engine)

    def _toggle_recorder(self, on: bool) -> None:
        if on:
            self.play_stopped.emit()
            self.record.open_()
        else:
            self.record.hide()

    def _use_take(self, path: object) -> None:
        self._chosen_files((path,))

    def _look_at(self, held: Held | None, *, same: bool = False) -> None:
        """Show a recording closely; ``same``: the one that is looked at, whose trim a person may be moving."""
        self.closely.setVisible(held is not None)
        self._show_one()
        if held is None:
            return
        brought = held.brought
        if not same:
            self.play_stopped.emit()
            self.trim.show_recording(brought.name, brought.peaks, brought.seconds, kept(held.mended))
        self.trim.setEnabled(brought.seconds > 0)
        self.said.blockSignals(True)
        self.said.setPlainText(held.now.text) if self.said.toPlainText() != held.now.text else None
        self.said.blockSignals(False)

    def _show_one(self) -> None:
        """Say what is wrong with the one of several recordings that is looked at."""
        held, several = self.recordings.current, len(self.recordings.held) > 1
        wrong = wrong_said(held.now.findings) if held is not None and several else ""
        self._one.setText(self.tr("In this one: {checks}").format(checks=wrong))
        self._one.setVisible(bool(wrong))

    def _mend(self, held: Held, how: Mend) -> None:
        if how == held.mended:
            return
        held.wanted = how
        self.recordings.refresh()
        self._show_state()
        self.mend_requested.emit(held.now, how, self._engine)

    @property
    def _formats(self) -> tuple[str, ...]:
        return self._abilities[self._engine].formats

    def _before(self, held: Held) -> Mend:
        return held.mended or usual(self._formats)

    def _cut(self, start: float, end: float) -> None:
        if (held := self.recordings.current) is not None:
            part = (start, end) if end - start < held.brought.seconds - _ALL_S else None
            self._mend(held, cut(self._before(held), part))

    def _fix(self, fix: str) -> None:
        """Put something right in every recording that it is wrong in, or show where a person can."""
        if fix == "denoise":
            self.about.denoise.setChecked(True)
            self.about.enhance.setChecked(True)
            self.banner.say(self.tr("The provider will take the noise away when it makes the voice."))
            return
        if fix == "shorten":
            self.trim.wave.end.setFocus()
            return
        for held in self.recordings.held:
            if not held.busy and any(one.fix == fix and one.level != "ok" for one in held.now.findings):
                self._mend(held, fixed(self._before(held), self._formats, fix))

    def _play(self, start: float) -> None:
        if (held := self.recordings.current) is not None:
            self.play_requested.emit(held.brought.path, start, self.trim.wave.trim[1])

    def _said_changed(self) -> None:
        if (held := self.recordings.current) is not None:
            held.now = replace(held.now, text=self.said.toPlainText().strip())
            self._changed()

    def _changed(self) -> None:
        """Recordings came, went or were mended: what was confirmed was about others."""
        self.consent.withdraw()
        if not self.recordings.held:
            self.findings.clear("")
        self.findings.setVisible(bool(self.recordings.held))
        self._advice.setVisible(not self.recordings.held)
        self._checking.ask()
        self._show_state()

    def _ask_checks(self) -> None:
        if self.recordings.held:
            self.checks_requested.emit(self.recordings.recordings, self._engine)

    # Engine and voice

    def _choose_engine(self, id_: str) -> None:
        self._engine = id_
        self._show_abilities()
        self._checking.ask()

    def _show_abilities(self) -> None:
        """Follow what the engine takes."""
        able = self._abilities[self._engine]
        both = able.inline and able.instant
        self._kinds.setVisible(both)
        self.about.show_abilities(able, kept_here=self.inline)
        self.drop.show_formats(able.formats)
        for made in (self.said, self._said_name):
            made.setVisible(able.texts or able.inline)
        self._show_state()

    def _summed_up(self) -> str:
        """Return what is made, of what, and where it goes: what is confirmed below."""
        recordings = self.recordings.recordings
        length = amounts.length(sum(one.seconds for one in recordings))
        sent = recordings_said(len(recordings), length)
        name = engine_name(self._engine)
        if self.inline:
            said = self.tr("{voice}: {recordings}, kept on this computer and sent to {engine} with each request.")
        else:
            said = self.tr("{voice}: {recordings}, sent to {engine} to be made a voice in your account.")
        text = said.format(voice=self.about.named, recordings=sent, engine=name)
        if not self.inline and self._abilities[self._engine].visibilities:
            text += " " + self.tr("Who may use it: {who}.").format(who=visibility_name(self.about.visibility))
        return text

    def _send(self) -> None:
        if any(self._missing(step) for step in _STEPS):
            return
        consent = Consent(self.consent.name, self.consent.statement)
        recordings = self.recordings.recordings
        self._making = True
        self.making.show_stage(self.about.named, Stage("looking"))
        self.go("making")
        if self.inline:
            self.inline_requested.emit(self._engine, self.about.named, recordings, consent, self._language)
        else:
            self.clone_requested.emit(self._engine, self._wish(), recordings, consent)

    def _wish(self) -> CloneWish:
        able, about = self._abilities[self._engine], self.about
        return CloneWish(
            about.named,
            (),
            description=about.said,
            labels=about.labels,
            tags=about.tag_list,
            denoise=able.denoise and about.denoise.isChecked(),
            enhance=able.enhance and about.enhance.isChecked(),
            visibility=about.visibility,
        )

    def _take_way(self, way: str) -> None:
        """Go on as the person chose after the voice was made, or not made."""
        if way in ("again", "look"):
            self._send()
        elif way in ("recordings", "about"):
            self.go(way)
        elif way == "voices":
            self.voices_requested.emit()
        elif way == "accounts":
            self.accounts_requested.emit()
        elif self._made is not None:
            self.cast_requested.emit(*self._made)

    # Building

    def _make_recordings(self) -> None:
        able = self._abilities[self._engine]
        self.drop = DropField("clone", self)
        self.drop.files_chosen.connect(self._chosen_files)
        self.drop.record_wished.connect(self._toggle_recorder)
        self.record = RecordPanel(self, best_s=able.best_s)
        self.record.show_text(reading())
        self.record.use_requested.connect(self._use_take)
        self.record.hide()
        self.recordings = RecordingList(self)
        self.recordings.chosen.connect(self._look_at)
        self.recordings.changed.connect(self._changed)
        self._busy = label("", "dim", self, wrap=True)
        self._busy.hide()
        self.trim = TrimEditor(self)
        self.trim.trimmed.connect(self._cut)
        self.trim.play_requested.connect(self._play)
        self.recordings.play_requested.connect(self.trim.play.click)
        self.trim.play_stopped.connect(self.play_stopped)
        self._said_name = label(
            self.tr("What is said in it (the provider finds out where you leave it empty)"), "small", self, wrap=True
        )
        self.said = QPlainTextEdit(self)
        self.said.setObjectName("clone.said")
        self.said.setAccessibleName(self.tr("What is said in it"))
        self.said.setTabChangesFocus(True)
        self.said.setFixedHeight(theme.scaled(60))
        self.said.textChanged.connect(self._said_changed)
        self.findings = Findings("clone.findings", self)
        self.findings.fix_requested.connect(self._fix)
        self._one = label("", "warning", self, wrap=True)
        self._one.setObjectName("clone.one")
        self._lay_out_recordings(able)

    def _lay_out_recordings(self, able: Abilities) -> None:
        left = QWidget(self)
        first = column(left, spacing=12)
        for widget in (self.drop, self.record, self._busy, self.recordings):
            first.addWidget(widget)
        self.closely = QWidget(left)
        closely = column(self.closely)
        for part in (self.trim, self._one, self._said_name, self.said):
            closely.addWidget(part)
        self.closely.hide()
        first.addWidget(self.closely)
        first.addStretch(1)
        right = QWidget(self)
        second = column(right)
        advice = self.tr(
            "One speaker, no music, no echo, no noise. {span} in all is best: more does not make it better. "
            "Read as you want the voice to read: it takes over the manner too."
        )
        self._advice = label(advice.format(span=span_said(able.best_s)), "dim", right, wrap=True)
        second.addWidget(label(self.tr("Checks"), "section", right))
        second.addWidget(self._advice)
        second.addWidget(self.findings)
        second.addStretch(1)
        self.findings.hide()
        self.add_step("recordings", self.tr("Recordings"), Columns(left, right, (3, 2), self))

    def _make_about(self) -> None:
        page = QWidget(self)
        body = column(page, spacing=12)
        body.setContentsMargins(24, 12, 24, 16)
        self._engines = QWidget(page)
        engines = column(self._engines, spacing=4)
        engines.addWidget(label(self.tr("Engine"), "section", self._engines))
        self._engine_group = QButtonGroup(self)
        for id_ in self._abilities:
            made = self._radio(f"clone.engine.{id_}", engine_name(id_), self._engine_group)
            made.setChecked(id_ == self._engine)
            made.clicked.connect(lambda _=False, id_=id_: self._choose_engine(id_))
            engines.addWidget(made)
        self._engines.setVisible(len(self._abilities) > 1)
        self._kinds = QWidget(page)
        kinds = column(self._kinds, spacing=4)
        kinds.addWidget(label(self.tr("Where the voice is kept"), "section", self._kinds))
        group = QButtonGroup(self)
        self._account = self._radio(
            "clone.kind.account", self.tr("In your account: ready at once, also elsewhere"), group
        )
        self._here = self._radio(
            "clone.kind.inline",
            self.tr("Only on this computer: the recordings go with each request"),
            group,
        )
        self._account.setChecked(True)
        self._here.toggled.connect(lambda _: self._show_abilities())
        for made in (self._account, self._here):
            kinds.addWidget(made)
        self.about = AboutVoice("clone", page, language=self._language)
        self.about.changed.connect(self._show_state)
        for widget in (self._engines, self._kinds, label(self.tr("The voice"), "section", page), self.about):
            body.addWidget(widget)
        body.addStretch(1)
        self.add_step("about", self.tr("The voice"), page)

    def _make_consent(self) -> None:
        page = QWidget(self)
        body = column(page, spacing=12)
        body.setContentsMargins(24, 12, 24, 16)
        self._summary = label("", "", page, wrap=True)
        self._summary.setObjectName("clone.summary")
        self.consent = ConsentForm("clone", page)
        self.consent.changed.connect(self._show_state)
        body.addWidget(self._summary)
        body.addWidget(self.consent)
        body.addStretch(1)
        self.add_step("consent", self.tr("Consent"), page)

    def _make_foot(self) -> None:
        self.close_ = button(self.tr("Cancel"), self.reject, parent=self)
        self.close_.setObjectName("choice.close")
        self.back = button(self.tr("Back"), self._back, parent=self)
        self.back.setObjectName("clone.back")
        self.next = button(self.tr("Next"), self._next, kind="primary", parent=self)
        self.next.setObjectName("clone.next")
        for made in (self.close_, self.back, self.next):
            self.foot.addWidget(made)

    def _radio(self, object_name: str, text: str, group: QButtonGroup) -> QRadioButton:
        made = QRadioButton(text, self)
        made.setObjectName(object_name)
        made.setAccessibleName(text)
        group.addButton(made)
        return made
