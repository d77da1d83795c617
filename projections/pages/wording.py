"""What the form of each command says: its heading and button, and the fields that people see."""

from __future__ import annotations

from msgspec import Struct

from projections.pages.language import marked


class Wording(Struct, frozen=True, kw_only=True):
    """What a form of a command says: its heading and button, the optional fields that it shows, and other answers to
    the same. `which` are fields beside the thing itself that an address may fix: they say which of several is meant,
    and never what somebody says of it. `needs` are those that a form of ours always has, `carries` those that it may
    have empty. `note` is what to know before it is sent.
    """

    heading: str
    button: str
    optional: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    which: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    carries: tuple[str, ...] = ()
    note: str = ""


WORDING: dict[str, Wording] = {
    "outcome.agree": Wording(
        which=("version", "digest"),
        needs=("outcome", "version", "digest"),
        heading=marked("Agree to these terms"),
        button=marked("I agree to these terms"),
        optional=("signer",),
        others=("outcome.turn-down",),
    ),
    "outcome.propose": Wording(
        needs=("outcome", "base"),
        heading=marked("Propose other terms"),
        button=marked("Propose these terms"),
        optional=("why",),
    ),
    "outcome.report": Wording(
        needs=("outcome",), heading=marked("Report how it stands"), button=marked("Report what was measured")
    ),
    "outcome.miss": Wording(
        needs=("outcome",), heading=marked("Say that it was missed"), button=marked("It was missed")
    ),
    "outcome.turn-down": Wording(
        needs=("outcome",), heading=marked("Turn these terms down"), button=marked("Turn down")
    ),
    "choice.make": Wording(needs=("choice",), heading=marked("Choose"), button=marked("Choose"), optional=("why",)),
    "result.measure": Wording(
        heading=marked("Report a figure"),
        button=marked("Report"),
        optional=("low", "high", "period", "method"),
    ),
    "result.reach": Wording(
        needs=("outcome",), heading=marked("Say that it was reached"), button=marked("It was reached")
    ),
    "result.correct-measurement": Wording(
        heading=marked("Correct a figure of yours"),
        button=marked("Correct it"),
        optional=("low", "high"),
    ),
    "result.confirm": Wording(
        which=("reference", "through"),
        needs=("outcome",),
        heading=marked("Confirm what was reached"),
        button=marked("Yes, it was reached"),
        others=("result.dispute",),
    ),
    "result.dispute": Wording(
        which=("reference",),
        needs=("outcome",),
        heading=marked("Dispute what was reached"),
        button=marked("Dispute it"),
        optional=("reference",),
    ),
    "dispute.answer": Wording(
        needs=("dispute",),
        heading=marked("Answer the dispute"),
        button=marked("Answer"),
        others=("dispute.give-way", "dispute.refer"),
        note=marked("So many of the disputed results stand; the customer accepts that, or refers it."),
    ),
    "dispute.give-way": Wording(
        needs=("dispute",), heading=marked("Give way"), button=marked("We give way: none of it stands")
    ),
    "dispute.accept": Wording(
        needs=("dispute",),
        heading=marked("Accept the answer to your dispute"),
        button=marked("Accept"),
        others=("dispute.withdraw", "dispute.refer"),
    ),
    "dispute.withdraw": Wording(
        needs=("dispute",), heading=marked("Take the dispute back"), button=marked("Take it back")
    ),
    "dispute.refer": Wording(
        needs=("dispute",),
        heading=marked("Refer it to whoever decides"),
        button=marked("Refer it"),
        note=marked("The terms name who decides."),
    ),
    "dispute.decide": Wording(
        needs=("dispute",), heading=marked("Decide the dispute"), button=marked("This is the decision")
    ),
    "extra.accept": Wording(heading=marked("Accept it"), button=marked("Yes, please"), others=("extra.decline",)),
    "extra.decline": Wording(heading=marked("Decline it"), button=marked("No, thank you"), optional=("why",)),
    "extra.observe": Wording(
        heading=marked("Say what came of it"), button=marked("Record"), optional=("evidence", "review_by")
    ),
    "extra.learn": Wording(heading=marked("Say what you learned from it"), button=marked("Record")),
    "extra.do": Wording(heading=marked("Say that it is done"), button=marked("It is done")),
    "word.own": Wording(
        which=("all",),
        heading=marked("Confirm what was recorded for you"),
        button=marked("Yes, these are our words"),
        others=("word.disown",),
        note=marked("Deny what is not right before you answer anything that builds on it: by that you accept it."),
    ),
    "word.disown": Wording(
        which=("all",), heading=marked("Deny what was recorded for you"), button=marked("No, we did not say this")
    ),
    "word.acknowledge": Wording(
        which=("denial",),
        needs=("denial",),
        heading=marked("Say what you make of the denial"),
        button=marked("Record"),
    ),
    "need.hear": Wording(heading=marked("Say what you need"), button=marked("Send"), optional=("goal",)),
    "need.restate": Wording(heading=marked("Say it more exactly"), button=marked("Send")),
    "need.use": Wording(heading=marked("Say how you use the result"), button=marked("Send"), optional=("says",)),
    "request.make": Wording(
        heading=marked("Ask for something"), button=marked("Ask"), optional=("hours", "outcome", "why")
    ),
    "request.accept": Wording(
        which=("price",),
        needs=("request", "price"),
        heading=marked("Accept the answer to your request"),
        button=marked("Accept"),
        others=("request.withdraw",),
    ),
    "request.withdraw": Wording(heading=marked("Take the request back"), button=marked("Take it back")),
    "request.counter": Wording(
        which=("version",),
        needs=("request",),
        heading=marked("Answer the request"),
        button=marked("Answer"),
        optional=("why",),
        others=("request.accept", "no.say"),
    ),
    "no.say": Wording(
        which=("request",),
        needs=("request",),
        heading=marked("Say no, with a way forward"),
        button=marked("Say no"),
    ),
    "request.done": Wording(heading=marked("Say that it is done"), button=marked("It is done")),
    "result.retract": Wording(
        which=("reference",), heading=marked("Take the result back"), button=marked("Take it back")
    ),
    "scenario.choose": Wording(heading=marked("Choose a way to proceed"), button=marked("Choose"), optional=("why",)),
    "scenario.ask": Wording(
        heading=marked("Ask to change the way to proceed"),
        button=marked("Ask"),
        note=marked("The customer decides."),
    ),
    "page.share": Wording(
        which=("to",),
        needs=("to",),
        carries=("hidden",),
        heading=marked("Share the page anew"),
        button=marked("Share it until then"),
    ),
    "account.confirm": Wording(
        which=("value",),
        needs=("figure", "value"),
        heading=marked("Confirm this figure"),
        button=marked("Yes, this is right"),
    ),
    "account.correct": Wording(needs=("corrects",), heading=marked("Correct this figure"), button=marked("Correct it")),
}
"""The commands that have a form. Their words are said through the reader's language."""

INSTEAD = {("account.confirm", "need.hear"): marked("This figure is wrong: say what is not right")}
"""What another answer to the same is called beside a form, by both commands, where its own heading says too little."""

STARTS = (
    "request.make",
    "need.hear",
    "scenario.ask",
    "result.measure",
    "result.correct-measurement",
    "extra.observe",
    "extra.learn",
)
"""What somebody may say though nothing waits for it."""

TITLES = {
    "option": marked("Your choice"),
    "why": marked("Why"),
    "signer": marked("Signed by"),
    "value": marked("Figure"),
    "low": marked("At least"),
    "high": marked("At most"),
    "period": marked("For which period"),
    "method": marked("How it was measured"),
    "effect": marked("What came of it"),
    "evidence": marked("What shows it"),
    "review_by": marked("Look again by"),
    "says": marked("In your words"),
    "verbatim": marked("In your words"),
    "goal": marked("What you want to achieve with it"),
    "use": marked("How you use it"),
    "kind": marked("What kind of request"),
    "hours": marked("How many hours"),
    "outcome": marked("For which outcome"),
    "scenario": marked("Which way"),
    "version": marked("Which version"),
    "thing": marked("Which little thing"),
    "choice": marked("Which choice"),
    "need": marked("Which need"),
    "request": marked("Which request"),
    "corrects": marked("Which figure"),
    "figure": marked("Which figure"),
    "reference": marked("Which result"),
    "price": marked("At what price"),
    "cost": marked("What it costs"),
    "premium": marked("What you put on top, in percent"),
    "until": marked("Until when"),
    "reason": marked("What the no rests on"),
    "way_forward.kind": marked("What there is instead"),
    "way_forward.says": marked("Which is, in your words"),
    "forgone": marked("What a yes would have brought now"),
}
"""What a field is called; one that is not here is called by its name."""
HINTS = {
    "period": marked("A month or a day, as in 2026-03 or 2026-03-31."),
    "review_by": marked("A day, as in 2026-03-31."),
    "hours": marked("A number, as in 4 or 1.5."),
    "value": marked("A number, as in 1234.5."),
    "low": marked("If you are not sure: it is no less than this."),
    "high": marked("If you are not sure: it is no more than this."),
    "signer": marked("Who signs, if it is not you."),
    "until": marked("The last day, as in 2026-03-31."),
    "cost": marked("A number, as in 1234.5."),
    "premium": marked("A number, as in 15."),
    "forgone": marked("A number, as in 1234.5; 0 is an answer."),
}
"""What helps to fill a field in."""
ANSWERS: dict[str, dict[str, str]] = {
    "request.make.kind": {
        "hours": marked("more hours"),
        "remove": marked("less work"),
        "support": marked("support"),
        "terms": marked("other terms"),
        "errand": marked("an errand"),
    },
    "need.use.use": {
        "as-meant": marked("as it was meant"),
        "otherwise": marked("for something else"),
        "not-used": marked("not at all"),
    },
    "way_forward.kind": {
        "another-approach": marked("another approach"),
        "referral": marked("somebody else who can do it"),
        "errand": marked("an errand"),
        "ask-again": marked("ask again later"),
    },
}
"""What an answer says in a form, by the field and the word that it takes, where that word says too little."""
