"""Frozen records of what is true: briefings, entities, the site of both."""
