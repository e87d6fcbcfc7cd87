"""Progress without a terminal: plain lines, not too many, each with what a person wants to know."""

from studio_app.cli.terminal import Terminal, clock
from studio_app.jobs.progress import Progress


def test_lines_are_few_and_the_end_is_told_once(capsys):
    with Terminal() as terminal:
        for done in range(101):
            terminal.show(Progress("Narrating", done, 100, "characters", 50.0, 2.0))
        terminal.show(Progress("Narrating", 100, 100, "characters", 50.0, 0.0))
        terminal.show(Progress("Exporting", 0, 1, "s", None, None))
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["Narrating: 0%, 50 characters/s, 0:02 left", "Narrating: 100%", "Exporting: 0%"]


def test_clock():
    assert [clock(s) for s in (0, 59.6, 61, 3723)] == ["0:00", "1:00", "1:01", "1:02:03"]
