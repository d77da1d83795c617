"""Values stand under one another on a terminal, however wide the letters of their labels are there."""

from __future__ import annotations

from cli.folding import cells
from cli.labelled import GAP, labelled, parse

PAIRS = [("日本語", "one"), ("acme", "two\nlines"), ("\x1b[31mlate\x1b[0m", "three"), ("한국 1", "four")]


def test_values_begin_in_the_same_cell() -> None:
    lines = labelled(PAIRS).split("\n")
    begins = [cells(line[: len(line) - len(word)]) for line, word in zip(lines, WORDS, strict=True)]
    assert begins == [len("日本語") * 2 + len(GAP)] * len(WORDS)


def test_what_was_printed_is_read_back_as_it_was() -> None:
    printed = labelled([("日本語", "one\ntwo"), ("a", "three\nfour")])
    assert parse(printed) == {"日本語": "one\ntwo", "a": "three\nfour"}


WORDS = ("one", "two", "lines", "three", "four")
