"""Which practice each fact and each command is in, and what commands are about, so that these are known by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from domain.catalogue import practices
from domain.fact import members
from domain.practice import practice_at
from domain.vocabulary import KINDS

FILE = Path(__file__).parents[1] / "domain" / "index.py"
WIDTH = 100
HEAD = '''"""In which practice facts and commands are, and what these are about; written by `make regen`."""

from __future__ import annotations

'''


def files() -> Iterator[tuple[Path, str]]:
    """The index as it should be now."""
    yield FILE, HEAD + "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    seen = set[str]()
    yield "INDEX: dict[str, dict[str, str]] = {"
    for kind in KINDS:
        yield f'    "{kind}": {{'
        for place in practices(kind).places:
            if place not in seen:  # words are said in more than one kind of stream, and listed in the first
                yield from _practice(place)
        yield "    },"
        seen.update(practices(kind).places)
    yield "}"


def _practice(place: str) -> Iterator[str]:
    practice = practice_at(place)
    facts = [fact.type for fact in members(practice.facts)]
    commands = [f"{command.name}:{command.about or ''}".rstrip(":") for command in members(practice.commands)]
    yield f'        "{place}": """'
    yield from (" " * 12 + line for line in wrap(" ".join((*facts, *commands)), WIDTH, break_on_hyphens=False))
    yield '        """,'
