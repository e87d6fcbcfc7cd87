"""The short question before a generation: how much, how long, what it costs."""
