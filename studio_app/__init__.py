"""Lectern: a desktop studio for the spoken word."""

__version__ = "0.1.0"
