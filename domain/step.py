"""What may be done next: a command with its fields; and the way out of a refusal, which may be one.

An outlet makes of it what its readers use: a line to type, or a form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from domain.said import NAME, Said, worded

GAP = "…"
"""Stands where a value is not known."""


class Step(Struct, frozen=True, kw_only=True):
    """A command with the fields that are fixed, and those to fill in, each by its path in the command.

    `command` is one of the catalogue, `outcome.propose`, or a verb that reads, `history`; `place` is the id of the
    stream as that verb takes it; `side` is whose word it would be. What is fixed at a GAP is to fill in, at that place.
    """

    command: str | None = None
    place: str | None = None
    side: str | None = None
    fixed: dict[str, Any] = {}
    asked: tuple[str, ...] = ()


class WayOut(Step, frozen=True, kw_only=True):
    """What to do after a no. Texts may hold {names}, which the data of the error fill.

    `says` is a sentence: what the command is for, or all there is to say. Without a command, `fixed` and `asked` are of
    the command that was refused, to be said again. `more` is true where the command takes fields that are not named
    here; `otherwise` is another way out.
    """

    says: str = ""
    more: bool = False
    otherwise: WayOut | None = None

    def filled(self, known: Mapping[str, object]) -> WayOut:
        """The same with its names filled; what is not known is a gap."""
        return replace(
            self,
            says=_sentence(self.says, known),
            place=_filled(self.place, known),
            side=_filled(self.side, known),
            fixed={name: _filled(value, known) for name, value in self.fixed.items()},
            otherwise=self.otherwise and self.otherwise.filled(known),
        )

    def as_data(self) -> dict[str, Any]:
        """As data, always of the same shape; what is not known is null."""
        return {
            "says": str(self.says),
            "command": self.command,
            "place": None if self.place == GAP else self.place,
            "side": None if self.side == GAP else self.side,
            "fixed": {name: value for name, value in self.fixed.items() if value != GAP},
            "asked": [*(name for name, value in self.fixed.items() if value == GAP), *self.asked],
            "more": self.more,
            "otherwise": self.otherwise.as_data() if self.otherwise else None,
        }


def _sentence(says: str, known: Mapping[str, object]) -> str:
    """What has its values already is not filled again: there may be braces in them."""
    if isinstance(says, Said) or not says:
        return says
    return worded(says, **{name: known.get(name, GAP) for name in NAME.findall(says)})


def _filled(text: Any, known: Mapping[str, object]) -> Any:
    """A number that is all there is to say stays one, as a command takes it."""
    whole = NAME.fullmatch(text) if isinstance(text, str) else None
    if whole and isinstance(value := known.get(whole[1]), int):
        return value
    return NAME.sub(lambda name: str(known.get(name[1], GAP)), text) if isinstance(text, str) else text
