"""The mail addresses of those who may enter, beside their links: never in the ledger, in a log or in an error."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, func, insert, select

from adapters.portal.doors import Doors, Place

HOUR = 3600


class Addresses:
    """Which address leads to which places. Every method raises StoreTrouble as those of the doors."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.table = doors.tables.addresses

    def keep(self, place: Place, address: str) -> None:
        """The address of whoever is in a place, instead of the one before."""
        with self.doors.writing() as connection:
            connection.execute(delete(self.table).where(*self._at(place)))
            connection.execute(insert(self.table).values(stream=place.stream, person=place.person, address=address))

    def forget(self, place: Place) -> None:
        """Keeps no address of whoever was in a place."""
        with self.doors.writing() as connection:
            connection.execute(delete(self.table).where(*self._at(place)))

    def places(self, address: str) -> list[Place]:
        """Where that address leads, in order."""
        columns = self.table.c
        asked = select(columns.stream, columns.person).where(columns.address == address)
        with self.doors.reading() as connection:
            rows = connection.execute(asked.order_by(columns.stream, columns.person)).all()
        return [Place(row.stream, row.person) for row in rows]

    def asked(self, place: Place) -> int:
        """How many links into it were asked for within an hour."""
        links = self.doors.tables.links.c
        made = (links.kind == "sign-in", links.made > int(self.doors.clock()) - HOUR)
        count = select(func.count()).where(links.stream == place.stream, links.person == place.person, *made)
        with self.doors.reading() as connection:
            return int(connection.execute(count).scalar_one())

    def _at(self, place: Place) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        return self.table.c.stream == place.stream, self.table.c.person == place.person
