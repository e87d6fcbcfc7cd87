"""The tests. A package, so that the project's root is where pytest looks for ``tests.simulators``."""
