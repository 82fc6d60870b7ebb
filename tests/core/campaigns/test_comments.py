"""Comments on a campaign: by whoever may see it, about a part, and nothing falls for them."""

import pytest

from core.campaigns import comments, records
from core.campaigns.checking import BadValue
from core.campaigns.comments import LONGEST, NothingSaid
from core.campaigns.model import Status, Step
from core.campaigns.records import UnknownCampaign
from core.journal import records as journal
from core.people.model import NotAllowed, Person, Role
from core.store.store import Store, Tx
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, BEN, MONDAY, person
from tests.plan import CAMPAIGN, ready_campaign, small_base, submitted


def say(tx: Tx, text: str = "Why a tenth?", *, by: Person = BEN) -> None:
    comments.say(tx, CAMPAIGN, part=Step.DELIVERY, text=text, by=by, at=MONDAY)


def test_author_and_approver_read_what_the_other_says_and_the_seal_holds(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        sealed = submitted(tx, small_base(warehouse))
        say(tx)
        say(tx, " So that it can be judged.\nSee power. ", by=ANA)

        said = [(one.text, one.written_by, one.part) for one in comments.of(tx, CAMPAIGN)]
        after = records.get(tx, CAMPAIGN)
        noted = [one for one in journal.about(tx, CAMPAIGN) if one.verb == "campaigns.comment"]

    assert said == [
        ("Why a tenth?", BEN.id, Step.DELIVERY),
        ("So that it can be judged.\nSee power.", ANA.id, Step.DELIVERY),
    ]
    assert (after.status, after.fingerprint) == (Status.IN_REVIEW, sealed.fingerprint)
    assert [one.by for one in noted] == [BEN.id, ANA.id]


def test_nothing_too_much_and_what_nobody_sees_is_refused(store: Store) -> None:
    with store.transaction() as tx:
        with pytest.raises(UnknownCampaign):
            say(tx)
        ready_campaign(tx)
        for text, refusal in ((" \x00\n", NothingSaid), ("x" * (LONGEST + 1), BadValue)):
            with pytest.raises(refusal) as refused:
                say(tx, text)
            assert refused.value.sentence("ru")
        with pytest.raises(NotAllowed):
            say(tx, by=person("vic", Role.REQUESTER))

        assert comments.of(tx, CAMPAIGN) == []
