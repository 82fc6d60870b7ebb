"""A campaign as an experiment, written straight into store and warehouse."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
from duckdb import DuckDBPyConnection
from sqlalchemy import insert

from core.store.schema import (
    audience_accounts,
    audience_contacts,
    audiences,
    campaigns,
    dispatches,
)
from core.store.store import Store
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.bases import laid_out
from tests.conftest import MONDAY

DAYS = 28
OVER = MONDAY + timedelta(days=DAYS + 1)


@dataclass
class Experiment:
    """Accounts with what they bought before and in the window, and who was held out."""

    accounts: int = 400
    share: float = 0.25
    effect: float = 0.0  # added to the outcome of every treated account
    seed: int = 3
    start: datetime = MONDAY  # of the send
    before: np.ndarray = field(init=False)
    outcome: np.ndarray = field(init=False)
    is_held: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        draw = np.random.default_rng(self.seed)
        size = draw.lognormal(6, 0.6, self.accounts)
        self.before = np.round(size * 6 * draw.lognormal(0, 0.2, self.accounts), 2)
        self.outcome = np.round(size * draw.lognormal(0, 0.2, self.accounts), 2)
        held = draw.permutation(self.accounts) < round(self.accounts * self.share)
        self.is_held = held
        self.outcome = self.outcome + np.where(held, 0.0, self.effect)

    @property
    def ids(self) -> list[str]:
        return [f"A{number:05d}" for number in range(self.accounts)]


def publish(
    warehouse: Warehouse, experiment: Experiment, *, as_of: date | None = None
) -> Snapshot:
    """A base with two sales an account: one before the window, one in it."""
    as_of = as_of or experiment.start.date() + timedelta(days=60)

    def make(empty: Warehouse) -> None:
        empty.publish(filling(experiment), name="Base", by="ana", at=MONDAY, as_of=as_of)

    bought = experiment.before.tobytes(), experiment.outcome.tobytes()
    return laid_out(warehouse, ("trial", experiment.ids, experiment.start, as_of, bought), make)


def filling(experiment: Experiment) -> Callable[[DuckDBPyConnection], None]:
    accounts = pd.DataFrame({"account_id": experiment.ids, "name": experiment.ids})
    start = pd.Timestamp(experiment.start.date())
    moments = {"b": start - pd.Timedelta(days=40), "o": start + pd.Timedelta(days=26)}
    amounts = {"b": experiment.before, "o": experiment.outcome}
    sales = pd.concat(
        pd.DataFrame(
            {
                "sale_id": [f"{kind}{account}" for account in experiment.ids],
                "account_id": experiment.ids,
                "sold_at": moment,
                "amount": amounts[kind],
            }
        ).query("amount != 0")
        for kind, moment in moments.items()
    )

    def fill(connection: DuckDBPyConnection) -> None:
        connection.register("given_accounts", accounts)
        connection.register("given_sales", sales)
        connection.execute("INSERT INTO accounts BY NAME SELECT * FROM given_accounts")
        connection.execute("INSERT INTO sales BY NAME SELECT * FROM given_sales")

    return fill


def send(  # noqa: PLR0913 – each is one way an experiment can go wrong
    store: Store,
    experiment: Experiment,
    *,
    campaign_id: str = "c1",
    name: str = "Spring",
    sent_after: timedelta | None = timedelta(0),
    frozen_after: timedelta = timedelta(days=-1),
    planned: float | None = None,
) -> None:
    """A campaign whose arms are frozen and whose messages to the treated are sent.

    Both moments are counted from the experiment's start; sent after none: not sent.
    """
    start = experiment.start
    pairs = list(zip(experiment.ids, experiment.is_held, strict=True))
    campaign = _campaign(campaign_id, name, planned or experiment.share, start)
    accounts = [_account(campaign_id, a, held=held) for a, held in pairs]
    contacts = [_contact(campaign_id, a, held=held) for a, held in pairs]
    with store.transaction() as tx:
        tx.execute(insert(campaigns).values(campaign))
        tx.execute(insert(audiences).values(_audience(campaign_id, start + frozen_after)))
        tx.execute(insert(audience_accounts), accounts)
        tx.execute(insert(audience_contacts), contacts)
        if sent_after is not None:
            sent_at = start + sent_after
            rows = [_dispatch(campaign_id, a, sent_at) for a, held in pairs if not held]
            tx.execute(insert(dispatches), rows)


def contact_anyway(store: Store, experiment: Experiment, count: int) -> None:
    """Write to held-out accounts all the same."""
    held = [a for a, held in zip(experiment.ids, experiment.is_held, strict=True) if held]
    with store.transaction() as tx:
        tx.execute(
            insert(dispatches), [_dispatch("c1", a, experiment.start) for a in held[:count]]
        )


def _campaign(campaign_id: str, name: str, share: float, start: datetime) -> dict[str, object]:
    return {
        "id": campaign_id,
        "name": name,
        "status": "sent",
        "goal": "",
        "purpose": "advertising",
        "holdout_share": share,
        "roles": [],
        "window_days": DAYS,
        "seed": f"seed of {campaign_id}",
        "revision": 1,
        "created_by": "ana",
        "created_at": start - timedelta(days=2),
    }


def _audience(campaign_id: str, frozen_at: datetime) -> dict[str, object]:
    known = {column.name for column in audiences.columns}
    facts = {
        "campaign_id": campaign_id,
        "digest": "d",
        "publication": 1,
        "as_of": "2026-03-01",
        "judged_on": "2026-03-01",
        "segment_version": 1,
        "template_version": 1,
        "waterfall": [],
        "parts": {},
        "route": [],
        "frozen_at": frozen_at,
    }
    return {name: value for name, value in facts.items() if name in known}


def _account(campaign_id: str, account_id: str, *, held: bool) -> dict[str, object]:
    reason = "campaign_holdout" if held else "in"
    arm = "holdout" if held else "treated"
    return {"campaign_id": campaign_id, "account_id": account_id, "arm": arm, "reason": reason}


def _contact(campaign_id: str, account_id: str, *, held: bool) -> dict[str, object]:
    return {
        "campaign_id": campaign_id,
        "contact_id": f"{account_id}-1",
        "account_id": account_id,
        "address": f"{account_id}@example.com",
        "reason": "campaign_holdout" if held else "in",
    }


def _dispatch(campaign_id: str, account_id: str, sent_at: datetime) -> dict[str, object]:
    return {
        "id": f"{campaign_id}-{account_id}",
        "campaign_id": campaign_id,
        "contact_id": f"{account_id}-1",
        "account_id": account_id,
        "channel": "email",
        "step": 1,
        "address": f"{account_id}@example.com",
        "state": "sent",
        "attempts": 1,
        "message_id": "",
        "queued_at": sent_at,
        "not_before": sent_at,
        "sent_at": sent_at,
    }
