"""What both sides read in a browser is one page and says what the terminal says: of the fullest histories, and of a few
simulated customers; of many it is `python -m benchmarks.portal_parity`.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from adapters.codec import encode
from adapters.event_store.ports import Stored
from benchmarks.portal_parity import Found, compared, run, without_reasons
from tests.every_page import histories
from tests.portal import portal


def test_both_sides_read_one_page_which_says_what_the_terminal_says(tmp_path: Path) -> None:
    found = run(f"sqlite:///{tmp_path}/ledger.db", 4)
    assert found.wrong == []
    assert found.pages == 4 * (3 + 3 + 1)
    assert found.texts > 1000


def test_so_they_do_of_everything_that_can_be_recorded(tmp_path: Path) -> None:
    whole = Found()
    for number, facts in enumerate(histories()):
        with portal(f"sqlite:///{tmp_path}/{number}.db", number=1) as site:
            entries = [replace(fact.entry, ledger=site.app.store.ledger_id) for fact in facts]
            rows = [(entry.stream, entry.version, entry.type, encode(entry)) for entry in entries]
            site.app.store.append_stored(Stored(rows, ()))
            found = compared(site)
        whole.pages += found.pages
        whole.wrong += found.wrong
    assert whole.wrong == []
    assert whole.pages > len(histories())


def test_a_page_that_leaves_out_the_reasons_is_found_to_differ_from_the_other_and_from_its_sheet(
    tmp_path: Path,
) -> None:
    found = run(f"sqlite:///{tmp_path}/ledger.db", 1, without_reasons)
    kinds = {wrong.split(": ")[1] for wrong in found.wrong}
    assert "the sides differ" in kinds
    assert any("the customer's page lacks" in wrong for wrong in found.wrong)
    assert not any("the seller's page lacks" in wrong for wrong in found.wrong)
