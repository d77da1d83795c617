"""What the domain and the forms say, found where it is raised: every sentence that a page may have to translate.

A sentence is a literal, or a name that the same file gives one. `unread` are those places where neither is: there a
page could only say English.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from adapters.portal.problems import TYPED
from domain import errors
from domain.said import CODES

ROOT = Path(__file__).parents[1]
READ = ("domain", "adapters/plain_words.py", "adapters/portal")
NEVER_ON_A_PAGE = (
    errors.NoView,
    errors.LedgersFile,
    errors.NoBrowser,
    errors.NoWorkbook,
    errors.Unreadable,
    errors.StoreTrouble,
    errors.FeedTrouble,
)
"""What only whoever runs the ledger is told."""
NOT_READ = (
    "domain/errors.py",
    "domain/own/",
    "domain/step.py",
    "adapters/portal/paper.py",
    "adapters/portal/public.py",
    "adapters/portal/server.py",
    "adapters/portal/mail.py",
)
"""Files whose words are said at a command line alone, or by `of_errors`, and those that make sentences of others'
templates.
"""
ERRORS = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.LedgerError) and not issubclass(kind, NEVER_ON_A_PAGE)
}
OTHERS = {"worded": 0, "marked": 0, "of": 0, "joined": 1, "Warned": 1, "ValueError": 0, "Unread": 1}
"""Which argument is a sentence, by the name that is called."""
SENTENCES = "domain/engagement/shared/sentences.py"
"""What practices say that is too long to stand beside their rules."""


def files() -> Iterator[tuple[str, str]]:
    """Every file that says something, and its text."""
    for root in READ:
        under = ROOT / root
        for path in sorted(under.rglob("*.py")) if under.is_dir() else [under]:
            place = path.relative_to(ROOT).as_posix()
            if not place.startswith(NOT_READ):
                yield place, path.read_text(encoding="utf-8")


def of_errors() -> Iterator[str]:
    """The message of each kind of error, its reason and its way out, as far as a page may say them."""
    for kind in ERRORS.values():
        way = kind.way_out
        shown = "" if way.command or any(typed in way.says for typed in TYPED) else way.says
        yield from filter(None, ((kind.__doc__ or "").rstrip("."), kind.because, shown))


class Sayings:
    """What one file says: `found` by its line, and the lines of what is `unread`."""

    def __init__(self, source: str) -> None:
        self.found: list[tuple[int, str]] = []
        self.unread: list[int] = []
        tree = ast.parse(source)
        self.named = dict(_named(ast.parse((ROOT / SENTENCES).read_text(encoding="utf-8")))) | dict(_named(tree))
        self.put_together = {name for name, value in _assigned(tree) if _formatted(value)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                self._call(node)

    def _call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        at = 0 if name in ERRORS else OTHERS.get(name)
        if name == "of" and ast.unparse(node.func).removesuffix(".of") not in ERRORS:
            return
        if at is not None and len(node.args) > at and not isinstance(node.args[at], ast.Starred):
            self._sentence(node.args[at], made=name in ("worded", "of"))
        for keyword in node.keywords:
            if keyword.arg in ("way_out", "says") and (name in ERRORS or name in ("WayOut", "of")):
                self._way_out(keyword.value)

    def _way_out(self, node: ast.expr) -> None:
        for text in _texts(node):
            if not any(typed in text for typed in TYPED):
                self.found.append((node.lineno, text))
        if isinstance(node, ast.JoinedStr):
            self.unread.append(node.lineno)

    def _sentence(self, node: ast.expr, *, made: bool) -> None:
        """`made`: of that template a sentence is made, so that it has to be a literal."""
        texts = list(_texts(node))
        for name in ast.walk(node):
            if isinstance(name, ast.Name):
                texts += self.named.get(name.id, [])
        self.found += [(node.lineno, text) for text in texts]
        by_name = isinstance(node, ast.Name) and node.id in self.put_together
        if by_name or _formatted(node) or (made and not texts):
            self.unread.append(node.lineno)


def _formatted(node: ast.expr) -> bool:
    """Whether a text is put together there: nobody could find its sentence."""
    called = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
    return called == "format" or isinstance(node, (ast.JoinedStr, ast.BinOp))


def _texts(node: ast.expr) -> Iterator[str]:
    """The literals that an expression may be: one, or that of a condition; those in calls are theirs."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, (ast.BoolOp, ast.Dict)):
        for value in node.values:
            yield from _texts(value)
    elif isinstance(node, ast.Tuple):
        for value in node.elts:
            yield from _texts(value)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        for value in node.args[1:]:
            yield from _texts(value)


def _named(tree: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """What a file calls by a name: sentences, by that name."""
    names: dict[str, list[str]] = {}
    for name, value in _assigned(tree):
        if name not in CODES:
            names.setdefault(name, []).extend(text for text in _texts(value) if " " in text)
    yield from names.items()


def _assigned(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Each name that is given a value, and the value."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                for name in ast.walk(target):
                    if isinstance(name, ast.Name):
                        yield name.id, node.value
