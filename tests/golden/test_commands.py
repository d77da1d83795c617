"""The digest of a command's words stays what it was: by it, a command that is sent again is known to be the same."""

from __future__ import annotations

import json
from typing import Any

import pytest

from domain.catalogue import COMMANDS
from tests.golden.commands import FILE, digested

KEPT: dict[str, Any] = json.loads(FILE.read_text())


def test_every_command_has_its_digest() -> None:
    assert COMMANDS.keys() - KEPT.keys() == set(), "write them with: python -m tests.golden.commands"


@pytest.mark.parametrize("name", KEPT)
def test_the_same_words_have_the_same_digest(name: str) -> None:
    assert digested(KEPT[name]["words"]) == KEPT[name]["digest"]
