"""A line to type for each verb of a noun, as its help shows it: one engagement, from its opening to its closing."""

from __future__ import annotations

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
    "outcome.list": "acme",
    "outcome.show": "acme/o-1",
    "result.measure": "acme/o-1 --value 12 --low 11 --high 13 --as customer",
    "result.correct-measurement": 'acme/7 --value 11 --why "two were counted twice" --as customer',
    "result.reach": "acme/o-1",
    "result.correct": 'acme/9 --quantity 2 --why "it was two tickets"',
    "result.confirm": "acme/o-1 --as customer",
    "result.dispute": 'acme/o-1 --reference T-17 --why "it broke again" --as customer',
    "result.retract": 'acme/o-1 --reference T-17 --why "it did not hold"',
    "result.list": "acme",
    "result.show": "acme/o-1/v1",
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
    "payment.note": "acme/o-1 --amount 9000 --occurred 2026-03-01",
    "payment.correct": 'acme/15 --amount 9500 --why "read off the wrong line"',
    "payment.list": "acme",
    "payment.show": "acme/15",
    "word.own": "acme/3 --as customer",
    "word.disown": 'acme/3 --why "nobody asked us" --as customer',
    "word.list": "acme",
    "word.show": "acme/3",
    "practice.idea": '--says "a visit before each quarter"',
    "practice.obstacle": 'own/i-1 --kind effort-billing --says "they would pay for the journey"',
    "practice.lower": 'own/b-1 --says "we offer a fixed price" --why "then the journey is ours"',
    "practice.habit": '--when "in our city" --offer "a first meeting there" --cites acme/x-1 --why "it helped"',
    "practice.note": '--text "Bo decides, not his chief" --regards acme',
    "practice.list": "",
    "practice.show": "own/i-1",
}


def example(noun: str, verb: str) -> str:
    """The part of a verb's help that shows it, as click leaves lines alone."""
    line = f"sameside {noun} {verb} {EXAMPLES[f'{noun}.{verb}']}".rstrip()
    return f"\n\n\b\n{line}"
