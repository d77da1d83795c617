"""What is said of a request while a worker has it in hand names the request."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from adapters.log_lines import REQUEST
from adapters.portal.workers import Workers


class App:
    def close(self) -> None:
        pass


@pytest.mark.parametrize("writes", [False, True])
def test_a_worker_knows_whose_request_it_has(*, writes: bool) -> None:
    async def asked(workers: Workers[App], which: str) -> str:
        REQUEST.set(which)
        return await workers.run(lambda _: REQUEST.get(), writes=writes)

    async def two() -> list[str]:
        workers = Workers(App, number=2, waiting_max=2)
        try:
            return await asyncio.gather(asked(workers, "one"), asked(workers, "two"))
        finally:
            workers.close()

    with ThreadPoolExecutor(1) as thread:  # another test's browser may have a loop in this one
        assert thread.submit(asyncio.run, two()).result() == ["one", "two"]
