# ruff: noqa: S608 - names of views and columns are our own; no value is in this SQL
"""How each engagement stands: whose turn it is, what comes due next, and the money; a row an engagement. What is late
follows from `next_due` on the day that it is read; what has come to count by then is in the sums.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from projections.shared.across import UNDER, Across, total
from projections.shared.projection import document


@document
class Engagement:
    """One engagement. `account` is the one that it counts under, `customer` that account's title, or its
    id where it was never opened.

    `turn` is which side is to answer something now: `seller`, `customer`, `both` or neither; the two counts say how
    much. `next_due` is the earliest day by which something is to come that has not, the last that its date means in
    `time_zone`. Amounts are in `currency`: `earned` is the sum of the five that say on whose word it rests, and
    `provisional` not in it; `owed` is earned less paid, and below 0 was paid ahead; what was paid in another currency
    is in none of them.
    """

    engagement: str
    title: str
    account: str
    customer: str
    state: str
    opened_on: str | None
    turn: str | None
    seller_to_answer: int
    customer_to_answer: int
    next_due: str | None
    time_zone: str
    earned: Decimal
    word_customer: Decimal
    word_witness: Decimal
    word_on_behalf: Decimal
    word_silence: Decimal
    word_seller: Decimal
    provisional: Decimal
    in_dispute: Decimal
    paid: Decimal
    owed: Decimal
    currency: str


@document
class Customer:
    """All engagements of one customer in one currency, which are never added up across. `open` is how many of them are;
    the rest is as each engagement has it, added up, and the earliest day of all.
    """

    account: str
    customer: str
    currency: str
    engagements: int
    open: int
    seller_to_answer: int
    customer_to_answer: int
    next_due: str | None
    earned: Decimal
    word_customer: Decimal
    word_witness: Decimal
    word_on_behalf: Decimal
    word_silence: Decimal
    word_seller: Decimal
    provisional: Decimal
    in_dispute: Decimal
    paid: Decimal
    owed: Decimal


PARTS = ("customer", "witness", "on_behalf", "silence", "seller")
"""On whose word what is earned rests, as `by_word` has it."""


CALLED = {name: f"word_{name}" for name in PARTS}


def _added(names: Iterable[str]) -> str:
    """The kept sum of each, and what has come to it since without anybody saying anything."""
    return ", ".join(f"r.{name} + COALESCE(l.{name}, 0) AS {CALLED.get(name, name)}" for name in names)


SUMS = ("earned", "provisional", "in_dispute")
LATER = ", ".join(f"CAST(json_extract(d.value, '$.{name}') AS NUMERIC) AS {name}" for name in (*SUMS, *PARTS))
EARNED = f"""(
  SELECT r.engagement, r.currency, r.paid, {_added((*SUMS, *PARTS))}
  FROM (
    SELECT stream, key, engagement, currency, CAST(paid AS NUMERIC) AS paid,
      {", ".join(f"CAST({name} AS NUMERIC) AS {name}" for name in SUMS)},
      {", ".join(f"CAST(by_word_{name} AS NUMERIC) AS {name}" for name in PARTS)}
    FROM reconcile) r
  LEFT JOIN (
    SELECT key, {", ".join(f"SUM({name}) AS {name}" for name in (*SUMS, *PARTS))}
    FROM (
      SELECT x.key, d.key AS day, {LATER}
      FROM reconcile x, json_each(x.later) d) days
    WHERE day <= CAST(CURRENT_DATE AS TEXT) GROUP BY key) l ON l.key = r.key)"""
"""The money of each outcome and request as it stands today: signed rules may say from which day on something counts."""
MONEY = ("earned", *CALLED.values(), "provisional", "in_dispute", "paid", "owed")
ALL = f"""
SELECT e.engagement, e.title, COALESCE(u.stands, e.account) AS account,
  COALESCE(a.title, e.account) AS customer, e.state, e.opened_on,
  CASE WHEN t.seller_to_answer > 0 AND t.customer_to_answer > 0 THEN 'both'
    WHEN t.seller_to_answer > 0 THEN 'seller' WHEN t.customer_to_answer > 0 THEN 'customer' END AS turn,
  COALESCE(t.seller_to_answer, 0) AS seller_to_answer, COALESCE(t.customer_to_answer, 0) AS customer_to_answer,
  t.next_due, e.time_zone, {", ".join(f"COALESCE(m.{name}, 0) AS {name}" for name in MONEY)}, e.currency
FROM accountability e
LEFT JOIN {UNDER} u ON u.account = e.account
LEFT JOIN account a ON a.account = COALESCE(u.stands, e.account)
LEFT JOIN (
  SELECT stream, COUNT(CASE WHEN waits AND side = 'seller' THEN 1 END) AS seller_to_answer,
    COUNT(CASE WHEN waits AND side = 'customer' THEN 1 END) AS customer_to_answer,
    MIN(CASE WHEN kind <> 'end' THEN due_day END) AS next_due
  FROM (
    SELECT x.stream, json_extract(w.value, '$.side') AS side, json_extract(w.value, '$.kind') AS kind,
      json_extract(w.value, '$.kind') = 'answer' AS waits, json_extract(w.value, '$.due_day') AS due_day
    FROM accountability x, json_each(x.waits) w) lines
  GROUP BY stream) t ON t.stream = e.stream
LEFT JOIN (
  SELECT engagement, currency, {", ".join(f"{total(name)} AS {name}" for name in MONEY[:-1])},
    ROUND(SUM(earned) - SUM(paid), 6) AS owed
  FROM {EARNED} each_one GROUP BY engagement, currency) m ON m.engagement = e.engagement AND m.currency = e.currency
"""
CUSTOMERS = f"""
SELECT account, customer, currency, COUNT(*) AS engagements, COUNT(CASE WHEN state = 'open' THEN 1 END) AS open,
  CAST(SUM(seller_to_answer) AS INTEGER) AS seller_to_answer,
  CAST(SUM(customer_to_answer) AS INTEGER) AS customer_to_answer, MIN(next_due) AS next_due,
  {", ".join(f"{total(name)} AS {name}" for name in MONEY)}
FROM ({ALL}) every_one GROUP BY account, customer, currency
"""
ENGAGEMENTS: Across = Across(
    "engagements",
    "How each engagement stands: whose turn, what is due next, earned, paid and owed.",
    Engagement,
    ("accountability", "account", "reconcile"),
    ALL,
    "engagement",
    version=2,
    short=("engagement", "customer", "state", "turn", "next_due", "earned", "paid", "owed", "currency"),
    key=lambda row: f"engagement/{row.engagement}",
)
OF_CUSTOMERS: Across = Across(
    "customers",
    "Each customer by currency: engagements, what is due next, earned, paid and owed.",
    Customer,
    ENGAGEMENTS.reads,
    CUSTOMERS,
    "account, currency",
    version=2,
    short=("account", "customer", "engagements", "open", "next_due", "earned", "paid", "owed", "currency"),
)
