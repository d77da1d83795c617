"""What waits for whom, and what is late, across all engagements and accounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from shlex import quote
from typing import TYPE_CHECKING

import click

from cli import limits
from cli.acts import also_to_type, to_type
from cli.colour import Look, Paint, painter
from cli.fields import named
from cli.general import Options, Rows, application, in_language, in_sheet
from cli.labelled import labelled
from cli.layout import BETWEEN, painted
from cli.output import how_far_in_words, table, write_lines, writing
from cli.report import READERS, say_ahead, waiting
from domain.errors import Invalid
from domain.indexed import place_in

if TYPE_CHECKING:
    from adapters.wiring import Application
    from projections.pages.language import Language
    from projections.pages.sheet import Sheet, Tone
    from projections.pages.today import Line
    from projections.waits import Waiting

VIEW = "waits"
WITHIN = re.compile(r"(\d{1,4})([dw]?)")
WEEK = 7
SEEN = ("late", "days_late", "customer", "title", "place", "about", "what", "says", "side", "since", "due", "command")
"""The columns of a spreadsheet."""


@click.command(cls=Rows)
@click.option("--side", type=click.Choice(READERS), help="Only what this side is to do; both unless said.")
@click.option("--within", metavar="7d", help="What is due in so many days (7d) or weeks (2w).  [default: 7d]")
@click.option("--all", "every", is_flag=True, help="Also what is due later.")
@click.option("--as-of", metavar="T", help="As it was recorded by then: 2026-03, 2026-03-31 or a moment.")
@click.option("--on", metavar="D", help="As the world stood on that day.")
@limits.limited
@in_language("it")
@click.pass_context
def today(ctx: click.Context, /, limit: int | None, every: bool, **asked: str | None) -> None:  # noqa: FBT001 - click's
    """Show what waits for whom, is late, or is due soon, of all customers, with what to type for each.

    What is due later than in a week is only counted; with --json or --csv it is left out.

    \b
    sameside today --side seller --within 4w
    sameside today --all
    sameside today --csv --fields customer,place,about,what,due,late,days_late
    """  # noqa: D301 - click's mark that these lines stay as they are
    from projections.pages.today import SOON, in_sections, later, lines, sheet_of  # noqa: PLC0415 - help needs no page

    app, options = application(ctx), ctx.ensure_object(Options)
    side, tag = asked.pop("side"), asked.pop("language")
    within, rowed = _within(asked.pop("within"), every=every, soon=SOON), bool(options.form or options.fields)
    if tag and rowed and not in_sheet(options):
        raise Invalid("--language is for the page and for spreadsheets, not for these rows", where="--language")
    options.language, speak, listing = tag, app.language(tag), app.views.listing(VIEW, **asked)
    if not any(asked.values()):
        waiting(app, VIEW, None)
    # D, else T, else now: which is a day of its own in the zone of each engagement.
    when = asked["on"] or asked["as_of"] or datetime.now(UTC).isoformat()
    rows = [row for _, row in listing.documents]
    near, most = lines(rows, when, side=side, within=within), limits.most(options, limit)
    if rowed:
        first = limits.First(near, most, len(near))
        each = ({"late": line.state == "late", "days_late": line.days_late, **named(line.row)} for line in first)
        columns = list(SEEN) if in_sheet(options) and not options.fields else _columns()
        table(options, "sameside.today", columns, each, reach=listing.reach, on=asked["on"])
        say_ahead(asked["as_of"])
        return
    some = in_sections(near, most) if most else near
    shown, pages_by_side = sheet_of(some, when, speak), _invited_pages(app, [line.row for line in some])
    with writing(options) as out:
        printed = _printed((shown, near), speak, painter(out), options.store, pages_by_side)
        write_lines(options, out, printed)
        rest = later(speak, lines(rows, when, side=side), near)
        under = [*limits.First((), most, len(near)).under(), *([f"{rest}: --all"] if rest else [])]
        write_lines(options, out, ((line, False) for line in (*under, *how_far_in_words(listing.reach(), "list"))))
    say_ahead(asked["as_of"])


def _within(text: str | None, *, every: bool, soon: int) -> int | None:
    """`7d` → 7, `2w` → 14; a bare number is days. None is without end; unless anything is said, it is `soon`."""
    if text is None or every:
        if text is not None:
            raise Invalid("--all has no end: leave one of the two out", where="--within")
        return None if every else soon
    match = WITHIN.fullmatch(text)
    if match is None:
        raise Invalid("write a number of days or weeks: 7d or 2w", where="--within")
    return int(match[1]) * (WEEK if match[2] == "w" else 1)


def _columns() -> list[str]:
    from projections.waits import Waiting  # noqa: PLC0415 - as above

    return ["late", "days_late", *(field.name for field in fields(Waiting))]


def _invited_pages(app: Application, rows: Iterable[Waiting]) -> dict[tuple[str, str], str]:
    """Of each place and side whose words wait, by which page they are owned: that of whoever is invited and agrees,
    else the first engagement's, as `invite` takes it.
    """
    from projections.pages.turns import OWN_LOGIN_ONLY  # noqa: PLC0415 - help needs no page
    from projections.shared.documents.people import invited_first  # noqa: PLC0415 - as above

    waiting = {(row.stream, row.side): row for row in rows if row.command in OWN_LOGIN_ONLY}
    if not waiting:
        return {}
    kept, pages_of = app.views.columns(("accountability", "people")), dict[str, list[str]]()
    if any(stream.startswith("account/") for stream, _ in waiting):
        for _, account, engagement in kept.of("accountability", ("account", "engagement")):
            pages_of.setdefault(account, []).append(engagement)
    invited: dict[tuple[str, str], list[str]] = {}
    agree = kept.of("people", ("engagement", "side", "person", "revoked_on"), {"role": "agrees"})
    for _, engagement, side, person, revoked_on in agree:
        if revoked_on is None:
            invited.setdefault((engagement, side), []).append(person)
    pages_by_side = {}
    for (stream, side), row in waiting.items():
        pages = [row.place] if stream.startswith("engagement/") else pages_of.get(row.place, [])
        known = sorted(f"{page}/{invited_first(invited[page, side])}" for page in pages if (page, side) in invited)
        if page_of := next(iter(known or pages), None):
            pages_by_side[place_in(row.command, stream), side] = page_of
    return pages_by_side


def _printed(
    page: tuple[Sheet, Iterable[Line]],
    speak: Language,
    paint: Paint,
    store: str | None,
    pages_by_side: Mapping[tuple[str, str], str],
) -> Iterator[tuple[str, bool]]:
    """How much there is, then a customer's name over their lines; under each what to type, and of each line whether it
    is that, for it is there to be copied. A store that was named is named there too.
    """
    from projections.pages.page_texts import nothing_waits  # noqa: PLC0415 - help needs no page
    from projections.pages.today import summary  # noqa: PLC0415 - as above

    program = f"sameside --store {quote(store)} " if store else "sameside "
    sheet, every = page
    if not sheet.sections:
        yield nothing_waits(speak), False
        return

    def late_only(look: Look | Tone, text: str) -> str:
        """What is looked for; nothing else of a line stands out."""
        return paint("bad", text) if look == "bad" else text

    first, *rest = summary(speak, every).split(BETWEEN)
    looks: Look | Tone = "bad" if any(line.state == "late" for line in every) else "plain"
    yield BETWEEN.join([paint(looks, first), *rest]), False
    yield "", False
    for section in sheet.sections:
        yield paint("head", section.heading), False
        text = labelled([(f"  {item.label}", BETWEEN.join(painted(item.phrases, late_only))) for item in section.items])
        for item, line in zip(section.items, text.splitlines(), strict=True):
            yield line, False
            if item.act:
                to_say = to_type(item.act, pages_by_side.get((item.act.place, item.act.side)))
                for each in filter(None, (to_say, also_to_type(item.act))):
                    yield f"    {each.replace('sameside ', program, 1)}", True
        yield "", False
