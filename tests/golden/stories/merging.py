"""Two accounts of one customer, one of them opened in the wrong currency; a merge, and the merge taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.engagement.aggregate import Engagement
from tests.spec import Said, opened, seller

OLD = "account/acme-ltd"
TOLD = (
    seller("account.open", title="Acme clinics", currency="EUR"),
    seller("account.open", stream=OLD, title="Acme Ltd", currency="USD"),
    opened(stream="engagement/acme-billing", account="acme-ltd"),
    seller("account.give", stream=OLD, kind="help", says="two days beside their new manager", worth="500"),
    seller("account.correct-currency", stream=OLD, currency="EUR", why="they pay in euros"),
    seller("account.merge", stream=OLD, into="acme", leave_figures=True, why="one customer, opened twice"),
    seller("account.unmerge", stream=OLD, why="the clinics were sold: they are two"),
)
FULL: dict[str, dict[str, Any]] = {
    "account.correct-currency": {"currency": "USD"},
    "account.merge": {"into": "acme-ltd", "leave_figures": True},
    "account.unmerge": {},
    "account.note-merge": {"account": "acme-ltd", "back": True},
}


def likely(_: Engagement) -> Iterator[Said]:
    yield from ()
