"""Reference pages that follow from the tool: errors and exit codes, settings, the command line."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

import click
import msgspec

from adapters.feeds.schemas import promise
from adapters.settings import HINTS, PREFIX, SAID, Settings
from cli.acts import hint
from cli.general import places
from cli.main import NOUNS, VERBS, main
from cli.options import envelope
from cli.quick import QUICK
from docs.domain_pages import head
from domain.errors import LedgerError
from domain.marks import Described

EXIT_CODES = {
    0: "done; an empty answer is an answer",
    1: "something else went wrong",
    2: "the words do not fit: an unknown option, a field of the wrong kind",
    3: "a rule refused it; nothing was recorded",
    4: "not this party's to say, or not from here",
    5: "conflict: the stream moved on; read and decide again",
    6: "it ran, and found something: `check`, `parity`, `rebuild`, `doctor`, `import --keep-going`",
    7: "again later: the database or Kafka is away, locked, busy or full",
    8: "somebody has to mend it: the ledger, or a topic, is missing, foreign, damaged, or lets us not",
    9: "it is not known whether it was recorded: ask with `sameside receipt ID`",
    10: "at a terminal the answer to a question was no; nothing was written",
    130: "interrupted with Ctrl-C; at a question, nothing was written",
}


JSON = """\
On stderr, as text; with `--json` as
`{"error": {code, rule, message, hint, way_out, where, field, retryable, findings, recorded}}`.

- `hint` is the way out as a line to type, or a sentence.
- `way_out` is the same for a program, `{says, command, place, side, fixed, asked, more, otherwise}`: a sentence; the
  [command](commands.md), or the verb that reads; the id of the stream; whose word it would be; the fields whose values
  are known; the fields to fill in; whether the command takes fields that are not named; another way out. Without a
  `command`, its fields are those of the command that was refused, to be said again.
- `recorded` says how much is recorded of what was to be: `how_much` is `all`, `none`, `part` or `unknown`, `says` the
  same in words; `ids` and `receipts` are by what to ask and where it stands; `done` of `total`, counted in `what`,
  where there is more than one. It is looked up after whatever failed, by a connection of its own. Null where nothing
  was to be recorded.
- `field` is the field of the command that the error is about, or null; of several findings each has its own.

A warning is on stderr as well, and nothing was refused. It has the same parts, `{code, message, hint, way_out}`: with
`--json` in the receipt's `warnings`. There `standing` tells its two kinds apart. Most are `false`: they are about the
words that were just said, and are told in full. Three are `true`: `NO-NEED`, `NOT-ASSESSED` and `NO-MAP` say what could
still be prepared for the engagement. A receipt only counts those; `sameside prepare` tells each, with its reason.

The same parts has each line of a file that `sameside import --json` refuses, `{"wrong": …}`,
or warns of, `{"warned": …}`, with its `line`, `stream` and `element`.
"""


def errors() -> Iterator[str]:
    """Exit codes and the tree of errors."""
    yield from head(
        "Errors and exit codes", "Every error: its code, its message, the reason for the rule, and what to do."
    )
    yield from JSON.splitlines()
    yield from ["", "| exit code | meaning |", "|---|---|"]
    for code, meaning in EXIT_CODES.items():
        yield f"| {code} | {meaning} |"
    yield from ["", "| code | message | why this rule | what to do | exit code |", "|---|---|---|---|---|"]
    for error in tree():
        way_out = hint(error.way_out)
        way_out = f"`{way_out}`" if way_out.startswith("sameside") else way_out
        told = [f"`{error.code}`", promise(error), error.because, way_out]
        yield f"| {' | '.join([*told, str(error.exit_code)])} |"


def settings() -> Iterator[str]:
    """Every setting."""
    yield from head(
        "Settings",
        "Environment variables, read once. `--store` overrides `SAMESIDE_STORE`. An empty one counts as not set.",
    )
    yield from ["| variable | meaning | default |", "|---|---|---|"]
    for field in msgspec.structs.fields(Settings):
        if field.name not in SAID:
            continue
        default = "–" if field.default in (None, msgspec.NODEFAULT) else f"`{field.default}`"
        marks = HINTS[field.name].__metadata__
        says = next(mark.description for mark in marks if isinstance(mark, Described))
        yield f"| `{PREFIX}{field.name.upper()}` | {says} | {default} |"


def cli() -> Iterator[str]:
    """Every noun, verb and option."""
    yield from head(
        "Command line",
        "`sameside NOUN VERB` records a fact, and so do a few words alone; `sameside VERB` reads or maintains."
        " Exit codes: [errors](errors.md).",
    )
    yield from ["## Options of every command", "", *_options(places()), ""]
    yield from ["## Options of every command that records", "", *_options(envelope())]
    root = click.Context(main, info_name="sameside")
    yield from ["", "## One word for what happens every day"]
    for word in QUICK:
        yield from _command(main.get_command(root, word), word, root)
    for noun, line in NOUNS.items():
        yield from ["", f"## sameside {noun}", "", line]
        group = main.get_command(root, noun)
        assert isinstance(group, click.Group)
        ctx = click.Context(group, info_name=noun, parent=root)
        for verb in group.list_commands(ctx):
            yield from _command(group.get_command(ctx, verb), verb, ctx)
    yield from ["", "## Commands that read, check and maintain"]
    for verb in VERBS:
        yield from _command(main.get_command(root, verb), verb, root)


def words() -> Iterator[str]:
    """The glossary's entries of errors."""
    yield from ["", "## Errors", ""]
    for error in tree():
        yield f"- **{error.__name__}** (`{error.code}`): {promise(error)}"


def tree(error: type[LedgerError] = LedgerError) -> Iterator[type[LedgerError]]:
    """Every error below one, as they are told."""
    for one in error.__subclasses__():
        if one.__module__ == error.__module__:
            yield one
            yield from tree(one)


def _command(command: click.Command | None, verb: str, parent: click.Context) -> Iterator[str]:
    if command is None:
        return
    ctx = click.Context(command, info_name=verb, parent=parent)
    says, _, example = cleandoc(command.help or "").partition("\n\n\b\n")
    yield from ["", f"### {ctx.command_path}", "", " ".join(says.split()), "", "```text"]
    yield f"{ctx.command_path} {' '.join(command.collect_usage_pieces(ctx))}"
    yield from ["", *example.splitlines()] if example else []
    yield "```"
    shared = {param.name for param in [*places(), *envelope(), command.get_help_option(ctx)] if param}
    own = [param for param in command.get_params(ctx) if isinstance(param, click.Option) and param.name not in shared]
    if own:
        yield from ["", *_options(own)]


def _options(params: list[Any]) -> Iterator[str]:
    yield "| option | meaning |"
    yield "|---|---|"
    for param in params:
        record = param.get_help_record(click.Context(click.Command("any")))
        if record:
            option, says = (" ".join(text.split()).replace("|", "\\|") for text in record)
            yield f"| `{option}` | {says} |"
