"""What waits for whom and what is late, across all customers, as it is on a day: what waits longest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Literal, NamedTuple

from domain.indexed import place_in
from domain.when import last_day
from projections.pages.language import Language, marked
from projections.pages.line_parts import detail, remark, stands, titled
from projections.pages.phrases import WHOLE, past_due, to_do
from projections.pages.phrases import side as side_in_words
from projections.pages.sheet import Act, Item, Phrase, Sheet, made
from projections.shared.waits import AGREE_DENIED
from projections.waits import Waiting

SOON = 7
"""Days within which a date is near, where nobody says another number."""
THEIR_WORDS = frozenset({"need.restate", "word.acknowledge", "request.counter", "request.done"})
"""What settles a line that has the words of whoever asked, or denied; other words are of either side."""
LAST = 3
"""The place of what has time."""
State = Literal["late", "due", "waits", "ends"]
COUNTED: dict[State, str] = {
    "late": marked("{number} late"),
    "due": marked("{number} due"),
    "waits": marked("{number} waiting"),
    "ends": marked("{number} ending"),
}


class Line(NamedTuple):
    """A row as it stands on a day: so many days late, or not."""

    row: Waiting
    state: State
    days_late: int = 0

    @property
    def act(self) -> Act:
        """What settles it now."""
        row, command, asked = self.row, self.row.command, tuple(self.row.asked)
        if self.days_late and row.late_command:
            command, asked = row.late_command, ("why",)
        place = place_in(command, row.stream)
        own = row.what == AGREE_DENIED
        return Act(command=command, place=place, side=row.side, fixed=dict(row.fixed), asked=asked, own=own)


def lines(
    rows: Iterable[Waiting],
    when: date | str,
    *,
    side: str | None = None,
    within: int | None = None,
    again: bool = True,
) -> list[Line]:
    """The rows of a side, or of both, as they stand on a day, or at a moment, which is a day of its own in each zone.

    What is late comes first, the longest late before the others; then what is due within so many days, then what waits
    without a date, the longest first. What is due later comes last, or not at all where `within` was said; so does what
    comes `again` in its rhythm, on the day that it was done or agreed. What has ended by then is over.
    """
    placed = []
    for row in rows:
        day = when if isinstance(when, date) else last_day(when, row.time_zone)
        line, done = _line(row, day), _done(row, day)
        if side in (None, row.side) and line and (again or not done) and (place := _place(line, day, within)):
            placed.append(((LAST, *place[1:]) if done else place, line))
    return [line for _, line in sorted(placed, key=lambda pair: pair[0])]


def later(speak: Language, every: Sequence[Line], near: Sequence[Line]) -> str | None:
    """How many of them are due later than those that are near, and by when the first; None where none is."""
    names = {(line.row.stream, line.row.name) for line in near}
    rest = [line.row for line in every if (line.row.stream, line.row.name) not in names]
    if not rest:
        return None
    first = min(rest, key=lambda row: row.due_day or "")
    return speak.count(
        len(rest),
        "{number} more is due later, by {day}",
        "{number} more are due later, the first by {day}",
        day=speak.date(first.due or ""),
    )


def sheet(
    rows: Iterable[Waiting], when: date | str, speak: Language, *, side: str | None = None, within: int | None = None
) -> Sheet:
    """The same as a page: a section a customer, the one with the most urgent line first."""
    return sheet_of(lines(rows, when, side=side, within=within), when, speak)


def sheet_of(every: Iterable[Line], when: date | str, speak: Language) -> Sheet:
    """The page of these lines."""
    customers: dict[str, list[Line]] = {}
    for line in every:
        customers.setdefault(line.row.account, []).append(line)
    day = when if isinstance(when, date) else last_day(when)
    title = speak.say("What waits, and what is due")
    return made("waits", None, title, day, _sections(speak, customers.values()))


def in_sections(every: Iterable[Line], most: int) -> list[Line]:
    """The first of these lines, as the page has them: all of one customer, and then those of the next."""
    customers: dict[str, list[Line]] = {}
    for line in every:
        customers.setdefault(line.row.account, []).append(line)
    return [*islice(chain.from_iterable(customers.values()), most)]


def summary(speak: Language, every: Iterable[Line]) -> str:
    """How much of each kind there is, and how much of it each side is to do."""
    kinds, sides = Counter[State](), Counter[str]()
    for line in every:
        kinds[line.state] += 1
        sides[line.row.side] += 1
    counted = [speak.say(says, number=speak.whole(kinds[kind])) for kind, says in COUNTED.items() if kinds[kind]]
    for side, number in sorted(sides.items(), reverse=True):
        to_do_ = speak.say("{side} to do: {number}", side=side_in_words(speak, side), number=speak.whole(number))
        counted.append(to_do_)
    return " · ".join(counted)


def _sections(speak: Language, customers: Iterable[Sequence[Line]]) -> Iterator[tuple[str, str, list[Item]]]:
    number = 0
    for customer in customers:
        first = customer[0].row
        yield first.account, first.customer, [_item(speak, at, line) for at, line in enumerate(customer, number + 1)]
        number += len(customer)


def _done(row: Waiting, day: date) -> bool:
    """Whether it comes again, and this time's is there: on the day of a report or a figure, or of the agreement itself,
    there is nothing yet that another could say, and only the next is due.
    """
    again = row.command == "outcome.report" or row.what == "measurement"
    ahead = row.due_day is not None and date.fromisoformat(row.due_day) > day
    return again and ahead and last_day(row.since, row.time_zone) == day


def _line(row: Waiting, day: date) -> Line | None:
    late = (day - date.fromisoformat(row.due_day)).days if row.due_day else 0
    if row.kind == "end":
        return Line(row, "ends") if late <= 0 else None
    if late > 0:
        return Line(row, "late", late)
    return Line(row, "due" if row.due_day else "waits")


def _place(line: Line, day: date, within: int | None) -> tuple[int, str, str, str] | None:
    """Where it stands among the others; nowhere where it is due later than was asked for."""
    row, names = line.row, (line.row.stream, line.row.name)
    if line.state == "late":
        return (0, row.due_day or "", *names)
    if row.due_day is None:
        return (2, last_day(row.since, row.time_zone).isoformat(), *names)
    days = (date.fromisoformat(row.due_day) - day).days
    if days <= (SOON if within is None else within):
        return (1, row.due_day, *names)
    return (LAST, row.due_day, *names) if within is None else None


def _item(speak: Language, number: int, line: Line) -> Item:
    row = line.row
    about = row.place if row.about in WHOLE else f"{row.place}/{row.about}"
    whose = speak.say("{side} to do", side=side_in_words(speak, row.side))
    what = past_due(speak, row.what) if line.state == "late" else to_do(speak, row.what, row.side)
    theirs = row.command in THEIR_WORDS
    words = (detail(speak.say("in their words"), row.says) if theirs else remark(row.says),) if row.says else ()
    return Item(
        kind=line.state,
        label=speak.whole(number),
        phrases=(_state(speak, line), titled(f"{about}: {what}"), *words, whose),
        on=row.due or row.since,
        act=line.act,
    )


def _state(speak: Language, line: Line) -> Phrase:
    row = line.row
    match line.state:
        case "late":
            due = speak.date(row.due or "")
            says = speak.count(
                line.days_late, "{number} day late (due {due})", "{number} days late (due {due})", due=due
            )
            return stands(says, "missed")
        case "due":
            return stands(speak.say("due by {by}", by=speak.date(row.due or "")))
        case "ends":
            return stands(speak.say("ends on {day}", day=speak.date(row.due or "")))
        case "waits":
            since = last_day(row.since, row.time_zone).isoformat() if "T" in row.since else row.since
            return stands(speak.say("waiting since {since}", since=speak.date(since)), "waiting")
