"""What "1-3,7" means."""

import pytest

from studio_app.domain.errors import WrongUsage
from studio_app.domain.manuscript import Chapter, Metadata
from studio_app.domain.project import Project
from studio_app.session.chapters import chosen_chapters

BOOK = Project(Metadata(), chapters=tuple(Chapter(100 + n, float(n), "") for n in range(1, 6)))


@pytest.mark.parametrize(
    ("choice", "ids"),
    [
        ("", None),
        ("1", [101]),
        ("1-3,5", [101, 102, 103, 105]),
        ("5,1", [101, 105]),
        (" 2 - 3 ", [102, 103]),
        ("4-", [104, 105]),
        ("1,1-2", [101, 102]),
    ],
)
def test_choice(choice, ids):
    assert chosen_chapters(BOOK, choice) == ids


@pytest.mark.parametrize("choice", ["0", "6", "3-1", "a", "1-9", "1,,2", "-2", "1;2", "9" * 12])
def test_nonsense_is_refused(choice):
    with pytest.raises(WrongUsage):
        chosen_chapters(BOOK, choice)
