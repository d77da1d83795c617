"""What stands above a form that was not recorded: what came meanwhile, or what is wrong, with links to its fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from adapters.portal.forms import address, place
from adapters.portal.visitors import Visitor
from adapters.repeats import Before
from domain import extent
from domain.catalogue import COMMANDS
from domain.errors import Conflict, EffectFirst, IdReused, Invalid, LedgerError, StoreTrouble
from domain.fact import Entry
from domain.indexed import place_in
from domain.step import GAP, WayOut
from projections.pages import page_texts, refused_texts
from projections.pages.history import in_full
from projections.pages.language import Language
from projections.pages.sheet import Act
from projections.pages.telling import translated
from projections.pages.wording import TITLES, WORDING

SHOWN = 10
"""Facts that are told of those that came while somebody filled in a form."""
OPTION = re.compile(r"--([a-z][a-z-]*)")
TYPED = ("--", "sameside", "docs/")
"""What ways out say that are for a command line."""


class Line(NamedTuple):
    """One thing that is wrong, and the field to mend."""

    says: str
    href: str | None = None


class Problem(NamedTuple):
    """What is said above the form; `calm` where nothing is wrong, and only a second look is asked for."""

    says: str
    lines: list[Line]
    title: str | None = None
    calm: bool = False


def problem(speak: Language, form: dict[str, Any], error: LedgerError, came: Sequence[Entry[Any]]) -> Problem:
    """Of a form as it is laid out, after that error, or what `came` since it was made."""
    leads = [] if form["sends"] else [Line(refused_texts.to_the_page(speak), form["page"])]
    if came:
        says = page_texts.meanwhile(speak) if form["sends"] else refused_texts.settled_meanwhile(speak)
        return Problem(says, [*(Line(" · ".join(in_full(speak, entry).texts)) for entry in came[-SHOWN:]), *leads])
    if isinstance(error, StoreTrouble):
        known = extent.of(error)
        nothing = known is not None and known.recorded is extent.Recorded.NONE
        return Problem(refused_texts.not_taken(speak) if nothing else page_texts.not_known(speak), [])
    if isinstance(error, IdReused) and form["sends"]:
        return Problem(page_texts.sent_before(speak), [])
    if isinstance(error, EffectFirst):
        hours = [
            Line(f"{field.title}: {field.value}") for field in form["fields"] if field.name == "hours" and field.value
        ]
        lines = [*hours, Line(translated(speak, error.message))]
        return Problem(page_texts.effect_first(speak), lines, page_texts.check_first(speak), calm=True)
    says = page_texts.meanwhile(speak) if isinstance(error, Conflict) else page_texts.nothing_recorded(speak)
    wrong = [field for field in form["fields"] if field.wrong]
    lines = [Line(f"{field.title}: {_plain(speak, field.wrong)}", f"#{form['key']}-{field.name}") for field in wrong]
    if not isinstance(error, Invalid) or not lines:
        message = () if lines else (_plain(speak, translated(speak, error.message)),)
        texts = (*message, translated(speak, error.reason), _way_out(speak, error))
        lines += [Line(text) for text in texts if text]
    return Problem(says, [*lines, *leads])


def repeated(speak: Language, form: dict[str, Any], before: Before) -> Problem:
    """Of a form in the very words that whoever sent it has recorded before."""
    lines = [
        Line(" · ".join(in_full(speak, before.entry).texts)),
        Line(refused_texts.to_the_page(speak), form["page"]),
    ]
    says = refused_texts.recorded_before(speak, before.ago)
    return Problem(says, lines, page_texts.check_first(speak), calm=True)


def _plain(speak: Language, message: str) -> str:
    """A message without the options of a command line: each by what its field is called here."""
    return OPTION.sub(lambda option: f"“{speak.say(TITLES.get(option[1].replace('-', '_'), option[1]))}”", message)


def way_on(speak: Language, visitor: Visitor, way: WayOut) -> list[Line]:
    """A way out as a link, where it is a page or a form that whoever reads may use: the history, or another act."""
    if way.command == "history":
        return [Line(speak.say("History"), f"{place(visitor.stream)}/history")]
    if way.command not in WORDING or not visitor.may(way.command) or way.side not in (None, visitor.party):
        return []
    model, wording = COMMANDS[way.command], WORDING[way.command]
    which = {model.about, *wording.which}
    fixed = {name: held for name, held in way.fixed.items() if name in which and GAP not in str(held)}
    if set(wording.needs) - set(fixed):
        return []
    act = Act(
        command=way.command, place=place_in(way.command, visitor.stream), side=visitor.party, fixed=fixed, asked=()
    )
    return [Line(speak.say(wording.heading), address(act))]


def _way_out(speak: Language, error: LedgerError) -> str:
    """What to do instead, where that is no line to type, nor what stands before one."""
    if error.filled.command:
        return ""
    says = error.filled.says
    return "" if any(word in says for word in TYPED) else translated(speak, says)
