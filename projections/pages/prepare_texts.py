"""What stands on the seller's page of what could still be prepared, and on the line that leads there."""

from __future__ import annotations

from projections.pages.language import Language


def how_many(speak: Language, number: int) -> str:
    """Its heading, and the link to it; none is none."""
    if not number:
        return speak.say("Nothing is left to prepare")
    return speak.count(number, "{number} thing could still be prepared", "{number} things could still be prepared")


def at_the_command_line(speak: Language, line: str) -> str:
    """Where what has no form here is recorded."""
    return speak.say("What has no form here is recorded at the command line: {line} shows how.", line=line)
