"""What a book is: pure records and functions, no files, no network, no samples, no window."""
