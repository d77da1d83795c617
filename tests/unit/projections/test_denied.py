"""What was denied counts in no view: a figure, a correction, a need (domain 0, Who says it)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cli.acts import to_type
from projections.account import ACCOUNT
from projections.accountability import ACCOUNTABILITY
from projections.corners import CORNERS, Corner
from projections.nos import NOS
from projections.pages.accountability import sheet
from projections.pages.language import ENGLISH
from projections.pages.page_texts import standing
from projections.pages.promises import promise
from projections.pages.sentences import sentence
from projections.pages.today import lines as today
from projections.pages.turns import act
from projections.shared.waits import AGREE_DENIED
from projections.tree_swing import TREE_SWING
from projections.waits import of_page
from tests.pages import lines
from tests.unit.projections.given import History, agreed, counted, folded, terms

INVITED = 'to ask them, send an invitation: sameside invite acme --who "…" --side customer'
WAY = {"kind": "another-approach", "says": "we start with the intake"}
CUT = {"says": "no letter", "touches": "their wait", "saved": "90", "why": "it was late"}
NO = {"asked": "a second module", "reason": "fit", "way_forward": WAY, "forgone": "18000", "why": "it is upstream"}


def corner(story: History) -> Corner:
    return next(iter(folded(CORNERS, story.facts)["engagement/acme"].corners.values()))


def cut() -> History:
    story = agreed()
    return story.seller("work.cut", outcome="o-1", **CUT)


def test_a_figure_that_was_corrected_stands_beside_the_corner_as_it_is_right() -> None:
    story = cut().customer("result.measure", outcome="o-1", value="9")
    story.customer("result.correct-measurement", corrects=5, value="6", why="miscounted")
    assert corner(story).figures == {"5": Decimal(6)}


def test_a_figure_or_a_dispute_that_is_denied_stands_beside_no_corner() -> None:
    story = agreed(counted()).seller("result.reach", outcome="o-1", reference="T-1")
    story.seller("work.cut", outcome="o-1", **CUT)
    story.on_behalf("result.measure", outcome="o-1", value="7")
    story.on_behalf("result.dispute", outcome="o-1", reference="T-1", why="it came back")
    assert (corner(story).figures, corner(story).disputes) == ({"6": Decimal(7)}, 1)
    story.customer("word.disown", all=True, why="we said neither")
    assert (corner(story).figures, corner(story).disputes) == ({}, 0)


def test_results_after_a_no_are_counted_as_before_a_correction_that_is_denied() -> None:
    story = agreed(counted()).seller("no.say", **NO)
    story.customer("result.reach", outcome="o-1", reference="T-1", quantity=5)
    story.on_behalf("result.correct", corrects=5, quantity=2, why="three were ours")
    story.customer("word.disown", all=True, why="all five are")
    (no,) = folded(NOS, story.facts)["engagement/acme"].nos.values()
    assert no.results == 5


def test_a_need_that_is_denied_waits_for_no_outcome_and_is_not_silent() -> None:
    story = History().seller("outcome.propose", terms=terms())
    story.customer("need.hear", verbatim="somebody who answers", outcome="o-1")
    story.on_behalf("need.hear", verbatim="a portal", occurred_at="2025-01-01")
    story.on_behalf("need.restate", need="g-2", says="a web page")
    story.customer("word.disown", all=True, why="nobody of ours said that")
    found = folded(TREE_SWING, story.facts)["engagement/acme"]
    assert ([*found.needs], found.without_an_outcome, found.longest_silence) == (["g-1"], 0, None)


def test_what_was_denied_is_named_on_the_page_with_its_version_and_both_days() -> None:
    story = History().seller("outcome.propose", terms=terms()).on_behalf("outcome.agree", outcome="o-1", version=1)
    story.customer("word.disown", all=True, why="we did not")
    page = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
    [(label, told)] = [(label, told) for label, told in lines(page, date(2026, 3, 1)) if label.startswith("denied ")]
    assert (label, told[: len("o-1 v1 · ")]) == ("denied 3", "o-1 v1 · ")
    assert "T" not in told.partition("denied by the customer on ")[2].partition(":")[0]


def denial() -> History:
    """An agreement that was recorded for the customer, and that they deny."""
    story = History().seller("outcome.propose", terms=terms()).on_behalf("outcome.agree", outcome="o-1", version=1)
    return story.customer("word.disown", all=True, why="we did not")


def of_denials(story: History) -> list[tuple[str, str, str | None]]:
    """The lines of what was denied: whose, the act that settles it, and why it was denied."""
    page = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
    return [(wait.side, wait.command, wait.says) for name, wait in page.waits.items() if name.endswith(" denied")]


def test_what_was_denied_waits_for_who_recorded_it_until_they_say_what_they_make_of_it() -> None:
    story = denial()
    assert of_denials(story) == [("seller", "word.acknowledge", "we did not")]
    assert of_denials(story.seller("word.acknowledge", denial=4, says="we misheard")) == []
    assert folded(ACCOUNTABILITY, story.facts)["engagement/acme"].denied[0].settled


def test_no_later_word_of_the_same_thing_is_an_answer_to_who_denied_it() -> None:
    story = agreed().on_behalf("result.measure", outcome="o-1", value="7", period="2025-11")
    story.customer("word.disown", version=4, why="it was 9")
    story.customer("result.measure", outcome="o-1", value="8", period="2025-09")
    assert len(of_denials(story)) == 1, "a figure of another month"
    story.on_behalf("result.measure", outcome="o-1", value="7", period="2025-11")
    assert len(of_denials(story)) == 1, "the same in their name once more"
    story.customer("result.measure", outcome="o-1", value="9", period="2025-11")
    assert len(of_denials(story)) == 1, "what they say themselves leaves the denial unanswered"
    assert of_denials(story.seller("word.acknowledge", denial=5, says="I had the wrong list")) == []


def test_of_one_denial_there_is_one_line_whatever_it_denies() -> None:
    story = History().seller("outcome.propose", terms=terms()).on_behalf("outcome.agree", outcome="o-1", version=1)
    story.on_behalf("need.hear", verbatim="a portal").customer("word.disown", all=True, why="neither")
    assert of_denials(story) == [("seller", "word.acknowledge", "neither")]
    assert of_denials(story.seller("word.acknowledge", denial=5, says="we misheard both")) == []


def test_a_denial_in_an_account_waits_for_who_recorded_it() -> None:
    story = History(opened=False, stream="account/clinic")
    story.seller("account.open", title="Linden clinic", currency="EUR")
    story.on_behalf("account.gain", period="2024", value="800", method="our guess")
    story.customer("word.disown", all=True, why="we never said so")
    assert "3 denied" in folded(ACCOUNT, story.facts)["account/clinic"].waits
    story.seller("word.acknowledge", denial=3, says="we guessed")
    assert folded(ACCOUNT, story.facts)["account/clinic"].waits == {}


def test_a_denial_and_a_need_that_wait_for_the_seller_stand_under_whose_turn_it_is_for_both_sides() -> None:
    story = denial().customer("need.hear", verbatim="somebody who answers")
    page = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
    answers = [(wait.about, wait.side, wait.command) for wait in page.waits.values() if wait.kind == "answer"]
    turns = [(turn.about, turn.side, turn.command) for turn in page.waits_for.values()]
    assert turns == answers, "one list, whoever asks"
    assert ("o-1", "seller", "word.acknowledge") in turns
    assert ("g-1", "seller", "need.restate") in turns
    told = "\n".join(text for label, text in lines(page, date(2026, 3, 1)) if label.startswith("waits "))
    assert "o-1: say what you make of what was denied" in told
    assert "g-1: say it back as you understood it" in told
    assert "2 wait for the seller" in [one.says for one in standing(ENGLISH, sheet(page, date(2026, 3, 1)), "customer")]


def test_what_they_denied_is_marked_beside_the_signature_where_it_is_recorded_for_them_again() -> None:
    def signed(story: History) -> str:
        page = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
        [mark] = [mark for mark in promise(ENGLISH, page, page.outcomes["o-1"]).signatures if mark.did == "agreed"]
        return mark.says

    again = denial().on_behalf("outcome.agree", outcome="o-1", version=1)
    assert signed(again).startswith("the customer, recorded by the seller; they denied it on ")
    assert signed(denial().customer("outcome.agree", outcome="o-1", version=1)) == "the customer"


def test_the_line_of_an_agreement_that_they_denied_leads_to_their_page_and_not_to_the_sellers_word() -> None:
    page = folded(ACCOUNTABILITY, denial().facts)["engagement/acme"]
    turn = page.waits_for["o-1 answer"]
    assert (turn.command, turn.what) == ("outcome.agree", AGREE_DENIED), "the same form on the page"
    [line] = [
        line
        for line in today(of_page("engagement/acme", page, "acme"), date(2026, 3, 1))
        if line.row.side == "customer"
    ]
    assert to_type(line.act) == to_type(act(page, turn)) == INVITED


def test_the_answer_to_a_denial_and_to_a_need_stands_on_the_page_and_in_the_history_with_its_day() -> None:
    story = denial().customer("need.hear", verbatim="somebody who answers")
    story.seller("word.acknowledge", denial=4, says="I wrote it too soon")
    story.seller("need.restate", need="g-1", says="called back the same week")
    page = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
    told = dict(lines(page, date(2026, 3, 1)))
    assert "answered by the seller on " in told["denied 3"]
    assert told["denied 3"].endswith(": I wrote it too soon")
    assert "“called back the same week”, said by the seller on " in told["need g-1"]
    answered, restated = (sentence(ENGLISH, recorded.entry) for recorded in story.facts[-2:])
    assert answered == "denial of entry 4 answered · I wrote it too soon"
    assert restated == "g-1 restated · called back the same week"


def test_nobody_is_asked_to_confirm_a_result_of_terms_that_they_deny_having_agreed() -> None:
    story = History().seller("outcome.propose", terms=counted()).on_behalf("outcome.agree", outcome="o-1", version=1)
    story.seller("result.reach", outcome="o-1", reference="T-1")
    assert "o-1 confirm" in folded(ACCOUNTABILITY, story.facts)["engagement/acme"].waits
    story.customer("word.disown", version=3, why="we did not")
    found = folded(ACCOUNTABILITY, story.facts)["engagement/acme"]
    assert (found.outcomes["o-1"].status, "o-1 confirm" in found.waits) == ("proposed", False)
    story.customer("outcome.agree", outcome="o-1", version=1)
    assert "o-1 confirm" in folded(ACCOUNTABILITY, story.facts)["engagement/acme"].waits
