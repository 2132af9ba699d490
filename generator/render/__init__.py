"""A site to artifacts: templates, addresses, the words of a language, the outputs."""
