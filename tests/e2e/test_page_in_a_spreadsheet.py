"""One page for a spreadsheet: its lines, a row each, under their sections."""

from __future__ import annotations

import csv
import io

from tests.e2e.conftest import Run


def test_a_page_becomes_rows_of_section_item_day_and_what_it_says(first_hour: Run) -> None:
    written = first_hour("report accountability acme --spreadsheet").stdout
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))
    by_item = {row["item"]: row for row in rows}
    assert list(rows[0]) == ["section", "item", "on", "says"]
    assert by_item["o-1 price"]["section"] == "Outcomes"
    assert by_item["o-1 price"]["says"].startswith("18,000 EUR")
    assert by_item["x-1"]["says"].startswith("kick-off in person")
    whole = first_hour("report accountability acme --csv").stdout
    assert len(whole.splitlines()) == 2, "for programs it is one row of data"
