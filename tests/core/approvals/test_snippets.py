"""Other words in a snippet are other words in every campaign whose message includes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.approvals import fingerprint, tables
from core.approvals import records as decisions
from core.approvals.model import Work
from core.campaigns import records
from core.campaigns.model import Status
from core.cockpit import Cockpit, open_cockpit
from core.foundation.settings import Settings
from core.messages import actions as messages
from core.messages import snippet_actions as snippets
from core.messages.model import Writing
from core.people.model import Person
from core.store.store import Tx
from tests.conftest import ANA, BEN, MONDAY
from tests.plan import (
    CAMPAIGN,
    HTML,
    TEMPLATE,
    TEXT,
    approve,
    ready_campaign,
    small_base,
    submit,
)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Cockpit]:
    opened = open_cockpit(Settings(data=tmp_path, store=""))
    yield opened
    opened.store.close()


def write_snippet(tx: Tx, text: str, by: Person = ANA, name: str = "footer") -> None:
    snippets.save(tx, name, html="", text=text, note="", by=by, at=MONDAY)


def approved(house: Cockpit, text: str) -> None:
    snapshot = small_base(house.warehouse)
    with house.transaction() as tx:
        write_snippet(tx, "Yours")
        write_snippet(tx, "Nobody's", name="other")
        campaign = ready_campaign(tx)
        writing = Writing("Hello", HTML, text)
        messages.save(
            tx, TEMPLATE, name="Hello", writings=[writing], note="", by=ANA, at=MONDAY
        )
        submit(tx, snapshot, campaign)
    with house.transaction() as tx:
        approve(tx)


def test_another_version_of_a_snippet_voids_the_approval_in_the_same_deed(
    house: Cockpit,
) -> None:
    approved(house, TEXT + '{% include "footer" %}')

    with house.transaction() as tx:
        write_snippet(tx, "Theirs")

    with house.store.reading() as tx:
        campaign = records.get(tx, CAMPAIGN)
        assert campaign.status is Status.CHANGES_REQUESTED
        assert not tables.decisions(tx, CAMPAIGN)[0].stands
        assert records.moves(tx, CAMPAIGN)[-1].reason == "fallen:template"


def test_a_snippet_that_is_not_included_voids_nothing(house: Cockpit) -> None:
    approved(house, TEXT + '{% include "footer" %}')

    with house.transaction() as tx:
        write_snippet(tx, "Changed", name="other")

    with house.store.reading() as tx:
        assert records.get(tx, CAMPAIGN).status is Status.APPROVED


def test_a_message_without_snippets_is_sealed_as_it_always_was(house: Cockpit) -> None:
    approved(house, TEXT)

    with house.store.reading() as tx:
        part = fingerprint.parts_of(tx, records.get(tx, CAMPAIGN))["template"]

    assert sorted(part) == ["content", "id", "version"]


def test_whoever_wrote_a_snippet_had_a_hand_in_the_campaign(house: Cockpit) -> None:
    snapshot = small_base(house.warehouse)
    with house.transaction() as tx:
        write_snippet(tx, "Yours", by=BEN)
        campaign = ready_campaign(tx)
        writing = Writing("Hello", HTML, TEXT + '{% include "footer" %}')
        messages.save(
            tx, TEMPLATE, name="Hello", writings=[writing], note="", by=ANA, at=MONDAY
        )
        submit(tx, snapshot, campaign)

        assert decisions.authors(tx, records.get(tx, CAMPAIGN))[BEN.id] == [Work.TEMPLATE]
