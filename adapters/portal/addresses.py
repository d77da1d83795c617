"""The mail addresses of those who may enter, beside their links: never in the ledger, in a log or in an error."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, func, insert, select

from adapters.portal.sign_in import Place, SignIn

HOUR = 3600


class Addresses:
    """Which address leads to which places. Every method raises StoreTrouble as those of the sign-in database."""

    def __init__(self, sign_in: SignIn) -> None:
        self.sign_in = sign_in
        self.table = sign_in.tables.addresses

    def keep(self, place: Place, address: str) -> None:
        """The address of whoever is in a place, instead of the one before."""
        with self.sign_in.writing() as connection:
            connection.execute(delete(self.table).where(*self._at(place)))
            connection.execute(insert(self.table).values(stream=place.stream, person=place.person, address=address))

    def forget(self, place: Place) -> None:
        """Keeps no address of whoever was in a place."""
        with self.sign_in.writing() as connection:
            connection.execute(delete(self.table).where(*self._at(place)))

    def places(self, address: str) -> list[Place]:
        """Where that address leads, in order."""
        columns = self.table.c
        asked = select(columns.stream, columns.person).where(columns.address == address)
        with self.sign_in.reading() as connection:
            rows = connection.execute(asked.order_by(columns.stream, columns.person)).all()
        return [Place(row.stream, row.person) for row in rows]

    def asked(self, place: Place) -> int:
        """How many links into it were asked for within an hour."""
        links = self.sign_in.tables.links.c
        made = (links.kind == "sign-in", links.made > int(self.sign_in.clock()) - HOUR)
        count = select(func.count()).where(links.stream == place.stream, links.person == place.person, *made)
        with self.sign_in.reading() as connection:
            return int(connection.execute(count).scalar_one())

    def _at(self, place: Place) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        return self.table.c.stream == place.stream, self.table.c.person == place.person
