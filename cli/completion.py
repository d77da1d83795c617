"""Words completed in a shell: the script, and what the ledger knows. A shell wants no error: where the ledger is away,
or damaged, nothing is completed, and nothing said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from cli.general import Options, Verb

if TYPE_CHECKING:
    from adapters.wiring import Application

SHELLS = ("bash", "zsh", "fish")
MANY = 50
Completer = Callable[[click.Context, click.Parameter, str], list[Any]]


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


def quiet(names: Callable[[Application, click.Context, str], Iterator[str]]) -> Completer:
    """What is found in the ledger and begins so; nothing where that cannot be read, whyever."""

    @wraps(names)
    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG001 - click's way
        from adapters.wiring import Application  # noqa: PLC0415 - a shell asks, people do not

        try:
            every = dict.fromkeys(names(_at(Application, ctx), ctx, incomplete))
        except Exception:  # noqa: BLE001 - what is wrong is told to whoever reads or records there
            return []
        return _items(dict.fromkeys(every), incomplete)

    return complete


def _items(names: Mapping[str, str | None], incomplete: str) -> list[Any]:
    """Those of the names that begin so, each with what it says."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - a shell asks, people do not

    return [CompletionItem(name, help=says) for name, says in names.items() if name.startswith(incomplete)]


def _at(application: type[Application], ctx: click.Context) -> Application:
    return application.at(ctx.find_root().ensure_object(Options).store)


@quiet
def streams(app: Application, ctx: click.Context, incomplete: str) -> Iterator[str]:
    """Streams; after a slash what is in one; and before it, where an engagement is meant, that without its name."""
    from cli.things import kind_of, meant, noun_of, things  # noqa: PLC0415 - as above

    kind, noun = kind_of(ctx), noun_of(ctx)
    stream, slash, _ = incomplete.partition("/")
    if slash:
        yield from (f"{stream}/{thing}" for thing in things(app, noun, f"{kind}/{stream}"))
        return
    yield from (name.partition("/")[2] for name in app.streams(f"{kind}/{incomplete}", MANY))
    if kind == "engagement" and (chosen := meant(app)):
        yield from things(app, noun, f"engagement/{chosen}")


@quiet
def accounts(app: Application, _: click.Context, incomplete: str) -> Iterator[str]:
    """Names of accounts that are open."""
    yield from (name.partition("/")[2] for name in app.streams(f"account/{incomplete}", MANY))


@quiet
def versions(app: Application, ctx: click.Context, _: str) -> Iterator[str]:
    """The versions of the terms of the outcome that was named, or of all that there are."""
    from cli.things import named_place, terms_of  # noqa: PLC0415 - as above

    yield from terms_of(app, *named_place(app, ctx))


@quiet
def people(app: Application, ctx: click.Context, _: str) -> Iterator[str]:
    """Names of people of the engagement that was named, or is meant."""
    from cli.things import named_place, names_of  # noqa: PLC0415 - as above

    yield from names_of(app, named_place(app, ctx)[0])


def of_noun(noun: str) -> Completer:
    """What there is of a noun in the engagement that was named, or is meant."""

    @quiet
    def complete(app: Application, ctx: click.Context, _: str) -> Iterator[str]:
        from cli.things import named_place, things  # noqa: PLC0415 - as above

        return things(app, noun, named_place(app, ctx)[0])

    return complete


def languages(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG001 - click's way
    """The languages that pages are read in."""
    from adapters.wiring import Application  # noqa: PLC0415 - as above

    return _items(dict.fromkeys(_at(Application, ctx).places.languages), incomplete)


def views(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG001 - click's way
    """The views there are, with what they say."""
    from projections.across import ACROSS  # noqa: PLC0415 - as above
    from projections.registry import PROJECTIONS  # noqa: PLC0415 - as above

    across = {view.name: view.about for view in ACROSS}
    return _items({view.name: view.about for view in PROJECTIONS} | across, incomplete)
