"""Random lives of a campaign: nothing is ever sendable without complete, current decisions."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.approvals import actions as approvals
from core.approvals import fingerprint, tables
from core.approvals import records as decisions
from core.approvals.model import Verdict
from core.campaigns import actions as campaigns
from core.campaigns import records
from core.campaigns.model import Purpose, Status
from core.cockpit import Cockpit, open_cockpit
from core.foundation.refusal import Refusal
from core.foundation.settings import Settings
from core.journal import actions as journal
from core.people.model import Person, Role
from core.segments.model import EVERYBODY, Combine, Group
from core.store.store import Tx
from tests.conftest import ADA, ANA, BEN, CLEO, MONDAY, person
from tests.plan import (
    CAMPAIGN,
    LEA,
    approve,
    decide,
    edit,
    publish,
    ready_campaign,
    submit,
    write_segment,
    write_template,
)

ALL_IN_ONE = person("olga", Role.MARKETER, Role.MARKETING_LEAD, Role.LEGAL, Role.ADMINISTRATOR)
DINA = person("dina", Role.MARKETER, Role.MARKETING_LEAD)
PEOPLE = st.sampled_from([ANA, BEN, CLEO, ADA, LEA, DINA, ALL_IN_ONE])
AUTHORS = st.sampled_from([ANA, ANA, DINA, ALL_IN_ONE])
SAME = Group(Combine.ALL, (EVERYBODY,))  # another rule, the same members

SENDABLE = {Status.APPROVED, Status.SCHEDULED, Status.PREPARING, Status.SENDING}


class Lives(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.house: Cockpit = open_cockpit(Settings(data=Path(self.folder.name), store=""))
        accounts = {f"a{number}": "active" for number in range(4)}
        contacts = [(f"c-{a}", a, "", f"x@{a}.test") for a in accounts]
        consents = [
            (row[0], purpose, "opt_in", "2025-01-01", None)
            for row in contacts
            for purpose in Purpose
        ]
        self.snapshot = publish(
            self.house.warehouse,
            accounts=accounts,
            contacts=contacts,
            consents=[(c, p.value, b, g, w) for c, p, b, g, w in consents],
        )
        self.count = 0
        self.refused = ""
        with self.house.transaction() as tx:
            ready_campaign(tx)

    def teardown(self) -> None:
        with self.house.store.reading() as tx:
            assert journal.audit(tx).holds
        self.house.store.close()
        self.folder.cleanup()

    def attempt(self, deed, *facts, **more) -> None:  # type: ignore[no-untyped-def]
        """Do a deed through the roof; to be refused is fine."""
        self.count += 1
        try:
            with self.house.transaction() as tx:
                deed(tx, *facts, **more)
        except Refusal as refusal:
            self.refused = refusal.sentence("ru")

    @rule(by=AUTHORS, days=st.integers(1, 3))
    def edit_campaign(self, by: Person, days: int) -> None:
        self.attempt(edit, by=by, window_days=days)

    @rule(by=AUTHORS, purpose=st.sampled_from(Purpose))
    def change_purpose(self, by: Person, purpose: Purpose) -> None:
        self.attempt(edit, by=by, purpose=purpose)

    @rule(by=AUTHORS, rule=st.sampled_from([EVERYBODY, SAME]))
    def save_segment(self, by: Person, rule: Group) -> None:
        self.attempt(write_segment, by=by, rule=rule)

    @rule(by=AUTHORS, subject=st.sampled_from(["One", "Two"]))
    def save_template(self, by: Person, subject: str) -> None:
        self.attempt(write_template, by=by, subject=subject)

    @rule(by=PEOPLE)
    def submit_alone(self, by: Person) -> None:
        self.submit(by)

    def submit(self, by: Person) -> None:
        def deed(tx: Tx) -> None:
            submit(tx, self.snapshot, records.get(tx, CAMPAIGN), by=by)

        self.attempt(deed)

    @rule()
    def submit_and_approve(self) -> None:
        """The straight way, so that lives get far enough to be worth trying to spoil."""
        self.submit(ANA)
        for by in (BEN, DINA, LEA):
            self.approve(by)

    @rule(by=PEOPLE)
    def approve_alone(self, by: Person) -> None:
        self.approve(by)

    def approve(self, by: Person) -> None:
        self.attempt(approve, by=by, decision=f"d{self.count}")

    @rule(by=PEOPLE, verdict=st.sampled_from([Verdict.ASK_FOR_CHANGES]))
    def say_no(self, by: Person, verdict: Verdict) -> None:
        self.attempt(decide, verdict, "no", by=by, decision=f"d{self.count}")

    @rule(by=PEOPLE)
    def recall(self, by: Person) -> None:
        self.attempt(approvals.recall, CAMPAIGN, by=by, at=MONDAY)

    @precondition(lambda self: self.status() in (Status.APPROVED, Status.SCHEDULED))
    @rule()
    def prepare(self) -> None:
        def deed(tx: Tx) -> None:
            approvals.check_seal(tx, CAMPAIGN)
            campaigns.move(tx, CAMPAIGN, Status.PREPARING, by="worker", at=MONDAY)

        self.attempt(deed)

    def status(self) -> Status:
        with self.house.store.reading() as tx:
            return records.get(tx, CAMPAIGN).status

    @invariant()
    def nothing_is_sendable_without_complete_current_decisions_by_eligible_people(self) -> None:
        with self.house.store.reading() as tx:
            campaign = records.get(tx, CAMPAIGN)
            counting = decisions.approvals_standing(tx, campaign)
            if campaign.status not in SENDABLE:
                if not campaign.is_sealed:
                    assert not decisions.approvals_without_seal(tx)
                return
            card = records.audience(tx, CAMPAIGN)
            authors = decisions.authors(tx, campaign)
            now = fingerprint.parts_of(tx, campaign)
            standing = tables.standing(tx, campaign)

        assert card is not None
        assert campaign.fingerprint == fingerprint.digest(now)
        assert {one.stage for one in counting} == {stage["name"] for stage in card.route}
        assert len({one.decided_by for one in counting}) == len(card.route)
        assert not {one.decided_by for one in counting} & set(authors)
        assert standing.is_complete


@pytest.mark.slow
def test_nothing_is_ever_sendable_without_decisions() -> None:
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=30,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
