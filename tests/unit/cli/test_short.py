"""Short options: a letter means one thing, with every verb."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import click

from cli.main import main
from cli.short import SHORT


def commands(group: click.Group, ctx: click.Context) -> Iterator[tuple[click.Context, click.Command]]:
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        inside = click.Context(command, info_name=name, parent=ctx)
        yield inside, command
        if isinstance(command, click.Group):
            yield from commands(command, inside)


def test_no_two_options_of_a_verb_are_typed_alike_and_a_letter_is_always_the_same_option() -> None:
    long = {short: flag for flag, short in SHORT.items()}
    assert len(long) == len(SHORT)
    for ctx, command in commands(main, click.Context(main, info_name="sameside")):
        typed = Counter(flag for param in command.get_params(ctx) for flag in (*param.opts, *param.secondary_opts))
        assert [flag for flag, times in typed.items() if times > 1] == [], ctx.command_path
        for param in command.get_params(ctx):
            for flag in (opt for opt in param.opts if opt.startswith("-") and not opt.startswith("--")):
                assert long.get(flag) in param.opts, f"{ctx.command_path} {flag}"


def test_what_is_typed_most_is_typed_shortly() -> None:
    propose = main.get_command(click.Context(main), "outcome").get_command(click.Context(main), "propose")  # type: ignore[union-attr]
    flags = {param.opts[0]: param.opts[1:] for param in propose.params if isinstance(param, click.Option)}
    assert (flags["--why"], flags["--says"], flags["--as"], flags["--dry-run"]) == (["-w"], ["-s"], ["-a"], ["-n"])


def test_what_is_hidden_is_said_by_either_word_wherever_it_is_said() -> None:
    found = {
        ctx.command_path: param.opts
        for ctx, command in commands(main, click.Context(main, info_name="sameside"))
        for param in command.params
        if param.name == "hidden"
    }
    assert found == {place: ["--hidden", "--hide"] for place in ("sameside page share", "sameside page print")}
