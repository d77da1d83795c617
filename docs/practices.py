"""Every row of texts 001 to 004 and where it stands: facts, commands, rule, view, and the test that says so.

A test holds each name against the code, so that the page cannot rot.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docs.domain_pages import head


class Row(NamedTuple):
    """One practice; names are parted by a blank, and a test is `file::function` under tests/unit/domain
    or tests/integration.
    """

    practice: str
    facts: str
    commands: str
    rule: str
    views: str
    test: str


GIVING = (
    Row("Give before thinking about the return", "GiveRecorded", "account.give", "its worth counts once the customer confirms", "gives give_and_get",
        "test_account::test_a_worth_counts_once_the_customer_confirms_it"),
    Row("Not philanthropy: sustained profit growth", "GetRecorded OwnFigureCorrected", "practice.get practice.correct",
        "periods of one kind do not overlap; one currency an account", "gets both_profits give_and_get",
        "test_gets::test_periods_of_one_kind_do_not_overlap_and_an_account_has_one_currency"),
    Row("The usual conversation and the customer-centred one", "ConversationHeld", "talk.note", "shares are computed from minutes",
        "conversation", "test_conversation::test_a_conversation_is_noted_with_its_minutes_and_how_they_are_known"),
    Row("How we help them make more money", "WayToHelpNamed", "account.way", "mechanism, amount, now or next", "ways account",
        "test_gains::test_a_way_is_told_with_its_mechanism_and_amount_now_or_next"),
    Row("Valuable in their eyes, and matched by nobody", "FigureConfirmed WayMatched", "account.confirm account.match",
        "unconfirmed never counts; it expires after twelve months", "ways account",
        "test_gains::test_a_difference_is_claimed_confirmed_matched_and_expires"),
    Row("Measure the impact on their bottom line", "CustomerGainMeasured FigureCorrected", "account.gain account.correct",
        "periods do not overlap; it counts once confirmed", "gains account",
        "test_gains::test_a_gain_counts_once_the_customer_confirms_it_and_corrected_is_confirmed_again"),
    Row("Relative to competitors", "AlternativeEstimated", "account.alternative", "its source; doing nothing is one",
        "gains account", "test_gains::test_the_relative_gain_is_ours_less_the_best_alternative"),
    Row("Improve the impact continuously", "ImprovementAimed", "account.aim", "above the last gain; reaching is derived", "account",
        "test_gains::test_an_improvement_is_above_the_last_gain_and_reaching_it_is_read_off_the_gains"),
    Row("Make the right investments", "GiveRecorded", "account.give", "it names a way; coffee names none", "gives investments",
        "test_gains::test_a_gift_invests_in_a_way_to_help_but_coffee_does_not"),
    Row("Trim cost without hurting the business", "CostTrimmed", "work.trim", "on an open outcome only by a choice the customer made",
        "trims accountability", "test_work::test_cost_is_trimmed_on_an_open_outcome_only_where_the_customer_chose_it"),
    Row("Take profitable share", "ShareMeasured", "practice.share", "what grew and what all of it grew, never a percentage alone",
        "shares growth", "test_gets::test_a_share_keeps_what_grew_and_what_all_of_it_grew"),
    Row("Products, services and customers are not equal", "", "", "derived: relative gain beside the seller's profit; no tier is typed",
        "two_by_two portfolio", "test_across::test_segments_tiers_investments_and_the_portfolio_are_derived"),
    Row("One customer at a time", "AccountOpened AccountRenamed AccountCurrencyCorrected", "account.open account.rename account.correct-currency",
        "one account a stream", "account", "test_account::test_one_account_a_stream"),
    Row("One customer, opened twice", "AccountMerged MergeTakenBack AccountTakenIn AccountGivenBack",
        "account.merge account.unmerge account.note-merge", "counted once, under the account that stands; figures are never added up unasked",
        "account engagements customers portfolio", "test_merging::test_figures_of_its_own_are_never_added_up_unasked"),
    Row("The four closing questions", "", "", "derived: yes only by what was confirmed in the last twelve months", "account",
        "test_gains::test_the_four_questions_are_answered_by_confirmed_facts_alone"),
)  # fmt: skip
SELLING = (
    Row("Results and resources in contract and invoice", "BasisSet", "engagement.basis", "a basis has its why",
        "scenarios accountability", "test_scenarios::test_law_firm_a_has_a_retainer_and_no_scenarios_so_every_dollar_beyond_is_a_surprise"),
    Row("A mindset even at the same bill", "OfferStated", "practice.offer", "the result is not worded as the resource",
        "offers", "test_own_practice::test_the_same_bill_is_worded_as_resources_and_as_their_result"),
    Row("Results while billing resources: scenarios, and no surprises",
        "ScenariosPresented ScenarioChosen ScenarioAsked ScenarioMoved SpendNoted SpendCorrected SurpriseFound",
        "scenario.present scenario.choose scenario.ask scenario.move scenario.spend scenario.correct",
        "two or three, costs rise; the part above the way that is gone is found once", "scenarios accountability",
        "test_scenarios::test_spending_past_the_way_that_is_gone_is_a_surprise_and_each_part_of_it_is_found_once"),
    Row("Be unique: a meaningful specific", "TerritoryDeclared", "practice.territory", "one sentence, one problem",
        "territory", "test_own_practice::test_a_territory_is_one_sentence_and_one_problem"),
    Row("A track record; a guarantee is optional", "TrackRecordCited", "fit.cite", "links to a confirmed result",
        "restraint", "test_track_record::test_a_result_of_this_engagement_that_is_not_confirmed_is_no_record"),
    Row("Expertise with clear boundaries in two columns", "ExpertiseMapped", "map.set",
        "the whole map each time; agreeing without one counts it", "expertise accountability",
        "test_expertise::test_table_6_1_has_four_areas_each_and_none_is_shared"),
    Row("Problems come of shared expertise", "ProblemRaised ExpertiseSettled", "map.raise map.settle",
        "settling to one side clears the area's problems", "expertise accountability",
        "test_expertise::test_the_three_problems_of_table_6_2_are_all_shared_and_three_settlings_clear_them"),
    Row("Back to the fit: wanted or in hand, not halfway, free to use our tactics", "HelpConfirmed FreedomGranted",
        "map.confirm map.grant", "freedom needs an agreed measure and a rhythm", "expertise accountability",
        "test_expertise::test_freedom_is_granted_in_return_for_an_agreed_measure_and_a_reporting_rhythm"),
    Row("No manipulation: seek the truth", "ExpectationAdjusted", "fit.adjust", "by its owner only", "restraint",
        "test_expectations::test_an_expectation_is_adjusted_by_its_owner_only"),
    Row("Define success, report on it", "SuccessReported", "outcome.report", "rows are computed; lateness shows",
        "success accountability", "test_reporting::test_each_report_says_when_the_next_is_due_and_a_late_one_shows_by_itself"),
    Row("Understand goals before starting", "NeedHeard", "need.hear", "agreeing without one counts it", "tree_swing accountability",
        "test_prepared::test_what_was_done_is_told_no_more"),
    Row("Better off with another, often cheaper", "CheaperWayProposed", "fit.cheaper", "saves 0 or more, and somebody keeps it",
        "restraint", "test_cheaper::test_the_money_we_saved_them_is_what_they_keep_and_the_rest_stands_apart"),
    Row("Talk of cost, staff and process derails", "ConversationHeld ConversationCorrected", "talk.note talk.correct",
        "minutes are told as estimated, timed or from a transcript", "conversation",
        "test_conversation::test_talk_of_cost_and_staff_shows_as_a_share_that_is_computed"),
    Row("Review the biggest account, its agreement, the farthest relationship", "RelationshipReviewed", "practice.review",
        "agreement and invoice are classified; with a why", "reviews",
        "test_own_practice::test_a_relationship_is_reviewed_by_what_its_documents_read_as"),
    Row("Maps now and target, of an optimal client, gone over with the client", "ExpertiseMapped MapReviewed OptimalMapped",
        "map.set map.review practice.map", "the target differs from now", "expertise optimal",
        "test_expertise::test_the_target_differs_from_the_map_as_it_is_and_the_diff_says_where"),
    Row("Do not force the fit: restraint over upselling", "FitAssessed FitDeclined", "fit.assess fit.decline",
        "what is forgone is stated, 0 included", "restraint", "test_fit::test_all_or_an_upsell_is_declined_with_what_is_forgone"),
    Row("After the disconnect", "", "", "derived: open until a version, a decline or a referral answers it", "restraint",
        "test_fit::test_a_bad_fit_stays_an_open_disconnect_until_a_version_or_a_decline_answers_it"),
    Row("Forcing: outside our expertise, or a problem they do not see", "ProblemAcknowledged ForcedFitOverridden",
        "fit.acknowledge fit.override", "`FORCED-FIT` while the latest assessment says so; none is only counted", "restraint",
        "test_fit::test_what_the_latest_assessment_speaks_against_is_not_proposed"),
    Row("Refer so that all three gain", "ReferralMade ReferralOutcomeHeard", "fit.refer fit.follow-up",
        "three gains, none blank", "restraint nos", "test_referrals::test_none_of_the_three_gains_is_blank"),
    Row("Hammer salesmen; restraint brings referrals and better clients", "", "", "derived: the share with one answer",
        "restraint", "test_fit::test_a_hammer_salesman_answers_every_problem_with_one_offer"),
)  # fmt: skip
LISTENING = (
    Row("Why clients buy and switch", "CustomerWon CustomerLost", "practice.won practice.lost",
        "to whom, or nobody, with our reason", "deals",
        "test_own_practice::test_who_was_won_and_lost_is_noted_with_our_own_reason"),
    Row("What we say, and what the winner did beyond", "LossReasonLearned", "practice.learn-loss",
        "told by the customer or the winner", "deals",
        "test_own_practice::test_the_gap_is_between_how_we_explain_a_loss_and_how_they_tell_it"),
    Row("Performance at the customer's expense", "CornerCut CornerRestored", "work.cut work.restore",
        "never refused, shown until restored", "corners accountability", "test_listening::test_a_corner_is_shown_until_it_is_restored"),
    Row("Happy staff do not drive buying", "", "", "none on purpose: an outcome is never ours", "",
        "test_terms::test_an_outcome_is_the_customers_or_theirs_and_never_ours"),
    Row("Service is not coffee, price cuts or freebies", "GiveRecorded FigureConfirmed FigureCorrected",
        "account.give account.confirm account.correct",
        "a gesture, a discount and a freebie are gives of the account, never little things", "gives account",
        "test_account::test_coffee_a_lower_price_and_freebies_are_told_apart_from_service"),
    Row("Listen for what matters", "NeedHeard NeedCorrected", "need.hear need.correct", "their words apart from our reading", "tree_swing accountability",
        "test_listening::test_a_need_is_heard_word_for_word_and_apart_from_how_we_read_it"),
    Row("Say no when a yes gives a short-term win", "NoSaid", "no.say", "a reason, a way forward, what is forgone",
        "nos accountability", "test_no::test_a_bare_no_is_refused_and_nothing_is_written"),
    Row("Persistence", "", "", "derived: the longest silence", "tree_swing",
        "test_listening::test_the_longest_silence_is_the_most_days_between_two_words_of_what_is_needed"),
    Row("Fees by tickets successfully brought to resolution", "ResultReached ResultShown ResultReopened",
        "result.reach result.prove result.reopen", "one verdict for each unit on each day, by rules that both signed", "recount reconcile",
        "test_counts::test_a_claim_is_never_refused_for_its_verdict_but_its_receipt_says_it"),
    Row("Both are accountable: a disagreement has an end",
        "ResultDisputed DisputeShown DisputeAnswered DisputeAccepted DisputeWithdrawn DisputeGivenWay DisputeReferred DisputeDecided",
        "result.dispute dispute.prove dispute.answer dispute.accept dispute.withdraw dispute.give-way dispute.refer dispute.decide",
        "no end by one's own word for oneself", "recount accountability",
        "test_disputes::test_the_table_of_disputes_is_kept_for_every_state_word_party_day_and_number_of_units"),
    Row("The cartoon of the tree swing", "NeedHeard NeedRestated OutcomeAgreed ResultReached UseObserved",
        "need.hear need.restate need.use", "each frame by its party, drift marked", "tree_swing",
        "test_listening::test_the_five_frames_stand_side_by_side_each_in_the_words_of_its_party"),
    Row("Tell them what they need to hear", "AdviceGiven AdviceJudged", "advice.give advice.judge",
        "judged by the customer or a result", "advice",
        "test_listening::test_advice_is_judged_by_the_customer_or_by_a_result_that_stands"),
    Row("Rules, named in the text and not listed", "RuleAdopted RuleChecked RuleDropped", "practice.rule practice.check-rule practice.drop-rule",
        "it ships with none", "rules", "test_own_practice::test_no_rule_is_there_until_the_seller_adopts_one_with_its_why"),
)  # fmt: skip
STEERING = (
    Row("Customers can leave; monopoly is the exception", "AlternativeEstimated", "account.alternative", "with its source; stale after twelve months",
        "gains account", "test_gains::test_they_are_free_to_leave_and_what_that_would_bring_is_stale_after_a_year"),
    Row("Let them tailor; show the options", "ChoiceOffered", "choice.offer", "two or three pass, four warns, one, five or six are refused",
        "accountability choices", "test_little_things::test_two_or_three_options_are_a_choice_four_are_many_and_more_too_many"),
    Row("See the status of every piece of work", "WorkOpened WorkMoved", "work.open work.move", "it serves a version or a request; done stays visible",
        "work accountability", "test_work::test_done_work_stays_visible_and_a_move_that_is_denied_never_was"),
    Row("Add hours, remove features, get support, change terms", "RequestMade RequestCountered RequestAccepted RequestWithdrawn RequestDone",
        "request.make request.counter request.accept request.withdraw request.done", "its effect is seen before it is sent; never a silent charge",
        "requests outcomes accountability", "test_requests::test_the_effect_on_outcome_and_price_is_seen_before_anything_is_sent"),
    Row("Trends in support needs", "SupportGiven SupportCorrected", "work.support work.correct", "a record, never a bill", "support",
        "test_work::test_support_is_a_record_of_hours_and_topic_and_is_corrected"),
    Row("Next year's IT budget", "", "", "derived: method, inputs and interval shown; four whole quarters at least", "support",
        "test_budget::test_the_constructed_example_gives_its_hours_interval_and_budget"),
    Row("Transparency, not opaque sites", "PageShared PageUnshared", "page.share page.unshare", "what is hidden is listed", "visibility accountability",
        "test_work::test_who_is_shown_the_page_reads_what_is_hidden_from_them"),
    Row("Who of each side may read, act and agree", "PersonInvited PersonRoleChanged AccessRevoked PersonEntered PersonLeft",
        "person.invite person.change-role person.revoke person.enter person.leave", "the customer invites their own side only; both read who was invited",
        "people accountability", "test_people::test_each_side_invites_its_own_people_and_the_seller_the_customers_too"),
    Row("Heed those paying more, go the extra yard", "", "", "derived: the tier comes of agreed prices", "tiers",
        "test_across::test_segments_tiers_investments_and_the_portfolio_are_derived"),
    Row("Errand: their paperwork, with a premium, on the normal bill", "RequestMade RequestCountered RequestDone", "request.make request.counter request.done",
        "the premium stands in the accepted counter; a line of its own", "requests reconcile",
        "test_requests::test_an_errand_costs_what_was_countered_with_its_premium_as_one_line"),
    Row("“No, we don't do that”", "NoSaid", "no.say", "a bare no is refused", "nos requests accountability",
        "test_requests::test_a_request_is_refused_by_a_no_with_its_way_forward"),
)  # fmt: skip
TEXTS = {
    "D. Keith Pigues, “Give More to Get More” (text 001)": GIVING,
    "Ian Altman and Jack Quarles, *Same Side Selling* (text 002)": SELLING,
    "An article on what drives buying and switching (text 003)": LISTENING,
    "A post of Infurious on customers who are already empowered (text 004)": STEERING,
}


def practices() -> Iterator[str]:
    """Every practice of these texts, and where it stands."""
    source = (
        "[Where the ideas come from](../explanation/the-shared-outcome.md#where-the-ideas-come-from) names the texts."
    )
    yield from head("Practices", f"What four texts ask a seller to do, and where the program does it. {source}")
    for text, rows in TEXTS.items():
        yield from [f"## {text}", "", "| practice | facts | commands | rule | views |", "|---|---|---|---|---|"]
        for row in rows:
            facts = ", ".join(f"`{name}`" for name in row.facts.split())
            said = ", ".join(f"`{name.replace('.', ' ')}`" for name in row.commands.split())
            views = ", ".join(row.views.split())
            yield f"| {row.practice} | {facts or '–'} | {said or '–'} | {row.rule} | {views or '–'} |"
        yield ""
    yield "A test checks each row; `docs/practices.py` says which."
