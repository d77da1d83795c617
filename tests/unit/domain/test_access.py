"""Who may say what: every command, for every party, side and login, against the table of the domain (0.2)."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest

from domain.access import check
from domain.catalogue import COMMANDS, table
from domain.errors import EngagementClosed, LedgerError, NotYourWord, NoWhy, OwnLoginOnly
from domain.vocabulary import Actor, How, Party
from tests.fields import unjudged

# Parties, then the commands. * needs a why, † also when closed, ! in one's own login only.
TABLE = """
S    engagement.open engagement.basis* engagement.reopen*† result.retract*† extra.notice extra.offer* extra.do
S    extra.withdraw* extra.hold-back* choice.offer choice.withdraw*
S    advice.give* work.cut*† work.restore† work.open work.support† work.correct*† work.trim* page.share† page.unshare†
S    request.counter* request.done
C    request.make request.withdraw
SC   request.accept work.move†
S    engagement.rename*† engagement.move-account*† account.rename* account.correct-currency*
S    account.merge* account.unmerge*† account.note-merge*†
SC   engagement.hand-over* need.correct*† scenario.ask*
SC   need.hear need.restate need.use† advice.judge*†
S    outcome.report† scenario.present scenario.move* scenario.spend† scenario.correct*†
S    no.say* fit.assess fit.decline* fit.override* fit.refer* fit.follow-up† fit.cheaper* fit.cite
S    practice.idea practice.obstacle practice.lower* practice.habit* practice.note practice.map
S    practice.offer practice.territory practice.review* practice.won practice.lost practice.learn-loss
S    practice.rule* practice.check-rule practice.drop-rule*
S    practice.get practice.share practice.correct*
C    result.confirm† result.dispute*† extra.accept extra.decline choice.make scenario.choose fit.acknowledge
C    map.review map.confirm map.grant
S    word.acknowledge† account.open account.aim link.mend*†
SC   account.give account.way account.match account.alternative
SCW  account.gain
C    account.confirm
SC   map.set map.raise map.settle*
SC   engagement.close outcome.propose outcome.agree outcome.turn-down* outcome.miss* outcome.end*
SC   fit.adjust*
SC   result.reach† payment.note† extra.learn† talk.note talk.correct*†
SCW  account.correct*†
SC   person.invite† person.change-role† person.revoke† person.enter†! person.leave†!
SCW  result.measure† extra.observe† result.correct*† result.correct-measurement*† payment.correct*†
CW   word.own†! word.disown*†!
SCW  result.prove† result.reopen† dispute.prove†
S    dispute.answer*† dispute.give-way†
C    dispute.accept† dispute.withdraw†
SC   dispute.refer†
W    dispute.decide*†
"""
PARTIES = {"S": Party.SELLER, "C": Party.CUSTOMER, "W": Party.WITNESS}
ROWS = {
    said.rstrip("*†!"): ({PARTIES[letter] for letter in letters}, said)
    for letters, *row in (line.split() for line in TABLE.strip().splitlines())
    for said in row
}


def test_every_command_has_its_row_and_every_row_its_command() -> None:
    assert set(COMMANDS) == set(ROWS) == {command.name for command in table()}


def expected(name: str, party: Party, actor: Actor, *, why: bool, closed: bool) -> type[LedgerError] | None:
    parties, marks = ROWS[name]
    if "!" in marks and actor.how == "command-line":
        return OwnLoginOnly
    if party not in parties:
        return NotYourWord
    if "!" in marks and actor.side != party:
        return OwnLoginOnly
    if actor.side not in {party, Party.SELLER}:
        return NotYourWord
    if closed and "†" not in marks:
        return EngagementClosed
    return NoWhy if "*" in marks and not why else None


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_is_kept_for_every_party_side_and_login(name: str) -> None:
    for party, side, how, why, closed in product(Party, Party, get_args(How), (False, True), (False, True)):
        actor = Actor(id="a", side=side, how=how)
        command = unjudged(
            COMMANDS[name], id="k", stream="engagement/acme", by=actor, party=party, why="because" if why else None
        )
        found: type[LedgerError] | None = None
        try:
            check(command, closed=closed)
        except LedgerError as error:
            found = type(error)
        assert found is expected(name, party, actor, why=why, closed=closed), (party, side, how, why, closed)


def test_what_has_no_row_nobody_may_say(monkeypatch: pytest.MonkeyPatch) -> None:
    told = COMMANDS["extra.notice"]
    monkeypatch.setattr(told, "may", None)
    command = unjudged(told, id="k", by=Actor(id="a", side=Party.SELLER), party=Party.SELLER, why="because")
    with pytest.raises(NotYourWord):
        check(command, closed=False)
