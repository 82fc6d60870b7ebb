"""Sending what the house tells its own people, over the relay that takes the other mails."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import quote, urlencode

from core.approvals import notices, second_notices
from core.approvals.notices import Kind, Notice
from core.delivery.channel import (
    Accepted,
    Answer,
    Channel,
    Envelope,
    Fault,
    RefusedForGood,
    Unknown,
)
from core.foundation.clock import Clock
from core.foundation.refusal import Refusal
from core.foundation.words import say
from core.messages.writers import email
from core.people import records as people
from core.people.model import Person, PersonId
from core.store.store import Store, Tx

MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(minutes=1)  # doubled each time: the eighth try comes two hours later
FOR_AUTHORS = frozenset({Kind.APPROVED, Kind.RETURNED, Kind.REJECTED})

HandOver = Callable[..., Answer]


@dataclass(frozen=True)
class Mailroom:
    """What notices are sent with: as whom, and where a link of the house begins."""

    store: Store
    clock: Clock
    channel: Channel
    sender: str
    address: str  # of the screens
    language: str  # of a person who has not chosen

    def send_due(self) -> int:
        """Try every notice that is due, each once; return how many were sent."""
        with self.store.reading() as tx:
            due = notices.due(tx, at=self.clock.now())
        if not due:
            return 0
        line = self.channel.line()
        try:
            return sum(self._send(line.hand_over, notice) for notice in due)
        finally:
            line.close()

    def _send(self, hand_over: HandOver, notice: Notice) -> bool:
        now = self.clock.now()
        again_at = now + FIRST_PAUSE * 2**notice.attempts
        with self.store.transaction() as tx:
            person = people.get(tx, PersonId(notice.person_id))
            is_moot = _is_moot(tx, notice, at=now)
            if not notices.claim(tx, notice, until=again_at):
                return False
        written = partial(self.written, notice)
        tried = partial(self.tried, hand_over, person, written, intend=_nothing_to_note)
        answer = None if is_moot else tried()
        is_last = notice.attempts + 1 >= MOST_ATTEMPTS
        with self.store.transaction() as tx:
            # Silence after the last byte: doubt rather than double.
            is_sent = isinstance(answer, Accepted | Unknown)
            is_over = is_sent or is_last or isinstance(answer, RefusedForGood | None)
            notices.settle(
                tx,
                notice,
                answer="" if answer is None else answer.text,
                sent_at=now if is_sent else None,
                again_at=None if is_over else again_at,
            )
        return is_sent

    def tried(
        self,
        hand_over: HandOver,
        person: Person | None,
        written: Callable[[Person], bytes],
        *,
        intend: Callable[[], None],
    ) -> Answer | None:
        """The relay's answer, or why no mail can be made; none: there is nobody to write to."""
        if person is None or not person.is_active:
            return None
        try:
            envelope = Envelope(
                sender=self.channel.usable(self.sender),
                address=self.channel.usable(person.email),
                content=written(person),
            )
        except Refusal as refusal:
            return RefusedForGood(str(refusal), Fault.ADDRESS)
        return hand_over(envelope, intend=intend)

    def written(self, notice: Notice, person: Person) -> bytes:
        """The mail, in the person's language: what waits, and the link that opens it.

        Raises `UnusableAddress`, and what keeps a header from being safe.
        """
        language = person.language or self.language
        name = " ".join(str(notice.details["name"]).split())
        stage = notice.details.get("stage", {}).get(language, "")
        if notice.kind is Kind.EDITION:
            name = say(language, f"rules-book-{name}")
        by = " ".join(str(notice.details.get("by", "")).split())
        text = say(language, f"notices-{notice.kind}", name=name, stage=stage, by=by)
        subject = say(language, f"notices-{notice.kind}-subject", name=name)
        text += f"\n\n{self.link(notice)}"
        name = f"{_digest(notice.id)}.notice"
        return self.mail(person, language, name=name, subject=subject, text=text)

    def mail(
        self, person: Person, language: str, *, name: str, subject: str, text: str
    ) -> bytes:
        """A mail of the house to one of its people, called `name` at the sender's domain.

        Raises `UnusableAddress`, and what keeps a header from being safe.
        """
        sender = self.channel.usable(self.sender)
        return email.plain(
            f"{text}\n\n{say(language, 'notices-end')}\n",
            subject=subject,
            to_address=self.channel.usable(person.email),
            sender_name=say(language, "notices-sender"),
            sender_address=sender,
            # A relay that misses one adds one, after the mail was signed.
            message_id=f"{name}@{sender.rpartition('@')[2]}",
            sent_at=self.clock.now(),
        )

    def link(self, notice: Notice) -> str:
        """The page that the notice is about, with its campaign open."""
        if notice.kind in notices.SECONDS:
            page = "people" if notice.kind is Kind.EDIT else "rules"
            return f"{self.address.rstrip('/')}/{page}"
        page = "campaigns" if notice.kind in FOR_AUTHORS else "approvals"
        asked = urlencode({"campaign": str(notice.campaign_id)}, quote_via=quote)
        return f"{self.address.rstrip('/')}/{page}?{asked}"


def _is_moot(tx: Tx, notice: Notice, *, at: datetime) -> bool:
    if notice.kind in notices.SECONDS:
        return not second_notices.is_true(tx, notice, at=at)
    return notices.is_moot(tx, notice, at=at)


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def _nothing_to_note() -> None:
    """A notice that is sent twice harms nobody, so a crash needs no trace of it."""
