"""What stands on a terminal of a certain width once a command has run at it."""

from __future__ import annotations

import fcntl
import os
import struct
import subprocess
import sys
import termios
from pathlib import Path
from threading import Thread

from cli.folding import LETTERS, cells

ROOT = Path(__file__).parents[1]
DEMO = "sqlite:///sameside-demo.db"
HIGH = 50


def screen(words: list[str], width: int, folder: Path, **environment: str) -> str:
    """What `sameside` and these words show, in a folder with the demo's ledger; with the codes of its colours."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("SAMESIDE_", "NO_COLOR", "CI"))}
    known |= {"PYTHONPATH": str(ROOT), "SAMESIDE_STORE": DEMO, "SAMESIDE_ME": "ana", "TERM": "xterm"} | environment
    known.pop("COLUMNS", None)
    theirs, ours = os.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", HIGH, width, 0, 0))
    parts = list[bytes]()

    def read() -> None:
        while True:
            try:
                part = os.read(theirs, 65_536)
            except OSError:  # nobody holds the other end any more
                return
            if not part:
                return
            parts.append(part)

    reader = Thread(target=read)
    line = [sys.executable, "-c", "import sys; sys.argv[0] = 'sameside'; from cli.start import main; main()", *words]
    with subprocess.Popen(line, env=known, cwd=folder, stdin=ours, stdout=ours, stderr=ours) as running:
        os.close(ours)
        reader.start()
        running.wait(timeout=120)
    reader.join(timeout=60)
    os.close(theirs)
    return b"".join(parts).decode().replace("\r\n", "\n")


def cut(text: str, width: int) -> str:
    """As a terminal shows it: what is wider than it goes on in the next line, in the middle of a word."""
    lines = list[str]()
    for line in text.splitlines():
        now, wide = "", 0
        for part in LETTERS.findall(line):
            takes = cells(part)
            if wide + takes > width:
                lines.append(now)
                now, wide = "", 0
            now, wide = now + part, wide + takes
        lines.append(now)
    return "\n".join(lines)
