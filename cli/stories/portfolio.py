"""A seeded portfolio of any size: the same seed tells the same commands, in the form of import lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from heapq import heappop, heappush, merge
from itertools import islice
from random import Random

from cli.stories import words
from cli.stories.accounts import years_of
from cli.stories.engagements import Engagement, Plot
from cli.stories.gets import gets_of
from cli.stories.own import own_stream
from cli.stories.teller import Line, Scene

BEGINS = date(2020, 1, 6)
DAYS = 5 * 365
ACTIVE_MAX = 2000
EACH = 3  # engagements an account
BOOKED_MAX = 40
"""Of so many accounts the seller notes what they got: it all stands in their one stream."""
BY_THEN = timedelta(days=120)  # an engagement has a first thing by then


def portfolio(
    accounts: int, *, seed: int = 7, truth: dict[str, str] | None = None, active_max: int = ACTIVE_MAX
) -> Iterator[Line]:
    """Five years of `accounts` customers, three engagements each, with the seller's own stream.

    Streams take turns by date, at most `active_max` at a time. `truth`, where given, takes the hidden effect of
    every little thing under `engagement/x-1`, so that what was observed can be held against it.
    """
    hidden = {} if truth is None else truth
    plots = sorted(plots_of(accounts, seed), key=lambda plot: (plot.begins, plot.number))
    tried = [(plot.begins + BY_THEN, f"{plot.name}/x-1") for plot in plots]
    first = _first_days(plots)
    some = islice(first.items(), BOOKED_MAX)
    gets = [gets_of(account, f"s{seed}-{account}", begins, _left(begins)) for account, begins in some]
    own = own_stream(f"s{seed}-{accounts}", BEGINS, DAYS, tried)
    scenes: list[tuple[date, Scene]] = [(BEGINS, merge(own, *gets, key=lambda scene: scene[0]))]
    for plot in plots:
        if plot.account in first:
            begins, key = first.pop(plot.account), f"s{seed}-{plot.account}-account"
            scenes.append((begins, years_of(plot.account, key, begins, _left(begins))))
        scenes.append((plot.begins, Engagement(plot, hidden).tell()))
    return _in_turn(scenes, active_max)


def _first_days(plots: Sequence[Plot]) -> dict[str, date]:
    """When each account's first engagement begins; `plots` stand in the order of their beginnings."""
    return {plot.account: plot.begins for plot in reversed(plots)}


def _left(begins: date) -> int:
    """The days until the five years end."""
    return DAYS - (begins - BEGINS).days


def plots_of(accounts: int, seed: int) -> Iterator[Plot]:
    """What each engagement is to be."""
    habits_from = (BEGINS + timedelta(days=DAYS)).isoformat()
    for account in range(accounts):
        name = f"{words.ACCOUNTS[account % len(words.ACCOUNTS)]}-{account + 1}"
        confirms = Random(f"{seed} {name}").choice((0.15, 0.5, 0.7, 0.95))  # noqa: S311 - a story, no secret
        for nth in range(EACH):
            key = f"s{seed} {name}-{nth + 1}"
            begins = BEGINS + timedelta(days=Random(key).randrange(DAYS - 500))  # noqa: S311 - a story, no secret
            yield Plot(f"{name}-{nth + 1}", name, account * EACH + nth, begins, confirms, key, habits_from)


def _in_turn(scenes: list[tuple[date, Scene]], active_max: int) -> Iterator[Line]:
    """The earliest line first, among the scenes that have begun; one more begins when there is room."""
    waiting = iter(enumerate(scenes))
    begun: list[tuple[date, int, Line, Scene]] = []
    following = next(waiting, None)
    while begun or following:
        while following and len(begun) < active_max and (not begun or following[1][0] <= begun[0][0]):
            _take(begun, following[0], following[1][1])
            following = next(waiting, None)
        _, number, line, scene = heappop(begun)
        yield line
        _take(begun, number, scene)


def _take(begun: list[tuple[date, int, Line, Scene]], number: int, scene: Scene) -> None:
    following = next(scene, None)
    if following is not None:
        heappush(begun, (following[0], number, following[1], scene))
