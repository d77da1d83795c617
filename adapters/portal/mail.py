"""Letters over SMTP: the server that is named, and what is said of it when it takes none. No address is in an error."""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import parse_qs, unquote, urlsplit

from adapters.portal.public import loopback
from domain.errors import Invalid
from projections.pages.letters import Letter

SECONDS = 20
PORTS = {"smtp": 587, "smtps": 465}
# No line ends, commas, quotes or brackets: of one address nobody makes two, nor another header.
ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?")
NEEDED = "a server by smtp:// or smtps://, and a sender, as in smtp://user:password@mail.example.org:587?from=pages@example.org"


def address(written: str) -> str | None:
    """An address in the form in which it is kept and compared; None for what is none."""
    plain = written.strip().lower()
    return plain if ADDRESS.fullmatch(plain) else None


@dataclass(frozen=True)
class Mail:
    """A server that takes letters. One that is not this machine is spoken to under TLS alone."""

    host: str
    port: int
    sender: str
    at_once: bool
    """TLS from the first byte; else by STARTTLS."""
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def at(cls, url: str, where: str) -> Mail:
        """By its URL: smtp:// speaks TLS by STARTTLS, smtps:// from the first byte. Raises Invalid, which does not cite
        it: a password stands in it.
        """
        try:
            parts = urlsplit(url)
            usual = PORTS[parts.scheme]  # whatever port is named, another scheme says nothing of TLS
            port = parts.port or usual
            (written,) = parse_qs(parts.query)["from"]
        except (ValueError, KeyError):
            raise Invalid(f"name {NEEDED}", where=where) from None
        sender = address(written)
        if not parts.hostname or sender is None or parts.path.strip("/"):
            raise Invalid(f"name {NEEDED}", where=where)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.hostname, port, sender, parts.scheme == "smtps", user, password)

    def send(self, to: str, letter: Letter) -> None:
        """Hands it to the server. Raises SMTPException, OSError or ValueError: see `reason`."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, to, letter.subject
        message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=self.sender.partition("@")[2])
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        with closing(self._open()) as server:
            if self.user:
                server.login(self.user, self.password)
            server.send_message(message)
            with suppress(*FAILURES):  # it has the letter, however it says goodbye
                server.quit()

    def _open(self) -> smtplib.SMTP:
        trusted = ssl.create_default_context()
        if self.at_once:
            return smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=trusted)
        server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        if not loopback(self.host):
            try:
                server.starttls(context=trusted)
            except BaseException:
                server.close()
                raise
        return server


FAILURES = (smtplib.SMTPException, OSError, ValueError)
"""What `send` raises."""


def reason(error: Exception) -> str:
    """Why a letter was not taken, without the address that the server cites."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return "the mail server refuses the user or the password"
        case smtplib.SMTPRecipientsRefused():
            return "the mail server does not take that address"
        case smtplib.SMTPNotSupportedError():
            return "the mail server offers no TLS, or no way to sign in"
        case smtplib.SMTPResponseException():
            return f"the mail server answers {error.smtp_code}"
        case smtplib.SMTPException():
            return "the mail server broke off"
        case OSError():
            return f"the mail server cannot be reached: {error.strerror or type(error).__name__}"
    return type(error).__name__
