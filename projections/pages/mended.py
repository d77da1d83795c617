"""What was called otherwise before, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from projections.pages import phrases
from projections.pages.language import Language, marked
from projections.pages.line_parts import reason, titled
from projections.pages.sheet import Item
from projections.shared.mended import Mended

MENDED: dict[str, str] = {
    "title": marked("title: {was} → {now}"),
    "account": marked("account: {was} → {now}"),
    "currency": marked("currency: {was} → {now}"),
    "merged": marked("merged into {now}"),
    "merge taken back": marked("no longer merged into {was}"),
    "taken in": marked("{was} was merged into this account"),
    "given back": marked("{now} is an account of its own again"),
    "seller": marked("responsible for the seller: {was} → {now}"),
    "customer": marked("responsible for the customer: {was} → {now}"),
}


def items(speak: Language, slips: Sequence[Mended]) -> Iterator[Item]:
    """Each slip: what was called otherwise before, by whose word it is called so since, and why."""
    for number, slip in enumerate(slips, 1):
        why = [reason(speak, slip.why)] if slip.why else []
        says = titled(speak.say(MENDED[slip.what], was=slip.was, now=slip.now))
        label, by = speak.say("corrected {number}", number=number), phrases.signature(speak, slip.said)
        yield Item(kind="mended", label=label, phrases=(says, *why), on=slip.said.on, by=by)
