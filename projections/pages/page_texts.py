"""What a page says beside its figures: headings, links, notices and what refusals say, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from domain.moments import TIMED
from projections.pages.language import Language
from projections.pages.phrases import side
from projections.pages.sheet import Sheet, Tone


class Texts(Struct, frozen=True, kw_only=True):
    """The words that every page of a browser has. Those with a {gap} are made by the functions below."""

    skip: str
    reads_as: str
    leave: str
    leave_everywhere: str
    to_answer: str
    nothing_to_answer: str
    optional: str
    history: str
    back: str
    both_read: str
    wrong_title: str
    signed_title: str
    as_of: str
    digest: str
    entry: str
    your_pages: str
    only_reads: str
    as_table: str
    what_came: str
    deny: str
    also: str


def texts(speak: Language, party: str | None, name: str | None = None) -> Texts:
    """The words of a page that somebody reads: by name, for a side; without a side who belongs to neither."""
    return Texts(
        skip=speak.say("Skip to the page"),
        reads_as=_reads_as(speak, party, name),
        leave=speak.say("Sign out"),
        leave_everywhere=speak.say("Sign out on every device"),
        to_answer=speak.say("For you to answer"),
        nothing_to_answer=speak.say("Nothing waits for your answer."),
        optional=speak.say("optional"),
        history=speak.say("History"),
        back=speak.say("Back to the page"),
        both_read=speak.say("Both sides read this very page."),
        wrong_title=wrong(speak),
        signed_title=speak.say("What you would sign"),
        as_of=speak.say("As of"),
        digest=speak.say("Digest"),
        entry=speak.say("entry"),
        your_pages=speak.say("Your pages"),
        as_table=speak.say("The figures as a table"),
        what_came=speak.say("What came of them"),
        also=speak.say("You can also"),
        deny=speak.say("Deny this one"),
        only_reads=speak.say("You can read this page. To answer, ask for an invitation that lets you act."),
    )


def wrong(speak: Language) -> str:
    """Above what is wrong, and before the title of such a page."""
    return speak.say("There is a problem")


def shared(speak: Language, until: str, hidden: Sequence[str]) -> tuple[str, ...]:
    """For whoever reads the page by a share: until when, and what they are not shown, and by whom."""
    day = speak.date(until)
    reads = speak.say("The seller shares this page with you until {day}. You read it; its two sides write it.", day=day)
    if not hidden:
        return (reads,)
    sections = ", ".join(map(speak.say, hidden))
    return reads, speak.say("The seller does not show you: {sections}.", sections=sections)


def looking(speak: Language) -> str:
    """For the seller, who looks at the customer's page."""
    return speak.say("You look at this page as the customer sees it. Nothing can be sent from here.")


def reads_less(speak: Language) -> str:
    """At the foot of a page of which something is hidden."""
    return speak.say("Both sides read this page, and more of it than is shown to you.")


def _reads_as(speak: Language, party: str | None, name: str | None) -> str:
    if party is None:
        return speak.say("You read this page as {name}", name=name)
    if name is None:
        return speak.say("You read this page as the {side}", side=side(speak, party))
    return speak.say("You read this page as {name}, for the {side}", name=name, side=side(speak, party))


class Standing(Struct, frozen=True, kw_only=True):
    """A count of what waits or is late, its look, and the section that says more."""

    says: str
    tone: Tone
    section: str


def standing(speak: Language, sheet: Sheet, reader: str) -> Iterator[Standing]:
    """What waits for each side, and what is late: seen first, and the same for both; one's own leads to the forms."""
    for party in ("customer", "seller"):
        if waits := sum(act.side == party for act in sheet.acts):
            whom = side(speak, party)
            says = speak.count(waits, "{number} waits for the {side}", "{number} wait for the {side}", side=whom)
            yield Standing(says=says, tone="waits", section="yours" if party == reader else "turns")
    if late := sum(item.kind == "overdue" for item in sheet.items):
        yield Standing(says=speak.count(late, "{number} is late", "{number} are late"), tone="bad", section="overdue")


def period(speak: Language, sheet: Sheet) -> str:
    """From when to when the page tells, as a printed one says at its foot."""
    begun = min((item.on for item in sheet.items if item.on), default=None)
    if begun is None:
        return speak.say("Facts until {last}", last=speak.date(sheet.day))
    return speak.say("Facts from {first} to {last}", first=speak.date(begun[:TIMED]), last=speak.date(sheet.day))


def more(speak: Language, number: int) -> str:
    """Before what is left out of a list at first."""
    return speak.count(number, "{number} more", "{number} more")


def has_time(speak: Language, number: int) -> str:
    """Before what is due later, and can be said already."""
    return speak.count(number, "{number} that has time", "{number} that have time")


def which(speak: Language, first: str, other: str) -> str:
    """Both readings of a number, without anything that groups its digits, so that either may be typed."""
    point = speak.figure(Decimal("0.5"))[1]
    readings = {"one": first.replace(".", point), "other": other.replace(".", point)}
    return speak.say("Is it {one} or {other}? Write it so.", **readings)


def all_things(speak: Language, number: int) -> str:
    """A link to the page of every little thing."""
    return speak.count(number, "{number} little thing", "All {number} little things")


class OtherPages(Struct, frozen=True, kw_only=True):
    """What the other pages are called."""

    engagement: str
    support: str
    account: str
    history: str
    hidden: str


def other_pages(speak: Language) -> OtherPages:
    """In the reader's language."""
    return OtherPages(
        engagement=speak.say("Engagement"),
        support=speak.say("Support and next year's budget"),
        account=speak.say("All engagements of this customer"),
        history=speak.say("History"),
        hidden=speak.say("What is kept from whom, and why"),
    )


class Travelling(Struct, frozen=True, kw_only=True):
    """The words of a history that is asked for by dates."""

    after: str
    until: str
    dates: str
    show: str
    found: str
    older: str
    page_then: str


def travelling(speak: Language, number: int) -> Travelling:
    """With how many facts were found."""
    return Travelling(
        after=speak.say("Recorded after"),
        until=speak.say("Recorded until"),
        dates=speak.say("A year, a month or a day, as in 2026-03-31. Leave a field empty for no limit."),
        show=speak.say("Show what changed"),
        found=speak.count(number, "{number} entry", "{number} entries"),
        older=speak.say("Older entries"),
        page_then=speak.say("The page as it was then"),
    )


class Notice(Struct, frozen=True, kw_only=True):
    """A page that says one thing: its heading, what it says, and the button of its form, if it has one."""

    heading: str
    says: tuple[str, ...]
    button: str | None = None


def missing(speak: Language) -> Notice:
    """For what is not there, and for what is not theirs: the same."""
    return Notice(
        heading=speak.say("This page does not exist, or you cannot open it"),
        says=(speak.say("The address may be mistyped, or your access may have ended."),),
    )


def busy(speak: Language) -> Notice:
    """For whoever comes while too many wait."""
    return Notice(heading=speak.say("Too many requests at once"), says=(speak.say("Please try again in a minute."),))


def slower(speak: Language) -> Notice:
    """For whoever sends more in a minute than people do."""
    return Notice(
        heading=speak.say("That was too often in one minute"),
        says=(speak.say("Nothing was recorded. Please wait a minute, and send it again."),),
    )


def trouble(speak: Language) -> Notice:
    """For what went wrong on our side."""
    return Notice(
        heading=speak.say("Something went wrong on our side"),
        says=(not_known(speak),),
    )


def not_begun(speak: Language) -> Notice:
    """For trouble on our side before anything of a form was looked at."""
    return Notice(heading=trouble(speak).heading, says=(nothing_recorded(speak), *busy(speak).says))


def not_known(speak: Language) -> str:
    """Where a form may have been recorded and may not."""
    return speak.say("If you sent a form, it may or may not have been recorded. Send it again: it counts only once.")


def unclear(speak: Language, where: str, message: str) -> Notice:
    """For an address, or a form, that none of our pages makes."""
    says = speak.say("{where}: {message}", where=where, message=message) if where else message
    return Notice(heading=speak.say("This cannot be shown, and nothing was recorded"), says=(says,))


def recorded(speak: Language) -> str:
    """After a form was recorded."""
    return speak.say("Recorded. Both sides see it now.")


def meanwhile(speak: Language) -> str:
    """Above a form that was filled in while something else was recorded."""
    return speak.say(
        "Nothing was recorded: something came in while you were writing. Read it, then send the form again."
    )


def check_first(speak: Language) -> str:
    """The heading of what is shown before something is sent."""
    return speak.say("Check this before you send it")


def effect_first(speak: Language) -> str:
    """Above a request that says what it would do, before it is sent."""
    return speak.say("This is what your request would change. Send it again, and it is recorded.")


def sent_before(speak: Language) -> str:
    """Above a form whose key was used for other words."""
    return speak.say("This form was sent before with other words. If you mean to add this too, send it now.")


def answered_already(speak: Language) -> Notice:
    """For a form of what was answered meanwhile."""
    return Notice(heading=speak.say("This was answered already"), says=(speak.say("Nothing more is to be done here."),))


def nothing_waits(speak: Language) -> str:
    """Where nothing is to be done by anybody."""
    return speak.say("Nothing waits, and nothing is due.")


def nothing_recorded(speak: Language) -> str:
    """Above a form that was refused."""
    return speak.say("Nothing was recorded.")
