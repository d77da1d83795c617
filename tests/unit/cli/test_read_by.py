"""The help of every command says who reads what it records."""

from __future__ import annotations

import pytest

from cli.examples import PRIVATE, read_by, read_by_in_short, readers
from domain.catalogue import COMMANDS, KIND


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_read_by_both_unless_it_is_in_the_sellers_own_stream(name: str) -> None:
    says = read_by(COMMANDS[name])
    assert says.startswith(
        "Only the seller can read it." if KIND[COMMANDS[name]] == "practice" else "Both sides can read it"
    )


def test_the_private_way_of_a_shared_command_is_a_command_that_is_private() -> None:
    for name, says in PRIVATE.items():
        assert KIND[COMMANDS[name]] == "engagement"
        ways = [part.removeprefix("sameside ").replace(" ", ".") for part in says.split("`")[1::2]]
        ways = [way if way.startswith("practice") else f"practice.{way}" for way in ways]
        assert {KIND[COMMANDS[way]] for way in ways} == {"practice"}


def test_receipt_and_help_say_the_same_of_every_kind_of_stream() -> None:
    for kind, command in {kind: command for command, kind in KIND.items()}.items():
        private = read_by(command).startswith("Only the seller")
        assert readers(kind) == (("seller",) if private else ("seller", "customer"))
        assert read_by_in_short(kind) == ("only the seller can read it" if private else "both can read it")
