"""How the ledger and its views are, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.general import Options, Verb, application
from cli.output import in_json, many, shown, write_json, writing
from domain.errors import LedgerError, StoreTrouble
from domain.ways_out import DOCTOR

if TYPE_CHECKING:
    from adapters.wiring import Application

FOUND = 6
LATE_SECONDS = 30
"""A relay and a projector that work are never so late with what was just recorded."""


NO_VIEWS: dict[str, Any] = {"views": [], "parked": [], "views_trouble": None}
PATIENCE = 1.0
"""Seconds to wait for whoever holds the ledger: who looks wants to know it, and not to wait."""


@click.command(cls=Verb)
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Show the health of the ledger and its reports: journal, integrity, format, what lags or waits. Exit 6 if unwell.

    Wrong is also what a relay or a projector should have seen to half a minute ago, and that nobody can append.

    \b
    sameside doctor
    """  # noqa: D301 - click's mark that these lines stay as they are
    options = ctx.ensure_object(Options)
    try:
        app = application(ctx)
        app.patience = PATIENCE
        condition = app.condition()
        known = condition["format"] is not None
        feed = app.feed.condition() if known else None
        condition |= {**(views(app) if known else NO_VIEWS), **({"feed": feed} if feed else {})}
    except LedgerError as trouble:
        if trouble.way_out == DOCTOR:  # no way out of here
            trouble.leads("")
        raise
    with writing(options) as out:
        if in_json(options):
            write_json(options, out, "sameside.doctor", condition)
        else:
            out.writelines(f"{shown(options, line)}\n" for line in lines(condition))
    sick = feed is not None and ("trouble" in feed or feed["wrong"] or _late(feed))
    sick = sick or condition["held"] or condition["views_trouble"] or any(map(_late, condition["views"]))
    ctx.exit(FOUND if condition["integrity"] != ["ok"] or condition["parked"] or sick else 0)


def views(app: Application) -> dict[str, Any]:
    """Where each view stands, and which streams wait behind a fact that could not be folded."""
    try:
        statuses = app.projector.status()
        parked = app.projector.parked()
    except StoreTrouble as trouble:
        return {**NO_VIEWS, "views_trouble": trouble.message}
    rows = [
        {
            "view": status.build.table,
            "live": bool(status.build.live),
            "position": status.build.position,
            "lag": status.lag,
            "late": status.late,
        }
        for status in statuses
    ]
    return {"views": rows, "parked": [event._asdict() for event in parked], "views_trouble": None}


def lines(condition: dict[str, Any]) -> list[str]:
    """The same for people."""
    held = [f"writing       nobody can append: {condition['held']}"] if condition["held"] else []
    if condition["format"] is None:
        return [f"store         {condition['store']}", *held]
    texts = [
        f"store         {condition['store']}, format {condition['format']}, {many(condition['facts'], 'fact')}",
        f"database      {condition['database']}, synchronous {condition['synchronous']}",
        f"journal       {condition['journal']}: {condition['journal_because']}",
        f"integrity     {', '.join(condition['integrity'])}",
        *held,
        *([f"role          {condition['role']}: {condition['rights']}"] if "role" in condition else []),
    ]
    for row in condition["views"]:
        live = "" if row["live"] else ", not live"
        how = f"position {row['position']:,}, {row['lag']:,} behind{_since(row, 'projector')}"
        texts += [f"view          {row['view']}{live}, {how}"]
    for row in condition["parked"]:
        texts += [f"parked        {row['stream']} in {row['projection']} at {row['position']}: {row['reason']}"]
    if condition["views_trouble"]:
        texts.append(f"views         {condition['views_trouble']}")
    return [*texts, *_feed(condition.get("feed"))]


def _late(condition: dict[str, Any]) -> bool:
    return bool(condition["late"] > LATE_SECONDS)


def _since(condition: dict[str, Any], who: str) -> str:
    """For how long at least, and who should have seen to it."""
    return (
        f" for {condition['late']:,.0f} s: does a {who} run? its stderr and /ready say more" if _late(condition) else ""
    )


def _feed(condition: dict[str, Any] | None) -> list[str]:
    if condition is None:
        return []
    if "trouble" in condition:
        return [f"topic         {condition['topic']} at {condition['kafka']}: {condition['trouble']}"]
    due = f", the next due{_since(condition, 'relay')}" if _late(condition) else ""
    sent = f"{condition['records']:,} of {many(condition['facts'], 'fact')} sent{due}"
    line = f"topic         {condition['topic']} at {condition['kafka']}: {sent}"
    return [line, *(f"topic         {topic}" for topic in condition["wrong"])]
