"""The page that both sides read, as a file to send."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cli.completion import streams
from cli.files import folder_of, replacing
from cli.general import Options, Verb, application, in_language
from cli.output import writing
from cli.report import ahead, today, waiting
from cli.short import flags
from cli.streams import there
from cli.taken import read
from cli.told import say
from domain.errors import Invalid
from domain.streams import stream_of
from projections.pages.hidden import COVERS

if TYPE_CHECKING:
    from adapters.wiring import Application
    from projections.pages.language import Language
    from projections.pages.sent import Copy

VIEW = "accountability"
MARKDOWN = ".md"
FORMS = (".html", MARKDOWN, ".pdf")


class Printed(Verb):
    """A verb whose answer has no rows: its help offers no form of them; who asks for one is told why there is none."""

    def __init__(self, name: str | None, **rest: Any) -> None:
        super().__init__(name, **rest)
        for param in self.params:
            if isinstance(param, click.Option) and str(param.name).startswith(("form_", "fields")):
                param.hidden = True


class Letter(NamedTuple):
    """What is sent: the copy, its notes above it, and at its foot as of when it is and by which digest."""

    copy: Copy
    notes: list[str]
    as_of: str
    digest: str | None


@click.command("print", cls=Printed)
@click.argument("engagement", metavar="[ENGAGEMENT]", required=False, shell_complete=streams)
@click.option(
    *flags("--hidden"),
    type=click.Choice(list(COVERS)),
    multiple=True,
    help="Leave out this section; repeat it for more.",
)
@click.option("--as-of", metavar="T", help="As the ledger knew it then: 2026-03, 2026-03-31 or 2026-03-31T10:00:00Z.")
@click.option("--on", metavar="D", help="What had happened by that day, whenever it was recorded.")
@in_language("it")
@click.pass_context
def command(
    ctx: click.Context, /, engagement: str | None, hidden: tuple[str, ...], language: str, **asked: str
) -> None:
    """Write the page that both sides read to a file that you can send: one .html, .pdf or .md; without -o as Markdown.

    Nobody needs sameside to open it. At its foot stand the period that it covers, the moment of the copy, and the
    digest (not with --hidden). It has no command to type, nothing that you held back, and no number that only the
    ledger needs.

    \b
    sameside page print acme -o page.html
    sameside page print acme -o page.pdf --language de
    sameside page print acme -o page.html --hidden money --on 2026-03-31
    """  # noqa: D301 - click's mark that these lines stay as they are
    app, options = application(ctx), ctx.ensure_object(Options)
    form = _form(options)
    stream, thing = stream_of(read(options, app, engagement))
    if thing:
        raise click.UsageError(f"a page is printed whole: sameside page print {stream.partition('/')[2]}")
    speak = app.language(language)
    letter = _letter(app, there(app, stream), hidden, asked, speak)
    if form == MARKDOWN:
        from cli.markdown import written  # noqa: PLC0415 - most are sent as HTML

        with writing(options) as out:
            out.write(written(letter.copy, letter.notes, letter.as_of, letter.digest, speak))
        _say_written(options)
        return
    html = app.portal.sent(speak, *letter)
    if form == ".html":
        with writing(options) as out:
            out.write(html)
        _say_written(options)
        return
    path = Path(str(options.out)).resolve()
    printed = app.portal.paper(html, folder_of(path))
    with replacing(str(path), binary=True) as file:
        file.write(printed)
    _say_written(options)


def _say_written(options: Options) -> None:
    """Which file it is; a page that is read at once says nothing of it."""
    if options.out not in (None, "-"):
        say(f"written: {options.out}")


def _form(options: Options) -> str:
    """By the end of the file's name. Raises Invalid for any other, and for the forms of rows."""
    if options.named or options.fields:
        where = f"--{options.named}" if options.named else "--fields"
        raise Invalid("a page is printed as HTML, PDF or Markdown; name a file after -o", where=where)
    if options.out in (None, "-"):
        return MARKDOWN
    form = Path(str(options.out)).suffix.lower()
    if form not in FORMS:
        raise Invalid(f"name a file that ends in .html, .pdf or .md, not {Path(str(options.out)).name}", where="-o")
    return form


def _letter(
    app: Application, stream: str, hidden: tuple[str, ...], asked: Mapping[str, str | None], speak: Language
) -> Letter:
    from projections.pages.sent import copy_of  # noqa: PLC0415 - as above
    from projections.pages.then_texts import as_it_was  # noqa: PLC0415 - help reads no page
    from projections.shared.proof import digest  # noqa: PLC0415 - as above

    page: Any = app.views.page(VIEW, stream, **asked).documents.get(stream)
    then = any(asked.values())
    if page is None:
        where = "--on" if asked["on"] else "--as-of"
        raise Invalid(f"nothing of {stream} was there then", where=where if then else "ENGAGEMENT")
    if not then:
        waiting(app, VIEW, stream)
    copy = copy_of(page, today(page, asked), tuple(dict.fromkeys(hidden)), speak)
    notes = [as_it_was(speak, as_of=asked["as_of"], on=asked["on"], ahead=ahead(asked))] if then else []
    moment = speak.date(asked["as_of"]) if asked["as_of"] else f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    # By the digest of the whole, somebody could guess what is hidden from them until it fits.
    return Letter(copy, [*notes, *copy.says], moment, None if hidden else digest(stream, page))
