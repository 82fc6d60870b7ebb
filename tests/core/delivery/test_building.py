"""What each channel gets is what its writer makes of the filled message, and nothing else."""

import json
from datetime import datetime
from typing import Any

import pypdfium2 as pdfium
import pytest

from core.delivery.building import Filled, built_for, letter_number, postal_lines
from core.delivery.composing import Made
from core.delivery.model import Dispatch, DispatchId, Reason, State
from core.messages.model import Rendered
from core.messages.tables import Recipient
from tests.conftest import MONDAY
from tests.core.delivery.servers import campaign

ADDRESS = "420111, Казань, ул. Мира, 1, офис 5, вход со двора"
RECIPIENT = Recipient(
    contact_id="c1",
    account_id="a1",
    time_zone="",
    contact={"full_name": "Иван Петров", "position": "директор"},
    account={"name": "ООО «Ромашка»", "account_manager": "Ольга"},
)


def made(
    channel: str, address: str, *, zone: str = "UTC", at: datetime = MONDAY, **rendered: str
) -> Made:
    dispatch = Dispatch(
        id=DispatchId("d1"),
        campaign_id=campaign().id,
        contact_id="c1",
        account_id="a1",
        channel=channel,
        step=1,
        address=address,
        state=State.SENDING,
        reason=Reason.NONE,
        answer="",
        attempts=0,
        claim=1,
        message_id="d1.c1@x",
        not_before=MONDAY,
        sent_at=None,
        settled_at=None,
    )
    facts: dict[str, Any] = {"subject": "", "html": "", "text": ""} | rendered
    filled = Filled(Rendered(**facts), campaign(), dispatch, RECIPIENT, "ru", at, zone)
    return built_for(channel)(filled)


def test_an_sms_is_its_text_as_it_was_counted() -> None:
    assert made("sms", "+79161234567", text=" Привет\r\n– 5 ₽ ") == Made(
        "Привет\n– 5 ₽".encode()
    )


def test_a_notice_names_its_dispatch_and_whose_cabinet() -> None:
    notice = json.loads(
        made("cabinet", "a1", subject="Счёт", text="Готов", link="https://x").content
    )

    assert (notice["id"], notice["account"], notice["contact"]) == ("d1", "a1", "c1")
    assert (notice["title"], notice["text"], notice["link"]) == ("Счёт", "Готов", "https://x")


def test_a_call_has_its_script_and_whom_to_ask_for() -> None:
    call = made("call", "+79161234567", subject="Договор", text="Добрый день, Иван!")

    assert (call.content.decode(), call.subject) == ("Добрый день, Иван!", "Договор")
    assert call.facts == {
        "company": "ООО «Ромашка»",
        "name": "Иван Петров",
        "position": "директор",
        "phone": "+79161234567",
        "account_manager": "Ольга",
    }


@pytest.mark.slow
def test_a_letter_is_a_pdf_with_its_number_and_its_address() -> None:
    letter = made("letter", ADDRESS, subject="Договор", html="<p>Здравствуйте!</p>")

    document = pdfium.PdfDocument(letter.content)
    text = document[0].get_textpage().get_text_range()
    assert letter.facts["pages"] == len(document) == 1
    assert letter.facts["number"] == letter_number("d1")
    for part in (
        "ООО «Ромашка»",
        "Иван Петров",
        "420111",
        "Здравствуйте!",
        letter_number("d1"),
    ):
        assert part in text


@pytest.mark.parametrize(("zone", "day"), [("UTC", "2 марта"), ("Asia/Vladivostok", "3 марта")])
def test_a_letter_is_dated_where_the_house_is(zone: str, day: str) -> None:
    late = MONDAY.replace(hour=20)

    letter = made("letter", ADDRESS, zone=zone, at=late, subject="Договор", html="<p>Да</p>")

    page = pdfium.PdfDocument(letter.content)[0]
    assert f"{day} 2026" in page.get_textpage().get_text_range()


def test_an_address_fits_the_window_and_loses_nothing() -> None:
    lines = postal_lines(RECIPIENT, ADDRESS)

    assert lines == [
        "ООО «Ромашка»",
        "Иван Петров",
        "420111",
        "Казань",
        "ул. Мира",
        "1, офис 5, вход со двора",
    ]
    assert postal_lines(RECIPIENT, "Казань\nМира, 1")[2:] == ["Казань", "Мира, 1"]


def test_numbers_of_letters_are_their_own() -> None:
    numbers = {letter_number(f"d{number}") for number in range(10_000)}

    assert len(numbers) == 10_000
    assert all(len(one) == 11 for one in numbers)


def test_a_channel_without_a_writer_is_nobodys() -> None:
    with pytest.raises(ValueError, match="pigeon"):
        built_for("pigeon")
