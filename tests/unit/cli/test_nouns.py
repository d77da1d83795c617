"""Every noun has a whole card: whatever the command line needs to know of it stands there, and nothing of another."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from pathlib import Path
from typing import Any

import click
import pytest

import cli.nouns
from cli.flat import Flat
from cli.main import NOUNS
from cli.nouns import card
from cli.nouns.card import Noun
from cli.options import parameters
from cli.record import READING
from domain.catalogue import COMMANDS, facts, verbs
from domain.command import ENVELOPE, Command
from domain.vocabulary import KINDS
from projections.registry import PROJECTIONS
from projections.shared.named import NAMED

COLUMNS = {view.name: view.document.__dataclass_fields__.keys() for view in PROJECTIONS}
TOLD_BY_ITS_EXAMPLE = {*READING} - {"history"}
"""Verbs of every noun that no command has fields to show by; a history is asked for as `show` is."""


def lacks(noun: str, written: Noun, named: tuple[str, ...]) -> list[str]:
    """What the card of a noun does not say, or says of nothing; its facts name its things by the fields `named`."""
    return [*_said(noun, written), *_listed(noun, written, named), *_shown(noun, written)]


def _said(noun: str, written: Noun) -> Iterator[str]:
    """How it is said: an example for each verb, help for each option, each flat form of fields that are there."""
    models = verbs(noun)
    yield from (f"an example of {verb}" for verb in TOLD_BY_ITS_EXAMPLE - written.examples.keys())
    yield from (f"the verb {verb}" for verb in written.examples.keys() - {*models, *READING})
    yield from (f"the command {verb}" for verb in written.flat.keys() - models.keys())
    used = set[str]()
    for verb, model in models.items():
        if verb not in written.examples and not _shows_itself(model):
            yield f"an example of {verb}"
        form = written.form(verb)
        for path in (*form.names, *form.covered, *form.needed):
            if path.partition(".")[0] not in model.model_fields:
                yield f"a field {path} of {verb}"
        for option in (one for one in parameters(model, written) if isinstance(one, click.Option)):
            used |= {option.opts[0], f"{verb} {option.opts[0]}"}
            if not (option.help or "").replace("[required]", "").strip():
                yield f"help for {verb} {option.opts[0]}"
    yield from (f"an option {key}" for key in written.help.keys() - used)
    abouts = {model.about for model in models.values()}
    yield from (f"a command about {name}" for name in written.samples.keys() - abouts)


def _listed(noun: str, written: Noun, named: tuple[str, ...]) -> Iterator[str]:
    """What there is of it: how its facts name a thing, and how that stands."""
    bodies = facts(noun).union(*map(facts, written.moved_by))
    fields = {name for body in bodies for name in body.__struct_fields__}
    yield from (f"a fact with {name}" for name in named if name not in fields)
    if not (named or written.picks or written.stream):
        yield "a line in NAMED of projections/shared/named.py"
    if not written.kinds or not set(written.kinds) <= set(KINDS):
        yield "the kinds of streams it is said in"
    if written.stands and not written.each and not set(written.stands[1]) <= COLUMNS[written.stands[0]]:
        yield "columns of the view that says how it stands"


def _shown(noun: str, written: Noun) -> Iterator[str]:
    """How one is shown: places that are there, or that its own facts are enough."""
    if not (written.rows or written.row or written.stream or written.picks):
        yield f"where a {noun} has its row"
    for view, _, field in (place.partition(".") for place in written.rows):
        if view not in COLUMNS or (field and field not in COLUMNS[view]):
            yield f"a place {view}.{field}"
    rows = {place.partition(".")[0] for place in written.rows}
    kept = {name for view in rows for shape in _shapes(view) for name in shape.__dataclass_fields__}
    yield from (f"a row with {name}" for name in written.states if name not in kept)
    if written.stream and not set(written.stream[1]) <= COLUMNS[written.stream[0]]:
        yield "fields of the view of its stream"


def _shapes(view: str) -> Iterator[Any]:
    """What the documents of a view are made of, wherever it keeps them."""
    module = sys.modules[next(one for one in PROJECTIONS if one.name == view).document.__module__]
    yield from (shape for shape in vars(module).values() if isinstance(shape, type) and is_dataclass(shape))


def _shows_itself(model: type[Command]) -> bool:
    """Whether every field that is required gives an example."""
    needed = {name: field for name, field in model.model_fields.items() if name not in ENVELOPE and field.is_required()}
    return all(field.examples for field in needed.values())


@pytest.mark.parametrize("noun", sorted({name.partition(".")[0] for name in COMMANDS}))
def test_the_noun_of_every_command_has_a_whole_card(noun: str) -> None:
    assert lacks(noun, card(noun), NAMED.get(noun, ())) == []


def test_every_card_is_of_a_noun_that_is_listed() -> None:
    folder = Path(str(cli.nouns.__file__)).parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__", "card"} == NOUNS.keys()


@pytest.mark.parametrize(
    ("noun", "broken", "lacking"),
    [
        ("choice", {"examples": {}}, "an example of make"),
        ("extra", {"help": {}}, "help for offer --expect"),
        ("extra", {"flat": {}}, "help for offer --hypothesis"),
        ("extra", {"flat": {"offer": Flat(names={"bet": "--expect"})}}, "a field bet of offer"),
        ("extra", {"flat": {"give": Flat()}}, "the command give"),
        ("need", {"help": {"--colour": "Its colour."}}, "an option --colour"),
        ("need", {"samples": {"thing": ("thing", "x-1")}}, "a command about thing"),
        ("need", {"kinds": ("needs",)}, "the kinds of streams it is said in"),
        ("need", {"rows": ()}, "where a need has its row"),
        ("need", {"rows": ("tree_swing.wishes",)}, "a place tree_swing.wishes"),
        ("work", {"states": {"mended_on": ("cut", "restored")}}, "a row with mended_on"),
        ("request", {"stands": ("requests", ("colour",))}, "columns of the view that says how it stands"),
        ("account", {"stream": ("account", ("colour",))}, "fields of the view of its stream"),
    ],
    ids=str,
)
def test_a_card_that_lacks_anything_is_found(noun: str, broken: dict[str, Any], lacking: str) -> None:
    assert lacking in lacks(noun, replace(card(noun), **broken), NAMED[noun])


def test_fields_that_name_nothing_are_found() -> None:
    assert lacks("need", card("need"), ()) == ["a line in NAMED of projections/shared/named.py"]
    assert lacks("need", card("need"), ("wish",)) == ["a fact with wish"]
