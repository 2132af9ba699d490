"""What names there are, in which forms a text has them, and where in it."""
