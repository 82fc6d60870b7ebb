"""Sending bulletins: each period to each person once, whatever falls in between."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from core.delivery.channel import Accepted, Answer, Line, RefusedForGood, Unknown
from core.delivery.notifying import FIRST_PAUSE, MOST_ATTEMPTS, Mailroom
from core.people import records as people
from core.people.model import Permission, Person, PersonId
from core.results import bulletin_records as records
from core.results import readout, tables
from core.results.bulletin_text import Teller, Told
from core.results.bulletins import WEEK, Bulletin, Rhythm, is_due, made
from core.results.portfolio import Portfolio, portfolio
from core.results.pricing import Pricing
from core.results.readout import Asked
from core.store.store import Tx
from core.warehouse.warehouse import Warehouse


@dataclass(frozen=True)
class Mailing:
    """What bulletins are made of, and sent with: as the house's other mails are."""

    mailroom: Mailroom
    warehouse: Warehouse
    zone: str  # of the house
    pricing: Pricing

    def send_due(self) -> int:
        """Write down what is due since the last time, try each once; return how many left.

        While no client data is published, everything waits.
        """
        now = self.mailroom.clock.now()
        self._write_down(now)
        with self.mailroom.store.reading() as tx:
            due = records.due(tx, at=now)
            if not due or self.warehouse.is_empty():
                return 0
            found = self.portfolio(tx)
        line = self.mailroom.channel.line()
        try:
            return sum(self._send(line, one, found) for one in due)
        finally:
            line.close()

    def portfolio(self, tx: Tx) -> Portfolio:
        """All campaigns that were sent, over the client data in use."""
        snapshot, now = self.warehouse.current(), self.mailroom.clock.now()
        read = [
            readout.read(tx, snapshot, one, at=now, asked=self._asked(tx, one))
            for one in tables.choices(tx)
        ]
        return portfolio(tx, read)

    def _asked(self, tx: Tx, campaign_id: str) -> Asked:
        return Asked(time_zone=self.zone, money=self.pricing.of(tx, campaign_id))

    def told(self, tx: Tx, bulletin: Bulletin, found: Portfolio) -> Told:
        """A bulletin in words, as it would leave now."""
        before = records.told(tx, bulletin.person_id)
        since = records.first_of(tx, bulletin.person_id)
        teller = Teller(bulletin.language, self.mailroom.address, before, since)
        return teller.tell(found, bulletin.period, bulletin.rhythm)

    def _write_down(self, now: datetime) -> None:
        with self.mailroom.store.reading() as tx:
            wanted = {
                bulletin.id: bulletin
                for choice in records.choices(tx)
                if (period := is_due(choice, now, self.zone)) is not None
                for bulletin in (made(choice, period, at=now),)
            }
            missing = wanted.keys() - records.kept(tx, wanted)
        if missing:
            with self.mailroom.store.transaction() as tx:
                for one in sorted(missing):
                    records.keep(tx, wanted[one])

    def _send(self, line: Line, bulletin: Bulletin, found: Portfolio) -> bool:
        now = self.mailroom.clock.now()
        until = now + FIRST_PAUSE * 2**bulletin.attempts
        with self.mailroom.store.transaction() as tx:
            person = people.get(tx, PersonId(bulletin.person_id))
            is_wanted = _is_wanted(tx, bulletin, person)
            claimed = records.claim(tx, bulletin, until=until)
            told = self.told(tx, bulletin, found)
        if claimed is None:
            return False
        is_news = now - bulletin.made_at <= WEEK
        answer = self._tried(line, claimed, told, person) if is_wanted and is_news else None
        return self._settled(claimed, answer)

    def _tried(
        self, line: Line, bulletin: Bulletin, told: Told, person: Person | None
    ) -> Answer | None:
        def written(to: Person) -> bytes:
            name = f"{hashlib.sha256(bulletin.id.encode()).hexdigest()[:32]}.bulletin"
            return self.mailroom.mail(
                to, bulletin.language, name=name, subject=told.subject, text=told.text
            )

        def intend() -> None:
            with self.mailroom.store.transaction() as tx:
                records.intend(tx, bulletin, told.looks, at=self.mailroom.clock.now())

        return self.mailroom.tried(line.hand_over, person, written, intend=intend)

    def _settled(self, bulletin: Bulletin, answer: Answer | None) -> bool:
        """Silence after the last byte is doubt, and doubt is not sent again."""
        is_last = bulletin.attempts >= MOST_ATTEMPTS
        is_over = is_last or isinstance(answer, Accepted | Unknown | RefusedForGood | None)
        now = self.mailroom.clock.now()
        with self.mailroom.store.transaction() as tx:
            records.settle(tx, bulletin, answer=answer, at=now, is_over=is_over)
        return isinstance(answer, Accepted)


def _is_wanted(tx: Tx, bulletin: Bulletin, person: Person | None) -> bool:
    """Whether the person may still read it, and still chooses to be told as often."""
    if person is None or not person.may(Permission.READ_RESULTS):
        return False
    choice = records.choice_of(tx, person.id)
    is_chosen = choice is not None and choice.rhythm is bulletin.rhythm
    return is_chosen or bulletin.rhythm is Rhythm.NOW
