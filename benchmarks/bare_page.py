"""The bare limit beside the pages: a Starlette page of so many bytes on the same uvicorn, which reads nothing.

`python -m benchmarks.bare_page BYTES` prints its address and serves until it is killed.
"""

from __future__ import annotations

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from adapters.portal.server import listening


def application(size: int) -> Starlette:
    """One page, made before anybody asks."""
    body = "x" * size

    async def page(_: Request) -> Response:
        return HTMLResponse(body)

    async def health(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    return Starlette(routes=[Route("/", page), Route("/health", health)])


if __name__ == "__main__":
    place = listening("127.0.0.1", 0)
    print(f"http://127.0.0.1:{place.getsockname()[1]}", flush=True)
    config = uvicorn.Config(application(int(sys.argv[1])), access_log=False, log_config=None, server_header=False)
    uvicorn.Server(config).run(sockets=[place])
