"""Every line of an engagement that somebody may settle: what waits for an answer, and what comes due."""

from __future__ import annotations

from collections.abc import Iterator

from domain.engagement.shared.terms import meets
from domain.names import same
from domain.when import last_day
from projections.accountability.figures import course
from projections.accountability.page import Card, Page, Reader, Turn
from projections.accountability.reading import Due, expected
from projections.shared.documents.scenarios import open_ask
from projections.shared.documents.tally import counting
from projections.shared.waits import Wait, by

MEASURE = "result.measure"
OBSERVE = "extra.observe"


def waits(page: Page) -> dict[str, Wait]:
    """Each line by its name: what it is about, and what they would do."""
    return {
        **dict(_answers(page)),
        **dict(_dates(page)),
        **dict(_ends(page)),
    }


def _answers(page: Page) -> Iterator[tuple[str, Wait]]:
    """What waits for a side, since the word that made it wait; a thing that was done also has the date it is looked at
    again by.
    """
    for name, turn in page.waits_for.items():
        says, since = _about(page, name, turn)
        wait = Wait(
            kind="answer",
            about=turn.about,
            what=turn.what,
            says=says,
            side=turn.side,
            since=since,
            command=turn.command,
            fixed=dict(turn.fixed),
            asked=turn.asked,
        )
        yield name, by(wait, _due(page, turn), page.time_zone)


def _due(page: Page, turn: Turn) -> str | None:
    """The date by which an answer is expected, where there is one."""
    if turn.command == OBSERVE:
        return page.things[turn.about].review_by
    if turn.command.startswith("dispute."):
        every = (card.results.disputes.get(turn.about) for card in page.outcomes.values())
        return next((each.due for each in every if each is not None), None)
    return None


def _about(page: Page, name: str, turn: Turn) -> tuple[str | None, str]:
    """The words of what waits, and since when. Things of different kinds may have one name."""
    noun, did = turn.command.partition(".")[0], name.rpartition(" ")[2]
    if noun == "extra":
        return page.things[turn.about].says, page.things[turn.about].since
    if noun == "choice":
        choice = page.choices[turn.about]
        return f"{choice.about}: {', '.join(option.label for option in choice.options)}", choice.begun.on
    if noun == "request" or did == "agree":
        asked = page.requests[turn.about]
        return asked.says, (asked.steps[-1].said if asked.steps else asked.made).on
    if noun == "need":
        return page.needs[turn.about].says, page.needs[turn.about].said.on
    if did == "change" and (ask := open_ask(page.scenarios)) is not None:
        return f"{ask.scenario}: {ask.why}" if ask.why else ask.scenario, ask.said.on
    if noun == "scenario" and page.scenarios is not None:
        return ", ".join(way.label for way in page.scenarios.ways), page.ways_open_since or ""
    if turn.command == "word.acknowledge":
        return next((word.why, word.denied_on) for word in page.denied if word.denied_at == turn.fixed["denial"])
    if noun == "word":
        return None, next(word.on for word in page.words.values() if word.whose == turn.side)
    if noun == "dispute":
        every = (each for card in page.outcomes.values() for each in card.results.disputes.values())
        return next((each.reference, each.raised) for each in every if each.dispute == turn.about)
    card = page.outcomes[turn.about]
    return card.terms.says, _since(page, card, did)


def _since(page: Page, card: Card, did: str) -> str:
    """Of a proposal its own date, of results the day of the first that waits, of a dispute the day it was said."""
    if did == "answer":
        return card.versions[str(card.open)].proposed.on
    last = [trail[-1] for trail in card.results.trails.values()]
    if did == "confirm":
        return min(step.day for step in last if step.status == "reached")
    disputed = min(step.answered for step in last if step.status == "in-dispute")
    return last_day(disputed, page.time_zone).isoformat()


def _dates(page: Page) -> Iterator[tuple[str, Wait]]:
    """What an outcome is to have by a date. Looking again at a thing waits already."""
    for due in expected(page):
        if due.about in page.outcomes:
            yield f"{due.about} {due.what}", by(_dated(page, page.outcomes[due.about], due), due.by, page.time_zone)


def _dated(page: Page, card: Card, due: Due) -> Wait:
    agreed, last = card.agreed, card.figures.get(str(card.latest_figure))
    since = agreed.on if agreed else ""
    command, asked, late = MEASURE, ["value"], None
    match due.what:
        case "success report":
            command, asked, since = "outcome.report", [], card.reported_on or since
        case "measurement" if last is not None:
            since = last.said.on
        case "outcome" if _met(card, due, page.time_zone):
            command, asked = "result.reach", []
        case "outcome":
            late = "outcome.miss"
    return Wait(
        kind="date",
        about=due.about,
        what=due.what,
        says=card.terms.says,
        side=due.side,
        since=since,
        command=command,
        fixed={"outcome": due.about},
        asked=asked,
        late_command=late,
    )


def _met(card: Card, due: Due, zone: str) -> bool:
    """Whether the last figure of the terms in force meets their target in time, so that it only needs to be said. One
    that a result was reached by counts no more.
    """
    used = {step.figure for step in counting(card.results) if step.status != "retracted"}
    own = [figure for figure in course(card) if figure.under == card.in_force and figure.at not in used]
    last = own[-1] if own else None
    return last is not None and meets(card.terms.metric, last.value) and last.day <= last_day(due.by, zone).isoformat()


def _ends(page: Page) -> Iterator[tuple[str, Wait]]:
    """When somebody's reading of the page ends; shared with them anew, it is the last share that ends."""
    shared = [(name, reader) for name, reader in page.readers.items() if reader.ended_on is None]
    last = {same(reader.person.name): name for name, reader in shared}
    for name in last.values():
        yield f"{name} end", by(_end(name, page.readers[name]), page.readers[name].until, page.time_zone)


def _end(name: str, reader: Reader) -> Wait:
    fixed: dict[str, str | int | bool | list[str]] = {"to": reader.person.name}
    if reader.hidden:
        fixed["hidden"] = list(reader.hidden)
    return Wait(
        kind="end",
        about=name,
        what="share the page anew, or let it end",
        says=reader.person.name,
        side="seller",
        since=reader.on,
        command="page.share",
        fixed=fixed,
        asked=["until"],
    )
