"""A view, now or as it was."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click
import msgspec

from cli.completion import streams
from cli.output import document, many, on_terminal, table, writing
from cli.said import Said, Verb, application
from cli.streams import stream_of
from domain.errors import Invalid
from domain.when import instant, last_day

if TYPE_CHECKING:
    from adapters.wiring import Application
    from projections.across import Across
    from projections.projection import Projection

PAGE = "accountability"
PAGES = {PAGE: "cli.page", "account": "cli.account_page", "support": "cli.support_page"}
"""Views of which one document is a page, and who writes it."""
Asked = dict[str, str | None]
SOURCE = re.compile(r" \([^()]*\)(?=\.$)")  # where a rule comes from, which is for those who read the code
READERS = ("seller", "customer")
COURSE = "over_time"
"""The column that a terminal's table has beside a view's own: its figures as bars."""
SHOWN: Mapping[str, Sequence[str]] = {
    "accountability": ("key", "title", "account", "state"),
    "why": ("key", "status", "says", "why", "why_kind", "outcome", "effect"),
    "outcomes": ("key", "status", "says", "metric", "baseline", "target", "by", "price_wholes", "currency"),
    "held_back": ("engagement", "obstacle", "ideas_lost", "offered_later", "ideas"),
    "learning": ("engagement", "tried", "done", "helped", "no_effect", "hurt", "unknown", "reused", "pending"),
    "reconcile": ("engagement", "outcome", "request", "planned", "earned", "in_dispute", "paid", "balance", "currency"),
    "conversation": (
        "engagement",
        "held",
        "resources",
        "results",
        "results_share",
        "seller",
        "customer",
        "customer_share",
    ),
    "success": ("engagement", "outcome", "every", "target", "latest", "standing", "last", "due"),
    "scenarios": ("engagement", "active", "limit", "spent", "surprised", "stake", "kept", "currency"),
    "expertise": ("engagement", "current", "problems_open", "open_by_column", "overlaps", "diff", "unasked"),
    "nos": ("engagement", "nos", "forgone", "gained", "net", "currency", "nothing_came"),
    "restraint": (
        "engagement",
        "forgone",
        "gained",
        "currency",
        "open_disconnects",
        "forced_fits",
        "saved_them",
        "one_answer",
    ),
    "work": ("engagement", "work", "says", "owner", "status", "since", "outcome", "request"),
    "requests": ("engagement", "request", "kind", "says", "status", "turn", "price", "charge"),
    "support": ("engagement", "hours", COURSE, "begins", "ends", "rate", "currency"),
    "trims": ("engagement", "trim", "says", "saves", "currency", "outcome", "choice", "latest"),
    "visibility": ("engagement", "reader", "until", "shown", "hidden"),
    "activity": ("engagement", "month", "facts", "on_behalf", "name_a_version", "tried_asked", "tried_unasked"),
    "account": (
        "account",
        "title",
        "confirmed_periods",
        COURSE,
        "latest_period",
        "latest_gain",
        "latest_relative",
        "change",
        "currency",
    ),
    "gains": ("account", "period", "gain", "low", "high", "counts", "best", "best_who", "relative"),
    "ways": ("account", "way", "says", "time", "amount", "different", "confirmed_on", "expires_on"),
    "gives": ("account", "give", "kind", "service", "says", "worth", "counts", "cost", "on"),
    "board": ("idea", "says", "noted_on", "in_the_way", "obstacles"),
    "habits": ("habit", "when", "offer", "cites"),
    "tree_swing": ("engagement", "drifts", "without_an_outcome", "longest_silence", "needs"),
    "advice": ("engagement", "advice", "says", "welcome", "found", "why"),
    "corners": ("engagement", "open", "saved_open", "saved", "currency", "corners"),
    "offers": ("offer", "about", "resource", "result", "bill"),
    "territory": ("says", "problem", "since"),
    "reviews": ("regards", "which", "agreement", "invoice", "gap", "next_step", "on"),
    "deals": ("deal", "account", "how", "other", "our_reason", "gap", "learned"),
    "rules": ("rule", "says", "kept", "broken", "last"),
    "gets": ("account", "kind", "period", "amount", "currency", "says"),
    "shares": ("account", "category", "period", "ours", "total", "percent", "currency"),
    "optimal": ("key", "areas", "says", "set_on"),
}
"""What fits a terminal's width; elsewhere every field is there."""


class Views(Verb):
    """Its help says which views there are."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        from projections import PROJECTIONS  # noqa: PLC0415 - a report imports the one it reads
        from projections.across import ACROSS  # noqa: PLC0415 - as above

        told = [(one.name, one.about) for one in PROJECTIONS] + [(one.name, one.about) for one in ACROSS]
        with formatter.section("Views"):
            formatter.write_dl([(name, SOURCE.sub("", about)) for name, about in told])


@click.command(cls=Views)
@click.argument("view")
@click.argument("stream", metavar="[ENGAGEMENT]", required=False, shell_complete=streams)
@click.option("--as-of", metavar="T", help="As it was recorded by then: 2026-03, 2026-03-31 or a moment.")
@click.option("--on", metavar="D", help="As the world stood on that day.")
@click.option("--reader", type=click.Choice(READERS), default="seller", help="Who reads the page; both read the same.")
@click.option("--plot", metavar="FILE", help="Draw the page's figures into an SVG file too.")
@click.pass_context
def report(ctx: click.Context, /, view: str, stream: str | None, **told: str) -> None:
    """Show a view, now or as it was.

    \b
    sameside report accountability acme
    sameside report why acme --as-of 2026-03-31 --csv
    sameside report account acme --plot acme.svg
    """  # noqa: D301 - click's mark that these lines stay as they are
    app, said = application(ctx), ctx.ensure_object(Said)
    projection = app.view(view)
    name = stream_of(stream, projection.streams)[0] if stream else None
    reader, plot = told.pop("reader"), told.pop("plot")
    asked: Asked = {**told}
    found = app.report(view, name, **asked)
    if not any(asked.values()):
        _waiting(app, view, name)
    paged = view in PAGES and name and not said.fields and said.form in ("", "json")
    if plot and not paged:
        which = f"of one {' or '.join(PAGES)}, as of account acme"
        raise Invalid(f"a picture goes with a page, as it is or as --json, {which}", where="--plot")
    if paged and name:
        position, page = app.last_position(name, **asked), dict(found).get(name)
        if plot and page is not None:
            _draw(plot, page, asked)
        _page(said, projection, page, (name, position, asked, reader))
        return
    columns = ["key", *(one.name for one in fields(projection.document))]
    shown = SHOWN.get(view) if on_terminal(said) and not said.form and not said.fields else None
    rows = ({"key": key, **_fields(told)} for key, told in found)
    if shown:
        rows = (_shortly(key, one, drawn=COURSE in shown) for key, one in found)
    table(said, f"sameside.view.{view}", shown or columns, rows, version=projection.version, on=asked["on"])
    _then(asked)


def _shortly(key: str, told: Any, *, drawn: bool) -> dict[str, Any]:
    """A row as a terminal has room for it, with its course as bars where that is a column."""
    row = {name: short(value) for name, value in {"key": key, **_fields(told)}.items()}
    if drawn:
        from cli.spark import course  # noqa: PLC0415 - most tables have none

        row[COURSE] = course(told)
    return row


def _draw(file: str, page: Any, asked: Asked) -> None:
    from cli.plot import write  # noqa: PLC0415 - most reports draw nothing

    write(file, page, today(page, asked))


def digest(key: str, told: Any) -> str:
    """SHA-256 over a document's line, as `rebuild --verify` takes it."""
    return hashlib.sha256(msgspec.json.encode([key, told], order="deterministic") + b"\n").hexdigest()


def today(page: Any, asked: Mapping[str, str | None]) -> date:
    """The day on which something is overdue or not: D, else T's, else today; in the engagement's zone."""
    told = asked.get("on") or asked.get("as_of") or datetime.now(UTC).isoformat()
    # A moment is read in the engagement's zone, whatever zone it was written in.
    return last_day(instant(datetime.fromisoformat(told)) if "T" in told else told, page.time_zone)


def _waiting(app: Application, view: str, stream: str | None) -> None:
    """Says which streams the view does not show to their end, because a fact of theirs could not be folded."""
    for one in app.parked():
        if one.projection == view and stream in (None, one.stream):
            click.echo(f"warning[PARKED]: {one.stream} is shown as it was before {one.reason}", err=True)
    if behind := app.waiting(view):
        way = "sameside doctor says more, and --on a day folds the ledger itself"
        click.echo(f"warning[BEHIND]: projectors keep this view, and it lacks {many(behind, 'fact')}; {way}", err=True)


def _page(said: Said, projection: Projection[Any] | Across, page: Any, how: tuple[str, int, Asked, str]) -> None:
    stream, position, asked, reader = how
    if page is None:
        asked_then = any(asked.values())
        then = "was there then" if asked_then else "is in this view yet" if position else "was ever recorded"
        click.echo(f"nothing of {stream} {then}", err=True)
    with writing(said) as out:
        if said.form == "json":
            told = {
                "key": stream,
                "position": position,
                "on": asked["on"],
                "digest": page and digest(stream, page),
                "page": page,
            }
            out.write(document(f"sameside.view.{projection.name}", told, version=projection.version))
        elif page is not None:
            written = import_module(PAGES[projection.name])  # most views have no page
            out.write(written.render(page, reader, today(page, asked)) + "\n")
            printed = today(page, {"as_of": asked["as_of"]})
            later = asked["on"] and last_day(asked["on"], page.time_zone) > printed
            when = f"{'seen from' if later else 'as the world stood on'} {asked['on']} · " if asked["on"] else ""
            out.write(f"\n{when}position {position} · digest {digest(stream, page)}\n")
    _then(asked)


def _then(asked: Asked) -> None:
    """Beside what is printed, which is byte for byte what was printed then."""
    if asked["as_of"]:
        click.echo(f"as recorded by {asked['as_of']}", err=True)


def short(value: Any) -> Any:
    """What a terminal has room for: names without their kind, of many their words."""
    if isinstance(value, str):
        return value.removeprefix("engagement/").removeprefix("account/").removeprefix("practice/")
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_named(one)}" for key, one in value.items())
    if is_dataclass(value):
        return short({name: short(list(told)) for name, told in _fields(value).items() if told})
    return ", ".join(map(_named, value)) if isinstance(value, list) else value


def _named(one: Any) -> str:
    """Of something with fields the words that stand for it."""
    return str(next((getattr(one, name) for name in ("says", "area") if hasattr(one, name)), one))


def _fields(told: Any) -> dict[str, Any]:
    return {one.name: getattr(told, one.name) for one in fields(told)}
