"""The help of every command says who reads what it records."""

from __future__ import annotations

import pytest

from cli.examples import PRIVATE, read_by
from domain.catalogue import COMMANDS, KIND


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_read_by_both_unless_it_is_in_the_sellers_own_stream(name: str) -> None:
    says = read_by(COMMANDS[name])
    assert says.startswith("Only the seller reads it." if KIND[COMMANDS[name]] == "practice" else "Both sides read it")


def test_the_private_way_of_a_shared_command_is_a_command_that_is_private() -> None:
    for name, says in PRIVATE.items():
        assert KIND[COMMANDS[name]] == "engagement"
        ways = [part.removeprefix("sameside ").replace(" ", ".") for part in says.split("`")[1::2]]
        ways = [way if way.startswith("practice") else f"practice.{way}" for way in ways]
        assert {KIND[COMMANDS[way]] for way in ways} == {"practice"}
