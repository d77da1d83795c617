"""Invite somebody to the page: a fact in the ledger, and a link that is told once."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import click

from cli.asked_to_invite import who_is_meant
from cli.completion import streams
from cli.general import Options, Verb, application
from cli.output import in_json, write_json, write_text, writing
from cli.serve import HOST, PORT
from cli.streams import there
from cli.taken import names_thing, read
from cli.told import say
from domain.errors import StoreTrouble, Unknown
from domain.extent import Extent, breaking_off, recorded
from domain.fact import Entry
from domain.ports import Receipt
from domain.step import WayOut
from domain.streams import stream_of
from domain.when import last_day
from projections.visibility import Shared

ONLY = "Send it only to them."
HERE = (
    "It opens on this machine only, while `sameside serve` runs. "
    "For others, serve the pages by https, and say --public URL."
)


@click.command(cls=Verb)
@click.argument("stream", metavar="[ENGAGEMENT[/PERSON]]", required=False, shell_complete=streams)
@click.option("--who", metavar="NAME", help="Who is invited. Without it, name somebody who is: acme/m-1.")
@click.option("--side", type=click.Choice(["customer", "seller"]), help="Of somebody new: their side.  [customer]")
@click.option(
    "--role",
    type=click.Choice(["agrees", "acts", "reads"]),
    help="Of somebody new: agrees also agrees terms, acts may all but that, reads only reads.  [agrees]",
)
@click.option("--mail", metavar="ADDRESS", help="Where links are mailed when they ask for one on the page.")
@click.option("--owner", is_flag=True, help="A new link for yourself, into every page.")
@click.option("--shut", is_flag=True, help="End their links, and sign them out on every device.")
@click.option("--public", metavar="URL", help="Where the pages are served. [SAMESIDE_PUBLIC; this machine]")
@click.option("--no-input", is_flag=True, help="Ask for nothing.")
@click.pass_context
def invite(ctx: click.Context, /, stream: str | None, public: str | None, *, no_input: bool, **words: Any) -> None:
    """Invite somebody to the page that both sides read, and print a link for them.

    The link works once, for seven days; the browser that opens it stays signed in. For somebody who was invited before,
    it makes a new link. For a share of the page, it makes one that only reads, and opens again until its last day.

    An engagement that is left out is the one that is meant (`sameside use`). At a terminal you are asked for the rest.

    With --mail their address is kept beside the links, never in the ledger; and where a mail server is set, the
    invitation is mailed too.

    After a link or a device is lost, --shut takes all of somebody's back. They stay invited: the next link opens.

    \b
    sameside invite --who "Jan Peters"
    sameside invite acme --who "Jan Peters"
    sameside invite acme/m-1 --mail jan@example.org
    sameside invite acme/s-1
    sameside invite acme/m-1 --shut
    sameside invite --owner
    """  # noqa: D301 - click's mark that these lines stay as they are
    if not (words["owner"] or words["shut"] or words["who"] or names_thing(stream)):
        stream = who_is_meant(ctx, stream, words, partial(_address, application(ctx)), no_input=no_input)
    _check(stream, public, words)
    with breaking_off(Extent.none) if words["who"] else nullcontext():
        _done(ctx, stream, public, words)


def _done(ctx: click.Context, stream: str | None, public: str | None, words: dict[str, Any]) -> None:
    app, options = application(ctx), ctx.ensure_object(Options)
    if words["owner"]:
        _owner(app, options, public, words)
        return
    name, person = stream_of(read(options, app, stream))
    stream = there(app, name)
    if words["shut"]:
        _shut(app, options, stream, person)
        return
    _invite(app, options, (stream, person), public, words)


def _invite(
    app: Any, options: Options, whom: tuple[str, str | None], public: str | None, words: dict[str, Any]
) -> None:
    """Nothing is recorded before its link can be made."""
    url, address = _url(app, public), _address(app, words)
    app.portal.check()
    stream, person = whom
    if person is None:
        receipt, entries = _invited(app, stream, words)
        with recorded([receipt]):
            _tell(app, options, (stream, _known(app, stream, _person(stream, entries))), url, address)
        return
    row = _known(app, stream, person)
    if not isinstance(row, Shared):
        _tell(app, options, (stream, row), url, address)
        return
    if address:
        raise click.UsageError("--mail is for people; a share has one link, which opens again until it ends")
    _show_shared(app, options, stream, row, url)


def _tell(app: Any, options: Options, whom: tuple[str, Any], url: str, address: str | None) -> None:
    """Makes their link, mails it where that is asked for, and prints it."""
    stream, row = whom
    link = _link(app, stream, row, url, address)
    failed = _mailed(app, stream, link, address) if address else None
    days, mailed = app.portal.days, bool(address) and not failed
    with writing(options) as out:
        if in_json(options):
            invitation = {"person": row, "link": link, "days": days, "mailed": mailed}
            write_json(options, out, "sameside.invitation", invitation)
        else:
            how = f"The link works once, within {days} days. {'Mailed to them.' if mailed else ONLY}"
            person = f"{row.person} · {row.name.name} · the {row.side}'s · {row.role}"
            write_text(options, out, _where(f"{person}\n{link}\n{how}", link))
    if failed:
        say(f"It was not mailed: {failed}.")


def _url(app: Any, public: str | None) -> str:
    """Where people open the pages: as it is said or set, else where they are served on this machine."""
    served = None if public or app.settings.public else app.places.served(app.store.ledger_id)
    return str(app.portal.address(*(served or (HOST, PORT)), public))


def _where(text: str, link: str) -> str:
    """The text, and under it where the link opens, unless everybody can open it."""
    return text if link.startswith("https:") else f"{text}\n{HERE}"


def _check(engagement: str | None, public: str | None, words: dict[str, Any]) -> None:
    """Raises UsageError for what would be ignored."""
    if words["owner"] and engagement:
        raise click.UsageError("name an engagement, or somebody in it, as in acme/m-1; or say --owner alone")
    if words["owner"] and (words["who"] or words["side"] or words["role"]):
        raise click.UsageError("--owner is for yourself: leave --who, --side and --role out")
    person = names_thing(engagement)
    if not words["owner"] and person == bool(words["who"]):
        raise click.UsageError(
            'say --who "Jan Peters" for somebody new, or name somebody invited before, as in acme/m-1'
        )
    if not words["who"] and (words["side"] or words["role"]):
        raise click.UsageError(
            "--side and --role are for somebody new; for somebody invited before: "
            f"sameside person change-role {engagement} --role {words['role'] or 'reads'}"
        )
    if words["shut"]:
        _check_shut(public, words)


def _check_shut(public: str | None, words: dict[str, Any]) -> None:
    if words["who"]:
        raise click.UsageError("--shut is for somebody invited before, as in acme/m-1")
    if words["mail"] is not None:
        raise click.UsageError("--shut forgets their address: leave --mail out")
    if public is not None:
        raise click.UsageError("--shut makes no link: leave --public out")


def _address(app: Any, words: dict[str, Any]) -> str | None:
    """Raises Invalid, before anything is recorded, also where the mail server is not named right."""
    if words["mail"] is None:
        return None
    app.portal.mail()
    return str(app.portal.one_address(words["mail"]))


def _mailed(app: Any, stream: str, link: str, address: str) -> str | None:
    """Mails the invitation, where there is a server. Returns why it did not go out, if so."""
    if not link.startswith("https:"):
        return "its link opens on this machine alone (--public, SAMESIDE_PUBLIC); the address is kept"
    if app.portal.mail() is None:
        return "no mail server is set (SAMESIDE_MAIL); the address is kept"
    title = dict(app.views.folded("accountability", stream))[stream].title
    failed: str | None = app.portal.mailed(address, app.language(), title, link)
    return failed


def _link(app: Any, stream: str, row: Any, url: str, address: str | None) -> str:
    """Keeps their address too. Raises StoreTrouble, with what is recorded already and the way to their link."""
    try:
        if address:
            app.portal.reach(stream, row.person, address)
        return str(app.portal.link(url, stream, row.person))
    except StoreTrouble as error:
        error.detail = f"{row.name.name} is invited as {row.person}, but no link could be made: {error.message}"
        error.way_out = WayOut(command="invite", place=f"{stream.partition('/')[2]}/{row.person}")
        raise


def _owner(app: Any, options: Options, public: str | None, words: dict[str, Any]) -> None:
    if words["shut"]:
        _say_shut(options, "owner", app.portal.shut(None, None))
        return
    app.store.position()  # a link into a ledger that is not there would lead nowhere
    url = _url(app, public)
    if address := _address(app, words):
        app.portal.reach(None, None, address)
    link, days = app.portal.owners_link(url), app.portal.days
    with writing(options) as out:
        if in_json(options):
            write_json(options, out, "sameside.owners-link", {"link": link, "days": days})
        else:
            how = f"The link opens every page as the seller, works once, and within {days} days."
            write_text(options, out, _where(f"{link}\n{how}", link))


def _shut(app: Any, options: Options, stream: str, name: str | None) -> None:
    """Also of somebody revoked, and of a share that ended."""
    people, shares = (dict(app.views.folded(view, stream)) for view in ("people", "visibility"))
    key = f"{stream}#{name}"
    if key not in people and key not in shares:
        raise _nobody(stream, name)
    _say_shut(options, str(name), app.portal.shut(stream, name, shared=key not in people))


def _say_shut(options: Options, name: str, ended: int) -> None:
    with writing(options) as out:
        if in_json(options):
            write_json(options, out, "sameside.shut", {"person": name, "sessions": ended})
        else:
            signed_out = f"{ended} {'device was' if ended == 1 else 'devices were'} signed out"
            write_text(options, out, f"{name} · no link works any more · {signed_out}")


def _invited(app: Any, stream: str, words: dict[str, Any]) -> tuple[Receipt, Sequence[Entry[Any]]]:
    fields = {"who": words["who"], "side": words["side"] or "customer", "role": words["role"] or "agrees"}
    command = app.command(
        {**fields, "command": "person.invite", "stream": stream, "id": f"invite/{os.urandom(6).hex()}"}
    )
    spoken = app.say(command)
    return spoken.receipt, spoken.entries


def _person(stream: str, entries: Sequence[Entry[Any]]) -> str:
    """Who is invited. Raises StoreTrouble where that could not be read back."""
    if not entries:
        way = WayOut(says="see who they are, then sameside invite …/m-…", command="person.list", place=stream)
        raise StoreTrouble("they are invited, and who they are could not be read back", way_out=way)
    return str(entries[0].body.person)


def _known(app: Any, stream: str, person: str | None) -> Any:
    """A person by that name, or a share of the page, as it stands today."""
    row = dict(app.views.folded("people", stream)).get(f"{stream}#{person}")
    if row is not None and not row.revoked_on:
        return row
    share = dict(app.views.folded("visibility", stream)).get(f"{stream}#{person}")
    if row is not None or share is None or share.ended_on or _end(app, stream, share) <= time.time():
        raise _nobody(stream, person)
    return share


def _nobody(stream: str, person: str | None) -> Unknown:
    return Unknown(f"nobody of {stream} is invited as {person}", stream=stream, person=person)


def _show_shared(app: Any, options: Options, stream: str, row: Shared, url: str) -> None:
    link = app.portal.share_link(url, stream, row.share, _end(app, stream, row))
    with writing(options) as out:
        if in_json(options):
            write_json(options, out, "sameside.share-link", {"share": row, "link": link})
            return
        hidden = f"not shown: {', '.join(row.hidden)}" if row.hidden else "shown all of it"
        whom = f"{row.share} · {row.reader.name} · reads until {row.until} · {hidden}"
        how = "The link only reads, and may be opened again until then, for a year at most. Send it only to them."
        write_text(options, out, _where(f"{whom}\n{link}\n{how}", link))


def _end(app: Any, stream: str, row: Shared) -> int:
    """The end of its last day, in seconds since 1970."""
    zone = dict(app.views.folded("accountability", stream))[stream].time_zone
    after = last_day(row.until, zone) + timedelta(days=1)
    return int(datetime(after.year, after.month, after.day, tzinfo=ZoneInfo(zone)).timestamp())
