"""The command line; `--help` imports click and nothing else."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from cli.general import Group, Options, places
from cli.quick import QUICK

# Noun → one line of help. A test holds it against the command models; the verbs follow from them.
NOUNS = {
    "engagement": "Open, close and reopen what two parties do together.",
    "outcome": "Propose, agree, reject or end an outcome, or record that its date was missed.",
    "result": "Record, confirm, dispute or take back results.",
    "dispute": "Answer, settle or decide what a customer disputes.",
    "payment": "Record what was paid; reports show it beside what was earned.",
    "extra": "Offer and do little things, and record what came of them.",
    "choice": "Offer the customer two or three options to choose from.",
    "need": "Write down what the customer needs in their words, and repeat it in yours.",
    "request": "Ask for more hours, less work, support or other terms, and see the price first; answer requests.",
    "no": "Say no to a request: the reason, what to do instead, and the income given up.",
    "work": "Record pieces of work, support, what you left out to save, and costs that you lowered.",
    "word": "See what was recorded on somebody's behalf; they confirm or deny it on their page.",
    "person": "Invite people of either side to the shared page, say what each may do, and take it back.",
    "page": "Print the page to send it, or let somebody else read it until a day, with parts hidden.",
    "account": "Record one customer over the years: what was given and gained, and what the customer confirmed.",
    "advice": "Record advice that the customer needed to hear, and how it turned out.",
    "talk": "Record how the time in a conversation was spent.",
    "map": "Record who is the expert in what, and who decides.",
    "scenario": "Present two or three ways to proceed with their costs, and record what is spent.",
    "fit": "Record how well an offer fits; decline, refer the customer, or take it all the same.",
    "practice": "Record the seller's own ideas, obstacles, habits and private notes.",
    "link": "Correct an entry that points to the wrong thing, or to nothing.",
}
# Verb → where it is, and one line of help.
READING = {
    "today": ("cli.today:today", "Show what waits for whom, and what is late, of all customers."),
    "prepare": ("cli.prepare:prepare", "Show what could still be prepared for an engagement, and why."),
    "report": ("cli.report:report", "Show a report, now or as it was."),
    "why": ("cli.why:why", "Show why a little thing was tried: from what came of it back to the agreement."),
    "recount": (
        "cli.recount:recount",
        "Show what counts, case by case, and on whose word; or write it to count again.",
    ),
    "history": ("cli.history:history", "Show the entries of one engagement or account, as recorded."),
    "invite": ("cli.invite:invite", "Invite somebody to the page that both sides read."),
    "serve": ("cli.serve:serve", "Serve the pages that both sides read, in a browser."),
    "use": ("cli.use:use", "Choose the engagement that is meant where a command names none."),
    "where": ("cli.where:where", "Show which ledger is used, and why."),
    "init": ("cli.begin:init", "Create an empty ledger."),
    "demo": ("cli.demo:command", "Create a small example ledger and look around in it."),
    "import": ("cli.load:command", "Record commands from a file."),
}
KEEPING = {
    "tail": ("cli.read:tail", "Show every entry, in the order it was recorded."),
    "parity": ("cli.audit:parity", "Prove that both sides read the same page."),
    "receipt": ("cli.receipt:command", "Show whether something is recorded, by the id of its command."),
    "check": ("cli.audit:check", "Check the whole ledger for anything that is wrong."),
    "rebuild": ("cli.audit:rebuild", "Rebuild a report from the ledger's entries, or check that it matches them."),
    "doctor": ("cli.doctor:doctor", "Show the health of the ledger and its reports."),
    "move": ("cli.move:command", "Copy the ledger to another store, and prove it."),
    "feed": ("cli.feed:feed", "Set up the ledger's topics in Kafka."),
    "relay": ("cli.feed:relay", "Send entries to Kafka until you stop it."),
    "project": ("cli.feed:project", "Update the reports from Kafka until you stop it."),
    "schema": ("cli.schema:schema", "Print the data format of commands, facts, documents or topics."),
    "completion": ("cli.completion:completion", "Print the script that completes words in your shell."),
    "version": ("cli.begin:version", "Show the version."),
}
VERBS = READING | KEEPING
CODES = (
    "Names that the ledger gives: o-1 an outcome, v1 a version of its terms, x-1 a little thing, c-1 a choice, "
    "g-1 a need, r-1 a request, n-1 a no, w-1 a piece of work, m-1 a person, s-1 a share of the page, a-1 advice, "
    "t-1 a lowered cost, k-1 something left out, p-1 a problem."
)


class Root(Group):
    """Lists its commands from the tables; imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [*QUICK, *NOUNS, *VERBS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name in QUICK:
            word: click.Command = import_module("cli.record").quick(cmd_name)
            return word
        if cmd_name in NOUNS:
            group: click.Command = import_module("cli.record").noun(cmd_name, NOUNS[cmd_name])
            return group
        if cmd_name in VERBS:
            module, _, name = VERBS[cmd_name][0].partition(":")
            spoken: click.Command = getattr(import_module(module), name)
            return spoken
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        with formatter.section("Every day: type the word alone at a terminal, and you are asked for the rest"):
            formatter.write_dl([(word, quick.line) for word, quick in QUICK.items()])
        with formatter.section("Record and look up: sameside NOUN VERB"):
            formatter.write_dl(list(NOUNS.items()))
        for heading, verbs in (("Read, invite and begin", READING), ("For whoever keeps the ledger running", KEEPING)):
            with formatter.section(heading):
                formatter.write_dl([(name, line) for name, (_, line) in verbs.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        formatter.write_paragraph()
        formatter.write_text(CODES)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - a shell asks, people do not

        lines = {
            **{word: quick.line for word, quick in QUICK.items()},
            **NOUNS,
            **{name: line for name, (_, line) in VERBS.items()},
        }
        items = [CompletionItem(name, help=line) for name, line in lines.items() if name.startswith(incomplete)]
        return items or click.Command.shell_complete(self, ctx, incomplete)

    def main(self, args: Sequence[str] | None = None, *, standalone_mode: bool = True, **extra: Any) -> Any:  # type: ignore[override]  # by name, as everybody calls it
        """As click's, with our errors and exit codes."""
        if not standalone_mode:
            return super().main(args, standalone_mode=False, **extra)
        if args is None:
            gc.disable()  # what is made while starting is no garbage
        try:
            answer = super().main(args, standalone_mode=False, **extra)
            if sys.stdout:
                sys.stdout.flush()
            code = answer if isinstance(answer, int) else 0
        except Exception as error:  # noqa: BLE001 - whatever it is, a person reads one shape
            code = import_module("cli.errors").shown(error, list(sys.argv[1:] if args is None else args))
        if args is None:
            _end(code)
        sys.exit(code)


def _end(code: int) -> None:
    """Ends at once: the store is closed by now, and taking apart all that was imported would cost a tenth of a run."""
    for stream in filter(None, (sys.stdout, sys.stderr)):  # either may have been closed before we began
        with suppress(OSError):  # what could not be written has been told by now
            stream.flush()
    os._exit(code)


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click calls it so
    if value:
        ctx.invoke(import_module("cli.begin").version)
        ctx.exit()


VERSION = click.Option(
    ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version."
)


@click.group(
    cls=Root,
    params=[*places(), VERSION],
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "obj": None},
)
@click.pass_context
def main(ctx: click.Context) -> None:
    """A shared record for a seller and a customer: what they agreed to reach, what was done for it, and why.

    \b
    sameside engagement open acme --title "Faster intake" --currency EUR --owner Ana --customer-owner Bo
    """  # noqa: D301 - click's mark that these lines stay as they are
    ctx.ensure_object(Options)
    if ctx.invoked_subcommand is None:
        import_module("cli.begin").nothing_said(ctx)
