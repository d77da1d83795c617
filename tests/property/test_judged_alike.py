"""Whatever is sent, a command finds wrong in it what pydantic's model of it finds, and writes what that writes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import ValidationError

from adapters.feeds.models import model_of
from adapters.importing.commands import pseudonym
from domain.catalogue import COMMANDS
from domain.ledger import NOT_ITS_WORDS
from tests.examples import examples
from tests.property.test_fuzz import ANYTHING, base, places, put
from tests.spec import ANA

CONTEXT = {"subject": pseudonym("00" * 32)}


def judged(kind: Any, told: Any) -> Any:
    """Everything that is wrong, with whatever came; or all that is written of it."""
    try:
        command = kind.model_validate(told, context=CONTEXT)
    except ValidationError as error:
        return str(error), [{**wrong, "ctx": repr(wrong.get("ctx"))} for wrong in error.errors()]
    except (ValueError, RecursionError) as error:
        return type(error), str(error)
    written = command.model_dump_json(exclude=NOT_ITS_WORDS, exclude_defaults=True)
    return [*command.model_fields], vars(command), written, command.model_dump_json()


@pytest.mark.filterwarnings("ignore:Accessing the 'model_fields' attribute on the instance")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_pydantic_s_model_of_it_find_the_same(name: str) -> None:
    sent = {key: value for key, value in base(name).items() if key not in {"command", "as"}}
    told = {**sent, "stream": "engagement/acme", "by": ANA, "party": "seller"}
    model = model_of(COMMANDS[name])

    assert isinstance(judged(model, told)[0], list)
    for wrong in ({}, {**told, "colour": "red"}, told | dict.fromkeys(told)):
        assert judged(COMMANDS[name], wrong) == judged(model, wrong)

    @settings(max_examples=examples(20))
    @given(st.lists(st.tuples(st.sampled_from([*places(told), ()]), ANYTHING), max_size=3))
    def alike(changes: list[tuple[tuple[Any, ...], object]]) -> None:
        changed: Any = told
        for place, value in changes:
            changed = put(changed, place, value)
        assert judged(COMMANDS[name], changed) == judged(model, changed)

    alike()
