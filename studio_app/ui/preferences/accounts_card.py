"""One account as the page shows it: what is left, whether its key works, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from studio_app.ui.kit import theme
from studio_app.ui.kit.controls import Card, Elided, IconButton, ProgressLine, button, label, set_look
from studio_app.ui.preferences.accounts_fields import AddressField
from studio_app.ui.preferences.accounts_words import asked_said, left_said, plan_said

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from studio_app.session.accounts import Listed, Provider
    from studio_app.settings.accounts import Known

#: Below this share the bar warns.
_LITTLE = 0.1


class AccountCard(Card):
    """Shows an account.

    Signals:
        wished(what): "test", "choose", "rename", "key", "remove" or "certificates".
        changed(options): keep these: a mapping of what ``Accounts.change`` takes.
    """

    wished = Signal(str)
    changed = Signal(object)

    def __init__(
        self, provider: Provider, listed: Listed, parent: QWidget | None = None, *, forced: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"accounts.{provider.id}.{listed.row.id}")
        self.provider = provider
        self.listed = listed
        self.advanced: Advanced | None = None
        self._name = Elided("", self)
        self._name.setProperty("look", "heading")
        self._chips = [label("", "chip", self) for _ in range(3)]
        for chip in self._chips:
            chip.setMinimumHeight(theme.scaled(20))  # lower, its corners would not be round
        self._plan = label("", "dim", self, wrap=True)
        self._left = label("", "", self, wrap=True)
        self._bar = ProgressLine(self.tr("Credits left"), self)
        self._aside = label("", "small", self, wrap=True)
        self._verdict = label("", "dim", self, wrap=True)
        self._build_buttons()
        self._lay_out()
        self.show_verdict("")
        self.show_account(listed, forced=forced)

    def show_account(self, listed: Listed, *, forced: bool) -> None:
        """Show an account as it is now; ``forced``: the environment has a key, and no other can be chosen."""
        self.listed = listed
        row = listed.row
        from_environment = listed.where == "environment"
        self._name.show_text(self.tr("From the environment") if from_environment else row.name)
        self.setAccessibleName(f"{self.provider.name}: {self._name.accessibleName()}")
        self._show_chips(
            self.provider.variable if from_environment else "",
            self.tr("In use") if listed.chosen else "",
            self.tr("Zero retention") if row.zero_retention else "",
        )
        _show(self._plan, "\n".join(part for part in (plan_said(row.known), asked_said(row.known)) if part))
        _show(self._aside, self._asides(listed))
        self._show_left(row.known)
        self.choose.setVisible(not listed.chosen and not forced)
        self.more.setVisible(not from_environment)
        for made in (self.test, self.choose, self.more, self.show_advanced):
            made.setAccessibleDescription(self.accessibleName())
        if self.advanced is not None:
            self.advanced.show_account(listed)

    def _asides(self, listed: Listed) -> str:
        """Return what else there is to know."""
        said = []
        if listed.where == "environment":
            before = self.tr("{variable} is set: it comes before the accounts that are kept here.")
            said.append(before.format(variable=self.provider.variable))
        if listed.row.repeats_billed:
            said.append(self.tr("This account was billed for a repeat that should be free: repeats count as paid now."))
        return "\n".join(said)

    def show_verdict(self, sentence: str, look: str = "dim") -> None:
        """Say how the last test or change went."""
        _show(self._verdict, sentence)
        set_look(self._verdict, look)

    @property
    def verdict(self) -> str:
        """What was said last."""
        return self._verdict.text()

    def show_busy(self, *, on: bool) -> None:
        """Show that the provider is being asked."""
        self.test.setEnabled(not on)
        if on:
            self.show_verdict(self.tr("Asking {provider}…").format(provider=self.provider.name))

    def _show_left(self, known: Known) -> None:
        said = left_said(known)
        _show(self._left, said)
        share = known.left / known.limit if known.left is not None and known.limit else None
        self._bar.setVisible(share is not None)
        if share is not None:
            self._bar.show_share(share, "running" if share >= _LITTLE else "paused" if share > 0 else "failed")
            self._bar.setAccessibleDescription(said)

    def _show_chips(self, *said: str) -> None:
        for chip, text in zip(self._chips, said, strict=True):
            _show(chip, text)

    # Building

    def _build_buttons(self) -> None:
        self.test = self._button("test", self.tr("Test"))
        self.choose = self._button("choose", self.tr("Use this account"))
        self.show_advanced = IconButton("right", self.tr("Advanced"), self)
        self.show_advanced.setObjectName("accounts.advanced")
        self.show_advanced.setText(self.tr("Advanced"))
        self.show_advanced.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.show_advanced.setCheckable(True)
        self.show_advanced.toggled.connect(self._open_advanced)
        self.more = IconButton("more", self.tr("More"), self)
        self.more.setObjectName("accounts.more")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        for wish, text in (
            ("rename", self.tr("Rename…")),
            ("key", self.tr("New key…")),
            ("remove", self.tr("Remove…")),
        ):
            action = menu.addAction(text)
            action.setObjectName(f"accounts.{wish}")
            action.triggered.connect(lambda _=False, wish=wish: self.wished.emit(wish))
        self.more.setMenu(menu)

    def _button(self, wish: str, text: str) -> QPushButton:
        made = button(text, lambda: self.wished.emit(wish), parent=self)
        made.setObjectName(f"accounts.{wish}")
        made.setAutoDefault(False)
        return made

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._name, 1)
        for chip in self._chips:
            top.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.more)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.test)
        foot.addWidget(self.choose)
        foot.addStretch(1)
        foot.addWidget(self.show_advanced)
        self.body.addLayout(top)
        for widget in (self._left, self._bar, self._plan, self._aside, self._verdict):
            self.body.addWidget(widget)
        self.body.addLayout(foot)

    def _open_advanced(self, on: bool) -> None:
        """Open what few people need; it is built when it is first asked for."""
        self.show_advanced.show_icon("down" if on else "right")
        if on and self.advanced is None:
            self.advanced = Advanced(self.provider, self)
            self.advanced.changed.connect(self.changed)
            self.advanced.certificates_wished.connect(lambda: self.wished.emit("certificates"))
            self.advanced.show_account(self.listed)
            self.body.addWidget(self.advanced)
        if self.advanced is not None:
            self.advanced.setVisible(on)


class Advanced(QWidget):
    """Zero retention, address, proxy and certificates of an account.

    Signals:
        changed(options): as ``AccountCard``.
        certificates_wished(): a file of certificates is to be chosen.
    """

    changed = Signal(object)
    certificates_wished = Signal()

    def __init__(self, provider: Provider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[bool, str, str, str] | None = None
        self.zero = QCheckBox(self.tr("Zero retention: {name} keeps nothing").format(name=provider.name), self)
        self.zero.setObjectName("accounts.zero")
        self.address = AddressField(provider, self)
        self.proxy = self._line("proxy", self.tr("Proxy"), "http://proxy.example:8080")
        self.certificates = self._line("ca_file", self.tr("Own certificates"), self.tr("A file in PEM form"))
        choose = button(self.tr("Choose…"), self.certificates_wished.emit, parent=self)
        choose.setObjectName("accounts.certificates")
        choose.setAutoDefault(False)
        self.zero.toggled.connect(lambda on: self.changed.emit({"zero_retention": on}))
        self.address.chosen.connect(lambda address: self.changed.emit({"base_url": address}))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        if provider.id == "elevenlabs":
            column.addWidget(self.zero)
            column.addWidget(_aside(self._price_of_silence()))
        else:
            self.zero.hide()
        _put(column, self.tr("Region"), self.address)
        if provider.forced:
            said = self.tr("The environment sends everything to {address}, whatever stands here.")
            column.addWidget(label(said.format(address=provider.forced), "warning", wrap=True))
        _put(column, self.tr("Proxy"), self.proxy)
        said = self.tr("Empty: what the system says. A password in it is kept where the keys are.")
        column.addWidget(label(said, "small", wrap=True))
        line = QHBoxLayout()
        line.addWidget(self.certificates, 1)
        line.addWidget(choose)
        _put(column, self.tr("Certificates to trust beside the system's"), line, self.certificates)

    def show_account(self, listed: Listed) -> None:
        """Show what is kept; what is being typed stays where that is as before."""
        row = listed.row
        kept = row.zero_retention, row.base_url, row.proxy, row.ca_file
        if kept == self._shown:
            return
        self._shown = kept
        with QSignalBlocker(self.zero):
            self.zero.setChecked(row.zero_retention)
        self.address.show_address(row.base_url)
        self.proxy.setText(row.proxy)
        self.certificates.setText(row.ca_file)

    def _price_of_silence(self) -> str:
        return self.tr(
            "For plans that include it. Nothing spoken stays with the provider, so nothing can be fetched from there "
            "again: an answer lost on the way may have to be paid twice, and you are asked before. Pieces are not "
            "stitched to what was spoken before them, so that the voice may change a little from one to the next."
        )

    def _line(self, key: str, name: str, hint: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setObjectName(f"accounts.{key}")
        made.setAccessibleName(name)
        made.setPlaceholderText(hint)
        made.editingFinished.connect(lambda: self.changed.emit({key: made.text().strip()}))
        return made


def _put(column: QVBoxLayout, name: str, field: QWidget | QHBoxLayout, buddy: QWidget | None = None) -> None:
    caption = label(name, "small")
    column.addSpacing(8)
    column.addWidget(caption)
    if isinstance(field, QWidget):
        caption.setBuddy(field)
        column.addWidget(field)
    else:
        caption.setBuddy(buddy or caption)
        column.addLayout(field)


def _aside(text: str) -> QLabel:
    made = label(text, "small", wrap=True)
    made.setContentsMargins(30, 0, 0, 0)
    return made


def _show(widget: QLabel, text: str) -> None:
    widget.setText(text)
    widget.setVisible(bool(text))
