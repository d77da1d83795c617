"""Whether a form that was refused can be sent once more: with what it is bound to as that stands now, and not at all
where nothing that could be typed would change the answer.
"""

from __future__ import annotations

from adapters.portal import amended, forms
from adapters.portal.forms import SentForm
from adapters.portal.site import Call
from adapters.portal.visitors import Visitor
from domain.errors import (
    AlreadyStands,
    EffectFirst,
    EngagementClosed,
    Invalid,
    LedgerError,
    NotAllowed,
    NotNow,
    NotOpen,
    ReliedOn,
    StoreTrouble,
    Unknown,
)
from projections.pages.acting import Field, Form

ENDED = (NotNow, NotOpen, EngagementClosed, Unknown, ReliedOn, AlreadyStands, NotAllowed)
"""What is said of a thing, or of whoever speaks, and not of what was typed."""
BESIDE = frozenset({"why", "signer"})
"""Fields that no refusal depends on, but by their being empty."""


def settled(call: Call, visitor: Visitor, form: Form, sent: SentForm) -> bool:
    """Whether the form, sent again with what was typed, would be refused whatever else is typed or picked."""
    error = _tried(call, visitor, form, sent)
    if error is None or isinstance(error, EffectFirst | Invalid | StoreTrouble):
        return False
    asked = {field.name for field in form.fields}
    about = [field for field in form.fields if field.name in (error.field, *error.data)]
    if about:
        return all(field.options and _all_refused(call, visitor, form, sent, field) for field in about)
    return isinstance(error, ENDED) or asked <= BESIDE


def _all_refused(call: Call, visitor: Visitor, form: Form, sent: SentForm, field: Field) -> bool:
    """Whether each answer that can be picked there is refused for what stands, not for what was typed beside it."""
    for option in field.options:
        picked = sent._replace(fields={**sent.fields, field.name: option.value})
        if not isinstance(_tried(call, visitor, form, picked), ENDED):
            return False
    return True


def _tried(call: Call, visitor: Visitor, form: Form, sent: SentForm) -> LedgerError | None:
    """What the ledger would refuse it with; nothing is recorded."""
    asked = {field.name: sent.fields.get(field.name, "") for field in form.fields}
    again = SentForm(forms.fresh_key(), sent.seen, {**asked, **forms.bound(form.act)})
    try:
        words = amended.words(call, visitor, form.act.command, again)
        first = next(amended.messages(call, visitor, words))
    except LedgerError as error:
        return error
    tried = call.worker.tried(first, visitor.actor)
    return tried if isinstance(tried, LedgerError) else None
