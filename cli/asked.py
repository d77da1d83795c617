"""What a person at a terminal is asked for: what is missing, one thing at a time, each checked at once."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from cli.colour import is_terminal
from cli.general import Options
from cli.numbered import meant, words
from cli.options import begun, marked
from cli.typed import TYPED, alike
from domain.errors import EffectFirst, Invalid

if TYPE_CHECKING:
    from cli.enter import Enter

Given = dict[str, Any]
REQUIRED = "is required"
NOTHING = "nothing was recorded"
ANSWERED_NO = 10
"""The exit code after a no to a question."""
NEEDED = "  this is needed; Ctrl-C leaves all of it unrecorded"
MARK = marked("", True)
PART = re.compile(r"\.\d+$")
"""Which one of several does not fit."""


def may_ask(options: Options, *, no_input: bool) -> bool:
    """Whether a person is there to answer, and wants to: at a terminal on all sides, not in CI, for no program."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return not (no_input or options.form or os.environ.get("CI")) and all(map(is_terminal, streams))


def may_confirm(options: Options, *, no_input: bool) -> bool:
    """Whether somebody is there who can say yes or no, though their answer goes elsewhere."""
    return not (options.form or no_input) and is_terminal(sys.stdin) and is_terminal(sys.stderr)


class Asking:
    """Asks until it fits. `walk` are options that are offered too, in their order, once anything has to be asked; or,
    where it `leads` through what stands, from the beginning. `enter` knows what Enter takes.
    """

    def __init__(
        self,
        params: Sequence[click.Parameter],
        walk: Sequence[str],
        enter: Enter | None = None,
        *,
        why: bool,
        leads: bool = False,
    ) -> None:
        self.enter, self.leads = enter, leads
        self.params = {flag: param for param in params for flag in (*param.opts, *_shown(param))}
        self.walk, self.why = list(walk), why and bool(params)
        self.needs_why = why
        self.answered: set[str] = set()
        """The options that were asked for."""

    def whole(self, given: Given, check: Callable[[Given], Any]) -> Any:
        """What `check` makes of what was given, and of answers in place of what did not fit. Raises Invalid where the
        words that do not fit were said by no option that can be asked for.
        """
        while True:
            if self.enter:
                self.enter.held.hold(given)
            wrong, made = self._wrong(given, check)
            if not wrong and not ((self.answered or self.leads) and self.walk):
                return made
            flag = self._next(wrong)
            self._ask(given, flag, wrong.get(flag))

    def _wrong(self, given: Given, check: Callable[[Given], Any]) -> tuple[dict[str, str], Any]:
        """Option → what does not fit in it."""
        made, wrong = None, dict[str, str]()
        try:
            made = check({**given})
        except Invalid as error:
            self._also_why(error, given)
            wrong = {self._flag(where) or "": what for where, what in findings(error)}
            if "" in wrong and not (self.leads and self.walk):
                raise
            wrong.pop("", None)  # of the whole: it is not said yet while somebody is led through it
        if (self.why or (self.enter and self.enter.must_say_why(given))) and given.get("why") is None:
            wrong.setdefault("--why", REQUIRED)
        if self.enter:
            wrong |= self.enter.lacks(given)
            if "stream" in self.answered and (unknown := self.enter.held.unknown(given)):
                wrong["stream"] = unknown
        if not wrong and self.enter and self.enter.must_say(given, asked=bool(self.answered)):
            wrong["--as"] = REQUIRED
        return wrong, made

    def _also_why(self, error: Invalid, given: Given) -> None:
        """Whoever is asked nothing reads all that is missing at once."""
        errors: Any = error.data.get("errors")
        if self.needs_why and errors and given.get("why") is None:
            errors.append({"where": "--why", "what": REQUIRED, "field": "why"})

    def line(self, verb: str, given: Given) -> str:
        """What was said, as it would be typed in one line."""
        words = [verb]
        for flag, param in self.params.items():
            value = given.get(str(param.name))
            if flag not in param.opts[:1] or value in (None, (), False):
                continue
            for each in value if isinstance(value, tuple) else (value,):
                words += [flag] if isinstance(param, click.Option) else []
                words += [] if each is True else [shlex.quote(_to_type(param, str(each)))]
        return " ".join(words)

    def _flag(self, where: str) -> str | None:
        """The option, or the argument, that it is said by."""
        first = "stream" if where == "the first argument" else where.split(",", maxsplit=1)[0].strip()
        first = PART.sub("", first)
        return first if first in self.params else None

    def _next(self, wrong: Mapping[str, str]) -> str:
        """First what was answered and does not fit, then what is offered in its order, then the rest."""
        if again := [flag for flag in wrong if flag in self.answered or wrong[flag] != REQUIRED]:
            return again[0]
        # What stands at the front of a line is asked for first, and nothing of an engagement before that is known.
        return "stream" if "stream" in wrong else self.walk[0] if self.walk else next(iter(wrong))

    def _ask(self, given: Given, flag: str, wrong: str | None) -> None:
        param = self.params[flag]
        self.walk = [offered for offered in self.walk if offered != flag]
        if wrong is None and given.get(str(param.name)) not in (None, (), False):
            return
        held = self.enter.held if self.enter else None
        if held and (shown := held.proposal(given)):
            click.echo(shown, err=True)
        which = held.which() if held and flag == "stream" else None
        if wrong not in (None, REQUIRED) and (which is None or flag in self.answered):
            click.echo(f"  {wrong}", err=True)
        if which or (flag not in self.answered and wrong in (None, REQUIRED)):
            click.echo(which or _meaning(param), err=True)
        self.answered.add(flag)
        takes = self.enter.takes(flag, given) if self.enter else None
        missing = wrong is not None and given.get(str(param.name)) in (None, (), False)
        needed = missing or _required(param) or (wrong is not None and isinstance(param, click.Argument))
        name = (
            held.called
            if held and held.place and flag == "stream" and (held.about or held.numbered)
            else _called(param, flag)
        )
        answer = _answer(param, name, takes, needed=needed)
        if held and flag == "stream" and answer:
            answer = held.full(answer)
        # What stands is not said again.
        given[str(param.name)] = None if self.leads and answer == takes and flag != "--as" else answer


def findings(error: Invalid) -> Iterator[tuple[str, str]]:
    """Where and what does not fit, one at a time."""
    errors: Any = error.data.get("errors") or [{"where": error.data.get("where", ""), "what": error.message}]
    for finding in errors:
        yield str(finding["where"]), str(finding["what"])


def _shown(param: click.Parameter) -> list[str]:
    """How an argument stands in a help, which is how it is named where it is missing."""
    return [param.metavar] if isinstance(param, click.Argument) and param.metavar else []


def _required(param: click.Parameter) -> bool:
    return isinstance(param, click.Option) and MARK in (param.help or "")


def _meaning(param: click.Parameter) -> str:
    """What is asked for, in the words of the help."""
    if not isinstance(param, click.Option):
        return f"What is meant: {param.metavar}"
    meaning = (param.help or "").removesuffix(MARK).replace(" (default)", "")  # Enter may take another one
    return f"{meaning}{words(param)}"


def _to_type(param: click.Parameter, value: str) -> str:
    """A value as it may be typed: a number is read as the same, however its reader writes numbers."""
    return alike(value) if param.type is TYPED else value


def _called(param: click.Parameter, flag: str) -> str:
    return flag if flag.startswith("-") else str(param.metavar).replace("[", "").replace("]", "").lower()


def _answer(param: click.Parameter, name: str, takes: str | None, *, needed: bool) -> Any:
    """What was typed, as the option has it, or what Enter `takes`, unread; None where it may be left out and was."""
    shown = takes and _to_type(param, takes)
    while True:
        try:
            if isinstance(param, click.Option) and param.is_flag:
                return click.confirm(name, default=False, err=True)
            label = name if needed or takes else f"{name} (Enter leaves it out)"
            typed = click.prompt(label, default=shown or "", show_default=bool(takes), err=True)
        except click.Abort:
            raise click.Abort(f"\n{NOTHING}") from None
        if not typed and needed:
            click.echo(NEEDED, err=True)
            continue
        if not typed:
            return None
        try:
            value = takes if typed == shown else param.type.convert(begun(param.type, meant(param, typed)), param, None)
        except (Invalid, click.BadParameter) as error:
            click.echo(f"  {error.message}", err=True)
            continue
        return (value,) if param.multiple else value


def picked(called: str, names: Mapping[str, str], enter: str | None = None) -> str:
    """One of these names, each shown with its words: what was typed, once it is one of them; `enter` is what Enter
    takes.
    """
    lines = [f"  {name}  {words}".rstrip() for name, words in names.items()]
    click.echo("\n".join([f"Which {called}?", *lines]), err=True)
    while True:
        try:
            typed = click.prompt(called, default=enter or "", show_default=bool(enter), err=True).strip()
        except click.Abort:
            raise click.Abort("") from None
        if typed in names:
            return str(typed)
        click.echo(f"  there is no {called} {typed}: write one of these" if typed else "  this is needed", err=True)


def agreed(question: str) -> None:
    """Goes on after a yes. After a no, raises Exit with a code of its own, for whoever thought about it interrupted
    nothing; after Ctrl-C, Abort. Either way one line says that nothing was recorded.
    """
    try:
        yes = click.confirm(question, default=False, err=True)
    except click.Abort:
        raise click.Abort(f"\n{NOTHING}") from None
    if not yes:
        click.echo(NOTHING, err=True)
        raise click.exceptions.Exit(ANSWERED_NO)


def sends(first: EffectFirst) -> bool:
    """Whether somebody is at a terminal who has read the effect and wants to send it. Raises as `agreed`."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        return False
    click.echo(first.message, err=True)
    agreed("Send it?")
    return True
