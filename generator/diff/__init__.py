"""What a change does to a site."""
