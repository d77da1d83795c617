"""URLs of databases, and how they may be shown."""

from __future__ import annotations

import re

SCHEMES = ("postgresql://", "postgres://")
SECRET = re.compile(r"(?<=://)([^:/?#]*):.*@|(?<=[?&])(password|sslpassword)=[^&]*")


def is_postgres(url: str) -> bool:
    """Whether it leads to PostgreSQL, as libpq reads it."""
    return url.startswith(SCHEMES)


def shown(url: str) -> str:
    """The URL without its passwords, fit for a screen, an error and a log."""
    return SECRET.sub(lambda found: f"{found[1]}:…@" if found[1] is not None else f"{found[2]}=…", url)
