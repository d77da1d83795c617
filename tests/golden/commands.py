"""The words of every command that somebody may import again, and the digest that its id stands for since.

`python -m tests.golden.commands` writes those that are missing. It never touches one that is there: with another
digest, every command that is sent again would be refused as a new one under an old id.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from adapters.importing.commands import command_from, pseudonym
from domain.catalogue import COMMANDS
from domain.ledger import digest_of
from tests.spec import ANA

FILE = Path(__file__).parent / "commands.json"


def digested(words: dict[str, Any]) -> str:
    return digest_of(command_from(words, actor=ANA, subject=pseudonym("00" * 32)))


def write_missing(words: dict[str, dict[str, Any]]) -> None:
    """Adds those of these words whose command is not there yet."""
    known = json.loads(FILE.read_text()) if FILE.exists() else {}
    new = {name: {"words": words[name], "digest": digested(words[name])} for name in COMMANDS if name not in known}
    FILE.write_text(json.dumps(known | new, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    from tests.property.test_fuzz import base

    write_missing({name: base(name) for name in COMMANDS})
    sys.exit(0)
