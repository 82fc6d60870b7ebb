"""Why an account is in or out, and the list of who is out."""

import csv
import io
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from core.campaigns import surveys, taking, why
from core.campaigns.audience import Audience
from core.campaigns.model import Arm, Campaign, Fate
from core.campaigns.questions import Question, Scale
from core.campaigns.steps import Hand
from core.campaigns.surveys import Wanted
from core.consent import actions as consent
from core.consent.model import Reason
from core.journal import records as journal
from core.people.model import NotAllowed, Person, Role
from core.store.store import Store, Tx
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, CLEO, MONDAY, CountedIds, person
from tests.plan import (
    BOOKS,
    CAMPAIGN,
    CATALOGUE,
    audience_of,
    insert,
    ready_campaign,
    small_base,
)

BOOK = BOOKS.recipients.model_copy(update={"global_holdout": None})
MANAGER = person("max", Role.MANAGER)


def base(warehouse: Warehouse) -> Snapshot:
    def fill(to: DuckDBPyConnection) -> None:
        accounts = [
            ("a1", "=Sum", "active", "dispute"),
            ("a2", "Beta", "active", None),
            ("a3", "Gamma", "active", None),
        ]
        insert(to, "accounts", ["account_id", "name", "status", "hold"], accounts)
        contacts = [(f"c{n}", f"a{n}", f"Ivan {n}", f"ivan@a{n}.test") for n in (1, 2, 3)]
        insert(to, "contacts", ["contact_id", "account_id", "full_name", "email"], contacts)
        columns = ["contact_id", "account_id", "channel", "purpose", "basis", "given_on"]
        given = [
            (f"c{n}", f"a{n}", "email", "advertising", "opt_in", "2025-01-01") for n in (1, 2)
        ]
        insert(to, "consents", columns, given)

    warehouse.publish(fill, name="w", by="ana", at=MONDAY, as_of=MONDAY.date())
    return warehouse.current()


def resolved(tx: Tx, snapshot: Snapshot) -> tuple[Campaign, Audience]:
    campaign = ready_campaign(tx, holdout_share=0.0)
    return campaign, audience_of(tx, snapshot, campaign)


def told(tx: Tx, snapshot: Snapshot, account_id: str, by: Person = ANA) -> why.ContactFate:
    campaign, found = resolved(tx, snapshot)
    (one,) = why.why(
        tx,
        snapshot,
        campaign,
        found,
        account_id,
        catalogue=CATALOGUE,
        book=BOOK,
        by=by,
        today=MONDAY.date(),
        language="en",
    )
    return one


def test_a_fate_names_its_rule_and_what_each_question_saw(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        one = told(tx, base(warehouse), "a1")

    assert (one.reason, one.citation, one.label) == (
        Fate.HOLD,
        "recipients@2#dispute",
        "Open dispute",
    )
    answers = {answer.fate: answer for answer in one.answers}
    assert answers[Fate.NOT_ACTIVE].passed is True
    assert answers[Fate.NOT_ACTIVE].seen == "active"
    assert answers[Fate.HOLD].passed is False
    assert answers[Fate.HOLD].seen == "Hold: dispute"
    assert answers[Fate.NO_CONSENT].passed is None


def test_who_is_in_passed_every_question_and_their_consent_is_shown(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        one = told(tx, base(warehouse), "a2")

    assert one.reason is Fate.IN
    assert one.citation == ""
    assert all(answer.passed for answer in one.answers)
    seen = {answer.fate: answer.seen for answer in one.answers}
    assert seen[Fate.NO_ADDRESS] == "ivan@a2.test"
    assert "1 Jan 2025" in seen[Fate.NO_CONSENT]


def test_a_standing_order_is_named_with_its_reason(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        consent.suppress(
            tx,
            "s1",
            channel="email",
            address="Ivan@A2.test",
            reason=Reason.COMPLAINT,
            source="",
            by=ANA,
            at=MONDAY,
        )
        one = told(tx, base(warehouse), "a2")

    assert one.reason is Fate.SUPPRESSED
    seen = {answer.fate: answer.seen for answer in one.answers}
    assert "2 Mar 2026" in seen[Fate.SUPPRESSED]


def test_personal_data_is_masked_for_whoever_may_not_see_it(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        one = told(tx, base(warehouse), "a3", by=MANAGER)

    assert (one.reason, one.contact_id) == (Fate.NO_CONSENT, "***")
    assert "van" not in str(one)


def test_a_contact_s_id_finds_its_account(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        _, found = resolved(tx, base(warehouse))

    assert [why.account_of(found, text) for text in ("c3", " a1 ", "c9")] == ["a3", "a1", None]


def test_the_list_of_who_is_out_is_safe_to_open_and_in_the_journal(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = base(warehouse)
    with store.transaction() as tx:
        campaign, found = resolved(tx, snapshot)
        file = taking.excluded(
            tx, snapshot, campaign, found, book=BOOK, language="en", by=ANA, at=MONDAY
        )
        (entry,) = journal.latest(tx, 1)

    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
    assert rows[1] == [
        "a1",
        "'=Sum",
        "c1",
        "E-mail",
        "Legal hold, dispute or tender",
        "recipients@2#dispute",
    ]
    assert [row[-1] for row in rows[2:]] == ["recipients@2#consent-advertising"]
    assert (entry.verb, entry.subject, entry.by) == ("campaigns.export", "c1", ANA.id)
    assert entry.details["rows"] == 2


def test_nobody_takes_it_who_may_not_export(store: Store, warehouse: Warehouse) -> None:
    snapshot = base(warehouse)
    with store.transaction() as tx:
        campaign, found = resolved(tx, snapshot)
        with pytest.raises(NotAllowed):
            taking.excluded(
                tx, snapshot, campaign, found, book=BOOK, language="en", by=CLEO, at=MONDAY
            )


@pytest.mark.parametrize(
    ("language", "said"),
    [("ru", "в конце получит только вопрос"), ("en", "only asked a question at the end")],
)
def test_who_is_held_out_is_told_to_be_asked_one_question_at_the_end(
    store: Store, warehouse: Warehouse, ids: CountedIds, language: str, said: str
) -> None:
    snapshot = small_base(warehouse)
    wanted = Wanted(Question(Scale.CSAT, has_comment=False), "en", "https://house.test")
    facts: Any = {
        "catalogue": CATALOGUE,
        "book": BOOK,
        "by": ANA,
        "today": MONDAY.date(),
        "language": language,
    }
    with store.transaction() as tx:
        silent = ready_campaign(tx)
        hand = Hand(ANA, MONDAY, silent.revision, ("email",))
        asking = surveys.ask_at_end(tx, CAMPAIGN, wanted, wait_hours=9, ids=ids, hand=hand)
        seen = []
        for campaign in (silent, asking):
            found = audience_of(tx, snapshot, campaign)
            arms = {row.arm: row.account_id for row in found.accounts}
            (held, *_) = why.why(tx, snapshot, campaign, found, arms[Arm.HOLDOUT], **facts)
            asked = [why.asked_at_end(campaign, found, one) for one in arms.values()]
            seen.append((held.answers[-1].seen, sum(asked)))

    assert said not in seen[0][0]
    assert seen[1][0].endswith(f", {said}")
    assert [asked for _, asked in seen] == [0, 1]
