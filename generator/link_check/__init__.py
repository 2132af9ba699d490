"""Asks the addresses of sources whether they still answer, politely and safely."""
