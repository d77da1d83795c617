"""A clock that stands still until a test moves it."""

from __future__ import annotations


class Clock:
    """In the place of the module `time`, for whoever asks it how many seconds went by."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now
