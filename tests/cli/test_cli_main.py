"""How a verb ends and what it prints, without running one for real."""

import asyncio
import json

import pytest

from studio_app.cli import main
from studio_app.cli.main import Answer
from studio_app.domain import errors


@pytest.fixture
def verb(monkeypatch, tmp_path):
    """Put a verb of our own into the table; return a function that runs it."""
    monkeypatch.setenv("LECTERN_HOME", str(tmp_path))

    def run(work, *arguments):
        class Module:
            __doc__ = "A verb."
            declare = staticmethod(lambda parser: None)

            @staticmethod
            async def run(wish, terminal):
                return work(terminal)

        monkeypatch.setattr(main.importlib, "import_module", lambda name: Module)
        return main.run(["info", *arguments])

    return run


def fail(error):
    raise error


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.WrongUsage("x"), 2),
        (errors.WouldOverwrite("x"), 2),
        (errors.Protected("x"), 3),
        (errors.NotAProject("x"), 3),
        (errors.FileRefused("x"), 3),
        (errors.OutOfCredit("x"), 4),
        (errors.EngineCrashed("x"), 4),
        (errors.DiskFull("x"), 5),
        (errors.Cancelled("x"), 130),
        (asyncio.CancelledError(), 130),
    ],
)
def test_every_error_has_its_exit_status(verb, capsys, error, status):
    assert verb(lambda _: fail(error), "--json") == status
    out, err = capsys.readouterr()
    assert json.loads(out)["error"]["sentence"] in err


def test_json_is_one_object_and_nothing_else(verb, capsys):
    assert verb(lambda _: Answer({"a": "ü"}, ["for a person"], 5), "--json") == 5
    assert capsys.readouterr().out == '{"a": "ü"}\n'


def test_lines_are_for_a_person(verb, capsys):
    assert verb(lambda terminal: terminal.warn("mind") or Answer({"a": 1}, ["one", "two"])) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("one\ntwo\n", "mind\n")


def test_a_surprise_is_told_and_logged_without_its_message(verb, capsys, tmp_path):
    quoted = "semit fo tseb"[::-1]  # turned round: the log may hold this line
    assert verb(lambda _: fail(ValueError(quoted)), "--json") == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["error"]["kind"] == "ValueError"
    log = (tmp_path / "logs" / "lectern.log").read_text()
    assert "unforeseen ValueError" in log
    assert "in fail" in log
    assert quoted not in log + out + err


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["info"], ["narrate"], ["narrate", "x", "-o", "y", "--format", "exe"]]
)
def test_wrong_usage_is_exit_2(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main.run(arguments)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_help_names_every_verb(capsys):
    assert main.run([]) == 0
    out = capsys.readouterr().out
    assert all(verb in out for verb in main.VERBS)


@pytest.mark.parametrize("verb_name", list(main.VERBS))
def test_every_verb_explains_itself(verb_name, capsys):
    with pytest.raises(SystemExit) as ended:
        main.run([verb_name, "--help"])
    assert ended.value.code == 0
    assert "--json" in capsys.readouterr().out
