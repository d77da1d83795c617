"""The verdict function with one clause changed: each comparison, condition, number, word and choice, one at a time."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from types import CodeType, ModuleType
from typing import NamedTuple

NAMES = ("domain.recount.spans", "domain.recount.ends", "domain.recount.places", "domain.recount.verdicts")
"""Where the clauses are; each module uses only those before it."""
ASKED_BY_OTHERS = ("how_it_stands", "held", "due")
"""Functions that give no verdict, or that others ask too."""
OTHERWISE: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),  # codespell:ignore notin
    ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
}  # fmt: skip
SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any", "reversed": "list"}
Change = Callable[[], Callable[[], None]]
"""Changes the code, and answers what puts it back."""


class Changed(NamedTuple):
    """A clause, where it is, and what stands there instead."""

    module: str
    part: str
    code: str
    instead: str

    def __str__(self) -> str:
        return f"{self.part}: {self.code} → {self.instead}"


def changed() -> Iterator[tuple[Changed, ModuleType]]:
    """Each change, and the module of the verdicts with it."""
    for name in NAMES:
        tree = ast.parse(_source(name))
        for part, whole in _parts(tree):
            for node in _code(whole):
                for change in _changes(node):
                    code, undo = ast.unparse(node), change()
                    with _loaded(name, tree) as verdicts:
                        yield Changed(name, part, code, ast.unparse(node)), verdicts
                    undo()


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """What is computed: no documentation, and no types."""
    for name, value in ast.iter_fields(node):
        if name in ("args", "returns", "annotation") and isinstance(node, (ast.FunctionDef, ast.AnnAssign)):
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ast.AST) and not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)):
                yield each
                yield from _code(each)


def _parts(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Each function, and each constant that says its type, by its name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name not in ASKED_BY_OTHERS:
            yield node.name, node
        elif isinstance(node, ast.AnnAssign) and node in tree.body:
            yield ast.unparse(node.target), node


@cache
def _as_it_is(name: str) -> CodeType:
    return compile(_source(name), name, "exec")


def _source(name: str) -> str:
    return Path(str(import_module(name).__file__)).read_text(encoding="utf-8")


@contextmanager
def _loaded(name: str, tree: ast.Module) -> Iterator[ModuleType]:
    """The modules as they are, but for one; the others of the process never see them."""
    before = {each: sys.modules[each] for each in NAMES}
    try:
        for each in NAMES:
            code = compile(ast.fix_missing_locations(tree), each, "exec") if each == name else _as_it_is(each)
            module = sys.modules[each] = ModuleType(each)
            exec(code, module.__dict__)
        yield sys.modules[NAMES[-1]]
    finally:
        sys.modules.update(before)


def _changes(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=ops):
            for at, op in enumerate(ops):
                yield from (_put(ops, at, other()) for other in OTHERWISE[type(op)])
        case ast.BoolOp(values=values):
            yield _set(node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
            none = ast.Constant(isinstance(node.op, ast.And))
            for at, value in enumerate(values):
                if not isinstance(value, ast.Constant):
                    yield _set(node, "values", [*values[:at], none, *values[at + 1 :]])
        case ast.If(test=test) | ast.IfExp(test=test):
            yield _set(node, "test", ast.UnaryOp(ast.Not(), test))
            yield _set(node, "test", ast.Constant(value=False))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield _set(node, "operand", ast.UnaryOp(ast.Not(), operand))
        case ast.comprehension(ifs=ifs) if ifs:
            yield _set(node, "ifs", [])
        case ast.BinOp(op=ast.Add()) | ast.AugAssign(op=ast.Add()):
            yield _set(node, "op", ast.Sub())
        case ast.BinOp(op=ast.Sub()):
            yield _set(node, "op", ast.Add())
        case ast.Call(func=ast.Name(id=name)) if name in SWAPPED:
            yield _set(node, "func", ast.Name(SWAPPED[name], ast.Load()))
        case ast.Call(func=ast.Name(id="sorted")):
            yield _set(node, "func", ast.parse("lambda each, **_: list(each)", mode="eval").body)
        case ast.Constant(value=int() as number) if not isinstance(number, bool):
            yield _set(node, "value", number + 1)
        case ast.Constant(value=str() as text) if "\n" not in text and len(text) < 20:
            yield _set(node, "value", f"{text}?")
        case _:
            pass


def _put(ops: list[ast.cmpop], at: int, other: ast.cmpop) -> Change:
    def change() -> Callable[[], None]:
        before, ops[at] = ops[at], other

        def undo() -> None:
            ops[at] = before

        return undo

    return change


def _set(node: ast.AST, name: str, value: object) -> Change:
    def change() -> Callable[[], None]:
        before = getattr(node, name)
        setattr(node, name, value)
        return lambda: setattr(node, name, before)

    return change
