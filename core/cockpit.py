"""Puts the house together. The only module that chooses implementations."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from duckdb import DuckDBPyConnection

from core.approvals import actions as approvals
from core.campaigns import sets
from core.campaigns.sets import KeptSets
from core.consent import forgetting
from core.consent.tables import contact_addresses
from core.delivery import policy
from core.delivery.channel import Channel
from core.delivery.channels.smtp import SmtpChannel
from core.delivery.letters import Composer
from core.delivery.marks import Marks
from core.delivery.model import Dispatch
from core.delivery.pickup import Imap, Maildir, Quarantine, Source
from core.delivery.returns import Postman
from core.delivery.tokens import key_kept
from core.delivery.worker import Workshop
from core.foundation.clock import Clock, SystemClock
from core.foundation.ids import Ids, RandomIds
from core.foundation.refusal import Refusal
from core.foundation.settings import Settings
from core.people import actions as people
from core.people.model import APPROVERS, Person
from core.rulebook.loading import RULES_FOLDER
from core.rulebook.loading import load as load_books
from core.rulebook.model import Books
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
    books: Books = field(default_factory=partial(load_books, RULES_FOLDER, roles=APPROVERS))

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
        book = policy.load(RULES_FOLDER)
        if not settings.keeps_quiet_hours:
            book = book.model_copy(update={"quiet_hours": None})
        return Workshop(
            store=self.store,
            clock=self.clock,
            ids=self.ids,
            channels=self.channels(),
            compose=self._composer(),
            book=book,
            folder=settings.data / "delivery",
            house_zone=settings.time_zone,
            connections=settings.connections,
        )

    def channels(self) -> dict[str, Channel]:
        """The ways out that are set up here, by name."""
        relay = self.relay()
        return {relay.name: relay}

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
        book = policy.load(RULES_FOLDER).soft_bounces
        return Postman(self.store, self.ids, self.marks, book, self._everywhere)

    def mailboxes(self) -> list[Source]:
        """Where mails come back to."""
        settings = self.settings
        quarantine = Quarantine(settings.data / "quarantine")
        found: list[Source] = []
        if settings.bounce_maildir:
            found.append(Maildir(Path(settings.bounce_maildir), quarantine))
        if settings.imap_host:
            password = settings.imap_password.get_secret_value()
            where = (settings.imap_host, settings.imap_port, settings.imap_name, password)
            found.append(Imap(*where, quarantine, settings.imap_folder))
        return found

    def _everywhere(self, dispatch: Dispatch) -> list[tuple[str, str]]:
        if self.warehouse.is_empty():
            return []
        return contact_addresses(self.warehouse.current(), dispatch.contact_id)

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
        return Composer(
            self.store,
            self.warehouse,
            self.books.recipients,
            self.today,
            senders=self.settings.senders,
            marks=self.marks,
        )

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
    def caught(self) -> Path:
        """Where the demo's mail server keeps what it caught."""
        return self.settings.data / "caught"


class UnsafeRelay(Refusal):
    """A password would travel to the relay for everybody on the way to read."""


class StoreBehind(Refusal):
    """The tables are older than this program, and changing them is a person's decision."""


def open_cockpit(settings: Settings, *, as_it_is: bool = False) -> Cockpit:
    """Open the house with real time, real ids, and what the settings name.

    A new store gets its tables; one that is behind is refused with `StoreBehind`, unless it
    is wanted `as_it_is`, to be looked at or to be migrated. Raises `UnsafeRelay`, and
    `UnknownEngine` for a warehouse the house cannot read the address of.
    """
    if not settings.keeps_its_password:
        raise UnsafeRelay("delivery-password-in-the-open", host=settings.smtp_host)
    settings.data.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.store_url)
    if not as_it_is and store.is_behind():
        if not store.is_new():
            raise StoreBehind("store-behind")
        store.migrate()
    return Cockpit(
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
