"""Opens the window as ``python -m studio_app`` does, and notes in a file when the page was given each key."""

import os
import sys
import time

from studio_app.__main__ import main
from studio_app.ui.editor.page import Page

_notes = os.open(os.environ["LECTERN_TEST_KEYS"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
_pressed = Page.keyPressEvent


def noted(page, event):
    """Note time and code point; what is written is there even if the process is killed in the next moment."""
    os.write(_notes, f"{time.monotonic()} {ord(event.text()[:1] or chr(0))}\n".encode())
    _pressed(page, event)


if __name__ == "__main__":
    Page.keyPressEvent = noted
    sys.exit(main())
