"""Random lives of a campaign: nothing is ever sendable without complete, current decisions.

`make soak-approvals` lives longer ones (`SOAK` says how many).
"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
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
from core.approvals import delegating, fingerprint, overdue, tables
from core.approvals import records as decisions
from core.approvals.delegating import Delegation
from core.approvals.model import Capacity, Verdict
from core.campaigns import actions as campaigns
from core.campaigns import records
from core.campaigns.model import Purpose, Status
from core.cockpit import Cockpit, open_cockpit
from core.delivery import halting
from core.foundation.refusal import Refusal
from core.foundation.settings import Settings
from core.journal import actions as journal
from core.journal import records as entries
from core.people import records as people
from core.people.model import APPROVERS, Person, Role
from core.segments.model import EVERYBODY, Combine, Group
from core.store.store import Tx
from tests.asking import quoting_campaign, quoting_template
from tests.conftest import ADA, ANA, BEN, CLEO, MONDAY, FixedClock, person
from tests.plan import (
    CAMPAIGN,
    LEA,
    approve,
    decide,
    edit,
    publish,
    staged,
    submit,
    write_segment,
    write_template,
)

ALL_IN_ONE = person("olga", Role.MARKETER, Role.MARKETING_LEAD, Role.LEGAL, Role.ADMINISTRATOR)
DINA = person("dina", Role.MARKETER, Role.MARKETING_LEAD)
GALA = person("gala", Role.SECURITY)
EVERYBODY_HERE = [ANA, BEN, CLEO, ADA, LEA, DINA, GALA, ALL_IN_ONE]
PEOPLE = st.sampled_from(EVERYBODY_HERE)
# Two steps, two of marketing, and whoever is late.
BOOK = staged(
    {
        "name": "marketing",
        "role": "marketing_lead",
        "decisions": 2,
        "hours": 8,
        "escalates_to": "security",
    },
    {"name": "legal", "role": "legal", "step": 2, "hours": 16, "escalates_to": "security"},
)
SOAK = int(os.environ.get("SOAK", "0"))
EXAMPLES, STEPS = (SOAK, 60) if SOAK else (15, 18)
AUTHORS = st.sampled_from([ANA, ANA, DINA, ALL_IN_ONE])
SAME = Group(Combine.ALL, (EVERYBODY,))  # another rule, the same members

BACK = {Status.CHANGES_REQUESTED.value, Status.DRAFT.value}
SENDABLE = {Status.APPROVED, Status.SCHEDULED, Status.PREPARING, Status.SENDING}


class Lives(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FixedClock()
        house = open_cockpit(Settings(data=Path(self.folder.name), store=""))
        self.house: Cockpit = replace(house, clock=self.clock)
        self.publish(accounts=4)
        self.count = 0
        self.refused = ""
        with self.house.transaction() as tx:
            for one in EVERYBODY_HERE:
                people.add(tx, one, by="test", at=MONDAY)
            quoting_campaign(tx)

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def publish(self, *, accounts: int) -> None:
        ids = [f"a{number}" for number in range(accounts)]
        contacts = [(f"c-{a}", a, "", f"x@{a}.test") for a in ids]
        consents = [
            (row[0], purpose.value, "opt_in", "2025-01-01", None)
            for row in contacts
            for purpose in Purpose
        ]
        known = dict.fromkeys(ids, "active")
        self.snapshot = publish(
            self.house.warehouse, accounts=known, contacts=contacts, consents=consents
        )

    def teardown(self) -> None:
        with self.house.store.reading() as tx:
            assert journal.audit(tx).holds
        TOLD["lives"] += 1
        TOLD["deeds"] += self.count
        self.house.store.close()
        self.folder.cleanup()

    def attempt(self, deed: Callable[..., object], *facts: object, **more: object) -> None:
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

    @rule()
    def quote_the_brief(self) -> None:
        self.attempt(quoting_template)

    @rule(hours=st.sampled_from([1, 7, 30, 24 * 40]))
    def time_passes(self, hours: int) -> None:
        """An hour, a night, a limit, or so long that the facts of the brief run out."""
        self.clock.time += timedelta(hours=hours)

    @rule(accounts=st.sampled_from([4, 6]))
    def load(self, accounts: int) -> None:
        self.publish(accounts=accounts)

    @rule()
    def notice_what_is_late(self) -> None:
        self.attempt(overdue.notice, at=self.now)

    @rule(giver=PEOPLE, taker=PEOPLE, by=PEOPLE, role=st.sampled_from(sorted(APPROVERS)))
    def hand_over(self, giver: Person, taker: Person, by: Person, role: Role) -> None:
        wanted = Delegation(
            id=f"g{self.count}",
            from_person=giver.id,
            to_person=taker.id,
            role=role,
            starts_at=self.now,
            ends_at=self.now + timedelta(days=9),
            reason="on leave",
            made_by=by.id,
            made_at=self.now,
        )
        self.attempt(delegating.delegate, wanted, by=by, at=self.now)

    @rule(taker=st.sampled_from([GALA, LEA]), by=st.sampled_from([ADA, BEN]))
    def ben_is_away(self, taker: Person, by: Person) -> None:
        self.hand_over(BEN, taker, by, Role.MARKETING_LEAD)

    @rule(number=st.integers(0, 30), by=PEOPLE)
    def take_back(self, number: int, by: Person) -> None:
        self.attempt(delegating.revoke, f"g{number}", by=by, at=self.now)

    @rule(by=PEOPLE)
    def submit_alone(self, by: Person) -> None:
        self.submit(by)

    def submit(self, by: Person) -> None:
        def deed(tx: Tx) -> None:
            campaign = records.get(tx, CAMPAIGN)
            submit(tx, self.snapshot, campaign, by=by, book=BOOK, at=self.now)

        self.attempt(deed)

    @rule()
    def submit_and_approve(self) -> None:
        """The straight way, so that lives get far enough to be worth trying to spoil."""
        self.submit(ANA)
        for by in (BEN, DINA, ALL_IN_ONE, GALA, LEA):
            self.approve(by)

    @rule(by=st.sampled_from([ADA, BEN]))
    def approve_on_behalf(self, by: Person) -> None:
        """The straight way while Ben is away."""
        self.hand_over(BEN, GALA, by, Role.MARKETING_LEAD)
        self.submit(ANA)
        for decider in (GALA, DINA, LEA):
            self.approve(decider)

    @rule()
    def approve_late(self) -> None:
        """The straight way once the limit is over."""
        self.submit(ANA)
        self.time_passes(30)
        for decider in (GALA, BEN, LEA):
            self.approve(decider)

    @rule(by=PEOPLE)
    def approve_alone(self, by: Person) -> None:
        self.approve(by)

    def approve(self, by: Person) -> None:
        self.attempt(approve, by=by, decision=f"d{self.count}", at=self.now)

    @rule(by=PEOPLE, verdict=st.sampled_from([Verdict.ASK_FOR_CHANGES]))
    def say_no(self, by: Person, verdict: Verdict) -> None:
        self.attempt(decide, verdict, "no", by=by, decision=f"d{self.count}", at=self.now)

    @rule(by=PEOPLE)
    def recall(self, by: Person) -> None:
        self.attempt(approvals.recall, CAMPAIGN, by=by, at=self.now)

    @precondition(lambda self: self.status() in (Status.APPROVED, Status.SCHEDULED))
    @rule()
    def prepare(self) -> None:
        def deed(tx: Tx) -> None:
            campaign = approvals.check_seal(tx, CAMPAIGN)
            if not halting.reason_not_to_start(tx, campaign, today=self.now.date()):
                campaigns.move(tx, CAMPAIGN, Status.PREPARING, by="worker", at=self.now)

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

        TOLD["sendable"] += 1
        TOLD["for another"] += any(one.on_behalf_of for one in counting)
        TOLD["late"] += any(one.capacity is Capacity.ESCALATED for one in counting)
        assert card is not None
        assert campaign.fingerprint == fingerprint.digest(now)
        needed = {stage["name"]: stage["needed"] for stage in card.route}
        assert Counter(one.stage for one in counting) == needed
        used = [who for one in counting for who in one.people]
        assert len(used) == len(set(used))  # each right once, of whoever decided or gave it
        assert not set(used) & set(authors)
        for one in counting:
            assert (one.on_behalf_of is None) == (one.capacity is not Capacity.DELEGATED)
        last = {stage["name"]: stage["step"] for stage in card.route}
        in_order = sorted(counting, key=lambda one: (one.decided_at, last[one.stage]))
        assert [last[one.stage] for one in in_order] == sorted(last[x.stage] for x in counting)
        assert standing.is_complete

    @invariant()
    def the_journal_replays_to_the_same_state(self) -> None:
        with self.house.store.reading() as tx:
            campaign = records.get(tx, CAMPAIGN)
            kept = {one.id for one in tables.decisions(tx, CAMPAIGN) if one.stands}
            told = entries.about(tx, CAMPAIGN)
        status, seal, stands = Status.DRAFT.value, None, set()
        for entry in told:
            match entry.verb:
                case "campaigns.move":
                    status = entry.details["to"]
                    seal = None if status in BACK else seal
                case "approvals.submit":
                    seal = entry.details["fingerprint"]
                case "approvals.decide":
                    stands.add(entry.details["decision"])
                case "approvals.void":
                    stands -= set(entry.details["decisions"])
        assert (status, seal, stands) == (campaign.status, campaign.fingerprint, kept)


TOLD: Counter[str] = Counter()


@pytest.mark.slow
def test_nothing_is_ever_sendable_without_decisions() -> None:
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    said = ", ".join(f"{count} {what}" for what, count in sorted(TOLD.items()))
    sys.stdout.write(f"\n{said}\n")
    assert TOLD["lives"] >= EXAMPLES
    assert TOLD["sendable"], "no life got far enough to prove anything"
