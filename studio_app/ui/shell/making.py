"""Everything long, as the person sees it: reading, generating, exporting, takes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.domain.edits.book import set_metadata
from studio_app.domain.errors import LecternError
from studio_app.jobs.queue import beside
from studio_app.session.export import ExportWish
from studio_app.session.work import Scope
from studio_app.session.work_views import OPEN_ACCOUNTS, OVER, RAISE_BUDGET, RAISE_CAP, SEND_AGAIN
from studio_app.ui.export.dialog import ExportDialog
from studio_app.ui.export.memory import recalled, remembered
from studio_app.ui.generate.costs import costs
from studio_app.ui.generate.offers import offers_at
from studio_app.ui.generate.question import GenerateQuestion, needs_asking
from studio_app.ui.kit import amounts
from studio_app.ui.kit.dialogs import Choice, ask, ask_text, cancel_choice
from studio_app.ui.kit.throttle import Debounce

if TYPE_CHECKING:
    from pathlib import Path

    from studio_app.domain.manuscript import Cover, Draft, Metadata
    from studio_app.session.studio import TakesPlaced
    from studio_app.session.work import JobView, TakeChoice
    from studio_app.ui.generate.question import Offer
    from studio_app.ui.shell.desk import Desk

#: Milliseconds without a move of the cursor before the takes of its paragraph are read.
_FOLLOW_MS = 150
#: So many projects' choices for the export are kept.
_REMEMBERED = 50


class Making(QObject):
    """Answers wishes for long work, and shows how it goes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._window = desk.parts.window
        self._start = desk.runner.start
        self._follow = Debounce(_FOLLOW_MS, self._follow_now, self)
        self._waiting: dict[int, asyncio.Future[JobView]] = {}

    # Reading

    async def read(self, source: str) -> Draft | None:
        """Read a book beside and return its draft, None where the person cancelled it.

        Raises:
            LecternError: it cannot be read.
        """
        view = await self._finished(self._desk.work.read(source))
        self._desk.work.dismiss(view.id)  # its outcome is the next page, or the sentence that is said
        if view.state == "failed" and view.errors:
            raise LecternError(view.errors[0].sentence)
        return view.result if view.state == "done" else None

    async def _finished(self, job_id: int) -> JobView:
        answer: asyncio.Future[JobView] = asyncio.get_running_loop().create_future()
        self._waiting[job_id] = answer
        self.jobs_changed()
        return await answer

    def jobs_changed(self, _event: object = None) -> None:
        """Show the jobs as they are now."""
        jobs = self._desk.work.jobs
        for view in jobs:
            if view.state in OVER and (answer := self._waiting.pop(view.id, None)) is not None and not answer.done():
                answer.set_result(view)
        if (panels := self._window.panels) is not None:
            panels.activity.show_jobs(jobs)
        for hears in (self._desk.casts, self._desk.voicing, self._desk.voice_making, self._desk.effects):
            hears.jobs_changed(jobs)
        running = [view for view in jobs if view.state not in OVER]
        self._desk.recasting.watch(
            speaking=any(view.kind in ("generate", "regenerate", "audition") for view in running)
        )
        self._window.status.show_jobs(len(running), self._summary(running))
        if self._desk.parts.probe is not None:
            self._desk.parts.probe.mark(", ".join(view.kind for view in running))

    def _summary(self, running: list[JobView]) -> str:
        if not running:
            return ""
        first = running[0]
        done = first.progress
        share = f" · {100 * done.done / done.total:.0f} %" if done is not None and done.total else ""
        more = self.tr(" and {count} more").format(count=len(running) - 1) if len(running) > 1 else ""
        return f"{first.what}{share}{more}"

    # Generating

    def generate_paragraphs(self, paragraph_ids: tuple[int, ...]) -> None:
        """Generate these paragraphs."""
        one = len(paragraph_ids) == 1
        what = self.tr("the paragraph") if one else self.tr("the selection")
        self._start(self._generate, Scope(paragraph_ids=tuple(paragraph_ids)), what, ask=not one)

    def generate_chapters(self, chapter_ids: tuple[int, ...]) -> None:
        """Generate these chapters."""
        what = self.tr("the chapter") if len(chapter_ids) == 1 else self.tr("the chapters")
        self._start(self._generate, Scope(chapter_ids=tuple(chapter_ids)), what)

    def generate_book(self) -> None:
        """Generate the book; this is always asked about, it may take hours."""
        self._start(self._ask_generate, Scope(), self.tr("the book"))

    def generate_from(self, paragraph_ids: tuple[int, ...]) -> None:
        """Generate what is about to be heard; what it takes was said with the offer."""
        self._start(self._generate, Scope(paragraph_ids=tuple(paragraph_ids)), self.tr("the text"), ask=False)

    async def _generate(self, scope: Scope, what: str, *, ask: bool = True) -> None:
        """Generate; what costs is always asked about, what is free where the person wants it, a lone paragraph never."""
        studio = self._desk.studio
        if studio is None:
            return
        estimate = await self._desk.work.estimate(scope)
        if not estimate.segments:
            self._window.banner.say(self.tr("There is nothing to do: {what} is generated.").format(what=what))
        elif needs_asking(estimate, ask_when_free=ask and self._desk.parts.settings.switch("generate.ask")):
            await self._ask_generate(scope, what)
        else:
            self._desk.work.generate(scope)

    async def _ask_generate(self, scope: Scope, what: str) -> None:
        dialog = GenerateQuestion(scope, what, self._window, offers=self._offers(scope))
        dialog.estimate_requested.connect(lambda asked: self._start(self._estimate, dialog, asked))
        dialog.generate_requested.connect(lambda agreed: self._agreed(agreed, dialog.budget))
        dialog.ask_changed.connect(lambda on: self._desk.set_option("generate.ask", on))
        dialog.finished.connect(dialog.deleteLater)
        dialog.start()

    def _offers(self, scope: Scope) -> tuple[Offer, ...]:
        """Return what the person can choose from where they are in the text."""
        if (panels := self._window.panels) is None:
            return ()
        cursor, selected = panels.editor.cursor, tuple(panels.editor.selected_paragraphs)
        paragraph_id = cursor[0] if cursor is not None else None
        return offers_at(scope, paragraph_id=paragraph_id, selected=selected, chapter_id=panels.editor.chapter_id)

    async def _estimate(self, dialog: GenerateQuestion, scope: Scope) -> None:
        try:
            estimate = await self._desk.work.estimate(scope)
        except LecternError as error:
            dialog.show_refusal(error.sentence)
            return
        dialog.show_estimate(scope, estimate)
        if estimate.credits > 0:
            await self._show_means(dialog)

    async def _show_means(self, dialog: GenerateQuestion) -> None:
        """Show what is left, and how much of the project's cap: good to know, nothing waits for it."""
        work = self._desk.work
        cap = await beside(work.cap)
        dialog.show_cap(cap, await beside(work.spent) if cap is not None else 0.0)
        dialog.show_left((await work.purse()).balances)

    def _agreed(self, scope: Scope, budget: float | None) -> None:
        self._desk.work.generate(scope, budget=budget)

    # What only a person decides

    def way_on(self, job_id: int, way: str) -> None:
        """Go the way on from an error."""
        if way == OPEN_ACCOUNTS:
            self._desk.asides.preferences("Accounts")
        elif way == SEND_AGAIN:
            self._start(self._send_again)
        elif way == RAISE_CAP:
            self._start(self._raise_cap, job_id)
        elif way == RAISE_BUDGET:
            self._start(self._raise_budget, job_id)

    async def _send_again(self) -> None:
        """Ask before anything that may have been billed is sent once more: nobody else decides that."""
        unsure = self._desk.work.unsure()
        if not unsure.count:
            return
        detail = self.tr("The provider cannot say whether they were. Sent again, they may be billed twice.")
        again = Choice("again", self.tr("Send again"), "danger")
        leave = Choice("", self.tr("Leave them"), "primary")
        if (
            await ask(self._window, unsure.sentence("").strip(), (again, leave), detail=detail, icon="warning")
            == "again"
        ):
            self._desk.work.send_again()

    async def _raise_cap(self, job_id: int) -> None:
        """Ask for a new cap of the project; "" takes it away."""
        work = self._desk.work
        cap, spent = await beside(work.cap), await beside(work.spent)
        said = self.tr("This project may cost {cap}; {spent} are spent.").format(
            cap=amounts.credits_(cap or 0), spent=amounts.credits_(spent) if spent else amounts.count(0)
        )
        wished = await self._ask_amount(said, 2 * (cap or spent))
        if wished is not None:
            await work.set_cap(wished)
            self._go_on(job_id)

    async def _raise_budget(self, job_id: int) -> None:
        """Ask for another budget of the run."""
        wished = await self._ask_amount(self.tr("The budget of this run is used up."), None)
        if wished is not None:
            self._desk.work.set_budget(job_id, wished)
            self._go_on(job_id)

    async def _ask_amount(self, question: str, suggested: float | None) -> float | None:
        text = "" if not suggested else str(round(suggested))
        wished = await ask_text(
            self._window, question, self.tr("Credits, in all"), text, accept=self.tr("Raise and go on"), hint="10000"
        )
        found, good = amounts.locale().toDouble(wished or "")
        return found if good and found > 0 else None

    def _go_on(self, job_id: int) -> None:
        """Let a job that was stopped by what was raised do the rest."""
        view = next((view for view in self._desk.work.jobs if view.id == job_id), None)
        if view is not None and view.state == "paused":
            self._desk.work.resume(job_id)
        elif view is not None:
            self._desk.work.retry(job_id)

    # Takes

    def regenerate(self, paragraph_id: int) -> None:
        """Speak a paragraph once more; where that costs, the person is asked."""
        self._start(self._regenerate, paragraph_id)

    async def _regenerate(self, paragraph_id: int) -> None:
        work, studio = self._desk.work, self._desk.studio
        if studio is None:
            return
        if not studio.project.paragraph(paragraph_id).locked and not await self._may_cost(paragraph_id):
            return
        work.regenerate(paragraph_id)

    async def _may_cost(self, paragraph_id: int) -> bool:
        """Ask whether a paragraph may be paid once more; what is free is not asked about."""
        work = self._desk.work
        estimate = await work.estimate(Scope(paragraph_ids=(paragraph_id,), stale_only=False))
        await beside(work.takes, paragraph_id)
        if estimate.credits <= 0 or work.repeats_left(paragraph_id):
            return True
        price = costs(estimate.by_engine, estimate.credits)
        go = Choice("go", self.tr("Generate · ~{price}").format(price=price), "primary")
        question = self.tr("Speak the paragraph once more?")
        detail = " ".join([self.tr("The takes it has are kept."), *estimate.short])
        return await ask(self._window, question, (cancel_choice(), go), detail=detail) == "go"

    def show_takes(self, paragraph_id: int) -> None:
        """Show the takes of a paragraph."""
        self._start(self._show_takes, paragraph_id)

    async def _show_takes(self, paragraph_id: int) -> None:
        studio, panels = self._desk.studio, self._window.panels
        if studio is None or panels is None:
            return
        found = studio.project.paragraph(paragraph_id)
        takes = await beside(self._desk.work.takes, paragraph_id)
        panels.takes.show_takes(paragraph_id, found.text, takes, self._desk.work.regenerate_label(paragraph_id))
        self._window.show_panel("takes", on=True)

    def show_takes_here(self) -> None:
        """Show the takes of the paragraph with the cursor."""
        panels = self._window.panels
        if panels is not None and (where := panels.editor.cursor) is not None:
            self.show_takes(where[0])

    def follow_cursor(self) -> None:
        """Let the takes be those of the paragraph the person has come to."""
        self._follow.ask()

    def _follow_now(self) -> None:
        panels = self._window.panels
        if panels is None or panels.takes.isHidden():
            return
        if (where := panels.editor.cursor) is not None and where[0] != panels.takes.paragraph_id:
            self.show_takes(where[0])

    def restore(self, paragraph_id: int, choice: TakeChoice) -> None:
        """Let a paragraph be heard with another of its takes."""
        self._start(self._restore, paragraph_id, choice)

    async def _restore(self, paragraph_id: int, choice: TakeChoice) -> None:
        await self._desk.work.restore(paragraph_id, choice)

    def takes_placed(self, event: TakesPlaced) -> None:
        """Show new takes where the panel shows that paragraph."""
        panels = self._window.panels
        if panels is None or panels.takes.isHidden() or panels.takes.paragraph_id is None:
            return
        if any(paragraph_id == panels.takes.paragraph_id for paragraph_id, _ in event.keys):
            self.show_takes(panels.takes.paragraph_id)

    # Exporting

    def export(self) -> None:
        """Ask what to export."""
        self._start(self._export)

    async def _export(self) -> None:
        studio = self._desk.studio
        if studio is None:
            return
        dialog = ExportDialog(studio.project, self._wish(studio.file.path), self._window)
        dialog.outlook_requested.connect(lambda wish: self._start(self._outlook, dialog, wish))
        dialog.export_requested.connect(self._export_now)
        dialog.generate_requested.connect(self.generate_chapters)
        dialog.metadata_changed.connect(self._take_metadata)
        dialog.cover_file_chosen.connect(lambda path: self._start(self._read_cover, dialog, path))
        dialog.cover_changed.connect(lambda cover: self._start(self._set_cover, cover))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show_states(self._desk.state_of)
        dialog.start()
        dialog.show_cover(await beside(studio.file.cover))

    def _wish(self, path: Path) -> ExportWish:
        held = self._desk.parts.settings
        form = held.word("export.format")
        usual = ExportWish(
            out=path.parent / path.stem,
            format=form,
            split="book" if form == "m4b" else "chapters",
            normalize=held.switch("export.normalize"),
            workers=held.number("export.workers"),
        )
        return recalled(self._exports().get(str(path)), usual)

    def _exports(self) -> dict[str, object]:
        """Return what was chosen the last time, by project."""
        held = self._desk.parts.layout.get("exports")
        return held if isinstance(held, dict) else {}

    def _remember(self, wish: ExportWish) -> None:
        if (studio := self._desk.studio) is not None:
            path = str(studio.file.path)
            others = {key: value for key, value in self._exports().items() if key != path}
            self._desk.parts.layout.put("exports", dict([*others.items(), (path, remembered(wish))][-_REMEMBERED:]))
            self._desk.keeper.changed()

    async def _outlook(self, dialog: ExportDialog, wish: ExportWish) -> None:
        try:
            outlook = await self._desk.work.outlook(wish)
        except LecternError as error:
            dialog.show_refusal(wish, error.sentence)
        else:
            dialog.show_outlook(wish, outlook)

    def _export_now(self, wish: ExportWish) -> None:
        self._desk.set_option("export.format", wish.format)
        self._remember(wish)
        self._window.show_panel("activity", on=True)
        self._desk.work.export(wish)

    def _take_metadata(self, metadata: Metadata) -> None:
        if (studio := self._desk.studio) is not None:
            studio.do(set_metadata(studio.project, metadata, initiator="export"))

    async def _read_cover(self, dialog: ExportDialog, path: Path) -> None:
        try:
            dialog.take_cover(await self._desk.work.read_cover(path))
        except LecternError as error:
            dialog.refuse_cover(error.sentence)

    async def _set_cover(self, cover: Cover | None) -> None:
        if (studio := self._desk.studio) is not None:
            await asyncio.wrap_future(studio.file.set_cover(cover))

    # Finished jobs

    def open_job(self, job_id: int) -> None:
        """Open the one file that an export has made, with the program the system has for it."""
        view = next((view for view in self._desk.work.jobs if view.id == job_id), None)
        if view is not None and (files := getattr(view.result, "files", ())):
            self._desk.asides.open_file(files[0].path)

    def play_job(self, job_id: int) -> None:
        """Hear what a finished job made, from its beginning."""
        self._desk.listening.play_job(next((v for v in self._desk.work.jobs if v.id == job_id), None))
