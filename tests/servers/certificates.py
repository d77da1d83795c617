"""Certificates for tests, made by openssl: an authority of the test's own, and what it says of this machine."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

CURVE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
AUTHORITY = ("basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign")
MACHINE = (
    "subjectAltName=IP:127.0.0.1,DNS:localhost",
    "basicConstraints=critical,CA:FALSE",
    "keyUsage=critical,digitalSignature",
    "authorityKeyIdentifier=keyid",
)


class Authority:
    """Whoever trusts `certificate` trusts what this one signs. Its files lie in a folder that is there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.certificate, self.key = folder / "authority.pem", folder / "authority.key"
        extensions = [word for told in AUTHORITY for word in ("-addext", told)]
        _openssl("req", "-x509", *CURVE, "-subj", "/CN=authority", *extensions, *self._out(self.certificate, self.key))

    def machine(self) -> tuple[Path, Path]:
        """A certificate for 127.0.0.1 and localhost, and its key."""
        certificate, key = self.folder / "machine.pem", self.folder / "machine.key"
        request, extensions = self.folder / "machine.csr", self.folder / "machine.ext"
        extensions.write_text("\n".join(MACHINE))
        _openssl("req", *CURVE[:-2], "-subj", "/CN=machine", *self._out(request, key))
        _openssl(
            *("x509", "-req", "-in", str(request), "-days", "2", "-extfile", str(extensions)),
            *("-CA", str(self.certificate), "-CAkey", str(self.key), "-set_serial", "1", "-out", str(certificate)),
        )
        return certificate, key

    @staticmethod
    def _out(certificate: Path, key: Path) -> tuple[str, ...]:
        return ("-out", str(certificate), "-keyout", str(key))


def _openssl(*words: str) -> None:
    if not shutil.which("openssl"):
        pytest.skip("The program openssl is not here: install openssl.")
    subprocess.run(["openssl", *words], check=True, capture_output=True)
