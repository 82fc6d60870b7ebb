"""What people do with letters: take a batch to the post, and note what comes back."""

from dataclasses import dataclass
from datetime import datetime

from core.campaigns import records as campaigns
from core.campaigns.model import Status
from core.consent import actions as consent
from core.consent import records as suppressions
from core.consent.model import LETTER, Reason, address_key
from core.delivery.paper import records
from core.delivery.paper.model import LONGEST_NOTE, Batch, Letter
from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.store.store import Tx

_ON_ITS_WAY = frozenset({Status.SENDING, Status.SENT, Status.SENT_WITH_ERRORS})


class UnknownBatch(Refusal):
    """No batch goes by that name."""


class AlreadyPosted(Refusal):
    """Somebody else took it to the post."""


class StillBeingMade(Refusal):
    """Letters of it are still on their way into the batch."""


class NotNow(Refusal):
    """Its campaign is paused, or was given up: nothing of it leaves the house."""


class UnknownLetter(Refusal):
    """No letter that is on its way has that number printed on it."""


class NoteTooLong(Refusal):
    """Notes are short."""


@dataclass(frozen=True)
class Posted:
    """What went to the post: how many letters, and those that must not have gone with them."""

    sent: int
    withheld: list[Letter]


def hand_to_post(tx: Tx, batch_id: str, *, by: Person, at: datetime) -> Posted:
    """Say that a batch went to the post: its letters are sent now.

    Those whose address is suppressed by now are skipped. Raises `UnknownBatch`,
    `AlreadyPosted`, `StillBeingMade` and `NotNow`.
    """
    require(by, Permission.SEND)
    batch = _held(tx, batch_id)
    status = campaigns.locked(tx, batch.campaign_id).status
    if status not in _ON_ITS_WAY:
        is_paused = status is Status.PAUSED
        raise NotNow("letters-paused" if is_paused else "letters-given-up")
    if records.being_made(tx, batch_id):
        raise StillBeingMade("letters-still-made")
    withheld = withheld_of(tx, batch_id)
    if not records.post(tx, batch, by=by.id, at=at):
        raise AlreadyPosted("letters-already-posted")
    records.withhold(tx, [one.dispatch_id for one in withheld], at=at)
    sent = records.send(tx, batch_id, at=at)
    details = {"campaign": batch.campaign_id, "letters": sent, "withheld": len(withheld)}
    journal.record(tx, "letters.post", batch_id, by=by.id, at=at, details=details)
    return Posted(sent, withheld)


def withheld_of(tx: Tx, batch_id: str) -> list[Letter]:
    """Letters of a batch that must not be posted any more: stopped, suppressed since (for what
    their campaign is for), or of somebody who is forgotten, whose pages are gone."""
    letters, home = records.letters_of(tx, batch_id), records.campaign_of(tx, batch_id)
    if home is None:
        return letters
    campaign = campaigns.get(tx, home)
    if campaign.status not in _ON_ITS_WAY | {Status.PAUSED}:
        return letters
    gone = records.stopped(tx, batch_id)
    forbidden = suppressions.suppressed(tx, LETTER, purpose=campaign.purpose)
    return [
        one
        for one in letters
        if one.dispatch_id in gone
        or not one.address
        or address_key(LETTER, one.address) in forbidden
    ]


def take_out(tx: Tx, batch_id: str, *, by: Person, at: datetime) -> list[Letter]:
    """Take a batch with its addresses out of the house, to be printed; the journal knows who.

    Without the letters that must not be posted any more. Raises `UnknownBatch`.
    """
    require(by, Permission.SEND)
    require(by, Permission.SEE_PERSONAL)
    _held(tx, batch_id)
    gone = withheld_of(tx, batch_id)
    letters = [one for one in records.letters_of(tx, batch_id) if one not in gone]
    details = {"letters": len(letters)}
    journal.record(tx, "letters.take_out", batch_id, by=by.id, at=at, details=details)
    return letters


def note_return(
    tx: Tx,
    number: str,
    *,
    note: str = "",
    id: str,  # noqa: A002
    by: Person,
    at: datetime,
) -> Letter:
    """Note that a letter came back: nobody writes to that address again.

    `number` is as printed, `id` names the order that follows. Raises `UnknownLetter` and
    `NoteTooLong`.
    """
    require(by, Permission.SEND)
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong("letters-note-too-long", most=LONGEST_NOTE)
    letter = records.numbered(tx, as_printed(number))
    if letter is None or not records.bounce(tx, letter, at=at):
        raise UnknownLetter("letters-unknown", number=number.strip()[:40])
    records.mark_returned(tx, letter, note=note.strip(), by=by.id, at=at)
    if letter.address:  # of whoever is forgotten nobody knows any more where it went
        _forbid(tx, letter, id=id, by=by, at=at)
    details = {"number": letter.number}
    journal.record(tx, "letters.return", letter.dispatch_id, by=by.id, at=at, details=details)
    return records.numbered(tx, letter.number) or letter


def as_printed(number: str) -> str:
    """A number as it stands on letters, however it was typed."""
    plain = "".join(sign for sign in number.upper() if sign.isalnum())
    half = len(plain) // 2
    return f"{plain[:half]}-{plain[half:]}"


def _forbid(tx: Tx, letter: Letter, *, id: str, by: Person, at: datetime) -> None:  # noqa: A002
    consent.suppress(
        tx,
        id,
        channel=LETTER,
        address=letter.address,
        reason=Reason.HARD_BOUNCE,
        source=f"dispatch {letter.dispatch_id}",
        by=by,
        at=at,
    )


def _held(tx: Tx, batch_id: str) -> Batch:
    batch = records.held(tx, batch_id)
    if batch is None:
        raise UnknownBatch("letters-unknown-batch")
    return batch
