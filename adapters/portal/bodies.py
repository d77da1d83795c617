"""What a browser sends, read to its end or not at all."""

from __future__ import annotations

import asyncio

from starlette.requests import ClientDisconnect, Request

from adapters.portal.guard import TOO_LARGE, TooLarge


class Unread(Exception):
    """A body that is not read to its end: with which status that is answered."""

    def __init__(self, status: int, says: str) -> None:
        super().__init__(says)
        self.status = status


async def read(request: Request, patience: float) -> bytes:
    """What was sent. Raises Unread for more than a form holds, and for a client that is slow or went away."""
    if request.method != "POST":
        return b""
    try:
        async with asyncio.timeout(patience):
            return await request.body()
    except TimeoutError:
        raise Unread(408, "The form took too long to come. Send it again.") from None
    except ClientDisconnect:
        raise Unread(400, "The form did not come whole.") from None
    except TooLarge:
        raise Unread(413, TOO_LARGE) from None
