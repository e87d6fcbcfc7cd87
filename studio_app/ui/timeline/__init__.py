"""The timeline: tracks and clips over time, to see, to hear and to move."""
