"""Drafts to briefings: every reference a key, and the checks that need all of them."""
