"""Marks text for the message catalogs where it is defined, not where it is shown."""

__all__ = ["N_"]


def N_(message: str) -> str:  # noqa: N802 - gettext's own name, known to extractors
    """Return the message as it is; the extractor finds it by this call."""
    return message
