"""Help as it is read at a terminal: as wide as that is, no word cut, headings bold; read aloud it has no columns."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from textwrap import wrap

import click

from cli.colour import accessible, is_terminal, painter
from cli.folding import typed, width

WIDEST = 80
SMALL = 70
"""On what is so small the first of two columns takes less than half."""
LEAST = 20
GAP = 2
HERE = "\0"
"""Where a word of a help may be folded: between two of many choices."""


class Formatter(click.HelpFormatter):
    """As click's, but for words: it never cuts one, and an example goes on with a backslash, as a shell takes it."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The one line of how it is said."""
        first = f"{'':>{self.current_indent}}{prefix or 'Usage: '}"
        self._write(self._folded(f"{prog} {args}", first, len(first)))

    def write_heading(self, heading: str) -> None:
        """The name of a section."""
        blanks, paint = " " * self.current_indent, painter(sys.stdout)
        self._write([paint("head", line) for line in self._folded(f"{heading}:", blanks, len(blanks))])

    def write_text(self, text: str) -> None:
        """Paragraphs, each folded; one that begins with click's mark has its own lines."""
        blanks = " " * self.current_indent
        for at, paragraph in enumerate(re.split(r"\n\s*\n", text)):
            self.write("\n" * bool(at))
            if paragraph.startswith("\b\n"):
                self._examples(paragraph.split("\n")[1:], blanks)
            else:
                self._write(self._folded(" ".join(paragraph.split("\n")), blanks, len(blanks)))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = GAP) -> None:
        """Names, and beside each what it is."""
        rows, blanks = list(rows), " " * self.current_indent
        if accessible():
            self._write([f"{blanks}{name}: {text}" for name, text in rows])
            return
        most = col_max if self.width > SMALL else self.width * 2 // 5
        first = min(max(len(name) for name, _ in rows), most) + col_spacing
        indent = len(blanks) + first
        for name, text in rows:
            under = max(map(len, text.split()), default=0) > self.width - indent
            beside = len(name) <= first - col_spacing and not under
            if not beside:
                self._write(self._folded(name, blanks, len(blanks) + GAP))
            place = len(blanks) + GAP if under else indent  # further out, where a word has room there alone
            self._write(self._folded(text, f"{blanks}{name:<{first}}" if beside else " " * place, place))

    def _examples(self, lines: Sequence[str], blanks: str) -> None:
        """Each in one line where nobody looks: it may be copied from there as well."""
        folds = is_terminal(sys.stdout) and not accessible()
        for line in lines:
            self._write(typed(line, self.width, blanks) if folds else [f"{blanks}{line}"])

    def _folded(self, text: str, first: str, indent: int) -> list[str]:
        if accessible():
            return [first + text]
        many = f"|{HERE} "
        text = text.replace("|", many) if len(first) + max(map(len, text.split() or [""])) > self.width else text
        rest = " " * indent
        lines = wrap(
            text,
            self.width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return [line.replace(f"{HERE} ", "").replace(HERE, "") for line in lines or [first]]

    def _write(self, lines: Sequence[str]) -> None:
        self.write("".join(f"{line.rstrip()}\n" for line in lines))


def formatter() -> Formatter:
    """As wide as the terminal, and no wider than is read easily."""
    return Formatter(width=max(min(width(), WIDEST) - GAP, LEAST))
