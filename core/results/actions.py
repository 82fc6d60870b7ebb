"""What people do with results: take them away, and the journal knows who did."""

from datetime import datetime

from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.results.model import Readout
from core.store.store import Tx


def take(tx: Tx, found: Readout, *, by: Person, at: datetime) -> None:
    """Allow everything behind a result to be taken: accounts with what they bought."""
    require(by, Permission.EXPORT)
    require(by, Permission.SEE_ACCOUNTS)
    details = {
        "accounts": found.trial.treated + found.trial.holdout,
        "publication": found.source.publication if found.source else None,
    }
    journal.record(
        tx, "results.take", found.trial.campaign_id, by=by.id, at=at, details=details
    )


def take_portfolio(tx: Tx, kind: str, campaigns: int, *, by: Person, at: datetime) -> None:
    """Allow the results of all campaigns to be taken as one file of that kind."""
    require(by, Permission.EXPORT)
    require(by, Permission.READ_RESULTS)
    details = {"format": kind, "campaigns": campaigns}
    journal.record(tx, "results.take_portfolio", "portfolio", by=by.id, at=at, details=details)
