"""A page as Markdown: headings, lists and tables, of the same phrases as every output. Nothing in people's words is
taken for a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from cli.layout import BETWEEN, MAP
from domain.moments import TIMED
from projections.pages.page_texts import texts
from projections.pages.pictures import pictures
from projections.pages.tables import Table, table

if TYPE_CHECKING:
    from projections.pages.language import Language
    from projections.pages.sent import Copy
    from projections.pages.sheet import Item, Section

MARKS = re.compile(r"([\\`*_\[\]<>|~#])")
LISTS = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def written(copy: Copy, notes: list[str], as_of: str, digest: str | None, speak: Language) -> str:
    """The copy from its title to its foot; `notes` stand above it."""
    return "\n".join(_lines(copy, notes, as_of, digest, speak))


def _lines(copy: Copy, notes: list[str], as_of: str, digest: str | None, speak: Language) -> Iterator[str]:
    words, sheet = texts(speak, "seller"), copy.sheet
    yield from (f"# {plain(sheet.title)}", "", plain(copy.head), "")
    for line in (*notes, BETWEEN.join(count.says for count in copy.standing)):
        yield from (f"> {plain(line)}", "") if line else ()
    day = date.fromisoformat(sheet.day)
    drawn = {picture.name: table(speak, picture) for picture in pictures(copy.page, day, speak)}
    promises = (item for section in sheet.sections if section.name == "outcomes" for item in section.items)
    for item in promises:
        yield from _promise(item, drawn.pop(item.label, None), speak)
    for left in drawn.values():
        yield from _table(left)
    for section in sheet.below:
        yield from _section(section, speak)
    yield from ("---", "", f"**{plain(copy.foot)}** {plain(copy.period)}.  ")
    proof = f"{BETWEEN}{words.digest} `{digest}`" if digest else ""
    yield from (f"{words.as_of} {as_of}{proof}", "")


def _promise(item: Item, figures: Table | None, speak: Language) -> Iterator[str]:
    title = next((phrase.says for phrase in item.having("title")), item.label)
    rest = [says for says in item.texts if says and says != title]
    yield from (f"## {plain(title)}", "", f"{plain(BETWEEN.join(rest))} ({plain(item.label)})", "")
    for sign in item.signatures:
        did = f"{sign.did or ''} {speak.date(sign.on[:TIMED])}".strip()
        yield f"- **{plain(sign.name or sign.party)}** {plain(BETWEEN.join([did, sign.says]))}"
    for part in item.parts:
        yield f"- **{_capital(plain(part.name or part.label))}:** {plain(BETWEEN.join(filter(None, part.texts)))}"
    yield ""
    yield from _table(figures) if figures else ()


def _table(figures: Table) -> Iterator[str]:
    yield from (plain(figures.caption), "")
    yield from (_row(figures.heads), _row(["---"] * len(figures.heads), marked=True))
    yield from map(_row, figures.rows)
    yield ""


def _row(cells: tuple[str, ...] | list[str], *, marked: bool = False) -> str:
    return f"| {' | '.join(cells if marked else map(plain, cells))} |"


def _section(section: Section, speak: Language) -> Iterator[str]:
    if not section.shown:
        return
    yield from (f"## {plain(section.heading)}", "")
    for item in section.shown:
        yield from _item(item, speak)
    yield ""


def _item(item: Item, speak: Language) -> Iterator[str]:
    """What it is about, how it stands, and beneath it why and what came of it."""
    if item.kind == MAP:
        if item.name:
            yield from (f"**{plain(item.name)}**", "")
        yield _row([_capital(part.name or part.label) for part in item.parts])
        yield from (_row(["---"] * len(item.parts), marked=True), *_map(item), "")
        return
    title = next((phrase.says for phrase in item.having("title")), None)
    on = speak.date(item.on[:TIMED]) if item.on else ""
    if title is None:
        yield f"- **{_capital(plain(item.label))}:** {plain(BETWEEN.join(filter(None, item.texts)))}"
    else:
        stands = [phrase.says for role in ("effect", "state") for phrase in item.having(role)]
        label = item.name or item.label
        yield f"- **{plain(title)}** ({plain(BETWEEN.join(filter(None, [label, on, *stands])))})"
        yield from (f"  *{plain(phrase.says)}*  " for phrase in item.having("why") if phrase.says)
        if rest := list(_rest(item)):
            yield f"  {plain(BETWEEN.join(rest))}"
    for part in item.parts:
        yield f"  - {_capital(plain(part.name or part.label))}: {plain(BETWEEN.join(filter(None, part.texts)))}"


def _map(item: Item) -> Iterator[str]:
    """Its columns beside one another."""
    yield from (_row(list(cells)) for cells in zip_longest(*(part.texts for part in item.parts), fillvalue=""))


def _rest(item: Item) -> Iterator[str]:
    for phrase in item.phrases:
        if isinstance(phrase, str):
            yield from (phrase,) if phrase else ()
        elif phrase.role in ("detail", "money") and phrase.says:
            yield f"{_capital(phrase.name)}: {phrase.says}" if phrase.name else phrase.says


def plain(text: str) -> str:
    """Words as they are, on one line: no mark of Markdown or HTML in them means anything."""
    return LISTS.sub(r"\1\\\2", MARKS.sub(r"\\\1", " ".join(text.split())))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
