"""Before a book is open: the start page, and the look at what an import found."""
