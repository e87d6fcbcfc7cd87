"""Designing a voice: described in words, heard in a few candidates, and one of them kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio_app.domain.errors import LecternError, MaybeBilled, NoSlot, Unauthorised
from studio_app.speech.making import Abilities, DesignWish
from studio_app.ui.generate.costs import cost
from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import Banner, EmptyState, Line, ProgressLine, button, label
from studio_app.ui.kit.throttle import Debounce
from studio_app.ui.voices.clone_about import NAME_CHARACTERS
from studio_app.ui.voices.clone_steps import Columns, Whole, column
from studio_app.ui.voices.design_candidates import CandidateList
from studio_app.ui.voices.design_fine import FineSettings
from studio_app.ui.voices.design_helper import AttributeHelper
from studio_app.ui.voices.design_text import CountedText
from studio_app.ui.voices.words import engine_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio_app.session.cloning import Making
    from studio_app.session.design import KeptDesign
    from studio_app.ui.voices.design_candidates import Key

    _Way = tuple[str, Callable[[], object]]

#: Milliseconds without typing before the price is asked for.
_QUIET_MS = 250
#: What says how a remix differs may be short: "a little older".
_REMIX_CHARACTERS = 5


class DesignDialog(QDialog):
    """Open it with ``start()``. What a person wishes is told by a signal, and answered by the method named with it.

    Args:
        engines: (id, what it can make) of each engine that designs voices.
        engine: the one to begin with.
        of: (voice id, name) of the voice that is remixed; None for a new one.

    Needs:
        - at the start: show_designs(KeptDesigns of before that were not thrown away)
        - estimate_requested(engine, DesignWish) → show_estimate(wish, credits) or show_no_estimate(wish, sentence)
        - design_requested(engine, DesignWish, again), after the price was shown → show_design(KeptDesign) or
          show_failed(error); ``again``: the person knows that it may be paid twice. It goes on when this is closed.
        - hear_requested(design id, KeptCandidate), hear_stopped() → show_playing((design id, candidate id) or None, share);
          what is heard is to be remembered.
        - passage_requested() → show_passage(a passage of the book of a fitting length)
        - forget_requested(design id) → show_forgotten(design id)
        - keep_requested(design id, candidate id, name, labels) → show_kept(Making) or show_failed(error)
        - cast_requested(engine, voice id, name), remix_requested(engine, voice id, name), voices_requested(),
          accounts_requested(): the dialog stays; who answers may close it.
    """

    estimate_requested = Signal(str, object)
    design_requested = Signal(str, object, bool)
    hear_requested = Signal(str, object)
    hear_stopped = Signal()
    passage_requested = Signal()
    forget_requested = Signal(str)
    keep_requested = Signal(str, str, str, object)
    cast_requested = Signal(str, str, str)
    remix_requested = Signal(str, str, str)
    voices_requested = Signal()
    accounts_requested = Signal()

    def __init__(
        self,
        engines: Sequence[tuple[str, Abilities]],
        engine: str = "",
        of: tuple[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog.design")
        self.setWindowTitle(self.tr("Remix {name}").format(name=of[1]) if of else self.tr("Design a voice"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._abilities = dict(engines)
        self._engine = engine or next(iter(self._abilities))
        self._of = of
        self._over = False
        self._busy = ""
        self._price: tuple[DesignWish, str] | None = None
        self._asking = Debounce(_QUIET_MS, self._ask_estimate, self)
        self._make(engines)
        self._lay_out()
        self._show_abilities()
        room = self.screen().availableSize()
        self.resize(QSize(theme.scaled(1000), theme.scaled(740)).boundedTo(room * 0.95))

    def start(self) -> None:
        """Open, with the keyboard on what describes the voice."""
        self.open()
        (self.description if self._of else self.helper).setFocus()
        self._changed()

    @property
    def wish(self) -> DesignWish:
        """What is wished now."""
        return DesignWish(
            description=self.description.text,
            text="" if self.written.isChecked() else self.text.text,
            candidates=self._abilities[self._engine].candidates,
            of=self._of[0] if self._of else "",
            **self.fine.values,
        )

    @property
    def engine(self) -> str:
        """The engine that is chosen."""
        return self._engine

    # What is told

    def show_estimate(self, wish: DesignWish, credits_: float) -> None:
        """Show what ``wish`` will cost; one that is no longer wished is passed over."""
        price = cost(self._engine, credits_)
        self._show_price(
            wish, self.tr("~{price}, once for all of them.").format(price=price) if credits_ > 0 else price
        )

    def show_no_estimate(self, wish: DesignWish, sentence: str) -> None:
        """Say why nobody knows what it will cost; it can be designed all the same, the person knows."""
        self._show_price(wish, sentence)

    def show_passage(self, text: str) -> None:
        """Let the candidates say a passage of the book."""
        if not self._over:
            self.own.setChecked(True)
            self.text.show_text(text)

    def show_designs(self, designs: Sequence[KeptDesign]) -> None:
        """Show designs of before, newest first: they were paid for, and are here until they are thrown away."""
        if not self._over:
            for one in reversed(designs):
                self.candidates.add(one)
            self._show_state()

    def show_design(self, design: KeptDesign) -> None:
        """Show what a design gave."""
        if self._over:
            return
        self._busy = ""
        self.candidates.add(design)
        self._show_state()
        self.candidates.focus_first()

    def show_forgotten(self, design_id: str) -> None:
        """Show that a design was thrown away."""
        if not self._over:
            self.candidates.drop(design_id)
            self._show_state()

    def show_playing(self, key: Key | None, share: float = 0.0) -> None:
        """Show which candidate is heard, by the ids of its design and itself; None: none."""
        if not self._over:
            self.candidates.show_playing(key, share)

    def show_failed(self, error: LecternError) -> None:
        """Say why there is no design, or why it could not be kept. What was made already stays."""
        if self._over:
            return
        self._busy = ""
        if error.sentence:
            self.banner.say(error.sentence, "danger", self._ways(error))
        self._show_state()

    def show_kept(self, making: Making) -> None:
        """Show that a candidate is a voice now, or why it is none."""
        if self._over:
            return
        self._busy = ""
        if not making.made or making.state == "failed":
            self.banner.say(making.reason or self.tr("The provider could not keep this voice."), "danger")
            self._show_state()
            return
        kept = (making.engine, making.voice, making.name)
        ways: list[_Way] = [(self.tr("Cast it…"), partial(self.cast_requested.emit, *kept))]
        if self._abilities[making.engine].remix:
            ways.append((self.tr("Remix it…"), partial(self.remix_requested.emit, *kept)))
        self.banner.say(self.tr("{name} is among My voices now.").format(name=making.name), "", tuple(ways))
        self.name.clear()
        self._show_state()
        self.banner.focus_first()

    def done(self, result: int) -> None:
        """Want no more answers. A design that is under way goes on: it is paid for, and kept for the next time."""
        self._asking.cancel()
        self.hear_stopped.emit()
        self._over = True
        super().done(result)

    # Inside

    def _changed(self) -> None:
        self._price = None
        self._show_state()
        self._asking.ask()

    def _ask_estimate(self) -> None:
        if self._fits:
            self.estimate_requested.emit(self._engine, self.wish)

    @property
    def _fits(self) -> bool:
        return self.description.fits and (self.written.isChecked() or self.text.fits)

    def _show_price(self, wish: DesignWish, said: str) -> None:
        if not self._over and wish == self.wish:
            self._price = (wish, said)
            self._show_state()

    def _ways(self, error: LecternError) -> tuple[_Way, ...]:
        """Return what can be done about an error."""
        if isinstance(error, NoSlot):
            return ((self.tr("Make room in My voices"), self.voices_requested.emit),)
        if isinstance(error, Unauthorised):
            return ((self.tr("Look at the key…"), self.accounts_requested.emit),)
        if isinstance(error, MaybeBilled):
            return ((self.tr("Design it again; it may be paid twice"), partial(self._design, again=True)),)
        return ()

    def _design(self, *, again: bool = False) -> None:
        if self._busy or self._price is None or self._price[0] != self.wish:
            return
        self._busy = "design"
        self.banner.hide()
        self._show_state()
        self.design_requested.emit(self._engine, self.wish, again)

    def _keep(self) -> None:
        choice, name = self.candidates.choice, " ".join(self.name.text().split())
        if choice is None or not name or self._busy:
            return
        self._busy = "keep"
        self.banner.hide()
        self._show_state()
        self.keep_requested.emit(*choice, name, self.helper.labels)

    def _show_state(self) -> None:
        designing, known = self._busy == "design", self._price is not None and self._price[0] == self.wish
        self.go.setEnabled(self._fits and known and not self._busy)
        self._working.setVisible(designing)
        self.price.setText(self._price_said(known=known))
        self._right.setVisible(not self.candidates.empty)
        self._empty.setVisible(self.candidates.empty)
        choice = self.candidates.choice
        self.keep.setEnabled(choice is not None and bool(self.name.text().strip()) and not self._busy)
        self._asked.setText(self._keep_said(choice))
        for made in (*self._engine_buttons, self.description, self.helper, self.fine):
            made.setEnabled(not designing)

    def _price_said(self, *, known: bool) -> str:
        if self._busy == "design":
            return self.tr("Designing… You can close this: what is made is kept, and shown here the next time.")
        if not self._fits:
            first = self.tr("Say what should be different first.") if self._of else self.tr("Describe the voice first.")
            return first if not self.description.text else ""
        return self._price[1] if known and self._price is not None else self.tr("Asking for the price…")

    def _keep_said(self, choice: Key | None) -> str:
        if self._busy == "keep":
            return self.tr("Keeping it…")
        if choice is None:
            return self.tr("Hear them, then choose the one you like.")
        return "" if self.name.text().strip() else self.tr("Give it a name.")

    def _choose_engine(self, id_: str) -> None:
        self._engine = id_
        self._show_abilities()
        self._changed()

    def _show_abilities(self) -> None:
        """Follow what the engine takes."""
        able = self._abilities[self._engine]
        fewest = _REMIX_CHARACTERS if self._of else able.description[0]
        self.description.show_limits(fewest, able.description[1])
        self.text.show_limits(*able.design_text)
        self.fine.show_abilities(self._engine, able)
        several = self.tr("Design %Ln voices", "", able.candidates)
        self.go.setText(several if able.candidates > 1 else self.tr("Design a voice"))
        self.go.setAccessibleName(self.go.text())

    def _describe(self, sentence: str) -> None:
        """Take over what the helper says, unless the person wrote something else."""
        with QSignalBlocker(self.description):
            self.description.show_text(sentence)
        self._changed()

    # Building

    def _make(self, engines: Sequence[tuple[str, Abilities]]) -> None:
        self.banner = Banner(self)
        self._engine_buttons: list[QRadioButton] = []
        group = QButtonGroup(self)
        for id_, _ in engines:
            made = QRadioButton(engine_name(id_), self)
            made.setObjectName(f"design.engine.{id_}")
            made.setChecked(id_ == self._engine)
            made.setVisible(len(engines) > 1)
            made.clicked.connect(lambda _=False, id_=id_: self._choose_engine(id_))
            group.addButton(made)
            self._engine_buttons.append(made)
        self.helper = AttributeHelper(self)
        self.helper.described.connect(self._describe)
        self.helper.setVisible(self._of is None)
        name = self.tr("What should be different") if self._of else self.tr("Description")
        self.description = CountedText(name, "design.description", self, lines=4)
        self.description.changed.connect(self._changed)
        self.description.typed.connect(self.helper.step_back)
        self.written = QRadioButton(self.tr("The provider writes what they say"), self)
        self.written.setObjectName("design.text.written")
        self.own = QRadioButton(self.tr("They say this:"), self)
        self.own.setObjectName("design.text.own")
        self.written.setChecked(True)
        self.text = CountedText(self.tr("Text they say"), "design.text", self, lines=3)
        self.passage = button(
            self.tr("Take a passage of the book"), self.passage_requested.emit, kind="quiet", parent=self
        )
        self.passage.setObjectName("design.passage")
        self.passage.setAutoDefault(False)
        self.text.changed.connect(self._changed)
        self.own.toggled.connect(self._text_toggled)
        self._text_toggled(on=False)
        self.fine = FineSettings(self)
        self.fine.changed.connect(self._changed)
        self._make_results()
        self._make_foot()

    def _text_toggled(self, on: bool) -> None:
        for made in (self.text, self.passage):
            made.setVisible(on)
        if hasattr(self, "price"):
            self._changed()

    def _make_results(self) -> None:
        self.candidates = CandidateList(self)
        self.candidates.hear_requested.connect(self.hear_requested)
        self.candidates.hear_stopped.connect(self.hear_stopped)
        self.candidates.chosen.connect(self._show_state)
        self.candidates.forget_requested.connect(self.forget_requested)
        self.name = QLineEdit(self)
        self.name.setObjectName("design.name")
        self.name.setMaxLength(NAME_CHARACTERS)
        self.name.setAccessibleName(self.tr("Name of the voice"))
        self.name.setPlaceholderText(self.tr("Name of the voice"))
        self.name.textChanged.connect(lambda _: self._show_state())
        self.name.returnPressed.connect(self._keep)
        self.keep = button(self.tr("Keep this voice"), self._keep, parent=self)
        self.keep.setObjectName("design.keep")
        self.keep.setAutoDefault(False)
        self._asked = label("", "small", self, wrap=True)
        self._asked.setObjectName("design.asked")

    def _make_foot(self) -> None:
        self._working = ProgressLine(self.tr("Designing"), self)
        self._working.show_share(None)
        self.price = label("", "", self, wrap=True)
        self.price.setObjectName("design.price")
        self.close_ = button(self.tr("Close"), self.reject, parent=self)
        self.close_.setObjectName("choice.close")
        self.go = button("", self._design, kind="primary", parent=self)
        self.go.setObjectName("design.go")

    def _lay_out(self) -> None:
        columns = Columns(self._describe_side(), self._results_side(), (1, 1), self)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(Whole(columns))
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.setSpacing(8)
        foot.addWidget(self.price, 1)
        foot.addWidget(self.close_)
        foot.addWidget(self.go)
        top = QVBoxLayout()
        top.setContentsMargins(24, 12, 24, 0)
        top.addWidget(self.banner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(scroll, 1)
        layout.addWidget(Line(self))
        layout.addWidget(self._working)
        layout.addLayout(foot)

    def _describe_side(self) -> QWidget:
        side = QWidget(self)
        body = column(side)
        engines = QHBoxLayout()
        engines.setSpacing(16)
        for made in self._engine_buttons:
            engines.addWidget(made)
        engines.addStretch(1)
        body.addLayout(engines)
        body.addWidget(label(self.tr("What the voice is like"), "section", side))
        body.addWidget(self.helper)
        body.addWidget(self.description)
        body.addSpacing(4)
        body.addWidget(label(self.tr("What the candidates say"), "section", side))
        for widget in (self.written, self.own, self.text):
            body.addWidget(widget)
        body.addWidget(self.passage, 0, Qt.AlignmentFlag.AlignLeft)
        body.addSpacing(4)
        body.addWidget(self.fine)
        body.addStretch(1)
        return side

    def _results_side(self) -> QWidget:
        side = QWidget(self)
        body = column(side)
        body.addWidget(label(self.tr("Hear and compare"), "section", side))
        detail = self.tr(
            "A design is paid once, and gives several voices. Only the one you keep takes a place in your account."
        )
        self._empty = EmptyState("voice", self.tr("No voice yet"), detail, side)
        body.addWidget(self._empty, 1)
        self._right = QWidget(side)
        right = column(self._right)
        keep = QHBoxLayout()
        keep.setSpacing(8)
        keep.addWidget(self.name, 1)
        keep.addWidget(self.keep)
        right.addLayout(keep)
        right.addWidget(self._asked)
        right.addWidget(self.candidates)
        right.addStretch(1)
        body.addWidget(self._right, 1)
        self._right.hide()
        return side
