"""Advice, cheaper ways, what was declined, and whom the customer was sent to."""

from __future__ import annotations

from collections.abc import Iterator

from domain.moments import TIMED
from projections.accountability.page import Page
from projections.pages.language import Language, marked
from projections.pages.line_parts import costs, detail, effect, reason, remark, stands, titled
from projections.pages.phrases import by, money, signature
from projections.pages.sheet import Item, Phrase
from projections.shared.documents.counsel import Advised, Cheaper, Declined, Referred

TOOK: dict[str, str] = {
    "welcome": marked("they were glad to hear it"),
    "unwelcome": marked("they did not like to hear it"),
    "not-known": marked("how they took it is not known"),
}
JUDGED: dict[str, str] = {
    "right": marked("it was right"),
    "partly": marked("it was partly right"),
    "wrong": marked("it was wrong"),
}
KEEPERS: dict[str, str] = {
    "customer": marked("the customer"),
    "seller": marked("the seller"),
    "both": marked("both"),
}


def advice(speak: Language, name: str, row: Advised) -> Item:
    """What they needed to hear, how they took it, and how it turned out."""
    phrases = (
        titled(row.says),
        stands(speak.say(TOOK[row.welcome])),
        *_judged(speak, row),
        *_why(speak, row.why),
        *((remark(speak.say("for {what}", what=row.outcome)),) if row.outcome else ()),
    )
    return _item(speak, "advice", speak.say("advice {name}", name=name), phrases, row)


def _judged(speak: Language, row: Advised) -> Iterator[Phrase]:
    for judged in row.judged[-1:]:
        says = speak.say(JUDGED[judged.found])
        yield effect(says, {"right": "helped", "wrong": "hurt"}.get(judged.found, ""))
        shown = judged.why or judged.result
        whose = f"{by(speak, judged.said)}, {speak.date(judged.said.on[:TIMED])}"
        yield detail(speak.say("Judged"), f"{shown} ({whose})" if shown else whose)


def cheaper(speak: Language, page: Page) -> Iterator[Item]:
    """Another approach than the one they asked for, what it saves, and who keeps that."""
    for number, row in enumerate(page.cheaper, 1):
        saves = money(speak, row.saves, page.currency)
        saved = speak.say("saves {amount}, kept by {whom}", amount=saves, whom=speak.say(KEEPERS[row.kept_by]))
        phrases = (
            titled(row.says),
            *_why(speak, row.why),
            detail(speak.say("Asked for"), row.asked),
            *((costs(saved),) if row.saves else ()),
        )
        yield _item(speak, "cheaper", speak.say("cheaper way {number}", number=number), phrases, row)


def declined(speak: Language, page: Page, name: str, row: Declined) -> Item:
    """What the seller does not sell, and why."""
    phrases = (
        titled(row.says),
        stands(speak.say("not sold")),
        *_why(speak, row.why),
        costs(speak.say("income given up: {amount}", amount=money(speak, row.forgone, page.currency))),
    )
    return _item(speak, "decline", speak.say("declined {name}", name=name), phrases, row)


def referred(speak: Language, name: str, row: Referred) -> Item:
    """Whom they were sent to, what each gains, and what was heard of it."""
    phrases = (
        titled(speak.say("{what}: sent to {whom}", what=row.says, whom=row.to)),
        *_why(speak, row.why),
        detail(speak.say("The customer gains"), row.customer_gains),
        detail(speak.say("They gain"), row.they_gain),
        detail(speak.say("The seller gains"), row.we_gain),
        *(detail(speak.say(heard.became.replace("-", " ")), heard.says) for heard in row.heard),
    )
    return _item(speak, "referral", speak.say("referral {name}", name=name), phrases, row)


def _why(speak: Language, why: str | None) -> tuple[Phrase, ...]:
    return (reason(speak, why),) if why else ()


def _item(
    speak: Language,
    kind: str,
    label: str,
    phrases: tuple[Phrase, ...],
    row: Advised | Cheaper | Declined | Referred,
) -> Item:
    mark = signature(speak, row.said)
    return Item(kind=kind, label=label, phrases=phrases, on=row.said.on, by=mark, why=row.why)
