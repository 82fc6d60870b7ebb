"""A cabinet's notice: the same bytes from the same message, whatever stands in it."""

import json
from datetime import timedelta, timezone

import pytest

from core.messages.model import Rendered
from core.messages.writers.cabinet import NoticeTooLong, Recipient, body
from tests.conftest import MONDAY

TO = Recipient("A-1", "C-1", "ru")


def test_the_body_says_what_and_whose_in_one_way() -> None:
    rendered = Rendered("Счёт готов", "", "Сумма 500 ₽\n", "https://lk.example/bills")

    written = body(rendered, id="d1", to=TO, at=MONDAY)

    assert (
        written
        == (
            '{"account":"A-1","contact":"C-1","created_at":"2026-03-02T09:00:00+00:00","format":1,'
            '"id":"d1","language":"ru","link":"https://lk.example/bills","text":"Сумма 500 ₽",'
            '"title":"Счёт готов"}'
        ).encode()
    )


def test_the_zone_of_the_clock_and_half_a_surrogate_change_nothing() -> None:
    there = MONDAY.astimezone(timezone(timedelta(hours=10)))
    rendered = Rendered("a", "", 'b"\ud800</script>')

    assert body(rendered, id="d1", to=TO, at=MONDAY) == body(rendered, id="d1", to=TO, at=there)
    assert json.loads(body(rendered, id="d1", to=TO, at=MONDAY))["text"] == 'b"?</script>'
    assert json.loads(body(rendered, id="d1", to=TO, at=MONDAY))["link"] is None


def test_more_than_a_cabinet_shows_is_refused() -> None:
    with pytest.raises(NoticeTooLong):
        body(Rendered("a" * 201, "", "b"), id="d1", to=TO, at=MONDAY)
    with pytest.raises(NoticeTooLong):
        body(Rendered("a", "", "b" * 10_001), id="d1", to=TO, at=MONDAY)
