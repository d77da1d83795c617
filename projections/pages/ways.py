"""Which way an engagement goes and what it has cost; who is the expert in what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from domain.expertise_map import COLUMNS, Column
from projections.pages.language import Language, marked
from projections.pages.line_parts import reason, stands, titled
from projections.pages.phrases import by, money, side, signature
from projections.pages.sheet import Item
from projections.pages.spoken import EVERY
from projections.shared.documents.expertise import Expertise
from projections.shared.documents.scenarios import Ask, Scenarios


def scenarios(speak: Language, row: Scenarios) -> Iterator[Item]:
    """Which way is gone and why, what it was said to cost and has cost; a surprise has a line of its own."""
    if row.ways:
        ways = tuple(f"{way.label} {money(speak, way.cost, row.currency)}" for way in row.ways)
        yield Item(kind="ways", label=speak.say("scenarios"), phrases=ways)
    for number, step in enumerate(row.steps, 1):
        yield Item(
            kind="way",
            label=speak.say("scenario {number}", number=number),
            phrases=(step.scenario, by(speak, step.said), *([step.why] if step.why else [])),
            on=step.said.on,
            why=step.why,
            by=signature(speak, step.said),
        )
    for number, ask in enumerate(row.asks, 1):
        yield asked(speak, number, ask)
    if row.limit is None:
        spent = money(speak, row.spent, row.currency)
    else:
        amount, limit = speak.amount(row.spent, row.currency), money(speak, row.limit, row.currency)
        spent = speak.say("{amount} of {limit}", amount=amount, limit=limit)
    yield Item(kind="spent", label=speak.say("spent"), phrases=(spent,))
    for number, surprise in enumerate(row.surprises, 1):
        above = speak.say(
            "{total} was spent, above the {which}'s {limit}",
            total=speak.amount(surprise.total, row.currency),
            which=surprise.scenario or speak.say(surprise.against),
            limit=speak.amount(surprise.limit, row.currency),
        )
        label, amount = speak.say("surprise {number}", number=number), money(speak, surprise.amount, row.currency)
        yield Item(kind="surprise", label=label, phrases=(amount, above), on=surprise.on)


def asked(speak: Language, number: int, ask: Ask) -> Item:
    """Which way one side asked for and why, and what the customer decided."""
    if ask.answered is None:
        came = stands(speak.say("waits for the {side}", side=side(speak, "customer")), "waiting")
    elif ask.answer is None:
        came = stands(speak.say("overtaken"))
    else:
        whose = by(speak, ask.answered)
        came = stands(speak.say("decided for {scenario} by {by}", scenario=ask.answer, by=whose))
    label = speak.say("change asked {number}", number=number)
    who = speak.say("asked by {by}", by=by(speak, ask.said))
    whys = (reason(speak, ask.why),) if ask.why else ()
    phrases = (titled(ask.scenario), came, who, *whys)
    return Item(kind="ask", label=label, phrases=phrases, on=ask.said.on, why=ask.why, by=signature(speak, ask.said))


HEADS: Mapping[Column, str] = {
    "seller": marked("the seller's"),
    "shared": marked("shared, not settled"),
    "customer": marked("the customer's"),
}
"""What stands over each column of a map."""


def experts(speak: Language, row: Expertise) -> Iterator[Item]:
    """Who is the expert in what, a map of three columns, and beneath it the map as it should be; every open problem
    with its column, and every freedom.
    """
    if row.current:
        parts = tuple(_column(speak, column, getattr(row.current, column)) for column in COLUMNS)
        name = speak.say("As it is") if row.target else None
        yield Item(kind="map", label=speak.say("map"), name=name, phrases=(), parts=parts)
    if row.target:
        parts = tuple(_column(speak, column, getattr(row.target, column), aimed=True) for column in COLUMNS)
        name = speak.say("As it should be")
        yield Item(kind="map", label=speak.say("target map"), name=name, phrases=(), parts=parts)
    for problem in row.problems.values():
        if problem.status == "open":
            where = f"{problem.area} ({speak.say(problem.column)})"
            yield Item(
                kind="problem",
                label=speak.say("problem {name}", name=problem.problem),
                phrases=(speak.say(problem.kind), where, f"“{problem.quote}”", by(speak, problem.said)),
                on=problem.said.on,
                by=signature(speak, problem.said),
            )
    for number, freedom in enumerate(row.freedoms, 1):
        measured = speak.say(
            "for {outcome}, measured by {measured}, {every}",
            outcome=freedom.outcome,
            measured=freedom.measured,
            every=speak.say(EVERY[freedom.every]),
        )
        yield Item(
            kind="freedom",
            label=speak.say("freedom {number}", number=number),
            phrases=(*freedom.areas, measured, speak.say("granted by {by}", by=by(speak, freedom.said))),
            on=freedom.said.on,
            by=signature(speak, freedom.said),
        )


def _column(speak: Language, column: Column, areas: Iterable[str], *, aimed: bool = False) -> Item:
    """One column of a map, also where nothing is in it; `aimed` where it is of the map as it should be."""
    of = speak.say(column)
    label = speak.say("target expert {column}", column=of) if aimed else speak.say("expert {column}", column=of)
    return Item(kind="expert", label=label, name=speak.say(HEADS[column]), phrases=tuple(areas))
