"""Words are decided in the glossary: every class people meet has its entry, and none uses a banned word."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from docs.tool_pages import tree
from domain.catalogue import COMMANDS, FACTS
from projections.registry import PROJECTIONS

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs/glossary.md").read_text()
BANNED = {"update", "updated", "data", "info", "manager", "process", "processor", "handleall"}


@pytest.mark.parametrize("cls", [*FACTS.values(), *COMMANDS.values(), *tree(), *(one.document for one in PROJECTIONS)])
def test_every_fact_command_view_and_error_has_an_entry_that_says_something(cls: type) -> None:
    entry = re.search(rf"^- \*\*{cls.__name__}\*\* \(`[^`]+`\): (.+)$", GLOSSARY, re.MULTILINE)
    assert entry, cls.__name__
    assert len(entry[1].split()) > 1


@pytest.mark.parametrize("said", [*FACTS, *COMMANDS, *(one.name for one in PROJECTIONS)])
def test_no_name_that_people_read_uses_a_banned_word(said: str) -> None:
    assert BANNED.isdisjoint(re.split(r"[.-]", said))


def test_no_class_uses_a_banned_word() -> None:
    paths = [
        path for package in ("domain", "projections", "adapters", "cli") for path in (ROOT / package).rglob("*.py")
    ]
    names = [
        node.name for path in paths for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ClassDef)
    ]
    assert [name for name in names if BANNED & {word.lower() for word in re.findall("[A-Z][a-z]*", name)}] == []
