"""What is not about the book: preferences, palette, help, text size, folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio_app.jobs.queue import beside
from studio_app.session.caches import trim, used
from studio_app.session.crash import left_behind
from studio_app.session.licences import licences
from studio_app.ui.kit import amounts, theme
from studio_app.ui.kit.controls import button, label
from studio_app.ui.kit.dialogs import Choice, Reading, shown
from studio_app.ui.kit.language import languages
from studio_app.ui.preferences.accounts import AccountsPage
from studio_app.ui.preferences.dialog import PreferencesDialog
from studio_app.ui.preferences.usage import UsagePage
from studio_app.ui.shell.about import AboutDialog
from studio_app.ui.shell.palette import CommandPalette

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.ui.shell.desk import Desk

_SIZES = (8, 48)
_USUAL = 13
_CACHE = "cache.size"
_MB = 1_000_000


class Asides(QObject):
    """Answers these wishes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._window = desk.parts.window
        self._start = desk.runner.start
        self._preferences: PreferencesDialog | None = None
        self._start(self._trim_cache)

    # Preferences and palette

    def preferences(self, page: str = "") -> None:
        """Open the preferences, at a page if one is named."""
        if self._preferences is not None:
            if page:
                self._preferences.show_page(page)
            self._preferences.raise_()
            return
        choices = {
            "look.language": (("system", self.tr("Like the desktop")), *languages()),
            "engine.default": (("local", self.tr("On this computer")),),
        }
        bodies = {"Accounts": self._build_accounts, "Usage": self._build_usage}
        dialog = PreferencesDialog(
            self._desk.parts.settings, self._desk.parts.actions, choices, bodies, parent=self._window
        )
        self._preferences = dialog
        dialog.option_changed.connect(self._desk.set_option)
        dialog.option_changed.connect(self._option_changed)
        dialog.add("Storage", self._build_cache(dialog))
        dialog.finished.connect(self._preferences_gone)
        if page:
            dialog.show_page(page)
        dialog.open()

    def _preferences_gone(self) -> None:
        if self._preferences is not None:
            self._preferences.deleteLater()
            self._preferences = None

    # Accounts

    def accounts(self) -> None:
        """Open the preferences where the accounts are."""
        self.preferences("Accounts")

    async def _account_changed(self, provider: str) -> None:
        """Let the next request be sent with the account as it is now, and show what that one has."""
        await self._desk.work.account_changed(provider)
        self._desk.recasting.accounts_changed()

    def _build_accounts(self) -> QWidget:
        work = self._desk.work
        page = AccountsPage(work.accounts, self._start, lambda provider: self._start(self._account_changed, provider))
        return self._ending(page)

    def _build_usage(self) -> QWidget:
        return self._ending(UsagePage(self._desk.work.accounts, self._desk.parts.recent.projects, self._start))

    def _ending(self, page: AccountsPage | UsagePage) -> QWidget:
        """Let a page know when the dialog goes."""
        assert self._preferences is not None
        self._preferences.finished.connect(page.close_page)
        return page

    # The cache

    def _build_cache(self, parent: QWidget) -> QWidget:
        """Return what tells how large the cache is, with a way to empty it."""
        row = QWidget(parent)
        self._cache_said = label("", "dim")
        empty = button(self.tr("Empty it"), lambda: self._start(self._trim_cache, 0))
        empty.setObjectName("preferences.cache.empty")
        empty.setAutoDefault(False)
        line = QHBoxLayout(row)
        line.setContentsMargins(184, 0, 0, 0)
        line.addWidget(self._cache_said)
        line.addWidget(empty)
        line.addStretch(1)
        self._start(self._show_cache)
        return row

    def _option_changed(self, key: str, _value: object) -> None:
        if key == _CACHE:
            self._start(self._trim_cache)

    async def _trim_cache(self, limit: int | None = None) -> None:
        """Keep the cache within its size, or within ``limit`` octets."""
        held = self._desk.parts.settings.number(_CACHE) * _MB if limit is None else limit
        await beside(trim, self._desk.parts.places.cache, held)
        await self._show_cache()

    async def _show_cache(self) -> None:
        in_use = await beside(used, self._desk.parts.places.cache)
        if self._preferences is not None:
            self._cache_said.setText(self.tr("In use: {size}").format(size=amounts.size(in_use)))

    def shortcuts(self) -> None:
        """Open the preferences where the shortcuts are."""
        self.preferences("Shortcuts")

    def palette(self) -> None:
        """Open the command palette."""
        palette = CommandPalette(self._desk.parts.actions, self._window)
        palette.chosen.connect(lambda id_: self._desk.parts.actions[id_].trigger())
        palette.finished.connect(palette.deleteLater)
        palette.start()

    def option_shown(self) -> None:
        """Let an open preferences dialog show what holds now."""
        if self._preferences is not None:
            self._preferences.refresh()

    # Look

    def resize_text(self, step: int) -> None:
        """Make the manuscript's letters larger (1) or smaller (-1)."""
        size = self._desk.parts.settings.number("editor.text_size") + step
        self._desk.set_option("editor.text_size", max(_SIZES[0], min(_SIZES[1], size)))

    def usual_text(self) -> None:
        """Give the manuscript's letters the size they had at first."""
        self._desk.set_option("editor.text_size", _USUAL)

    def next_theme(self) -> None:
        """Change to the next theme."""
        known = [choice for choice in theme.CHOICES if choice != "system"]
        now = known.index(theme.themes().current.id)
        self._desk.set_option("look.theme", known[(now + 1) % len(known)])

    def full_screen(self) -> None:
        """Fill the screen, or do so no more."""
        window = self._window
        (window.showNormal if window.isFullScreen() else window.showFullScreen)()

    # Help

    def show_folder(self, path: Path) -> None:
        """Show a file or folder in the system's file manager."""
        self._start(self._show_folder, path)

    async def _show_folder(self, path: Path) -> None:
        folder = path if await beside(path.is_dir) else path.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            said = self.tr("There is no program to show folders with. It is: {path}").format(path=folder)
            self._window.banner.say(said, "warning")

    def open_file(self, path: Path) -> None:
        """Open a file with the program the system has for it."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            said = self.tr("There is no program to open it with. It is: {path}").format(path=path)
            self._window.banner.say(said, "warning")

    def show_log(self) -> None:
        """Show the folder of the logs."""
        self.show_folder(self._desk.parts.places.logs)

    def about(self) -> None:
        """Show the version and the licences."""
        self._start(self._about)

    async def _about(self) -> None:
        dialog = AboutDialog(await beside(licences), self._window)
        await shown(dialog)
        dialog.deleteLater()

    async def offer_crash_report(self) -> None:
        """Say that the last run ended badly, if it did, and offer what is known of it."""
        report = await beside(left_behind, self._desk.parts.places.logs)
        if report:
            # A hard crash is told by Python itself; anything else was a fault that the window survived.
            ended = "Fatal Python error" in report
            happened = (
                self.tr("Lectern ended unexpectedly last time.") if ended else self.tr("Lectern met a fault last time.")
            )
            kept = self.tr("Your work is saved. A report without any of your text is kept.")
            show = (self.tr("Show the report"), lambda: self._start(self._show_report, report))
            self._window.banner.say(f"{happened} {kept}", "warning", (show,))

    async def _show_report(self, report: str) -> None:
        copy = Choice("copy", self.tr("Copy"))
        folder = Choice("folder", self.tr("Show in folder"))
        close = Choice("close", self.tr("Close"), "primary")
        dialog = Reading(self._window, self.tr("What is known of the last end"), report, (copy, folder, close))
        await shown(dialog)
        if dialog.chosen == "copy":
            QGuiApplication.clipboard().setText(report)
        elif dialog.chosen == "folder":
            self.show_log()
        dialog.deleteLater()
