"""What happened to what: all that is said of most facts, and the beginning of what is said of others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from projections.pages.language import Language, marked

HEADS: Mapping[str, str] = {
    "access-revoked": marked("{person} revoked"),
    "advice-given": marked("{advice} given"),
    "advice-judged": marked("{advice} judged"),
    "barrier-lowered": marked("{obstacle} lowered"),
    "choice-withdrawn": marked("{choice} withdrawn"),
    "corner-cut": marked("{corner} cut"),
    "corner-restored": marked("{corner} restored"),
    "customer-lost": marked("{deal} lost"),
    "customer-won": marked("{deal} won"),
    "denial-acknowledged": marked("denial of entry {denial} answered"),
    "account-renamed": marked("renamed: {was} → {title}"),
    "account-currency-corrected": marked("currency corrected: {was} → {currency}"),
    "account-merged": marked("merged into the account {into}"),
    "merge-taken-back": marked("no longer merged into the account {was}"),
    "account-taken-in": marked("the account {account} was merged into this one"),
    "account-given-back": marked("the account {account} is no longer merged into this one"),
    "engagement-moved": marked("moved from the account {was} to {account}"),
    "engagement-renamed": marked("renamed: {was} → {title}"),
    "extra-mile-accepted": marked("{thing} accepted"),
    "extra-mile-declined": marked("{thing} declined"),
    "extra-mile-done": marked("{thing} done"),
    "extra-mile-held-back": marked("{thing} held back"),
    "extra-mile-withdrawn": marked("{thing} withdrawn"),
    "habit-adopted": marked("{habit} adopted"),
    "idea-noted": marked("{idea} noted"),
    "lesson-learned": marked("{thing} learned"),
    "loss-reason-learned": marked("{deal} reason learned"),
    "need-corrected": marked("{need} corrected"),
    "dispute-accepted": marked("{dispute}: the answer accepted"),
    "dispute-answered": marked("{dispute} answered"),
    "dispute-decided": marked("{dispute} decided"),
    "dispute-given-way": marked("{dispute}: the seller gave way"),
    "dispute-referred": marked("{dispute} referred to whoever decides"),
    "dispute-shown": marked("{dispute} shown"),
    "dispute-withdrawn": marked("{dispute} taken back"),
    "need-heard": marked("{need} heard"),
    "need-restated": marked("{need} restated"),
    "offer-stated": marked("{offer} stated"),
    "outcome-ended": marked("{outcome} v{version} ended"),
    "outcome-missed": marked("{outcome} v{version} missed"),
    "outcome-turned-down": marked("{outcome} v{version} turned down"),
    "page-unshared": marked("{share} unshared"),
    "person-entered": marked("{person} entered"),
    "person-left": marked("{person} left"),
    "request-withdrawn": marked("{request} withdrawn"),
    "result-confirmed": marked("{outcome} confirmed"),
    "result-disputed": marked("{outcome} disputed"),
    "result-shown": marked("{outcome} shown"),
    "result-reopened": marked("{outcome} came back"),
    "rule-adopted": marked("{rule} adopted"),
    "rule-checked": marked("{rule} checked"),
    "rule-dropped": marked("{rule} dropped"),
    "scenario-chosen": marked("{scenario} chosen"),
    "scenario-moved": marked("{scenario} moved"),
    "trigger-noticed": marked("{habit} noticed"),
    "use-observed": marked("{need} observed"),
}
"""By type without its version, in the fields that name what the fact is about."""


FIELD = re.compile(r"{(\w+)}")


def head(speak: Language, fact: Any) -> list[str]:
    """What happened to what, by which reference, and what was said of it."""
    written = HEADS.get(_type(fact), "")
    values = {field: getattr(fact, field) for field in FIELD.findall(written)}
    named = bool(values) and None not in values.values()
    happening = speak.say(written, **values) if named else happened(speak, fact)
    # Words that may be left out are none then.
    return [happening, getattr(fact, "reference", None) or "", getattr(fact, "says", None) or ""]


def happened(speak: Language, fact: Any) -> str:
    """The type of a fact, as people say it: `payment noted`."""
    return speak.say(_type(fact).replace("-", " "))


def _type(fact: Any) -> str:
    name: str = fact.type.partition(".")[0]
    return name
