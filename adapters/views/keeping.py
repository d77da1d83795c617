"""What is known beside the documents: made where it is missing, and made anew where an earlier version kept it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adapters.views import bookkeeping as sql
from adapters.views.build import WHOLE, Build
from adapters.views.statements import quoted
from domain.errors import StoreRefused

ASIDE = 0
"""The version of whatever is set aside: no view has it, so that the next one made takes its place."""


def keep_books(database: Any, ledger: str) -> None:
    """Makes what is known beside the documents, unless it is there. Raises StoreTrouble for another ledger's, and for
    what a newer version keeps.
    """
    if not database.has("filled_from"):
        if not database.free():
            raise StoreRefused("this database belongs to another program; views go elsewhere", where=database.url)
        with database.writing() as c:
            _make(database, c)
            c.execute(sql.ADD_LEDGER, (ledger,))
    with database.reading() as c:
        row = c.execute(sql.LEDGER).fetchone()
        stands = _stands(database, c)
    if row != (ledger,):
        way = "name another place in SAMESIDE_VIEWS, or in SAMESIDE_STORE the ledger that filled these"
        reason = "these views were filled from another ledger"
        raise StoreRefused(reason, where=database.url, ledger=ledger, found=row, way_out=way)
    if not stands:
        _make_anew(database)


def aside(known: Sequence[Build], build: Build) -> Build:
    """What a build is called once it is set aside."""
    taken = [other.generation for other in known if (other.projection, other.version) == (build.projection, ASIDE)]
    return build._replace(version=ASIDE, generation=max(taken, default=0) + 1)


def rename(database: Any, c: Any, build: Build, to: Build) -> None:
    """Its table bears another name, and the plain name shows it still."""
    c.execute(f"DROP INDEX IF EXISTS {quoted(f'{build.table}_by_stream')}")
    database.rename(c, quoted(build.table), quoted(to.table))
    if build.live:
        database.show(c, quoted(build.projection), quoted(to.table))


def _make(database: Any, c: Any) -> None:
    from adapters.views.books import books  # noqa: PLC0415 - SQLAlchemy is 300 ms that few commands need

    for statement in books(database.dialect):
        c.execute(statement)


def _stands(database: Any, c: Any) -> bool:
    """Whether the tables are as this version keeps them. Raises StoreTrouble where they hold what it does not know."""
    there: dict[str, set[str]] = database.columns(c, [*sql.COLUMNS])
    if any(columns - there.get(table, set()) for table, columns in sql.COLUMNS.items()):
        return False
    if there != sql.COLUMNS:
        way = "use that version, or name another place for views in SAMESIDE_VIEWS"
        raise StoreRefused("a newer version of sameside keeps these views", where=database.url, way_out=way)
    return True


def _make_anew(database: Any) -> None:
    """What the plain names show stays until each view is folded anew; nothing else is kept."""
    with database.writing() as c:
        if _stands(database, c):  # somebody else was first
            return
        earlier = [
            Build(projection, version, generation, live=bool(live), fed="", part=WHOLE, position=0, saves=0, mark="")
            for projection, version, generation, live in c.execute(sql.EARLIER).fetchall()
        ]
        for table in sql.COLUMNS.keys() - {"filled_from"}:
            c.execute(f"DROP TABLE IF EXISTS {quoted(table)}")
        _make(database, c)
        kept = list[Build]()
        for build in earlier:
            if not build.live:
                c.execute(f"DROP TABLE IF EXISTS {quoted(build.table)}")
            elif database.columns(c, [build.table]):
                kept.append(aside(kept, build))
                rename(database, c, build, kept[-1])
                c.execute(sql.ADD_BUILD, kept[-1][:5])
                c.execute(sql.ADD_PART, (*kept[-1][:3], kept[-1].part, 0, "", None))
