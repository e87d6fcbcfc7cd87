"""Fish Audio: paid by the UTF-8 byte, no history, voices by id from a public library or of one's own."""
