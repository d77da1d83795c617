"""The walk through the code names only what is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from docs.consoles import ROOT

PAGE = ROOT / "docs/explanation/how-a-fact-travels.md"
STEP = re.compile(r"\[`(?P<shown>[\w/]+\.py)`\]\(\.\./\.\./(?P<linked>[\w/]+\.py)\)|`(?P<name>[\w.]+)\(\)`")


def test_the_walk_names_only_modules_and_functions_that_exist() -> None:
    assert list(missing(PAGE.read_text())) == []


def test_what_was_renamed_or_moved_would_be_noticed() -> None:
    linked = "[`{0}`](../../{0}): `steps()`, `Step.command()`"
    assert list(missing(linked.format("docs/consoles.py"))) == ["docs/consoles.py: Step.command"]
    assert list(missing(linked.format("docs/moved.py"))) == ["docs/moved.py"]
    assert list(missing("[`docs/kinds.py`](../../docs/consoles.py)")) == ["docs/kinds.py"]


def missing(page: str) -> Iterator[str]:
    """Modules that are not there, or are shown as another than is linked; names that the module before them lacks."""
    module, known = "", set[str]()
    for step in STEP.finditer(page):
        if step["linked"]:
            module, known = step["linked"], names(ROOT / step["linked"])
            if not known or step["shown"] != module:
                yield step["shown"]
        elif known and step["name"] not in known:
            yield f"{module}: {step['name']}"


def names(path: Path) -> set[str]:
    """Functions, classes and methods of a module, as `Class.method`."""
    found = set[str]()
    for node in ast.parse(path.read_text()).body if path.exists() else ():
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{one.name}" for one in node.body if isinstance(one, ast.FunctionDef)}
    return found
