"""A parameter, a variable and a function are called by what they are, and not by what somebody did with it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ = ("domain", "projections", "adapters", "cli")
KEPT = {"domain/engagement/shared/requested.py": ["told"]}
"""Names that code outside calls, by file."""
VAGUE = frozenset({"told", "said", "mine", "one", "found"})


def vague(source: str) -> Iterator[str]:
    """Each parameter of a function, a method or a lambda that has such a name, with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.arguments):
            also = [node.vararg, node.kwarg]
            for parameter in [*node.posonlyargs, *node.args, *node.kwonlyargs, *filter(None, also)]:
                if parameter.arg.strip("_") in VAGUE:
                    yield f"{parameter.lineno}: {parameter.arg}"


def vague_within(source: str) -> Iterator[str]:
    """Each variable and each function of such a name, with its line; fields of classes are stored under theirs."""
    tree = ast.parse(source)
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    fields = {id(part.target) for node in classes for part in node.body if isinstance(part, ast.AnnAssign)}
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) if id(node) not in fields:
                pass
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.MatchAs(name=str() as name):
                pass
            case _:
                continue
        if name.strip("_") in VAGUE:
            yield f"{node.lineno}: {name}"


def in_our_files(read: tuple[str, ...], named: Callable[[str], Iterator[str]]) -> dict[str, list[str]]:
    """What is so named, by file."""
    files = [path for folder in read for path in sorted((ROOT / folder).rglob("*.py"))]
    names = {path.relative_to(ROOT).as_posix(): list(named(path.read_text("utf-8"))) for path in files}
    return {path: lines for path, lines in names.items() if lines}


def test_a_parameter_is_called_by_what_it_is() -> None:
    assert in_our_files(READ, vague) == {}


def test_so_is_a_variable_and_a_function() -> None:
    files = in_our_files(READ, vague_within)
    assert {path: [line.split(": ")[1] for line in lines] for path, lines in files.items()} == KEPT


def test_functions_methods_lambdas_and_names_with_an_underscore_are_seen() -> None:
    source = """
class A:
    async def b(self, told, /, *, mine=1, **found): ...
c = lambda _said, *one: (x for found in _said)
"""
    assert [line.split(": ")[1] for line in vague(source)] == ["told", "mine", "found", "_said", "one"]


def test_every_way_to_name_a_variable_is_seen_but_a_field_is_kept() -> None:
    source = """
class A:
    found: int
    def told(self): ...
def _said():
    mine, x = y
    for one in x: ...
    if (found := x): ...
    with x as told: ...
    match x:
        case [said]: ...
    return [one for one in x]
"""
    names = {line.split(": ")[1] for line in vague_within(source)}
    assert names == {"told", "_said", "mine", "one", "found", "said"}
    assert len(list(vague_within(source))) == 8
