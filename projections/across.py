# ruff: noqa: S608 - names of views and columns are our own; no value is in this SQL
"""What spans streams: SQL over the documents of other views, the same on every database, and never a fold.

Two streams never feed one document, so whatever sets an account beside the seller's own figures is asked when it is
read. What was recorded of an account that was merged into another counts under that one; its own figures do not. What
the seller got in another currency than the account's is left out: `check` names it. Amounts stand in SQLite
as text, exact; sums of them are exact there to fifteen digits, in PostgreSQL to the last.
"""

from __future__ import annotations

from decimal import Decimal

from projections.engagements import ENGAGEMENTS, OF_CUSTOMERS
from projections.shared.across import STANDING, Across, total, under
from projections.shared.projection import document
from projections.waits import WAITS


@document
class InPortfolio:
    """One account at a glance, amounts in its currency; `profit` is what the seller noted of all years."""

    account: str
    title: str
    currency: str
    opened_on: str
    engagements: int
    open: int
    confirmed_periods: int
    confirmed_own: int
    latest_period: str | None
    latest_gain: Decimal | None
    latest_relative: Decimal | None
    profit: Decimal | None


@document
class GiveAndGet:
    """What was given and what came of it, in the account's currency; coffee and lower prices are no gives here.
    `first_give` is the day of the first, `first_get` the last day of the first period that brought something, and
    `gave_first` says that the give came before.
    """

    account: str
    gives: int
    first_give: str | None
    worth: Decimal | None
    cost: Decimal | None
    gets: int
    first_get: str | None
    revenue: Decimal | None
    profit: Decimal | None
    referrals: Decimal | None
    gave_first: bool | None


@document
class BothProfits:
    """One period of an account: what the customer gained, once they confirmed it, beside what the seller did, in the
    account's currency. The profit of a year's months stands beside the year's gain.
    """

    account: str
    currency: str
    period: str
    gain: Decimal | None
    relative: Decimal | None
    profit: Decimal | None


@document
class Growth:
    """A category's growth of profit and the seller's part of it, `percent` to one place, beside the account."""

    account: str
    title: str
    category: str
    period: str
    ours: Decimal
    total: Decimal
    percent: Decimal | None
    currency: str


@document
class Segment:
    """Where an account stands by what both gain: `relative` is the customer's last confirmed gain beyond the best
    alternative, `profit` the seller's a year over the years that have any, `usual` what that is on average in the
    currency. Nobody types a segment.
    """

    account: str
    title: str
    currency: str
    relative: Decimal | None
    profit: Decimal | None
    usual: Decimal | None
    segment: str


@document
class Invested:
    """What was given for a way to help, beside what it brings a year, once confirmed, and what they gained last."""

    account: str
    way: str
    says: str
    gives: int
    cost: Decimal | None
    worth: Decimal | None
    amount: Decimal | None
    latest_gain: Decimal | None


@document
class Tier:
    """Little things by what was agreed to be paid, wholes and caps: tier 1 is the third of the accounts that pay most
    in a currency; who pays by the hour alone, or by the result without an end, is in none. `things` are all that were
    tried or held back. What was agreed by words that were denied counts for nothing.
    """

    account: str
    currency: str
    agreed: Decimal
    tier: int | None
    things: int
    done: int
    held_back: int


GETS = under("gets", "v.kind, v.period, v.ends, v.amount, v.currency")
ENGAGED = under("accountability", "v.engagement, v.currency, v.state")
PORTFOLIO = f"""
SELECT a.account, a.title, a.currency, a.opened_on, COALESCE(e.engagements, 0) AS engagements,
  COALESCE(e.open, 0) AS open, a.confirmed_periods, a.confirmed_own, a.latest_period,
  CAST(a.latest_gain AS NUMERIC) AS latest_gain, CAST(a.latest_relative AS NUMERIC) AS latest_relative, p.profit
FROM {STANDING} a
LEFT JOIN (
  SELECT account, COUNT(*) AS engagements, COUNT(CASE WHEN state = 'open' THEN 1 END) AS open
  FROM {ENGAGED} each_one GROUP BY account) e ON e.account = a.account
LEFT JOIN (
  SELECT account, currency, {total("amount")} AS profit
  FROM {GETS} each_one WHERE kind = 'profit' GROUP BY account, currency) p
  ON p.account = a.account AND p.currency = a.currency
"""
GIVE_AND_GET = f"""
SELECT a.account, COALESCE(v.gives, 0) AS gives, v.first_give, v.worth, v.cost, COALESCE(t.gets, 0) AS gets,
  t.first_get, t.revenue, t.profit, t.referrals, v.first_give < t.first_get AS gave_first
FROM {STANDING} a
LEFT JOIN (
  SELECT account, COUNT(*) AS gives, MIN(day) AS first_give, {total("counts")} AS worth, {total("cost")} AS cost
  FROM gives WHERE service GROUP BY account) v ON v.account = a.account
LEFT JOIN (
  SELECT account, currency, COUNT(*) AS gets, MIN(CASE WHEN CAST(amount AS NUMERIC) > 0 THEN ends END) AS first_get,
    {total("amount", "kind = 'revenue'")} AS revenue,
    {total("amount", "kind = 'profit'")} AS profit, {total("amount", "kind = 'referral'")} AS referrals
  FROM {GETS} each_one GROUP BY account, currency) t ON t.account = a.account AND t.currency = a.currency
"""
BOTH_PROFITS = f"""
SELECT s.account, a.currency, s.period, {total("s.gain")} AS gain, {total("s.relative")} AS relative,
  {total("s.profit")} AS profit
FROM (
  SELECT account, period, NULL AS currency, gain, relative, NULL AS profit FROM gains WHERE counts
  UNION ALL SELECT g.account, COALESCE(n.period, g.period), g.currency, NULL, NULL, g.amount
  FROM {GETS} g LEFT JOIN gains n ON n.account = g.account AND SUBSTR(g.period, 1, LENGTH(n.period)) = n.period
    AND n.gain IS NOT NULL
  WHERE g.kind = 'profit') s
JOIN {STANDING} a ON a.account = s.account AND COALESCE(s.currency, a.currency) = a.currency
GROUP BY s.account, a.currency, s.period
"""
GROWTH = f"""
SELECT s.account, a.title, s.category, s.period, CAST(s.ours AS NUMERIC) AS ours, CAST(s.total AS NUMERIC) AS total,
  CAST(s.percent AS NUMERIC) AS percent, s.currency
FROM {under("shares", "v.category, v.period, v.ours, v.total, v.percent, v.currency")} s
JOIN {STANDING} a ON a.account = s.account
"""
TWO_BY_TWO = f"""
SELECT account, title, currency, relative, profit, usual,
  CASE WHEN relative IS NULL OR profit IS NULL THEN 'not known'
    WHEN relative > 0 AND profit > 0 AND profit >= usual THEN 'both gain'
    WHEN relative > 0 THEN 'they gain more than we do'
    WHEN profit > 0 AND profit >= usual THEN 'we gain more than they do' ELSE 'neither gains' END AS segment
FROM (
  SELECT a.account, a.title, a.currency, CAST(a.latest_relative AS NUMERIC) AS relative, p.profit,
    ROUND(AVG(p.profit) OVER (PARTITION BY a.currency), 3) AS usual
  FROM {STANDING} a
  LEFT JOIN (
    SELECT account, currency,
      ROUND(SUM(CAST(amount AS NUMERIC)) * 1.0 / COUNT(DISTINCT SUBSTR(ends, 1, 4)), 3) AS profit
    FROM {GETS} each_one WHERE kind = 'profit' GROUP BY account, currency
  ) p ON p.account = a.account AND p.currency = a.currency) sides
"""
INVESTMENTS = f"""
SELECT w.account, w.way, w.says, COUNT(g.give) AS gives, {total("g.cost")} AS cost, {total("g.counts")} AS worth,
  CASE WHEN w.confirmed THEN CAST(w.amount AS NUMERIC) END AS amount, CAST(a.latest_gain AS NUMERIC) AS latest_gain
FROM ways w JOIN {STANDING} a ON a.account = w.account
LEFT JOIN gives g ON g.account = w.account AND g.way = w.way
GROUP BY w.account, w.way, w.says, w.amount, w.confirmed, a.latest_gain
"""
TIERS = f"""
SELECT paid.account, paid.currency, paid.agreed,
  CASE WHEN paid.agreed > 0 THEN
    NTILE(3) OVER (PARTITION BY paid.currency, paid.agreed > 0 ORDER BY paid.agreed DESC, paid.account) END AS tier,
  COALESCE(t.things, 0) AS things, COALESCE(t.done, 0) AS done, COALESCE(t.held_back, 0) AS held_back
FROM (
  SELECT e.account, e.currency, {total("COALESCE(o.price_most, o.price_wholes)")} AS agreed
  FROM {ENGAGED} e
  JOIN outcomes o ON o.engagement = e.engagement AND o.stands
    AND o.status IN ('agreed', 'reached', 'missed', 'ended')
  GROUP BY e.account, e.currency) paid
LEFT JOIN (
  SELECT e.account, e.currency, COUNT(*) AS things,
    COUNT(CASE WHEN w.status IN ('done', 'observed') THEN 1 END) AS done,
    COUNT(CASE WHEN w.status = 'held-back' THEN 1 END) AS held_back
  FROM why w JOIN {ENGAGED} e ON e.engagement = w.engagement
  GROUP BY e.account, e.currency) t ON t.account = paid.account AND t.currency = paid.currency
"""
ACROSS: tuple[Across, ...] = (
    WAITS,
    ENGAGEMENTS,
    OF_CUSTOMERS,
    Across(
        "portfolio",
        "Portfolio: every account at a glance.",
        InPortfolio,
        ("account", "accountability", "gets"),
        PORTFOLIO,
        short=(
            "account",
            "engagements",
            "open",
            "confirmed_periods",
            "confirmed_own",
            "latest_period",
            "latest_gain",
            "latest_relative",
            "profit",
            "currency",
        ),
    ),
    Across(
        "give_and_get",
        "Give and get: what was given first, and what came back (text 001).",
        GiveAndGet,
        ("account", "gives", "gets"),
        GIVE_AND_GET,
        short=("account", "gives", "first_give", "worth", "cost", "first_get", "profit", "referrals", "gave_first"),
    ),
    Across(
        "both_profits",
        "Both sides' profit, period by period (text 001).",
        BothProfits,
        ("gains", "gets", "account"),
        BOTH_PROFITS,
        "account, period",
        short=("account", "period", "gain", "relative", "profit", "currency"),
    ),
    Across(
        "growth",
        "The share of profitable growth, beside its account (text 001).",
        Growth,
        ("shares", "account"),
        GROWTH,
        "account, period, category",
        short=("account", "category", "period", "ours", "total", "percent", "currency"),
    ),
    Across(
        "two_by_two",
        "Accounts by what both sides gain; segments are derived, never typed (text 001).",
        Segment,
        ("account", "gets"),
        TWO_BY_TWO,
        short=("account", "relative", "profit", "usual", "segment", "currency"),
    ),
    Across(
        "investments",
        "Investments: what was given for each way to help, beside what it brings (text 001).",
        Invested,
        ("ways", "account", "gives"),
        INVESTMENTS,
        "account, way",
        short=("account", "way", "says", "gives", "cost", "worth", "amount", "latest_gain"),
    ),
    Across(
        "tiers",
        "Tiers: little things by how much was agreed to be paid (text 004).",
        Tier,
        ("accountability", "account", "outcomes", "why"),
        TIERS,
        "currency, tier NULLS LAST, account",
        short=("account", "currency", "agreed", "tier", "things", "done", "held_back"),
    ),
)
