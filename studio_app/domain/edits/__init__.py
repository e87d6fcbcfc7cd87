"""Edits: pure functions that turn a Project into a new one and say what changed."""
