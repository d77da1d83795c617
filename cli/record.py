"""One verb per command model: what is said becomes a fact, and a line that tells it."""

from __future__ import annotations

import os
from contextlib import nullcontext
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from cli.again import NEARLY_THE_SAME, ask_again, heard_before
from cli.asked import Asking, may_ask, may_confirm, sends
from cli.completion import streams
from cli.examples import example, read_by
from cli.flat import Flat
from cli.general import Group, Options, Verb, application
from cli.nouns import card
from cli.options import envelope, marked, nested, parameters
from cli.quick import NOTHING, QUICK, in_full
from cli.receipts import tell
from cli.signing import PROPOSES, signed
from cli.taken import ANSWERS, Taken, completed, may_leave_out, names_thing
from cli.taken import tell as tell_taken
from cli.wrong_options import in_options
from domain.annotations import bare
from domain.catalogue import COMMANDS, KIND, verbs
from domain.command import Command
from domain.errors import EffectFirst, Invalid, LedgerError, NoSuchLink, NotOpen, StoreTrouble
from domain.extent import Extent, note, recorded
from domain.streams import nearer
from projections.pages.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from adapters.wiring import Application, Spoken
    from cli.amended import Base

OFFERS = "extra.offer"
AROUND = frozenset({"stream", "why", "as_", "occurred", "id", "expect_version", "correlation"})
"""What is said around a command, and not of what it is about."""
CLOSES = "engagement.close"
EARLY = frozenset({"extra.offer", "no.say", *ANSWERS})
"""Commands of which something may be known before anybody is asked."""
SOMEWHERE = "somewhere"
"""Stands for the engagement while everything else is looked at."""
READING = {
    "list": "List all of them; `--fields ?` shows which columns there are.",
    "show": "Show one of them as it is now.",
    "history": "Show every change to one of them, entry by entry.",
}


class Noun(Group):
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


def noun(name: str, line: str) -> Group:
    """The group of a noun's verbs."""
    return Noun(name, help=line, params=[])


def quick(word: str) -> click.Command:
    """The command of a word that stands for a noun and a verb, and for what it says already."""
    return verb(word, COMMANDS[QUICK[word].command], says=QUICK[word].says)


def verb(word: str, model: type[Command], *, says: Mapping[str, Any] | None = None) -> click.Command:
    """The command that records what a model says; or one word for it, which `says` some of that already."""
    noun, _, name = model.name.partition(".")
    form, known = card(noun).form(name), says or NOTHING

    @click.pass_context
    def run(ctx: click.Context, /, **given: Any) -> None:
        say(ctx, model, form, {**given, **known})

    line = _line(model) if says is None else QUICK[word].line
    own = parameters(model, card(noun))
    params = [
        _stream(model, alone=not any(isinstance(param, click.Argument) for param in own)),
        *own,
        *envelope(marked("The reason.", model.may is not None and model.may.why)),
    ]
    shown = example(noun, name) if says is None else f" {in_full(word)}"
    params = [param for param in params if param.name not in known]
    return Verb(word, params=params, callback=run, help=f"{line} {read_by(model)}{shown}", short_help=line)


def say(ctx: click.Context, model: type[Command], form: Flat, given: dict[str, Any]) -> None:
    """Records it, or with --dry-run shows what it would, and tells the facts; a person is asked for what is missing."""
    if given["dry_run"]:
        _say_all(ctx, model, form, given)
        return
    id_ = given.get("id")
    try:
        _say_all(ctx, model, form, given)
    except BaseException as error:
        # Of an id that may have been sent before, whoever cannot look knows nothing.
        note(error, Extent.unknown([id_]) if id_ and isinstance(error, StoreTrouble) else Extent.none())
        raise


def _say_all(ctx: click.Context, model: type[Command], form: Flat, given: dict[str, Any]) -> None:
    dry_run, no_input, without = given.pop("dry_run"), given.pop("no_input"), given.pop("without", ())
    amends = form.amends and not given.get("file")
    if without and not amends:
        raise Invalid("a file has all terms: leave out there what is to go", where="--without")
    options, app, tag = ctx.ensure_object(Options), application(ctx, create=begins(model)), given.pop("language")
    if tag and options.form:
        raise Invalid("--language is for a receipt in sentences", where="--language")
    speak = ENGLISH if options.form else app.language(tag)  # a wrong one is refused before anything is recorded
    if model.name in EARLY:
        from cli.beforehand import meant  # noqa: PLC0415 - most commands mean what they are

        model, form = meant(app, model, form, given)
    asking = _asking(ctx, (app, model, form), {**given, "without": without}, no_input=no_input)
    with app.leaving_nothing():
        command, fields, base, taken = asking.whole(
            given, partial(_checked, app, model, form, without if amends else None)
        )
        tell_taken(options, taken)
        try:
            heard = amends and base is None and not dry_run
            heard = heard and heard_before(app, command, options, speak, no_input=no_input)
            if not dry_run and may_confirm(options, no_input=no_input):
                ask_again(app, command)
            spoken = _say(app, command, asking, given, dry_run=dry_run)
        except EffectFirst as first:
            if options.form or no_input or not sends(first):
                raise
            spoken = app.say(app.command({**fields, "effect": first.data["effect"]}), dry_run=dry_run)
        except LedgerError as error:
            if asking.answered:
                click.echo(f"what you said: {asking.line(ctx.command_path, given)}", err=True)
            raise (nearer(error, app.streams) if isinstance(error, (NoSuchLink, NotOpen)) else error) from None
    with recorded([spoken.receipt]) if spoken.receipt else nullcontext():
        tell(options, spoken, base=base, heard={NEARLY_THE_SAME} if heard else set(), speak=speak)


def _say(app: Application, command: Command, asking: Asking, given: dict[str, Any], *, dry_run: bool) -> Spoken:
    """Records it. Whoever was asked anything of terms, or agrees a version that they did not name, reads it first."""
    if command.name == CLOSES and asking.enter is not None and not dry_run and not app.store.receipts([command.id]):
        from cli.closing import closed  # noqa: PLC0415 - who records anything else closes nothing

        return closed(app, command)
    binding = command.name == PROPOSES or command.name in ANSWERS
    asked = asking.answered or (asking.enter is not None and asking.enter.held.took_version)
    if dry_run or asking.enter is None or not (binding and asked) or app.store.receipts([command.id]):
        return app.say(command, dry_run=dry_run)
    if given.get("expect_version") is None:  # what is shown is looked at instead, for other entries are no hindrance
        command = command.model_copy(update={"expect_version": None})
    return signed(app, command, asking.enter.held.proposal(given), asking.enter.unmoved)


def _asking(
    ctx: click.Context, what: tuple[Application, type[Command], Flat], given: Mapping[str, Any], *, no_input: bool
) -> Asking:
    """Who asks a person, and offers what is seldom left out; of what stands only to somebody who said nothing of it.
    Nobody is asked anything elsewhere.
    """
    app, model, form = what
    why = model.may is not None and bool(model.may.why)
    if not may_ask(ctx.ensure_object(Options), no_input=no_input):
        return Asking((), (), why=why)
    from cli.enter import Enter  # noqa: PLC0415 - where nobody is asked, nothing is taken by Enter

    stands = form.amends and names_thing(given["stream"])
    leads = stands and not any(value for name, value in given.items() if name not in AROUND)
    walk = () if stands and not leads else form.walk
    return Asking(ctx.command.params, walk, Enter(app, model), why=why, leads=leads)


def _amended(app: Application, fields: dict[str, Any], without: Collection[str]) -> Base | None:
    """As `onto` of cli.amended; most commands need none of it."""
    if not without and "/" not in str(fields.get("stream", "")).removeprefix("engagement/"):
        return None
    from cli.amended import onto  # noqa: PLC0415 - see above

    return onto(app, fields, without)


def _checked(
    app: Application, model: type[Command], form: Flat, without: Collection[str] | None, given: dict[str, Any]
) -> tuple[Command, dict[str, Any], Base | None, tuple[str, ...]]:
    """The command, its fields, what it amends, and what was taken for what was left out; `without` says what of that is
    to go, where anything may be amended. Raises Invalid with all that does not fit.
    """
    taken, unclear = Taken(SOMEWHERE, None), None
    try:
        taken = completed(app, model, given)
    except Invalid as error:
        unclear = error
    fields = told_of(model, form, {**given, "stream": taken.stream, **taken.answered})
    try:
        base = None if without is None else _amended(app, fields, without)
        command = app.command(fields)
        if command.name == OFFERS:
            from cli.beforehand import no_name  # noqa: PLC0415 - most commands have no such words

            no_name(command)
    except Invalid as error:
        if unclear:
            findings: Any = error.data.setdefault("errors", [])
            findings[:] = [*_findings(unclear), *(finding for finding in findings if finding["where"] != model.about)]
        raise in_options(error, model, form, None if unclear else taken.stream) from None
    if unclear:
        raise unclear
    return command, fields, base, taken.why


def _findings(unclear: Invalid) -> list[dict[str, Any]]:
    return [{"where": "stream", "what": unclear.message}]


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
    if may_leave_out(model) and (needed or alone):
        metavar = f"[{name}/]{about[1:]}" if needed and model.name not in ANSWERS else f"[{metavar}]"
    return click.Argument(["stream"], metavar=metavar, required=False, shell_complete=streams)  # we ask, or say it


def _named(model: type[Command], about: str) -> str:
    """What the part after the slash is called in a help: the entry of that number, or a thing by its name."""
    if bare(model.model_fields[about].annotation) is int:
        return "ENTRY"
    return "FIGURE" if about == "corrects" else about.upper()


def _models(noun: str | None) -> Mapping[str, type[Command]]:
    return verbs(noun or "")


def _line(model: type[Command]) -> str:
    return (model.__doc__ or "").strip().splitlines()[0]
