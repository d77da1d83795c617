"""Work that everybody sees (text 004), costs trimmed (text 001), support noted, and a page shared."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.engagement.sharing import PageShared, PageUnshared
from domain.engagement.support import SupportCorrected, SupportGiven
from domain.engagement.trims import CostTrimmed
from domain.engagement.work import WorkMoved, WorkOpened
from domain.errors import AlreadyNamed, Invalid, NeedsTheirChoice, NothingAgreed, NotNow, NotYourWord, NoWhy, Unknown
from projections.accountability import ACCOUNTABILITY
from projections.support import SUPPORT
from projections.trims import TRIMS
from projections.visibility import VISIBILITY
from projections.work import WORK
from tests.pages import lines
from tests.spec import TARGET, Story, agreed, chooses, customer, fact, given, measured, on_behalf, opened, seller
from tests.unit.domain.test_requests import COUNTER, errand
from tests.unit.projections.given import folded

OPENED = seller("work.open", says="the form asks for one name")


def test_work_serves_a_version_or_a_request() -> None:
    given(opened()).when(OPENED).then_refuses(NothingAgreed)
    given(agreed()).when(OPENED).then(fact(WorkOpened, work="w-1", outcome="o-1", version=1, request=None))
    story = errand()
    served = seller("work.open", says="stand in line", request="r-1")
    story.when(served).then_refuses(NotNow, "r-1 is open")
    story.and_given(COUNTER, customer("request.accept", request="r-1"))
    story.when(seller("work.open", says="both", request="r-1", outcome="o-1")).then_refuses(Invalid)
    story.when(served).then(fact(WorkOpened, work="w-1", outcome=None, request="r-1"))


def test_each_side_moves_its_own_work_and_dropping_it_has_a_why() -> None:
    story = given(agreed(), OPENED, seller("work.open", says="their list of names", owner="customer"))
    story.when(customer("work.move", work="w-1", to="doing")).then_refuses(NotYourWord, "the seller's to move")
    story.when(seller("work.move", work="w-3", to="doing")).then_refuses(Unknown)
    story.when(customer("work.move", work="w-2", to="waiting", says="Cy is away")).then(fact(WorkMoved, to="waiting"))
    story.when(customer("work.move", work="w-2", to="waiting")).then_refuses(NotNow)
    story.when(customer("work.move", work="w-2", to="dropped")).then_refuses(NoWhy)
    story.when(customer("work.move", work="w-2", to="dropped", why="the form has them")).then(
        fact(WorkMoved, to="dropped")
    )


def test_done_work_is_taken_up_again_only_with_its_why() -> None:
    story = given(agreed(), OPENED, seller("work.move", work="w-1", to="done"))
    story.when(seller("work.move", work="w-1", to="doing")).then_refuses(NoWhy, "w-1 is done")
    story.when(seller("work.move", work="w-1", to="doing", why="it broke")).then(fact(WorkMoved, to="doing"))


def test_support_is_a_record_of_hours_and_topic_and_is_corrected() -> None:
    story = given(opened()).when(seller("work.support", hours="3.5", topic="printers"))
    story.then(fact(SupportGiven, minutes=210, topic="printers"))
    given(opened()).when(seller("work.support", hours="0", topic="printers")).then_refuses(Invalid)
    right = seller("work.correct", corrects=2, hours="4", why="half an hour was forgotten")
    story.when(right).then(fact(SupportCorrected, corrects=2, minutes=240, topic="printers"))
    story.when(seller("work.correct", corrects=1, hours="4", why="w")).then_refuses(Unknown)


def test_cost_is_trimmed_on_an_open_outcome_only_where_the_customer_chose_it() -> None:
    told: dict[str, Any] = {"says": "one visit a quarter", "saves": "1200", "why": "they chose it"}
    story = given(agreed(), chooses("three visits", "one visit"))
    story.when(seller("work.trim", outcome="o-1", **told)).then_refuses(NeedsTheirChoice, "o-1 is agreed")
    story.when(seller("work.trim", outcome="o-1", choice="c-2", **told)).then_refuses(Unknown)
    story.when(seller("work.trim", outcome="o-1", choice="c-1", **told)).then_refuses(NeedsTheirChoice)
    story.and_given(customer("choice.make", choice="c-1", option="one visit"))
    story.when(seller("work.trim", outcome="o-1", choice="c-1", **told)).then(
        fact(CostTrimmed, trim="t-1", choice="c-1")
    )
    story.when(seller("work.trim", **told)).then(fact(CostTrimmed, trim="t-2", outcome=None))


def test_cost_is_trimmed_freely_where_the_outcome_is_over() -> None:
    story = given(agreed(), customer("outcome.end", outcome="o-1", why="enough"))
    told = {"says": "no visits", "saves": "1200", "outcome": "o-1"}
    story.when(seller("work.trim", why="it is over", **told)).then(fact(CostTrimmed, outcome="o-1"))


def test_a_page_is_shared_until_a_day_with_what_is_hidden_listed() -> None:
    cleo = {"subject": "cleo", "text": "Cleo Park"}
    shared = seller("page.share", to=cleo, until="2030-06", hidden=["work", "money", "work"])
    given(opened()).when(shared).then(fact(PageShared, share="s-1", hidden=("money", "work")))
    given(opened()).when(seller("page.share", to=cleo, until="2020")).then_refuses(Invalid, "past")


def test_a_share_is_ended_once_and_before_its_last_day() -> None:
    cleo = {"subject": "cleo", "text": "Cleo Park"}
    ends = seller("page.unshare", share="s-1")
    given(opened()).when(ends).then_refuses(Unknown, "no share s-1")
    story = given(opened(), seller("page.share", to=cleo, until="2026-06"))
    story.when(customer("page.unshare", share="s-1")).then_refuses(NotYourWord)
    story.when(seller("page.unshare", share="s-1", recorded="2026-07-01T09:00:00+00:00")).then_refuses(
        NotNow, "s-1 ended by itself: it was until 2026-06"
    )
    other = given(*story.said, seller("engagement.close", why="all is done"))
    other.when(ends).then(fact(PageUnshared, share="s-1"))
    other.when(ends).then_refuses(NotNow, "s-1 was ended already")
    other.when(seller("page.share", to=cleo, until="2026-06", share="s-1")).then_refuses(AlreadyNamed)


def test_both_read_since_when_somebody_reads_the_page_no_more() -> None:
    cleo = {"subject": "cleo", "text": "Cleo Park"}
    story = given(opened(), seller("page.share", to=cleo, until="2030"))
    (shared,) = folded(VISIBILITY, story.facts).values()
    assert shared.ended_on is None
    story.and_given(seller("page.unshare", share="s-1", occurred_at="2026-02-03"))
    (shared,) = folded(VISIBILITY, story.facts).values()
    assert (shared.ended_on, shared.until) == ("2026-02-03", "2030")
    page = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
    told = dict(lines(page, date(2026, 6, 1)))["shared s-1"]
    assert told == "with Cleo Park until 2030 · shown all of it · ended on 2026-02-03"


def test_done_work_stays_visible_and_a_move_that_is_denied_never_was() -> None:
    names = seller("work.open", says="their list of names", owner="customer")
    story = given(agreed(), OPENED, names, seller("work.move", work="w-1", to="done", says="it holds"))
    story.and_given(on_behalf(customer("work.move", work="w-2", to="done")))
    page = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
    assert {name: one.status for name, one in page.works.items()} == {"w-1": "done", "w-2": "done"}
    story.and_given(customer("word.disown", all=True, why="we have not begun"))
    assert [one.status for one in folded(WORK, story.facts).values()] == ["done", "open"]
    page = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
    assert "it holds" in dict(lines(page, date(2026, 6, 1)))["work w-1"]


def test_a_trim_stands_beside_what_was_measured_of_its_outcome_since() -> None:
    story = given(agreed(), measured("9"), chooses("three visits", "one visit"))
    story.and_given(
        customer("choice.make", choice="c-1", option="one visit"),
        seller("work.trim", says="one visit", saves="1200", outcome="o-1", choice="c-1", why="they chose it"),
        measured("7"),
    )
    (trim,) = folded(TRIMS, story.facts).values()
    assert (trim.saves, trim.latest, len(trim.later)) == (1200, 7, 1)


def test_who_is_shown_the_page_reads_what_is_hidden_from_them() -> None:
    cleo = {"subject": "cleo", "text": "Cleo Park"}
    (shared,) = folded(
        VISIBILITY, given(opened(), seller("page.share", to=cleo, until="2030", hidden=["money"])).facts
    ).values()
    assert (shared.reader.name, shared.hidden) == ("Cleo Park", ["money"])
    assert "money" not in shared.shown
    assert "work" in shared.shown


def test_the_page_shows_both_what_is_trimmed_and_who_else_reads_it() -> None:
    story = given(
        agreed(), chooses("one visit", "three visits"), customer("choice.make", choice="c-1", option="one visit")
    )
    story.and_given(
        seller("work.trim", says="one visit", saves="1200", outcome="o-1", choice="c-1", why="they chose it"),
        seller("page.share", to={"subject": "cleo", "text": "Cleo"}, until="2030", hidden=["money"]),
    )
    page = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
    told = dict(lines(page, date(2026, 6, 1)))
    assert told["cost cut t-1"].splitlines() == [
        "one visit",
        "Why: they chose it",
        "saves the seller 1,200 EUR · affects o-1, as chosen in c-1",
    ]
    assert told["shared s-1"] == "with Cleo until 2030 · not shown: money"


def test_a_trim_that_names_no_outcome_while_one_is_open_is_warned_of() -> None:
    trim = seller("work.trim", says="one visit", saves="1200", why="it is cheaper")
    (warned,) = given(agreed()).when(trim).warns()
    assert warned.startswith("NO-OUTCOME: it says that it touches none of o-1")
    assert given(opened()).when(trim).warns() == []


def test_what_came_of_a_trim_is_the_last_figure_by_its_period_that_nobody_denies() -> None:
    """Figures of its outcome, of days after it."""
    story = given(agreed(), chooses("one visit", "three"), customer("choice.make", choice="c-1", option="one visit"))
    trim = {"says": "one visit", "saves": "1200", "outcome": "o-1", "choice": "c-1", "occurred_at": "2026-01-10"}
    story.and_given(seller("work.trim", why="they chose it", **trim), measured("30", period="2025-12"))

    def latest(story: Story) -> int:
        (trim,) = folded(TRIMS, story.facts).values()
        return int(trim.latest or 0)

    assert latest(story) == 0
    story.and_given(measured("7", period="2026-02"), measured("9", period="2026-01"))
    assert latest(story) == 7
    story.and_given(on_behalf(customer("result.measure", outcome="o-1", value="2", period="2026-02")))
    assert latest(story) == 2
    story.and_given(customer("word.disown", all=True, why="nobody measured that"))
    assert latest(story) == 7
    wrong = next(one.entry.version for one in story.facts if getattr(one.fact, "value", 0) == 7)
    story.and_given(seller("result.correct-measurement", corrects=wrong, value="8", why="mistyped"))
    assert latest(story) == 8
    story.and_given(seller("result.correct-measurement", corrects=wrong, value="8", period="2025-11", why="older"))
    assert latest(story) == 9, "a figure of days before the trim says nothing of it"


def test_one_choice_allows_one_trim_and_a_missed_outcome_is_still_open() -> None:
    story = given(agreed(), chooses("one visit", "three"), customer("choice.make", choice="c-1", option="one visit"))
    trim: dict[str, Any] = {"says": "one visit", "saves": "1200", "outcome": "o-1", "why": "they chose it"}
    story.and_given(seller("work.trim", choice="c-1", **trim))
    story.when(seller("work.trim", choice="c-1", **trim)).then_refuses(NotNow, "one choice, one trim")
    past = {**TARGET, "metric": {**TARGET["metric"], "by": "2026-01"}}
    missed = given(agreed(past), seller("outcome.miss", outcome="o-1", why="it rained"))
    missed.when(seller("work.trim", **trim)).then_refuses(NeedsTheirChoice, "o-1 is missed")


def test_support_noted_by_mistake_is_taken_out() -> None:
    story = given(opened(), seller("work.support", hours="3", topic="mail"))
    story.and_given(seller("work.correct", corrects=2, hours="0", why="it was another's"))
    (support,) = folded(SUPPORT, story.facts).values()
    assert support.minutes == 0
