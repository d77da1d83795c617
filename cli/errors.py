"""One shape for whatever goes wrong: what, where, why this rule, and what to type next."""

from __future__ import annotations

import difflib
import json
import os
import re
import sys
import traceback
from collections.abc import Mapping
from typing import Any

import click

from cli import extents
from cli.acts import hint as in_a_line
from cli.asked import NOTHING
from cli.named_ledger import at_ledger
from cli.told import TRY, screen
from domain import extent
from domain.errors import Invalid, LedgerError
from domain.step import WayOut
from domain.vocabulary import in_words

INTERRUPTED = 130
FOR_TODAY = frozenset({"agenda", "due", "inbox", "overdue", "status", "tasks"})
"""What other tools call the list of what waits."""
BREAKS = str.maketrans("\r\n\t", "   ")  # a message of several lines is told in one
NO_WAY = WayOut()
NAMES = ("outcome", "thing", "choice", "reference", "version", "entry", "idea", "obstacle", "habit", "id")


def shown(error: Exception, args: list[str]) -> int:
    """Says it on stderr, as text or as JSON; the exit code."""
    if isinstance(error, click.Abort):
        if error.args:  # somebody who was asked stopped there
            click.echo(error.args[0], err=True)
        else:
            _say_recorded(error.__context__ or error)
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        # Whoever read us has gone, and closing must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _say_recorded(error)
        return 1
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return error.exit_code
    if "--debug" in args:
        traceback.print_exception(error)
    described = told_of(error)
    described["hint"] = _at(args, described["hint"])
    if {"--json", "--ndjson"} & set(args):
        click.echo(json.dumps({"error": described}, ensure_ascii=False), err=True)
    else:
        types = described["way_out"].get("command") is not None
        lines = [(line, types and line.startswith(TRY)) for line in text(described).split("\n")]
        click.echo("\n".join(screen(lines)), err=True)
    return exit_code(error)


def _say_recorded(error: BaseException) -> None:
    """What is recorded of what was broken off, where anything was to be."""
    known = extent.of(error)
    if known is not None and known.recorded is extent.Recorded.NONE and known.what in extents.RECORDED:
        click.echo(NOTHING, err=True)
    elif known is not None:
        click.echo(f"{extents.label(known.what)}: {extents.in_words(known, INTERRUPTED)}", err=True)


def _at(args: list[str], hint: str) -> str:
    """A way out is typed at the ledger that was named; to read a help takes none."""
    named = next((args[at + 1 :][:1] for at, word in enumerate(args) if word == "--store"), None)
    named = named or [word.partition("=")[2] for word in args if word.startswith("--store=")]
    return hint if not named or hint.endswith("--help") else at_ledger(named[0], hint)


def exit_code(error: Exception) -> int:
    """As documented: 2 usage, 3 refused, 4 not allowed, 5 conflict, 7 again later, 8 somebody mends it, 9 nobody knows
    whether it is recorded, else 1.
    """
    known = extent.of(error)
    if known is not None and known.recorded is extent.Recorded.UNKNOWN:
        return extents.NOT_KNOWN
    if isinstance(error, LedgerError | click.ClickException):
        return error.exit_code
    return 1


def told_of(error: Exception) -> dict[str, Any]:
    """The error as data, always of the same shape; `recorded` is null where it broke off nothing that records."""
    return {**_told_of(error), "recorded": extents.as_data(extent.of(error), exit_code(error))}


def _told_of(error: Exception) -> dict[str, Any]:
    if isinstance(error, LedgerError):
        return _ledger(error)
    if isinstance(error, click.ClickException):
        return _usage(error)
    if isinstance(error, OSError):
        return _fields("FILE", str(error.strerror or error), where=str(error.filename or ""))
    return _fields(
        "UNEXPECTED",
        f"{type(error).__name__}: {error}",
        way_out=WayOut(says="the same again with --debug, and report what it shows"),
    )


def text(error: Mapping[str, Any]) -> str:
    """The error for people, every finding on its line."""
    lines = [f"error[{error['code']}]: {error['message']}"]
    lines += [f"  {finding['where']}: {finding['what']}" for finding in error["findings"]]
    if (known := error["recorded"]) and known["says"]:
        lines.append(f"  {extents.label(known['what'])}: {known['says']}")
    for label, name in (("where", "where"), ("why this rule", "rule"), ("try", "hint")):
        if error[name]:
            lines.append(f"  {label}: {error[name]}")
    # What somebody sent may stand in it: nothing of that steers a terminal.
    return "\n".join(
        "".join(
            character if in_words(character) else "\N{REPLACEMENT CHARACTER}" for character in line.translate(BREAKS)
        )
        for line in lines
    )


def _ledger(error: LedgerError) -> dict[str, Any]:
    told_at: Any = error.data.get("errors", ())
    findings = list(told_at) if isinstance(error, Invalid) else []
    message = error.message
    if findings:
        message = findings[0]["what"] if len(findings) == 1 else f"{len(findings)} options are missing or wrong"
    rule = error.reason
    fields = _fields(error.code, message, rule=rule, way_out=error.filled, where=_where(error.data))
    if asking := extents.way_out(extent.of(error)):
        fields |= {"hint": in_a_line(asking), "way_out": asking.as_data()}
    fields |= {"retryable": error.retryable, "field": _field(error, findings)}
    return {**fields, "findings": findings if len(findings) > 1 else []}


def _field(error: LedgerError, findings: list[Any]) -> str | None:
    """The field of the command that it is about: the one that does not fit, or the one to say again."""
    if findings:
        return str(findings[0].get("field", findings[0]["where"])) if len(findings) == 1 else None
    return error.field


def _usage(error: click.ClickException) -> dict[str, Any]:
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx else "sameside"
    return _fields("USAGE", error.format_message() + _meant(error), where=path, way_out=help_of(path))


def help_of(path: str) -> WayOut:
    """To read the help of a verb, `sameside outcome propose`, or of the tool."""
    verb = ".".join(path.split()[1:])
    return WayOut(command=verb, fixed={"help": True}) if verb else WayOut(says=f"{path} --help")


def _meant(error: click.ClickException) -> str:
    """The nearest verbs, where there is none of that name."""
    ctx: click.Context | None = getattr(error, "ctx", None)
    match = re.match(r"No such command '(.+)'", error.format_message())
    if match is None or ctx is None or not isinstance(ctx.command, click.Group):
        return ""
    near = difflib.get_close_matches(match[1], ctx.command.list_commands(ctx), n=2)
    if match[1] in FOR_TODAY and ctx.parent is None:
        near = ["today"]
    return f" Did you mean {' or '.join(near)}?" if near else ""


def _fields(code: str, message: str, *, where: str = "", rule: str = "", way_out: WayOut = NO_WAY) -> dict[str, Any]:
    return {
        "code": code,
        "rule": str(rule),
        "message": str(message),
        "hint": in_a_line(way_out),
        "way_out": way_out.as_data(),
        "where": where,
        "field": None,
        "retryable": False,
        "findings": [],
    }


def _where(data: Mapping[str, Any]) -> str:
    """The stream, the field or the place, and what in it."""
    errors = data.get("errors") or []
    places = [str(data[name]) for name in ("stream", "where") if data.get(name)]
    if len(errors) == 1:
        places.append(str(errors[0]["where"]))
    return ", ".join([*places, *(f"{name} {data[name]}" for name in NAMES if data.get(name) is not None)])
