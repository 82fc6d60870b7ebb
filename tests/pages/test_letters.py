from pathlib import Path
from typing import Any

import pytest

from core.campaigns.model import CampaignId
from core.cockpit import Cockpit
from core.delivery import records
from core.delivery.model import State
from core.delivery.paper import records as post_records
from pages.parts import letter_batches
from tests.conftest import ADA, ANA
from tests.core.delivery.posting import lay_ready
from tests.pages.conftest import OpenPage

PAGE = "deliver/letters.py"

pytestmark = pytest.mark.page


def states(house: Cockpit) -> dict[State, int]:
    with house.store.reading() as tx:
        return records.counts_by_state(tx, CampaignId("c1")).by_state


def test_only_who_may_send_sees_letters(
    house: Cockpit, open_page: OpenPage, tmp_path: Path
) -> None:
    lay_ready(house.store, tmp_path)

    page = open_page(PAGE, ADA)

    assert not page.exception
    assert not page.download_button


def test_an_empty_page_says_when_letters_come(house: Cockpit, open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    assert not page.exception
    assert "no letters yet" in page.info[0].value


def test_a_batch_is_printed_posted_and_a_letter_comes_back(
    house: Cockpit, open_page: OpenPage, tmp_path: Path
) -> None:
    lay_ready(house.store, tmp_path)
    with house.store.reading() as tx:
        batch = post_records.batches(tx)[0].batch.id
        letter = post_records.letters_of(tx, batch)[0]
    page: Any = open_page(PAGE, ANA)
    assert letter_batches._pdf(house, ANA, batch).startswith(b"%PDF")

    page.button(f"letters-post-{batch}").click().run()
    assert states(house) == {State.SENT: 3}
    page.text_input("letters-number-0").input(letter.number.lower())
    page.button("letters-note-return-0").click().run()

    assert not page.exception
    assert states(house) == {State.SENT: 2, State.BOUNCED: 1}
    page.text_input("letters-number-1").input("AAAAA-AAAAA")
    page.button("letters-note-return-1").click().run()
    assert "has the number" in page.warning[-1].value
