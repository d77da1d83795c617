"""URLs and addresses without what nobody but their owner may read, however they are misspelt."""

from __future__ import annotations

import re

FILE = "sqlite:///"
HOST = r"(?:[\w.%-]*|\[[0-9A-Fa-f:.]+\])(?::\d+)?"
# User and password end at the last @: who writes an @ into a password and does not encode it shows no more of it.
WHOLE = re.compile(
    rf"(?P<head>postgres(?:ql)?://)(?:(?P<user>[\w.%+~-]*)(?P<word>:.*)?@)?(?P<host>{HOST}(?:,{HOST})*)"
    r"(?P<path>/[\w.%+~-]*)?(?:\?(?P<query>.*))?",
    re.DOTALL,
)
# postgresql.org/docs/current/libpq-connect.html, without those that are secrets.
PLAIN = re.compile(
    "host|hostaddr|port|dbname|user|passfile|channel_binding|connect_timeout|client_encoding|options|application_name|"
    "fallback_application_name|keepalives|keepalives_idle|keepalives_interval|keepalives_count|tcp_user_timeout|sslmode|"
    "sslnegotiation|sslcompression|sslcert|sslkey|sslcertmode|sslrootcert|sslcrl|sslcrldir|sslsni|require_auth|service|"
    "requirepeer|ssl_min_protocol_version|ssl_max_protocol_version|krbsrvname|gsslib|gssencmode|gssdelegation|"
    "target_session_attrs|load_balance_hosts|replication"
)
SECRETS = frozenset({"password", "sslpassword"})
HEAD = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*)?[:;]?/{1,3}(?!/)")
TAIL = re.compile(rf"{HOST}(?:/[\w.-]*)?")
NO_PORT = re.compile(r":(?!//|[/\\]|\d+(?:[,/?]|$))")
A_PASSWORD = re.compile(r"pass\w*\s*=", re.IGNORECASE)


def shown(url: str) -> str:
    """The URL without its passwords, for a screen, an error or a log. Of what is none, nothing that may be a part of a
    password is shown; a file's path is shown whole.
    """
    if url.startswith(FILE):
        return url
    if whole := WHOLE.fullmatch(url):
        word = ":…" if whole["word"] else ""
        user = f"{whole['user']}{word}@" if whole["user"] is not None else ""
        query = f"?{_query(whole['query'])}" if whole["query"] else ""
        return f"{whole['head']}{user}{whole['host']}{whole['path'] or ''}{query}"
    return _misspelt(url)


def _query(query: str) -> str:
    """As it stands, but for the values of secrets; nothing of it where any name in it is none that libpq knows."""
    pairs = [pair.partition("=") for pair in query.split("&")]
    if not all(PLAIN.fullmatch(name) or name in SECRETS for name, _, _ in pairs):
        return "…"
    return "&".join(f"{name}=…" if name in SECRETS else f"{name}{sign}{value}" for name, sign, value in pairs)


def _misspelt(text: str) -> str:
    head = match[0] if (match := HEAD.match(text)) else ""
    if A_PASSWORD.search(text):
        return f"{head}…"
    if "@" in text:
        tail = text.rpartition("@")[2]
        return f"{head}…@{tail if TAIL.fullmatch(tail) else '…'}"
    place, asks, _ = text.partition("?")
    if not text.startswith("sqlite:") and (port := NO_PORT.search(place)):
        return f"{place[: port.end()]}…"
    return f"{place}?…" if asks else text
