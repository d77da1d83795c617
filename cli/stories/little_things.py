"""Little things in a simulated engagement: offered, chosen, done, observed, learned from, or held back.

Each has a true effect that nobody in the story knows: 30 % help, 55 % do nothing, 15 % hurt. What is observed is
mostly, not always, the truth, and often late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from cli.stories import words
from cli.stories.teller import Scene, Teller

EFFECTS = ("helped", "no-effect", "hurt")
CHANCES = (30, 55, 15)


@dataclass(slots=True)
class Trying:
    """How this seller tries things for this customer; `truth` takes each thing's hidden effect."""

    teller: Teller
    truth: dict[str, str]
    hourly: bool
    habits_from: str

    def month(self) -> Scene:
        """What is tried in a month."""
        teller = self.teller
        for _ in range(1 + teller.happens(0.06)):
            teller.later(1, 9)
            if teller.happens(0.55 if self.hourly else 0.12):
                yield from self._held_back()
            else:
                yield from self._tried()

    def _held_back(self) -> Scene:
        teller = self.teller
        says, why, *_ = teller.rng.choice(words.THINGS)
        obstacle = "effort-billing" if self.hourly and teller.happens(0.6) else teller.rng.choice(words.OBSTACLES)
        other = "nobody here has the key" if obstacle == "other" else None
        teller.things += 1
        yield teller.say("extra.hold-back", says=says, obstacle=obstacle, words=other, why=f"{why}; still, not now")
        if teller.happens(0.2):
            teller.later(3, 12)
            yield from self._offered(f"x-{teller.things}", says, why, "it was worth asking again", "")

    def _tried(self) -> Scene:
        teller = self.teller
        if teller.happens(0.3):
            habit = "h-1" if teller.day.isoformat() > self.habits_from else None
            yield teller.say("extra.notice", says=teller.rng.choice(words.TRIGGERS), habit=habit)
        says, why, hypothesis, touches = teller.rng.choice(words.THINGS)
        teller.things += 1
        yield from self._offered(None, says, why, hypothesis, touches)

    def _offered(self, thing: str | None, says: str, why: str, hypothesis: str, touches: str) -> Scene:
        teller, rng = self.teller, self.teller.rng
        name = thing or f"x-{teller.things}"
        done = not touches and teller.happens(0.5)
        kind = rng.choices(("intuition", "observation", "measured", "asked"), (60, 25, 10, 5))[0]
        reuses = f"{teller.stream}/l-1" if teller.lessons and teller.happens(0.25) else None
        self.truth[f"{teller.stream}/{name}"] = rng.choices(EFFECTS, CHANCES)[0]
        yield teller.say(
            "extra.offer",
            facts=2 if done else 1,
            thing=thing,
            says=says,
            why=why,
            hypothesis=hypothesis,
            why_kind=kind,
            touches=[touches] if touches else None,
            size="big" if teller.happens(0.1) and touches else None,
            cost_to_seller=str(rng.randint(1, 40) * 25) if teller.happens(0.5) else None,
            worst_for_seller="an afternoon lost" if teller.happens(0.2) else None,
            reuses=reuses,
            done=done or None,
        )
        if reuses and teller.things % 5 == 0:
            meant, why = f"{teller.stream}/x-1", "what was done is reused, and not what was learned of it"
            yield teller.say("link.mend", version=teller.version - done, meant=meant, why=why)
        yield from self._observed(name) if done else self._answered(name, asked=bool(touches))

    def _answered(self, name: str, *, asked: bool) -> Scene:
        teller = self.teller
        teller.later(1, 4)
        fate = teller.rng.choices(("accept", "choice", "decline", "withdraw"), (50, 28, 14, 8))[0]
        match fate:
            case "choice":
                yield from self._chosen(name)
                return
            case "decline":
                yield teller.say("extra.decline", party="customer", stream=f"{teller.stream}/{name}")
                return
            case "withdraw":
                yield teller.say("extra.withdraw", stream=f"{teller.stream}/{name}", why="the occasion has passed")
                return
            case _:
                if asked:
                    yield teller.say("extra.accept", party="customer", thing=name)
        yield from self._done(name)

    def _chosen(self, name: str) -> Scene:
        teller, rng = self.teller, self.teller.rng
        teller.choices += 1
        choice = f"c-{teller.choices}"
        options = [{"label": "this way", "thing": name}, {"label": "as always"}]
        if teller.happens(0.3):
            options.append({"label": "later"})
        to = rng.choice(("customer", "their-customer"))
        yield teller.say("choice.offer", about_what="how to go about it", options=options, to=to)
        teller.later(1, 6)
        if teller.happens(0.06):
            yield teller.say("choice.withdraw", stream=f"{teller.stream}/{choice}", why="it is no choice any more")
            return
        picked = rng.choice(options)
        chosen_by = rng.choice(words.CUSTOMERS) if teller.happens(0.4) else None
        made = f"{teller.stream}/{choice}"
        option = picked["label"]
        yield teller.say("choice.make", party="customer", facts=2, stream=made, option=option, chosen_by=chosen_by)
        if "thing" in picked:
            yield from self._done(name)

    def _done(self, name: str) -> Scene:
        self.teller.later(1, 8)
        yield self.teller.say("extra.do", stream=f"{self.teller.stream}/{name}")
        yield from self._observed(name)

    def _observed(self, name: str) -> Scene:
        teller, rng = self.teller, self.teller.rng
        if teller.happens(0.08):
            return  # nobody ever looked: it becomes overdue
        teller.later(2, 14)
        # Reports run late: some are recorded weeks after the day they speak of.
        on = (teller.day - timedelta(days=rng.randint(1, 2))).isoformat() if teller.happens(0.3) else ""
        party = rng.choices(("seller", "customer", "witness"), (60, 32, 8))[0]
        if teller.happens(0.12):
            yield teller.say("extra.observe", thing=name, effect="unknown", evidence="too early to say")
            teller.later(5, 20)
        truth = self.truth[f"{teller.stream}/{name}"]
        seen = truth if teller.happens(0.88) else rng.choice(EFFECTS)
        evidence = rng.choice(words.EVIDENCE) if teller.happens(0.6) else None
        yield teller.say("extra.observe", party=party, on=on, thing=name, effect=seen, evidence=evidence)
        if teller.happens(0.3):
            teller.lessons += 1
            yield teller.say("extra.learn", thing=name, says=rng.choice(words.LESSONS))
