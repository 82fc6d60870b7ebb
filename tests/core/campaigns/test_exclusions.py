"""The whole waterfall: holds, debts, incidents, caps, standing holdout, in their order."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from duckdb import DuckDBPyConnection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.campaigns import audience, exclusions
from core.campaigns.audience import Audience
from core.campaigns.known import Known
from core.campaigns.model import Campaign, CampaignId, Fate, Purpose, Status
from core.campaigns.pressure import Touch
from core.consent.model import address_key
from core.rulebook.model import RecipientsBook
from core.segments.checking import checked
from core.segments.model import EVERYBODY, Segment, SegmentId
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.conftest import MONDAY
from tests.plan import BOOKS, CATALOGUE, insert, small_base

BOOK = BOOKS.recipients
NOBODY_STANDS = BOOK.model_copy(update={"global_holdout": None})
PLAIN = RecipientsBook(version=1, purposes=BOOK.purposes)
TODAY = MONDAY.date()
NOTHING = Known()
DAY = date(2026, 3, 1)
BEFORE_THE_OTHER_CHANNELS = "ed2d094c59d35936269362ec5d152aaec156dc7671f272b73bb908c24a94896d"
ACCOUNT = ["account_id", "status", "hold", "address", "size_band", "region", "holding_id"]


def publish(
    warehouse: Warehouse, accounts: dict[str, dict[str, Any]], *, day: date = DAY
) -> Snapshot:
    """Accounts by id, each with one contact who opted in to everything."""
    rows = [[key, *map(facts.get, ACCOUNT[1:])] for key, facts in accounts.items()]
    contacts = [
        (f"c-{key}", key, facts.get("email", f"x@{key}.test"), facts.get("phone"))
        for key, facts in accounts.items()
    ]
    invoices = [
        (f"i-{key}", key, day - timedelta(days=90), day - timedelta(days=facts["overdue"]), 10)
        for key, facts in accounts.items()
        if "overdue" in facts
    ]
    tickets = [
        (f"t-{key}", key, day - timedelta(days=1), facts["ticket"])
        for key, facts in accounts.items()
        if "ticket" in facts
    ]
    consents = [
        (f"c-{key}", key, channel, "advertising", "opt_in", "2025-01-01")
        for key, facts in accounts.items()
        for channel in facts.get("consents", ("email", "sms", "letter", "cabinet"))
    ]

    def fill(to: DuckDBPyConnection) -> None:
        insert(to, "accounts", ACCOUNT, rows)
        insert(to, "contacts", ["contact_id", "account_id", "email", "phone"], contacts)
        billed = ["invoice_id", "account_id", "issued_on", "due_on", "amount"]
        insert(to, "invoices", billed, invoices)
        insert(to, "tickets", ["ticket_id", "account_id", "opened_at", "severity"], tickets)
        given_ = ["contact_id", "account_id", "channel", "purpose", "basis", "given_on"]
        insert(to, "consents", given_, consents)

    warehouse.publish(fill, name="w", by="ana", at=MONDAY, as_of=day)
    return warehouse.current()


SEGMENT = Segment(SegmentId("s1"), "All", 1, EVERYBODY, "ana", MONDAY, "ana", MONDAY)
CAMPAIGN = Campaign(
    id=CampaignId("c1"),
    name="Spring tariffs",
    status=Status.DRAFT,
    goal="",
    purpose=Purpose.ADVERTISING,
    segment_id="s1",
    template_id=None,
    holdout_share=0.0,
    contacts_per_account=1,
    roles=(),
    sender_name="",
    sender_address="",
    send_at=None,
    window_days=60,
    seed="7",
    fingerprint=None,
    revision=1,
    created_by="ana",
    created_at=MONDAY,
)


def resolved(
    snapshot: Snapshot,
    *,
    book: RecipientsBook = NOBODY_STANDS,
    known: Known = NOTHING,
    channels: tuple[str, ...] = ("email",),
    **changes: Any,
) -> Audience:
    by_channels = type("ByChannels", (Campaign,), {"channels": channels})
    return audience.resolve(
        snapshot,
        campaign=by_channels(**vars(replace(CAMPAIGN, **changes))),
        segment=SEGMENT,
        known=known,
        catalogue=CATALOGUE,
        book=book,
        today=TODAY,
    )


def reasons(found: Audience) -> dict[str, tuple[str, str]]:
    return {row.account_id: (row.reason, row.rule) for row in found.accounts}


TROUBLED: dict[str, dict[str, Any]] = {
    "closed": {"status": "closed", "hold": "legal_hold", "overdue": 60},
    "legal": {"hold": "legal_hold", "overdue": 60},
    "tender": {"hold": "tender"},
    "debt": {"overdue": 31, "ticket": "critical"},
    "late": {"overdue": 30},
    "incident": {"ticket": "critical", "email": "no address"},
    "ticket": {"ticket": "normal"},
    "nowhere": {"email": "no address"},
}


def test_holds_come_before_debts_and_debts_before_incidents_and_those_before_addresses(
    warehouse: Warehouse,
) -> None:
    found = resolved(publish(warehouse, TROUBLED))

    assert reasons(found) == {
        "closed": (Fate.NOT_ACTIVE, ""),
        "legal": (Fate.HOLD, "legal-hold"),
        "tender": (Fate.HOLD, "tender"),
        "debt": (Fate.DEBT, "overdue-debt"),
        "late": (Fate.IN, ""),
        "incident": (Fate.INCIDENT, "critical-incident"),
        "ticket": (Fate.IN, ""),
        "nowhere": (Fate.NO_ADDRESS, ""),
    }
    assert [fall.accounts for fall in found.waterfall if fall.accounts] == [1, 2, 1, 1, 1, 2]


def test_a_service_message_is_stopped_by_lawyers_only(warehouse: Warehouse) -> None:
    found = resolved(publish(warehouse, TROUBLED), purpose=Purpose.SERVICE)

    assert reasons(found) == {
        "closed": (Fate.NOT_ACTIVE, ""),
        "legal": (Fate.HOLD, "legal-hold"),
        "nowhere": (Fate.NO_ADDRESS, ""),
        "incident": (Fate.NO_ADDRESS, ""),
    } | dict.fromkeys(("tender", "debt", "late", "ticket"), (Fate.IN, ""))


def test_each_decision_cites_the_book_its_version_and_the_rule() -> None:
    decided = [(Fate.HOLD, "legal-hold"), (Fate.NO_CONSENT, ""), (Fate.IN, "")]

    cited = [exclusions.citation(2, *one, "service") for one in decided]

    assert cited == ["recipients@2#legal-hold", "recipients@2#consent-service", ""]


def test_every_condition_of_the_book_can_be_asked_of_the_catalogue() -> None:
    for rule in BOOK.exclusions:
        condition = exclusions.condition_of(rule)
        assert checked(condition, CATALOGUE) == condition


def test_an_audience_by_mail_has_the_digest_it_had_before_there_were_other_channels(
    warehouse: Warehouse,
) -> None:
    found = resolved(small_base(warehouse, accounts=40), book=PLAIN, holdout_share=0.2)

    assert found.digest == BEFORE_THE_OTHER_CHANNELS


def test_a_contact_of_two_channels_counts_once_for_the_furthest_it_came(
    warehouse: Warehouse,
) -> None:
    snapshot = publish(
        warehouse,
        {
            "both": {"phone": "+7 495 000-00-01"},
            "by phone": {"email": "", "phone": "+7 495 000-00-02"},
            "stopped": {"email": "", "phone": "+7 495 000-00-03"},
        },
    )
    stopped = Known({"sms": {address_key("sms", "+74950000003")}})

    found = resolved(snapshot, channels=("email", "sms"), known=stopped)

    assert [(row.contact_id, row.channel, row.reason) for row in found.contacts] == [
        ("c-both", "email", Fate.IN),
        ("c-both", "sms", Fate.IN),
        ("c-by phone", "email", Fate.NO_ADDRESS),
        ("c-by phone", "sms", Fate.IN),
        ("c-stopped", "email", Fate.NO_ADDRESS),
        ("c-stopped", "sms", Fate.SUPPRESSED),
    ]
    assert found.messages == 2
    assert sum(fall.contacts for fall in found.waterfall) == 3
    assert reasons(found)["stopped"] == (Fate.SUPPRESSED, "")


def test_letters_and_the_cabinet_go_to_the_account(warehouse: Warehouse) -> None:
    snapshot = publish(warehouse, {"a1": {"address": "Mira 1"}, "a2": {"address": ""}})

    found = resolved(snapshot, channels=("letter", "cabinet"))

    reached = {(row.account_id, row.channel): row.address for row in found.contacts}
    assert reached == {
        ("a1", "letter"): "Mira 1",
        ("a1", "cabinet"): "a1",
        ("a2", "letter"): "",
        ("a2", "cabinet"): "a2",
    }


def test_the_tenants_of_one_house_are_different_recipients(warehouse: Warehouse) -> None:
    snapshot = publish(warehouse, {f"a{n:03}": {"address": "Mira 1"} for n in range(200)})

    everybody = resolved(snapshot, channels=("letter",))
    halves = resolved(snapshot, channels=("letter",), holdout_share=0.5)
    spared = resolved(snapshot, channels=("letter",), book=BOOK)

    assert everybody.messages == 200
    assert (halves.treated, halves.held_out) == (100, 100)
    held = [row for row in spared.accounts if row.reason == Fate.GLOBAL_HOLDOUT]
    assert 0 < len(held) < 20


@pytest.mark.parametrize(("before", "fate"), [(1, Fate.IN), (2, Fate.POLICY), (3, Fate.POLICY)])
def test_whoever_was_written_to_often_enough_is_spared(
    warehouse: Warehouse, before: int, fate: Fate
) -> None:
    snapshot = publish(warehouse, {"a1": {}, "a2": {}})
    touches = [Touch("other", "a1", "c-a1", TODAY - timedelta(days=6))] * before

    found = resolved(snapshot, known=Known({}, touches))

    rule = "contact-week" if fate is Fate.POLICY else ""
    assert reasons(found) == {"a1": (fate, rule), "a2": (Fate.IN, "")}


def test_a_window_lets_go_of_what_is_older(warehouse: Warehouse) -> None:
    touches = [Touch("other", "a1", "c-a1", TODAY - timedelta(days=7))] * 5

    found = resolved(publish(warehouse, {"a1": {}}), known=Known({}, touches))

    assert reasons(found)["a1"] == (Fate.IN, "")


def test_the_first_channel_alone_is_capped_at_the_freeze(warehouse: Warehouse) -> None:
    ways = {"phone": "+7 495 000-00-01", "address": "Mira 1"}
    snapshot = publish(warehouse, {"a1": ways, "a2": ways | {"phone": "+7 495 000-00-02"}})
    often = [Touch("other", "a1", "c-a1", TODAY)] * 2

    found = resolved(snapshot, channels=("email", "sms", "letter"), known=Known({}, often))

    fates = {(row.account_id, row.channel): row.reason for row in found.contacts}
    assert [fates["a1", one] for one in ("email", "sms", "letter")] == ["policy", "in", "in"]
    assert [fates["a2", one] for one in ("email", "sms", "letter")] == ["in"] * 3
    assert found.treated == 2


def test_a_service_message_heeds_no_cap(warehouse: Warehouse) -> None:
    touches = [Touch("other", "a1", "c-a1", TODAY)] * 9
    snapshot = publish(warehouse, {"a1": {}})

    found = resolved(snapshot, known=Known({}, touches), purpose=Purpose.SERVICE)

    assert reasons(found)["a1"] == (Fate.IN, "")


def test_the_standing_holdout_is_spared_also_through_a_mailbox_it_shares(
    warehouse: Warehouse,
) -> None:
    accounts: dict[str, dict[str, Any]] = {f"a{n:03}": {} for n in range(200)}
    snapshot = publish(warehouse, accounts)
    alone = resolved(snapshot, book=BOOK)
    held = [row.account_id for row in alone.accounts if row.reason == Fate.GLOBAL_HOLDOUT]
    other = next(row.account_id for row in alone.accounts if row.reason == Fate.IN)
    assert 0 < len(held) < 20

    accounts[other] = {"email": f"X@{held[0]}.test"}
    shared = resolved(publish(warehouse, accounts), book=BOOK)

    assert reasons(shared)[other] == (Fate.GLOBAL_HOLDOUT, "")
    assert alone.drawn["standing"]["period"] == "2026H1"


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["active", "closed"]),
        "hold": st.sampled_from(["legal_hold", "dispute", "tender"]),
        "overdue": st.integers(1, 60),
        "ticket": st.sampled_from(["critical", "normal"]),
        "email": st.sampled_from(["", "desk@shared.test", "Desk@Shared.test", "who?"]),
        "phone": st.sampled_from(["+74950000001", "+74950000002"]),
        "consents": st.sampled_from([(), ("email",), ("sms",), ("email", "sms")]),
        "region": st.sampled_from(["North", "South"]),
        "holding_id": st.sampled_from(["H1", "H2"]),
    },
)


@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(FACTS, min_size=1, max_size=14), st.integers(0, 6), st.floats(0, 0.6))
def test_whatever_the_base_it_adds_up_nobody_straddles_and_it_replays(
    tmp_path_factory: Any, facts: list[Any], touched: int, share: float
) -> None:
    base = {f"a{number:02}": one for number, one in enumerate(facts)}
    snapshot = publish(Warehouse(tmp_path_factory.mktemp("many")), base)
    touches = [Touch("other", f"a{n:02}", f"c-a{n:02}", TODAY) for n in range(touched)] * 2
    known = Known({"email": {"desk@shared.test"} if touched % 2 else set()}, touches)
    more: dict[str, Any] = {
        "book": BOOK,
        "known": known,
        "channels": ("email", "sms"),
        "holdout_share": share,
    }

    found = resolved(snapshot, **more)
    again = resolved(snapshot, **more)

    assert sum(fall.accounts for fall in found.waterfall) == len(found.accounts) == len(base)
    assert sum(fall.contacts for fall in found.waterfall) == len(base)
    assert len({(row.contact_id, row.channel) for row in found.contacts}) == 2 * len(base)
    arms = {row.account_id: row.arm for row in found.accounts}
    for row in found.contacts:
        assert (row.address != "") == (row.reason in (Fate.IN, Fate.CAMPAIGN_HOLDOUT))
        assert row.reason != Fate.IN or arms[row.account_id] == "treated"
    written_to = {
        (r.channel, address_key(r.channel, r.address))
        for r in found.contacts
        if r.reason == Fate.IN
    }
    left = {
        (r.channel, address_key(r.channel, r.address))
        for r in found.contacts
        if r.reason == Fate.CAMPAIGN_HOLDOUT
    }
    assert not written_to & left
    assert again.digest == found.digest
    assert again == found
