"""Lines are folded between words; a command so that a shell takes it for the same; a look ends with each line."""

from __future__ import annotations

import shlex
import subprocess
import sys

import pytest
from rich.cells import cell_len

from cli.aloud import aloud
from cli.colour import ESCAPE
from cli.folding import NARROW_LETTERS, cells, fill, hanging, typed
from cli.labelled import labelled

COMMANDS = [
    'sameside outcome propose acme --says "New clients start within 5 days" --metric "days to start" --from 21 --to -5',
    "sameside extra offer acme --says 'it is free' --why \"it's what they asked for, and nobody else does it\"",
    'sameside no say acme --why "Before the court has heard both sides nothing that we could do would change its mind"',
    "sameside today --within 7d",
]


@pytest.mark.parametrize("width", [40, 60, 200])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_shell_reads_a_folded_command_as_the_one_line_that_it_was(command: str, width: int) -> None:
    folded = typed(command, width, "  ")
    assert max(map(len, folded)) <= width
    run = subprocess.run(
        ["sh", "-c", "sameside() { printf '%s\\n' \"$@\"; }\n" + "\n".join(folded)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert run.stdout.splitlines() == shlex.split(command)[1:]


def test_a_look_ends_with_each_line_and_takes_no_room() -> None:
    text = "\x1b[31mreports are late and nobody has said why\x1b[0m and more"
    lines = fill(text, 20, "- ", 2)
    assert [ESCAPE.sub("", line) for line in lines] == fill(ESCAPE.sub("", text), 20, "- ", 2)
    for line in lines:
        assert line.count("\x1b[31m") == line.count("\x1b[0m")
        assert line.startswith(("- ", "  ")), "blanks have no look"


def test_what_a_receipt_says_is_measured_without_a_table_of_widths() -> None:
    known = [chr(code) for code in range(0x20, 0x3000) if NARROW_LETTERS.fullmatch(chr(code))]
    assert len(known) > 900
    assert not [letter for letter in known if cell_len(letter) != 1]
    said = "o-1 agreed · 4 → 8 · “they wait” … 5 € − 3 · Zoë"
    program = f"import sys; from cli.folding import cells; print(cells({said!r}), 'rich' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert shown.stdout.split() == [str(len(said)), "False"]


def test_a_word_that_finds_no_room_beside_its_label_stands_further_out() -> None:
    place = "/srv/ledgers/of/the/whole/house/acme/sameside.db"
    page = hanging(labelled([("the ledger that is used", place)]), 50)
    assert place in page
    assert max(map(cells, page.splitlines())) <= 50


def test_read_aloud_no_word_of_people_is_taken_for_a_label() -> None:
    page = labelled([("o-1", "A clinic starts · reached"), ("x-1", "free\nSeen: they\nresponsible   nobody")])
    assert aloud(page).splitlines() == [
        "o-1: A clinic starts; reached",
        "x-1: free",
        "  Seen: they",
        "  responsible   nobody",
    ]


def test_read_aloud_a_course_is_told_in_words() -> None:
    assert aloud("gain   80,000 → 150,000 · 30,000 more · ▄▆█") == "gain: 80,000 to 150,000; 30,000 more"


def test_an_amount_stands_in_one_line_with_its_currency_or_sign_unless_there_is_no_room() -> None:
    assert fill("owed 1,035 EUR · up 15 % of it", 13, "", 0) == ["owed", "1,035 EUR ·", "up 15 % of it"]
    assert fill("owed (1,035.50 EUR)", 12, "", 0) == ["owed", "(1,035.50", "EUR)"]
    assert fill("in 2025 ABCD", 8, "", 0) == ["in 2025", "ABCD"]
