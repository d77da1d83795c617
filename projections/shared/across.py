"""What a view over views is: the SQL that reads them, and a document for its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from domain.vocabulary import digest


@dataclass(frozen=True, slots=True)
class Across:
    """A view over views: `reads` names those that its SQL reads, `document` has its columns in their order, and rows
    come in the order of `order`; `short` as of any other view.
    """

    name: str
    about: str
    document: type[Any]
    reads: tuple[str, ...]
    sql: str
    order: str = "account"
    version: int = 1
    streams: str = "account"
    short: tuple[str, ...] = ()

    def course(self, _: Any) -> tuple[()]:
        """Its rows have no figures over time."""
        return ()

    @property
    def mark(self) -> str:
        """What a database keeps beside the view, to know whether it is this one."""
        return f"sameside {self.version} {digest(self.sql)[:16]}"

    def newer(self, mark: str | None) -> bool:
        """Whether the view that bears this mark, if any, is one of a newer version."""
        known = (mark or "").split(" ")
        return len(known) == 3 and known[1].isdecimal() and int(known[1]) > self.version
