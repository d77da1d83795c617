"""The place that is listened at: what is sent there goes at once."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from adapters.portal.server import listening


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_page_is_sent_without_waiting_for_the_browser_to_confirm_its_first_part(host: str) -> None:
    async def sends_at_once() -> int:
        accepted = asyncio.get_running_loop().create_future()
        server = await asyncio.start_server(lambda _, writer: accepted.set_result(writer), sock=listening(host, 0))
        _, client = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
        writer = await asyncio.wait_for(accepted, timeout=10)
        there = writer.get_extra_info("socket")
        option: int = there.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        writer.close()
        client.close()
        server.close()
        return option

    with ThreadPoolExecutor(1) as thread:  # another test's loop may run in this one
        assert thread.submit(asyncio.run, sends_at_once()).result(timeout=20) == 1
