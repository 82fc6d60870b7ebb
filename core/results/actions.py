"""What people do with results: take them away, and the journal knows who did."""

from datetime import datetime

from core.foundation.refusal import Refusal
from core.foundation.words import LANGUAGES
from core.journal import actions as journal
from core.people.actions import UnknownLanguage
from core.people.model import Permission, Person, require
from core.results import bulletin_records as records
from core.results import targeting
from core.results.behind import Behind
from core.results.bulletins import (
    RHYTHMS,
    Bulletin,
    Choice,
    Rhythm,
    UnknownRhythm,
    latest,
    made,
)
from core.results.model import Readout
from core.segments import ranked
from core.segments.ranked import Ranking
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


def take_readout(tx: Tx, found: Readout, kind: str, *, by: Person, at: datetime) -> None:
    """Allow one result to be taken as a file of that kind, to be forwarded; it names accounts
    only where the result hinges on one."""
    require(by, Permission.EXPORT)
    require(by, Permission.READ_RESULTS)
    publication = found.source.publication if found.source else None
    details = {"format": kind, "publication": publication}
    subject = found.trial.campaign_id
    journal.record(tx, "results.take_readout", subject, by=by.id, at=at, details=details)


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


def choose_bulletin(
    tx: Tx, rhythm: Rhythm, language: str, *, by: Person, at: datetime
) -> Choice:
    """Be told of results by e-mail from the next period on, or not any more."""
    require(by, Permission.READ_RESULTS)
    if rhythm not in RHYTHMS:
        raise UnknownRhythm("bulletins-unknown-rhythm", rhythm=rhythm)
    if language not in LANGUAGES:
        raise UnknownLanguage("people-unknown-language", language=language)
    choice = Choice(by.id, rhythm, language, at)
    records.choose(tx, choice)
    details = {"rhythm": rhythm.value, "language": language}
    journal.record(tx, "results.choose_bulletin", by.id, by=by.id, at=at, details=details)
    return choice


def ask_bulletin(tx: Tx, language: str, *, by: Person, at: datetime, zone: str) -> Bulletin:
    """Be told now, of the last seven days; asked twice within a minute, once."""
    require(by, Permission.READ_RESULTS)
    if language not in LANGUAGES:
        raise UnknownLanguage("people-unknown-language", language=language)
    wanted = Choice(by.id, Rhythm.NOW, language, at)
    bulletin = made(wanted, latest(Rhythm.NOW, at, zone), at=at)
    records.keep(tx, bulletin)
    details = {"language": language}
    journal.record(tx, "results.ask_bulletin", by.id, by=by.id, at=at, details=details)
    return bulletin


def keep_advice(  # noqa: PLR0913 -- whose advice, from what, by whom
    tx: Tx,
    ranking_id: str,
    found: Readout,
    account_ids: tuple[str, ...],
    *,
    publication: int,
    by: Person,
    at: datetime,
) -> Ranking:
    """Keep whom a result would write to next, so that segments may ask about the best.

    `account_ids` are what `targeting.ranking` says of that publication of the client data,
    which takes seconds: learnt before, while others may write.
    """
    require(by, Permission.SEGMENT)
    require(by, Permission.READ_RESULTS)
    kept = Ranking(
        id=ranking_id,
        campaign_id=found.trial.campaign_id,
        name=found.trial.name,
        publication=publication,
        model=targeting.MODEL,
        accounts=len(account_ids),
        digest=ranked.digest(targeting.MODEL, account_ids),
        made_by=by.id,
        made_at=at,
    )
    ranked.keep(tx, kept, account_ids)
    details = {"ranking": ranking_id, "accounts": kept.accounts, "digest": kept.digest}
    subject = found.trial.campaign_id
    journal.record(tx, "results.keep_advice", subject, by=by.id, at=at, details=details)
    return kept
