"""One verb per command model: what is said becomes a fact, and a line that tells it."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from cli.completion import streams
from cli.examples import example
from cli.flat import Flat
from cli.general import Options, Verb, application, is_terminal
from cli.nouns import card
from cli.options import marked, nested, parameters
from cli.receipts import tell, tell_warned
from cli.short import flags
from cli.taken import ANSWERS, SELDOM, completed
from cli.taken import tell as tell_taken
from domain.annotations import bare
from domain.catalogue import COMMANDS, KIND, verbs
from domain.command import Command
from domain.errors import EffectFirst, Invalid, NoSuchLink, NotOpen
from domain.streams import nearer

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from adapters.wiring import Application
    from cli.amended import Base

PARTIES = ("seller", "customer", "witness")
PLAIN_NUMBER = "must be a whole number, such as 3"
NEARLY_THE_SAME = "NEARLY-THE-SAME"
"""A warning that is heard before anything is recorded."""
REFUSED = 3
"""The exit code of what is not recorded by the word of whoever was asked."""
READING = {
    "list": "List all of them; `--fields ?` names the columns.",
    "show": "Show one of them as it is now.",
    "history": "Show every change to one of them, entry by entry.",
}


class Noun(click.Group):
    """A noun's verbs: its command models, and those that read it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [*_models(self.name), *card(self.name or "").verbs, *READING]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name in READING:
            from cli.listing import reading  # noqa: PLC0415 - recording reads no lists

            return reading(self.name or "", cmd_name, READING[cmd_name])
        if (own := card(self.name or "").verbs.get(cmd_name)) is not None:
            module, _, name = own[0].partition(":")
            spoken: click.Command = getattr(import_module(module), name)
            return spoken
        model = COMMANDS.get(f"{self.name}.{cmd_name}")
        return None if model is None else verb(cmd_name, model)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        lines = {name: _line(model) for name, model in _models(self.name).items()}
        lines |= {name: line for name, (_, line) in card(self.name or "").verbs.items()}
        with formatter.section("Verbs"):
            formatter.write_dl([*lines.items(), *READING.items()])


def noun(name: str, line: str) -> click.Group:
    """The group of a noun's verbs."""
    return Noun(name, help=line, params=[])


def verb(word: str, model: type[Command]) -> click.Command:
    """The command that records what a model says."""
    noun, _, name = model.name.partition(".")
    form = card(noun).form(name)

    @click.pass_context
    def run(ctx: click.Context, /, **given: Any) -> None:
        say(ctx, model, form, given)

    line = _line(model)
    own = parameters(model, card(noun))
    params = [
        _stream(model, alone=not any(isinstance(param, click.Argument) for param in own)),
        *own,
        *envelope(marked("The reason.", model.may is not None and model.may.why)),
    ]
    return Verb(word, params=params, callback=run, help=line + example(noun, name), short_help=line)


def envelope(why: str = "The reason; some commands need it.") -> list[click.Parameter]:
    """What every command carries."""
    return [
        click.Option(flags("--why"), metavar="TEXT", help=why),
        click.Option(
            [*flags("--as"), "as_"],
            type=click.Choice(PARTIES),
            help="Who says this: seller (default), customer or witness.",
        ),
        click.Option(
            ["--occurred"], metavar="WHEN", help="When it happened: 2018, 2018-12, 2018-12-04 or 2018-12-04T10:00:00Z."
        ),
        click.Option(["--id"], metavar="ID", help="Your own id for this command; sent again, it adds nothing."),
        click.Option(["--expect-version"], metavar="N", help="Refuse if anything was recorded after entry N."),
        click.Option(["--correlation"], metavar="ID", help="Your reference for this in another system."),
        click.Option(flags("--dry-run"), is_flag=True, help="Show what would be recorded; record nothing."),
    ]


def say(ctx: click.Context, model: type[Command], form: Flat, given: dict[str, Any]) -> None:
    """Records it, or with --dry-run shows what it would; then tells the facts."""
    dry_run, without = given.pop("dry_run"), given.pop("without", ())
    amends = form.amends and not given.get("file")
    if without and not amends:
        raise Invalid("a file has all terms: leave out there what is to go", where="--without")
    app, options = application(ctx, create=begins(model)), ctx.ensure_object(Options)
    with app.leaving_nothing():
        fields = told_of(model, form, _in_full(ctx, app, model, given))
        try:
            base = _amended(app, fields, without) if amends else None
            command = app.command(fields)
        except Invalid as error:
            raise _in_options(error, model, form) from None
        try:
            heard = amends and base is None and not dry_run and _heard_before(app, command, options)
            spoken = app.say(command, dry_run=dry_run)
        except EffectFirst as first:
            if options.form or not _sends(first):
                raise
            spoken = app.say(app.command({**fields, "effect": first.data["effect"]}), dry_run=dry_run)
        except (NoSuchLink, NotOpen) as missing:
            raise nearer(missing, app.streams) from None
    tell(options, spoken, base=base, heard={NEARLY_THE_SAME} if heard else set())


def _amended(app: Application, fields: dict[str, Any], without: Collection[str]) -> Base | None:
    """As `onto` of cli.amended; most commands need none of it."""
    if not without and "/" not in str(fields.get("stream", "")).removeprefix("engagement/"):
        return None
    from cli.amended import onto  # noqa: PLC0415 - see above

    return onto(app, fields, without)


def _heard_before(app: Application, command: Command, options: Options) -> bool:
    """Whether somebody has heard, before it is recorded, that an outcome of nearly the same words stands. Who is at a
    terminal is asked whether it is meant.
    """
    if app.store.receipts([command.id]):
        return False
    alike = [warned for warned in app.say(command, dry_run=True).warnings if warned.code == NEARLY_THE_SAME]
    for warned in alike:
        tell_warned(warned, options.store)
    asked = alike and not options.form and is_terminal(sys.stdin) and is_terminal(sys.stderr)
    if asked and not click.confirm("Propose it as another outcome?", err=True):
        click.echo("nothing is recorded", err=True)
        raise click.exceptions.Exit(REFUSED)
    return bool(alike)


def _in_full(ctx: click.Context, app: Application, model: type[Command], given: dict[str, Any]) -> dict[str, Any]:
    """With what was left out and is clear all the same; a person is told what was taken."""
    taken = completed(app, model, given["stream"], version=given.get("version") is not None)
    tell_taken(ctx.ensure_object(Options), taken.why)
    version = {} if taken.version is None else {"version": taken.version}
    return {**given, "stream": taken.stream, **version}


def _sends(first: EffectFirst) -> bool:
    """Whether somebody at a terminal has read the effect and wants to send it."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr) and click.confirm(f"{first.message}\nSend it?", err=True)


def told_of(model: type[Command], form: Flat, given: dict[str, Any]) -> dict[str, Any]:
    """What was said on the command line, in the form that an import has too."""
    stream, party, occurred = given.pop("stream"), given.pop("as_"), given.pop("occurred")
    fields = form.shape(nested(given))
    fields.setdefault("id", os.urandom(6).hex())
    fields |= {"command": model.name, **({"stream": stream} if stream else {})}
    envelope = {"as": party, "occurred_at": occurred}
    return fields | {name: value for name, value in envelope.items() if value is not None}


def begins(model: type[Command]) -> bool:
    """Whether it makes the ledger when there is none: nothing else can be said in an empty one."""
    return model.name in ("engagement.open", "account.open") or KIND[model] == "practice"


def _stream(model: type[Command], *, alone: bool) -> click.Argument:
    """The engagement may be left out; where another argument follows, only before the name of a thing."""
    name = "[OWN]" if KIND[model] == "practice" else KIND[model].upper()
    about = f"/{_named(model, model.about)}" if model.about else ""
    needed = model.about is not None and model.model_fields[model.about].is_required()
    metavar = name + (about if needed or not about else f"[{about}]")
    clear = KIND[model] == "engagement" and model.name.partition(".")[0] not in SELDOM
    if clear and (needed or alone):
        metavar = f"[{name}/]{about[1:]}" if needed and model.name not in ANSWERS else f"[{metavar}]"
    required = not (clear and alone) and KIND[model] != "practice"
    return click.Argument(["stream"], metavar=metavar, required=required, shell_complete=streams)


def _named(model: type[Command], about: str) -> str:
    """What the part after the slash is called in a help: the entry of that number, or a thing by its name."""
    if bare(model.model_fields[about].annotation) is int:
        return "ENTRY"
    return "FIGURE" if about == "corrects" else about.upper()


def _models(noun: str | None) -> Mapping[str, type[Command]]:
    return verbs(noun or "")


def _line(model: type[Command]) -> str:
    return (model.__doc__ or "").strip().splitlines()[0]


def _in_options(error: Invalid, model: type[Command], form: Flat) -> Invalid:
    """The same, with fields named as they are said here."""
    wrong: Any = error.data.get("errors", [])
    for finding in wrong:
        if finding["where"] == model.about:
            finding["what"] = _named_too(model, finding["what"])
        finding["field"], finding["where"] = finding["where"], _option(finding["where"], model, form)
    wrong[:] = [
        finding for at, finding in enumerate(wrong) if finding not in wrong[:at]
    ]  # LOW and HIGH are said in one
    return error


def _named_too(model: type[Command], what: str) -> str:
    """What is meant, not only that something is missing: the part of the first argument after the slash."""
    own = "own" if KIND[model] == "practice" else "acme"
    named = card(model.name.partition(".")[0]).samples.get(model.about or "")
    if named and what in ("is required", PLAIN_NUMBER):
        called, sample = named
        return f"name the {called} too, as in {own}/{sample}"
    return what


def _option(where: str, model: type[Command], form: Flat) -> str:
    if where in (model.about, "stream"):
        return "the first argument"
    if any(where.startswith(f"{path}.") for path in form.names):  # a part of what one option says whole
        where = next(path for path in form.names if where.startswith(f"{path}."))
    covered = next(
        (option for path, option in form.said_by.items() if where == path or where.startswith(f"{path}.")), None
    )
    if covered:
        return covered
    inside = [path for path in form.names if path == where or path.startswith(f"{where}.")]
    if inside:
        return form.names[next((path for path in inside if path in form.needed), inside[0])]
    if where in form.covered or where.partition(".")[0] not in model.model_fields:
        return where
    return f"--{where.replace('_', '-').replace('occurred-at', 'occurred')}"
