"""The chapters of the book: their order, their state, and everything that is done to whole chapters."""
