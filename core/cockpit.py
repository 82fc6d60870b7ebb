"""Puts the house together. The only module that chooses implementations."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from duckdb import DuckDBPyConnection

from core import books as rule_books
from core import ways
from core.approvals import actions as approvals
from core.approvals import overdue, second_notices
from core.campaigns import sets
from core.campaigns.costing import SMS, Prices
from core.campaigns.model import CampaignId
from core.campaigns.sets import KeptSets
from core.consent import forgetting
from core.consent.tables import contact_addresses
from core.delivery.channel import Channel
from core.delivery.composer import Composer
from core.delivery.feedback.returns import Postman
from core.delivery.model import Dispatch
from core.delivery.notifying import Mailroom
from core.delivery.policy import SendingBook
from core.delivery.proof import pages as proof_pages
from core.delivery.proof import proving
from core.delivery.stopping import Orders
from core.delivery.workshop import Workshop
from core.foundation.clock import Clock, SystemClock
from core.foundation.ids import Ids, RandomIds
from core.foundation.refusal import Refusal
from core.foundation.settings import Settings
from core.people import actions as people
from core.people.model import Permission, Person, require
from core.results.ahead import Ahead
from core.results.bulletin_post import Mailing
from core.results.pricing import Pricing
from core.results.remembering import shelf
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
from core.ways import Ways


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
            rule_books.follow(tx)
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
            return self.catalogue.naming(sets.names(tx), sets.put_away(tx, self.today()))

    def workshop(self, processes: int = 1) -> Workshop:
        """What each of so many workers works with; raises what keeps it from signing."""
        settings = self.settings.shared_by(processes)
        self.ways.check_signing()
        return Workshop(
            store=self.store,
            clock=self.clock,
            ids=self.ids,
            channels=replace(self, settings=settings).channels(),
            compose=self._composer(),
            book=rule_books.heeded(self.settings),
            folder=settings.data / "delivery",
            house_zone=settings.time_zone,
            connections=settings.connections,
            latest=self._latest_sending_book,
            orders=Orders(self.warehouse, settings.time_zone),
            clerk=self.clerk,
            processes=processes,
            conditions=self.ways.conditions(),
        )

    @property
    def ways(self) -> Ways:
        """How messages leave this house, and how answers find it."""
        return Ways(self.settings, self.clock, self.ids)

    def channels(self) -> dict[str, Channel]:
        """The ways out that are set up here, by name."""
        return self.ways.channels(self.store, letters=self.settings.letters, today=self.today)

    def prices(self) -> Prices:
        """What messages cost by the sending book; an SMS by the settings, where they say so."""
        told = rule_books.sending_book().prices.prices()
        part = self.settings.sms_part_price
        return Prices(told.currency, {**told.each, SMS: part}) if part else told

    def pricing(self) -> Pricing:
        """What results know of money, by the sending book."""
        return Pricing(rule_books.sending_book().prices.margin, self.prices())

    def postman(self) -> Postman:
        """Who takes in what comes back."""
        book = rule_books.sending_book().soft_bounces
        return Postman(self.store, self.ids, self.ways.marks, book, self._everywhere)

    def _everywhere(self, dispatch: Dispatch) -> list[tuple[str, str]]:
        if self.warehouse.is_empty():
            return []
        return contact_addresses(self.warehouse.current(), dispatch.contact_id)

    def clerk(self) -> None:
        """Notice what is late or waits for a second administrator; send what is told."""
        for found in (overdue, second_notices):
            with self.store.reading() as tx:
                is_news = bool(found.unnoticed(tx, at=self.clock.now()))
            if is_news:
                with self.transaction() as tx:
                    found.notice(tx, at=self.clock.now())
        self.mailroom().send_due()
        self.mailing().send_due()

    def mailroom(self) -> Mailroom:
        """What notices are sent with."""
        own = self.settings
        told = own.sender_address, own.public_url, own.language
        return Mailroom(self.store, self.clock, self.ways.relay(), *told)

    def mailing(self) -> Mailing:
        """What bulletins are sent with."""
        return Mailing(self.mailroom(), self.warehouse, self.settings.time_zone, self.pricing())

    def ahead(self) -> Ahead:
        """Who computes results before anybody asks."""
        here = self.store, self.warehouse, self.clock
        return Ahead(*here, self.settings.time_zone, self.pricing)

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
        require(by, Permission.DECIDE)
        with self.transaction(by) as tx:
            gathered = proving.gathered(
                tx,
                campaign_id,
                warehouse=self.warehouse,
                by=by,
                at=self.clock.now(),
                contact_id=contact_id,
            )
        facts = gathered.composed(self._composer())
        pages = partial(proof_pages.pdf, language=language, zone=self.settings.time_zone)
        return proving.archive(facts, folder=self.settings.data, pages=pages)

    def _composer(self) -> Composer:
        book, senders = self.books.recipients, self.settings.senders
        return Composer(
            self.store,
            self.warehouse,
            book,
            self.today,
            self.settings.time_zone,
            senders=senders,
            marks=self.ways.marks,
            latest=lambda: self.books.recipients,
        )

    @property
    def books(self) -> Books:
        """The rule books in force, whoever changed them, in whatever program of this house."""
        with self.store.reading() as tx:
            rule_books.follow(tx)
        return rule_books.books_in_force()

    def _latest_sending_book(self, tx: Tx) -> SendingBook:
        rule_books.follow(tx)
        return rule_books.heeded(self.settings)

    def today(self) -> date:
        """The day it is, on the clock of the house."""
        return self.clock.now().astimezone(ZoneInfo(self.settings.time_zone)).date()

    def sources(self) -> list[SourceFreshness]:
        """Every source of the client data in use with its age today; of an empty base, none."""
        if self.warehouse.is_empty():
            return []
        snapshot = self.warehouse.current()
        return freshness(snapshot, self.catalogue.sources, today=self.today())


class StoreBehind(Refusal):
    """The tables are older than this program, and changing them is a person's decision."""


def open_cockpit(settings: Settings, *, as_it_is: bool = False) -> Cockpit:
    """Open the house with real time, real ids, and what the settings name.

    A new store gets its tables; one that is behind is refused with `StoreBehind`, unless it
    is wanted `as_it_is`, to be looked at or to be migrated. Raises `UnsafeRelay`, `BadBook`,
    `UnsafeGateway`, and `UnknownEngine` for a warehouse the house cannot read the address of.
    """
    ways.check_safe(settings)
    settings.data.mkdir(parents=True, exist_ok=True)
    shelf.keep_in(settings.data / "results")
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
            partial(_forget, store, Ways(settings, SystemClock(), RandomIds())),
        ),
    )
    if not as_it_is:
        with store.reading() as tx:
            rule_books.follow(tx)
        rule_books.check_all()
    return opened


def _forget(store: Store, known: Ways, connection: DuckDBPyConnection) -> None:
    """Leave whoever was erased out of a version that is being published."""
    with store.reading() as tx:
        if forgetting.is_anybody(tx):
            forgetting.leave_out(tx, known.signing_key, connection)


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
