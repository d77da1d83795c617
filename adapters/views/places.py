"""Where read models lie, by URL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.event_store.places import is_postgres
from adapters.views.sqlite import Sqlite

if TYPE_CHECKING:
    from adapters.views.postgres import Postgres


def database(url: str) -> Sqlite | Postgres:
    """The database behind a URL, `sqlite:///views.db` or `postgresql://…`; opened when first used."""
    if not is_postgres(url):
        return Sqlite(url)
    from adapters.views.postgres import Postgres  # noqa: PLC0415 - psycopg is an extra, and 60 ms

    return Postgres(url)
