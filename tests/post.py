"""A mail server on this machine, which takes letters of `pages` alone."""

from __future__ import annotations

import socket
import threading
from contextlib import closing
from email import message_from_bytes, policy
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from adapters.portal.mail import Mail


class Post:
    """A mail server: what came, and whether it takes anything now."""

    def __init__(self) -> None:
        self.came: list[Any] = []
        self.takes = threading.Event()
        self.takes.set()
        self.refuses = self.stopped = False
        self.leaves = "221 Bye"
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            port = free.getsockname()[1]
        self.controller = Controller(
            self, hostname="127.0.0.1", port=port, authenticator=self.signed_in, auth_require_tls=False
        )
        self.controller.start()
        self.url = f"smtp://pages:s3cret@127.0.0.1:{port}?from=pages@example.org"
        self.mail = Mail.at(self.url, "--mail")

    def stop(self) -> None:
        self.takes.set()
        if not self.stopped:
            self.stopped = True
            self.controller.stop()

    @staticmethod
    def signed_in(_server: Any, _session: Any, _envelope: Any, _how: Any, told: Any) -> AuthResult:
        return AuthResult(success=(told.login, told.password) == (b"pages", b"s3cret"))

    async def handle_RCPT(self, _server: Any, session: Any, envelope: Any, to: str, _options: Any) -> str:  # noqa: N802
        assert session.authenticated
        if self.refuses:
            return f"550 <{to}> is nobody here"
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        await server.loop.run_in_executor(None, self.takes.wait)
        self.came.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"

    async def handle_QUIT(self, _server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802
        return self.leaves
