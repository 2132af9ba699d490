"""All known entities, and who is meant by which name."""
