"""Every line of an engagement or an account that somebody may settle: whose it is, since when, and by when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from projections.account import ACCOUNT
from projections.accountability import ACCOUNTABILITY
from projections.shared.waits import Wait
from tests.golden.stories.scenarios import WAYS
from tests.unit.projections.given import History, agreed, counted, folded, terms

ON = {"occurred_at": "2026-02-03"}
OFFER = {"outcome": "o-1", "says": "kick-off", "why": "a third dimension", "hypothesis": "they decide sooner"}
TO = {"to": {"subject": "p-1", "text": "Cleo Park"}}


def waits(story: History) -> dict[str, Wait]:
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    return page.waits


def told(wait: Wait) -> tuple[Any, ...]:
    return wait.kind, wait.side, wait.since, wait.due, wait.command


def opened(**told: Any) -> History:
    return History(opened=False, stream="account/acme").seller("account.open", title="Acme", currency="EUR", **told)


def figures(story: History) -> dict[str, Wait]:
    (page,) = folded(ACCOUNT, story.facts).values()
    return page.waits


def test_a_proposal_waits_since_its_own_date_until_it_is_answered() -> None:
    story = History().seller("outcome.propose", terms=terms(), **ON)
    assert told(waits(story)["o-1 answer"]) == ("answer", "customer", "2026-02-03", None, "outcome.agree")
    assert "o-1 answer" not in waits(story.customer("outcome.agree", outcome="o-1", version=1))


def test_what_an_outcome_is_to_have_by_a_date_is_due_from_whoever_has_to_bring_it() -> None:
    metric = {**terms()["metric"], "baseline": None, "first_measured_by": "2026-02"}
    story = History().seller("outcome.propose", terms=terms(metric=metric))
    story.customer("outcome.agree", outcome="o-1", version=1, **ON)
    assert {name: told(wait) for name, wait in waits(story).items()} == {
        "o-1 first measurement": ("date", "customer", "2026-02-03", "2026-02", "result.measure"),
        "o-1 outcome": ("date", "seller", "2026-02-03", "2026-09-30", "result.measure"),
        "o-1 measurement": ("date", "customer", "2026-02-03", "2026-03-03", "result.measure"),
        "o-1 success report": ("date", "seller", "2026-02-03", "2026-03-03", "outcome.report"),
    }
    assert waits(story)["o-1 first measurement"].due_day == "2026-02-28"


def test_a_report_and_a_figure_move_their_own_date_on() -> None:
    story = agreed().customer("result.measure", outcome="o-1", value="12", period="2026-02", **ON)
    story.seller("outcome.report", outcome="o-1", occurred_at="2026-02-10")
    found = waits(story)
    assert (found["o-1 measurement"].since, found["o-1 measurement"].due) == ("2026-02-03", "2026-03-31")
    assert (found["o-1 success report"].since, found["o-1 success report"].due) == ("2026-02-10", "2026-03-10")


def test_a_target_that_was_met_in_time_only_needs_to_be_said() -> None:
    story = agreed().customer("result.measure", outcome="o-1", value="12", period="2026-02")
    missing = waits(story)["o-1 outcome"]
    assert (missing.command, missing.asked, missing.late_command) == ("result.measure", ["value"], "outcome.miss")
    met = waits(story.customer("result.measure", outcome="o-1", value="5", period="2026-02-28"))["o-1 outcome"]
    assert (met.command, met.asked, met.late_command) == ("result.reach", [], None)
    assert "o-1 outcome" not in waits(story.seller("result.reach", outcome="o-1"))


def test_a_figure_of_after_the_date_reaches_nothing_any_more() -> None:
    story = agreed(terms(metric={**terms()["metric"], "by": "2026-02"}))
    story.customer("result.measure", outcome="o-1", value="5", period="2026-03-01")
    assert waits(story)["o-1 outcome"].late_command == "outcome.miss"


def test_results_wait_for_the_customer_since_the_first_and_a_dispute_for_the_seller() -> None:
    story = agreed(counted())
    for day in ("2026-02-20", "2026-02-11", "2026-02-15"):
        story.seller("result.reach", outcome="o-1", reference=f"T-{day}", occurred_at=day)
    assert told(waits(story)["o-1 confirm"]) == ("answer", "customer", "2026-02-11", None, "result.confirm")
    story.customer("result.dispute", outcome="o-1", reference="T-2026-02-11", why="no", occurred_at="2026-02-25")
    found = waits(story)
    assert (found["o-1 confirm"].since, found["d-1 dispute"].since) == ("2026-02-15", "2026-02-25")
    assert found["d-1 dispute"].side == "seller"


def test_a_little_thing_waits_for_a_yes_then_for_the_deed_and_then_to_be_looked_at() -> None:
    story = agreed().seller("extra.offer", touches=["place"], review_by="2026-05", **{**OFFER, **ON})
    assert told(waits(story)["x-1 accept"]) == ("answer", "customer", "2026-02-03", None, "extra.accept")
    story.customer("extra.accept", thing="x-1", occurred_at="2026-02-05")
    assert told(waits(story)["x-1 do"]) == ("answer", "seller", "2026-02-05", None, "extra.do")
    story.seller("extra.do", thing="x-1", occurred_at="2026-02-07")
    assert told(waits(story)["x-1 observe"]) == ("answer", "seller", "2026-02-07", "2026-05", "extra.observe")
    story.seller("extra.observe", thing="x-1", effect="unknown", review_by="2026-08", occurred_at="2026-02-09")
    assert told(waits(story)["x-1 observe"]) == ("answer", "seller", "2026-02-09", "2026-08", "extra.observe")
    assert not [name for name in waits(story.seller("extra.observe", thing="x-1", effect="helped")) if "x-1" in name]


def test_a_little_thing_that_needs_no_yes_waits_to_be_done_and_while_a_choice_names_it_for_that() -> None:
    story = agreed().seller("extra.offer", **OFFER, **ON).seller("extra.offer", **{**OFFER, "says": "a call"})
    assert told(waits(story)["x-1 do"]) == ("answer", "seller", "2026-02-03", None, "extra.do")
    options = [{"label": "in person", "thing": "x-1"}, {"label": "by phone", "thing": "x-2"}]
    story.seller("choice.offer", about_what="the kick-off", options=options)
    assert not {"x-1 do", "x-2 do"} & set(waits(story))
    story.customer("choice.make", choice="c-1", option="in person")
    assert {"x-1 do", "x-2 do"} & set(waits(story)) == {"x-1 do"}
    assert "x-1 do" not in waits(story.seller("extra.do", thing="x-1"))


def test_a_choice_waits_for_the_customer() -> None:
    story = agreed().seller("choice.offer", about_what="Place", options=[{"label": "here"}, {"label": "there"}], **ON)
    assert told(waits(story)["c-1 make"]) == ("answer", "customer", "2026-02-03", None, "choice.make")
    assert "c-1 make" not in waits(story.customer("choice.make", choice="c-1", option="here"))


def test_a_request_waits_for_whoever_has_to_answer_since_the_last_word() -> None:
    story = agreed().customer("request.make", kind="errand", says="permit", effect="1f014c4a2bd7", **ON)
    assert told(waits(story)["r-1 answer"]) == ("answer", "seller", "2026-02-03", None, "request.counter")
    story.seller("request.counter", request="r-1", says="Friday", cost="9", why="w", occurred_at="2026-02-04")
    assert told(waits(story)["r-1 accept"]) == ("answer", "customer", "2026-02-04", None, "request.accept")
    story.customer("request.accept", request="r-1", price="9", occurred_at="2026-02-05")
    assert told(waits(story)["r-1 do"]) == ("answer", "seller", "2026-02-05", None, "request.done")


def test_a_need_waits_until_the_seller_says_it_back_or_an_outcome_serves_it() -> None:
    story = agreed().customer("need.hear", verbatim="we wait too long", **ON)
    assert told(waits(story)["g-1 restate"]) == ("answer", "seller", "2026-02-03", None, "need.restate")
    assert waits(story)["g-1 restate"].says == "we wait too long"
    assert "g-1 restate" in waits(story.customer("need.restate", need="g-1", says="far too long"))
    assert "g-1 restate" not in waits(story.seller("need.restate", need="g-1", says="five days"))
    assert "g-2 restate" not in waits(story.customer("need.hear", verbatim="and it costs", outcome="o-1"))
    story.customer("need.hear", verbatim="nobody calls back")
    assert "g-3 restate" in waits(story)
    assert "g-3 restate" not in waits(story.seller("engagement.close", why="over"))


def test_ways_to_proceed_wait_for_the_customer_until_one_is_taken() -> None:
    story = agreed().seller("scenario.present", scenarios=WAYS, **ON)
    wait = waits(story)["ways choose"]
    assert told(wait) == ("answer", "customer", "2026-02-03", None, "scenario.choose")
    assert (wait.says, wait.asked) == ("letter, court", ["scenario"])
    assert "ways choose" not in waits(story.customer("scenario.choose", scenario="letter"))
    assert "ways choose" in waits(story.seller("scenario.present", scenarios=WAYS))
    assert "ways choose" not in waits(story.seller("scenario.move", scenario="court", why="they dug in"))


def test_what_somebody_may_read_ends_and_is_shared_anew_with_them_alone() -> None:
    story = agreed().seller("page.share", until="2126-06", hidden=["money"], **TO, **ON)
    assert told(waits(story)["s-1 end"]) == ("end", "seller", "2026-02-03", "2126-06", "page.share")
    assert waits(story)["s-1 end"].fixed == {"to": "Cleo Park", "hidden": ["money"]}
    story.seller("page.share", until="2127", to={"subject": "p-2", "text": "Dan Ito"})
    story.seller("page.share", until="2128", **TO)
    ends = {name: wait.due for name, wait in waits(story).items() if wait.kind == "end"}
    assert ends == {"s-2 end": "2127", "s-3 end": "2128"}
    story.seller("page.unshare", share="s-3")
    assert "s-3 end" not in waits(story)


def test_words_on_behalf_wait_since_the_first_of_them() -> None:
    story = agreed().on_behalf("need.hear", verbatim="a", **ON).on_behalf("need.hear", verbatim="b")
    assert told(waits(story)["words customer"]) == ("answer", "customer", "2026-02-03", None, "word.own")
    assert "words customer" not in waits(story.customer("word.own", all=True))


def test_things_of_one_name_wait_each_for_itself() -> None:
    """A choice may be called as a little thing is."""
    story = agreed().seller("extra.offer", done=True, thing="place", **{**OFFER, "occurred_at": "2026-02-01"})
    options = [{"label": "here"}, {"label": "there"}]
    story.seller("choice.offer", choice="place", about_what="Where", options=options, **ON)
    found = waits(story)
    assert (found["place observe"].since, found["place make"].since) == ("2026-02-01", "2026-02-03")


def test_on_a_day_what_is_due_follows_the_terms_that_count_then() -> None:
    story = agreed(terms(measured={"how": "export", "every": "year"}))
    later = terms(measured={"how": "export", "every": "month"}, counts_from="2026-06-01")
    story.seller("outcome.propose", outcome="o-1", terms=later, why="sooner")
    story.customer("outcome.agree", outcome="o-1", version=2)
    (page,) = folded(ACCOUNTABILITY, story.facts).values()
    assert page.waits["o-1 measurement"].due == "2026-04-01"
    assert ACCOUNTABILITY.on_day(page, date(2026, 3, 15)).waits["o-1 measurement"].due == "2027-03-01"


@pytest.mark.parametrize(
    ("command", "told_", "figure"),
    [
        ("account.gain", {"period": "2024", "value": "60", "method": "books"}, "gain-1"),
        ("account.give", {"kind": "help", "says": "a week", "worth": "90"}, "give-1"),
        ("account.way", {"says": "faster", "mechanism": "nobody waits", "amount": "900"}, "way-1"),
    ],
)
def test_a_figure_of_an_account_waits_for_the_customers_word(command: str, told_: dict[str, Any], figure: str) -> None:
    story = opened().seller(command, **told_, **ON)
    wait = figures(story)[f"{figure} confirm"]
    assert told(wait) == ("answer", "customer", "2026-02-03", None, "account.confirm")
    value = next(told_[name] for name in ("value", "worth", "amount") if name in told_)
    assert wait.fixed == {"figure": figure, "value": value}, "a yes is to the figure that was read"
    confirmed = figures(story.customer("account.confirm", figure=figure, occurred_at="2026-02-10"))
    if figure == "way-1":
        assert told(confirmed["way-1 confirm"]) == ("date", "customer", "2026-02-10", "2027-02-10", "account.confirm")
    else:
        assert confirmed == {}


def test_a_corrected_figure_waits_again_and_what_is_their_own_word_does_not() -> None:
    gain = {"period": "2024", "value": "60", "method": "books"}
    assert figures(opened().customer("account.gain", **gain)) == {}
    story = opened().seller("account.gain", **gain, **ON).customer("account.confirm", figure="gain-1")
    story.seller("account.correct", corrects="gain-1", value="50", why="a slip")
    assert list(figures(story)) == ["gain-1 confirm"]
    assert figures(opened().seller("account.give", kind="gesture", says="cake")) == {}


@pytest.mark.parametrize("side", ["seller", "customer"])
def test_a_change_of_way_that_either_side_asks_for_waits_for_the_customer_with_its_reason(side: str) -> None:
    story = History().seller("scenario.present", scenarios=WAYS).customer("scenario.choose", scenario="letter")
    getattr(story, side)("scenario.ask", scenario="court", why="they dug in", **ON)
    wait = waits(story)["ways change"]
    assert told(wait) == ("answer", "customer", "2026-02-03", None, "scenario.choose")
    assert (wait.says, wait.what) == ("court: they dug in", "decide whether to change the way to proceed")
    assert "ways change" not in waits(story.customer("scenario.choose", scenario="letter"))
