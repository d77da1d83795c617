"""Other ways to type an option, all in one place: a letter, or another word, means the same with every verb."""

from __future__ import annotations

SHORT = {
    "--why": "-w",
    "--says": "-s",
    "--as": "-a",
    "--version": "-v",
    "--dry-run": "-n",
    "--out": "-o",
    "--help": "-h",
}
ALSO = {"--hidden": "--hide"}
"""Another word for the same."""


def flags(flag: str) -> list[str]:
    """The option as it may be typed, the long way first."""
    return [flag, *(ways[flag] for ways in (SHORT, ALSO) if flag in ways)]
