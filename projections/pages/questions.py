"""The four questions that close a customer's account, and how they are answered on a day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from projections.account import Account
from projections.pages.spoken import QUESTIONS


class Answer(NamedTuple):
    """One of the four questions: whether the answer is yes, until which day it was or is, and by whose own word."""

    question: str
    yes: bool
    until: str | None
    own: bool


def answers(account: Account, day: date) -> list[Answer]:
    """The four questions, as they are answered on that day."""
    days = (
        (account.help_now_until, account.help_now_own),
        (account.help_next_until, account.help_next_own),
        (account.relative_until, account.relative_own),
        (account.over_time_until, account.over_time_own),
    )
    return [
        Answer(question, until is not None and day.isoformat() <= until, until, own)
        for question, (until, own) in zip(QUESTIONS, days, strict=True)
    ]
