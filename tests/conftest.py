"""Loaded before every test: with it pytest puts the project's root on the path, and ``tests.simulators`` can be imported."""
