"""Whose word a fact is, and which of them counts."""

from __future__ import annotations

from projections.shared.words import Word, each_side


def test_what_one_side_says_last_never_silences_the_other() -> None:
    def told(party: str) -> Word:
        return Word(by=party, party=party, actor="a", how="link", on="2026-01-01", at=1)

    said = [("hurt", told("customer")), ("helped", told("seller"))]
    assert each_side(said) == {"customer": "hurt", "seller": "helped"}
    assert each_side([*said, ("helped", told("customer"))]) == {"seller": "helped", "customer": "helped"}
