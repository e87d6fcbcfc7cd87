"""The page of accounts: keys are added, tested and removed, and what is left on them is shown."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.domain.errors import LecternError, Unauthorised, WrongUsage
from studio_app.jobs.queue import beside
from studio_app.ui.kit.controls import Banner, Line, button, label
from studio_app.ui.kit.dialogs import Choice, ask, ask_text, cancel_choice, choose_file, choose_place, shown
from studio_app.ui.preferences.accounts_card import AccountCard
from studio_app.ui.preferences.accounts_form import KeyForm
from studio_app.ui.preferences.accounts_place import PassphraseQuestion, PlaceLine

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from studio_app.session.accounts import Accounts, Listed, Provider
    from studio_app.speech.account import Account
    from studio_app.speech.engine import Balance

_Id = tuple[str, str]


class _Seen(NamedTuple):
    providers: tuple[Provider, ...]
    listed: tuple[Listed, ...]


class _Typed(NamedTuple):
    """What was typed beside a key: the account it is for, "" for a new one, with a name and an address."""

    account: str
    name: str
    address: str


class AccountsPage(QWidget):
    """See the module docstring. Files, the keyring and the network are asked beside the window.

    Args:
        accounts: what is shown and changed.
        start: runs a coroutine of the page, as ``Runner.start``.
        changed: called with a provider whose account in use is another now, or none; also after the page is gone.
    """

    def __init__(
        self,
        accounts: Accounts,
        start: Callable[..., None],
        changed: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("accounts")
        self._accounts = accounts
        self._start = start
        self.account_changed = changed
        self._sections: dict[str, _Section] = {}
        self._cards: dict[_Id, AccountCard] = {}
        self._turn = asyncio.Lock()
        self.ended = False
        self.banner = Banner(self)
        self.place = PlaceLine(self)
        self.place.hide()
        self.place.wished.connect(
            lambda what: self._do({"file": self._to_file, "keyring": self._to_keyring, "unlock": self._unlock}[what])
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.banner)
        self._column.addWidget(self.place)
        self._column.addStretch(1)
        self._do(self.refresh)

    def card(self, provider: str, account: str) -> AccountCard:
        """Return the card of an account."""
        return self._cards[provider, account]

    def form(self, provider: str) -> KeyForm | None:
        """Return the form that is open for a provider."""
        return self._sections[provider].form

    def close_page(self) -> None:
        """What is typed is forgotten, and what comes late is not shown: the window of it goes."""
        self.ended = True
        for section in self._sections.values():
            section.close_form()

    # What is shown

    async def refresh(self) -> None:
        """Show what is kept now."""
        async with self._turn:
            seen = await beside(self._look)
            if self.ended:
                return
            for provider in seen.providers:
                if provider.id not in self._sections:
                    await asyncio.sleep(0)  # the window answers between two
                    self._add_section(provider)
                mine = [one for one in seen.listed if one.row.provider == provider.id]
                await self._show_cards(self._sections[provider.id], mine)
            place = await beside(self._accounts.place)  # last: a keyring may keep us waiting
            if not self.ended:
                self.place.show_place(place)
                self.place.show()

    def _look(self) -> _Seen:
        accounts = self._accounts
        return _Seen(accounts.providers(), accounts.list())

    def _add_section(self, provider: Provider) -> None:
        section = _Section(provider, self)
        section.add_wished.connect(lambda: self._open_form(section))
        self._sections[provider.id] = section
        self._column.insertWidget(self._column.count() - 1, section)

    async def _show_cards(self, section: _Section, listed: list[Listed]) -> None:
        kept = {(one.row.provider, one.row.id) for one in listed}
        for id_ in [id_ for id_ in self._cards if id_[0] == section.provider.id and id_ not in kept]:
            section.drop(self._cards.pop(id_))
        forced = any(one.where == "environment" for one in listed)
        for one in listed:
            id_ = one.row.provider, one.row.id
            if id_ in self._cards:
                self._cards[id_].show_account(one, forced=forced)
                continue
            await asyncio.sleep(0)
            if self.ended:
                return
            card = self._cards[id_] = AccountCard(section.provider, one, section, forced=forced)
            card.wished.connect(partial(self._wished, card))
            card.changed.connect(partial(self._changed, card))
            section.put(card)
        section.show_empty(not listed)

    def _do(self, work: Callable[..., Coroutine[Any, Any, None]], *args: Any) -> None:
        self._start(self._told, work, *args)

    async def _told(self, work: Callable[..., Coroutine[Any, Any, None]], *args: Any) -> None:
        """Do something; what is refused is said on this page, which is in front of the window."""
        try:
            await work(*args)
        except LecternError as error:
            if not self.ended:
                self.banner.say(error.sentence, "danger")

    # A new key

    def _open_form(self, section: _Section, card: AccountCard | None = None) -> None:
        form = KeyForm(section.provider, card.listed.row.name if card else "", section)
        form.keep_wished.connect(lambda: self._keep_typed(section, form, card))
        form.cancelled.connect(section.close_form)
        section.open_form(form, card)

    def _keep_typed(self, section: _Section, form: KeyForm, card: AccountCard | None) -> None:
        form.show_busy(on=True)
        if card is None:
            typed = _Typed("", form.typed_name, form.address.address)
        else:
            typed = _Typed(card.listed.row.id, "", card.listed.row.base_url)
        self._do(self._keep, section, form, typed, form.key.text)

    async def _keep(self, section: _Section, form: KeyForm, typed: _Typed, key: str) -> None:
        """Test a key, and keep it unless the provider says that it is wrong."""
        provider = section.provider.id
        try:
            balance, doubt = await self._tried(await beside(self._accounts.trial, provider, key, typed.address))
            account = await self._kept(provider, key, typed)
        except LecternError as error:
            if section.form is form:
                form.show_busy(on=False)
                form.say(error.sentence, "danger")
                form.key.setFocus()
            return
        if balance is not None:
            await beside(self._accounts.note, provider, account, balance)
        if section.form is form:
            section.close_form()
        await self.refresh()
        if not self.ended and (made := self._cards.get((provider, account))) is not None:
            made.show_verdict(*self._verdict(balance, doubt))
            made.test.setFocus()
        self.account_changed(provider)

    async def _tried(self, account: Account) -> tuple[Balance | None, str]:
        """Return what a key's provider says is left, or None and why it did not say. Raises Unauthorised, WrongUsage."""
        try:
            return await self._accounts.test(account), ""
        except (Unauthorised, WrongUsage):
            raise
        except LecternError as error:
            return None, error.sentence

    async def _kept(self, provider: str, key: str, typed: _Typed) -> str:
        """Keep a key; return whose it is."""
        if not typed.account:
            return (await beside(self._accounts.add, provider, typed.name, key, typed.address)).id
        await beside(self._accounts.change_key, provider, typed.account, key)
        return typed.account

    def _verdict(self, balance: Balance | None, doubt: str) -> tuple[str, str]:
        if balance is None:
            return self.tr("The key is kept, and could not be tested: {why}").format(why=doubt), "warning"
        works = self.tr("The key works.")
        return (f"{works} {balance.note}" if balance.note else works), "good"

    # What is done with an account

    def _there(self, card: AccountCard) -> bool:
        """Return whether a card is still shown."""
        return not self.ended and self._cards.get((card.provider.id, card.listed.row.id)) is card

    def _wished(self, card: AccountCard, what: str) -> None:
        if what == "key":
            self._open_form(self._sections[card.provider.id], card)
        else:
            doing = {
                "test": self._test,
                "choose": self._choose,
                "rename": self._rename,
                "remove": self._remove,
                "certificates": self._choose_certificates,
            }
            self._do(doing[what], card)

    async def _test(self, card: AccountCard) -> None:
        row = card.listed.row
        card.show_busy(on=True)
        try:
            account = await beside(self._accounts.with_key, row.provider, row.id)
            balance = await self._accounts.test(account)
            await beside(self._accounts.note, row.provider, row.id, balance)
        except LecternError as error:
            verdict = error.sentence, "danger"
        else:
            await self.refresh()
            verdict = self._verdict(balance, "") if self._there(card) else ("", "")
        if self._there(card):
            card.show_busy(on=False)
            card.show_verdict(*verdict)

    async def _choose(self, card: AccountCard) -> None:
        row = card.listed.row
        await beside(self._accounts.choose, row.provider, row.id)
        if self._there(card):
            card.test.setFocus()  # the button goes away: the keyboard stays on the card
        await self.refresh()
        self.account_changed(row.provider)

    async def _rename(self, card: AccountCard) -> None:
        row = card.listed.row
        name = await ask_text(
            self.window(), self.tr("Rename the account"), self.tr("Name"), row.name, accept=self.tr("Rename")
        )
        if name and not self.ended:
            await beside(partial(self._accounts.change, row.provider, row.id, name=name))
            await self.refresh()

    async def _remove(self, card: AccountCard) -> None:
        row = card.listed.row
        sure = Choice("remove", self.tr("Remove"), "danger")
        detail = self.tr(
            "Its key is deleted from this computer. It still works with the provider until you delete it there. "
            "What it paid for stays in your projects."
        )
        question = self.tr("Remove the account {name}?").format(name=row.name)
        if await ask(self.window(), question, (cancel_choice(), sure), detail=detail, icon="warning") != "remove":
            return
        await beside(self._accounts.remove, row.provider, row.id)
        if not self.ended:
            self._sections[row.provider].add.setFocus()
        await self.refresh()
        self.account_changed(row.provider)

    def _changed(self, card: AccountCard, options: dict[str, Any]) -> None:
        row = card.listed.row
        if any(getattr(row, name) != value for name, value in options.items()):
            self._do(self._change, card, options)

    async def _change(self, card: AccountCard, options: dict[str, Any]) -> None:
        row = card.listed.row
        try:
            await beside(partial(self._accounts.change, row.provider, row.id, **options))
        except LecternError as error:
            if self._there(card):
                card.show_verdict(error.sentence, "danger")
            return
        if self._there(card):
            card.show_verdict("")
        await self.refresh()
        self.account_changed(row.provider)

    async def _choose_certificates(self, card: AccountCard) -> None:
        found = await choose_file(self.window(), self.tr("Choose a file of certificates"))
        if found is not None and not self.ended:
            await self._change(card, {"ca_file": str(found)})

    # Where keys are kept

    async def _to_file(self) -> None:
        title = self.tr("Keep keys in an encrypted file")
        suggested = Path.home() / "lectern.keys"
        path = await choose_place(self.window(), title, suggested, self.tr("Key files (*.keys)"))
        if path is not None and (typed := await self._asked_passphrase(path, new=not await beside(path.exists))):
            await beside(self._accounts.keep_in_file, path, typed)
            await self._moved()

    async def _to_keyring(self) -> None:
        await beside(self._accounts.keep_in_keyring)
        await self._moved()

    async def _unlock(self) -> None:
        path = self._accounts.keys.file
        if path is not None and (typed := await self._asked_passphrase(path, new=False)):
            await beside(self._accounts.keys.unlock, typed)
            await self._moved()

    async def _asked_passphrase(self, path: Path, *, new: bool) -> str:
        if self.ended:
            return ""
        dialog = PassphraseQuestion(self.window(), path, new=new)
        accepted = await shown(dialog) == QDialog.DialogCode.Accepted.value
        typed = dialog.passphrase if accepted else ""
        dialog.deleteLater()
        return typed

    async def _moved(self) -> None:
        if not self.ended:
            self.banner.hide()
        await self.refresh()
        for provider in self._sections:
            self.account_changed(provider)


class _Section(QWidget):
    """The accounts with one provider."""

    add_wished = Signal()

    def __init__(self, provider: Provider, parent: QWidget) -> None:
        super().__init__(parent)
        self.provider = provider
        self.form: KeyForm | None = None
        self._before: QWidget | None = None
        self.add = button(self.tr("Add an account…"), self.add_wished.emit, icon="add", parent=self)
        self.add.setObjectName(f"accounts.add.{provider.id}")
        self.add.setAccessibleDescription(provider.name)
        self.add.setAutoDefault(False)
        page = button(self.tr("Open the account page"), self._open_page, kind="quiet", parent=self)
        page.setObjectName(f"accounts.page.{provider.id}")
        page.setAccessibleDescription(provider.name)
        page.setToolTip(provider.page)
        page.setAutoDefault(False)
        empty = self.tr(
            "No key yet. Make one on the account page, and add it here; or set {variable} before the start."
        )
        self._empty = label(empty.format(variable=provider.variable), "dim", self, wrap=True)
        head = QHBoxLayout()
        head.addWidget(label(provider.name, "heading", self))
        head.addStretch(1)
        head.addWidget(page)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(8)
        self._column.addWidget(Line(self))
        self._column.addLayout(head)
        self._column.addWidget(self._empty)
        self._column.addLayout(self._cards)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def put(self, card: AccountCard) -> None:
        """Show one more."""
        self._cards.addWidget(card)
        self.setTabOrder(card.show_advanced, self.add)

    def drop(self, card: AccountCard) -> None:
        """Show one less."""
        self._cards.removeWidget(card)
        card.hide()
        card.deleteLater()

    def show_empty(self, on: bool) -> None:
        """Say that there is none."""
        self._empty.setVisible(on and self.form is None)

    def open_form(self, form: KeyForm, before: QWidget | None) -> None:
        """Show the form a key is pasted into; where it was, the keyboard goes back to."""
        self.close_form()
        self.form, self._before = form, before
        self._empty.hide()
        self._column.insertWidget(self._column.count() - 1, form)
        self.add.hide()
        form.key.setFocus()

    def close_form(self) -> None:
        """Take it away, and what was typed with it."""
        if self.form is None:
            return
        self.form.key.clear()
        self.form.hide()
        self.form.deleteLater()
        self.form = None
        self.add.show()
        self._empty.setVisible(self._cards.count() == 0)
        self.add.setFocus()

    def _open_page(self) -> None:
        QDesktopServices.openUrl(QUrl(self.provider.page))
