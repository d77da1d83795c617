"""Whose turn it is, so that two do not do the same work. Nothing depends on it for being right."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from adapters.event_store.ports import Store
from adapters.kafka.appender import Stopping

FREE = ""
LOOK = 0.2
BEAT = 10.0
"""Seconds between two beats, at the most: whoever waits is told by them that the work goes on."""


class LeaseLost(Exception):
    """Somebody else has taken it over."""


@dataclass
class Lease:
    """A note in the store: who holds it, a token that grows with every taking, and a beat.

    No two clocks are compared: whoever wants it watches the note, and takes it when it has not changed for `seconds`
    by their own.
    """

    store: Store
    name: str
    holder: str
    seconds: float
    token: int = 0
    _note: str | None = field(default=None, repr=False)
    _beaten: float = field(default=0.0, repr=False)

    def take(self, stopping: Stopping, waiting: Callable[[bool], None] = lambda _: None) -> bool:
        """Waits until it is ours; False when it is time to go before that.

        `waiting` hears, at every look, whether its holder has beaten since the last.
        """
        seen, since = None, 0.0
        while not stopping.is_set():
            note = self.store.note(self.name)
            held: dict[str, Any] = json.loads(note) if note else {"holder": FREE, "token": 0}
            waiting(_beats(seen, note))
            if note != seen:
                seen, since = note, time.monotonic()
            if held["holder"] in {FREE, self.holder} or time.monotonic() - since >= self.seconds:
                self.token = held["token"] + 1
                if self._say(self.holder, 0, note):
                    return True
            stopping.wait(min(LOOK, self.seconds / 4))
        return False

    def keep(self) -> None:
        """Beats when it is time to. Raises LeaseLost when it is another's by now."""
        now = time.monotonic()
        if now - self._beaten < min(self.seconds / 3, BEAT):
            return
        beat = json.loads(self._note)["beat"] + 1 if self._note else 0
        if not self._say(self.holder, beat, self._note):
            raise LeaseLost(self.name)

    def leave(self) -> None:
        """Lets it go, so that another need not wait."""
        if self._note is not None:
            self._say(FREE, 0, self._note)
            self._note = None

    def _say(self, holder: str, beat: int, was: str | None) -> bool:
        note = json.dumps({"holder": holder, "token": self.token, "beat": beat})
        if not self.store.set_note(self.name, note, was):
            self._note = None
            return False
        self._note, self._beaten = note, time.monotonic()
        return True


def _beats(seen: str | None, note: str | None) -> bool:
    """Whether one and the same holder has beaten between two looks: taking it, or leaving it, is no work yet."""
    if seen is None or note is None or seen == note:
        return False
    former, now = json.loads(seen), json.loads(note)
    return bool(former["token"] == now["token"] and now["holder"] != FREE and former["beat"] < now["beat"])
