"""Two accounts that are one, as the document of either has it."""

from __future__ import annotations

from typing import Any

from domain.account.merging import AccountGivenBack, AccountMerged, AccountTakenIn, MergeTakenBack
from domain.fact import Entry
from projections.shared.mended import mended


def merged(account: Any, entry: Entry[Any]) -> None:
    """It went into another account, or another came to it; and that was taken back."""
    match fact := entry.body:
        case AccountMerged():
            account.mended.append(mended("merged", account.account, fact.into, entry))
            account.merged_into, account.merged_on, account.left = fact.into, entry.day, list(fact.left)
        case MergeTakenBack():
            account.mended.append(mended("merge taken back", fact.was, account.account, entry))
            account.merged_into, account.merged_on, account.left = None, None, []
        case AccountTakenIn():
            account.mended.append(mended("taken in", fact.account, account.account, entry))
            account.taken_in[fact.account] = entry.day
        case AccountGivenBack():
            account.mended.append(mended("given back", account.account, fact.account, entry))
            account.taken_in.pop(fact.account, None)
