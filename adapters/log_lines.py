"""The log on stderr of what runs until it is stopped: each line with its time in UTC, its level, what and which id."""

from __future__ import annotations

import logging
import time
from contextvars import ContextVar

FORMAT = "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s "
TIME = "%Y-%m-%dT%H:%M:%S"
REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request in hand, where there is one."""


class Lines(logging.Formatter):
    """Every line of a record with the same beginning, also those of a traceback."""

    def __init__(self) -> None:
        super().__init__(FORMAT, TIME)
        self.converter = time.gmtime
        self.words = logging.Formatter()

    def format(self, record: logging.LogRecord) -> str:
        """The record's time, level, name and request before each line of what it says."""
        bare = {"msg": "", "args": (), "exc_info": None, "exc_text": None}
        begins = super().format(logging.makeLogRecord({**vars(record), **bare}))
        request = REQUEST.get()
        which = f" (request {request})" if request else ""
        return "\n".join(f"{begins}{line}{which}" for line in self.words.format(record).splitlines())


def begin(name: str | None = None) -> logging.Logger:
    """From now on this process logs so; with a name only what is said under it. Its logger."""
    logger = logging.getLogger(name)
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(Lines())
        logger.addHandler(handler)
    if name:
        # What the libraries say at each of a thousand tries is in the one line that we say of them.
        logging.getLogger().addHandler(logging.NullHandler())
        logger.propagate = False
    logger.setLevel(logging.INFO)
    return logger
