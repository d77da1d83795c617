"""What the seller's own pages say by a type of what is recorded: see `spoken`."""

from __future__ import annotations

from projections.pages.language import marked

OWN_FACTS = (
    marked("barrier lowered"),
    marked("customer lost"),
    marked("customer won"),
    marked("get recorded"),
    marked("habit adopted"),
    marked("idea noted"),
    marked("loss reason learned"),
    marked("note taken"),
    marked("obstacle named"),
    marked("offer stated"),
    marked("optimal mapped"),
    marked("own figure corrected"),
    marked("relationship reviewed"),
    marked("rule adopted"),
    marked("rule checked"),
    marked("rule dropped"),
    marked("share measured"),
    marked("territory declared"),
)
"""Types of what is recorded in the seller's own stream."""
