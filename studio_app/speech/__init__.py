"""Voices that speak: the Engine protocol and its implementations."""
