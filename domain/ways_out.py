"""The ways out that are commands, or fields to say again, by the code of their error; a sentence is in errors.py."""

from __future__ import annotations

from domain.step import GAP, WayOut

HISTORY = WayOut(command="history", place="{stream}")
DOCTOR = WayOut(command="doctor")
OUTCOME = {"outcome": "{outcome}"}

WAYS = {
    "NO-VIEW": WayOut(command="report", fixed={"help": True}),
    "NOT-OPEN": WayOut(
        command="engagement.open",
        place="{name}",
        fixed={"title": GAP, "currency": "EUR", "owner.person": GAP, "customer_owner.person": GAP},
    ),
    "NO-ACCOUNT": WayOut(command="account.open", place="{name}", fixed={"title": GAP, "currency": "EUR"}),
    "ALREADY-OPEN": HISTORY,
    "ENGAGEMENT-CLOSED": WayOut(command="engagement.reopen", place="{name}", asked=("why",)),
    "NO-WHY": WayOut(says='add --why "…"', asked=("why",)),
    "NOT-NOW": HISTORY,
    "UNKNOWN": HISTORY,
    "RELIED-ON": HISTORY,
    "NO-BASELINE": WayOut(
        says="add --from with a figure other than the target, or --first-measured-by DATE",
        asked=("terms.metric.baseline", "terms.metric.first_measured_by"),
    ),
    "VALUE-FIRST": WayOut(
        says='add --worth AMOUNT and --matters "…", or propose without a price first',
        asked=("terms.worth.low", "terms.matters"),
    ),
    "ACCOUNT-IS-MERGED": WayOut(says="name the one that stands: --account {into}", fixed={"account": "{into}"}),
    "HOLDS-FIGURES": WayOut(
        says="where only this one has figures, let it be the account that stands",
        command="account.merge",
        place="{into}",
        fixed={"into": "{account}"},
        asked=("why",),
        otherwise=WayOut(
            says="else record in {into} what is to count, then leave these behind",
            command="account.merge",
            place="{account}",
            fixed={"into": "{into}", "leave_figures": True},
            asked=("why",),
        ),
    ),
    "OVERLAP": WayOut(says="see which periods are there", command="history", place="{stream}"),
    "EFFECT-FIRST": WayOut(
        says="send it again with --effect {effect}, which says that you have seen this", fixed={"effect": "{effect}"}
    ),
    "EFFECT-CHANGED": WayOut(
        says="they take it back and ask again; or you answer with what it costs now",
        command="request.counter",
        place="{name}",
        fixed={"request": "{request}"},
        more=True,
    ),
    "CHANGED-SINCE": HISTORY,
    "NEEDS-AGREEMENT": WayOut(
        says="propose the new terms, then answer the request with their --version",
        command="outcome.propose",
        place="{name}",
        fixed=OUTCOME,
        more=True,
    ),
    "AGREE-THE-VERSION": WayOut(
        command="outcome.agree", place="{name}", side="customer", fixed={**OUTCOME, "version": "{number}"}
    ),
    "MORE-THAN-AGREED": WayOut(
        says="give --cost {cost} at most, before the premium; or let the customer ask for more",
        fixed={"cost": "{cost}"},
    ),
    "NEEDS-THEIR-CHOICE": WayOut(
        says="let them choose, then name their choice with --choice",
        command="choice.offer",
        place="{name}",
        more=True,
    ),
    "CANNOT-COUNT": WayOut(
        says="name another day",
        command="outcome.propose",
        place="{name}",
        fixed=OUTCOME,
        asked=("terms.counts_from", "why"),
        more=True,
    ),
    "REACHED-SINCE": WayOut(
        says="propose them with a later --counts-from; or take the result back, and record it again under these terms",
        command="result.retract",
        place="{name}",
        fixed={**OUTCOME, "reference": "{reference}"},
        asked=("why",),
    ),
    "OWN-PROPOSAL": WayOut(
        says="if the {other} agrees, record that",
        command="outcome.agree",
        place="{name}",
        side="{other}",
        fixed={**OUTCOME, "version": "{version}"},
    ),
    "TERMS-CHANGED": WayOut(
        says="see which version is open, then agree that one", command="report.outcomes", place="{name}"
    ),
    "NOT-DUE": WayOut(command="outcome.end", place="{name}", fixed=OUTCOME, asked=("why",)),
    "NOT-MEASURED": WayOut(command="result.measure", place="{name}", fixed=OUTCOME, asked=("value", "method")),
    "TARGET-NOT-MET": WayOut(command="report.accountability", place="{name}"),
    "PAST-DATE": WayOut(
        says="agree on a later date",
        command="outcome.propose",
        place="{name}",
        fixed=OUTCOME,
        asked=("why",),
        more=True,
    ),
    "MORE-THAN-STANDS": WayOut(command="report.reconcile", place="{name}"),
    "NOTHING-AGREED": WayOut(says="agree an outcome first", command="outcome.propose", place="{name}", more=True),
    "PRICED": WayOut(
        says="to charge for it, propose new terms",
        command="outcome.propose",
        place="{name}",
        fixed=OUTCOME,
        more=True,
    ),
    "NEEDS-THEIR-WORD": WayOut(command="extra.accept", place="{name}", side="customer", fixed={"thing": "{thing}"}),
    "UNKNOWN-TWICE": WayOut(says="record helped, no-effect or hurt", asked=("effect",)),
    "NO-RHYTHM": WayOut(
        says="agree how often it is measured and reported",
        command="outcome.propose",
        place="{name}",
        fixed={**OUTCOME, "terms.measured.every": "month"},
        asked=("why",),
        more=True,
    ),
    "FORCED-FIT": WayOut(
        says="decline or refer it",
        command="fit.decline",
        place="{name}",
        more=True,
        otherwise=WayOut(
            says="assess it anew; let the customer acknowledge the problem; or take it on yourself, by name",
            command="fit.override",
            place="{name}",
            more=True,
        ),
    ),
    "NO-WAY-FORWARD": WayOut(
        says='say what they can do instead: --way another-approach, referral, errand or ask-again, and --forward "…"',
        asked=("way_forward.kind", "way_forward.says"),
    ),
    "OWN-LOGIN-ONLY": WayOut(
        says="invite them to the page, where they say it themselves; see what was recorded for them",
        command="history",
        place="{stream}",
    ),
    "CONFLICT": WayOut(says="see what was recorded meanwhile, then decide again", command="history", place="{stream}"),
    "UNREADABLE": DOCTOR,
    "STORE-TROUBLE": DOCTOR,
    "STORE-REFUSED": DOCTOR,
    "NO-LEDGER": WayOut(command="init", fixed={"store": "{where}"}),
    "FEED-TROUBLE": DOCTOR,
}
