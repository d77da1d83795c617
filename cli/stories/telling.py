"""A short story on one stream, told step by step."""

from __future__ import annotations

from typing import Any

from cli.stories.teller import Line


def story(stream: str, *steps: tuple[str, str, dict[str, Any]]) -> list[Line]:
    """Import lines with fixed ids; a step is a date, a command (with a `+` the customer says it) and its fields."""
    return [
        {"command": command.removeprefix("+"), "stream": stream, "id": f"demo/{stream}/{number}", "occurred_at": on}
        | ({"as": "customer"} if command.startswith("+") else {})
        | fields
        for number, (on, command, fields) in enumerate(steps, 1)
    ]
