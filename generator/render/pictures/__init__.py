"""Pictures as SVG: pure functions from plain data to text, the same bytes each time."""
