"""The export dialog: which files, what is said in them, where they go."""
