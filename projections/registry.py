"""Every view there is, in reading order."""

from __future__ import annotations

from typing import Any

from projections.account import ACCOUNT
from projections.accountability import ACCOUNTABILITY
from projections.activity import ACTIVITY
from projections.advice import ADVICE
from projections.board import BOARD
from projections.choices import CHOICES
from projections.conversation import CONVERSATION
from projections.corners import CORNERS
from projections.deals import DEALS
from projections.expertise import EXPERTISE
from projections.gains import GAINS
from projections.gets import GETS
from projections.gives import GIVES
from projections.habits import HABITS
from projections.held_back import HELD_BACK
from projections.learning import LEARNING
from projections.nos import NOS
from projections.offers import OFFERS
from projections.optimal import OPTIMAL
from projections.outcomes import OUTCOMES
from projections.people import PEOPLE
from projections.reconcile import RECONCILE
from projections.requests import REQUESTS
from projections.restraint import RESTRAINT
from projections.reviews import REVIEWS
from projections.rules import RULES
from projections.scenarios import SCENARIOS
from projections.shared.projection import Projection
from projections.shares import SHARES
from projections.success import SUCCESS
from projections.support import SUPPORT
from projections.territory import TERRITORY
from projections.things import OF_ACCOUNTS, OF_ENGAGEMENTS, OF_THE_OWN
from projections.tree_swing import TREE_SWING
from projections.trims import TRIMS
from projections.visibility import VISIBILITY
from projections.ways import WAYS
from projections.why import WHY
from projections.work import WORK

PROJECTIONS: tuple[Projection[Any], ...] = (
    ACCOUNTABILITY,
    WHY,
    OUTCOMES,
    HELD_BACK,
    LEARNING,
    RECONCILE,
    CHOICES,
    SCENARIOS,
    CONVERSATION,
    SUCCESS,
    EXPERTISE,
    NOS,
    RESTRAINT,
    WORK,
    REQUESTS,
    SUPPORT,
    TRIMS,
    VISIBILITY,
    PEOPLE,
    ACTIVITY,
    ACCOUNT,
    GAINS,
    WAYS,
    GIVES,
    BOARD,
    HABITS,
    OPTIMAL,
    OFFERS,
    TERRITORY,
    TREE_SWING,
    ADVICE,
    CORNERS,
    REVIEWS,
    DEALS,
    RULES,
    GETS,
    SHARES,
    OF_ENGAGEMENTS,
    OF_ACCOUNTS,
    OF_THE_OWN,
)
