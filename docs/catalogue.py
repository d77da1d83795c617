"""Writes the catalogues of the pages' sentences: `python -m docs.catalogue`.

`pages.pot` has every sentence that a page may say. Each language's `pages.po` gets new ones, still untranslated, and
loses those that nobody says any more. Babel writes them; they are found in the syntax tree, because its extractor
reads tokens, takes a variable `count` for a call, and finds no sentence in an f-string before Python 3.12.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from docs import sayings

PAGES = Path(__file__).parents[1] / "projections" / "pages"
LOCALE = PAGES / "locale"
SENTENCES = {"say": slice(0, 1), "marked": slice(0, 1), "count": slice(1, 3)}
"""Which arguments are sentences, by the name that is called."""
HEAD = """\
# Sentences of the pages that both sides read. Values stand in braces, and are put in as they are.
msgid ""
msgstr ""
{language}"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def files() -> Iterator[tuple[Path, str]]:
    """The template, and the catalogue of every language as it is once that is merged into it."""
    template = extracted()
    yield LOCALE / "pages.pot", HEAD.format(language="") + _body(template)
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/pages.po")):
        language = path.parents[1].name
        with path.open("rb") as text:
            known = read_po(text, locale=language)
        known.update(template, no_fuzzy_matching=True)
        known.obsolete.clear()
        says = f'"Language: {language}\\n"\n"Plural-Forms: {known.plural_forms}\\n"\n'
        yield path, HEAD.format(language=says) + _body(known)


def extracted() -> Catalog:
    """Every sentence that the pages ask their language for, and that the domain says on them, and where."""
    catalogue = Catalog()
    for path in sorted(PAGES.rglob("*.py")):
        place = path.relative_to(PAGES.parents[1]).as_posix()
        for line, sentences in said(path.read_text(encoding="utf-8")):
            catalogue.add(sentences[0] if len(sentences) == 1 else sentences, locations=[(place, line)])
    for at, sentence in enumerate(sayings.of_errors()):
        catalogue.add(sentence, locations=[("domain/errors.py", at)])
    for place, source in sayings.files():
        for line, sentence in sayings.Sayings(source).found:
            catalogue.add(sentence, locations=[(place, line)])
    return catalogue


def said(source: str) -> list[tuple[int, tuple[str, ...]]]:
    """The sentences that a source asks for as literals by their lines; of a count that of one, and that of many."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        asked = node.args[SENTENCES.get(name, slice(0))]
        texts = tuple(text.value for text in asked if isinstance(text, ast.Constant) and isinstance(text.value, str))
        if texts and len(texts) == len(asked):
            found.append((node.lineno, texts))
    return sorted(found)


def _body(catalogue: Catalog) -> str:
    """Without lines' numbers and dates: it changes where a sentence does."""
    for message in catalogue:
        message.flags.discard("python-format")  # 10 % of worth: braces alone hold values
    written = BytesIO()
    write_po(written, catalogue, width=120, omit_header=True, include_lineno=False, sort_by_file=True)
    return "\n" + written.getvalue().decode().strip() + "\n"


def main() -> None:
    """Writes those that are stale."""
    for path, text in list(files()):
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(PAGES.parents[1])}")


if __name__ == "__main__":
    main()
