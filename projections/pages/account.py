"""The account page: one customer over the years, and the four questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import pairwise

from domain.moments import is_moment
from domain.when import last_day, rhythm_after
from projections.account import PERIODS, Account, alike
from projections.gains import Period, best
from projections.gives import Give
from projections.pages import mended, phrases
from projections.pages.gains import change, period
from projections.pages.language import ENGLISH, Language, marked
from projections.pages.line_parts import titled
from projections.pages.phrases import money, who
from projections.pages.questions import Answer, answers
from projections.pages.sheet import Course, Item, Point, Sheet, made
from projections.shared.figures import Told, latest
from projections.ways import Way

NOT_RIGHT = marked(
    "It counts only once you confirm it. If it is not right, leave it, and say what is wrong as something you need."
)


def sheet(page: Account, day: date, speak: Language = ENGLISH) -> Sheet:
    """The page as it is read on `day`, in the reader's language."""
    return made("account", f"account/{page.account}", page.title, day, _all(speak, page, day))


def _all(speak: Language, page: Account, day: date) -> Iterator[tuple[str, str, Iterator[Item]]]:
    yield "account", speak.say("Account"), _head(speak, page)
    yield "questions", speak.say("Four questions"), _questions(speak, page, day)
    yield "gains", speak.say("Gains"), _gains(speak, page, day)
    yield "ways", speak.say("Ways to help"), _ways(speak, page, day)
    yield "gives", speak.say("Gives"), _gives(speak, page)
    yield "aims", speak.say("Aims"), _aims(speak, page, day)
    yield "mended", speak.say("Corrected"), mended.items(speak, page.mended)
    yield "words", speak.say("Recorded for others"), phrases.for_others(speak, page.words, page.denied)
    yield "elsewhere", speak.say("Not on this page"), _left_out(speak, page)


def figure(speak: Language, page: Account, name: str, day: date) -> Iterator[Item]:
    """What a yes to the figure of that name confirms: its value first, then how it is known; and what a no takes."""
    for label, value, says in _known(speak, page, name, day):
        yield Item(kind="figure", label=label, phrases=(titled(value), *filter(None, says), speak.say(NOT_RIGHT)))


def corrected(speak: Language, page: Account, name: str, day: date) -> Iterator[Item]:
    """What a correction of the figure of that name is about."""
    for label, value, says in _known(speak, page, name, day):
        yield Item(kind="figure", label=label, phrases=(titled(value), *filter(None, says)))
    if (give := page.gives.get(name)) and give.worth is None:
        yield Item(kind="figure", label=name, phrases=tuple(_give(speak, give, page.currency)))
    for row in page.periods.values():
        if (other := row.alternatives.get(name)) is not None and (now := latest(other.figures)):
            yield Item(
                kind="figure",
                label=name,
                phrases=(titled(other.who), money(speak, now.value or Decimal(0), page.currency)),
            )


def _known(speak: Language, page: Account, name: str, day: date) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for row in page.periods.values():
        if name in row.gains and (now := latest(row.gains[name].figures)) and now.value is not None:
            value, when = money(speak, now.value, page.currency), speak.date(row.period)
            says = speak.say("{value} in {period}", value=value, period=when)
            yield speak.say("gain {period}", period=when), says, (row.gains[name].method,)
    if (give := page.gives.get(name)) and give.worth is not None:
        yield name, money(speak, give.worth, page.currency), tuple(_give(speak, give, page.currency))
    if (way := page.ways.get(name)) and way.amount is not None:
        value = speak.say("{amount} a year", amount=money(speak, way.amount, page.currency))
        yield name, value, tuple(_way(speak, way, page.currency, day))


def _head(speak: Language, page: Account) -> Iterator[Item]:
    since = speak.say("since {day}", day=speak.date(page.opened_on))
    amounts = speak.say("amounts in {currency}", currency=page.currency)
    yield Item(
        kind="account",
        label=speak.say("account"),
        phrases=(page.title, page.account, amounts, since, *_merged(speak, page)),
        on=page.opened_on,
    )


def _merged(speak: Language, page: Account) -> Iterator[str]:
    """Where this account went, and what came to it."""
    if page.merged_into and page.merged_on:
        yield speak.say("merged into {account} on {day}", account=page.merged_into, day=speak.date(page.merged_on))
    for account, day in page.taken_in.items():
        yield speak.say("with {account}, merged into it on {day}", account=account, day=speak.date(day))


def _questions(speak: Language, page: Account, day: date) -> Iterator[Item]:
    for number, answer in enumerate(answers(page, day), 1):
        says = _answer(speak, number, answer, page)
        phrases = (speak.say(answer.question), says)
        yield Item(kind="question", label=speak.say("question {number}", number=number), phrases=phrases)


def _gains(speak: Language, page: Account, day: date) -> Iterator[Item]:
    periods = sorted(page.periods.values(), key=lambda period: period.ends)
    for row in periods:
        label = speak.say("gain {period}", period=speak.date(row.period))
        yield Item(kind="gain", label=label, phrases=tuple(period(speak, row, page.currency, day)))
        figures = [figure for gain in row.gains.values() for figure in gain.figures]
        yield from _corrected(speak, label, figures, page.currency)
    yield from _over_time(speak, alike([row for row in periods if row.counts]), page)
    if leaving := [row for row in periods if row.best is not None]:
        yield from _leaving(speak, leaving[-1], page.currency, day)


def _ways(speak: Language, page: Account, day: date) -> Iterator[Item]:
    for row in page.ways.values():
        yield Item(kind="way", label=row.way, phrases=tuple(_way(speak, row, page.currency, day)))
        yield from _corrected(speak, row.way, row.figures, page.currency)


def _gives(speak: Language, page: Account) -> Iterator[Item]:
    for row in page.gives.values():
        yield Item(kind="give", label=row.give, phrases=tuple(_give(speak, row, page.currency)), on=row.on)
        yield from _corrected(speak, row.give, row.figures, page.currency)


def _aims(speak: Language, page: Account, day: date) -> Iterator[Item]:
    for name, aim in page.aims.items():
        value = money(speak, aim.value, page.currency)
        says = speak.say("a gain of {value} in {period}", value=value, period=speak.date(aim.period))
        missed = speak.say("not reached yet") if day <= last_day(aim.period) else speak.say("not reached")
        yield Item(kind="aim", label=name, phrases=(says, speak.say("reached") if aim.reached else missed))


def _left_out(speak: Language, page: Account) -> Iterator[Item]:
    if page.left:
        names = ", ".join(page.left)
        says = speak.say("{figures}: counted no longer since the merge, neither here nor there", figures=names)
        yield Item(kind="left-out", label=speak.say("left behind"), phrases=(says,))
    if page.left_out:
        says = speak.count(
            page.left_out,
            "{number} fact that names what is not there yet",
            "{number} facts that name what is not there yet",
        )
        yield Item(kind="left-out", label=speak.say("left out"), phrases=(says,))


def _over_time(speak: Language, counted: list[Period], page: Account) -> Iterator[Item]:
    """Of the periods that the customer confirmed: each figure, the first and the last, and how that went on."""
    kinds = (
        (speak.say("gain over time"), [_point(row, row.gain, row.low, row.high) for row in counted]),
        (
            speak.say("relative gain over time"),
            [_point(row, row.relative, row.relative_low, row.relative_high) for row in counted],
        ),
    )
    for number, (label, every) in enumerate(kinds):
        points = tuple(point for point in every if point is not None)
        if len(points) > 1:
            first, last = (_in_period(speak, points[at], page.currency) for at in (0, -1))
            course_ = speak.say("from {first} to {last}", first=first, last=last)
            went = change(speak, page.change, page.currency, counted[-2].period) if number == 0 else ""
            course = Course(
                name=label, unit=page.currency, baseline=None, target=None, upper=None, by=None, points=points
            )
            yield Item(kind="course", label=label, phrases=tuple(filter(None, (course_, went))), course=course)


def _in_period(speak: Language, point: Point, currency: str) -> str:
    value = money(speak, point.value, currency)
    return speak.say("{value} in {period}", value=value, period=speak.date(point.period))


def _point(row: Period, value: Decimal | None, low: Decimal | None, high: Decimal | None) -> Point | None:
    if value is None:
        return None
    low, high = value if low is None else low, value if high is None else high
    return Point(day=row.ends, period=row.period, value=value, low=low, high=high)


def _answer(speak: Language, number: int, answer: Answer, page: Account) -> str:
    """Counted apart is what the seller says that the customer said."""
    if answer.until is None:
        return _never(speak, number, page)
    until = speak.date(answer.until)
    if not answer.yes:
        return speak.say("not any more: what the customer confirmed counted until {until}", until=until)
    if answer.own:
        return speak.say("yes, until {until}", until=until)
    return speak.say("yes, until {until}, by confirmations that the seller recorded for the customer", until=until)


def _never(speak: Language, number: int, page: Account) -> str:
    """No, where there never was a yes, and what a yes would take."""
    named = [way.way for way in page.ways.values() if way.time == ("now" if number == 1 else "next")]
    match number:
        case 1 | 2 if named:
            ways = reduce(lambda first, other: speak.say("{first} or {other}", first=first, other=other), named)
            return speak.say("not yet: the customer has to confirm {ways}", ways=ways)
        case 1:
            return speak.say("not yet: nobody has named a way to help now")
        case 2:
            return speak.say("not yet: nobody has named a way to help next")
        case 3:
            return speak.say("not yet: no period has both a gain that the customer confirmed and an alternative")
        case _:
            return speak.say(
                "not yet: the customer has to confirm the gains of {needed} periods, and has confirmed {number}",
                needed=PERIODS,
                number=page.confirmed_periods,
            )


def _corrected(speak: Language, label: str, figures: list[Told], currency: str) -> Iterator[Item]:
    """What was said wrongly stays visible beside what stands, with why it is not so."""
    for number, (wrong, now) in enumerate(pairwise(figures), 1):
        value = (
            money(speak, wrong.value, wrong.currency or currency) if wrong.value is not None else speak.say("no figure")
        )
        on, by = speak.date(dated(wrong.said.on, wrong.day)), who(speak, wrong.said.by)
        says = speak.say("{value}, said on {on} by the {by}", value=value, on=on, by=by)
        was = speak.say("corrected: {why}", why=now.why) if now.why else speak.say("corrected")
        label_ = speak.say("{label} was {number}", label=label, number=number)
        yield Item(kind="corrected", label=label_, phrases=(says, was), on=wrong.said.on, why=now.why)


def dated(on: str, day: str) -> str:
    """As it was written; of a moment the day it was for both."""
    return day if is_moment(on) else on


def _leaving(speak: Language, period: Period, currency: str, day: date) -> Iterator[Item]:
    """The last realistic way to do without the seller, and whether that was looked at in the last twelve months."""
    row = best(period)
    now = latest(row.figures) if row else None
    if row is None or now is None:
        return
    until = rhythm_after(now.day, "year")
    age = speak.say("the estimate counted until {until}: to be estimated again", until=speak.date(until))
    if until >= day.isoformat():
        age = speak.say("the estimate counts until {until}", until=speak.date(until))
    gain = speak.say(
        "{value} in {period}",
        value=money(speak, row.gain or Decimal(0), currency),
        period=speak.date(period.period),
    )
    brings = [speak.say("the best alternative, {who}, would bring {gain}", who=row.who, gain=gain)]
    if row.switching_cost is not None:
        brings.append(
            speak.say("switching would cost {amount} once", amount=money(speak, row.switching_cost, currency))
        )
    source = speak.say("source: {source}", source=row.source)
    by, on = who(speak, now.said.by), speak.date(now.day)
    estimated = speak.say("estimated on {day} by the {by}", day=on, by=by)
    label = speak.say("freedom to leave")
    yield Item(kind="leaving", label=label, phrases=(*brings, source, estimated, age), on=now.day)


def _give(speak: Language, row: Give, currency: str) -> Iterator[str]:
    """Coffee, a lower price and a freebie are told as what they are."""
    yield f"{speak.say(row.kind)}: {row.says}"
    yield speak.say("on {day}", day=speak.date(dated(row.on, row.day)))
    if row.worth is not None:
        worth = money(speak, row.worth, currency)
        counts = row.counts is not None
        unconfirmed = speak.say("worth {worth}, not confirmed by the customer", worth=worth)
        yield speak.say("worth {worth}, as the customer confirmed", worth=worth) if counts else unconfirmed
    if row.way:
        yield speak.say("for {what}", what=row.way)


def _way(speak: Language, row: Way, currency: str, day: date) -> Iterator[str]:
    yield row.says
    yield speak.say("how it makes money: {mechanism}", mechanism=row.mechanism)
    yield speak.say("helps now") if row.time == "now" else speak.say("is to help next")
    if row.amount is not None:
        yield speak.say("{amount} a year", amount=money(speak, row.amount, currency))
    if row.unmatched:
        other = speak.say("{who} does it too", who=row.matched_by)
        yield speak.say("nobody else does it") if row.different else other
    if row.expires_on is None:
        yield speak.say("not confirmed by the customer")
    elif row.expires_on < day.isoformat():
        until = speak.date(row.expires_on)
        yield speak.say("the confirmation counted until {until}: to be confirmed again", until=until)
    else:
        by = who(speak, row.confirmed_by or "")
        until = speak.date(row.expires_on)
        yield speak.say("confirmed by the {by}", by=by)
        yield speak.say("the confirmation counts until {until}", until=until)
