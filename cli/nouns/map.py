"""Who is the expert in what."""

from __future__ import annotations

from cli.flat import Flat
from cli.nouns.card import Noun

NOUN = Noun(
    examples={
        "set": 'acme --seller "Marketing tactics" --shared "Online strategy" --customer Customers',
        "review": 'acme --says "we had not seen it like that" --as customer',
        "raise": 'acme --kind overlap --area "Online strategy" --quote "we keep stepping on each other\'s toes"',
        "settle": 'acme "Online strategy" --to seller --why "they have done it for years" --as customer',
        "confirm": 'acme "Online strategy" --answer wanted --whole --as customer',
        "grant": 'acme --area "Online strategy" --outcome o-1 --as customer',
        "list": "acme",
        "show": "acme/p-1",
    },
    flat={
        "settle": Flat(names={"area": "[AREA]"}),
        "confirm": Flat(names={"area": "[AREA]"}),
        "grant": Flat(names={"areas": "--area"}),
    },
    rows=("expertise.problems", "expertise."),
)
