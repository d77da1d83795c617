"""Words completed in a shell: the script, and the streams there are."""

from __future__ import annotations

from typing import Any

import click

from cli.general import Options, Verb
from domain.vocabulary import KINDS

SHELLS = ("bash", "zsh", "fish")
MANY = 50


@click.command(cls=Verb)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes words in your shell.

    \b
    sameside completion bash > ~/.local/share/bash-completion/completions/sameside
    """  # noqa: D301 - click's mark that these lines stay as they are
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - a shell asks, people do not

    kind = get_completion_class(shell)
    assert kind is not None
    script = kind(ctx.find_root().command, {}, "sameside", "_SAMESIDE_COMPLETE")
    from cli.output import writing  # noqa: PLC0415

    with writing(ctx.ensure_object(Options)) as out:
        out.write(script.source() + "\n")


def streams(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG001 - click's way
    """The streams that begin so; nothing when the ledger is away, for a shell wants no error."""
    from adapters.wiring import Application  # noqa: PLC0415
    from domain.errors import LedgerError  # noqa: PLC0415

    noun = ctx.parent.info_name if ctx.parent else None
    kind = noun if noun in KINDS else "engagement"
    try:
        names = Application.at(ctx.find_root().ensure_object(Options).store).streams(f"{kind}/{incomplete}", MANY)
    except LedgerError:
        return []
    return [click.shell_completion.CompletionItem(name.partition("/")[2]) for name in names]
