"""What MkDocs says, made harmless: it names files as the file system has them."""

import logging

from generator.core.visible import harmless
from generator.plugin.platform import logger_of

__all__ = ["make_logs_harmless"]


def make_logs_harmless() -> None:
    """Let MkDocs' handlers show no message that moves a cursor or gives orders to CI."""
    for handler in logger_of().handlers:
        if _made_harmless not in handler.filters:
            handler.addFilter(_made_harmless)


def _made_harmless(record: logging.LogRecord) -> bool:
    record.msg, record.args = harmless(record.getMessage()), None
    return True
