"""Starting one approved campaign to many contacts, in a process of its own; one line of JSON.

    python -m bench.freezing FOLDER [CONTACTS]

With a number, makes the store; without, starts what is in it.

A campaign goes down the street as any other, then its frozen audience is made larger, and what
was approved is sealed over that. Measured is what the worker does when its time has come: check
the seal over every row, and fill the outbox.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import insert, update

from bench.reading import timed
from core.approvals import fingerprint
from core.campaigns import frozen_rows, records
from core.campaigns.model import Arm
from core.delivery import records as dispatches
from core.delivery import starting
from core.delivery.model import State
from core.foundation.clock import SystemClock
from core.foundation.ids import RandomIds
from core.store.schema import (
    audience_accounts,
    audience_contacts,
    audiences,
    campaigns,
    decisions,
)
from core.store.store import Tx, open_store
from core.warehouse.warehouse import Warehouse
from tests.plan import CAMPAIGN, TODAY, approve, small_base, submitted

PER_ACCOUNT = 4


def started(folder: Path) -> dict[str, Any]:
    """How long the start took, in seconds; `peak_mb` is the memory of this process."""
    store = open_store(f"sqlite:///{folder / 'store.sqlite'}")

    def start() -> None:
        begun = starting.start_due(store, clock=SystemClock(), ids=RandomIds(), today=TODAY)
        assert begun == [CAMPAIGN], "it did not start"

    took = timed(start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    with store.reading() as tx:
        queued = dispatches.counts_by_state(tx, CAMPAIGN)[State.QUEUED]
    return {"queued": queued, **took, "peak_mb": round(peak)}


def approved(folder: Path, contacts: int) -> None:
    """A store with an approved campaign to so many contacts, and eight more."""
    store = open_store(f"sqlite:///{folder / 'store.sqlite'}")
    store.migrate()
    with store.transaction() as tx:
        submitted(tx, small_base(Warehouse(folder / "warehouse")))
        approve(tx)
        _enlarge(tx, contacts)
        _seal(tx)


def _enlarge(tx: Tx, contacts: int) -> None:
    home = {"campaign_id": CAMPAIGN, "reason": "in", "rule": ""}
    treated = home | {"arm": Arm.TREATED, "block": ""}
    numbers = range(contacts // PER_ACCOUNT)
    tx.execute(insert(audience_accounts), [treated | {"account_id": f"b{n}"} for n in numbers])
    chosen = home | {"channel": "email"}
    for begin in range(0, contacts, 100_000):
        rows = [
            chosen
            | {"contact_id": f"k{n}", "account_id": f"b{n // PER_ACCOUNT}"}
            | {"address": f"person{n}@firm{n % 5_000}.example"}
            for n in range(begin, min(begin + 100_000, contacts))
        ]
        tx.execute(insert(audience_contacts), rows)


def _seal(tx: Tx) -> None:
    """Seal the larger audience as it would have been, had it been submitted."""
    card = records.audience(tx, CAMPAIGN)
    assert card is not None
    accounts = [tuple(row) for row in records.audience_accounts(tx, CAMPAIGN)]
    contacts = [tuple(row) for row in records.audience_contacts(tx, CAMPAIGN, reason=None)]
    digest = frozen_rows.digest_of(card.publication, card.as_of, accounts, contacts)
    tx.execute(update(audiences).values(digest=digest))
    parts = fingerprint.parts_of(tx, records.get(tx, CAMPAIGN))
    records.set_parts(tx, CAMPAIGN, parts)
    seal = fingerprint.digest(parts)
    tx.execute(update(campaigns).values(fingerprint=seal))
    tx.execute(update(decisions).values(fingerprint=seal))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        approved(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        print(json.dumps(started(Path(sys.argv[1]))))
