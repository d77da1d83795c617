"""A line to type for each verb of a noun, as its help shows it: one engagement, from its opening to its closing."""

from __future__ import annotations

from domain.access import S
from domain.catalogue import COMMANDS, KIND
from domain.command import Command

# A command that does not stand here is shown by the examples of its fields.
EXAMPLES: dict[str, str] = {
    "engagement.open": 'acme --title "Faster intake" --currency EUR --owner Ana --customer-owner Bo',
    "engagement.basis": 'acme --basis resource --unit hour --why "they have always paid by the hour"',
    "engagement.close": 'acme --why "both move on"',
    "engagement.reopen": 'acme --why "they called again"',
    "engagement.list": "",
    "engagement.show": "acme",
    "outcome.propose": 'acme --says "New clients start within 5 days" --metric "days to start" --from 21 --to 5'
    ' --by 2030-09-30 --measured "CRM export, by Bo" --worth 120000 --matters "they wait" --price 18000',
    "outcome.agree": "acme/o-1 --version 1 --as customer",
    "outcome.turn-down": 'acme/o-1 --why "too soon for us" --as customer',
    "outcome.miss": 'acme/o-1 --why "the date passed at 9 days"',
    "outcome.end": 'acme/o-1 --why "they sold that branch"',
    "outcome.report": "acme/o-1",
    "outcome.list": "acme",
    "outcome.show": "acme/o-1",
    "result.measure": "acme/o-1 --value 12 --low 11 --high 13 --as customer",
    "result.correct-measurement": 'acme/7 --value 11 --why "two were counted twice" --as customer',
    "result.reach": "acme/o-1\nsameside result reach acme/o-1 --reference T-17",
    "result.correct": 'acme/9 --quantity 2 --why "it was two tickets"',
    "result.confirm": "acme/o-1 --as customer\nsameside result confirm acme/o-1 --through 2026-02-28 --as customer",
    "result.dispute": 'acme/o-1 --reference T-17 --why "it broke again" --as customer',
    "result.retract": 'acme/o-1 --reference T-17 --why "it did not hold"',
    "result.list": "acme",
    "result.show": "acme/o-1/v1\nsameside result show acme/o-1/T-17",
    "extra.notice": 'acme --says "they moved to our city"\nsameside report learning acme --fields noticed',
    "extra.offer": 'acme --says "kick-off in person" --why "a third dimension" --expect "they decide" --touches place',
    "extra.accept": "acme/x-1 --as customer",
    "extra.decline": "acme/x-1 --as customer",
    "extra.do": "acme/x-1",
    "extra.withdraw": 'acme/x-1 --why "nobody can travel that week"',
    "extra.hold-back": 'acme --says "weekly visit" --obstacle own-doubt --why "does it move the 5 days?"',
    "extra.observe": 'acme/x-1 --effect helped --evidence "decided the same day"',
    "extra.learn": 'acme/x-1 --says "go there for the first meeting"',
    "extra.list": "acme",
    "extra.show": "acme/x-1",
    "choice.offer": 'acme --about "Kick-off" --option "in person=x-1" --option remote',
    "choice.make": 'acme/c-1 "in person" --as customer',
    "choice.withdraw": 'acme/c-1 --why "the date is gone"',
    "choice.list": "acme",
    "choice.show": "acme/c-1",
    "scenario.present": 'acme --scenario "letter: 2500, when the name is enough, until they pay or dig in"'
    ' --scenario "court: 70000, when they dig in, until the judgment" --stake 200000',
    "scenario.choose": "acme letter --as customer",
    "scenario.move": 'acme court --why "they answered with a lawyer"',
    "scenario.spend": "acme --total 2400",
    "scenario.correct": 'acme/12 --total 2300 --why "a fee was counted twice"',
    "scenario.list": "acme",
    "scenario.show": "acme/letter",
    "talk.note": "acme --resources 10 --results 35 --seller 15 --customer 30 --measured timed --occurred 2026-03-04",
    "talk.correct": 'acme/12 --resources 20 --results 25 --why "the first ten minutes were the invoice"',
    "talk.list": "acme",
    "talk.show": "acme/12",
    "map.set": 'acme --seller "Marketing tactics" --shared "Online strategy" --customer Customers',
    "map.review": 'acme --says "we had not seen it like that" --as customer',
    "map.raise": 'acme --kind overlap --area "Online strategy" --quote "we keep stepping on each other\'s toes"',
    "map.settle": 'acme "Online strategy" --to seller --why "they have done it for years" --as customer',
    "map.confirm": 'acme "Online strategy" --answer wanted --whole --as customer',
    "map.grant": 'acme --area "Online strategy" --outcome o-1 --as customer',
    "map.list": "acme",
    "map.show": "acme/p-1",
    "no.say": 'acme --asked "a second module" --reason fit --way another-approach --forward "the intake fix"'
    ' --forgone 18000 --why "your intake problem is upstream of it"',
    "no.list": "acme",
    "no.show": "acme/n-1",
    "fit.assess": 'acme --problem "calls wait too long" --expertise ours --seen no --offer "intake course"',
    "fit.acknowledge": 'acme --says "we do lose callers" --as customer',
    "fit.override": 'acme --by Ana --why "they will see it within a week"',
    "fit.decline": 'acme --says "a second module" --upsell --forgone 18000 --why "the intake is upstream of it"',
    "fit.refer": 'acme --to "Wire & Sons" --says "their lines" --customer-gains "good lines" --they-gain "a client"'
    ' --we-gain trust --why "we know nothing of wires"',
    "fit.follow-up": 'acme/ref-1 --became helped --says "no call was lost since" --gained 0',
    "fit.cheaper": 'acme --asked "three more desks" --instead "a call-back at noon" --saves 9000 --kept-by customer'
    ' --why "the calls come at noon"',
    "fit.cite": 'acme --result northwind/o-1/v1 --says "from 30 to 6 days in a quarter"',
    "fit.adjust": 'acme --was "it holds from the first week" --now "from the second month" --why "they train first"',
    "fit.list": "acme",
    "fit.show": "acme/d-1",
    "need.hear": 'acme --verbatim "people wait three weeks for a first call" --who Bo --goal "clients start at once"',
    "need.restate": 'acme/g-1 --says "a first call within five days" --outcome o-1',
    "need.use": 'acme/g-1 --use otherwise --says "they skip the call and send a form"',
    "need.list": "acme",
    "need.show": "acme/g-1",
    "advice.give": 'acme --says "the form is slow, not your staff" --welcome unwelcome --why "nobody else says so"',
    "advice.judge": 'acme/a-1 --found right --why "the queue was gone in a week" --as customer',
    "advice.list": "acme",
    "advice.show": "acme/a-1",
    "work.cut": 'acme --says "no second reader" --touches "their letters" --saved 800 --why "two of us were ill"',
    "work.restore": 'acme/k-1 --says "read again, all of them"',
    "request.list": "acme",
    "request.show": "acme/r-1",
    "page.list": "acme",
    "page.show": "acme/s-1",
    "request.make": 'acme --kind errand --says "file our permit" --effect 1f014c4a2bd7 --as customer',
    "work.open": 'acme --says "the form asks for one name only"',
    "work.move": 'acme/w-1 --to waiting --says "their list of names"',
    "work.correct": 'acme/21 --hours 4 --why "half an hour was forgotten"',
    "work.list": "acme",
    "work.show": "acme/k-1",
    "payment.note": "acme/o-1 --amount 9000 --occurred 2026-03-01",
    "payment.correct": 'acme/15 --amount 9500 --why "read off the wrong line"',
    "payment.list": "acme",
    "payment.show": "acme/15",
    "word.own": "acme/3 --as customer",
    "word.disown": 'acme/3 --why "nobody asked us" --as customer',
    "word.list": "acme",
    "word.show": "acme/3",
    "link.mend": 'acme/12 --meant acme/x-1 --why "the idea is in the other engagement"',
    "link.list": "acme",
    "link.show": "acme/12",
    "account.list": "acme",
    "account.show": "acme/give-1",
    "practice.idea": '--says "a visit before each quarter"',
    "practice.obstacle": 'own/i-1 --kind effort-billing --says "they would pay for the journey"',
    "practice.lower": 'own/b-1 --says "we offer a fixed price" --why "then the journey is ours"',
    "practice.habit": '--when "in our city" --offer "a first meeting there" --cites acme/x-1 --why "it helped"',
    "practice.map": '--seller "Marketing tactics" --seller "Online strategy" --customer Customers',
    "practice.note": '--text "Bo decides, not his chief" --regards acme',
    "practice.offer": '--topic "lawn care" --resource "we mow every week" --result "your lawn looks good" --bill 40',
    "practice.territory": '--says "we make intake fast in clinics" --problem "new clients wait for weeks"',
    "practice.review": '--regards acme --which biggest-account --agreement resource --gap "hours decide"'
    ' --next-step "propose a price for the result" --why "half of our revenue"',
    "practice.won": '--account globex --other initech --reason "we asked what they want to reach"',
    "practice.lost": '--account hooli --other initech --reason "they were cheaper"',
    "practice.learn-loss": 'own/d-2 --source customer --says "they came to see us before they offered"',
    "practice.rule": '--says "no offer before a goal in their words" --why "or we sell what we have"',
    "practice.check-rule": 'own/r-1 --found broken --regards acme --says "we quoted at once"',
    "practice.list": "",
    "practice.show": "own/i-1",
}


def example(noun: str, verb: str) -> str:
    """The part of a verb's help that shows it, as click leaves lines alone."""
    name = f"{noun}.{'show' if verb == 'history' else verb}"  # both read one thing
    said = EXAMPLES[name] if name in EXAMPLES else _told(COMMANDS[name])
    said = said.replace(f"sameside {noun} show", f"sameside {noun} {verb}")
    return f"\n\n\b\nsameside {noun} {verb} {said}".rstrip()


def _told(model: type[Command]) -> str:
    """A command by the examples that its fields give, where nobody wrote a better line here."""
    stream = "own" if KIND[model] == "practice" else "acme"
    samples = {name: str(field.examples[0]) for name, field in model.model_fields.items() if field.examples}
    named = samples.pop(model.about, None) if model.about else None
    said = [f"{stream}/{named}" if named else stream]
    said += [f"--{name.replace('_', '-')} {_quoted(told)}" for name, told in samples.items()]
    if model.may and model.may.why:
        said.append('--why "…"')
    if model.may and S not in model.may.parties:
        said.append("--as customer")
    return " ".join(said)


def _quoted(told: str) -> str:
    return told if told.replace("-", "").replace(".", "").isalnum() else f'"{told}"'
