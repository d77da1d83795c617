"""The accountability page: what was agreed, tried, chosen and reached, and what waits for whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from projections.accountability.page import Page
from projections.accountability.standing import on_day
from projections.pages import counsel, dealings, mended, needs, paid, people, phrases, turns, ways
from projections.pages.language import ENGLISH, Language
from projections.pages.promises import promise
from projections.pages.sheet import Item, Sheet, made
from projections.pages.spoken import BASES


def sheet(page: Page, day: date, speak: Language = ENGLISH) -> Sheet:
    """The page as it is read on `day`, in the reader's language."""
    page = on_day(page, day)
    return made("accountability", f"engagement/{page.engagement}", page.title, day, _all(speak, page, day))


def _all(speak: Language, page: Page, day: date) -> Iterator[tuple[str, str, Iterator[Item]]]:
    yield "engagement", speak.say("Engagement"), _head(speak, page)
    yield "outcomes", speak.say("Outcomes"), (promise(speak, page, card) for card in page.outcomes.values())
    yield "money", speak.say("Money"), paid.items(speak, page)
    yield "things", speak.say("Little things"), (dealings.thing(speak, *row) for row in page.things.items())
    yield "choices", speak.say("Choices"), (dealings.choice(speak, page, *row) for row in page.choices.items())
    if page.scenarios:
        yield "scenarios", speak.say("Scenarios"), ways.scenarios(speak, page.scenarios)
    if page.expertise:
        yield "experts", speak.say("Who knows what"), ways.experts(speak, page.expertise)
    yield "work", speak.say("Work"), (dealings.work(speak, *row) for row in page.works.items())
    yield "requests", speak.say("Requests"), (dealings.request(speak, page, *row) for row in page.requests.items())
    yield "trims", speak.say("Costs cut"), (dealings.trim(speak, page, *row) for row in page.trims.items())
    yield "readers", speak.say("Readers"), (dealings.reader(speak, *row) for row in page.readers.items())
    yield "people", speak.say("People"), (people.person(speak, *row) for row in page.people.items())
    yield "needs", speak.say("Needs"), (needs.need(speak, *row) for row in page.needs.items())
    yield "advice", speak.say("Advice"), (counsel.advice(speak, *row) for row in page.advice.items())
    yield "cheaper", speak.say("Cheaper ways"), counsel.cheaper(speak, page)
    yield "corners", speak.say("Corners cut"), (dealings.corner(speak, page, *row) for row in page.corners.items())
    yield "nos", speak.say("Refused, and why"), (dealings.no(speak, page, *row) for row in page.nos.items())
    yield "declines", speak.say("Not sold"), (counsel.declined(speak, page, *row) for row in page.declines.items())
    yield "referrals", speak.say("Referred"), (counsel.referred(speak, *row) for row in page.referrals.items())
    yield "mended", speak.say("Corrected"), mended.items(speak, page.mended)
    yield "overdue", speak.say("Overdue"), turns.late(speak, page, day)
    yield "turns", speak.say("Whose turn it is"), turns.waiting(speak, page)
    yield "words", speak.say("Recorded for others"), phrases.for_others(speak, page.words, page.denied)
    yield "elsewhere", speak.say("Not on this page"), _elsewhere(speak, page)


def _head(speak: Language, page: Page) -> Iterator[Item]:
    state = speak.say(page.state)
    if page.how_it_ended:
        state = f"{state}: {speak.say(page.how_it_ended)}"
    customer = speak.say("customer {account}", account=page.account)
    currency = speak.say("amounts in {currency}", currency=page.currency)
    names = (page.title, page.engagement, state, customer, currency)
    yield Item(kind="engagement", label=speak.say("engagement"), phrases=names, on=page.opened_on)
    owners = (
        speak.say("{name} (seller)", name=page.owners.seller.person.name),
        speak.say("{name} (customer)", name=page.owners.customer.person.name),
    )
    yield Item(kind="owners", label=speak.say("responsible"), phrases=owners)
    if page.basis:
        yield Item(kind="basis", label=speak.say("paid for"), phrases=(speak.say(BASES[page.basis]),))


def _elsewhere(speak: Language, page: Page) -> Iterator[Item]:
    """What the page does not hold: what the seller keeps, and facts that speak of what is not there."""
    private = ", ".join(speak.say(name) for name in page.kept_elsewhere)
    says = speak.say("the seller's own work, which the seller alone reads: {private}", private=private)
    yield Item(kind="elsewhere", label=speak.say("not shown"), phrases=(says,))
    yield from phrases.left_out(speak, page.left_out)
