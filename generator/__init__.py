"""Turns a folder of YAML briefings into a cross-linked, searchable static site."""
