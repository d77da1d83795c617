"""New terms at the command line: made from the version that stands, and told in what became another."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from cli.output import one_line
from cli.terms import REMOVABLE, option_of
from domain.errors import Invalid
from domain.sources import stood
from projections.pages import renewing
from projections.pages.language import ENGLISH, Language
from projections.pages.receipt_texts import as_before
from projections.pages.renewing import Base as Base  # noqa: PLC0414 - receipts say its name

if TYPE_CHECKING:
    from adapters.wiring import Application, Spoken

Fields = dict[str, Any]
NOTHING = "nothing changes: say what is to be different"


def onto(app: Application, fields: Fields, without: Collection[str]) -> Base | None:
    """Puts into `fields` the whole terms: those that stand, with what was said. None, and `fields` as they were, where
    they are of a new outcome. A command that is sent again by its id changes what stood when it was sent first.

    Raises Invalid where nothing is said, and where a term is taken away that is not there.
    """
    name, _, outcome = str(fields.get("stream", "")).removeprefix("engagement/").partition("/")
    before = stood(app.store, f"engagement/{name}", fields["id"]) if outcome else None
    base = renewing.base(before.state, before.facts, outcome) if before else None
    if before is None or base is None:
        if without:
            raise Invalid("only a new version of an outcome takes a term away, as in acme/o-1", where="--without")
        return None
    if missing := [term for term in without if renewing.lacks(base.terms, REMOVABLE[term])]:
        raise Invalid(f"v{base.number} has none: {', '.join(missing)}", where="--without")
    if not fields.get("terms") and not without and base.stands != "turned-down":
        raise Invalid(NOTHING, where="terms")
    terms = renewing.whole(base.terms, fields.get("terms", {}), [REMOVABLE[term] for term in without])
    renewing.handed_over(terms, fields.get("terms", {}), before.state)
    fields["terms"] = terms
    fields.setdefault("expect_version", before.version)  # other terms that come meanwhile are not replaced unseen
    return base


def changed_lines(base: Base, spoken: Spoken, speak: Language = ENGLISH) -> Iterator[str]:
    """A line for each term that changed, and that the rest stayed."""
    changes = renewing.differences(base, spoken.entries)
    for path, was, now in changes:
        yield f"  {option_of(path)}: {one_line(renewing.shown(path, was))} → {one_line(renewing.shown(path, now))}"
    yield f"  {as_before(speak, base.number, base.stands, all_of_it=not changes)}"


def as_data(base: Base, spoken: Spoken) -> Fields:
    """The same for programs."""
    changes = renewing.differences(base, spoken.entries)
    changed = [{"term": path, "was": was, "now": now} for path, was, now in changes]
    return {"from_version": base.number, "stands": base.stands, "changed": changed}
