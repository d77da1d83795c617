"""What waits and what comes due, worked out from the lines of `tail --ndjson` alone: no fold and no view is asked.

It knows what the stories of a portfolio tell: no words that were denied, no name spelled in two ways, no terms that
name a day to count from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import takewhile
from typing import Any, NamedTuple

Fact = dict[str, Any]
OTHER = {"seller": "customer", "customer": "seller"}
ABOUT = ("outcome", "thing", "choice", "request", "need", "gain", "give", "way")
MONTHS = {"month": 1, "quarter": 3, "year": 12}


class Owed(NamedTuple):
    """One line: whose act it is, about what, which act, since when, and by when."""

    stream: str
    side: str
    about: str
    act: str
    since: str
    due: str | None = None


def owed(facts: Iterable[Fact]) -> set[Owed]:
    streams = defaultdict(list)
    for fact in facts:
        streams[fact["stream"]].append(fact)
    tellers = {"engagement": _engagement, "account": _account}
    found = ((stream, tellers.get(stream.partition("/")[0]), told) for stream, told in streams.items())
    return {
        Owed(stream, *line)
        for stream, tell, told in found
        if tell
        for line in (*tell(_not_denied(told)), *_denials(told))
    }


Line = tuple[Any, ...]


def _of(facts: Iterable[Fact], *types: str) -> list[Fact]:
    return [fact for fact in facts if fact["type"].partition(".")[0] in types]


def _not_denied(facts: list[Fact]) -> list[Fact]:
    denied = {version for fact in _of(facts, "word-disowned") for version in fact["body"]["versions"]}
    return [fact for fact in facts if fact["version"] not in denied and fact not in _of(facts, "word-disowned")]


def _denials(facts: list[Fact]) -> Iterator[Line]:
    """Until whoever recorded it says what they make of it: a line about what the first word was about."""
    bodies = {fact["version"]: fact["body"] for fact in facts}
    recorded = {fact["version"]: fact["actor"]["side"] for fact in facts}
    seen = {(fact["body"]["denial"], fact["party"]) for fact in _of(facts, "denial-acknowledged")}
    for fact in _of(facts, "word-disowned"):
        for side in {recorded[version] for version in fact["body"]["versions"]}:
            if (fact["version"], side) not in seen:
                first = bodies[min(fact["body"]["versions"])]
                about = next((first[name] for name in ABOUT if first.get(name)), str(fact["version"]))
                yield side, about, "word.acknowledge", fact["occurred_at"], None


def _is_open(facts: list[Fact]) -> bool:
    moves = _of(facts, "engagement-closed", "engagement-reopened")
    return not moves or moves[-1]["type"].startswith("engagement-reopened")


def _engagement(facts: list[Fact]) -> Iterator[Line]:
    yield from _words(facts)
    yield from _things(facts)
    yield from _outcomes(facts)
    yield from _shares(facts)
    if _is_open(facts):
        yield from _choices(facts)
        yield from _requests(facts)
        yield from _needs(facts)
        yield from _ways(facts)


def _words(facts: list[Fact]) -> Iterator[Line]:
    first: dict[str, str] = {}
    for fact in facts:
        if fact["actor"]["side"] != fact["party"]:
            first.setdefault(fact["party"], fact["occurred_at"])
    for party, since in first.items():
        yield party, "words", "word.own", since, None


def _things(facts: list[Fact]) -> Iterator[Line]:
    offers, moves = {}, defaultdict(list)
    for fact in facts:
        if fact["type"].startswith("extra-mile-offered"):
            offers[fact["body"]["thing"]] = fact
        elif fact["type"].startswith(("extra-mile-", "effect-observed")):
            moves[fact["body"]["thing"]].append(fact)
    in_choice = _open_choices(facts)
    for thing, offer in offers.items():
        last = ([offer] + [move for move in moves[thing] if move["version"] > offer["version"]])[-1]
        kind, since = last["type"].partition(".")[0], last["occurred_at"]
        unknown = kind == "effect-observed" and last["body"]["effect"] == "unknown"
        offered = kind == "extra-mile-offered" and thing not in in_choice and _is_open(facts)
        if offered and offer["body"]["asked"]:
            yield "customer", thing, "extra.accept", since, None
        elif offered or (kind == "extra-mile-accepted" and _is_open(facts)):
            yield "seller", thing, "extra.do", since, None
        elif kind == "extra-mile-done" or unknown:
            looked = [move["body"]["review_by"] for move in moves[thing] if move["body"].get("review_by")]
            yield "seller", thing, "extra.observe", since, (looked or [offer["body"]["review_by"]])[-1]


def _open_choices(facts: list[Fact]) -> set[str]:
    over = {fact["body"]["choice"] for fact in _of(facts, "choice-made", "choice-withdrawn")}
    waiting = [fact for fact in _of(facts, "choice-offered") if fact["body"]["choice"] not in over]
    return {option["thing"] for fact in waiting for option in fact["body"]["options"]}


def _choices(facts: list[Fact]) -> Iterator[Line]:
    over = {fact["body"]["choice"] for fact in _of(facts, "choice-made", "choice-withdrawn")}
    for fact in _of(facts, "choice-offered"):
        if fact["body"]["choice"] not in over:
            yield "customer", fact["body"]["choice"], "choice.make", fact["occurred_at"], None


def _requests(facts: list[Fact]) -> Iterator[Line]:
    for made in _of(facts, "request-made"):
        name, version = made["body"]["request"], None
        side, act, since = "seller", "request.counter", made["occurred_at"]
        for fact in facts:
            kind, body = fact["type"].partition(".")[0], fact["body"]
            if body.get("request") == name and kind != "request-made":
                side, act, version = _answered(kind, body)
                since = fact["occurred_at"]
            elif version and body.get("version") == version and kind in ("outcome-agreed", "outcome-turned-down"):
                agreed = kind == "outcome-agreed"
                side, act, version = ("seller", "request.done" if agreed else "request.counter", None)
                since = fact["occurred_at"]
        if side:
            yield side, name, act, since, None


def _answered(kind: str, body: Fact) -> tuple[str, str, int | None]:
    if kind == "request-countered":
        return "customer", "outcome.agree" if body["version"] else "request.accept", body["version"]
    return ("seller", "request.done", None) if kind == "request-accepted" else ("", "", None)


def _needs(facts: list[Fact]) -> Iterator[Line]:
    again = _of(facts, "need-restated")
    answered = {fact["body"]["need"] for fact in again if fact["party"] == "seller" or fact["body"]["outcome"]}
    for fact in _of(facts, "need-heard"):
        if fact["body"]["need"] not in answered and not fact["body"]["outcome"]:
            yield "seller", fact["body"]["need"], "need.restate", fact["occurred_at"], None


def _ways(facts: list[Fact]) -> Iterator[Line]:
    kinds = ("scenarios-presented", "scenario-asked", "scenario-chosen", "scenario-moved")
    asking = {"scenarios-presented.v1", "scenario-asked.v1"}
    ways = _of(facts, *kinds)
    waiting = list(takewhile(lambda fact: fact["type"] in asking, reversed(ways)))
    if waiting:
        # Ways that were presented wait since then; of what was only asked, the last counts.
        first = next((fact for fact in waiting if fact["type"].startswith("scenarios-presented")), waiting[0])
        yield "customer", "ways", "scenario.choose", first["occurred_at"], None


def _shares(facts: list[Fact]) -> Iterator[Line]:
    over = {fact["body"]["share"] for fact in _of(facts, "page-unshared")}
    shared = [fact for fact in _of(facts, "page-shared") if fact["body"]["share"] not in over]
    for fact in {one["body"]["to"]["text"]: one for one in shared}.values():
        yield "seller", fact["body"]["share"], "page.share", fact["occurred_at"], fact["body"]["until"]


def _outcomes(facts: list[Fact]) -> Iterator[Line]:
    mine = defaultdict(list)
    for fact in facts:
        if (fact["body"].get("outcome") or fact["type"].startswith("result-")) and "outcome" in fact["body"]:
            mine[fact["body"]["outcome"]].append(fact)
    for outcome, told in mine.items():
        if _of(told, "outcome-proposed"):
            yield from _proposal(outcome, told, is_open=_is_open(facts))
            yield from _results(outcome, told)
            yield from _dates(outcome, told) if _is_open(facts) else ()


def _proposal(outcome: str, told: list[Fact], *, is_open: bool) -> Iterator[Line]:
    last = _of(told, "outcome-proposed", "outcome-agreed", "outcome-turned-down")[-1]
    if is_open and last["type"].startswith("outcome-proposed"):
        yield OTHER[last["party"]], outcome, "outcome.agree", last["occurred_at"], None


def _results(outcome: str, told: list[Fact]) -> Iterator[Line]:
    stands: dict[str, tuple[str, str, int]] = {}
    disputes: dict[str, tuple[str, str, str]] = {}
    for fact in told:
        kind, body = fact["type"].partition(".")[0], fact["body"]
        name, day = body.get("reference"), last_day(fact["occurred_at"])
        if kind == "result-reached":
            stands[name] = ("confirmed" if fact["party"] == "customer" else "reached", day, body["quantity"])
        elif kind == "result-confirmed" and name is None:
            through = last_day(body["through"])
            old = [(one, *rest) for one, (was, *rest) in stands.items() if was == "reached" and rest[0] <= through]
            stands.update({one: ("confirmed", day, number) for one, day, number in old})
        elif kind in ("result-confirmed", "result-disputed"):
            new = "confirmed" if kind == "result-confirmed" else "disputed"
            stands[name] = (new, day if new == "disputed" else stands[name][1], stands[name][2])
            disputes.pop(name, None)
            if "dispute" in body:
                disputes[name] = (body["dispute"], "open", day)
        elif kind.startswith("dispute-"):
            _move(disputes, name, kind)
            if name not in disputes:
                stands[name] = ("reached", *stands[name][1:])
        elif kind == "result-corrected":
            was = "disputed" if stands[name][0] == "disputed" else "reached"
            stands[name] = (was, stands[name][1], body["quantity"])
        elif kind == "result-did-not-hold":
            was, since, number = stands.pop(name)
            disputes = {one: dispute for one, dispute in disputes.items() if one != name or number > body["quantity"]}
            if number > body["quantity"]:
                stands[name] = (was, since, number - body["quantity"])
    if days := [since for was, since, _ in stands.values() if was == "reached"]:
        yield "customer", outcome, "result.confirm", min(days), None
    for dispute, status, day in disputes.values():
        side, act = TURNS[status]
        yield side, dispute, act, day, None


TURNS = {
    "open": ("seller", "dispute.answer"),
    "answered": ("customer", "dispute.accept"),
    "referred": ("witness", "dispute.decide"),
}


def _move(disputes: dict[str, tuple[str, str, str]], reference: str, kind: str) -> None:
    """How far the dispute of that result has come; gone once it has ended."""
    dispute, status, day = disputes[reference]
    if kind in ("dispute-answered", "dispute-referred"):
        referred = status == "referred" or kind == "dispute-referred"
        disputes[reference] = (dispute, "referred" if referred else "answered", day)
    elif kind != "dispute-shown":
        del disputes[reference]


def _dates(outcome: str, told: list[Fact]) -> Iterator[Line]:
    agreements = _of(told, "outcome-agreed")
    if not agreements:
        return
    last, number = agreements[-1], agreements[-1]["body"]["version"]
    every_terms = {one["body"]["version"]: one["body"]["terms"] for one in _of(told, "outcome-proposed")}
    terms = every_terms[number]
    metric, measured = terms["metric"], terms["measured"]
    target, every = metric["kind"] == "target", measured["every"]
    moves = [fact for fact in told if fact["version"] > last["version"]]
    met = _of(moves, "result-reached", "result-did-not-hold") if target else []
    if _of(moves, "outcome-missed", "outcome-ended") or (met and met[-1]["type"].startswith("result-reached")):
        return
    figures = {fact["version"]: fact for fact in _of(told, "result-measured")}
    for fact in _of(told, "measurement-corrected"):
        old = figures[fact["body"]["corrects"]]
        figures[fact["body"]["corrects"]] = {**old, "body": {**old["body"], **fact["body"]}}
    latest = max(figures.values(), key=lambda one: (last_day(one["body"]["period"]), one["version"]), default=None)
    if metric["baseline"] is None and metric["first_measured_by"] and not figures:
        yield measured["by"], outcome, "result.measure", last["occurred_at"], metric["first_measured_by"]
    if target and metric["by"]:
        met = latest and _meets(metric, latest["body"]["value"])
        yield "seller", outcome, "result.reach" if met else "result.measure", last["occurred_at"], metric["by"]
    if target and every:
        since, period = (latest["occurred_at"], latest["body"]["period"]) if latest else (last["occurred_at"],) * 2
        yield measured["by"], outcome, "result.measure", since, after(period, every)
    if due := _report(told, every_terms):
        since = (_of(told, "success-reported") or [last])[-1]["occurred_at"]
        yield "seller", outcome, "outcome.report", since, due


def _report(told: list[Fact], terms: dict[int, Fact]) -> str | None:
    due = None
    for fact in _of(told, "outcome-agreed", "success-reported"):
        if fact["type"].startswith("success-reported"):
            due = fact["body"]["due"]
        elif every := terms[fact["body"]["version"]]["measured"]["every"]:
            due = min(filter(None, (due, after(fact["occurred_at"], every))))
    return due


def _meets(metric: Fact, value: str) -> bool:
    reached, target = float(value), float(metric["target"])
    return reached >= target if metric["direction"] == "up" else reached <= target


def _account(facts: list[Fact]) -> Iterator[Line]:
    yield from _words(facts)
    said = {name: fact for fact in facts for name in _figure(fact)}
    for name, first in said.items():
        value, last, confirmed = _value(first), first, None
        for fact in facts:
            if fact["version"] > first["version"] and fact["body"].get("figure") == name:
                if fact["type"].startswith("figure-corrected"):
                    value, last, confirmed = fact["body"]["value"], fact, None
                elif not confirmed or last_day(fact["occurred_at"]) >= last_day(confirmed["occurred_at"]):
                    confirmed = fact
        confirmed = confirmed or (last if last["party"] == "customer" else None)
        if value is not None and confirmed is None:
            yield "customer", name, "account.confirm", last["occurred_at"], None
        elif confirmed and first["type"].startswith("way-to-help"):
            since = confirmed["occurred_at"]
            yield "customer", name, "account.confirm", since, after(since, "year")


def _figure(fact: Fact) -> list[str]:
    names = {"customer-gain-measured": "gain", "give-recorded": "give", "way-to-help-named": "way"}
    field = names.get(fact["type"].partition(".")[0])
    return [fact["body"][field]] if field else []


def _value(fact: Fact) -> str | None:
    return next(fact["body"][name] for name in ("value", "worth", "amount") if name in fact["body"])


def last_day(when: str) -> str:
    """The last day that a year, a month or a day means."""
    if len(when) == len("2020"):
        return f"{when}-12-31"
    if len(when) == len("2020-01"):
        year, month = int(when[:4]), int(when[5:])
        return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).isoformat()
    return when[:10]


def after(when: str, every: str) -> str:
    """One rhythm later; the end of a month is followed by the end of another."""
    day = date.fromisoformat(last_day(when))
    if every == "week":
        return (day + timedelta(days=7)).isoformat()
    months = day.year * 12 + day.month - 1 + MONTHS[every]
    end = date.fromisoformat(last_day(f"{months // 12:04}-{months % 12 + 1:02}"))
    is_end = day == date.fromisoformat(last_day(day.isoformat()[:7]))
    return (end if is_end or day.day > end.day else end.replace(day=day.day)).isoformat()
