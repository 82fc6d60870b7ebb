"""Ground for benchmarks of delivery: a house with a campaign under way, and its worker."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bench import rehearsal_ground
from bench.programs import running
from core.campaigns import records as campaigns
from core.campaigns.model import Arm, Campaign, CampaignId, Purpose, Status
from core.cockpit import Cockpit
from core.delivery import outbox, records
from core.delivery.model import State
from core.demo import people
from core.messages import actions as messages
from core.messages.model import TemplateId, Writing
from core.store.schema import audience_accounts, audience_contacts, audiences
from core.store.store import Tx
from core.supervisor import BEHIND_PEOPLE

TO_BEGIN = 120.0  # seconds
CAMPAIGN = CampaignId("running")


def under_way(house: Cockpit, contacts: int, writing: Writing) -> Campaign:
    """A campaign that is being sent to so many contacts, four to an account; all of them wait.

    Published and frozen as if it had been approved: its message is made as any other's.
    """
    rehearsal_ground.base(house.settings.data / "warehouse", contacts)
    at = house.clock.now()
    sending = campaign(CAMPAIGN, at, status=Status.SENDING, template_id="t1")
    rows = [(f"c{n}", f"a{n // 4}", f"person{n}@firm{n % 50}.example") for n in range(contacts)]
    with house.store.transaction() as tx:
        everybody = people.settle_in(tx, at=at)
        author = everybody["lebedeva"]
        messages.save(
            tx, TemplateId("t1"), name="t1", writings=[writing], note="", by=author, at=at
        )
        campaigns.add(tx, sending)
        _freeze(tx, sending, rows)
        outbox.queue(tx, sending, rows, ids=house.ids, at=at)
    return sending


def campaign(name: str, at: Any, **changes: Any) -> Campaign:
    """A campaign with nothing special to it."""
    facts: dict[str, Any] = {
        "id": CampaignId(name),
        "name": name,
        "status": Status.SENT,
        "goal": "",
        "purpose": Purpose.ADVERTISING,
        "segment_id": None,
        "template_id": None,
        "holdout_share": 0.0,
        "contacts_per_account": 4,
        "roles": (),
        "sender_name": "ООО «Оператор»",
        "sender_address": "news@cockpit.example",
        "send_at": None,
        "window_days": 60,
        "seed": "1",
        "fingerprint": None,
        "revision": 1,
        "created_by": "bench",
        "created_at": at,
    }
    return Campaign(**facts | changes)


def _freeze(tx: Tx, sending: Campaign, rows: Sequence[tuple[str, str, str]]) -> None:
    home = {"campaign_id": sending.id}
    card = {"digest": "", "publication": 1, "as_of": "2026-03-01", "judged_on": "2026-03-01"}
    versions = {"segment_version": 1, "template_version": 1, "waterfall": [], "route": []}
    frozen = {"parts": {}, "frozen_at": sending.created_at}
    tx.execute(insert(audiences).values(**home, **card, **versions, **frozen))
    treated = home | {"reason": "in", "arm": Arm.TREATED}
    accounts = dict.fromkeys(account for _, account, _ in rows)
    tx.execute(insert(audience_accounts), [treated | {"account_id": one} for one in accounts])
    chosen = home | {"reason": "in", "channel": sending.channel}
    names = ("contact_id", "account_id", "address")
    tx.execute(
        insert(audience_contacts), [chosen | dict(zip(names, row, strict=True)) for row in rows]
    )


@contextmanager
def worker(environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The house's worker at work until the body ends, as nice as `run` starts it."""
    command = ["nice", f"-n{BEHIND_PEOPLE}", sys.executable, "-m", "core.cli", "deliver"]
    with log.open("wb") as output, running(command, env=environment, stdout=output) as program:
        yield program


def wait_for_first(house: Cockpit) -> None:
    """Until messages of the campaign under way have begun to leave. Raises `TimeoutError`."""
    deadline = time.monotonic() + TO_BEGIN
    while time.monotonic() < deadline:
        with house.store.reading() as tx:
            if records.counts_by_state(tx, CAMPAIGN)[State.SENT]:
                return
        time.sleep(0.2)
    raise TimeoutError("the worker sends nothing")
