"""What a program may rely on. Whatever else it imports from sameside may change between two releases.

    from adapters.library import Application

    app = Application.at("sqlite:///acme.db", create=True)
    receipt = app.record(app.command({"command": "…", "stream": "…", "id": "…"}))

`Application` records commands and reads history; `app.views` reads documents, `app.proofs` proves them, and `app.feed`
sends facts to Kafka. What the ledger refuses is a `LedgerError` with a `code`, as docs/reference/errors.md lists them.
"""

from __future__ import annotations

from adapters.wiring import Application, Spoken
from domain.command import Command
from domain.errors import LedgerError
from domain.fact import Entry, Fact
from domain.ports import Receipt
from domain.vocabulary import Actor, Party

__all__ = ["Actor", "Application", "Command", "Entry", "Fact", "LedgerError", "Party", "Receipt", "Spoken"]
