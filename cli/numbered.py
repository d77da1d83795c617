"""The answers of a question that has a few, numbered for somebody who listens: the number is an answer too."""

from __future__ import annotations

import click

from cli.colour import accessible


def words(param: click.Parameter) -> str:
    """What may be answered, behind what is asked for; read aloud a line each, with its number."""
    choices = _choices(param)
    if not choices:
        return ""
    if not accessible():
        return f" ({', '.join(choices)})"
    return "".join(f"\n{number}. {choice}" for number, choice in enumerate(choices, 1))


def meant(param: click.Parameter, typed: str) -> str:
    """The answer that a number stands for, where they were numbered; else what was typed."""
    choices = _choices(param) if accessible() else ()
    number = int(typed) if typed.isascii() and typed.isdecimal() else 0
    return choices[number - 1] if 1 <= number <= len(choices) else typed


def _choices(param: click.Parameter) -> tuple[str, ...]:
    return tuple(map(str, param.type.choices)) if isinstance(param.type, click.Choice) else ()
