"""Test sends: a message as one contact would get it, to colleagues' own mailboxes only.

The person's wish is written down before anything leaves, as every sending is; then the relay is
asked once for each colleague, and what it said is written down, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.consent.model import EMAIL, address_key, ascii_domain, is_usable
from core.delivery.channel import Accepted, Answer, Channel, Envelope, Unknown
from core.foundation.ids import Ids
from core.foundation.refusal import Refusal
from core.foundation.words import say
from core.journal import actions as journal
from core.journal import records as entries
from core.messages.model import Rendered
from core.messages.writers import email
from core.people import records as people
from core.people.model import Permission, Person, PersonId, require
from core.store.store import Tx

PER_HOUR = 20  # test mails of one person
MOST_COLLEAGUES = 5  # of one test
VERB = "messages.try"


class NoColleague(Refusal):
    """A test goes to active people of the house who may see contacts, and to nobody else."""


class TooManyTests(Refusal):
    """More than a person may send in an hour."""


@dataclass(frozen=True)
class Outcome:
    """What became of one test mail: the colleague, and what the relay said."""

    colleague: Person
    answer: Answer

    @property
    def is_accepted(self) -> bool:
        return isinstance(self.answer, Accepted)

    @property
    def word(self) -> str:
        """How it went: accepted, unknown, or refused."""
        if self.is_accepted:
            return "accepted"
        return "unknown" if isinstance(self.answer, Unknown) else "refused"


def colleagues(tx: Tx) -> list[Person]:
    """Who a test may go to: active people who may see contacts, and have a mailbox.

    A test is filled with the values of one contact: whoever reads it sees them.
    """
    known = [one for one in people.everyone(tx) if one.is_active and _has_mailbox(one)]
    return [one for one in known if one.may(Permission.SEE_PERSONAL)]


def begin(
    tx: Tx,
    template_id: str,
    *,
    to: Sequence[PersonId],
    contact_id: str,
    by: Person,
    at: datetime,
) -> list[Person]:
    """Note whom a test of a message goes to, and as whom it was filled; those people.

    Raises `NoColleague` and `TooManyTests`.
    """
    require(by, Permission.WRITE)
    known = {one.id: one for one in colleagues(tx)}
    wanted = list(dict.fromkeys(to))
    if not 0 < len(wanted) <= MOST_COLLEAGUES or not all(one in known for one in wanted):
        raise NoColleague("trials-no-colleague", most=MOST_COLLEAGUES)
    sent = sent_since(tx, by, at - timedelta(hours=1))
    if sent + len(wanted) > PER_HOUR:
        raise TooManyTests("trials-too-many", most=PER_HOUR, left=max(PER_HOUR - sent, 0))
    details = {"to": [str(one) for one in wanted], "contact": contact_id}
    journal.record(tx, VERB, template_id, by=by.id, at=at, details=details)
    return [known[one] for one in wanted]


def sent_since(tx: Tx, person: Person, moment: datetime) -> int:
    """How many test mails a person has sent since then."""
    own = entries.since(tx, VERB, moment, by=person.id)
    return sum(len(one.details["to"]) for one in own)


@dataclass(frozen=True)
class Sender:
    """Whom a test comes from."""

    name: str
    address: str


def hand_over(  # noqa: PLR0913 -- an envelope has as many lines
    channel: Channel,
    rendered: Rendered,
    to: Sequence[Person],
    *,
    sender: Sender,
    enclosures: Sequence[bytes] = (),
    language: str,
    ids: Ids,
    at: datetime,
) -> list[Outcome]:
    """Hand one mail to the relay for each colleague, its subject marked as a test.

    Raises `UnusableAddress`, `UnsafeAddress` and `UnsafeHeader` before anything left.
    """
    marked = replace(rendered, subject=f"{say(language, 'trials-mark')} {rendered.subject}")
    domain = ascii_domain(sender.address.rpartition("@")[2])
    envelopes = [
        Envelope(
            channel.usable(sender.address),
            channel.usable(one.email),
            _letter(marked, one, sender, f"test.{ids.new()}@{domain}", at, enclosures),
        )
        for one in to
    ]
    line = channel.line()
    try:
        pairs = zip(to, envelopes, strict=True)
        return [Outcome(one, line.hand_over(it, intend=lambda: None)) for one, it in pairs]
    finally:
        line.close()


def _letter(
    rendered: Rendered,
    to: Person,
    sender: Sender,
    message_id: str,
    at: datetime,
    enclosures: Sequence[bytes],
) -> bytes:
    return email.build(
        rendered,
        to_name=to.name,
        to_address=to.email,
        sender_name=sender.name,
        sender_address=sender.address,
        message_id=message_id,
        sent_at=at,
        enclosures=enclosures,
    )


def finish(
    tx: Tx, template_id: str, outcomes: Sequence[Outcome], *, by: Person, at: datetime
) -> None:
    """Note what the relay said."""
    require(by, Permission.WRITE)
    said = {str(one.colleague.id): one.word for one in outcomes}
    journal.record(tx, "messages.tried", template_id, by=by.id, at=at, details=said)


def _has_mailbox(person: Person) -> bool:
    return bool(person.email) and is_usable(EMAIL, address_key(EMAIL, person.email))
