"""What a page says by a word of the domain: statuses, kinds, reasons and sides, each marked for the catalogues.

A page asks for these by the word as the view keeps it, `speak.say(card.status)`, where no extractor finds a sentence.
Every word that the domain's types allow stands here.
"""

from __future__ import annotations

from projections.pages.language import marked

READER = marked("you read as")
SIDES = (marked("seller"), marked("customer"), marked("witness"))
COLUMNS = (marked("seller"), marked("shared"), marked("customer"))
OUTCOME_STATUSES = (
    marked("proposed"),
    marked("turned-down"),
    marked("agreed"),
    marked("reached"),
    marked("missed"),
    marked("ended"),
)
THING_STATUSES = (
    marked("held-back"),
    marked("offered"),
    marked("asked"),
    marked("accepted"),
    marked("declined"),
    marked("done"),
    marked("withdrawn"),
    marked("observed"),
)
CHOICE_STATUSES = (marked("open"), marked("made"), marked("withdrawn"))
WORK_STATUSES = (marked("open"), marked("doing"), marked("waiting"), marked("done"), marked("dropped"))
REQUEST_STATUSES = (
    marked("open"),
    marked("countered"),
    marked("accepted"),
    marked("refused"),
    marked("withdrawn"),
    marked("done"),
)
REQUESTS = (marked("hours"), marked("remove"), marked("support"), marked("terms"), marked("errand"))
STATES = (marked("open"), marked("closed"))
ENDS = (
    marked("nothing agreed"),
    marked("declined"),
    marked("referred"),
    marked("reached"),
    marked("partly reached"),
    marked("missed"),
    marked("ended early"),
    marked("still agreed"),
)
BASES: dict[str, str] = {
    "result": marked("results, not hours"),
    "resource": marked("hours and other resources"),
    "mixed": marked("results, and hours and other resources"),
}
"""What is paid for."""
EFFECTS = (marked("helped"), marked("no-effect"), marked("hurt"), marked("unknown"))
WHYS = (marked("intuition"), marked("observation"), marked("measured"), marked("asked"))
OBSTACLES = (
    marked("effort-billing"),
    marked("customer-cuts-it"),
    marked("own-doubt"),
    marked("hard-to-justify"),
    marked("other"),
)
REASONS = (marked("outcome"), marked("fit"), marked("expertise"), marked("capacity"))
FORWARD = (marked("another approach"), marked("referral"), marked("errand"), marked("ask again"))
SECTIONS = (
    marked("money"),
    marked("little-things"),
    marked("choices"),
    marked("work"),
    marked("restraint"),
    marked("expertise"),
)
ROLES: dict[str, str] = {
    "agrees": marked("may do everything, and agree terms"),
    "acts": marked("may do everything but agree terms"),
    "reads": marked("only reads"),
}
PROBLEMS = (marked("argument"), marked("oversight"), marked("overlap"))
AGAINST = (marked("scenario"), marked("retainer"))
RESULT_STATUSES = (
    marked("reached"),
    marked("confirmed"),
    marked("in-dispute"),
    marked("in dispute"),
    marked("retracted"),
)
FIGURES = (marked("way"), marked("gain"), marked("give"), marked("alternative"))
WHICH_MAP = (marked("current"), marked("target"))
SPLITS = (marked("resources"), marked("results"), marked("seller"), marked("customer"))
GIVES = (
    marked("help"),
    marked("knowledge"),
    marked("introduction"),
    marked("gesture"),
    marked("discount"),
    marked("freebie"),
)
TIMES = (marked("now"), marked("next"))
GETS = (marked("revenue"), marked("profit"), marked("referral"))
TOUCHES = (marked("time"), marked("place"), marked("people"))
BECAME = (marked("taken up"), marked("not taken up"), marked("helped"), marked("no effect"), marked("hurt"))
TIMED_BY = (marked("estimate"), marked("timed"), marked("transcript"))
EVERY: dict[str, str] = {
    "week": marked("every week"),
    "month": marked("every month"),
    "quarter": marked("every quarter"),
    "year": marked("every year"),
}
PARTS = (
    marked("what counts"),
    marked("recount"),
    marked("whose word"),
    marked("progress"),
    marked("price"),
    marked("worth"),
    marked("measured"),
    marked("results"),
    marked("early"),
    marked("reported"),
    marked("digest"),
    marked("baseline"),
)
"""What stands under an outcome."""
QUESTIONS = (
    marked("Is it known how the seller helps the customer make more money now?"),
    marked("Is it known how the seller will help the customer make more money next?"),
    marked("Is it measured how much more the customer makes than with the best alternative?"),
    marked("Is it measured how much the customer makes with the seller over time?"),
)
KEPT_ELSEWHERE = (
    marked("ideas, what stands in their way and what lowered it"),
    marked("habits"),
    marked("the optimal map"),
    marked("how offers are worded, deals won and lost"),
    marked("reviews and rules"),
    marked("what they get of a customer, and their share of what grew"),
    marked("private notes"),
)
TURNS = (
    marked("agree the proposal"),
    marked("agree the proposal themselves, or turn it down: they denied that they had agreed"),
    marked("propose other terms: these count from before anything was agreed"),
    marked("propose other terms: it was reached on a day that these would count from"),
    marked("confirm what was reached"),
    marked("settle what is in dispute"),
    marked("answer how much of it stands, or give way"),
    marked("accept the answer, or refer it to whoever decides"),
    marked("decide how much of it stands"),
    marked("say yes or no"),
    marked("do it"),
    marked("say what came of it"),
    marked("choose"),
    marked("counter with a version, or say no with a way forward"),
    marked("accept or counter it, or say no with a way forward"),
    marked("agree the version, or take the request back"),
    marked("accept what was countered, or take it back"),
    marked("do what was asked"),
    marked("say it back as you understood it"),
    marked("choose a way to proceed"),
    marked("decide whether to change the way to proceed"),
    marked("say what you make of what was denied"),
)
DUE = (
    marked("first measurement"),
    marked("outcome"),
    marked("measurement"),
    marked("success report"),
    marked("observation"),
)
WAITS = (
    marked("share the page anew, or let it end"),
    marked("confirm what was gained"),
    marked("confirm what it is worth"),
    marked("confirm what it brings a year"),
    marked("confirm again what it brings a year"),
)
"""Lines of a day that no page has as a turn."""
FACTS = (
    marked("access revoked"),
    marked("account currency corrected"),
    marked("account given back"),
    marked("account merged"),
    marked("account opened"),
    marked("account renamed"),
    marked("account taken in"),
    marked("advice given"),
    marked("advice judged"),
    marked("alternative estimated"),
    marked("basis set"),
    marked("cheaper way proposed"),
    marked("choice made"),
    marked("choice offered"),
    marked("choice withdrawn"),
    marked("conversation corrected"),
    marked("conversation held"),
    marked("corner cut"),
    marked("corner restored"),
    marked("cost trimmed"),
    marked("customer gain measured"),
    marked("denial acknowledged"),
    marked("dispute accepted"),
    marked("dispute answered"),
    marked("dispute decided"),
    marked("dispute given way"),
    marked("dispute referred"),
    marked("dispute shown"),
    marked("dispute withdrawn"),
    marked("effect observed"),
    marked("engagement closed"),
    marked("engagement handed over"),
    marked("engagement moved"),
    marked("engagement opened"),
    marked("engagement renamed"),
    marked("engagement reopened"),
    marked("expectation adjusted"),
    marked("expertise mapped"),
    marked("expertise settled"),
    marked("extra mile accepted"),
    marked("extra mile declined"),
    marked("extra mile done"),
    marked("extra mile held back"),
    marked("extra mile offered"),
    marked("extra mile withdrawn"),
    marked("figure confirmed"),
    marked("figure corrected"),
    marked("fit assessed"),
    marked("fit declined"),
    marked("forced fit overridden"),
    marked("freedom granted"),
    marked("give recorded"),
    marked("help confirmed"),
    marked("improvement aimed"),
    marked("lesson learned"),
    marked("link mended"),
    marked("map reviewed"),
    marked("measurement corrected"),
    marked("merge taken back"),
    marked("need corrected"),
    marked("need heard"),
    marked("need restated"),
    marked("no said"),
    marked("outcome agreed"),
    marked("outcome ended"),
    marked("outcome missed"),
    marked("outcome proposed"),
    marked("outcome turned down"),
    marked("page shared"),
    marked("page unshared"),
    marked("payment corrected"),
    marked("payment noted"),
    marked("person entered"),
    marked("person invited"),
    marked("person left"),
    marked("person role changed"),
    marked("problem acknowledged"),
    marked("problem raised"),
    marked("referral made"),
    marked("referral outcome heard"),
    marked("request accepted"),
    marked("request countered"),
    marked("request done"),
    marked("request made"),
    marked("request withdrawn"),
    marked("result confirmed"),
    marked("result corrected"),
    marked("result did not hold"),
    marked("result disputed"),
    marked("result measured"),
    marked("result reached"),
    marked("result reopened"),
    marked("result shown"),
    marked("scenario asked"),
    marked("scenario chosen"),
    marked("scenario moved"),
    marked("scenarios presented"),
    marked("spend corrected"),
    marked("spend noted"),
    marked("success reported"),
    marked("support corrected"),
    marked("support given"),
    marked("surprise found"),
    marked("track record cited"),
    marked("trigger noticed"),
    marked("use observed"),
    marked("way matched"),
    marked("way to help named"),
    marked("word disowned"),
    marked("word owned"),
    marked("work moved"),
    marked("work opened"),
)
"""Types of what is recorded in an engagement or an account, as a page says them."""
