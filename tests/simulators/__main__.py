"""``python -m tests.simulators elevenlabs|fish --port N``: a simulator by hand, or for another process."""

from __future__ import annotations

import argparse
import ast
import signal
import threading
from typing import Any

from tests.simulators.core import PROVIDERS, Simulator


def value(text: str) -> Any:
    """Return what an option's text means: a number, a pair, True, or the text itself."""
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


def options(words: list[str]) -> dict[str, Any]:
    """Return "--plan pro --fast" as {"plan": "pro", "fast": True}."""
    found: dict[str, Any] = {}
    for word in words:
        if word.startswith("--"):
            name, equals, text = word.removeprefix("--").partition("=")
            name = name.replace("-", "_")
            found[name] = value(text) if equals else True
        elif found:
            found[name] = value(word)
        else:
            raise SystemExit(f"not an option: {word}")
    return found


def main() -> None:
    """Serve until interrupted. The first two lines on stdout are the address and the key."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulators", description=__doc__)
    parser.add_argument("name", choices=sorted(PROVIDERS))
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    known, others = parser.parse_known_args()
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with Simulator(known.name, port=known.port, **options(others)) as sim:
        print(sim.url, sim.key, sep="\n", flush=True)
        ended.wait()


if __name__ == "__main__":
    main()
