"""What an act is bound to, as that stands now: another version, another price, another figure."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from domain.catalogue import COMMANDS
from projections.pages.sheet import Act
from projections.pages.wording import WORDING

BOUND = frozenset({"outcome.agree", "request.accept", "request.counter", "account.confirm"})
"""Commands that say what they answer as it was read."""


def renewed(page: Any, act: Act) -> Act:
    """The act as its line asks for it now; as it is where no line of that side does. `page` is an engagement's document
    or an account's.
    """
    about = COMMANDS[act.command].about
    bound = frozenset(WORDING[act.command].which) & frozenset(act.fixed)
    if act.command not in BOUND or about not in act.fixed or not bound:
        return act
    thing = str(act.fixed[about])
    for wait in page.waits.values():
        if (wait.command, wait.side, str(wait.fixed.get(about))) == (act.command, act.side, thing):
            kept = {name: value for name, value in act.fixed.items() if name not in bound}
            return replace(act, fixed={**kept, **wait.fixed})
    return act
