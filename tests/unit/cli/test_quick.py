"""The words for what happens every day: each records what its long form does."""

from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner

from cli.main import NOUNS, VERBS, main
from cli.quick import QUICK
from domain.catalogue import COMMANDS
from tests.e2e.conftest import Run, run, store  # noqa: F401 - fixtures

ROOT = click.Context(main, info_name="sameside")


def test_no_word_is_a_noun_or_a_verb_too_and_each_stands_for_a_command() -> None:
    assert not QUICK.keys() & {*NOUNS, *VERBS}
    assert {quick.command for quick in QUICK.values()} <= COMMANDS.keys()


def test_they_come_first_in_the_help_and_in_a_shell() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    assert shown.index("  open ") < shown.index("  pay ") < shown.index("  engagement ")
    assert [item.value for item in main.shell_complete(ROOT, "")][: len(QUICK)] == list(QUICK)
    assert "pay" in [item.value for item in main.shell_complete(ROOT, "p")]


@pytest.mark.parametrize("word", QUICK)
def test_a_word_takes_what_its_long_form_takes_but_what_it_says_already(word: str) -> None:
    noun, _, verb = QUICK[word].command.partition(".")
    group = main.get_command(ROOT, noun)
    assert isinstance(group, click.Group)
    long, short = group.get_command(ROOT, verb), main.get_command(ROOT, word)
    assert long is not None
    assert short is not None
    assert {param.name for param in long.params} == {param.name for param in short.params} | QUICK[word].says.keys()
    assert f"Short for `sameside {noun} {verb}" in (short.help or "")


def test_a_word_records_what_its_long_form_records(run: Run) -> None:  # noqa: F811 - a fixture
    run("open acme --title T --currency EUR --owner Ana --customer-owner Bo")
    run("outcome propose -s New --metric days --from 21 --to 5 --by 2126-09-30 --measured CRM")
    run("agree -a c")
    thing = "--says call --why y --expect z --json"
    did, offered = (json.loads(run(line).stdout) for line in (f"did {thing}", f"extra offer --done {thing}"))
    assert [fact["type"] for fact in did["facts"]] == [fact["type"] for fact in offered["facts"]]
    assert [fact["type"] for fact in did["facts"]] == ["extra-mile-offered.v1", "extra-mile-done.v1"]
