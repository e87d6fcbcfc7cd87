"""The desk where rooms meet: open project, history, import, generate, export. No Qt; the window and the commands call it."""
