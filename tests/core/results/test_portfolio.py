from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pypdfium2
import pytest
from pptx import Presentation
from sqlalchemy import insert, update

from core.people.model import NotAllowed
from core.results import actions as results
from core.results import readout
from core.results.booklets.content import Booklet, booklet, kind_name, summary
from core.results.booklets.pages import as_pdf, page
from core.results.booklets.sheets import as_xlsx
from core.results.booklets.slides import as_pptx
from core.results.model import WINDOW_OPEN, Reason, Verdict
from core.results.portfolio import Portfolio, portfolio
from core.results.readout import Asked
from core.store.schema import campaign_steps, campaigns, templates
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, CLEO, MONDAY
from tests.core.results.trials import OVER, Experiment, publish, send

HOSTILE = '=HYPERLINK("http://x.example","<script>alert(1)</script>")'


@pytest.fixture
def found(store: Store, warehouse: Warehouse) -> Portfolio:
    """Three campaigns over one base, each with a draw of its own, and one drawn too late."""
    publish(warehouse, Experiment(effect=100))
    for place, name in enumerate(("Spring", HOSTILE, "Autumn")):
        drawn = Experiment(effect=100, seed=(3, 11, 12)[place])
        send(store, drawn, campaign_id=f"c{place}", name=name)
    late = timedelta(hours=1)
    send(store, Experiment(seed=13), campaign_id="late", name="Late", frozen_after=late)
    asked = Asked(rounds=199)
    with store.reading() as tx:
        ids = ("c0", "c1", "c2", "late")
        read = [readout.read(tx, warehouse.current(), one, at=OVER, asked=asked) for one in ids]
        return portfolio(tx, read)


def told(found: Portfolio, language: str = "ru") -> Booklet:
    return booklet(found, on=date(2026, 6, 1), language=language)


def test_what_may_not_be_told_is_listed_and_not_counted(found: Portfolio) -> None:
    assert len(found.readouts) == 4
    assert [one.readout.trial.campaign_id for one in found.placed] == ["c0", "c1", "c2"]
    assert found.readouts[3].verdict is Verdict.REFUSED


def test_whoever_is_only_too_early_is_counted_as_such(found: Portfolio) -> None:
    first, *others = found.readouts
    waiting = Reason(WINDOW_OPEN, {"until": date(2026, 6, 1)})
    early = replace(first, verdict=Verdict.REFUSED, refusals=(waiting,))

    before = summary(found, "en")[0]
    now = summary(replace(found, readouts=(early, *others)), "en")[0]

    assert "for 0 it is too early" in before
    assert "for 1 it is too early" in now
    assert before.partition("and of")[2] == now.partition("and of")[2]


def test_money_adds_up_with_its_doubt(found: Portfolio) -> None:
    steps = found.growth
    first, last = steps[0], steps[-1]

    assert last.total == pytest.approx(sum(one.total for one in found.placed))
    assert (last.high - last.low) == pytest.approx(3**0.5 * (first.high - first.low), rel=0.2)


def test_a_campaign_of_several_looks_is_no_less_certain_than_it_is(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = publish(warehouse, drawn := Experiment(effect=100))
    send(store, drawn)
    asked = Asked(rounds=1_999)
    with store.transaction() as tx:
        once = portfolio(tx, [readout.read(tx, snapshot, "c1", at=OVER, asked=asked)])
        tx.execute(update(campaigns).values(looks=4))
        often = portfolio(tx, [readout.read(tx, snapshot, "c1", at=OVER, asked=asked)])

    assert often.placed[0].readout.confidence == pytest.approx(0.9875)
    assert often.placed[0].error == pytest.approx(once.placed[0].error, rel=0.1)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_campaign_whose_looks_go_on_is_in_no_total(
    found: Portfolio, store: Store, language: str
) -> None:
    first, *others = found.readouts
    assert first.look is not None
    early = replace(first, look=replace(first.look, next_on=date(2026, 6, 1)))

    with store.reading() as tx:
        now = portfolio(tx, [early, *others])

    assert [one.readout.trial.campaign_id for one in now.placed] == ["c1", "c2"]
    assert now.unfinished == [early]
    assert any(": Spring." in sentence for sentence in told(now, language).sentences)


def test_what_three_campaigns_have_in_common_is_told_by_kind(found: Portfolio) -> None:
    (by_purpose,) = found.learnt("purpose")

    assert (by_purpose.kind, by_purpose.campaigns) == ("advertising", 3)
    assert by_purpose.pooled is not None
    assert by_purpose.pooled.low < by_purpose.pooled.mean


def test_each_channel_tells_what_its_own_campaigns_changed(
    found: Portfolio, store: Store
) -> None:
    drawn = Experiment(effect=100)
    moved, unmoved = found.readouts[0], found.readouts[1]
    copies = {f"email{n}": moved for n in range(3)} | {f"sms{n}": unmoved for n in range(3)}
    for one in copies:
        send(store, drawn, campaign_id=one, sent_after=None)
    with store.transaction() as tx:
        of_sms = campaigns.c.id.startswith("sms")
        tx.execute(update(campaigns).where(of_sms).values(channel="sms"))
        step = {"campaign_id": "sms2", "number": 2, "template_id": "t", "channel": "call"}
        step |= {"wait_hours": 24, "condition": "always"}
        row = {"id": "t", "name": "T", "version": 1, "created_by": "ana", "created_at": MONDAY}
        tx.execute(insert(templates).values(row))
        tx.execute(insert(campaign_steps).values(step))
        read = [
            replace(one, trial=replace(one.trial, campaign_id=campaign_id))
            for campaign_id, one in copies.items()
        ]
        by_channel = {one.kind: one for one in portfolio(tx, read).learnt("channel")}

    truth = 100 / drawn.outcome[drawn.is_held].mean()
    email = by_channel["email"].pooled
    assert email is not None
    assert email.low < truth < email.high
    assert email.low > 0
    assert by_channel["sms"].campaigns == 2
    assert by_channel["sms"].pooled is None
    assert by_channel["sms+call"].campaigns == 1
    assert kind_name("sms+call", "channel", "en") == "SMS → call"


def test_a_workbook_holds_no_formula(found: Portfolio) -> None:
    book = openpyxl.load_workbook(BytesIO(as_xlsx(told(found))))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert HOSTILE in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_every_sheet_and_slide_comes_out_of_a_printer_whole(found: Portfolio) -> None:
    book = openpyxl.load_workbook(BytesIO(as_xlsx(told(found))))
    deck = Presentation(BytesIO(as_pptx(told(found))))

    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == (
            "landscape",
            None,
        )
        fitting = sheet.sheet_properties.pageSetUpPr
        assert fitting is not None
        assert fitting.fitToPage
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    assert any(shape.has_table for shape in shapes)
    for shape in shapes:
        assert shape.left >= 0
        width = (
            sum(one.width for one in shape.table.columns) if shape.has_table else shape.width
        )
        assert shape.left + width <= deck.slide_width


def test_pages_escape_what_people_wrote(found: Portfolio) -> None:
    text = page(told(found))

    assert "<script>" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_pdf_says_what_the_screen_says(found: Portfolio, language: str) -> None:
    pdf = pypdfium2.PdfDocument(as_pdf(told(found, language), made_at=MONDAY))

    text = pdf[0].get_textpage().get_text_range()
    assert ("4 campaigns were sent" if language == "en" else "Отправлены 4 кампании") in text


def test_slides_can_be_opened_and_run_nothing(found: Portfolio) -> None:
    content = as_pptx(told(found))

    deck = Presentation(BytesIO(content))
    texts = [
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    assert any("Отправлены 4 кампании" in text for text in texts)
    names = ZipFile(BytesIO(content)).namelist()
    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]


def test_an_empty_portfolio_has_its_booklet(store: Store) -> None:
    with store.reading() as tx:
        nothing = portfolio(tx, [])

    assert as_xlsx(told(nothing))
    assert as_pptx(told(nothing))
    assert nothing.growth == []
    assert nothing.pooled is None


def test_the_journal_knows_who_took_it(store: Store) -> None:
    with store.transaction() as tx:
        results.take_portfolio(tx, "pdf", 4, by=ANA, at=MONDAY)
        with pytest.raises(NotAllowed):
            results.take_portfolio(tx, "pdf", 4, by=CLEO, at=MONDAY)
