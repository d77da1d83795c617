# ruff: noqa: S608 - names of views and columns are our own; no value is in this SQL
"""What waits for whom and what comes due, across all engagements and accounts: a row a line, with the act that settles
it. Nothing of it depends on today: whoever reads holds `due_day` against their day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from projections.shared.across import ACCOUNTS, UNDER, Across
from projections.shared.projection import document
from projections.shared.waits import Fixed


@document
class Waiting:
    """One line of an engagement or account. `customer` is the account's title, or its id where it was never opened;
    of an account that was merged, those of the one that it counts under.
    `waits` says that somebody waits for it now; else it comes by a date, or ends then (`kind`).

    `since` is the date of the word that made it wait, `due` the date that it is due by, both as written; `due_day` is
    the last day that this means, in `time_zone`: it is late on the day after. `command` with its fields, `fixed` and
    `asked`, settles it; once it is late, `late_command` does where that is another, and asks why.
    """

    stream: str
    name: str
    account: str
    customer: str
    title: str
    side: str
    waits: bool
    kind: str
    about: str
    what: str
    says: str | None
    since: str
    due: str | None
    due_day: str | None
    time_zone: str
    place: str
    command: str
    fixed: Fixed
    asked: list[str]
    late_command: str | None


def of_page(stream: str, page: Any, account: str, customer: str | None = None) -> Iterator[Waiting]:
    """The rows of one engagement's or account's own document, as the view has them. `account` is the one that it counts
    under, `customer` that account's title.
    """
    kind, _, place = stream.partition("/")
    for name, wait in page.waits.items():
        yield Waiting(
            stream=stream,
            name=name,
            account=account,
            customer=customer or (account if kind == "engagement" else page.title),
            title=page.title,
            waits=wait.kind == "answer",
            time_zone=page.time_zone,
            place=place,
            **{field.name: getattr(wait, field.name) for field in fields(wait)},
        )


def _of(name: str) -> str:
    return f"json_extract(w.value, '$.{name}')"


LINE = f"""
  {_of("side")} AS side, {_of("kind")} = 'answer' AS waits, {_of("kind")} AS kind, {_of("about")} AS about,
  {_of("what")} AS what, {_of("says")} AS says, {_of("since")} AS since, {_of("due")} AS due,
  {_of("due_day")} AS due_day"""
ACT = f"""{_of("command")} AS command, {_of("fixed")} AS fixed, {_of("asked")} AS asked,
  {_of("late_command")} AS late_command"""
WAITS: Across = Across(
    "waits",
    "What waits for whom, and what comes due, of all customers.",
    Waiting,
    ("accountability", "account"),
    f"""
SELECT 'engagement/' || e.engagement AS stream, w.key AS name, COALESCE(u.stands, e.account) AS account,
  COALESCE(a.title, e.account) AS customer,
  e.title, {LINE}, e.time_zone, e.engagement AS place, {ACT}
FROM accountability e LEFT JOIN {UNDER} u ON u.account = e.account
  LEFT JOIN account a ON a.account = COALESCE(u.stands, e.account),
  json_each(e.waits) w
UNION ALL SELECT 'account/' || a.account, w.key, a.stands, s.title, a.title, {LINE}, a.time_zone, a.account, {ACT}
FROM {ACCOUNTS} a JOIN account s ON s.account = a.stands, json_each(a.waits) w
""",
    "account, due_day NULLS LAST, stream, name",
    short=("account", "about", "what", "side", "since", "due"),
    key=lambda row: f"{row.stream}#{row.name}",
)
