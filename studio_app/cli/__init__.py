"""The verbs without a window. Each calls the session, as the window does."""
