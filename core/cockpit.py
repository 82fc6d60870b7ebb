"""Puts the house together. The only module that chooses implementations."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from zoneinfo import ZoneInfo

from duckdb import DuckDBPyConnection
from pydantic import BaseModel

from core.approvals import actions as approvals
from core.approvals import overdue
from core.campaigns import sets
from core.campaigns.costing import SMS, Prices
from core.campaigns.model import CampaignId
from core.campaigns.sets import KeptSets
from core.consent import forgetting
from core.consent.tables import contact_addresses
from core.delivery import proof_pages, proving, receipts
from core.delivery.channel import Channel
from core.delivery.channels import named
from core.delivery.channels.calls import CallChannel
from core.delivery.channels.post import PostChannel
from core.delivery.channels.smtp import SmtpChannel
from core.delivery.letters import Composer
from core.delivery.marks import Marks
from core.delivery.model import Dispatch
from core.delivery.notifying import Post
from core.delivery.pickup import Imap, Maildir, Quarantine, Source
from core.delivery.policy import SendingBook
from core.delivery.returns import Postman
from core.delivery.tokens import Signer, key_kept
from core.delivery.worker import Workshop
from core.foundation.clock import Clock, SystemClock
from core.foundation.ids import Ids, RandomIds
from core.foundation.refusal import Refusal
from core.foundation.settings import Settings
from core.messages.manners import Manners
from core.people import actions as people
from core.people.model import APPROVERS, Person
from core.rulebook import editions
from core.rulebook.actions import text_of
from core.rulebook.briefs import BriefsBook
from core.rulebook.loading import FILES, of_texts, parse
from core.rulebook.model import ApprovalBook, Books, RecipientsBook
from core.rulebook.shelf import SHELF, in_force
from core.segments.model import Rule
from core.segments.resolving import asks_the_house, resolved
from core.store.store import Store, Tx, open_store, take_turn
from core.warehouse.catalogue import Catalogue, load_catalogue
from core.warehouse.engines import address
from core.warehouse.engines.clickhouse import ClickHouseEngine
from core.warehouse.engines.engine import Engine
from core.warehouse.engines.postgresql import PostgresqlEngine
from core.warehouse.engines.spark import SparkEngine
from core.warehouse.freshness import SourceFreshness, freshness
from core.warehouse.warehouse import Warehouse


@dataclass(frozen=True)
class Cockpit:
    """The open house: what every page, command and worker is handed."""

    settings: Settings
    clock: Clock
    ids: Ids
    store: Store
    warehouse: Warehouse
    catalogue: Catalogue = field(default_factory=load_catalogue)

    @contextmanager
    def transaction(self, by: Person | None = None) -> Iterator[Tx]:
        """One action of a person, whole or not at all, with what it does to approvals.

        `by` is looked up anew: a screen may have been open since before they were shown out.
        Raises `NoLongerHere`.
        """
        with self.store.transaction() as tx:
            # People's deeds take turns, and hold first what they may have to void at the end:
            # else one that waits for the journal and one that waits for a campaign meet.
            take_turn(tx)
            approvals.hold_sealed(tx)
            follow(tx)
            if by is not None:
                people.check_still(tx, by)
            yield tx
            # Change and fall are one deed: whoever broke a seal voids its approvals here.
            approvals.void_fallen(tx, at=self.clock.now())

    def resolved(self, rule: Rule) -> Rule:
        """A rule with the sets it asks about in it, as the store keeps them now.

        Raises `UnknownSet` and `Circle`.
        """
        if not asks_the_house(rule):
            return rule
        with self.store.reading() as tx:
            return resolved(rule, self.sets(tx))

    def sets(self, tx: Tx) -> KeptSets:
        """What a rule may ask the house about, as the store keeps it now."""
        return KeptSets(tx, self.today())

    def speaking(self) -> Catalogue:
        """The catalogue that knows what the sets of the house are called."""
        with self.store.reading() as tx:
            return self.catalogue.naming(sets.names(tx), sets.put_away(tx))

    def workshop(self) -> Workshop:
        """What the worker works with: this house's relay, journal and sending book."""
        settings = self.settings
        return Workshop(
            store=self.store,
            clock=self.clock,
            ids=self.ids,
            channels=self.channels(),
            compose=self._composer(),
            book=self._sending_book(),
            folder=settings.data / "delivery",
            house_zone=settings.time_zone,
            connections=settings.connections,
            latest=self._latest_sending_book,
            clerk=self.clerk,
        )

    def channels(self) -> dict[str, Channel]:
        """The ways out that are set up here, by name."""
        found = [
            self.relay(),
            named.sms(self._gateways, self._receipts_of),
            named.cabinet(self._gateways, self.clock.now),
            CallChannel(self.store, self.clock.now, self.today),
            PostChannel(self.store, self.letters, self.clock.now, self.today),
        ]
        return {one.name: one for one in found if one is not None}

    def _receipts_of(self, dispatch_id: str) -> str:
        """Where a gateway reports what became of a dispatch."""
        base = (self.settings.receipts_url or self.settings.public_url).rstrip("/")
        return f"{base}/webhooks/sms/{self.receipt_signer.token(dispatch_id)}"

    @property
    def receipt_signer(self) -> Signer:
        """Who makes, and knows again, the tokens that receipts come with."""
        return Signer(signing_key(self.settings, self.ids), receipts.USE)

    def places(self) -> dict[str, tuple[str, int]]:
        """Host and port of each channel that leaves the house and is set up."""
        return named.places(self._gateways)

    @property
    def _gateways(self) -> Settings:
        return named.with_gateways(self.settings, secret=self.receipt_signer.token("cabinet"))

    def prices(self) -> Prices:
        """What messages cost by the sending book; an SMS by the settings, where they say so."""
        told = in_force("sending", SendingBook).prices.prices()
        if part := self.settings.sms_part_price:
            return Prices(told.currency, {**told.each, SMS: part})
        return told

    @property
    def marks(self) -> Marks:
        """What our messages carry so that we know them again."""
        settings = self.settings
        return Marks(
            signing_key(settings, self.ids),
            returns_to=settings.bounce_domain,
            reached_at=settings.reached_at,
            tracks=settings.tracking,
        )

    def postman(self) -> Postman:
        """Who takes in what comes back."""
        book = in_force("sending", SendingBook).soft_bounces
        return Postman(self.store, self.ids, self.marks, book, self._everywhere)

    def mailboxes(self) -> list[Source]:
        """Where mails come back to."""
        settings = self.settings
        quarantine = Quarantine(settings.data / "quarantine")
        found: list[Source] = []
        if settings.bounce_maildir is not None:
            found.append(Maildir(settings.bounce_maildir, quarantine))
        if settings.imap_host:
            password = settings.imap_password.get_secret_value()
            where = (settings.imap_host, settings.imap_port, settings.imap_name, password)
            found.append(Imap(*where, quarantine, settings.imap_folder))
        return found

    def _everywhere(self, dispatch: Dispatch) -> list[tuple[str, str]]:
        if self.warehouse.is_empty():
            return []
        return contact_addresses(self.warehouse.current(), dispatch.contact_id)

    def clerk(self) -> None:
        """Notice which approvals are late, and send what the house tells its people."""
        with self.store.reading() as tx:
            late = overdue.unnoticed(tx, at=self.clock.now())
        if late:
            with self.transaction() as tx:
                overdue.notice(tx, at=self.clock.now())
        self.post().send_due()

    def post(self) -> Post:
        """What notices are sent with."""
        settings = self.settings
        return Post(
            store=self.store,
            clock=self.clock,
            channel=self.relay(),
            sender=settings.sender_address,
            address=settings.public_url,
            language=settings.language,
        )

    def proof(
        self,
        campaign_id: CampaignId,
        *,
        by: Person,
        language: str,
        contact_id: str | None = None,
    ) -> bytes:
        """The signed proof of a campaign, or of one contact in it, as an archive.

        Raises `NothingToProve`, `NoKey`, and what keeps a page from being typeset.
        """
        with self.transaction(by) as tx:
            facts = proving.facts_of(
                tx,
                campaign_id,
                warehouse=self.warehouse,
                compose=self._composer(),
                by=by,
                at=self.clock.now(),
                contact_id=contact_id,
            )
        pages = partial(proof_pages.pdf, language=language, zone=self.settings.time_zone)
        return proving.archive(facts, folder=self.settings.data, pages=pages)

    def relay(self) -> SmtpChannel:
        """Who takes this house's e-mail."""
        settings = self.settings
        return SmtpChannel(
            host=settings.smtp_host,
            port=settings.smtp_port,
            tls=settings.smtp_tls,
            user=settings.smtp_name,
            password=settings.smtp_password.get_secret_value(),
        )

    def _composer(self) -> Composer:
        book, senders = self.books.recipients, self.settings.senders
        return Composer(
            self.store,
            self.warehouse,
            book,
            self.today,
            senders=senders,
            marks=self.marks,
            latest=lambda: self.books.recipients,
        )

    @property
    def books(self) -> Books:
        """The rule books in force, whoever changed them, in whatever program of this house."""
        with self.store.reading() as tx:
            follow(tx)
        return books_in_force()

    def check_books(self) -> None:
        """Whether every book in force can be followed. Raises `BadBook`."""
        with self.store.reading() as tx:
            follow(tx)
        books_in_force()
        for name, kind in OTHER_BOOKS.items():
            in_force(name, kind)

    def check_alone(self, name: str, text: str) -> None:
        """Whether a text could be a rule book, whatever the others say. Raises `BadBook`."""
        parse(f"{name}.toml", text, OTHER_BOOKS.get(name) or MAIN_BOOKS[name])

    def check_book(self, name: str, text: str) -> None:
        """Whether a text could be a rule book, beside the others in force. Raises `BadBook`."""
        file = f"{name}.toml"
        if file in FILES:
            of_texts(_texts() | {file: text}, roles=APPROVERS)
        else:
            parse(file, text, OTHER_BOOKS[name])

    def _sending_book(self) -> SendingBook:
        book = in_force("sending", SendingBook)
        if self.settings.keeps_quiet_hours:
            return book
        return book.model_copy(update={"quiet_hours": None})

    def _latest_sending_book(self, tx: Tx) -> SendingBook:
        follow(tx)
        return self._sending_book()

    def today(self) -> date:
        """The day it is, on the clock of the house."""
        return self.clock.now().astimezone(ZoneInfo(self.settings.time_zone)).date()

    def sources(self) -> list[SourceFreshness]:
        """Every source of the client data in use with its age today; of an empty base, none."""
        if self.warehouse.is_empty():
            return []
        snapshot = self.warehouse.current()
        return freshness(snapshot, self.catalogue.sources, today=self.today())

    @property
    def imports(self) -> Path:
        """Where files that come in are checked, and their rejects kept."""
        return self.settings.data / "imports"

    @property
    def letters(self) -> Path:
        """Where letters wait for the post, a folder for each batch."""
        return self.settings.data / "letters"

    @property
    def caught(self) -> Path:
        """Where the demo's mail server keeps what it caught."""
        return self.settings.data / "caught"


OTHER_BOOKS: dict[str, type[BaseModel]] = {"sending": SendingBook, "messages": Manners}

MAIN_BOOKS: dict[str, type[BaseModel]] = {
    "approval": ApprovalBook,
    "recipients": RecipientsBook,
    "briefs": BriefsBook,
}


def follow(tx: Tx) -> None:
    """Keep this program's shelf of rule books as the store has them now."""
    SHELF.follow(editions.in_force(tx), partial(text_of, tx))


def books_in_force() -> Books:
    """The books on the shelf. Raises `BadBook`."""
    return _books(tuple(_texts().items()))


@lru_cache(maxsize=8)
def _books(texts: tuple[tuple[str, str], ...]) -> Books:
    return of_texts(dict(texts), roles=APPROVERS)


def _texts() -> dict[str, str]:
    return {file: SHELF.text(file.removesuffix(".toml")) for file in FILES}


class UnsafeRelay(Refusal):
    """A password would travel to the relay for everybody on the way to read."""


class UnsafeGateway(Refusal):
    """What goes to a gateway could be read, or be made, by anybody on the way."""


class StoreBehind(Refusal):
    """The tables are older than this program, and changing them is a person's decision."""


def open_cockpit(settings: Settings, *, as_it_is: bool = False) -> Cockpit:
    """Open the house with real time, real ids, and what the settings name.

    A new store gets its tables; one that is behind is refused with `StoreBehind`, unless it
    is wanted `as_it_is`, to be looked at or to be migrated. Raises `UnsafeRelay`, `BadBook`,
    `UnsafeGateway`, and `UnknownEngine` for a warehouse the house cannot read the address of.
    """
    if not settings.keeps_its_password:
        raise UnsafeRelay("delivery-password-in-the-open", host=settings.smtp_host)
    if not settings.keeps_its_messages:
        raise UnsafeGateway("delivery-gateway-in-the-open")
    if settings.cabinet_url and not settings.cabinet_secret.get_secret_value():
        raise UnsafeGateway("delivery-cabinet-unsigned")
    settings.data.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.store_url)
    if not as_it_is and store.is_behind():
        if not store.is_new():
            raise StoreBehind("store-behind")
        store.migrate()
    opened = Cockpit(
        settings=settings,
        clock=SystemClock(),
        ids=RandomIds(),
        store=store,
        warehouse=Warehouse(
            settings.data / "warehouse",
            open_engine(settings),
            partial(_forget, store, settings, RandomIds()),
        ),
    )
    if not as_it_is:
        opened.check_books()
    return opened


def _forget(store: Store, settings: Settings, ids: Ids, connection: DuckDBPyConnection) -> None:
    """Leave whoever was erased out of a version that is being published."""
    with store.reading() as tx:
        if forgetting.is_anybody(tx):
            key = signing_key(settings, ids)
            forgetting.leave_out(tx, key, connection)


def signing_key(settings: Settings, ids: Ids) -> bytes:
    """The key of all that this house signs."""
    said = settings.signing_key.get_secret_value().encode()
    return said or key_kept(settings.data / "signing.key", ids)


def open_engine(settings: Settings) -> Engine | None:
    """Who else holds the client data and answers for segments; nobody is called up yet."""
    if not settings.warehouse:
        return None
    found = address.read(settings.warehouse)
    match found.kind:
        case address.Kind.POSTGRESQL:
            return PostgresqlEngine(found.url)
        case address.Kind.CLICKHOUSE:
            return ClickHouseEngine(found.url)
        case address.Kind.SPARK:
            folder = found.folder or settings.data / "warehouse" / "spark"
            return SparkEngine(found.url, folder.resolve(), found.settings)
