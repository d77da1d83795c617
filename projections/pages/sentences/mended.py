"""What was cited wrongly, a sentence a fact."""

from __future__ import annotations

from typing import Any

from domain.fact import Entry
from domain.linked import LinkMended
from projections.pages.language import Language


def sentence_parts(speak: Language, entry: Entry[Any]) -> list[str]:
    """What was cited wrongly, and what was meant."""
    return [_mended(speak, entry.body)]


def _mended(speak: Language, fact: LinkMended) -> str:
    version, meant, cited = fact.version, fact.meant, fact.cited
    if meant and cited:
        return speak.say("version {version} cites {meant}, not {cited}", version=version, meant=meant, cited=cited)
    if meant:
        return speak.say("version {version} cites {meant}", version=version, meant=meant)
    if cited:
        return speak.say("version {version} cites nothing, not {cited}", version=version, cited=cited)
    return speak.say("version {version} cites nothing", version=version)
