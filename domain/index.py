"""In which practice facts and commands are, and what these are about; written by `make regen`."""

from __future__ import annotations

INDEX: dict[str, dict[str, str]] = {
    "engagement": {
        "domain.engagement.opening:OPENING": """
            engagement-opened.v1 basis-set.v1 engagement-closed.v1 engagement-reopened.v1 engagement-renamed.v1
            engagement-handed-over.v1 engagement-moved.v1 engagement.open engagement.basis engagement.close
            engagement.reopen engagement.rename engagement.hand-over engagement.move-account
        """,
        "domain.engagement.outcome:OUTCOME": """
            outcome-proposed.v1 outcome-agreed.v1 outcome-turned-down.v1 outcome-missed.v1 outcome-ended.v1
            outcome.propose:outcome outcome.agree:outcome outcome.turn-down:outcome outcome.miss:outcome
            outcome.end:outcome
        """,
        "domain.engagement.measuring:MEASURING": """
            result-measured.v1 measurement-corrected.v1 result.measure:outcome
            result.correct-measurement:corrects
        """,
        "domain.engagement.reaching:REACHING": """
            result-reached.v1 result.reach:outcome
        """,
        "domain.engagement.results:RESULTS": """
            result-corrected.v1 result-confirmed.v1 result-disputed.v1 result-did-not-hold.v1
            result.correct:corrects result.confirm:outcome result.dispute:outcome result.retract:outcome
        """,
        "domain.engagement.proving:PROVING": """
            result-shown.v1 result-reopened.v1 result.prove:outcome result.reopen:outcome
        """,
        "domain.engagement.disputes:DISPUTES": """
            dispute-shown.v1 dispute-answered.v1 dispute-accepted.v1 dispute-withdrawn.v1 dispute-given-way.v1
            dispute-referred.v1 dispute-decided.v1 dispute.prove:dispute dispute.answer:dispute
            dispute.accept:dispute dispute.withdraw:dispute dispute.give-way:dispute dispute.refer:dispute
            dispute.decide:dispute
        """,
        "domain.engagement.payments:PAYMENTS": """
            payment-noted.v1 payment-corrected.v1 payment.note:outcome payment.correct:corrects
        """,
        "domain.engagement.little_things:LITTLE_THINGS": """
            trigger-noticed.v1 extra-mile-offered.v1 extra-mile-accepted.v1 extra-mile-declined.v1
            extra-mile-done.v1 extra-mile-withdrawn.v1 extra-mile-held-back.v1 extra.notice extra.offer:thing
            extra.accept:thing extra.decline:thing extra.do:thing extra.withdraw:thing extra.hold-back:thing
        """,
        "domain.engagement.learning:LEARNING": """
            effect-observed.v1 lesson-learned.v1 extra.observe:thing extra.learn:thing
        """,
        "domain.engagement.choices:CHOICES": """
            choice-offered.v1 choice-made.v1 choice-withdrawn.v1 choice.offer:choice choice.make:choice
            choice.withdraw:choice
        """,
        "domain.engagement.scenarios:SCENARIOS": """
            scenarios-presented.v1 scenario-chosen.v1 scenario-asked.v1 scenario-moved.v1 spend-noted.v1
            spend-corrected.v1 surprise-found.v1 scenario.present scenario.choose scenario.ask scenario.move
            scenario.spend scenario.correct:corrects
        """,
        "domain.engagement.fit:FIT": """
            fit-assessed.v1 problem-acknowledged.v1 forced-fit-overridden.v1 fit-declined.v1 fit.assess
            fit.acknowledge fit.override fit.decline:decline
        """,
        "domain.engagement.expectations:EXPECTATIONS": """
            expectation-adjusted.v1 fit.adjust:expectation
        """,
        "domain.words:WORDS": """
            word-owned.v1 word-disowned.v1 denial-acknowledged.v1 word.own:version word.disown:version
            word.acknowledge:denial
        """,
        "domain.mending:LINKS": """
            link-mended.v1 link.mend:version
        """,
        "domain.engagement.conversation:CONVERSATION": """
            conversation-held.v1 conversation-corrected.v1 talk.note talk.correct:corrects
        """,
        "domain.engagement.reporting:REPORTING": """
            success-reported.v1 outcome.report:outcome
        """,
        "domain.engagement.expertise:EXPERTISE": """
            expertise-mapped.v1 map-reviewed.v1 problem-raised.v1 expertise-settled.v1 help-confirmed.v1
            freedom-granted.v1 map.set map.review map.raise:problem map.settle map.confirm map.grant
        """,
        "domain.engagement.no:NO": """
            no-said.v1 no.say:no
        """,
        "domain.engagement.referrals:REFERRALS": """
            referral-made.v1 referral-outcome-heard.v1 fit.refer:referral fit.follow-up:referral
        """,
        "domain.engagement.cheaper:CHEAPER": """
            cheaper-way-proposed.v1 fit.cheaper
        """,
        "domain.engagement.track_record:TRACK_RECORD": """
            track-record-cited.v1 fit.cite
        """,
        "domain.engagement.needs:NEEDS": """
            need-heard.v1 need-restated.v1 need-corrected.v1 use-observed.v1 need.hear need.restate:need
            need.correct:need need.use:need
        """,
        "domain.engagement.advice:ADVICE": """
            advice-given.v1 advice-judged.v1 advice.give advice.judge:advice
        """,
        "domain.engagement.corners:CORNERS": """
            corner-cut.v1 corner-restored.v1 work.cut work.restore:corner
        """,
        "domain.engagement.requests:REQUESTS": """
            request-made.v1 request-countered.v1 request-accepted.v1 request-withdrawn.v1 request-done.v1
            request.make:request request.counter:request request.accept:request request.withdraw:request
            request.done:request
        """,
        "domain.engagement.work:WORK": """
            work-opened.v1 work-moved.v1 work.open:work work.move:work
        """,
        "domain.engagement.support:SUPPORT": """
            support-given.v2 support-corrected.v2 work.support work.correct:corrects
        """,
        "domain.engagement.trims:TRIMS": """
            cost-trimmed.v1 work.trim:trim
        """,
        "domain.engagement.sharing:SHARING": """
            page-shared.v1 page-unshared.v1 page.share:share page.unshare:share
        """,
        "domain.engagement.people:PEOPLE": """
            person-invited.v1 person-role-changed.v1 access-revoked.v1 person-entered.v1 person-left.v1
            person.invite:person person.change-role:person person.revoke:person person.enter:person
            person.leave:person
        """,
    },
    "account": {
        "domain.account.opening:OPENING": """
            account-opened.v1 account-renamed.v1 account-currency-corrected.v1 account.open account.rename
            account.correct-currency
        """,
        "domain.account.merging:MERGING": """
            account-merged.v1 merge-taken-back.v1 account-taken-in.v1 account-given-back.v1 account.merge
            account.unmerge account.note-merge
        """,
        "domain.account.gives:GIVES": """
            give-recorded.v1 account.give:give
        """,
        "domain.account.ways:WAYS": """
            way-to-help-named.v1 way-matched.v1 account.way:way account.match:way
        """,
        "domain.account.gains:GAINS": """
            customer-gain-measured.v1 account.gain
        """,
        "domain.account.aims:AIMS": """
            improvement-aimed.v1 account.aim
        """,
        "domain.account.alternatives:ALTERNATIVES": """
            alternative-estimated.v1 account.alternative
        """,
        "domain.account.confirming:CONFIRMING": """
            figure-confirmed.v1 figure-corrected.v1 account.confirm:figure account.correct:corrects
        """,
    },
    "practice": {
        "domain.own.ideas:IDEAS": """
            idea-noted.v1 obstacle-named.v1 barrier-lowered.v1 practice.idea:idea practice.obstacle:idea
            practice.lower:obstacle
        """,
        "domain.own.habits:HABITS": """
            habit-adopted.v1 practice.habit:habit
        """,
        "domain.own.notes:NOTES": """
            note-taken.v1 practice.note
        """,
        "domain.own.optimal:OPTIMAL": """
            optimal-mapped.v1 practice.map
        """,
        "domain.own.offers:OFFERS": """
            offer-stated.v1 territory-declared.v1 practice.offer practice.territory
        """,
        "domain.own.reviews:REVIEWS": """
            relationship-reviewed.v1 practice.review
        """,
        "domain.own.deals:DEALS": """
            customer-won.v1 customer-lost.v1 loss-reason-learned.v1 practice.won practice.lost
            practice.learn-loss:deal
        """,
        "domain.own.rules:RULES": """
            rule-adopted.v1 rule-checked.v1 rule-dropped.v1 practice.rule practice.check-rule:rule
            practice.drop-rule:rule
        """,
        "domain.own.gets:GETS": """
            get-recorded.v1 share-measured.v1 own-figure-corrected.v1 practice.get:get practice.share:share
            practice.correct:corrects
        """,
    },
}
