"""The seller's own."""

from __future__ import annotations

from cli.nouns.card import Noun

NOUN = Noun(
    examples={
        "idea": '--says "a visit before each quarter"',
        "obstacle": 'own/i-1 --kind effort-billing --says "they would pay for the journey"',
        "lower": 'own/b-1 --says "we offer a fixed price" --why "then the journey is ours"',
        "habit": '--when "in our city" --offer "a first meeting there" --cites acme/x-1 --why "it helped"',
        "map": '--seller "Marketing tactics" --seller "Online strategy" --customer Customers',
        "note": '--text "Bo decides, not his chief" --regards acme',
        "offer": '--topic "lawn care" --resource "we mow every week" --result "your lawn looks good" --bill 40',
        "territory": '--says "we make intake fast in clinics" --problem "new clients wait for weeks"',
        "review": (
            '--regards acme --which biggest-account --agreement resource --gap "hours decide" --next-step'
            ' "propose a price for the result" --why "half of our revenue"'
        ),
        "won": '--account globex --other initech --reason "we asked what they want to reach"',
        "lost": '--account hooli --other initech --reason "they were cheaper"',
        "learn-loss": 'own/d-2 --source customer --says "they came to see us before they offered"',
        "rule": '--says "no offer before a goal in their words" --why "or we sell what we have"',
        "check-rule": 'own/r-1 --found broken --regards acme --says "we quoted at once"',
        "list": "",
        "show": "own/i-1",
    },
    help={
        "--cites": "What it was learned from, as in acme/x-1; once for each.",
        "--kind": "What kind of obstacle it is.",
        "obstacle --obstacle": "The obstacle's name; by default the next one.",
        "--offer": "What to offer then.",
        "--regards": "The engagement it is about.",
        "--says": "What it is, in one sentence.",
        "--subject": "The person it is about, by the name the ledger gives them.",
        "--text": "The note.",
        "--when": "The situation in which to offer it.",
    },
    samples={
        "idea": ("idea", "i-1"),
        "obstacle": ("obstacle", "b-1"),
        "corrects": ("number of the entry to correct", "7: sameside history acme shows them"),
    },
    kinds=("practice",),
    rows=("board", "habits", "offers", "deals", "rules", "gets", "shares"),
    states={"dropped_on": ("kept", "dropped")},
)
