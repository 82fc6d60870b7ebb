"""What people do with results: take them away, and the journal knows who did."""

from datetime import datetime

from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.results.behind import Behind
from core.results.model import Readout
from core.store.store import Tx

MOST_TAKEN = 200_000  # messages in one file


class TooManyMessages(Refusal):
    """A file of so many rows is not made while somebody waits."""


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


def take_messages(
    tx: Tx, wanted: Behind, count: int, kind: str, *, by: Person, at: datetime
) -> None:
    """Allow the messages behind a number to be taken as a file of that kind.

    Addresses come out masked for whoever may not see them. Raises `TooManyMessages`.
    """
    require(by, Permission.EXPORT)
    require(by, Permission.SEE_ACCOUNTS)
    if count > MOST_TAKEN:
        raise TooManyMessages("results-too-many-messages", count=count, most=MOST_TAKEN)
    details = {
        "number": wanted.number,
        "by": wanted.by,
        "part": wanted.key,
        "messages": count,
        "format": kind,
        "masked": not by.may(Permission.SEE_PERSONAL),
    }
    subject = wanted.campaign_id
    journal.record(tx, "results.take_messages", subject, by=by.id, at=at, details=details)
