"""Files to drafts: YAML with places, shape, the rules one file keeps by itself."""
