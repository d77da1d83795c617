# ruff: noqa: S608 - names of views and columns are our own; no value is in this SQL
"""What a view over views is: the SQL that reads them, and a document for its rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from domain.vocabulary import digest

TEXT = re.compile(r"json_extract\((\S+), '\$\.(\w+)'\)")

UNDER = """(
  WITH RECURSIVE under(account, stands) AS (
    SELECT account, account FROM account WHERE merged_into IS NULL
    UNION ALL SELECT a.account, u.stands FROM account a JOIN under u ON a.merged_into = u.account)
  SELECT account, stands FROM under)"""
"""Each account that is open, and the one that it counts under: itself, unless it was merged into another."""
ACCOUNTS = f"""(
  SELECT a.*, COALESCE(u.stands, a.account) AS stands FROM account a LEFT JOIN {UNDER} u ON u.account = a.account)"""
"""The accounts with the one that each counts under, `stands`."""
STANDING = f"(SELECT * FROM {ACCOUNTS} each_one WHERE stands = account)"
"""The accounts that stand: those that were not merged into another."""


def under(view: str, columns: str) -> str:
    """The rows of a view by the account that they count under; `columns` are the others that are needed."""
    # As text: what a function answers has no type in SQLite, which then makes no index of it to join by.
    return f"""(
  SELECT CAST(COALESCE(u.stands, v.account) AS TEXT) AS account, {columns}
  FROM {view} v LEFT JOIN {UNDER} u ON u.account = v.account)"""


def total(column: str, where: str = "") -> str:
    """A sum of amounts, whatever they are stored as."""
    chosen = f"CASE WHEN {where} THEN {column} END" if where else column
    return f"ROUND(SUM(CAST({chosen} AS NUMERIC)), 6)"


def _of_account(row: Any) -> str:
    """The key of a view with one row an account, or some."""
    return f"account/{row.account}"


@dataclass(frozen=True, slots=True)
class Across:
    """A view over views: `reads` names those that its SQL reads, `document` has its columns in their order, and rows
    come in the order of `order`; `short` as of any other view. `key` names a row.
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
    key: Callable[[Any], str] = _of_account

    def select(self, dialect: str) -> str:
        """The SQL in a database's own words: what is kept as JSON is read by other functions in each."""
        if dialect == "sqlite":
            return self.sql
        return TEXT.sub(r"(\1 ->> '\2')", self.sql.replace("json_each", "jsonb_each"))

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
