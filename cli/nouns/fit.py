"""How well it fits, and what is not sold."""

from __future__ import annotations

from cli.flat import Flat
from cli.nouns.card import Noun

NOUN = Noun(
    examples={
        "assess": 'acme --problem "calls wait too long" --expertise ours --seen no --offer "intake course"',
        "acknowledge": 'acme --says "we do lose callers" --as customer',
        "override": 'acme --by Ana --why "they will see it within a week"',
        "decline": 'acme --says "a second module" --upsell --forgone 18000 --why "the intake is upstream of it"',
        "refer": (
            'acme --to "Wire & Sons" --says "their lines" --customer-gains "good lines" --they-gain "a'
            ' client" --we-gain trust --why "we know nothing of wires"'
        ),
        "follow-up": 'acme/ref-1 --became helped --says "no call was lost since" --gained 0',
        "cheaper": (
            'acme --asked "three more desks" --instead "a call-back at noon" --saves 9000 --kept-by customer'
            ' --why "the calls come at noon"'
        ),
        "cite": 'acme --result northwind/o-1/v1 --says "from 30 to 6 days in a quarter"',
        "adjust": 'acme --was "it holds from the first week" --now "from the second month" --why "they train first"',
        "list": "acme",
        "show": "acme/d-1",
    },
    flat={"override": Flat(names={"overridden_by": "--by"})},
    samples={"decline": ("decline", "d-1"), "expectation": ("expectation", "e-1"), "referral": ("referral", "ref-1")},
    rows=("restraint.declines", "restraint.referrals"),
)
