"""Real SMTP servers with a script, on loopback; and one campaign, half-way down the street."""

import asyncio
import re
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from sqlalchemy import insert

from core.approvals import fingerprint
from core.campaigns import records as campaigns
from core.campaigns.frozen_rows import digest_of
from core.campaigns.model import Arm, Campaign, CampaignId, Fate, Purpose, Status
from core.consent.model import EMAIL
from core.delivery import outbox
from core.delivery.channel import Channel
from core.delivery.channels.smtp import Patience, SmtpChannel
from core.delivery.composing import Compose, Draft, Made
from core.delivery.model import Dispatch, DispatchId
from core.delivery.policy import Retries, SendingBook
from core.delivery.workshop import Workshop
from core.foundation.clock import Clock
from core.foundation.ids import RandomIds
from core.store.schema import audience_accounts, audience_contacts, audiences
from core.store.store import Store, Tx
from tests.conftest import MONDAY

MESSAGE_ID = re.compile(rb"^Message-ID: <([^.>]+)\.", re.MULTILINE | re.IGNORECASE)
BOOK = SendingBook(version=1, quiet_hours=None, retries=Retries(after_minutes=[0.001, 0.001]))


@dataclass
class Scripted:
    """An SMTP server's handler that answers by script and remembers what it took.

    `at_sender`, `at_recipient` and `at_end` give the reply to an address; “drop” hangs up
    instead.
    """

    at_sender: Callable[[str], str] = lambda _address: "250 2.1.0 ok"
    at_recipient: Callable[[str], str] = lambda _address: "250 2.1.5 ok"
    at_end: Callable[[str], str] = lambda _address: "250 2.0.0 taken"
    wait: float = 0.0
    taken: list[tuple[str, str, bytes]] = field(default_factory=list)  # dispatch, address, mail
    connections: int = 0
    senders: list[str] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        reply = self.at_sender(address)
        self.senders.append(address)
        if reply.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return reply

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        reply = self.at_recipient(address)
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.wait:
            await asyncio.sleep(self.wait)
        address = envelope.rcpt_tos[0]
        reply = self.at_end(address)
        if reply in ("250 2.0.0 taken", "take and drop"):
            found = MESSAGE_ID.search(envelope.original_content)
            name = found.group(1).decode() if found else ""
            self.taken.append((name, address, envelope.original_content))
        if reply.endswith("drop"):
            server.transport.abort()
        return reply

    @property
    def names(self) -> list[str]:
        return [name for name, _, _ in self.taken]


@contextmanager
def served(handler: Any, port: int | None = None, **options: Any) -> Iterator[int]:
    """The handler behind a real socket; the port it listens on."""
    port = port or free_port()
    server = Controller(handler, hostname="127.0.0.1", port=port, **options)
    server.start()
    try:
        yield port
    finally:
        server.stop()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def channel_to(port: int, **options: Any) -> SmtpChannel:
    patience = Patience(connecting=2, command=2, verdict=options.pop("verdict", 2.0))
    return SmtpChannel("127.0.0.1", port, patience=patience, **options)


def drafts(campaign: Campaign, batch: Sequence[Dispatch]) -> dict[DispatchId, Draft]:
    """A short message to everybody: a `Compose` without templates."""

    def built(dispatch: Dispatch) -> Callable[[datetime], Made]:
        head = f"Message-ID: <{dispatch.message_id}>\r\nTo: {dispatch.contact_id}\r\n"
        mail = f"{head}Subject: Hello\r\n\r\nA line.\r\n.\r\n"
        return lambda _at: Made(mail.encode())

    return {dispatch.id: Draft("Europe/Moscow", built(dispatch)) for dispatch in batch}


def campaign(name: str = "c1", **changes: Any) -> Campaign:
    facts: dict[str, Any] = {
        "id": CampaignId(name),
        "name": name,
        "status": Status.SENDING,
        "goal": "tell",
        "purpose": Purpose.ADVERTISING,
        "segment_id": None,
        "template_id": None,
        "holdout_share": 0.0,
        "contacts_per_account": 1,
        "roles": (),
        "sender_name": "News",
        "sender_address": "news@cockpit.example",
        "send_at": None,
        "window_days": 60,
        "seed": "1",
        "fingerprint": None,
        "revision": 1,
        "created_by": "ana",
        "created_at": MONDAY,
    }
    return Campaign(**facts | changes)


def set_off(
    store: Store,
    addresses: Sequence[str],
    *,
    name: str = "c1",
    held: Sequence[str] = (),
    **changes: Any,
) -> Campaign:
    """A campaign that is being sent, its outbox full; the addresses `held` were held out."""
    setting_off = campaign(name, **changes)
    contacts = [
        (f"{name}-k{n}", f"{name}-a{n}", address) for n, address in enumerate(addresses)
    ]
    with store.transaction() as tx:
        campaigns.add(tx, setting_off)
        choose(tx, setting_off, contacts)
        if held:
            left = [(f"{name}-h{n}", f"{name}-b{n}", one) for n, one in enumerate(held)]
            choose(tx, setting_off, left, arm=Arm.HOLDOUT)
        if setting_off.steps:
            seal(tx, setting_off)
        outbox.queue(tx, setting_off, contacts, ids=RandomIds(), at=MONDAY)
    return setting_off


def choose(
    tx: Tx,
    campaign: Campaign,
    contacts: Sequence[tuple[str, str, str]],
    *,
    arm: Arm = Arm.TREATED,
) -> None:
    """A frozen audience of these (contact, account, address), every account of one arm, each
    contact chosen on all channels of the campaign."""
    reason = Fate.IN if arm is Arm.TREATED else Fate.CAMPAIGN_HOLDOUT
    home = {"campaign_id": campaign.id, "reason": reason}
    accounts = {account for _, account, _ in contacts}
    tx.execute(
        insert(audience_accounts),
        [home | {"account_id": account, "arm": arm} for account in sorted(accounts)],
    )
    names = ("contact_id", "account_id", "address")
    rows = [
        home | dict(zip(names, row, strict=True)) | {"channel": channel}
        for row in contacts
        for channel in campaign.channels
    ]
    tx.execute(insert(audience_contacts), rows)


def seal(tx: Tx, campaign: Campaign) -> None:
    """Seal a campaign that has begun, as its submission would have: a further step asks."""
    accounts = [tuple(row) for row in campaigns.audience_accounts(tx, campaign.id)]
    contacts = [tuple(row) for row in campaigns.audience_contacts(tx, campaign.id, reason=None)]
    card = {
        "campaign_id": campaign.id,
        "digest": digest_of(1, MONDAY.date().isoformat(), accounts, contacts),
        "publication": 1,
        "as_of": MONDAY.date().isoformat(),
        "judged_on": MONDAY.date().isoformat(),
        "segment_version": 1,
        "template_version": 1,
        "waterfall": [],
        "route": [],
        "parts": {},
        "frozen_at": MONDAY,
    }
    tx.execute(insert(audiences).values(**card))
    parts = fingerprint.parts_of(tx, campaign)
    campaigns.set_parts(tx, campaign.id, parts)
    campaigns.change(tx, campaign, {"fingerprint": fingerprint.digest(parts)})


def workshop(  # noqa: PLR0913
    store: Store,
    folder: Path,
    port: int,
    clock: Clock,
    *,
    compose: Compose = drafts,
    book: SendingBook = BOOK,
    connections: int = 3,
    others: Mapping[str, Channel] | None = None,
    **options: Any,
) -> Workshop:
    return Workshop(
        store=store,
        clock=clock,
        ids=RandomIds(),
        channels={EMAIL: channel_to(port, **options)} | dict(others or {}),
        compose=compose,
        book=book,
        folder=folder,
        house_zone="Europe/Moscow",
        connections=connections,
    )


def soon(happened: Callable[[], bool], *, within: float = 10.0) -> bool:
    """Whether something comes true in time."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if happened():
            return True
        time.sleep(0.02)
    return happened()
