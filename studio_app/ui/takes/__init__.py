"""The takes of one paragraph: heard, compared, restored, made anew."""
