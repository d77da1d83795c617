"""The routes of the pages, behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from adapters.portal import acts, asks, entering, forms, pages, past, prepare, sharing, today
from adapters.portal.guard import App, Guard, Saw
from adapters.portal.html import HERE
from adapters.portal.site import Site
from projections.pages import svg

STATIC = {"page.css": "text/css; charset=utf-8", "mark.svg": "image/svg+xml"}
ROUTES: tuple[tuple[str, str, Any], ...] = (
    ("/", "GET", today.home),
    ("/in", "GET", asks.show),
    ("/in", "POST", asks.send),
    ("/in/{secret}", "GET", entering.show),
    ("/in/{secret}", "POST", entering.enter),
    ("/out", "POST", entering.leave),
    ("/out/everywhere", "POST", entering.leave_everywhere),
    ("/e/{name}", "GET", pages.engagement),
    ("/e/{name}/things", "GET", pages.things),
    ("/e/{name}/hidden", "GET", sharing.hidden),
    ("/e/{name}/support", "GET", pages.support),
    ("/e/{name}/history", "GET", past.history),
    ("/e/{name}/prepare", "GET", prepare.page),
    ("/e/{name}/why/{thing}", "GET", past.why),
    ("/a/{name}", "GET", pages.account),
    (forms.ROUTE, "GET", acts.show),
    (forms.ROUTE, "POST", acts.send),
)
"""Every route with what answers it; tests make the table of who may do what from it."""


def application(site: Site, public: str, saw: Saw | None = None) -> App:
    """The whole site as it is served at `public`; it closes what it opened when it stops. `saw` hears each answer."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        if site.asks is not None:
            site.asks.close()
        site.workers.close()
        site.sign_in.close()

    routes = [Route(path, site.route(answers, path), methods=[method]) for path, method, answers in ROUTES]
    routes += [Route("/static/{name}", _static, methods=["GET"]), Route("/health", _health, methods=["GET"])]

    async def missing(_: Request, __: Exception) -> Response:
        return site.missing()

    served = Starlette(routes=routes, lifespan=lifespan, exception_handlers={404: missing})
    served.router.redirect_slashes = False  # it would answer with a whole URL, made from what the browser says of it
    return Guard(served, public=public, speak=site.html.language, saw=saw)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    headers = {"cache-control": "public, max-age=3600"}
    if name == "picture.css":
        return Response(svg.STYLE, media_type="text/css; charset=utf-8", headers=headers)
    if name not in STATIC:
        return PlainTextResponse("There is no such file.\n", 404)
    return FileResponse(HERE / "static" / name, media_type=STATIC[name], headers=headers)


async def _health(_: Request) -> Response:
    return PlainTextResponse("ok\n")
