"""The voices room: who speaks in a book, voices of one's own, the library, and voices that are made."""
