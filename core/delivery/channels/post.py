"""Letters: handed over as PDFs in a batch's folder; a person takes them to the post.

A file gets its name only once it is whole and safely on disk, and its row in the store after
that: what a crash leaves is at most a file without a row, which the next try writes again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.exc import OperationalError

from core.consent.model import LETTER, sendable
from core.delivery import records
from core.delivery.channel import (
    Answer,
    Envelope,
    Fault,
    Prepared,
    RefusedForGood,
    Unreachable,
    UnusableAddress,
)
from core.delivery.model import Dispatch, DispatchId
from core.delivery.paper import records as post_records
from core.delivery.paper.model import Batch, Letter
from core.foundation.files import write_whole
from core.store.store import Store, Tx

LONGEST_ADDRESS = 500  # characters


@dataclass(frozen=True)
class PostChannel:
    """The folder of batches in this house."""

    store: Store
    folder: Path
    now: Callable[[], datetime]
    today: Callable[[], date]  # of the house
    name: str = LETTER

    def line(self) -> "PostLine":
        return PostLine(self)

    def usable(self, address: str) -> str:
        """The address as it is written. Raises `UnusableAddress`."""
        written = sendable(LETTER, address)
        if not written or len(written) > LONGEST_ADDRESS:
            raise UnusableAddress("delivery-unusable-postal")
        return written


class PostLine:
    """A way to the folder."""

    def __init__(self, channel: PostChannel) -> None:
        self._channel = channel

    def hand_over(self, envelope: Envelope, *, intend: Callable[[], None]) -> Answer:
        """Lay the letter into the batch of today; to do so again changes nothing."""
        intend()
        try:
            with self._channel.store.transaction() as tx:
                dispatch = records.get(tx, DispatchId(envelope.dispatch_id))
                if dispatch is None:
                    return RefusedForGood("no such dispatch", Fault.SENDER)
                known = post_records.letter_of(tx, dispatch.id)
                number = known.number if known else self._laid(tx, dispatch, envelope)
        except (OperationalError, OSError) as fault:
            return Unreachable(
                str(fault.orig if isinstance(fault, OperationalError) else fault)
            )
        return Prepared(number)

    def close(self) -> None:
        """Nothing stays open."""

    def _laid(self, tx: Tx, dispatch: Dispatch, envelope: Envelope) -> str:
        channel, facts, day = self._channel, envelope.facts, self._channel.today()
        stem = f"{dispatch.campaign_id}-{dispatch.step}-{day.isoformat()}"
        name = post_records.open_batch(tx, stem)
        write_whole(channel.folder / name / f"{dispatch.id}.pdf", envelope.content)
        letter = Letter(
            dispatch_id=dispatch.id,
            batch_id=name,
            number=str(facts["number"]),
            company=str(facts["company"]),
            name=str(facts["name"]),
            address=envelope.address,
            pages=int(facts["pages"]),
            made_at=channel.now(),
        )
        batch = Batch(name, dispatch.campaign_id, dispatch.step, day)
        post_records.add(tx, batch, letter)
        return letter.number
