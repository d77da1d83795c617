"""Short options, all in one place: a letter means the same with every verb."""

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


def flags(flag: str) -> list[str]:
    """The option as it may be typed, the long way first."""
    return [flag, SHORT[flag]] if flag in SHORT else [flag]
