"""URLs of databases, and how they may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from domain.errors import StoreRefused

SCHEMES = ("postgresql://", "postgres://")
MODULES = {
    "postgres": ("psycopg",),
    "kafka": ("kafka", "prometheus_client", "lz4", "crc32c"),
    "health": ("prometheus_client",),
}
UNKNOWN = "a ledger is at sqlite:///FILE or postgresql://…, as in --store sqlite:///acme.db"
SECRET = re.compile(r"(?<=://)([^:/?#]*):.*@|(?<=[?&])(password|sslpassword)=[^&]*")


def is_postgres(url: str) -> bool:
    """Whether it is a URL of PostgreSQL, as libpq reads it."""
    return url.startswith(SCHEMES)


def shown(url: str) -> str:
    """The URL without its passwords, for a screen, an error or a log."""
    return SECRET.sub(lambda match: f"{match[1]}:…@" if match[1] is not None else f"{match[2]}=…", url)


@contextmanager
def extra(name: str, what: str, where: str = "") -> Iterator[None]:
    """Wraps the import of what only an extra installs. StoreTrouble, with how to install it, if it is missing."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if not str(missing.name).startswith(MODULES[name]):
            raise
        way = f"uv sync --extra {name}, or pip install '.[{name}]', where sameside's pyproject.toml is"
        reason = f"{what} is not installed: {way}"
        raise StoreRefused(reason, where=where) from None


def driver(url: str) -> AbstractContextManager[None]:
    """Wraps the import of PostgreSQL's driver."""
    return extra("postgres", "PostgreSQL's driver", shown(url))
