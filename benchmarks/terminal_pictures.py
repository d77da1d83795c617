"""What a terminal shows of the demo, to be looked at: each command at a terminal of its own, narrow, usual and wide, on
a light and a dark background.

    uv run python -m benchmarks.terminal_pictures FOLDER [NAME …]

Writes a PNG each into FOLDER, which is made, and the texts beside them; only of the screens named, if some are. It says
of each whether a line of it is wider than its terminal.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from itertools import product
from pathlib import Path

from cli.folding import typed
from tests.screen import screen

WIDTHS = (60, 80, 140)
SCHEMES = {
    "light": ("#ffffff", "#1e1e1e", {"31": "#cd3131", "32": "#00802b", "35": "#a100a1"}),
    "dark": ("#1e1e1e", "#d4d4d4", {"31": "#f14c4c", "32": "#23d18b", "35": "#d670d6"}),
}
"""Background, text, and the basic colours as a terminal that is widely used has them."""
SCREENS = {
    "sameside": "--help",
    "today": "today --limit 12",
    "list": "request list",
    "engagements": "engagement list",
    "payments": "payment list --limit 8",
    "page": "report accountability help-desk",
    "account": "report account linden",
    "portfolio": "report portfolio",
    "view": "report gains --limit 8",
    "why": "why faster-intake/x-1",
    "show": "outcome show parley-demos/o-1",
    "history": "history parley-demos",
    "tail": "tail --limit 8",
    "where": "where",
    "doctor": "doctor",
    "verb": "outcome agree --help",
    "refused": "outcome agree parley-demos/o-1 --version 1 --as customer",
    "unknown": "outcome shoe",
    "wrong": "outcome propose parley-demos --says x --from a --no-input",
}
CUT = "white-space:pre-wrap;word-break:break-all"
"""As a terminal cuts what is wider than it."""
STYLES = {"1": "font-weight:bold"}
CODE = re.compile(r"\x1b\[([\d;]*)m")


def main(folder: Path, *names: str) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - no part of what is installed for use

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        made = [sys.executable, "-m", "cli.start", "demo", "--portfolio", "4", "--no-serve"]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
        subprocess.run(made, check=True, capture_output=True, timeout=300, cwd=place, env=environment)
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, width in product(names or SCREENS, WIDTHS):
            text = screen(SCREENS[name].split(), width, Path(place))
            (folder / f"{name}-{width}.txt").write_text(CODE.sub("", text), encoding="utf-8")
            if wide := [line for line in CODE.sub("", text).splitlines() if len(line) > width]:
                print(f"{name} at {width}: {len(wide)} wide, as {wide[0]}")
            for scheme in SCHEMES:
                page = browser.new_page(device_scale_factor=1)
                page.set_content(html(text, width, scheme, SCREENS[name]))
                page.locator("body").screenshot(path=folder / f"{name}-{width}-{scheme}.png")
                page.close()
        browser.close()


def html(text: str, width: int, scheme: str, command: str) -> str:
    """The screen as a page: as wide as the terminal, and what would be cut there is cut here."""
    back, front, colours = SCHEMES[scheme]
    body, open_ = [], False
    for at, part in enumerate(CODE.split(text)):
        if at % 2 == 0:
            body.append(escape(part))
            continue
        body += ["</span>"] * open_
        styles = [STYLES.get(code, f"color:{colours[code]}" if code in colours else "") for code in part.split(";")]
        open_ = any(styles)
        body += [f"<span style='{';'.join(styles)}'>"] * open_
    line = "\n".join(typed(f"sameside {command}", width, "$ "))
    style = f"margin:0;padding:8px;display:inline-block;background:{back};color:{front}"
    shown = f"margin:0;width:calc({width}ch + 1px);font:14px/1.3 'DejaVu Sans Mono',monospace;{CUT}"
    return f'<body style="{style}"><pre style="{shown}">{escape(line)}\n{"".join(body)}</pre>'


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), *sys.argv[2:])
