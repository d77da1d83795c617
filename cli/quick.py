"""The few acts that are recorded most often, each under one word: all of these words, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Quick(NamedTuple):
    """`command` is what the word records, `line` its help, and `example` what may follow it; `says` are options, by
    their field, that the word says already.
    """

    command: str
    line: str
    example: str
    says: Mapping[str, Any] = NOTHING


QUICK = {
    "open": Quick(
        "engagement.open",
        "Open an engagement with a customer.",
        'acme --title "Faster intake" --currency EUR --owner Ana --customer-owner Bo',
    ),
    "propose": Quick(
        "outcome.propose",
        "Propose an outcome, or change one: propose o-1.",
        'o-1 --by 2031-02-28 --why "they asked for more time"',
    ),
    "agree": Quick("outcome.agree", "Agree to the open proposal.", "--as customer"),
    "offer": Quick(
        "extra.offer",
        "Offer a little thing, and say why.",
        '--says "kick-off in person" --why "a third dimension" --expect "they decide" --touches place',
    ),
    "did": Quick(
        "extra.offer",
        "Record that you did a little thing: `did x-1` for one that was offered, `did` alone for a new one.",
        '--says "call the day before" --why "they forget papers" --expect "one visit less"',
        {"done": True},
    ),
    "observe": Quick(
        "extra.observe",
        "Record what came of a little thing.",
        'x-1 --effect helped --evidence "decided the same day" --as customer',
    ),
    "measure": Quick(
        "result.measure", "Record a measured figure of the outcome.", "--value 12 --low 11 --high 13 --as customer"
    ),
    "pay": Quick("payment.note", "Record that the customer paid.", "--amount 9000"),
    "support": Quick("work.support", "Record support that was given.", "--hours 1:20 --topic printers"),
    "errand": Quick(
        "request.make",
        "Record a side job that the customer asks for.",
        '--says "file our permit"',
        {"kind": "errand", "as_": "customer"},
    ),
}


def in_full(word: str) -> str:
    """What the word stands for, and a line to type, as click leaves lines alone."""
    command, _, example, says = QUICK[word]
    options = ((name.rstrip("_"), value) for name, value in says.items())
    fixed = "".join(f" --{name}" if value is True else f" --{name} {value}" for name, value in options)
    long = f"sameside {command.replace('.', ' ')}{fixed}"
    return f"Short for `{long}`.\n\n\b\nsameside {word} {example}"
