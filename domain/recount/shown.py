"""What a case says of itself, and what shows it, as facts have them."""

from __future__ import annotations

from collections.abc import Iterable

from domain.errors import Invalid
from domain.names import same
from domain.recount.rules import Counts, Kind
from domain.said import joined
from domain.vocabulary import Digest, Label, value


@value
class Named:
    """One name that a case has a value for."""

    name: Label
    value: Label


@value
class Shown:
    """What shows a case: of which kind, where to find it, and the digest of what was seen there."""

    by: Kind
    ref: Label
    digest: Digest | None = None


def as_asked(case: Iterable[Named], rule: Counts | None) -> tuple[Named, ...]:
    """What the case says, spelled as the rules spell it. More than they ask for may be said: other rules may ask for it
    later. Raises Invalid for a name said twice, and for a value that is not in its list.
    """
    asked = {same(each.name): each for each in rule.case} if rule else {}
    spelled = dict[str, Named]()
    for each in case:
        name = same(each.name)
        if name in spelled:
            raise Invalid.of("{name} is said twice", name=each.name, where="case")
        known = asked.get(name)
        spelled[name] = Named(name=known.name, value=_listed(each, known.values)) if known else each
    return tuple(spelled.values())


def _listed(named: Named, values: tuple[str, ...]) -> str:
    if not values:
        return named.value
    meant = next((value for value in values if same(value) == same(named.value)), None)
    if meant is None:
        known = joined(values, "{one}, {other}")
        raise Invalid.of(
            "{value} is no value of {name}: {known}", value=named.value, name=named.name, known=known, where="case"
        )
    return meant
