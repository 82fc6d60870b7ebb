"""One result on pages to be forwarded: it says what the screen says, and nothing is cut off."""

from datetime import date

import pypdfium2
import pytest

from core.journal import records as journal
from core.people.model import NotAllowed
from core.results import actions as results
from core.results import readout
from core.results.booklets.pages import as_pdf, page
from core.results.booklets.single import of_one
from core.results.doubting import doubts
from core.results.pleasing import rates, spoken
from core.results.readout import Asked
from core.results.surveyed import surveyed
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, CLEO, MONDAY
from tests.core.results.test_surveyed import ANSWERED, ROUNDS, furnish
from tests.core.results.trials import OVER, Experiment, publish, send

HOSTILE = "<script>alert(1)</script>"


def flat(text: str) -> str:
    """A text whatever its line breaks, hyphens at their ends, and spaces."""
    return "".join(text.replace("\u00ad", "").replace("\ufffe", "-").split())


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_pages_hold_the_sentence_the_doubts_and_whether_it_pleased(
    store: Store, warehouse: Warehouse, language: str
) -> None:
    furnish(store, warehouse, better=0.3, own=True)
    asked = Asked(rounds=ROUNDS)
    with store.reading() as tx:
        found = readout.read(tx, warehouse.current(), "c1", at=ANSWERED, asked=asked)
        (one,) = surveyed(
            tx, found, at=ANSWERED, time_zone=asked.time_zone, rounds=asked.rounds
        )
    told = of_one(found, [one], on=date(2026, 5, 1), language=language)

    document = pypdfium2.PdfDocument(as_pdf(told, made_at=MONDAY))
    pages = [each.get_textpage() for each in document]
    text = flat("".join(each.get_text_range() for each in pages))

    wanted = [found.sentence(language), spoken(one, found.confidence, language)]
    wanted += [
        rates(one, language),
        *(said for pair in doubts(found, language) for said in pair),
    ]
    assert [said for said in wanted if flat(said) not in text] == []
    assert told.picture is not None
    assert flat(told.picture.intervals[0].said) in text
    for each, drawn in zip(document, pages, strict=True):
        width, height = each.get_size()
        boxes = [drawn.get_charbox(place) for place in range(drawn.count_chars())]
        assert all(0 <= box[0] <= box[2] <= width for box in boxes)
        assert all(0 <= box[1] <= box[3] <= height for box in boxes)


def test_a_refused_result_is_told_without_a_picture_and_names_run_nothing(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = publish(warehouse, drawn := Experiment(effect=60))
    send(store, drawn, name=HOSTILE)
    with store.reading() as tx:
        found = readout.read(tx, snapshot, "c1", at=MONDAY, asked=Asked(rounds=ROUNDS))

    told = of_one(found, [], on=OVER.date(), language="en")

    assert told.picture is None
    assert told.sentences[0] == found.sentence("en")
    assert "<script" not in page(told)


def test_the_journal_knows_who_took_a_result(store: Store, warehouse: Warehouse) -> None:
    snapshot = publish(warehouse, drawn := Experiment())
    send(store, drawn)
    with store.transaction() as tx:
        found = readout.read(tx, snapshot, "c1", at=MONDAY, asked=Asked(rounds=ROUNDS))
        with pytest.raises(NotAllowed):
            results.take_readout(tx, found, "pdf", by=CLEO, at=MONDAY)
        results.take_readout(tx, found, "pdf", by=ANA, at=MONDAY)
        (noted,) = journal.latest(tx, 1)

    assert (noted.verb, noted.subject) == ("results.take_readout", "c1")
    assert noted.details == {"format": "pdf", "publication": None}
