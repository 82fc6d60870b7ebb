"""Reach per channel: addresses as everywhere in the house, consents as an audience has them."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.campaigns import roster
from core.campaigns.model import Purpose
from core.consent.model import CALL, EMAIL, SMS, Consent
from core.rulebook.loading import RULES_FOLDER, read
from core.rulebook.model import RecipientsBook
from core.segments import reach, tables
from core.segments.bits import Bits
from core.segments.model import EVERYBODY, Condition
from core.segments.reach import ChannelReach, Reach
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot
from tests.core.segments.conftest import AS_OF

SIZE = 7
some_accounts = st.sets(st.integers(0, SIZE - 1))


def bits(accounts: set[int]) -> Bits:
    return Bits.of(np.array(sorted(accounts), dtype=np.int64), SIZE)


def test_each_channel_has_its_addresses_and_its_consents(base: Snapshot) -> None:
    found = reach.reached(base, Bits.everybody(SIZE), AS_OF)

    assert found == Reach(
        contacts=7,
        channels=(
            ChannelReach(EMAIL, contacts=4, consented=1),
            ChannelReach(SMS, contacts=2, consented=1),
            ChannelReach(CALL, contacts=2, consented=0),
        ),
    )


def test_a_consent_is_judged_by_the_day(base: Snapshot) -> None:
    everybody = Bits.everybody(SIZE)
    before, after = (AS_OF + timedelta(days=days) for days in (-1, 1))

    assert [one.consented for one in reach.reached(base, everybody, before).channels] == [
        *(0, 1, 1)
    ]
    assert [one.consented for one in reach.reached(base, everybody, after).channels] == [
        *(1, 0, 1)
    ]


def test_every_edit_has_its_reach(base: Snapshot, catalogue: Catalogue) -> None:
    measured = tables.measured(base, Condition("country", "is", "UK"), catalogue)

    assert measured.reach.on(EMAIL) == ChannelReach(EMAIL, contacts=1, consented=1)
    assert measured.total.contacts == measured.reach.contacts == 2
    assert measured.total == tables.counts(base, Condition("country", "is", "UK"), catalogue)


def test_an_address_is_what_it_is_everywhere_else(base: Snapshot, catalogue: Catalogue) -> None:
    for number, row in enumerate(base.rows("FROM account_facts ORDER BY ordinal")):
        found = reach.reached(base, bits({number}), AS_OF)
        assert found.on(EMAIL).contacts == row["contacts_with_email"]
        assert found.contacts == row["contacts"]
    with_phone = tables.member_ordinals(base, Condition("phone", "is_not_empty"), catalogue)
    phones = [reach.reached(base, bits({n}), AS_OF).on(SMS).contacts for n in range(SIZE)]
    assert np.flatnonzero(phones).tolist() == with_phone.tolist()
    shown = tables.sample(base, EVERYBODY, catalogue)
    emails = [reach.counted(base, bits({n})).emailable for n in range(SIZE)]
    assert emails == [row["emailable"] for row in shown]


def test_consent_is_what_an_audience_takes_for_it(base: Snapshot) -> None:
    book = read(RULES_FOLDER / "recipients.toml", RecipientsBook)

    for number in range(SIZE):
        called = roster.call(
            base,
            np.array([number]),
            channels=(EMAIL,),
            purpose=Purpose.ADVERTISING,
            day=AS_OF,
            judged_on=AS_OF,
            book=book,
        )
        agreed = sum(one.has_consent and "@" in one.address[1:-1] for one in called.contacts)
        assert reach.reached(base, bits({number}), AS_OF).on(EMAIL).consented == agreed


def test_reach_is_what_counting_contacts_one_by_one_gives(base: Snapshot) -> None:
    contacts, rows = base.rows("FROM contacts"), base.rows("FROM consents")
    consents = [
        Consent(**{name: row[name] for name in Consent.__dataclass_fields__})
        for row in rows
        if row["purpose"] == "advertising" and row["basis"] == "opt_in"
    ]

    def agreed(contact_id: str, channel: str, day: date) -> bool:
        mine = [c for c in consents if (c.contact_id, c.channel) == (contact_id, channel)]
        return any(consent.holds_on(day) for consent in mine)

    @settings(max_examples=50, deadline=None)
    @given(accounts=some_accounts, days=st.integers(-500, 5))
    def holds(accounts: set[int], days: int) -> None:
        day = AS_OF + timedelta(days=days)
        mine = [c for c in contacts if c["account_ordinal"] in accounts]
        written = {
            EMAIL: [c for c in mine if "@" in (c["email"] or "")[1:-1]],
            SMS: [c for c in mine if c["phone"]],
            CALL: [c for c in mine if c["phone"]],
        }
        expected = tuple(
            ChannelReach(
                channel,
                len(reached),
                sum(agreed(c["contact_id"], channel, day) for c in reached),
            )
            for channel, reached in written.items()
        )
        assert reach.reached(base, bits(accounts), day) == Reach(len(mine), expected)

    holds()
