"""What is done with text before it is spoken: splitting, break markup, spoken text, counts. Pure and language-aware."""
