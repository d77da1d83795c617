"""The ways to proceed that are presented together: two or three, and each costs more than the one before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from domain.engagement.shared.proceeding import Scenario
from domain.errors import CostsRise, Invalid, TooFew, TooMany
from domain.names import distinct
from domain.step import WayOut
from domain.vocabulary import check_label

FEWEST, MOST = 2, 3
HOW_MANY = "{count} scenarios: present {fewest} or {most}"


def check(scenarios: Sequence[Scenario]) -> None:
    """TooFew, TooMany, Invalid or CostsRise, unless they may be presented together."""
    count = len(scenarios)
    if count < FEWEST:
        add = WayOut(says="add a --scenario for each", asked=("scenarios",))
        raise TooFew.of(HOW_MANY, count=count, fewest=FEWEST, most=MOST, way_out=add)
    if count > MOST:
        raise TooMany.of(HOW_MANY, count=count, fewest=FEWEST, most=MOST)
    if distinct(scenario.label for scenario in scenarios) < count:
        raise Invalid("each scenario needs a label of its own", where="scenarios")
    for scenario in scenarios:
        check_label(scenario.label, "scenarios")
    costs = [scenario.cost for scenario in scenarios]
    if any(later <= earlier for earlier, later in pairwise(costs)):
        raise CostsRise.of("{costs} do not rise", costs=", ".join(map(str, costs)))
