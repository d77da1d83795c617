"""Where the command begins: interrupted before it is there, it ends as one that is interrupted later."""

from __future__ import annotations

import os


def main() -> None:
    """Runs the command line, and ends with 130 where Ctrl-C comes while its modules load."""
    try:
        from cli.main import main as command  # noqa: PLC0415 - it is while this loads that no traceback is wanted

        command()
    except KeyboardInterrupt:
        os._exit(130)  # what was half imported is not worth taking apart


if __name__ == "__main__":
    main()
