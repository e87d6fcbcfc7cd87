"""Widgets are tested without a screen, also where nobody said so."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
