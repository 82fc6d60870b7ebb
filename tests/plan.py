"""Ground for tests of campaigns and approvals: a small published base, and a ready campaign."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from duckdb import DuckDBPyConnection

from core.approvals import actions as approvals
from core.approvals.model import Verdict
from core.campaigns import actions as campaigns
from core.campaigns import records, rehearsal_plan, tables
from core.campaigns import rehearsal_actions as rehearsals
from core.campaigns.audience import Audience
from core.campaigns.model import Campaign, CampaignId
from core.campaigns.rehearsal import Rehearsal
from core.foundation.settings import HOUSE
from core.messages import actions as messages
from core.messages.model import TemplateId, Writing
from core.people.model import APPROVERS, Person, Role
from core.rulebook import loading
from core.rulebook.approval import ApprovalBook, StageRule
from core.segments import actions as segments
from core.segments.model import EVERYBODY, Rule, SegmentId
from core.store.store import Tx
from core.warehouse.catalogue import load_catalogue
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.bases import laid_out
from tests.conftest import ANA, BEN, MONDAY, person

BOOKS = loading.load(HOUSE / "data" / "rules", roles=APPROVERS)
CATALOGUE = load_catalogue()
LEA = person("lea", Role.LEGAL)

KEY = b"a key of the tests"
TODAY = MONDAY.date()
CAMPAIGN = CampaignId("c1")
SEGMENT = SegmentId("s1")
TEMPLATE = TemplateId("t1")

HTML = "<p>Hello {{ contact.full_name }}</p>"
TEXT = "Hello {{ contact.full_name }}"

Contact = tuple[str, str, str, str]  # id, account, role, e-mail
Given = tuple[str, str, str, str | None, str | None]
Sale = tuple[str, str, str, float]  # id, account, day, amount


def publish(  # noqa: PLR0913 -- a base is these facts, each named at the call
    warehouse: Warehouse,
    *,
    accounts: dict[str, str],
    contacts: list[Contact],
    consents: Sequence[Given] | None = None,
    as_of: date = date(2026, 3, 1),
    opted_in_on: str = "2025-01-01",
    channels: Sequence[str] = ("email",),
    sales: Sequence[Sale] = (),
) -> Snapshot:
    """Publish a base: accounts with their status; consents (contact, purpose, basis, given,
    withdrawn) on each of `channels`, or an opt-in of everybody where none are named. Everybody
    has a telephone."""
    given = consents
    if given is None:
        given = [(row[0], "advertising", "opt_in", opted_in_on, None) for row in contacts]

    def fill(connection: DuckDBPyConnection) -> None:
        insert(connection, "accounts", ["account_id", "status"], list(accounts.items()))
        known = [(*row, f"+7916{number:07}") for number, row in enumerate(contacts)]
        named = ["contact_id", "account_id", "role", "email", "phone"]
        insert(connection, "contacts", named, known)
        homes = {row[0]: row[1] for row in contacts}
        rows = [
            (contact, homes[contact], channel, purpose, basis, start, end)
            for contact, purpose, basis, start, end in given
            for channel in channels
        ]
        columns = ["contact_id", "account_id", "channel", "purpose", "basis"]
        insert(connection, "consents", [*columns, "given_on", "withdrawn_on"], rows)
        insert(connection, "sales", ["sale_id", "account_id", "sold_at", "amount"], list(sales))

    def make(empty: Warehouse) -> None:
        empty.publish(fill, name="test", by=ANA.id, at=MONDAY, as_of=as_of, note="")

    key = ("plan", accounts, contacts, given, as_of, channels, sales)
    return laid_out(warehouse, key, make)


def insert(
    connection: DuckDBPyConnection, table: str, columns: list[str], rows: list[Any]
) -> None:
    if rows:
        marks = ", ".join("?" for _ in columns)
        connection.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows
        )


def small_base(
    warehouse: Warehouse,
    accounts: int = 10,
    *,
    today: date | None = None,
    channels: Sequence[str] = ("email",),
    sales: Sequence[Sale] = (),
) -> Snapshot:
    """Ten active accounts with two contacts each, all of whom opted in; as fresh as `today`."""
    fresh: Any = {"as_of": today, "opted_in_on": today.isoformat()} if today else {}
    ids = [f"a{number:03}" for number in range(accounts)]
    contacts = [
        (f"{account}-{role}", account, role, f"{role}@{account}.test")
        for account in ids
        for role in ("decision_maker", "technical")
    ]
    known = dict.fromkeys(ids, "active")
    return publish(
        warehouse, accounts=known, contacts=contacts, channels=channels, sales=sales, **fresh
    )


def write_segment(tx: Tx, *, by: Person = ANA, rule: Rule = EVERYBODY, note: str = "") -> None:
    segments.save(tx, SEGMENT, name="Everybody", rule=rule, note=note, by=by, at=MONDAY)


def write_template(tx: Tx, *, by: Person = ANA, subject: str = "Hello") -> None:
    messages.save(
        tx,
        TEMPLATE,
        name="Hello",
        writings=[Writing(subject, HTML, TEXT)],
        note="",
        by=by,
        at=MONDAY,
    )


def ready_campaign(tx: Tx, *, by: Person = ANA, **changes: Any) -> Campaign:
    """A campaign of Ana's that lacks nothing, over everybody."""
    write_segment(tx)
    write_template(tx)
    begun = campaigns.draft(tx, CAMPAIGN, name="Spring tariffs", seed="7", by=by, at=MONDAY)
    wanted: dict[str, Any] = {
        "goal": "Sell more",
        "segment_id": SEGMENT,
        "template_id": TEMPLATE,
        "sender_name": "Our house",
        "sender_address": "news@house.test",
        "holdout_share": 0.2,
    }
    return campaigns.edit(
        tx, CAMPAIGN, by=by, at=MONDAY, seen=begun.revision, **wanted | changes
    )


def edit(tx: Tx, *, by: Person = ANA, **changes: Any) -> Campaign:
    """Change the campaign as somebody who looked at it a moment ago."""
    seen = records.get(tx, CAMPAIGN).revision
    return campaigns.edit(tx, CAMPAIGN, by=by, at=MONDAY, seen=seen, **changes)


def audience_of(
    tx: Tx, snapshot: Snapshot, campaign: Campaign, *, today: date = TODAY
) -> Audience:
    return tables.audience_now(
        tx, snapshot, campaign, catalogue=CATALOGUE, book=BOOKS.recipients, today=today, key=KEY
    )


def submitted(
    tx: Tx,
    snapshot: Snapshot,
    *,
    by: Person = ANA,
    book: ApprovalBook = BOOKS.approval,
    **changes: Any,
) -> Campaign:
    """The ready campaign, submitted."""
    return submit(tx, snapshot, ready_campaign(tx, **changes), by=by, book=book)


def submit(
    tx: Tx,
    snapshot: Snapshot,
    campaign: Campaign,
    *,
    by: Person = ANA,
    book: ApprovalBook = BOOKS.approval,
    at: datetime = MONDAY,
) -> Campaign:
    audience = audience_of(tx, snapshot, campaign, today=at.date())
    if audience.messages:
        rehearse(tx, snapshot, campaign, audience)
    return approvals.submit(tx, campaign.id, audience=audience, book=book, by=by, at=at)


def staged(*stages: dict[str, Any]) -> ApprovalBook:
    """A book of such stages, each asked for always unless it says when."""
    return ApprovalBook(
        version=9,
        office=BOOKS.approval.office,
        stages=[
            StageRule.model_validate(
                {
                    "label": {"en": one["name"], "ru": one["name"]},
                    "when": [{"rule": f"{one['name']}-always", "always": True}],
                }
                | one
            )
            for one in stages
        ],
    )


def rehearse(
    tx: Tx, snapshot: Snapshot, campaign: Campaign, audience: Audience | None = None
) -> Rehearsal:
    """Rehearse a campaign, unless exactly this has passed."""
    resolved = audience or audience_of(tx, snapshot, campaign)
    rehearsal_id = rehearsal_plan.digest_now(tx, campaign, resolved)[:12]
    return rehearsals.at_once(tx, rehearsal_id, campaign, resolved, snapshot, by=ANA, at=MONDAY)


def approve(tx: Tx, *, by: Person = BEN, decision: str = "d1", **more: Any) -> Campaign:
    return decide(tx, Verdict.APPROVE, "", by=by, decision=decision, **more)


def decide(
    tx: Tx, verdict: Verdict, comment: str, *, by: Person, decision: str = "d1", **more: Any
) -> Campaign:
    seen = records.get(tx, CAMPAIGN).fingerprint
    facts: dict[str, Any] = {"decision_id": decision, "by": by, "at": MONDAY, "seen": seen}
    return approvals.decide(tx, CAMPAIGN, verdict=verdict, comment=comment, **facts | more)
