"""Every view there is, in reading order."""

from __future__ import annotations

from typing import Any

from projections.accountability import ACCOUNTABILITY
from projections.projection import Projection
from projections.why import WHY

PROJECTIONS: tuple[Projection[Any], ...] = (ACCOUNTABILITY, WHY)
