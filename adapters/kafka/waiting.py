"""What a process needs before it can begin, waited for as it is later."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from adapters.kafka.appender import Stopping
from adapters.kafka.health import Health
from adapters.kafka.troubles import pause
from domain.errors import StoreTrouble

T = TypeVar("T")


def opened(opening: Callable[[], T], health: Health, stopping: Stopping) -> T | None:
    """What `opening` gives, as soon as its database can be used; None where it is time to stop before that.

    Raises what no time mends: StoreRefused and FeedRefused.
    """
    while not stopping.is_set():
        try:
            return opening()
        except StoreTrouble as trouble:
            if not trouble.retryable:
                raise
            health.trouble(trouble)
            stopping.wait(pause(health.troubles.in_a_row))
    return None
