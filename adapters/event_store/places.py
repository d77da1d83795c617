"""URLs of databases, and how they may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from domain.errors import StoreTrouble

SCHEMES = ("postgresql://", "postgres://")
UNKNOWN = "only sqlite:///FILE and postgresql://… are known here"
SECRET = re.compile(r"(?<=://)([^:/?#]*):.*@|(?<=[?&])(password|sslpassword)=[^&]*")


def is_postgres(url: str) -> bool:
    """Whether it leads to PostgreSQL, as libpq reads it."""
    return url.startswith(SCHEMES)


def shown(url: str) -> str:
    """The URL without its passwords, fit for a screen, an error and a log."""
    return SECRET.sub(lambda found: f"{found[1]}:…@" if found[1] is not None else f"{found[2]}=…", url)


@contextmanager
def driver(url: str) -> Iterator[None]:
    """Around the import of what speaks to PostgreSQL. StoreTrouble where its driver, an extra, is not installed."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if not str(missing.name).startswith("psycopg"):
            raise
        reason = "PostgreSQL's driver is not installed: uv sync --extra postgres, or pip install 'sameside[postgres]'"
        raise StoreTrouble(reason, where=shown(url)) from None
