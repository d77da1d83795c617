"""Commands as models of pydantic: what their JSON Schemas are published from. Commands themselves are judged without it
(domain/judging.py).
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from domain.command import Command


def model_of(command: type[Command]) -> type[BaseModel]:
    """The model that says of a command, its fields and their marks what its class says."""
    fields: dict[str, Any] = {
        name: (
            field.hint,
            Field(default=field.default, description=field.description, examples=[*field.examples] or None),
        )
        for name, field in command.model_fields.items()
    }
    config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, hide_input_in_errors=True)
    model: type[BaseModel] = create_model(
        command.__name__, __config__=config, __doc__=command.__doc__, __module__=command.__module__, **fields
    )
    return model
