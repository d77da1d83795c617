"""In which practice each fact and each command is, by kind of stream; written by `make regen`."""

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
            outcome.propose outcome.agree outcome.turn-down outcome.miss outcome.end
        """,
        "domain.engagement.measuring:MEASURING": """
            result-measured.v1 measurement-corrected.v1 result.measure result.correct-measurement
        """,
        "domain.engagement.reaching:REACHING": """
            result-reached.v1 result.reach
        """,
        "domain.engagement.results:RESULTS": """
            result-corrected.v1 result-confirmed.v1 result-disputed.v1 result-did-not-hold.v1 result.correct
            result.confirm result.dispute result.retract
        """,
        "domain.engagement.payments:PAYMENTS": """
            payment-noted.v1 payment-corrected.v1 payment.note payment.correct
        """,
        "domain.engagement.little_things:LITTLE_THINGS": """
            trigger-noticed.v1 extra-mile-offered.v1 extra-mile-accepted.v1 extra-mile-declined.v1
            extra-mile-done.v1 extra-mile-withdrawn.v1 extra-mile-held-back.v1 extra.notice extra.offer
            extra.accept extra.decline extra.do extra.withdraw extra.hold-back
        """,
        "domain.engagement.learning:LEARNING": """
            effect-observed.v1 lesson-learned.v1 extra.observe extra.learn
        """,
        "domain.engagement.choices:CHOICES": """
            choice-offered.v1 choice-made.v1 choice-withdrawn.v1 choice.offer choice.make choice.withdraw
        """,
        "domain.engagement.scenarios:SCENARIOS": """
            scenarios-presented.v1 scenario-chosen.v1 scenario-asked.v1 scenario-moved.v1 spend-noted.v1
            spend-corrected.v1 surprise-found.v1 scenario.present scenario.choose scenario.ask scenario.move
            scenario.spend scenario.correct
        """,
        "domain.engagement.fit:FIT": """
            fit-assessed.v1 problem-acknowledged.v1 forced-fit-overridden.v1 fit-declined.v1 fit.assess
            fit.acknowledge fit.override fit.decline
        """,
        "domain.engagement.expectations:EXPECTATIONS": """
            expectation-adjusted.v1 fit.adjust
        """,
        "domain.words:WORDS": """
            word-owned.v1 word-disowned.v1 denial-acknowledged.v1 word.own word.disown word.acknowledge
        """,
        "domain.mending:LINKS": """
            link-mended.v1 link.mend
        """,
        "domain.engagement.conversation:CONVERSATION": """
            conversation-held.v1 conversation-corrected.v1 talk.note talk.correct
        """,
        "domain.engagement.reporting:REPORTING": """
            success-reported.v1 outcome.report
        """,
        "domain.engagement.expertise:EXPERTISE": """
            expertise-mapped.v1 map-reviewed.v1 problem-raised.v1 expertise-settled.v1 help-confirmed.v1
            freedom-granted.v1 map.set map.review map.raise map.settle map.confirm map.grant
        """,
        "domain.engagement.no:NO": """
            no-said.v1 no.say
        """,
        "domain.engagement.referrals:REFERRALS": """
            referral-made.v1 referral-outcome-heard.v1 fit.refer fit.follow-up
        """,
        "domain.engagement.cheaper:CHEAPER": """
            cheaper-way-proposed.v1 fit.cheaper
        """,
        "domain.engagement.track_record:TRACK_RECORD": """
            track-record-cited.v1 fit.cite
        """,
        "domain.engagement.needs:NEEDS": """
            need-heard.v1 need-restated.v1 need-corrected.v1 use-observed.v1 need.hear need.restate need.correct
            need.use
        """,
        "domain.engagement.advice:ADVICE": """
            advice-given.v1 advice-judged.v1 advice.give advice.judge
        """,
        "domain.engagement.corners:CORNERS": """
            corner-cut.v1 corner-restored.v1 work.cut work.restore
        """,
        "domain.engagement.requests:REQUESTS": """
            request-made.v1 request-countered.v1 request-accepted.v1 request-withdrawn.v1 request-done.v1
            request.make request.counter request.accept request.withdraw request.done
        """,
        "domain.engagement.work:WORK": """
            work-opened.v1 work-moved.v1 work.open work.move
        """,
        "domain.engagement.support:SUPPORT": """
            support-given.v2 support-corrected.v2 work.support work.correct
        """,
        "domain.engagement.trims:TRIMS": """
            cost-trimmed.v1 work.trim
        """,
        "domain.engagement.sharing:SHARING": """
            page-shared.v1 page-unshared.v1 page.share page.unshare
        """,
        "domain.engagement.people:PEOPLE": """
            person-invited.v1 person-role-changed.v1 access-revoked.v1 person-entered.v1 person-left.v1
            person.invite person.change-role person.revoke person.enter person.leave
        """,
    },
    "account": {
        "domain.account.opening:OPENING": """
            account-opened.v1 account.open
        """,
        "domain.account.gives:GIVES": """
            give-recorded.v1 account.give
        """,
        "domain.account.ways:WAYS": """
            way-to-help-named.v1 way-matched.v1 account.way account.match
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
            figure-confirmed.v1 figure-corrected.v1 account.confirm account.correct
        """,
    },
    "practice": {
        "domain.own.ideas:IDEAS": """
            idea-noted.v1 obstacle-named.v1 barrier-lowered.v1 practice.idea practice.obstacle practice.lower
        """,
        "domain.own.habits:HABITS": """
            habit-adopted.v1 practice.habit
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
            practice.learn-loss
        """,
        "domain.own.rules:RULES": """
            rule-adopted.v1 rule-checked.v1 rule-dropped.v1 practice.rule practice.check-rule practice.drop-rule
        """,
        "domain.own.gets:GETS": """
            get-recorded.v1 share-measured.v1 own-figure-corrected.v1 practice.get practice.share
            practice.correct
        """,
    },
}
