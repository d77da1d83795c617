"""How much more money the customer makes with us, and how that is known (text 001)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cli.acts import hint
from domain.account.aims import ImprovementAimed
from domain.account.alternatives import AlternativeEstimated
from domain.account.confirming import FigureConfirmed, FigureCorrected
from domain.account.gains import CustomerGainMeasured
from domain.account.gives import GiveRecorded
from domain.account.ways import WayMatched, WayToHelpNamed
from domain.errors import (
    AlreadyNamed,
    ChangedSince,
    FutureDate,
    Interval,
    Invalid,
    NotAbove,
    NotNow,
    NotYourWord,
    Overlap,
    Unknown,
)
from domain.resting import about
from projections.account import ACCOUNT, Account
from projections.gains import GAINS, Period
from projections.pages.questions import answers
from projections.ways import WAYS, Way
from tests.pages import lines
from tests.spec import Said, Story, customer, fact, given, on_behalf, seller, witness
from tests.unit.projections.given import folded

OPEN = seller("account.open", title="Acme clinics", currency="EUR")
DAY = date(2026, 3, 1)


def gained(period: str, value: str, **told: Any) -> Said:
    return seller("account.gain", **{"period": period, "value": value, "method": "their books", **told})


def instead(period: str, gain: str, **told: Any) -> Said:
    return seller("account.alternative", **{"who": "do nothing", "period": period, "gain": gain, "source": "x", **told})


def way(**told: Any) -> Said:
    return seller("account.way", **{"says": "starts in five days", "mechanism": "nobody waits", **told})


def confirms(figure: str, **told: Any) -> Said:
    return customer("account.confirm", figure=figure, **told)


def denied(who: Any = customer) -> Said:
    said: Said = who("word.disown", stream="account/acme", all=True, why="we said no such thing")
    return said


def periods(story: Story) -> dict[str, Period]:
    return {one.period: one for one in folded(GAINS, story.facts).values()}


def ways(story: Story) -> list[Way]:
    return list(folded(WAYS, story.facts).values())


def page(story: Story) -> Account:
    (told,) = folded(ACCOUNT, story.facts).values()
    return told


def card(story: Story, day: date = DAY) -> list[bool]:
    return [one.yes for one in answers(page(story), day)]


YEARS = (
    OPEN,
    gained("2023", "80000"), gained("2024", "120000"), gained("2025", "150000"),
    instead("2023", "90000"), instead("2024", "90000"), instead("2025", "100000"),
)  # fmt: skip


def test_the_relative_gain_is_ours_less_the_best_alternative() -> None:
    found = periods(given(*YEARS))
    assert [found[year].relative for year in ("2023", "2024", "2025")] == [-10_000, 30_000, 50_000]


def test_a_losing_year_is_shown_as_such_on_the_account_page() -> None:
    story = given(OPEN, gained("2025", "80000"), instead("2025", "90000"), confirms("gain-1"))
    told = page(story)
    assert (told.latest_gain, told.latest_relative) == (80_000, -10_000)


def test_only_a_realistic_alternative_is_a_measure_for_ours_and_the_last_estimate_of_each_counts() -> None:
    dream = instead("2025", "900000", who="a merger", realistic=False)
    other = instead("2025", "100000", who="Initech")
    again = instead("2025", "70000", who="initech")
    (told,) = periods(given(OPEN, gained("2025", "150000"), dream, instead("2025", "60000"), other, again)).values()
    assert (told.best, told.best_who, told.relative) == (70_000, "initech", 80_000)


def test_what_the_customer_says_of_an_alternative_counts_before_what_the_seller_does() -> None:
    """Else a lower estimate of the seller's would raise the gain beyond it, and theirs would be gone."""
    theirs = customer("account.alternative", who="Initech Corp", period="2025", gain="90000", source="their offer")
    ours = instead("2025", "12000", who="INITECH  Corp")
    for story in (given(*YEARS[:4], theirs, ours), given(*YEARS[:4], ours, theirs)):
        found = periods(story)["2025"]
        assert (found.best, found.relative) == (90_000, 60_000)
    again = customer("account.alternative", who="Initech Corp", period="2025", gain="80000", source="a second offer")
    assert periods(given(*YEARS[:4], theirs, ours, again))["2025"].best == 80_000


def test_a_way_that_the_customer_told_is_theirs_to_tell_anew() -> None:
    theirs = customer("account.way", says="their words", mechanism="nobody waits", amount="5")
    given(OPEN, theirs).when(way(way="way-1", amount="500000")).then_refuses(NotYourWord)


def test_a_confirmation_is_of_the_figure_that_was_read() -> None:
    story = given(OPEN, gained("2025", "5"), seller("account.correct", corrects="gain-1", value="7", why="a typo"))
    refused = story.when(confirms("gain-1", value="5")).then_refuses(ChangedSince, "gain-1 is 7 now")
    assert "account confirm acme/gain-1 --value 7" in hint(refused.filled)
    story.when(confirms("gain-1", value="7")).then(fact(FigureConfirmed, figure="gain-1"))


def test_without_an_alternative_nothing_is_relative() -> None:
    (told,) = periods(given(OPEN, gained("2025", "150000"))).values()
    assert told.relative is None


def test_an_alternative_has_its_source() -> None:
    with pytest.raises(Invalid):
        instead("2025", "1", source=" ").command(1)
    given(OPEN).when(instead("2025", "90000", switching_cost="8000")).then(
        fact(AlternativeEstimated, alternative="alternative-1", who="do nothing", gain="90000", switching_cost="8000")
    )


def test_a_gain_has_its_interval_method_and_witness_and_a_loss_is_one_too() -> None:
    given(OPEN).when(witness("account.gain", period="2025", value="-5", low="-9", high="0", method="audit")).then(
        fact(CustomerGainMeasured, gain="gain-1", value="-5", low="-9", high="0", method="audit")
    )
    given(OPEN).when(gained("2025", "5", low="6")).then_refuses(Interval)


def test_two_gains_are_never_of_the_same_days() -> None:
    story = given(OPEN, gained("2025", "150000"))
    story.when(gained("2025-03", "10000")).then_refuses(Overlap, "gain-1 covers 2025-01-01 to 2025-12-31")
    story.when(gained("2024-12", "10000")).then(fact(CustomerGainMeasured, gain="gain-2"))
    story.when(gained("2023", "1", gain="gain-1")).then_refuses(AlreadyNamed)
    story.when(gained("2099", "1")).then_refuses(FutureDate)


def test_a_gain_that_was_denied_leaves_room_for_another() -> None:
    theirs = customer("account.gain", period="2025", value="1", method="a guess")
    deny = customer("word.disown", stream="account/acme", all=True, why="nobody asked us")
    story = given(OPEN, on_behalf(theirs), deny, gained("2025", "150000"))
    (told,) = periods(story).values()
    assert (told.gain, told.counts, [*told.gains]) == (150_000, False, ["gain-2"])


def test_a_gain_counts_once_the_customer_confirms_it_and_corrected_is_confirmed_again() -> None:
    story = given(OPEN, gained("2025", "150000", low="140000", high="160000"), confirms("gain-1"))
    assert periods(story)["2025"].counts
    correct = seller("account.correct", corrects="gain-1", value="140000", why="a month was missing")
    story.when(correct).then(fact(FigureCorrected, value="140000", low="140000", high="140000"))
    told = periods(story)["2025"]
    assert (told.gain, told.low, told.counts) == (140_000, 140_000, False)
    assert [one.value for one in told.gains["gain-1"].figures] == [150_000, 140_000]
    story.when(confirms("gain-1")).then(fact(FigureConfirmed, figure="gain-1"))
    story.when(confirms("gain-1")).then_refuses(NotNow)


def test_a_correction_says_what_that_kind_of_figure_has() -> None:
    story = given(OPEN, gained("2025", "1"), way(amount="5"), instead("2025", "9"))

    def corrects(figure: str, **told: str) -> Said:
        return seller("account.correct", corrects=figure, why="wrong", **told)

    story.when(corrects("gain-1")).then_refuses(Invalid)
    story.when(corrects("gain-1", value="1", low="2")).then_refuses(Interval)
    story.when(corrects("gain-1", value="1", cost="2")).then_refuses(Invalid)
    story.when(corrects("way-1", value="-1")).then_refuses(Invalid)
    story.when(corrects("way-1", value="1", high="2")).then_refuses(Invalid)
    story.and_given(corrects("alternative-1", value="-3", cost="4"))
    told = periods(story)["2025"].alternatives["alternative-1"]
    assert (told.gain, told.switching_cost) == (-3, 4)


def test_an_improvement_is_above_the_last_gain_and_reaching_it_is_read_off_the_gains() -> None:
    def aim(value: str, period: str = "2025") -> Said:
        return seller("account.aim", value=value, period=period)

    story = given(OPEN, gained("2024", "120000"), gained("2023", "200000"))
    story.when(aim("120000")).then_refuses(NotAbove, "not above the last gain, 120,000")
    story.when(aim("130000")).then(fact(ImprovementAimed, aim="aim-1", value="130000"))
    story.and_given(gained("2025", "135000"))
    assert not page(story).aims["aim-1"].reached, "nobody confirmed it"
    story.and_given(confirms("gain-3"))
    assert page(story).aims["aim-1"].reached
    story.when(customer("account.aim", value="1", period="2027")).then_refuses(NotYourWord)


def test_what_is_aimed_at_in_a_month_is_never_held_against_a_year() -> None:
    story = given(OPEN, gained("2025", "100"), gained("2026-01", "8", recorded="2026-02-02T00:00:00Z"))
    story.when(seller("account.aim", period="2026-02", value="7")).then_refuses(NotAbove, "not above the last gain, 8")
    story.when(seller("account.aim", period="2026-02", value="9")).then(fact(ImprovementAimed, period="2026-02"))
    story.when(seller("account.aim", period="2026", value="99")).then_refuses(NotAbove, "not above the last gain, 100")


def test_a_way_is_told_with_its_mechanism_and_amount_now_or_next() -> None:
    given(OPEN).when(way(amount="120000", unmatched=True)).then(
        fact(WayToHelpNamed, way="way-1", time="now", amount="120000", unmatched=True)
    )
    given(OPEN, gained("2025", "1", gain="a")).when(way(way="a")).then_refuses(AlreadyNamed)


def test_a_way_told_anew_is_confirmed_anew() -> None:
    story = given(OPEN, way(time="next"), confirms("way-1"), way(way="way-1", time="now"))
    (told,) = ways(story)
    assert (told.time, told.confirmed, len(told.told)) == ("now", False, 2)


def test_a_difference_is_claimed_confirmed_matched_and_expires() -> None:
    story = given(OPEN, way(unmatched=True), confirms("way-1", occurred_at="2025-02-10"))
    (told,) = ways(story)
    assert (told.different, told.confirmed, told.expires_on) == (True, True, "2026-02-10")
    story.when(seller("account.match", way="way-1", who="Initech")).then(fact(WayMatched, who="Initech"))
    assert [one.different for one in ways(story)] == [False]
    story.when(seller("account.match", way="way-1", who="Hooli")).then_refuses(NotNow)
    story.when(seller("account.match", way="gain-1", who="Hooli")).then_refuses(Unknown)


def test_a_difference_is_confirmed_again_every_year() -> None:
    years = [confirms("way-1", occurred_at=f"{year}-02-10") for year in (2024, 2025)]
    (told,) = ways(given(OPEN, way(unmatched=True), *years))
    assert told.expires_on == "2026-02-10"


def test_a_gift_invests_in_a_way_to_help_but_coffee_does_not() -> None:
    story = given(OPEN, way())

    def give(kind: str, way: str = "way-1") -> Said:
        return seller("account.give", kind=kind, says="two days", way=way)

    story.when(give("help")).then(fact(GiveRecorded, way="way-1"))
    story.when(give("gesture")).then_refuses(Invalid)
    story.when(give("help", "way-2")).then_refuses(Unknown)


def test_the_four_questions_are_answered_by_confirmed_facts_alone() -> None:
    story = given(*YEARS, way(), way(time="next"))
    assert card(story) == [False, False, False, False]
    story.and_given(confirms("way-1"), confirms("way-2"), confirms("gain-3"))
    assert card(story) == [True, True, True, False]
    story.and_given(confirms("gain-1"), confirms("gain-2"))
    assert card(story) == [True, True, True, True]


def test_the_third_is_no_while_a_gain_is_unconfirmed() -> None:
    story = given(OPEN, gained("2025", "150000"), instead("2025", "100000"))
    assert card(story)[2] is False
    story.and_given(confirms("gain-1"))
    assert card(story)[2] is True


def test_the_third_needs_a_sourced_alternative_for_the_same_period() -> None:
    story = given(OPEN, gained("2025", "150000"), instead("2024", "100000"), confirms("gain-1"))
    assert card(story)[2] is False


def test_after_twelve_months_a_yes_is_no_again() -> None:
    story = given(*YEARS, *(confirms(f"gain-{nth}") for nth in (1, 2, 3)))
    assert card(story, date(2026, 12, 31))[2:] == [True, True]
    assert card(story, date(2027, 1, 1))[2:] == [False, False]


def test_what_a_period_is_above_the_one_before_is_on_the_page() -> None:
    story = given(*YEARS, confirms("gain-2"), confirms("gain-3"))
    told = page(story)
    assert (told.confirmed_periods, told.latest_period, told.latest_relative, told.change) == (
        2,
        "2025",
        50_000,
        30_000,
    )


def test_they_are_free_to_leave_and_what_that_would_bring_is_stale_after_a_year() -> None:
    told = {"who": "Initech", "occurred_at": "2025-02-01"}
    story = given(
        OPEN, instead("2023", "90000", realistic=False), instead("2024", "100000", switching_cost="8000", **told)
    )
    (page,) = folded(ACCOUNT, story.facts).values()
    said = (
        "the best alternative, Initech, would bring 100,000 EUR in 2024 · switching would cost 8,000 EUR once"
        " · source: x · estimated on 2025-02-01"
    )
    assert (
        dict(lines(page, date(2026, 2, 1)))["freedom to leave"]
        == f"{said} by the seller · the estimate counts until 2026-02-01"
    )
    stale = dict(lines(page, date(2026, 2, 2)))["freedom to leave"]
    assert stale == f"{said} by the seller · the estimate counted until 2026-02-01: to be estimated again"


def test_a_gain_that_waits_to_be_confirmed_says_since_how_many_days() -> None:
    (page,) = folded(ACCOUNT, given(OPEN, gained("2024", "80000", occurred_at="2025-01-10")).facts).values()
    assert (
        "not confirmed by the customer, 50 days after it was measured"
        in dict(lines(page, DAY.replace(year=2025)))["gain 2024"]
    )


def test_the_gains_of_the_parts_of_a_period_reach_its_aim_together() -> None:
    story = given(
        OPEN, seller("account.aim", value="150", period="2025"), gained("2025-01", "90"), gained("2025-02", "70")
    )
    story.and_given(confirms("gain-1"))
    assert not page(story).aims["aim-1"].reached
    story.and_given(confirms("gain-2"))
    assert page(story).aims["aim-1"].reached


def test_a_way_that_they_deny_having_told_is_none_and_the_page_lists_the_denial() -> None:
    told = way(amount="7", unmatched=True)
    story = given(OPEN, on_behalf(customer(told.name, **told.fields)), denied())
    assert ways(story) == []
    told_of = dict(lines(page(story), DAY))
    assert "way-1" not in told_of
    assert told_of["denied 2"].startswith("way-1 · way to help named, said on 2026-03-01, recorded by")


def test_a_match_that_they_deny_leaves_the_difference() -> None:
    story = given(OPEN, way(unmatched=True), on_behalf(customer("account.match", way="way-1", who="Zed")))
    assert "Zed does it too" in dict(lines(page(story), DAY))["way-1"]
    story.and_given(denied())
    assert "nobody else does it" in dict(lines(page(story), DAY))["way-1"]


def test_a_confirmation_goes_with_the_figure_that_it_was_of() -> None:
    """A witness denies the gain that the customer confirmed: the period is free again."""
    story = given(OPEN, on_behalf(witness("account.gain", period="2025", value="90", method="a guess")))
    story.and_given(confirms("gain-1"), denied(witness))
    assert periods(story) == {}
    story.and_given(gained("2025", "80"), confirms("gain-2"))
    assert (periods(story)["2025"].gain, periods(story)["2025"].counts) == (80, True)


def test_a_year_that_is_not_over_counts_on_the_day_it_was_recorded() -> None:
    story = given(OPEN, way(), confirms("way-1", occurred_at="2026"))
    assert ways(story)[0].expires_on == "2027-03-01"


def test_a_way_confirmed_again_with_an_older_date_keeps_the_newer_one() -> None:
    story = given(OPEN, way(), confirms("way-1", occurred_at="2026-02-01"), confirms("way-1", occurred_at="2024-01-01"))
    assert ways(story)[0].expires_on == "2027-02-01"


def test_the_third_question_is_no_older_than_its_confirmation_or_its_alternative() -> None:
    stale = instead("2025", "50", occurred_at="2024-06-30")
    story = given(OPEN, gained("2025", "80"), stale, confirms("gain-1", occurred_at="2026-01-10"))
    assert page(story).relative_until == "2025-06-30"
    story.and_given(instead("2025", "60", occurred_at="2026-01-10"))
    assert page(story).relative_until == "2026-12-31"
    early = given(OPEN, gained("2026", "80"), instead("2026", "50"), confirms("gain-1"))
    assert page(early).relative_until == "2027-03-01", "not a year after the end of a year that has only begun"


def test_an_answer_by_words_on_their_behalf_is_told_apart() -> None:
    story = given(OPEN, gained("2025", "80"), instead("2025", "60"), on_behalf(confirms("gain-1")))
    assert (page(story).confirmed_periods, page(story).confirmed_own) == (1, 0)
    assert dict(lines(page(story), DAY))["question 3"].endswith(
        ", by confirmations that the seller recorded for the customer"
    )
    story.and_given(customer("word.own", stream="account/acme", all=True))
    assert page(story).confirmed_own == 1
    assert dict(lines(page(story), DAY))["question 3"].endswith("yes, until 2026-12-31")


def test_the_page_shows_a_wrong_figure_with_why_it_was_corrected() -> None:
    story = given(OPEN, gained("2025", "100"))
    story.and_given(seller("account.correct", corrects="gain-1", value="50", why="a branch was counted twice"))
    told = dict(lines(page(story), DAY))
    assert told["gain 2025"].startswith("50 EUR · measured by the seller: their books")
    assert (
        told["gain 2025 was 1"] == "100 EUR, said on 2026-03-01 by the seller · corrected: a branch was counted twice"
    )


def test_leaving_is_told_by_the_best_that_is_realistic_now() -> None:
    story = given(OPEN, instead("2025", "95", who="Initech"), instead("2025", "70"))
    assert dict(lines(page(story), DAY))["freedom to leave"].startswith(
        "the best alternative, Initech, would bring 95 EUR"
    )
    story.and_given(instead("2025", "95", who="initech", realistic=False))
    assert dict(lines(page(story), DAY))["freedom to leave"].startswith(
        "the best alternative, do nothing, would bring 70 EUR"
    )


def test_gives_stand_on_the_page_in_order_coffee_as_what_it_is() -> None:
    gives = [
        {"kind": "help", "says": "a day", "worth": "900", "occurred_at": "2025-01"},
        {"kind": "gesture", "says": "cake"},
    ]
    story = given(OPEN, *(seller("account.give", **one) for one in gives), confirms("give-1"))
    told = dict(lines(page(story), DAY))
    assert told["give-1"] == "help: a day · on 2025-01 · worth 900 EUR, as the customer confirmed"
    assert told["give-2"] == "gesture: cake · on 2026-03-01"


def test_a_period_is_a_year_a_month_or_a_day_and_no_moment() -> None:
    with pytest.raises(Invalid):
        gained("2025-01-01T00:00:00Z", "5").command(1)


def test_an_interval_has_two_ends() -> None:
    """Or it would be shown with an end that nobody said."""
    given(OPEN).when(gained("2025", "5", low="4")).then_refuses(Invalid, "two ends")
    given(OPEN).when(gained("2025", "5", high="6")).then_refuses(Invalid, "two ends")


def test_the_page_says_what_a_yes_would_take() -> None:
    story = given(OPEN, way(), gained("2025", "80"), confirms("gain-1"))
    told = dict(lines(page(story), DAY))
    assert told["question 1"].endswith("not yet: the customer has to confirm way-1")
    assert told["question 2"].endswith("not yet: nobody has named a way to help next")
    assert told["question 3"].endswith("no period has both a gain that the customer confirmed and an alternative")
    assert told["question 4"].endswith("the customer has to confirm the gains of 3 periods, and has confirmed 1")


def test_a_correction_that_is_denied_is_listed_as_denied_and_the_figure_before_stands() -> None:
    story = given(OPEN, on_behalf(customer("account.gain", period="2025", value="100", method="books")))
    wrong = customer("account.correct", corrects="gain-1", value="50", why="miscounted")
    story.and_given(customer("word.own", stream="account/acme", all=True), on_behalf(wrong), denied())
    told = dict(lines(page(story), DAY))
    assert told["gain 2025"].startswith("100 EUR")
    assert "gain 2025 was 1" not in told
    assert told["denied 4"].startswith("figure corrected, said on")


def test_a_track_is_their_own_word_only_where_each_period_of_it_is() -> None:
    years = [gained(year, "80") for year in ("2023", "2024", "2025")]
    story = given(OPEN, years, on_behalf(confirms("gain-1")), on_behalf(confirms("gain-2")), confirms("gain-3"))
    assert (page(story).confirmed_own, page(story).over_time_own) == (1, False)


def test_two_alternatives_of_one_amount_are_about_nothing_in_common() -> None:
    estimated = [
        AlternativeEstimated(alternative=f"alternative-{n}", who="Zed", period="2024", gain=Decimal(60), source="offer")
        for n in (1, 2)
    ]
    first, second = (set(about(fact)) for fact in estimated)
    assert first.isdisjoint(second)


BETWEEN = gained("2025", "150000", low="130000", high="170000")
DEARER = instead("2025", "100000", who="Initech", switching_cost="8000")


def test_a_relative_gain_is_as_sure_as_the_gain_and_says_in_percent_how_much_of_the_alternative_it_is() -> None:
    (told,) = periods(given(OPEN, BETWEEN, DEARER)).values()
    assert (told.relative_low, told.relative, told.relative_high) == (30_000, 50_000, 70_000)
    assert (told.percent_low, told.percent, told.percent_high) == (30, 50, 70)
    assert told.switching_cost == 8_000


def test_a_percentage_of_an_alternative_that_brings_nothing_is_none() -> None:
    (told,) = periods(given(OPEN, BETWEEN, instead("2025", "0", who="do nothing"))).values()
    assert (told.relative, told.percent, told.percent_low, told.switching_cost) == (150_000, None, None, None)


def test_the_cost_of_switching_is_that_of_the_best_alternative_and_taken_off_nothing() -> None:
    cheaper = instead("2025", "90000", who="Globex", switching_cost="500")
    (told,) = periods(given(OPEN, BETWEEN, DEARER, cheaper)).values()
    assert (told.best_who, told.switching_cost, told.relative) == ("Initech", 8_000, 50_000)


def test_the_page_says_the_difference_in_money_and_in_percent_between_what_it_lies_and_what_switching_costs() -> None:
    found = page(given(OPEN, BETWEEN, DEARER, confirms("gain-1")))
    assert (found.latest_percent, found.latest_percent_low, found.latest_percent_high) == (50, 30, 70)
    assert (found.latest_relative_low, found.latest_relative_high) == (30_000, 70_000)
    assert found.latest_switching_cost == 8_000
    assert dict(lines(found, DAY))["gain 2025"].endswith(
        "50,000 EUR (50 %) more than the best alternative, Initech"
        " · the difference lies between 30,000 EUR (30 %) and 70,000 EUR (70 %)"
        " · switching would cost 8,000 EUR once"
    )


@pytest.mark.parametrize(
    ("gain", "says"),
    [
        ("80000", "20,000 EUR (20 %) less than the best alternative, Initech: they lost by staying"),
        ("100000", "as much as the best alternative, Initech"),
    ],
)
def test_the_page_says_plainly_whether_they_lost_by_staying(gain: str, says: str) -> None:
    found = page(given(OPEN, gained("2025", gain), instead("2025", "100000", who="Initech")))
    assert dict(lines(found, DAY))["gain 2025"].endswith(says)


def test_an_aim_whose_period_is_over_is_not_reached_and_before_that_not_reached_yet() -> None:
    found = page(given(OPEN, seller("account.aim", value="5", period="2025")))
    told = [dict(lines(found, day))["aim-1"] for day in (date(2025, 12, 31), date(2026, 1, 1))]
    assert told == ["a gain of 5 EUR in 2025 · not reached yet", "a gain of 5 EUR in 2025 · not reached"]


def test_what_the_customer_is_to_confirm_of_an_account_is_named_by_its_figure() -> None:
    found = page(given(OPEN, gained("2025", "5"), on_behalf(confirms("gain-1"))))
    assert dict(lines(found, DAY))["to confirm"].endswith(": figure confirmed (gain-1, entry 3)")
