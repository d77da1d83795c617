"""How the seller sells, in their own stream: offers both ways, a territory, reviews, deals won and lost, a rule."""

from __future__ import annotations

from typing import Any

from cli.stories.teller import Scene, Teller

LOST = (
    ("they were cheaper", "they came to see us before they offered anything", False),
    ("we were not innovative enough", "they told us what we did not need", False),
    ("our price", "the price, as you said", True),
)
SAMPLES = (
    ("lawn care", "we mow your lawn every week", "your lawn looks good all summer", "$40 a week"),
    (
        "accounting",
        "we keep your books, forty hours a month",
        "your return is filed, and no letter surprises you",
        "2,800",
    ),
    ("CRM", "we customise the CRM, 120 hours", "your sellers find every promise they made", "18,000"),
)


STATED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    *(
        ("2025-01-07", "practice.offer", {"topic": topic, "resource": resource, "result": result, "bill": bill})
        for topic, resource, result, bill in SAMPLES
    ),
    ("2025-01-08", "practice.territory", {
        "says": "we help software firms show what cannot be shown on a call",
        "problem": "prospects who cannot decide after a demonstration",
    }),
    ("2025-02-03", "practice.review", {
        "regards": "parley", "which": "biggest-account", "agreement": "resource", "invoice": "resource",
        "gap": "hours decide what is tried", "next_step": "propose a price for the result",
        "why": "a third of our revenue",
    }),
    ("2025-03-10", "practice.lost", {"account": "hooli", "other": "initech", "reason": "they were cheaper"}),
    ("2025-04-02", "practice.learn-loss", {
        "deal": "d-1", "source": "customer", "says": "they came to see us before they offered anything",
    }),
    ("2025-04-14", "practice.won", {"account": "globex", "reason": "we asked first what they want to reach"}),
    ("2025-04-15", "practice.rule", {
        "says": "no offer before the goal stands in the customer's words", "why": "hooli was lost over it",
    }),
    ("2025-05-06", "practice.check-rule", {"rule": "r-1", "found": "kept", "regards": "globex"}),
)  # fmt: skip
"""The text's three samples, each at the same bill (text 002), and how the seller of the demo sells."""


def round_of(teller: Teller, number: int) -> Scene:
    """What is said of selling beside each round of ideas in a simulated practice."""
    rng = teller.rng
    if number == 1:
        for topic, resource, result, bill in SAMPLES:
            yield teller.say("practice.offer", topic=topic, resource=resource, result=result, bill=bill)
        problem = "new clients wait for weeks"
        yield teller.say("practice.territory", says="we make intake fast in clinics", problem=problem)
        says, why = "no offer before a goal in their words", "or we sell what we have"
        yield teller.say("practice.rule", rule="goal-first", says=says, why=why)
    account, other = f"prospect-{number}", rng.choice(("initech", "nobody else", None))
    if teller.happens(0.4):
        yield teller.say("practice.won", deal=f"lead-{number}", account=account, other=other, reason="we asked first")
    else:
        ours, theirs, as_we_said = rng.choice(LOST)
        yield teller.say("practice.lost", deal=f"lead-{number}", account=account, other=other, reason=ours)
        if teller.happens(0.5):
            source = rng.choice(("customer", "winner"))
            fields: dict[str, Any] = {"source": source, "says": theirs, "as_we_said": as_we_said}
            yield teller.say("practice.learn-loss", stream=f"own/lead-{number}", **fields)
    if number == 2:
        yield teller.say("practice.rule", rule="reply", says="an answer the same day", why="who waits, looks elsewhere")
    if number == 40:
        yield teller.say("practice.drop-rule", stream="own/reply", why="it cost the evenings, and nobody had asked")
    if teller.happens(0.3):
        checked = rng.choice(("kept", "kept", "broken"))
        yield teller.say("practice.check-rule", stream="own/goal-first", found=checked, regards=account)
    if number % 4 == 1:
        reads, gap = rng.choice(("result", "resource", "mixed")), "hours decide what is tried"
        review: dict[str, Any] = {
            "regards": account,
            "agreement": reads,
            "gap": gap,
            "next_step": "propose a price for the result",
        }
        yield teller.say("practice.review", why="once a year", **review)
