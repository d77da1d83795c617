"""One customer over the years."""

from __future__ import annotations

from typing import Any

import click

from cli.flat import Flat
from cli.nouns.card import Noun

UNREALISTIC = "They could not or would not choose it; it is then not compared with yours."

BY_THE_CUSTOMER = ("not confirmed by the customer", "confirmed by the customer")


def _unrealistic(fields: dict[str, Any]) -> dict[str, Any]:
    """What is said is that it is not realistic; unsaid, it is."""
    rest = {name: value for name, value in fields.items() if name != "unrealistic"}
    return {**rest, "realistic": "unrealistic" not in fields}


NOUN = Noun(
    examples={
        "merge": 'acme-ltd --into acme --why "one customer, opened twice"',
        "unmerge": 'acme-ltd --why "they are two after all"',
        "list": "acme",
        "show": "acme/give-1",
    },
    flat={
        "gain": Flat(names={"gain": "--name"}),  # what was gained is its value
        "alternative": Flat(
            covered=frozenset({"realistic"}),
            options=(click.Option(["--unrealistic"], is_flag=True, help=UNREALISTIC),),
            shape=_unrealistic,
        ),
    },
    samples={"figure": ("figure", "give-1"), "corrects": ("figure", "give-1")},
    kinds=("account",),
    stream=(
        "account",
        (
            *("title", "currency", "confirmed_periods", "latest_period", "latest_gain", "latest_relative", "opened_on"),
            "merged_into",
        ),
    ),
    rows=("gives", "ways", "account.aims", "gains.gains", "gains.alternatives"),
    states={"confirmed": BY_THE_CUSTOMER, "confirmations": BY_THE_CUSTOMER},
)
