"""Each case of an outcome with its verdict; or the cases and the rules as one file, for a second count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from cli import limits
from cli.completion import streams
from cli.general import Options, Rows, application
from cli.output import for_people, table, write_json, writing
from cli.streams import there
from cli.taken import read, tell
from domain.errors import Invalid, Unknown
from domain.step import WayOut
from domain.streams import stream_of

if TYPE_CHECKING:
    from adapters.wiring import Application
    from projections.recount.rows import Recount

COLUMNS = ("reference", "day", "version", "units", "verdict", "why", "other", "until", "whose")
ONE_DOCUMENT = ("", "json", "ndjson")


@click.command(cls=Rows)
@click.argument("outcome", metavar="[ENGAGEMENT/]OUTCOME", required=False, shell_complete=streams)
@click.option("--cases", is_flag=True, help="Write the rules and the cases as one JSON file, to count them again.")
@click.option("--on", metavar="D", help="What had happened by that day, whenever it was recorded; by default today.")
@limits.limited
@click.pass_context
def recount(ctx: click.Context, outcome: str | None, on: str | None, limit: int | None, *, cases: bool) -> None:
    """Show what counts, case by case, and on whose word.

    With --cases, anybody can count again: docs/reference/recount.md says how.

    \b
    sameside recount acme/o-1
    sameside recount acme/o-1 --on 2026-03-31 --json
    sameside recount acme/o-1 --cases -o cases.json
    """  # noqa: D301 - click's mark that these lines stay as they are
    app, options = application(ctx), ctx.ensure_object(Options)
    if cases and (options.form not in ONE_DOCUMENT or options.fields or options.table or limit is not None):
        raise click.UsageError("--cases is one JSON document, whole: leave out --limit, --fields and other forms")
    stream, name = stream_of(read(options, app, outcome))
    there(app, stream)
    shown = _of(options, app, stream, name, on)
    if cases:
        with writing(options) as out:
            options.form = options.form or "json"
            write_json(options, out, "sameside.recount-cases", _to_count(app, stream, shown, on))
    else:
        _table(options, shown, limit)


def _of(options: Options, app: Application, stream: str, name: str | None, on: str | None) -> Recount:
    """The outcome that is named, or the only one there is. Raises Unknown, Invalid."""
    rows: dict[str, Recount] = {row.outcome: row for row in app.views.page("recount", stream, on=on).documents.values()}
    place = stream.partition("/")[2]
    if name is None and len(rows) == 1:
        (name,) = rows
        tell(options, [f"outcome: {name} (the only one)"])
    if name is None and rows:
        raise Invalid(f"name the outcome too, as in {place}/{next(iter(rows))}", where="the first argument")
    if name not in rows:
        what = f"there is no outcome {name} in {stream}" if name else f"no outcome was proposed in {stream}"
        raise Unknown(what, stream=stream, way_out=WayOut(command="outcome.list", place=place))
    return rows[name]


def _table(options: Options, shown: Recount, limit: int | None) -> None:
    """A row for each lot of units that share a verdict, in counting order."""
    rows = list(_rows(shown, spelled=for_people(options)))
    first = limits.First(rows, limits.most(options, limit), len(rows))
    table(
        options,
        "sameside.recount",
        COLUMNS,
        first,
        under=lambda: (*first.under(), "", *_sums(shown)),
        engagement=shown.engagement,
        outcome=shown.outcome,
        zone=shown.time_zone,
        on=shown.on,
        sums=shown.sums,
        disputes=list(shown.disputes.values()),
    )


def _rows(shown: Recount, *, spelled: bool) -> Iterator[dict[str, Any]]:
    """`spelled` as it was claimed, where one reference was taken back and claimed again."""
    from projections.recount import judged_under  # noqa: PLC0415 - help reads no views

    cases = {case.reference: case for case in judged_under(shown)[0]}
    for reference, lots in shown.verdicts.items():
        case = cases[reference]
        for lot in lots:
            yield {
                "reference": reference.partition("\n")[0] if spelled else reference,
                "day": case.day,
                "version": case.version,
                "units": lot.units,
                "verdict": lot.verdict,
                "why": lot.why,
                "other": lot.other,
                "until": lot.until,
                "whose": lot.whose,
            }


def _sums(shown: Recount) -> Iterator[str]:
    """What all cases came to, and whose word what counts rests on."""
    from cli.layout import BETWEEN  # noqa: PLC0415 - programs read no sentences
    from projections.pages import rests_on  # noqa: PLC0415 - as above
    from projections.pages.language import ENGLISH  # noqa: PLC0415 - as above
    from projections.pages.what_counts import recounted  # noqa: PLC0415 - as above

    yield BETWEEN.join((f"on {shown.on}", *recounted(ENGLISH, shown.sums)))
    yield f"{shown.sums.counts:,} = {rests_on.units(ENGLISH, shown.sums.by_word)}"


def _to_count(app: Application, stream: str, shown: Recount, on: str | None) -> dict[str, Any]:
    """All that a second count needs (docs/reference/recount.md)."""
    from projections.recount import judged_under  # noqa: PLC0415 - help reads no views

    cases, rules = judged_under(shown)
    priced = app.views.page("outcomes", stream, on=on).documents
    versions = {}
    for number, counts in rules.items():
        terms = priced[f"{stream}#{shown.outcome}#{number}"]
        since = shown.versions[str(number)].since
        versions[number] = {"from": since, "counts": counts, "price": terms.price, "digest": terms.digest}
    return {
        "engagement": shown.engagement,
        "outcome": shown.outcome,
        "zone": shown.time_zone,
        "on": shown.on,
        "currency": next((terms.currency for terms in priced.values()), None),
        "versions": versions,
        "cases": cases,
    }
