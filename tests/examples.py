"""How many examples a property is tried with."""

from __future__ import annotations

from hypothesis import settings

USUAL = 100
"""Hypothesis's own number: profiles are measured by it."""


def examples(many: int) -> int:
    """So many, and with `--hypothesis-profile=long` ten times as many."""
    return many * settings.default.max_examples // USUAL
