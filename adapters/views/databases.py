"""The databases that hold read models, by URL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.event_store.sqlite.files import SCHEME
from adapters.event_store.urls import UNKNOWN, driver, is_postgres
from adapters.unsaid import shown
from adapters.views.sqlite import Sqlite
from domain.errors import StoreRefused

if TYPE_CHECKING:
    from adapters.views.postgres import Postgres


def database(url: str, patience: float | None = None) -> Sqlite | Postgres:
    """The database behind a URL, `sqlite:///views.db` or `postgresql://…`; opened when first used.

    Raises StoreTrouble for any other.
    """
    if url.startswith(SCHEME):
        return Sqlite(url, patience)
    if is_postgres(url):
        with driver(url):
            from adapters.views.postgres import Postgres  # noqa: PLC0415 - psycopg is an extra, and 60 ms

        return Postgres(url, patience)
    raise StoreRefused(UNKNOWN, where=shown(url))
