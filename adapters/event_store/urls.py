"""URLs of databases, and the libraries that they need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from adapters.unsaid import shown
from domain.errors import StoreRefused

SCHEMES = ("postgresql://", "postgres://")
MODULES = {
    "postgres": ("psycopg",),
    "kafka": ("kafka", "prometheus_client", "lz4", "crc32c"),
    "health": ("prometheus_client",),
}
UNKNOWN = "a ledger is at sqlite:///FILE or postgresql://…, as in --store sqlite:///acme.db"


def is_postgres(url: str) -> bool:
    """Whether it is a URL of PostgreSQL, as libpq reads it."""
    return url.startswith(SCHEMES)


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
