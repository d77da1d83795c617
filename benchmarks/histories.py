"""Ledgers of a size, filled from the seeded portfolio through the real import."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import orjson

from adapters.wiring import Application
from cli.stories.portfolio import portfolio

FACTS_AN_ACCOUNT = 210


def lines(facts: int, *, seed: int = 7) -> bytes:
    """An import file that makes about so many facts."""
    accounts = max(1, facts // FACTS_AN_ACCOUNT)
    return b"".join(orjson.dumps(line) + b"\n" for line in portfolio(accounts, seed=seed))


def ledger(path: Path, facts: int) -> Application:
    """A ledger of about so many facts, made by one import if it is not there."""
    app = Application.at(f"sqlite:///{path}", create=True)
    if not app.store.position():
        load(app, lines(facts))
    return app


def load(app: Application, told: bytes) -> None:
    """Imports it whole; anything wrong ends the run."""
    done = app.importer(tell=lambda wrong: print(wrong, file=sys.stderr), progress=lambda _: None).run(
        io.BytesIO(told), name="portfolio.ndjson"
    )
    if not done.written:
        sys.exit("the portfolio was refused")
