"""What was earned, is in dispute and was paid, counted in plain Python from the lines that `tail --ndjson` writes.

It follows the rules of domain 0 and shares no code with the ledger: it is to be compared with the view `reconcile`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from unicodedata import category, name, normalize
from zoneinfo import ZoneInfo

Fact = dict[str, Any]
Sums = dict[tuple[str, str], dict[str, Decimal]]
"""By the row (`engagement/acme#o-1`) and who pays."""
ZERO = Decimal(0)
UNSEEN = ("VARIATION SELECTOR", "FILLER", "GRAPHEME JOINER", "VOWEL INHERENT")
"""In the Unicode names of characters that nobody sees, besides those that are there for the format alone."""
DIGITS = {"JPY": 0, "KRW": 0, "CLP": 0, "ISK": 0, "BHD": 3, "KWD": 3, "TND": 3}


def sums(lines: Iterable[str]) -> Sums:
    """Earned, in dispute, paid and the balance."""
    streams = defaultdict[str, list[Fact]](list)
    for line in lines:
        fact = json.loads(line)
        streams[fact["stream"]].append(fact)
    found = defaultdict[tuple[str, str], dict[str, Decimal]](
        lambda: dict.fromkeys(("earned", "in_dispute", "paid"), ZERO)
    )
    for stream, facts in streams.items():
        if stream.startswith("engagement/"):
            denied = {n for fact in facts if fact["type"] == "word-disowned.v1" for n in fact["body"]["versions"]}
            _engagement(stream, [fact for fact in facts if fact["version"] not in denied], found)
    for each in found.values():
        each["balance"] = each["earned"] - each["paid"]
    return dict(found)


def _engagement(stream: str, facts: list[Fact], found: Sums) -> None:
    for row, payer, amount in _payments(facts):
        found[f"{stream}#{row}", payer]["paid"] += amount
    for request, charge in _charges(facts).items():
        found[f"{stream}#request:{request}", "customer"]["earned"] += charge
    for outcome in {fact["body"]["outcome"] for fact in facts if fact["type"] == "outcome-proposed.v1"}:
        mine = [fact for fact in facts if fact["body"].get("outcome") == outcome]
        for payer, earned, disputed in _outcome(mine):
            sums_of = found[f"{stream}#{outcome}", payer]
            sums_of["earned"] += earned
            sums_of["in_dispute"] += disputed


def _payments(facts: list[Fact]) -> Iterable[tuple[str, str, Decimal]]:
    """The payments and refunds as they stand after their corrections."""
    stand = {}
    for fact in facts:
        body = fact["body"]
        if fact["type"] == "payment-noted.v1":
            stand[fact["version"]] = body
        elif fact["type"] == "payment-corrected.v1" and body["corrects"] in stand:
            stand[body["corrects"]] = body
    for body in stand.values():
        row = f"request:{body['request']}" if body["request"] else body["outcome"] or "-"
        yield row, body["payer"], Decimal(body["amount"]["amount"])


def _charges(facts: list[Fact]) -> dict[str, Decimal]:
    """What each request came to that was accepted and done, in a line of its own."""
    accepted, charged = set(), {}
    for fact in facts:
        body, type_ = fact["body"], fact["type"]
        if type_ == "request-accepted.v1":
            accepted.add(body["request"])
        elif type_ == "request-done.v1" and body["request"] in accepted:
            charged[body["request"]] = Decimal(body["charge"]["amount"])
    return charged


def _outcome(facts: list[Fact]) -> Iterable[tuple[str, Decimal, Decimal]]:
    """What each part of each agreed version has earned and holds in dispute, and who pays it."""
    terms = {fact["body"]["version"]: fact["body"]["terms"] for fact in facts if fact["type"] == "outcome-proposed.v1"}
    since: dict[int, date] = {}
    for fact in facts:
        if fact["type"] == "outcome-agreed.v1" and (version := fact["body"]["version"]) in terms:
            since[version] = _first(terms[version].get("counts_from") or fact["occurred_at"], _zone(fact))
    results = _results(facts)
    for version in since:
        mine = [one for one in results if _under(one, since) == version]
        standing = sum(one["quantity"] for one in mine if not one["disputed"])
        every = sum(one["quantity"] for one in mine)
        metric = terms[version]["metric"]
        for part in terms[version]["price"]:
            latest = version == max(since)
            now = _part(part, metric, standing, every, terms[version]["currency"], latest=latest)
            settled = _part(part, metric, every, every, terms[version]["currency"], latest=latest)
            yield part["payer"], now, settled - now


def _part(part: Fact, metric: Fact, standing: int, every: int, currency: str, *, latest: bool) -> Decimal:  # noqa: PLR0913 - what the price says, and what it is for
    """Per result its amount times what stands, no more than the cap; a whole once it is due."""
    amount = Decimal(part["amount"])
    if part["form"] == "per-result":
        total = amount * standing
        capped = total if part["cap"] is None else min(total, Decimal(part["cap"]))
        return capped.quantize(Decimal(1).scaleb(-DIGITS.get(currency, 2)), ROUND_HALF_UP)
    if part["form"] != "whole":
        return ZERO
    due = _reached(metric, standing)
    if part["due"] == "agreed":  # at once, and held only while what it pays for is in dispute
        due = latest and (due or not _reached(metric, every))
    return amount if due else ZERO


def _reached(metric: Fact, standing: int) -> bool:
    return standing > 0 and (metric["kind"] == "target" or standing >= Decimal(metric["target"] or 1))


def _results(facts: list[Fact]) -> list[Fact]:
    """The results as they stand: corrected, in dispute, or less what did not hold. One whose name was written in
    several ways of old counts once, as the first of them that is not taken back.

    Confirming all through a day moves no money: what is reached is earned already, and no dispute ends by that.
    """
    stand: dict[str, Fact] = {}
    for fact in facts:
        body, type_, reference = fact["body"], fact["type"], fact["body"].get("reference")
        if type_ == "result-reached.v1":
            fixed = body["version"] if body.get("named") or body.get("measurement") is not None else None
            day = min(_last(fact["occurred_at"], _zone(fact)), _last(fact["recorded_at"], _zone(fact)))
            fresh = {"disputed": False, "answered": datetime.min.replace(tzinfo=UTC)}
            stand[reference] = {"quantity": body["quantity"], "fixed": fixed, "day": day, **fresh}
        elif reference in stand:
            _changed(stand[reference], type_, fact)
    once: dict[str, Fact] = {}
    for reference, one in stand.items():
        if one["quantity"]:
            once.setdefault(_plain(reference), one)
    return list(once.values())


def _plain(text: str) -> str:
    """A name without what nobody sees in it, and in the letters and blanks that everybody types."""
    return " ".join(_seen(normalize("NFKC", _seen(text))).split()) or text


def _seen(text: str) -> str:
    return "".join(one for one in text if category(one) != "Cf" and not any(word in name(one, "") for word in UNSEEN))


def _changed(result: Fact, type_: str, fact: Fact) -> None:
    body = fact["body"]
    match type_:
        case "result-disputed.v1" | "result-confirmed.v1":
            if (said := _said(fact)) >= result["answered"]:
                result["disputed"], result["answered"] = type_ == "result-disputed.v1", said
        case "result-corrected.v1":
            result["quantity"] = body["quantity"]
        case "result-did-not-hold.v1":
            result["quantity"] = max(result["quantity"] - body["quantity"], 0)


def _under(result: Fact, since: dict[int, date]) -> int | None:
    """The version in force on its day, or the one that it was measured against; none before the first counts."""
    then = [version for version, day in since.items() if day <= result["day"]]
    if result["fixed"] is not None:
        return result["fixed"] if result["fixed"] in then else None
    return max(then, default=None)


def _said(fact: Fact) -> datetime:
    """The last moment that may be meant, or the one it was recorded at if that is earlier."""
    on, zone, recorded = fact["occurred_at"], ZoneInfo(_zone(fact)), datetime.fromisoformat(fact["recorded_at"])
    if len(on) > len("2024-01-01"):
        told = datetime.fromisoformat(on)
        return min(told if told.tzinfo else told.replace(tzinfo=zone), recorded)
    return min(datetime.combine(_last(on, zone.key), time.max, zone), recorded)


def _zone(fact: Fact) -> str:
    zone: str = fact.get("time_zone") or "UTC"
    return zone


def _first(when: str, zone: str) -> date:
    """The earliest day that a year, a month, a day or a moment may mean."""
    if len(when) > len("2024-01-01"):
        told = datetime.fromisoformat(when)
        return (told if told.tzinfo else told.replace(tzinfo=ZoneInfo(zone))).astimezone(ZoneInfo(zone)).date()
    return date.fromisoformat((when + "-01-01")[: len("2024-01-01")])


def _last(when: str, zone: str) -> date:
    """The latest day that it may mean."""
    first = _first(when, zone)
    if len(when) == len("2024"):
        return date(first.year, 12, 31)
    if len(when) == len("2024-01"):
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first
