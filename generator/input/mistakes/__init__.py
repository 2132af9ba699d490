"""What a person did where a file cannot be read, and what to type instead."""
