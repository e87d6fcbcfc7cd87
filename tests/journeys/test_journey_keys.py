"""A key is seen nowhere: in no file, log, traceback, crash report or process list, whatever goes wrong."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from studio_app.cli.main import run
from studio_app.session.crash import Evidence, left_behind
from tests.simulators import simulator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.simulators import Simulator

KEY = "sk_9f2b7c41d05e88aa63"
FAULTS: tuple[dict[str, Any], ...] = (
    {"status": 401},
    {"status": 401, "message": f"the key {KEY} is not known here"},
    {"status": 400, "body": {"detail": f"you sent xi-api-key: {KEY}, Authorization: Bearer {KEY}"}},
    {"status": 403, "body": f"<html>{KEY}</html>", "content_type": "text/html"},
    {"status": 302, "headers": {"Location": f"http://127.0.0.1:1/?key={KEY}"}},
    {"status": 500, "message": KEY},
    {"body": {"detail": KEY}},
    {"body": KEY, "content_type": "text/plain"},
    {"cut": 7},
    {"reset": "before"},
)


@pytest.fixture(params=["elevenlabs", "fish"])
def sim(request: pytest.FixtureRequest) -> Iterator[Simulator]:
    with simulator(request.param, key=KEY, fast=True) as made:
        yield made


@pytest.fixture
def engine(sim: Simulator, home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The environment a command runs in; return the engine's name."""
    name = sim.name
    monkeypatch.setenv("LECTERN_HOME", str(home))
    monkeypatch.setenv(f"{name.upper()}_API_KEY", KEY)
    monkeypatch.setenv(f"{name.upper()}_BASE_URL", sim.url)
    return name


def seen(folder: Path) -> list[str]:
    """Return the files below a folder that hold the key."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if KEY.encode() in file.read_bytes()]


@pytest.mark.parametrize("fault", FAULTS, ids=[str(number) for number in range(len(FAULTS))])
def test_no_answer_of_a_provider_brings_the_key_to_light(
    sim: Simulator, engine: str, fault: dict[str, Any], tmp_path: Path, capfd: Any, caplog: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    sim.fault("", times=2, **fault)
    run(["voices", "--engine", engine])
    out, err = capfd.readouterr()
    assert sim.requests
    assert KEY not in out + err + caplog.text
    assert seen(tmp_path) == []


def test_a_whole_journey_leaves_the_key_nowhere(
    sim: Simulator, engine: str, tmp_path: Path, capfd: Any, caplog: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    (tmp_path / "book.txt").write_text("One\n\nIt was a fine day.\n\nThe end came soon.\n")
    sim.fault("tts" if engine == "fish" else "text-to-speech", cut=900, times=1)
    project = str(tmp_path / "p.lectern")
    run(["narrate", str(tmp_path / "book.txt"), "-o", str(tmp_path / "out"), "--engine", engine, "--project", project])
    run(["generate", project])
    run(["info", project])
    out, err = capfd.readouterr()
    assert sim.billed
    assert KEY not in out + err + caplog.text
    assert seen(tmp_path) == []


CRASH = """
import faulthandler, os, sys
from studio_app.cli import main, voices
def fail(name, account):
    key = account.key
    {how}
voices.open_engine = fail
sys.exit(main.run(["voices", "--engine", "fish"]))
"""


@pytest.mark.parametrize("how", ["raise RuntimeError(f'no good: {key} {account!r}')", "faulthandler._sigsegv()"])
def test_a_crash_tells_no_key(how: str, environment: dict[str, str], tmp_path: Path) -> None:
    environment = {**environment, "FISH_API_KEY": KEY}
    command = [sys.executable, "-c", CRASH.format(how=how)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    logs = "".join(file.read_text() for file in (tmp_path / "home" / "logs").iterdir())
    assert "in fail" in logs or " fail" in logs
    assert KEY not in done.stdout + done.stderr + logs
    assert seen(tmp_path) == []


def test_a_crash_report_of_the_window_tells_no_key(tmp_path: Path) -> None:
    evidence = Evidence(tmp_path)
    evidence.begin()
    try:
        raise RuntimeError(KEY)
    except RuntimeError as error:
        evidence.note(type(error), error.__traceback__)
    evidence.end()
    kept = next(tmp_path.glob("crash-*.txt"))
    kept.rename(tmp_path / "crash-4194304.txt")
    assert "RuntimeError" in (report := left_behind(tmp_path))
    assert KEY not in report
    assert seen(tmp_path) == []


@pytest.mark.skipif(shutil.which("ps") is None, reason="there is nobody to ask")
def test_the_list_of_processes_shows_no_key(sim: Simulator, engine: str) -> None:
    sim.fault("", times=1, delay=3.0)
    command = [sys.executable, "-m", "studio_app", "voices", "--engine", engine]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while not sim.requests:
            assert process.poll() is None
            time.sleep(0.05)
        listed = subprocess.run(["ps", "-efww"], capture_output=True, text=True, check=True).stdout
        process.terminate()
    assert f"voices --engine {engine}" in listed
    assert KEY not in listed
