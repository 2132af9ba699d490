"""What helps to begin: a new site, a new briefing, schemas for editors."""
