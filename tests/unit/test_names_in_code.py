"""A parameter is called by what it is: `envelope`, `row`, `record`, and not by what somebody did with it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ = ("domain", "projections", "adapters", "cli")
VAGUE = frozenset({"told", "said", "mine", "one", "found"})


def vague(source: str) -> Iterator[str]:
    """Each parameter of a function, a method or a lambda that has such a name, with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.arguments):
            also = [node.vararg, node.kwarg]
            for parameter in [*node.posonlyargs, *node.args, *node.kwonlyargs, *filter(None, also)]:
                if parameter.arg.strip("_") in VAGUE:
                    yield f"{parameter.lineno}: {parameter.arg}"


def in_our_files() -> dict[str, list[str]]:
    """The parameters so named, by file."""
    files = [path for folder in READ for path in sorted((ROOT / folder).rglob("*.py"))]
    names = {path.relative_to(ROOT).as_posix(): list(vague(path.read_text("utf-8"))) for path in files}
    return {path: lines for path, lines in names.items() if lines}


def test_a_parameter_is_called_by_what_it_is() -> None:
    assert in_our_files() == {}


def test_functions_methods_lambdas_and_names_with_an_underscore_are_seen() -> None:
    source = """
class A:
    async def b(self, told, /, *, mine=1, **found): ...
c = lambda _said, *one: (x for found in _said)
"""
    assert [line.split(": ")[1] for line in vague(source)] == ["told", "mine", "found", "_said", "one"]
