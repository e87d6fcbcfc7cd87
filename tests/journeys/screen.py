"""A screen, a keyboard, a mouse and ears for journeys through the window: Xvfb, a window manager, xdotool, AT-SPI, PulseAudio.

What is on the screen is found as a screen reader finds it, by role and name; it is then used by real mouse and key events.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
PROGRAMS = ("Xvfb", "xdotool", "openbox", "dbus-daemon", "pulseaudio", "pactl", "parec", "import")
#: The system's own Python, which has the bindings of AT-SPI.
SYSTEM_PYTHON = "/usr/bin/python3"
READER = Path(__file__).with_name("screen_reader.py")


def missing() -> str:
    """Return what a journey through the window lacks on this machine, "" where all is there."""
    gone = [name for name in PROGRAMS if not shutil.which(name)]
    bindings = [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"]
    if not Path(SYSTEM_PYTHON).exists() or subprocess.run(bindings, capture_output=True, check=False).returncode:
        gone.append("gir1.2-atspi-2.0")
    return ", ".join(gone)


_MISSING = missing()
#: Marks a module whose tests need a screen.
NEEDED = pytest.mark.skipif(bool(_MISSING), reason=f"a journey through the window needs {_MISSING}")


@dataclass(frozen=True)
class Seen:
    """A control as a screen reader has it. ``box`` is x, y, width, height on the screen.

    Of the text that has the keyboard, ``before`` is what stands before the cursor and ``caret`` the letter there.
    """

    role: str
    name: str
    description: str
    states: frozenset[str]
    box: tuple[int, int, int, int]
    text: str
    window: str
    before: str
    caret: tuple[int, int, int, int]

    @property
    def centre(self) -> tuple[int, int]:
        x, y, width, height = self.box
        return x + width // 2, y + height // 2


class Screen:
    """One screen. Use ``screen()`` to make it."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment = environment
        self.folder = folder
        self.programs: list[subprocess.Popen[bytes]] = []
        self._reader: subprocess.Popen[str] | None = None

    # ── programs ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def lectern(
        self, *arguments: object, home: Path, program: tuple[str, ...] = ("-m", "studio_app"), **more: str
    ) -> subprocess.Popen[bytes]:
        """Start the window. ``more`` is added to the environment."""
        command = [sys.executable, *program, *map(str, arguments)]
        environment = {**self.environment, "LECTERN_HOME": str(home), "PYTHONPATH": str(ROOT), **more}
        log = (self.folder / "lectern.out").open("ab")
        window = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        log.close()
        self.programs.append(window)
        return window

    def end(self, program: subprocess.Popen[bytes]) -> None:
        """Kill a program as a power cut does."""
        with suppress(ProcessLookupError):
            program.send_signal(signal.SIGKILL)
        program.wait()

    # ── hands ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _xdotool(self, *arguments: object) -> str:
        done = subprocess.run(
            ["xdotool", *map(str, arguments)], env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def key(self, *keys: str) -> None:
        """Press keys, each like "ctrl+k"."""
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)
            time.sleep(0.05)

    def type(self, text: str) -> None:
        """Type text key by key."""
        self._xdotool("type", "--delay", "15", text)

    def click(self, at: Seen | tuple[int, int], *, button: int = 1, times: int = 1) -> None:
        """Move the mouse there and click."""
        x, y = at.centre if isinstance(at, Seen) else at
        self._xdotool("mousemove", x, y)
        time.sleep(0.05)
        self._xdotool("click", "--repeat", times, "--delay", 80, button)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag with the left button."""
        self._xdotool("mousemove", *start, "mousedown", 1)
        for part in range(1, 6):
            step = [a + (b - a) * part // 5 for a, b in zip(start, end, strict=True)]
            self._xdotool("mousemove", *step)
            time.sleep(0.05)
        self._xdotool("mouseup", 1)

    # ── eyes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def see(self) -> list[Seen]:
        """Return every control that is showing, as a screen reader walks them."""
        return [
            Seen(
                one["role"],
                one["name"],
                one["description"],
                frozenset(one["states"]),
                tuple(one["box"]),
                one["text"],
                one["window"],
                one["before"],
                tuple(one["caret"]),
            )
            for one in json.loads(self._read())
        ]

    def _read(self) -> str:
        """Have the screen reader look once."""
        if self._reader is None:
            command = [SYSTEM_PYTHON, "-W", "ignore::DeprecationWarning", str(READER)]
            self._reader = subprocess.Popen(
                command, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        reader = self._reader
        reader.stdin.write("look\n")
        reader.stdin.flush()
        found = reader.stdout.readline() if select.select([reader.stdout], [], [], 60)[0] else ""
        assert found, "the screen reader does not answer"
        return found

    def close(self) -> None:
        """End what was started here."""
        if self._reader is not None:
            self._reader.stdin.close()
            _stop(self._reader)
        for program in self.programs:
            _stop(program)

    def find(self, name: str, role: str = "", *, window: str = "", within: float = 15.0) -> Seen:
        """Wait for a control of this name, else one that begins with it; AssertionError tells what there was instead.

        ``window``: only in a window whose title begins so.
        """

        def look(seen: list[Seen]) -> Seen | None:
            named = [s for s in seen if _is(s, name, role) and s.window.startswith(window)]
            return min(named, key=lambda s: s.name != name, default=None)

        return self.wait(look, f"{role} {name!r}", within)

    def gone(self, name: str, role: str = "", *, within: float = 15.0) -> None:
        """Wait until no such control is there."""
        self.wait(lambda seen: not any(_is(s, name, role) for s in seen), f"no {role} {name!r}", within)

    def wait(self, look: Callable[[list[Seen]], Any], what: str, within: float = 15.0) -> Any:
        """Look until there is something to see."""
        until = time.monotonic() + within
        while True:
            seen = self.see()
            if found := look(seen):
                return found
            if time.monotonic() > until:
                self.shot("missing")
                there = sorted({f"{s.role} {s.name!r}" for s in seen if s.name})
                raise AssertionError(f"not on the screen: {what}. There were: " + "; ".join(there))
            time.sleep(0.1)

    def shot(self, name: str) -> Path:
        """Keep a picture of the whole screen."""
        path = self.folder / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=True)
        return path

    # ── ears ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def recording(self, path: Path) -> Iterator[None]:
        """Record what is played, as raw 16-bit stereo at 44,100 Hz."""
        with path.open("wb") as file:
            ears = subprocess.Popen(
                [
                    "parec",
                    "-d",
                    "lectern.monitor",
                    "--rate=44100",
                    "--channels=2",
                    "--format=s16le",
                    "--latency-msec=20",
                ],
                env=self.environment,
                stdout=file,
            )
            # An idle sound card looks up every two seconds only.
            _until(lambda: path.stat().st_size > 0, "the recording")
            try:
                yield
            finally:
                time.sleep(0.3)
                ears.terminate()
                ears.wait()


def _is(seen: Seen, name: str, role: str) -> bool:
    return seen.name.startswith(name) and (not role or seen.role == role)


@contextmanager
def screen(folder: Path, size: str = "1600x1000") -> Iterator[Screen]:
    """Put up a screen with a window manager, a session bus and a sound card that only a recorder hears."""
    with ExitStack() as stack:
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        environment = {**os.environ, "XDG_RUNTIME_DIR": str(runtime), "HOME": str(folder), "QT_QPA_PLATFORM": "xcb"}
        environment |= {
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_ACCESSIBILITY": "1",
            "NO_AT_BRIDGE": "0",
            "LANG": "C.UTF-8",
        }
        for name in ("WAYLAND_DISPLAY", "PULSE_SERVER", "DBUS_SESSION_BUS_ADDRESS"):
            environment.pop(name, None)

        def start(*command: str) -> subprocess.Popen[bytes]:
            with (folder / f"{command[0]}.log").open("wb") as log:
                program = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log)
            stack.callback(_stop, program)
            return program

        reads, writes = os.pipe()
        with (folder / "Xvfb.log").open("wb") as log:
            server = subprocess.Popen(
                ["Xvfb", "-displayfd", str(writes), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
                pass_fds=[writes],
                stdout=log,
                stderr=log,
            )
        stack.callback(_stop, server)
        os.close(writes)
        with os.fdopen(reads) as number:
            environment["DISPLAY"] = f":{number.readline().strip()}"
        bus = start("dbus-daemon", "--session", "--print-address=1", "--nofork")
        assert bus.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        start("openbox")
        start(
            "pulseaudio",
            "-n",
            "--daemonize=no",
            "--exit-idle-time=-1",
            "-L",
            "module-native-protocol-unix",
            "-L",
            "module-null-sink sink_name=lectern rate=44100 format=s16le channels=2",
        )
        _until(lambda: _answers(environment), "PulseAudio")
        found = Screen(environment, folder)
        stack.callback(found.close)
        yield found


def _answers(environment: dict[str, str]) -> bool:
    """Tell whether the sound card is there: the socket is, some time before it."""
    asked = subprocess.run(["pactl", "list", "short", "sinks"], env=environment, capture_output=True, check=False)
    return b"lectern" in asked.stdout


def _until(there: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + 20
    while not there():
        assert time.monotonic() < until, f"{what} did not start"
        time.sleep(0.05)


def _stop(program: subprocess.Popen[bytes]) -> None:
    program.terminate()
    try:
        program.wait(5)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
    if program.stdout:
        program.stdout.close()
