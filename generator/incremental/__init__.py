"""Pages that an earlier build made, and pages shared out over processes."""
