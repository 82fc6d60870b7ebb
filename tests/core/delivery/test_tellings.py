"""The ledger of an account's contacts: everything that happened, each thing once, in order."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from core.consent.model import EMAIL, Reason, Suppression
from core.consent.records import add as suppress
from core.delivery import tellings
from core.delivery.model import State
from core.delivery.tellings import What
from core.journal import records as entries
from core.people.model import NotAllowed, Role
from core.store.schema import (
    account_stops,
    dispatch_attempts,
    dispatches,
    mail_receipts,
    receipts,
    tracking_events,
)
from core.store.store import Store
from tests.conftest import ADA, ANA, CLEO, MONDAY
from tests.core.results.trials import Experiment, send

ID = "c1-A00000"
MANAGERS = frozenset({Role.MANAGER})


def hour(number: float) -> Any:
    return MONDAY + timedelta(hours=number)


@pytest.fixture
def happened(store: Store) -> Store:
    """One message of two that was refused, taken, opened, and came back."""
    send(store, Experiment(accounts=2, share=0))
    told = {"dispatch_id": ID, "received_at": hour(4)}
    with store.transaction() as tx:
        ended = {"state": State.BOUNCED, "reason": "hard_bounce", "answer": "550 no such"}
        mine = update(dispatches).where(dispatches.c.id == ID)
        tx.execute(mine.values(**ended, settled_at=hour(5)))
        tries = [
            {"dispatch_id": ID, "number": n, "state": state, "answer": answer}
            for n, state, answer in ((1, "queued", "451 later"), (2, "sent", "250 ok"))
        ]
        tx.execute(insert(dispatch_attempts), [a | {"attempted_at": hour(1)} for a in tries])
        tx.execute(
            insert(receipts).values(**told, digest="a", kind="delivered", raw="status=1")
        )
        returned = {"channel": "email", "kind": "hard", "raw": b"", "digest": "b"}
        tx.execute(
            insert(mail_receipts).values(**told, **returned, verdict="followed", reason="gone")
        )
        seen = {"dispatch_id": ID, "kind": "open", "method": "GET", "label": "human"}
        tx.execute(insert(tracking_events).values(**seen, happened_at=hour(3)))
        address = "a00000@example.com"
        order = Suppression(
            "s1", EMAIL, address, Reason.HARD_BOUNCE, "no such mailbox", hour(5), "worker"
        )
        suppress(tx, order)
        stop = {"reason": "by_hand", "note": "asked us", "stopped_by": "ana"}
        own = {"campaign_id": "c1", "account_id": "A00000", "stopped_at": hour(6)}
        tx.execute(insert(account_stops).values(**own, **stop))
    return store


def test_everything_is_told_once_the_latest_first(happened: Store) -> None:
    with happened.reading() as tx:
        found = tellings.told(tx, "A00000", by=ANA)

    assert [line.at for line in found.lines] == sorted(
        (line.at for line in found.lines), reverse=True
    )
    assert sorted((line.what, line.detail, line.text) for line in found.lines) == sorted(
        [
            (What.STOPPED, "by_hand", "asked us"),
            (What.SUPPRESSED, "hard_bounce", "no such mailbox"),
            (What.ENDED, "bounced", "550 no such"),
            (What.RETURNED, "hard", "gone"),
            (What.RECEIPT, "delivered", ""),
            (What.OPENED, "human", ""),
            (What.TRIED, "", "451 later"),
            (What.QUEUED, "", ""),
        ]
    )
    assert found.lines[0].what is What.STOPPED
    assert {line.campaign for line in found.lines if line.channel} == {"Spring", ""}


def test_a_contact_has_its_own_lines_and_those_about_everybody(happened: Store) -> None:
    with happened.reading() as tx:
        found = tellings.told(tx, "A00000", by=ANA)

    assert found.contact_ids == ["A00000-1"]
    assert len(found.of("A00000-1")) == len(found.lines)
    assert [line.what for line in found.of("A00000-2")] == [What.STOPPED]


def test_others_have_nothing_of_it(happened: Store) -> None:
    with happened.reading() as tx:
        other = tellings.told(tx, "A00001", by=ANA)
        nobody = tellings.told(tx, "A00009", by=ANA)
        with pytest.raises(NotAllowed):
            tellings.told(tx, "A00000", by=CLEO)

    assert {line.what for line in other.lines} == {What.QUEUED, What.ENDED}
    assert nobody.lines == []


def test_the_journal_knows_who_took_the_ledger_away_and_not_whose_lines(
    happened: Store,
) -> None:
    with happened.transaction() as tx:
        taken = tellings.take(tx, "A00000", contact_id="A00000-1", by=ANA, at=MONDAY)
        last = entries.latest(tx, 1)[0]
        seen = tellings.told(tx, "A00000", by=ANA)
        tellings.take(tx, "A00000", by=replace(ANA, roles=MANAGERS), at=MONDAY)
        veiled = entries.latest(tx, 1)[0]
        for nobody in (CLEO, ADA):  # who may not even see it; who may not take it away
            with pytest.raises(NotAllowed):
                tellings.take(tx, "A00000", by=nobody, at=MONDAY)

    assert taken == seen.lines
    assert (last.verb, last.subject, last.by) == ("accounts.take_ledger", "A00000", ANA.id)
    assert last.details == {"lines": 8, "one_contact": True, "masked": False}
    assert veiled.details == {"lines": 8, "one_contact": False, "masked": True}
