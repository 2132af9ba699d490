"""What a contributor may write, and the kinds of entity there are."""
