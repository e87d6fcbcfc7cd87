"""What was spent, summed over projects."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.ledger import LedgerRow, LedgerState
from studio_app.domain.manuscript import Draft, DraftChapter, DraftParagraph, Kind
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.session.usage import Use, spending
from studio_app.store import ProjectFile, Settlement

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC).astimezone()


def made(path: Path, *requests: tuple[int, str, str, float, float | None]) -> str:
    """Make a project whose ledger holds (days ago, engine, account, estimate, billed)."""
    chapter = DraftChapter("One", (DraftParagraph(Kind.TEXT, "Text."),))
    cast = (Speaker(1, "Narrator", Casting.of("fish", "m", "v")),)
    ProjectFile.create(path, project_from_draft(Draft("T", (chapter,)), speakers=cast, voicing=Voicing()))
    with ProjectFile.open(path) as file:
        for ago, engine, account, estimate, billed in requests:
            opened = (NOW - timedelta(days=ago)).astimezone(UTC).isoformat(timespec="milliseconds")
            row = LedgerRow(0, "f", engine, account, "m", "v", 9, estimate, LedgerState.OPEN, opened=opened)
            row = file.open_request(row).result()
            if billed is not None:
                file.settle(Settlement(row.id, billed)).result()
    return str(path)


def test_a_day_is_the_sum_of_all_projects(tmp_path: Path) -> None:
    one = made(tmp_path / "1.lectern", (0, "fish", "a", 10, 12), (1, "fish", "a", 5, 5))
    two = made(tmp_path / "2.lectern", (0, "fish", "b", 30, 28))
    usage = spending([one, two, one], 30, NOW).engines["fish"]
    assert usage.days[-1] == (NOW.date(), Use(40, 40))
    assert usage.days[-2][1] == Use(5, 5)
    assert len(usage.days) == 30
    assert usage.total == Use(45, 45)
    assert usage.projects == ((two, Use(28, 30)), (one, Use(17, 15)))
    assert usage.accounts == (("b", Use(28, 30)), ("a", Use(17, 15)))


def test_what_a_lost_answer_may_have_cost_stands_apart(tmp_path: Path) -> None:
    path = made(tmp_path / "1.lectern", (2, "elevenlabs", "a", 10, 10), (2, "elevenlabs", "a", 7, None))
    assert spending([path], 30, NOW).engines["elevenlabs"].total == Use(10, 10, 7)


def test_what_was_refused_cost_nothing(tmp_path: Path) -> None:
    path = made(tmp_path / "1.lectern", (0, "fish", "a", 10, None))
    with ProjectFile.open(tmp_path / "1.lectern") as file:
        file.refuse(file.open_rows()[0].id, "no").result()
    assert spending([path], 30, NOW).engines == {}


def test_engines_are_paid_in_other_coin_and_never_added(tmp_path: Path) -> None:
    path = made(tmp_path / "1.lectern", (0, "fish", "a", 10, 10), (0, "elevenlabs", "b", 20, 20))
    assert {name: usage.total.billed for name, usage in spending([path], 30, NOW).engines.items()} == {
        "elevenlabs": 20,
        "fish": 10,
    }


def test_only_the_days_asked_for_count(tmp_path: Path) -> None:
    path = made(tmp_path / "1.lectern", (29, "fish", "a", 1, 1), (30, "fish", "a", 10, 10), (89, "fish", "a", 100, 100))
    assert spending([path], 30, NOW).engines["fish"].total.billed == 1
    assert spending([path], 90, NOW).engines["fish"].total.billed == 111


def test_one_account_is_one_whatever_its_key_was(tmp_path: Path) -> None:
    path = made(tmp_path / "1.lectern", (0, "fish", "a#0011", 1, 1), (0, "fish", "a#2233", 2, 2))
    assert spending([path], 30, NOW).engines["fish"].accounts == (("a", Use(3, 3)),)


def test_a_row_of_tomorrow_or_of_nonsense_counts_as_today(tmp_path: Path) -> None:
    path = made(tmp_path / "1.lectern", (-1, "fish", "a", 1, 1))
    assert spending([path], 30, NOW).engines["fish"].days[-1][1].billed == 1


def test_a_project_that_cannot_be_read_is_named_and_hides_no_other(tmp_path: Path) -> None:
    good = made(tmp_path / "1.lectern", (0, "fish", "a", 1, 1))
    (tmp_path / "bad.lectern").write_bytes(b"SQLite format 3\0" + bytes(5000))
    (tmp_path / "text.lectern").write_text("hello")
    strange = [str(tmp_path / name) for name in ("gone.lectern", "bad.lectern", "text.lectern")]
    found = spending([*strange, good], 30, NOW)
    assert found.unread == tuple(strange)
    assert found.engines["fish"].total.billed == 1


def test_a_project_that_is_open_for_writing_is_read_beside_it(tmp_path: Path) -> None:
    path = made(tmp_path / "1.lectern", (0, "fish", "a", 1, 1))
    before = {file.name for file in tmp_path.iterdir()}
    assert before == {"1.lectern"}
    with ProjectFile.open(tmp_path / "1.lectern") as file:
        row = LedgerRow(0, "f", "fish", "a", "m", "v", 9, 4, LedgerState.OPEN)
        file.settle(Settlement(file.open_request(row).result().id, 4)).result()
        assert spending([path], 30).engines["fish"].total.billed == 5
    assert {file.name for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize("days", [30, 90])
def test_the_days_of_a_usage_follow_each_other(tmp_path: Path, days: int) -> None:
    usage = spending([made(tmp_path / "1.lectern", (0, "fish", "a", 1, 1))], days, NOW).engines["fish"]
    assert [day for day, _ in usage.days] == [NOW.date() - timedelta(days=n) for n in range(days - 1, -1, -1)]
