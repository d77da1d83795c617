"""Any commands on any subject, in any order: what hypothesis draws from."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from domain.engagement.aggregate import Engagement
from tests.golden.stories import practices
from tests.spec import COUNT, TARGET, Said, chooses, customer, offered, on_behalf, opened, seller, witness

WORDS = st.sampled_from(["a", "in person", "könnten wir", "第三"])
OUTCOME = st.sampled_from(["o-1", "o-2"])
THING = st.sampled_from(["x-1", "x-2", "x-3"])
REFERENCE = st.sampled_from(["T-1", "T-2", "v1"])
VERSION = st.integers(1, 24)
VALUE = st.sampled_from(["3", "5", "7", "20.5"])
WHEN = st.sampled_from([None, None, "2026-02", "2026-01-15", "2025", "2026-02-03T04:05:06Z"])
TERMS = st.sampled_from(
    [
        TARGET,
        COUNT,
        {**TARGET, "worth": {"low": "9", "high": "12"}, "matters": "much", "price": [{"amount": "8"}]},
        {**COUNT, "price": [{"form": "per-unit", "amount": "8", "unit": "hour"}]},
        {**COUNT, "counts_from": "2026-03-05"},
    ]
)
OPTION = st.fixed_dictionaries({"label": WORDS}, optional={"thing": THING})
FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "engagement.basis": {"basis": st.sampled_from(["result", "resource"])},
    "engagement.close": {},
    "engagement.reopen": {},
    "outcome.propose": {"outcome": OUTCOME, "terms": TERMS},
    "outcome.agree": {"outcome": OUTCOME, "version": st.integers(1, 4)},
    "outcome.turn-down": {"outcome": OUTCOME},
    "outcome.miss": {"outcome": OUTCOME},
    "outcome.end": {"outcome": OUTCOME},
    "result.measure": {"outcome": OUTCOME, "value": VALUE},
    "result.correct-measurement": {"corrects": VERSION, "value": VALUE},
    "result.reach": {"outcome": OUTCOME, "reference": REFERENCE, "quantity": st.integers(1, 5)},
    "result.correct": {"corrects": VERSION, "quantity": st.integers(1, 5)},
    "result.confirm": {"outcome": OUTCOME, "reference": REFERENCE},
    "result.dispute": {"outcome": OUTCOME, "reference": REFERENCE},
    "result.retract": {"outcome": OUTCOME, "reference": REFERENCE},
    "payment.note": {"amount": VALUE},
    "payment.correct": {"corrects": VERSION, "amount": VALUE},
    "extra.notice": {"says": WORDS},
    "extra.offer": {"thing": THING, "says": WORDS, "hypothesis": WORDS, "done": st.booleans()},
    "extra.accept": {"thing": THING},
    "extra.decline": {"thing": THING},
    "extra.do": {"thing": THING},
    "extra.withdraw": {"thing": THING},
    "extra.hold-back": {"thing": THING, "says": WORDS, "obstacle": st.just("own-doubt")},
    "extra.observe": {"thing": THING, "effect": st.sampled_from(["helped", "unknown", "hurt"])},
    "extra.learn": {"thing": THING, "says": WORDS},
    "choice.offer": {
        "about_what": WORDS,
        "options": st.lists(OPTION, min_size=2, max_size=3, unique_by=lambda o: o["label"]),
    },
    "choice.make": {"choice": st.sampled_from(["c-1", "c-2"]), "option": WORDS},
    "choice.withdraw": {"choice": st.sampled_from(["c-1", "c-2"])},
    "word.own": {"version": VERSION},
    "word.disown": {"version": VERSION},
    **{
        name: {field: st.just(value) for field, value in told.items()}
        for practice in practices()
        for name, told in practice.FULL.items()
    },
}
SPEAKERS = [seller, customer, witness, lambda name, **told: on_behalf(customer(name, **told))]
SAYS = {"seller": seller, "customer": customer, "witness": witness}
BEGINNING = (
    opened(),
    seller("outcome.propose", terms=TARGET),
    on_behalf(customer("outcome.agree", outcome="o-1", version=1)),
    seller("outcome.propose", terms=COUNT),
    customer("outcome.agree", outcome="o-2", version=1),
)


@st.composite
def words(draw: st.DrawFn) -> Said:
    """Something that somebody may say; often refused."""
    name = draw(st.sampled_from(sorted(FIELDS)))
    told = {field: draw(values) for field, values in FIELDS[name].items()}
    if name == "result.reach" and told["outcome"] == "o-1":
        told = {"outcome": "o-1"}
    when = draw(WHEN)
    return draw(st.sampled_from(SPEAKERS))(name, why="because", **told, **({"occurred_at": when} if when else {}))


def likely(state: Engagement) -> list[Said]:
    """What may well be said just now, in the same order in every process: a map's own follows the hash seed."""
    return sorted(_likely(state), key=repr)


def _likely(state: Engagement) -> Iterator[Said]:
    yield from (offered(), offered(touches=["time"]), offered(done=True))
    yield from (seller("payment.note", amount="5"), customer("payment.note", amount="5"))
    yield from (seller("engagement.basis", basis="result", why="because"), seller("extra.notice", says="same city"))
    yield seller("extra.hold-back", says="a visit", obstacle="own-doubt", why="because")
    if not state.things:
        yield seller("engagement.close", why="because")
    if state.closed:
        yield seller("engagement.reopen", why="because")
    for name, outcome in state.outcomes.items():
        yield from _of_outcome(name, outcome.open.number if outcome.open else None)
    for name, thing in state.things.items():
        yield from _of_thing(name, thing.status)
    for (name, reference), result in state.results.items():
        about = {"outcome": name, "reference": reference, "why": "because"}
        yield from (customer("result.confirm", **about), customer("result.dispute", **about))
        yield from (seller("result.retract", **about), seller("result.retract", quantity=1, **about))
        yield SAYS[result.party]("result.correct", corrects=result.said_at, quantity=3, why="because")
    for name, choice in state.choices.items():
        yield from (customer("choice.make", choice=name, option=option.label) for option in choice.options)
        yield seller("choice.withdraw", choice=name, why="because")
    for said_at, measurement in state.measurements.items():
        yield SAYS[measurement.party]("result.correct-measurement", corrects=said_at, value="4", why="because")
    for said_at, payment in state.payments.items():
        yield SAYS[payment.party]("payment.correct", corrects=said_at, amount="4", why="because")
    for version, word in state.waiting.words.items():
        yield from (
            SAYS[word.party]("word.own", version=version),
            SAYS[word.party]("word.disown", version=version, why="because"),
        )
    yield customer("word.disown", all=True, why="because")
    for practice in practices():
        yield from practice.likely(state)


def _of_outcome(name: str, open_: int | None) -> Iterator[Said]:
    yield from (seller("outcome.propose", outcome=name, terms=terms, why="because") for terms in (TARGET, COUNT))
    yield from (customer("outcome.propose", outcome=name, terms=TARGET, why="because"),)
    if open_ is not None:
        yield customer("outcome.agree", outcome=name, version=open_)
        yield seller("outcome.agree", outcome=name, version=open_)
        yield customer("outcome.turn-down", outcome=name, why="because")
    yield from (customer("result.measure", outcome=name, value="4"), witness("result.measure", outcome=name, value="9"))
    yield from (seller("result.reach", outcome=name), customer("result.reach", outcome=name, reference="T-1"))
    yield from (customer(f"outcome.{verb}", outcome=name, why="because") for verb in ("miss", "end"))


def _of_thing(name: str, status: str) -> Iterator[Said]:
    if status in {"offered", "asked"}:
        yield chooses("a", "b", things={"a": name})
        yield from (customer("extra.accept", thing=name), customer("extra.decline", thing=name))
    yield from (seller("extra.do", thing=name), seller("extra.withdraw", thing=name, why="because"))
    yield from (customer("extra.observe", thing=name, effect=effect) for effect in ("helped", "unknown"))
    yield seller("extra.learn", thing=name, says="a lesson")


@st.composite
def something(draw: st.DrawFn, state: Engagement) -> Said:
    """Mostly what may well be said; half of the customer's words are recorded on their behalf."""
    if draw(st.integers(0, 5)) == 0:
        return draw(words())
    said = draw(st.sampled_from(likely(state)))
    return on_behalf(said) if draw(st.booleans()) and not said.name.startswith("word") else said


def next_said(state: Engagement, chance: random.Random) -> Said:
    """As `something`, with every command as likely as another, for long walks."""
    by_name: dict[str, list[Said]] = {}
    for said in _likely(state):
        by_name.setdefault(said.name, []).append(said)
    # In the same order in every process, as `likely` is: only what is chosen from needs it.
    said = chance.choice(sorted(by_name[chance.choice(sorted(by_name))], key=repr))
    return on_behalf(said) if chance.random() < 0.5 and not said.name.startswith("word") else said
