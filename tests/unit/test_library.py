"""What programs import from sameside: no name goes, or is added, without somebody deciding it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from adapters import library

ROOT = Path(__file__).parents[2]
PROMISED = {
    "Actor": ("id", "side", "how"),
    "Application": (
        "at",
        "command",
        "record",
        "say",
        "history",
        "tail",
        "importer",
        "views",
        "proofs",
        "feed",
        "close",
    ),
    "Command": ("id", "stream", "by", "party"),
    "Entry": ("ledger", "stream", "version", "id", "type", "recorded_at", "occurred_at", "party", "actor", "body"),
    "Fact": ("type",),
    "LedgerError": ("code", "message", "because", "way_out", "retryable"),
    "Party": ("SELLER", "CUSTOMER", "WITNESS"),
    "Receipt": ("command_id", "stream", "first_position", "facts"),
    "Spoken": ("receipt", "entries", "warnings"),
}
"""Each name, and what of it a program may use."""


def known(kind: type) -> set[str]:
    fields = {name for base in kind.__mro__ for name in getattr(base, "__annotations__", {})}
    return set(dir(kind)) | fields


def test_the_library_has_the_names_that_were_promised_and_no_others() -> None:
    assert sorted(PROMISED) == sorted(library.__all__)
    lacking = {
        name: [part for part in parts if part not in known(getattr(library, name))] for name, parts in PROMISED.items()
    }
    assert {name: parts for name, parts in lacking.items() if parts} == {}


def test_every_promised_name_says_what_it_is() -> None:
    assert [name for name in library.__all__ if not (getattr(library, name).__doc__ or "").strip()] == []


def test_the_documents_show_programs_that_import_nothing_else() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs" / "how-to").glob("*.md"), *(ROOT / "docs" / "tutorial").glob("*.md")]
    blocks = [
        block for page in pages for block in re.findall(r"```python\n(.+?)```", page.read_text("utf-8"), re.DOTALL)
    ]
    ours = {"adapters", "domain", "projections", "cli"}
    found = {
        node.module
        for block in blocks
        if "Application" in block
        for node in ast.walk(ast.parse(block))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] in ours
    }
    assert found == {"adapters.library"}
