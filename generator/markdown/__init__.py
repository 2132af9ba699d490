"""A body's Markdown: where it is code, what is safe in it, whom it names."""
