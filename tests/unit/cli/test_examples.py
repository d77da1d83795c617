"""Every verb's help shows a line to type, and it can be typed."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from adapters.importing.commands import command_from
from cli.general import Options
from cli.main import NOUNS, main
from cli.nouns import card
from cli.record import READING, told_of
from domain.access import check
from domain.catalogue import COMMANDS
from domain.catalogue import verbs as verbs_of
from domain.step import GAP
from tests.spec import ANA

VERBATIM = "\b\n"
NEVER_HERE = {name for name, model in COMMANDS.items() if model.may is not None and model.may.own_login}
"""Commands that are always refused at a command line."""


def verbs(command: click.Command = main, *said: str) -> Iterator[tuple[str, ...]]:
    """Every verb there is, as it is said."""
    if not isinstance(command, click.Group):
        yield said
        return
    ctx = click.Context(command)
    for name in command.list_commands(ctx):
        found = command.get_command(ctx, name)
        assert found is not None
        yield from verbs(found, *said, name)


def lines(*said: str) -> list[str]:
    """What a verb's help shows to type."""
    command: Any = main
    for name in said:
        command = command.get_command(click.Context(command), name)
    _, found, block = (command.help or "").partition(VERBATIM)
    return [line.strip() for line in block.strip().splitlines()] if found else []


def parsed(line: str) -> dict[str, Any]:
    """What click makes of a line, verb by verb; it raises when a word does not fit."""
    args = shlex.split(line.partition(" > ")[0])
    args = args[args.index("sameside") + 1 :]  # a setting may stand before it
    args = args[2:] if args[0] == "--store" else args
    command: Any = main
    while isinstance(command, click.Group):
        name, *args = args
        command = command.get_command(click.Context(command), name)
    # Left again, so that a file that was named is closed.
    with command.make_context("it", args, parent=click.Context(main, obj=Options())) as ctx:
        return dict(ctx.params)


def test_what_is_always_refused_here_is_not_shown_typed_and_its_help_says_so() -> None:
    assert {"word.own", "word.disown", "person.enter", "person.leave"} == NEVER_HERE
    for name in NEVER_HERE:
        said = CliRunner().invoke(main, [*name.split("."), "--help"]).output
        assert "Always refused from here" in said
        assert f"sameside {name.replace('.', ' ')}" not in said
        assert lines(*name.split(".")) == []


@pytest.mark.parametrize("said", [one for one in verbs() if ".".join(one) not in NEVER_HERE], ids=" ".join)
def test_every_verbs_help_shows_it_typed_and_every_line_of_it_parses(
    said: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("commands.ndjson").touch()  # what is imported must be there
    found = lines(*said)
    assert any(f" {' '.join(said)} " in f"{line} " for line in found)
    for line in found:
        parsed(line)


def test_no_example_is_of_a_verb_that_is_not_there() -> None:
    for noun in NOUNS:
        assert card(noun).examples.keys() <= {*verbs_of(noun), *READING}


def test_a_command_is_shown_by_the_examples_of_its_fields_where_nobody_wrote_a_better_line() -> None:
    assert lines("account", "confirm") == ["sameside account confirm acme/give-1 --value 4000 --as customer"]
    assert lines("account", "open") == ['sameside account open acme --title "Acme clinics" --currency EUR']


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - NEVER_HERE))
def test_every_example_says_all_that_its_command_needs_as_one_who_may_say_it(name: str) -> None:
    model = COMMANDS[name]
    noun, _, verb = name.partition(".")
    given = parsed(lines(*name.split("."))[0].replace(GAP, "words"))
    del given["dry_run"]
    told = told_of(model, card(noun).form(verb), given)
    check(command_from(told, actor=ANA, subject=lambda _: "p-1"), closed=False)


def test_what_was_noticed_is_read_where_the_help_of_noticing_says(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path}/a.db"
    answers = [
        CliRunner().invoke(main, ["--store", store, *shlex.split(line)[1:]])
        for line in lines("engagement", "open") + lines("extra", "notice")
    ]
    assert [one.exit_code for one in answers] == [0, 0, 0]
    assert "they moved to our city" in answers[-1].stdout


@pytest.mark.parametrize("verb", sorted(READING))
def test_the_sellers_own_is_read_by_its_own_name(verb: str) -> None:
    told = CliRunner().invoke(main, ["practice", verb, "--help"]).output
    assert "ENGAGEMENT" not in told
    assert "OWN" in told
