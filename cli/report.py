"""A view, now or as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli import limits
from cli.completion import streams, views
from cli.fields import named
from cli.general import Options, Rows, application, in_language, in_sheet
from cli.layout import BETWEEN, place_at, render
from cli.output import document, for_people, how_far_in_words, many, on_terminal, table, write_text, writing
from cli.room import COURSE, shortly
from cli.streams import there
from cli.told import say
from domain.errors import Invalid
from domain.later import to_come
from domain.streams import stream_of
from domain.when import instant, last_day
from projections.pages.every import OVER_ALL, PAGES, sheet_of
from projections.pages.language import ENGLISH
from projections.shared.proof import digest, shortened

if TYPE_CHECKING:
    from adapters.wiring import Application, Listing, Page
    from projections.pages.language import Language
    from projections.pages.sheet import Item
    from projections.shared.across import Across
    from projections.shared.projection import Projection

Asked = dict[str, str | None]
How = tuple[str, Asked, str, "Language"]
"""Of which stream, as of when, who reads, and in which language."""
READERS = ("seller", "customer")


class Views(Rows):
    """Its help says which views there are."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        from cli.every_view import every_view  # noqa: PLC0415 - a report imports the one it reads

        with formatter.section("Views"):
            formatter.write_dl([*every_view()])


@click.command(cls=Views)
@click.argument("view", metavar="VIEW", required=False, shell_complete=views)
@click.argument("stream", metavar="[ID]", required=False, shell_complete=streams)
@click.option("--as-of", metavar="T", help="As the ledger knew it then: 2026-03, 2026-03-31 or 2026-03-31T10:00:00Z.")
@click.option("--on", metavar="D", help="What had happened by that day, whenever it was recorded.")
@click.option("--reader", type=click.Choice(READERS), default="seller", help="Who reads the page; both read the same.")
@click.option(
    "--plot",
    metavar="FILE",
    help="Draw the figures of a page (account, support, accountability) as SVG.",
)
@limits.limited
@in_language("a page")
@click.pass_context
def report(ctx: click.Context, /, view: str | None, stream: str | None, limit: int | None, **more: str) -> None:
    """Show a report, now or as it was.

    A page of one engagement or account is of the one that is meant (`sameside use`), unless you name another.

    \b
    sameside report accountability acme
    sameside report why acme --as-of 2026-03-31 --csv
    sameside report account acme --plot acme.svg
    """  # noqa: D301 - click's mark that these lines stay as they are
    app, options, view = application(ctx), ctx.ensure_object(Options), view or _picked(ctx)
    projection = app.views.view(view)
    name = there(app, stream_of(stream, projection.streams)[0]) if stream else None
    if name is None and view in PAGES and not (options.form or options.fields):
        from cli.taken import page  # noqa: PLC0415 - where one is named, none is taken

        name = page(options, app, projection.streams)
    reader, plot, tag = (more.pop(name) for name in ("reader", "plot", "language"))
    asked: Asked = {**more}
    of_one = view in PAGES and name is not None and not options.fields
    as_page = of_one and options.form in ("", "json")
    of_all = view in OVER_ALL and _as_page(options, tag)
    if plot and not as_page:
        raise Invalid("--plot is for one page, as a text or --json: report account acme", where="--plot")
    if tag and not (as_page or of_all or in_sheet(options)):
        pages = "report account acme, report portfolio, or --spreadsheet"
        raise Invalid(f"--language is for pages and spreadsheets: {pages}", where="--language")
    options.language = tag
    if name and (as_page or (of_one and in_sheet(options))):
        _of_one(options, app, projection, (name, asked, reader, app.language(tag)), plot)
        return
    listing = app.views.listing(view, name, **asked)
    if not any(asked.values()):
        waiting(app, view, name)
    if of_all:
        _page_of_all(options, projection, listing, (asked, app.language(tag)))
    else:
        _table(options, projection, listing, (asked["on"], limit))
    _since(app, name, asked, listing)
    _then(asked)


def _picked(ctx: click.Context) -> str:
    from cli.every_view import picked_view  # noqa: PLC0415 - a view that is named is asked for by nobody

    return picked_view(ctx)


def _of_one(options: Options, app: Application, view: Projection[Any] | Across, how: How, plot: str | None) -> None:
    """One page: as it is read, as JSON, or line by line for a spreadsheet; and its figures as a picture."""
    name, asked, *_ = how
    shown = app.views.page(view.name, name, **asked)
    if not any(asked.values()):
        waiting(app, view.name, name)
    if plot:
        _draw(plot, shown.documents.get(name), how)
    if in_sheet(options):
        _page_in_sheet(options, view, shown, how)
    else:
        _page(options, view, shown, how)


def _as_page(options: Options, tag: str | None) -> bool:
    """Whether rows are read as one page: where a person looks at them, names a language, or takes all in JSON."""
    if options.fields:
        return False
    return options.form == "json" or (not options.form and (tag is not None or on_terminal(options)))


def _page_of_all(
    options: Options, view: Projection[Any] | Across, listing: Listing, how: tuple[Asked, Language]
) -> None:
    """In JSON every row as a table has it, and the page beside them."""
    asked, speak = how
    rows = list(listing.documents)
    sheet = sheet_of(view.name, [row for _, row in rows], today(None, asked), speak) if rows else None
    with writing(options) as out:
        if options.form == "json":
            every = [{"key": key, **named(row)} for key, row in rows]
            fields_ = {"on": asked["on"], **listing.reach()._asdict(), "rows": every, "sheet": sheet}
            out.write(document(f"sameside.view.{view.name}", fields_, version=view.version))
        elif sheet is None:
            of = f": {view.name} is of accounts; sameside engagement list shows engagements"
            click.echo("none" if any(asked.values()) else f"none{of}", err=True)
        else:
            write_text(options, out, render(sheet, "", speak, place_at(out, looked_at=on_terminal(options))))
            stands, *behind = how_far_in_words(listing.reach(), "list")
            write_text(options, out, "\n".join(["", _world(None, asked) + stands, *behind]))


def _world(page: Any, asked: Asked) -> str:
    """As of which day the world is shown, where one was asked for."""
    if not asked["on"]:
        return ""
    later = last_day(asked["on"], _zone(page)) > today(page, {"as_of": asked["as_of"]})
    return f"{'seen from' if later else 'as the world stood on'} {asked['on']} · "


def _zone(page: Any) -> str:
    """Of an engagement or an account; a page over all streams is in UTC."""
    return getattr(page, "time_zone", "UTC")


def _table(
    options: Options, view: Projection[Any] | Across, listing: Listing, asked: tuple[str | None, int | None]
) -> None:
    on, limit = asked
    first = limits.First(listing.documents, limits.most(options, limit))
    columns = ["key", *(field.name for field in fields(view.document))]
    rows = ({"key": key, **named(row)} for key, row in first)
    if in_sheet(options) and not options.fields:
        columns = [name for name in view.short or columns if name != COURSE]
    if for_people(options):
        columns = list(view.short or columns)
        rows = (shortly(key, shown, columns, view.course(shown)) for key, shown in first)
    schema, reach = f"sameside.view.{view.name}", listing.reach
    table(options, schema, columns, rows, version=view.version, reach=reach, under=first.under, on=on)


def _page_in_sheet(options: Options, view: Projection[Any] | Across, shown: Page, how: How) -> None:
    """The lines of one page, a row each, for a spreadsheet; amounts stand in the sentences that they belong to."""
    name, asked, _, speak = how
    page = shown.documents.get(name)
    sections = sheet_of(view.name, page, today(page, asked), speak).sections if page is not None else ()
    rows = (
        {"section": section.heading, "item": item.label, "on": item.on, "says": BETWEEN.join(filter(None, item.texts))}
        for section in sections
        for item in _each(section.items)
    )
    table(options, f"sameside.page.{view.name}", ["section", "item", "on", "says"], rows)


def _each(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _each(item.parts)


def _draw(file: str, page: Any, how: How) -> None:
    from cli.plot import write  # noqa: PLC0415 - most reports draw nothing

    name, asked, _, speak = how
    if page is None:
        raise Invalid(f"nothing of {name} was there then, and there is no picture of it", where="--plot")
    write(file, page, today(page, asked), speak)


def today(page: Any, asked: Mapping[str, str | None]) -> date:
    """The day on which something is overdue or not: D, else T's, else today; in the page's zone."""
    now = datetime.now(UTC).isoformat()
    known = asked.get("as_of") or now
    day, *come = (last_day(moment, _zone(page)) for moment in (asked.get("on") or known, known, now))
    # What may be overdue by then is told.
    return min(day, *come) if getattr(page, "never_ahead", False) else day


def waiting(app: Application, view: str, stream: str | None) -> None:
    """Says which streams the view does not show to their end, because a fact of theirs could not be folded."""
    reads = getattr(app.views.view(view), "reads", (view,))
    for event in app.views.parked():
        if event.projection in reads and stream in (None, event.stream):
            say(f"warning[PARKED]: {event.stream} is shown as it was before {event.reason}")
    if behind := app.views.waiting(view):
        way = "sameside doctor says more, and --on a day folds the ledger itself"
        say(f"warning[BEHIND]: projectors keep this view, and it lacks {many(behind, 'fact')}; {way}")


def _page(options: Options, projection: Projection[Any] | Across, shown: Page, how: How) -> None:
    stream, asked, reader, speak = how
    page = shown.documents.get(stream)
    sheet = sheet_of(projection.name, page, today(page, asked), speak) if page is not None else None
    if page is None:
        then = "was there then" if any(asked.values()) else "is in this view yet"
        say(f"nothing of {stream} {then}")
    with writing(options) as out:
        if options.form == "json":
            fields_ = {
                "key": stream,
                **shown.reach._asdict(),
                "on": asked["on"],
                "digest": page and digest(stream, page),
                "page": page,
                "sheet": sheet,
            }
            out.write(document(f"sameside.view.{projection.name}", fields_, version=projection.version))
        elif page is not None and sheet is not None:
            write_text(options, out, render(sheet, reader, speak, place_at(out, looked_at=on_terminal(options))))
            stands, *behind = how_far_in_words(shown.reach, "page", f" · digest {shortened(digest(stream, page))}")
            write_text(options, out, "\n".join(["", _world(page, asked) + stands, *behind]))
    _then(asked)


def _since(app: Application, name: str | None, asked: Asked, listing: Listing) -> None:
    """To whoever asks of a time before there was anything."""
    if any(asked.values()):
        from cli.before import say_if_before  # noqa: PLC0415 - most reports are of now

        say_if_before(app, name, asked, listing.reach)


def _then(asked: Asked) -> None:
    """Beside what is printed, which is byte for byte what was printed then."""
    if asked["as_of"]:
        say(f"as recorded by {asked['as_of']}")
    say_ahead(asked["as_of"])


def ahead(asked: Mapping[str, str | None]) -> bool:
    """Whether a time is asked for that has not come yet."""
    when = asked.get("on") or asked.get("as_of")
    return when is not None and to_come(when, instant(datetime.now(UTC)))


def say_ahead(as_of: str | None) -> None:
    """To whoever asks what was recorded by then. On a day that is to come, what is due by then can be told."""
    if ahead({"as_of": as_of}):
        from projections.pages.then_texts import not_yet  # noqa: PLC0415 - help reads no page

        say(not_yet(ENGLISH))
