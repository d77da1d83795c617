"""The address that people open: what may be one, for whoever serves and for whoever makes links."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from domain.errors import Invalid


def checked(host: str, port: int, public: str | None) -> str:
    """The URL that people open. Raises Invalid where others than this machine would be served without https."""
    if public is None:
        if not loopback(host):
            raise Invalid(
                "pages that other machines read go through a proxy with https: say its URL",
                where="--public",
                way_out="docs/how-to/serve-the-page.md says how a proxy is set up",
            )
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    parts = urlsplit(public)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/") or parts.query:
        raise Invalid("name a URL without a path, as in https://pages.example.org", where="--public")
    if parts.scheme == "http" and not (loopback(parts.hostname or "") and loopback(host)):
        raise Invalid("people open these pages only by https", where="--public")
    usual = {"http": 80, "https": 443}[parts.scheme]
    place = parts.netloc.removesuffix(f":{usual}")  # browsers leave it out of the host that they send
    return f"{parts.scheme}://{place.lower()}"


def loopback(host: str) -> bool:
    """Whether that is this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
