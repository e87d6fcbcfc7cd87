"""Providers of cloud voices on loopback: real servers that speak, bill, keep a history, and break on command.

In a test, whether started as ``pytest`` or ``python -m pytest``::

    from tests.simulators import simulator

    with simulator("elevenlabs", plan="creator", credits=100_000) as sim:
        sim.fault("/stream", reset=2000, times=2)
        ...  # sim.url, sim.key
        assert sim.billed == sum(row.credits for row in sim.books)

By hand, or for another process: ``python -m tests.simulators elevenlabs --port 8021 --plan pro``, commanded by
``Remote(url)``. See core.py for all a simulator can do, faults.py for what can go wrong, and each provider's module for its
options.
"""

from tests.simulators.core import Provider, Row, Simulator, simulator
from tests.simulators.faults import Fault, Seen
from tests.simulators.remote import Remote

__all__ = ["Fault", "Provider", "Remote", "Row", "Seen", "Simulator", "simulator"]
