"""Reference pages that follow from the domain: commands and who may say them, facts, views; the glossary's lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from adapters.feeds.schemas import plain, promise
from docs.kinds import NAMED, Field, fields, values
from domain import catalogue
from domain.catalogue import COMMANDS, FACTS, KIND
from domain.command import ENVELOPE, Command
from domain.fact import Entry
from domain.vocabulary import Party
from projections.across import ACROSS
from projections.registry import PROJECTIONS

# Where a rule decides more than the table can say.
ALSO = {
    "engagement.close": "a why while an outcome is agreed",
    "outcome.propose": "a reason from version 2 of the terms on",
    "outcome.agree": "the side that did not propose",
}


def commands() -> Iterator[str]:
    """Who may say what, and every command's fields."""
    yield from head(
        "Commands", "What can be recorded, by whom, with which fields. In a file, a command is one line of JSON or CSV."
    )
    yield "A ✓ shows whose word a command may be. With `--as` the seller may record the word of another party; pages"
    yield "then say so, until that party confirms it. Two more columns show whether a command needs a reason (`--why`),"
    yield "and whether it is accepted when the engagement is closed."
    yield ""
    yield "| command | seller | customer | witness | needs a reason | also when closed | note |"
    yield "|---|---|---|---|---|---|---|"
    for name, model in COMMANDS.items():
        may = catalogue.table()[model]
        own = "under their own login only" if may.own_login else ALSO.get(name, "")
        own = "; ".join(filter(None, (own, "binds: not by who only acts" if may.role == "agrees" else "")))
        parties = [_tick(party in may.parties) for party in (Party.SELLER, Party.CUSTOMER, Party.WITNESS)]
        told = [f"[{name}](#{_anchor(name)})", *parties, _tick(may.why), _tick(may.closed), own]
        yield f"| {' | '.join(told)} |"
    yield from ["", "## Fields of every command", "", promise(Command), ""]
    yield from table(one for one in fields(Command) if one.name != "by")
    yield ""
    yield "In a file, `command` names the command and `as` the party. No field says who records it: the login does."
    for name, model in COMMANDS.items():
        yield from ["", f"### {name}", "", f"{promise(model)} On {_article(KIND[model])} stream.", ""]
        own = [one for one in fields(model) if one.name not in ENVELOPE]
        yield from table(own) if own else ["It has no fields of its own."]
    yield from _values(list(COMMANDS.values()))


def facts() -> Iterator[str]:
    """Every stored type."""
    yield from head(
        "Facts", "What the ledger keeps, in the past tense. The type is the stored name of a fact, and never changes."
    )
    yield f"A fact is stored as one JSON object: the envelope below, and the fact in `body`. {len(FACTS)} types exist."
    yield from ["", "## Envelope", "", promise(Entry.__mro__[1]), ""]
    yield from table(one for one in fields(Entry) if one.name != "body")
    yield from ["", "## Types"]
    for name, fact in FACTS.items():
        yield from ["", f"### {name}", "", promise(fact), ""]
        own = list(fields(fact))
        yield from table(own) if own else ["Its body is empty: everything is in the envelope."]
    yield from _values(list(FACTS.values()))


def views() -> Iterator[str]:
    """Every projection and its document."""
    yield from head(
        "Views", "What is computed from the facts. `sameside report VIEW [ID]` shows one; each is a table of that name."
    )
    yield "Nothing in a row depends on today's date; what is overdue is computed when somebody reads it. A row also has"
    yield "its key, its stream, and the position of the last fact in it."
    for one in PROJECTIONS:
        yield from [
            "",
            f"## {one.name}",
            "",
            f"{plain(one.about)} Version {one.version}, from {_article(one.streams)} stream.",
            "",
        ]
        yield from columns(one.document)
    yield from _values([one.document for one in PROJECTIONS], columns)
    yield from [
        "",
        "## Across streams",
        "",
        "Views that combine the views above by SQL. They have no keys of their own.",
    ]
    for across in ACROSS:
        reads = ", ".join(f"`{name}`" for name in across.reads)
        yield from [
            "",
            f"### {across.name}",
            "",
            f"{plain(across.about)} Reads {reads}; ordered by {across.order}.",
            "",
        ]
        yield promise(across.document) + "\n"
        yield from columns(across.document)


def words() -> Iterator[str]:
    """The glossary's entries of facts, commands and views."""
    yield from ["", "## Facts", ""]
    for name, fact in FACTS.items():
        yield f"- **{fact.__name__}** (`{name}`): {promise(fact)}"
    yield from ["", "## Commands", ""]
    for name, model in COMMANDS.items():
        yield f"- **{model.__name__}** (`{name}`): {promise(model)}"
    yield from ["", "## Views", ""]
    for one in PROJECTIONS:
        yield f"- **{one.document.__name__}** (`{one.name}`): {promise(one.document)}"


def head(title: str, says: str) -> list[str]:
    """A generated page's front matter and first lines."""
    return ["---", "kind: reference", "generated: make regen", "---", f"# {title}", "", says, ""]


def table(told: Iterable[Field]) -> Iterator[str]:
    """Fields as a table."""
    yield "| field | kind | default |"
    yield "|---|---|---|"
    for one in told:
        yield f"| `{one.name}` | {one.kind} | {'**required**' if one.default is None else one.default} |"


def columns(cls: type[Any]) -> Iterator[str]:
    """The fields of a document, which nobody gives."""
    yield "| field | kind |"
    yield "|---|---|"
    for one in fields(cls):
        yield f"| `{one.name}` | {one.kind} |"


def _values(classes: list[type[Any]], shown: Callable[[type[Any]], Iterator[str]] | None = None) -> Iterator[str]:
    yield from ["", "## Values"]
    for cls in values(classes):
        yield from ["", f"### {cls.__name__}", "", promise(cls), ""]
        yield from shown(cls) if shown else table(fields(cls))
    yield from ["", "## Kinds of text and number", "", "| kind | what fits |", "|---|---|"]
    for name, (_, says) in NAMED.items():
        yield f"| {name} | {says} |"


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _tick(yes: bool) -> str:  # noqa: FBT001 - it is what is told
    return "✓" if yes else ""


def _anchor(title: str) -> str:
    return title.replace(".", "")
