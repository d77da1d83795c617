"""The pages in a browser, and the invitations to them."""

from __future__ import annotations

from typing import Any

import click

from cli.general import Verb, application, languages

HOST, PORT = "127.0.0.1", 8470


@click.command(cls=Verb)
@click.option("--host", default=HOST, show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="The port to listen at; 0 takes any free one.",
)
@click.option("--public", metavar="URL", help="The https URL that people open. [SAMESIDE_PUBLIC]")
@click.option(
    "--language",
    metavar="TAG",
    shell_complete=languages,
    help="The language of the pages: de, de-AT. [SAMESIDE_LANGUAGE; en]",
)
@click.option("--proxy", "proxies", multiple=True, metavar="ADDRESS", help="A proxy before it, as it connects here.")
@click.option("--mail", metavar="URL", help="The mail server: smtp://USER:PASSWORD@HOST?from=ADDRESS. [SAMESIDE_MAIL]")
@click.option("--no-limits", is_flag=True, hidden=True, help="Take any number of forms in a minute: for drills.")
@click.pass_context
def serve(ctx: click.Context, /, host: str, port: int, public: str | None, **how: Any) -> None:
    """Serve the pages that both sides read, until you stop it. It prints a link for you, the seller.

    With a mail server, whoever was invited with an address gets a new link by asking for one on the page.

    \b
    sameside serve
    sameside serve --port 8080 --public https://pages.example.org --proxy 127.0.0.1
    """  # noqa: D301 - click's mark that these lines stay as they are
    app = application(ctx)
    app.store.position()  # what cannot be opened is said before anything is served
    limits = {"proxies": how["proxies"], "limited": not how["no_limits"], "mail": how["mail"]}
    serving = app.portal.serving(host, port, public, app.language(how["language"]), **limits)
    click.echo(f"Your own link, which works once: {app.portal.owners_link(serving.url)}")
    with app.places.serving(app.store.ledger_id, host, serving.port):
        serving.run()
