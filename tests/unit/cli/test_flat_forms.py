"""What is said flat becomes what the model holds nested."""

from __future__ import annotations

import io
from typing import Any

import click
import pytest

from cli import terms
from cli.main import NOUNS
from cli.nouns import card
from cli.options import nested, parameters
from cli.record import verb
from domain.catalogue import COMMANDS, table
from domain.errors import Invalid


def shaped(**said: Any) -> dict[str, Any]:
    found: dict[str, Any] = terms.shape(nested(said))["terms"]
    return found


def test_every_noun_of_the_command_models_is_in_the_table_and_no_other() -> None:
    assert {name.split(".")[0] for name in COMMANDS} == set(NOUNS)


def test_every_flat_form_belongs_to_a_command_and_names_fields_that_are_there() -> None:
    forms = {f"{noun}.{verb}": form for noun in NOUNS for verb, form in card(noun).flat.items()}
    for name, form in forms.items():
        for path in (*form.names, *form.covered, *form.needed):
            assert path.split(".")[0] in COMMANDS[name].model_fields, path


def test_every_option_of_every_command_says_what_it_is_for_and_no_line_is_for_none() -> None:
    said = [(name, param) for name, model in COMMANDS.items() for param in verb(name, model).params]
    options = [(name, param) for name, param in said if isinstance(param, click.Option)]
    assert not [(name, param.opts) for name, param in options if not (param.help or "").replace("[required]", "")]
    for noun in NOUNS:
        own = [(name.partition(".")[2], param.opts[0]) for name, param in options if name.startswith(f"{noun}.")]
        assert card(noun).help.keys() <= {key for verb, flag in own for key in (flag, f"{verb} {flag}")}


def test_a_command_that_needs_its_why_marks_it_and_no_other_does() -> None:
    for name, model in COMMANDS.items():
        why = next(param for param in verb(name, model).params if param.name == "why")
        assert isinstance(why, click.Option)
        assert ("[required]" in (why.help or "")) is table()[model].why


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_no_option_of_a_verb_is_said_twice(name: str) -> None:
    flags = [flag for param in parameters(COMMANDS[name], card(name.partition(".")[0])) for flag in param.opts]
    assert len(flags) == len(set(flags))


@pytest.mark.parametrize(
    ("start", "end", "direction"), [("21", "5", "down"), ("5", "21", "up"), ("-3", "2.5", "up"), ("x", "5", None)]
)
def test_the_direction_is_read_off_from_and_to(start: str, end: str, direction: str | None) -> None:
    found = shaped(terms__metric__baseline=start, terms__metric__target=end)
    assert found["metric"].get("direction") == direction


def test_an_upper_end_makes_a_band() -> None:
    assert shaped(terms__metric__target="3", terms__metric__upper="5")["metric"]["direction"] == "band"


def test_a_count_has_no_direction_of_its_own() -> None:
    assert shaped(count=True, terms__metric__name="tickets")["metric"] == {"name": "tickets", "kind": "count"}


def test_a_worth_is_one_amount_or_a_range() -> None:
    assert shaped(worth="120000")["worth"] == {"low": "120000", "high": "120000"}
    assert shaped(worth="100000..140000")["worth"] == {"low": "100000", "high": "140000"}


def test_prices_are_parts() -> None:
    said = shaped(price="18000", price_per_result="300", cap="15000", payer="B", part=("per-unit 120 unit hour",))
    assert said["price"] == [
        {"form": "whole", "amount": "18000", "payer": "B"},
        {"form": "per-result", "amount": "300", "cap": "15000", "payer": "B"},
        {"form": "per-unit", "amount": "120", "unit": "hour"},
    ]


def test_a_part_says_its_form_its_amount_and_then_names_and_values() -> None:
    assert terms.part('per-result 700 cap 35000 payer "payer A"') == {
        "form": "per-result",
        "amount": "700",
        "cap": "35000",
        "payer": "payer A",
    }


@pytest.mark.parametrize("text", ["", "whole", "whole 3 cap", 'whole "3', "whole 3 colour red"])
def test_a_part_that_is_not_one_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        terms.part(text)
    assert refused.value.data["where"] == "--part"


def test_a_cap_alone_is_refused() -> None:
    with pytest.raises(Invalid, match="cap"):
        shaped(cap="3")


def test_planned_payments_are_said_by_date_and_amount() -> None:
    assert shaped(plan=("2026-10-01 9000 payer A",))["plan"] == [{"on": "2026-10-01", "amount": "9000", "payer": "A"}]


def test_terms_come_whole_from_a_file_and_what_is_said_beside_comes_first() -> None:
    file = io.StringIO('{"says": "old", "metric": {"name": "days", "baseline": 21.50}}')
    found = shaped(file=file, terms__says="new")
    assert found == {"says": "new", "metric": {"name": "days", "baseline": "21.50"}}


@pytest.mark.parametrize("text", ["", "[]", "{", "3", "[" * 100_000])
def test_a_file_that_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        shaped(file=io.StringIO(text))


@pytest.mark.parametrize(
    ("option", "fields"),
    [
        ("in person=x-1", {"label": "in person", "thing": "x-1"}),
        ("remote", {"label": "remote"}),
        ("by courier: 40", {"label": "by courier", "price_effect": "40"}),
        (
            "by video: -1,250.50, an hour a week",
            {"label": "by video", "price_effect": "-1250.50", "effort": "an hour a week"},
        ),
        ("at 10:30", {"label": "at 10:30"}),
        ("by courier: 40,somebody", {"label": "by courier", "price_effect": "40", "effort": "somebody"}),
        ("by courier: 40, 3 hours", {"label": "by courier", "price_effect": "40", "effort": "3 hours"}),
        ("by courier: 40, at: 3", {"label": "by courier", "price_effect": "40", "effort": "at: 3"}),
        ("by courier: 1 000", {"label": "by courier", "price_effect": "1000"}),
        ("by courier: 1 000,50, a day", {"label": "by courier", "price_effect": "1000.50", "effort": "a day"}),
        ("our place: theirs", {"label": "our place: theirs"}),
        ("here=x-1: 5", {"label": "here", "thing": "x-1", "price_effect": "5"}),
    ],
)
def test_an_option_says_its_label_its_price_and_what_it_asks(option: str, fields: dict[str, str]) -> None:
    assert card("choice").form("offer").shape({"options": [option]}) == {"options": [fields]}


@pytest.mark.parametrize("price", ["40 EUR", "EUR 40", "€40", "40%", "40,", "40,5 hours", "10:30", "40 or so"])
def test_what_looks_like_the_price_of_an_option_and_is_none_is_refused_with_the_form(price: str) -> None:
    with pytest.raises(Invalid, match="is no price: after"):
        card("choice").form("offer").shape({"options": [f"by courier: {price}"]})
