"""Writes pages, contracts and catalogues that follow from the code; `python -m docs.generate --check`: the stale."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from docs import catalogue, contracts, domain_pages, index, practices, tool_pages

DOCS = Path(__file__).parent
REFERENCE: dict[str, Callable[[], Iterable[str]]] = {
    "commands": domain_pages.commands,
    "facts": domain_pages.facts,
    "views": domain_pages.views,
    "errors": tool_pages.errors,
    "settings": tool_pages.settings,
    "cli": tool_pages.cli,
    "practices": practices.practices,
}
MARK = "<!-- from here on generated from the code: make regen -->"


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page, contract and catalogue as it should be now."""
    for name, page in REFERENCE.items():
        yield DOCS / "reference" / f"{name}.md", "\n".join(page()) + "\n"
    glossary = DOCS / "glossary.md"
    by_hand = glossary.read_text().partition(MARK)[0]
    yield glossary, "\n".join([by_hand + MARK, *domain_pages.words(), *tool_pages.words()]) + "\n"
    yield from contracts.files()
    yield from catalogue.files()
    yield from index.files()


def stale() -> list[Path]:
    """The files that say something else than the code does."""
    return [path for path, text in pages() if not path.exists() or path.read_text() != text]


def main(asked: list[str]) -> int:
    """0, or 1 when a file is stale and was only to be checked, or a published contract would be broken."""
    refused = list(contracts.refusals())
    print(*refused, sep="\n", file=sys.stderr, end="\n" if refused else "")
    if refused:
        return 1
    found = stale()
    for path in found:
        print(f"{'stale' if '--check' in asked else 'wrote'} {path.relative_to(DOCS.parent)}")
    if "--check" in asked:
        return 1 if found else 0
    for path, text in list(pages()):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
