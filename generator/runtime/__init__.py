"""What a run works with: kept results, several processes, files replaced as wholes."""
