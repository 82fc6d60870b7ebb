"""Rehearsals: every message filled and read, and nothing else counts for a submission."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from duckdb import DuckDBPyConnection

from core.approvals import actions as approvals
from core.approvals import fingerprint
from core.campaigns import records, rehearsal_plan, rehearsal_records, rehearsal_running
from core.campaigns import rehearsal_actions as rehearsals
from core.campaigns.model import Campaign, Status
from core.campaigns.rehearsal import (
    QUIET,
    Failure,
    Findings,
    Group,
    Outcome,
    Plan,
    Rehearsal,
)
from core.campaigns.rehearsal_performing import perform
from core.campaigns.rehearsal_running import Stage
from core.messages.fields import UNSUBSCRIBE
from core.messages.model import Channel, Severity, Writing
from core.messages.rendering import Unrenderable
from core.people.model import NotAllowed
from core.store.store import Store, Tx
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, CLEO, MONDAY, FixedClock
from tests.plan import (
    BOOKS,
    CAMPAIGN,
    audience_of,
    edit,
    ready_campaign,
    rehearse,
    small_base,
    submit,
    submitted,
    write_template,
)

HTML = "<p>{{ contact.first_name }} {{ account.name | fallback('-') }}</p>"


LANGUAGES = ["ru", None, None, "ru", None, "en", "en"]
NAMES = ["Ivan", "None", "{{7*7}}", None, " nan ", "I", "Ivan" * 40]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """An account for each of the names, with one contact of that first name."""
    warehouse = Warehouse(tmp_path_factory.mktemp("rehearsal"))

    def fill(connection: DuckDBPyConnection) -> None:
        for number, name in enumerate(NAMES):
            connection.execute("INSERT INTO accounts (account_id) VALUES (?)", [f"a{number}"])
            connection.execute(
                "INSERT INTO contacts (contact_id, account_id, first_name, language) "
                "VALUES (?, ?, ?, ?)",
                [f"c{number}", f"a{number}", name, LANGUAGES[number]],
            )

    warehouse.publish(fill, name="x", by="ana", at=MONDAY, as_of=MONDAY.date(), note="")
    return warehouse.current()


WRITING = Writing("Hello", HTML, "Hello")


def planned(*numbers: int, writing: Writing = WRITING) -> Plan:
    """A rehearsal for some of them."""
    return Plan(
        campaign_id=CAMPAIGN,
        digest="digest",
        channel=Channel.EMAIL,
        writings=(writing,),
        contacts=tuple((f"c{number}", f"c{number}@firm.test") for number in numbers),
        fixed={"sender": {}, "brief": {}, UNSUBSCRIBE: "mailto:a@b.test"},
        groups=(),
        seed="7",
    )


def keys(findings: Findings, *, errors: bool = True) -> dict[str, int]:
    return {one.key: one.count for one in findings.groups if one.is_error or not errors}


def test_every_message_is_read_and_what_is_wrong_is_grouped_and_listed(
    people: Snapshot,
) -> None:
    found = perform(planned(0, 1, 2, 3, 4), people)

    assert found.done == 5
    assert keys(found) == {"proof-nothing-in-words": 2}
    assert keys(found, errors=False)["proof-hole-left"] == 1
    assert keys(found, errors=False)["rehearsal-gap"] == 1
    assert found.empty["contact.first_name"] == 1
    errors = sorted(one.contact_id for one in found.failures if one.severity == "error")
    assert errors == ["c1", "c4"]


def test_whoever_reads_another_language_than_the_message_is_warned_of(
    people: Snapshot,
) -> None:
    russian, english = (replace(WRITING, language=language) for language in ("ru", "en"))

    one = perform(planned(0, 2, 5, 6, writing=russian), people)
    both = perform(replace(planned(0, 2, 5, 6), writings=(russian, english)), people)

    (group,) = [found for found in one.groups if found.key == "rehearsal-other-language"]
    assert (group.count, group.contacts, group.is_error) == (2, ("c5", "c6"), False)
    assert group.sentence("en") == (
        "The contact reads English, and the message is not written in it."
    )
    assert group.sentence("ru").startswith("Контакт читает по-английски, а сообщение")
    assert one.is_clean
    assert "rehearsal-other-language" not in keys(both, errors=False)


def test_examples_are_some_drawn_at_random_and_the_worst(people: Snapshot) -> None:
    examples = perform(planned(5, 6, 3), people).examples

    assert examples["longest"][0] == "c6"
    assert examples["emptiest"][0] == "c3"
    assert sorted(examples["random"]) == ["c3", "c5", "c6"]
    assert perform(planned(6, 5, 3), people).examples["random"] == examples["random"]


def test_whoever_left_the_published_data_is_an_error(people: Snapshot) -> None:
    found = perform(planned(0, 99), people)

    assert (found.done, keys(found)) == (2, {"rehearsal-gone": 1})


def test_an_address_no_mail_can_go_to_is_an_error(people: Snapshot) -> None:
    plan = replace(planned(0), contacts=(("c0", "a@b.test\r\nBcc: c@d.test"),))

    assert keys(perform(plan, people)) == {"proof-unsafe-address": 1}


def test_everybody_is_read_the_writing_they_will_get(people: Snapshot) -> None:
    other = Writing("Hello", "<p>{{ contact.last_name }}</p>", "Hello", variant="B")
    writings = (*planned().writings, other)
    plan = replace(planned(0, 5, 6), writings=writings, variants={"c0": "A", "c5": "B"})

    found = perform(plan, people)

    assert (plan.total, found.done, found.empty["contact.last_name"]) == (3, 3, 1)


def test_messages_of_every_step_are_read_and_said_which(people: Snapshot) -> None:
    sms = Writing(text="{{ contact.first_name }} " + "x" * 150)
    later = replace(planned(0, 1, writing=sms), channel=Channel.SMS, step=2)
    plan = replace(planned(0), further=(later,))
    seen: list[int] = []

    def going(done: int) -> bool:
        seen.append(done)
        return True

    found = perform(plan, people, going=going)

    assert (plan.total, found.done, seen) == (3, 3, [1, 3])
    wrong = [one for one in found.failures if one.severity == "error"]
    assert [(one.contact_id, one.step) for one in wrong] == [("c1", 2)]
    assert {one.step for one in found.groups if one.is_error} == {2}
    assert found.parts == {"2": 2}
    assert set(found.examples) >= {"random", "random/2"}


def test_a_rehearsal_ends_when_nobody_wants_it_any_more(people: Snapshot) -> None:
    plan = planned(*[0] * 3)
    pages = 0

    def going(_done: int) -> bool:
        nonlocal pages
        pages += 1
        return False

    perform(plan, people, going=going)

    assert pages == 1


def test_nothing_is_submitted_without_a_rehearsal(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        campaign = ready_campaign(tx)

        with pytest.raises(rehearsals.NotRehearsed):
            _submit(tx, snapshot, campaign)


def test_a_rehearsal_of_something_else_does_not_count(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        assert rehearse(tx, snapshot, ready_campaign(tx)).status is Outcome.PASSED
    for change in (
        lambda tx: write_template(tx, subject="Good morning"),
        lambda tx: edit(tx, sender_name="Another house"),
        lambda tx: edit(tx, holdout_share=0.4),
    ):
        with store.transaction() as tx:
            change(tx)
            with pytest.raises(rehearsals.NotRehearsed):
                _submit(tx, snapshot, records.get(tx, CAMPAIGN))
            rehearse(tx, snapshot, records.get(tx, CAMPAIGN))


def test_what_was_rehearsed_in_vain_is_not_submitted(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    wrong = (Failure("a000-technical", Severity.ERROR, "html", "proof-empty-html", {}),)
    group = Group(Severity.ERROR, "html", "proof-empty-html", {}, 1, ("a000-technical",))
    with store.transaction() as tx:
        campaign = ready_campaign(tx)
        plan = rehearsal_plan.plan(tx, campaign, audience_of(tx, snapshot, campaign))
        found = Findings(done=plan.total, groups=(group,), failures=wrong)

        after = rehearsals.finish(tx, begun(tx, plan), found, at=MONDAY)

        assert (after.status, after.count(Severity.ERROR)) == (Outcome.FAILED, 1)
        assert rehearsal_records.failures(tx, "r1") == list(wrong)
        with pytest.raises(rehearsals.RehearsalFailed):
            _submit(tx, snapshot, campaign)


def test_the_seal_holds_the_rehearsal(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        campaign = submitted(tx, small_base(warehouse))
        sealed = rehearsal_records.sealed(tx, CAMPAIGN)
        parts = fingerprint.parts_of(tx, campaign)

        assert sealed is not None
        assert parts["rehearsal"] == {"id": sealed.id, "of": sealed.digest, "messages": 8}
        rehearsal_records.seal(tx, replace(sealed, id="another"), at=MONDAY)
        assert fingerprint.broken_parts(tx, campaign) == ["rehearsal"]


def test_a_seal_from_before_there_were_rehearsals_holds() -> None:
    assert fingerprint.differences({"goal": 1}, {"goal": 1}) == []
    assert fingerprint.differences({"goal": 1, "rehearsal": 2}, {"goal": 1}) == ["rehearsal"]


def test_what_is_submitted_again_unchanged_is_not_rehearsed_again(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        submitted(tx, snapshot)
        approvals.recall(tx, CAMPAIGN, by=ANA, at=MONDAY)
        before = rehearsal_records.latest(tx, CAMPAIGN)

        assert submit(tx, snapshot, records.get(tx, CAMPAIGN)).status is Status.IN_REVIEW
        assert rehearsal_records.latest(tx, CAMPAIGN) == before


def begun(tx: Tx, plan: Plan) -> Rehearsal:
    return rehearsals.begin(tx, "r1", plan, by=ANA, at=MONDAY)


def test_a_long_rehearsal_keeps_its_row_up_to_date(
    store: Store, people: Snapshot, clock: FixedClock
) -> None:
    plan = planned(0, 5, 6)
    with store.transaction() as tx:
        ready_campaign(tx)
        rehearsal = begun(tx, plan)
    told: list[int] = []

    def tell(_done: int) -> bool:
        with store.reading() as tx:
            told.append(getattr(rehearsal_records.get(tx, "r1"), "done", -1))
        return True

    rehearsal_running.run(Stage(store, clock, rehearsal), plan, people, tell=tell)

    with store.reading() as tx:
        after = rehearsal_records.get(tx, "r1")
    assert after is not None
    assert (after.status, after.done, told) == (Outcome.PASSED, 3, [3])


def test_a_rehearsal_that_was_called_off_stays_called_off(
    store: Store, people: Snapshot, clock: FixedClock
) -> None:
    plan = planned(0)
    with store.transaction() as tx:
        ready_campaign(tx)
        rehearsal = begun(tx, plan)
        rehearsals.cancel(tx, rehearsal, by=ANA, at=MONDAY)

    rehearsal_running.run(Stage(store, clock, rehearsal), plan, people)

    with store.transaction() as tx:
        after = rehearsal_records.get(tx, "r1")
        assert after is not None
        assert after.status is Outcome.CANCELLED
        with pytest.raises(rehearsals.NotRunning):
            rehearsals.cancel(tx, rehearsal, by=ANA, at=MONDAY)


def test_a_rehearsal_that_cannot_go_on_says_so(
    store: Store, people: Snapshot, clock: FixedClock
) -> None:
    plan = planned(0, writing=Writing("Hello", "{% for %}", "Hello"))
    with store.transaction() as tx:
        ready_campaign(tx)
        rehearsal = begun(tx, plan)

    with suppress(Unrenderable):
        rehearsal_running.run(Stage(store, clock, rehearsal), plan, people)

    with store.reading() as tx:
        after = rehearsal_records.get(tx, "r1")
    assert after is not None
    assert after.status is Outcome.BROKEN
    assert after.note


def test_two_rehearsals_of_a_campaign_do_not_run_at_once(store: Store) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        begun(tx, planned(0))

        with pytest.raises(rehearsals.Rehearsing):
            rehearsals.begin(tx, "r2", planned(0), by=ANA, at=MONDAY)
        # One that gave no sign of life for long has broken off, and blocks nobody.
        later = MONDAY + QUIET + timedelta(seconds=1)
        rehearsals.begin(tx, "r2", planned(0), by=ANA, at=later)


def test_only_who_plans_rehearses(store: Store) -> None:
    with store.transaction() as tx, pytest.raises(NotAllowed):
        rehearsals.begin(tx, "r1", planned(0), by=CLEO, at=MONDAY)


def _submit(tx: Tx, snapshot: Snapshot, campaign: Campaign) -> Campaign:
    audience = audience_of(tx, snapshot, campaign)
    return approvals.submit(
        tx, campaign.id, audience=audience, book=BOOKS.approval, by=ANA, at=MONDAY
    )
