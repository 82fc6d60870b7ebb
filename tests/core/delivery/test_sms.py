"""SMS over HTTP, against a real server: what each answer, and each silence, means."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from core.delivery.channel import (
    Accepted,
    Answer,
    Channel,
    Envelope,
    Fault,
    RefusedForGood,
    RefusedForNow,
    Unknown,
    Unreachable,
    UnusableAddress,
)
from core.delivery.channels.exchange import Patience, UnusableUrl
from core.delivery.channels.gateway import GatewayChannel, UnusableBody, UnusableToken
from core.delivery.channels.kannel import KannelChannel
from core.delivery.channels.pacing import Bucket, PacedChannel
from tests.core.delivery.servers import free_port
from tests.core.delivery.web import Script, answering

QUICK = Patience(connecting=0.5, verdict=0.5)
BODY = (
    '{"messages": [{"to": "{to}", "text": "{text}", "ref": "{id}"}], "callback": "{receipts}"}'
)


def kannel(url: str, **more: Any) -> KannelChannel:
    return KannelChannel(f"{url}/cgi-bin/sendsms", "u", "p", patience=QUICK, **more)


def gateway(url: str, **more: Any) -> GatewayChannel:
    return GatewayChannel(f"{url}/v1/sms", **({"body": BODY} | more), patience=QUICK)


def envelope(text: str = "Привет – 5 ₽", address: str = "+79161234567") -> Envelope:
    return Envelope("News", address, text.encode(), dispatch_id="d1")


def handed(channel: Channel, *messages: Envelope) -> list[Answer]:
    line = channel.line()
    try:
        return [line.hand_over(one, intend=lambda: None) for one in messages]
    finally:
        line.close()


@pytest.mark.parametrize("make", [kannel, gateway])
@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (202, Accepted),
        (200, Accepted),
        (301, Unreachable),
        (400, RefusedForGood),
        (401, Unreachable),
        (403, Unreachable),
        (429, RefusedForNow),
        (500, Unknown),
        (502, Unknown),
        (503, RefusedForNow),
        (504, Unknown),
        ("hang", Unknown),
        ("drop", Unknown),
    ],
)
def test_each_answer_means_one_thing(make: Any, said: int | str, meant: type[Answer]) -> None:
    script = Script(answer=lambda _asked: said, text="said", location="http://127.0.0.1:9/")

    with answering(script) as url:
        answers = handed(make(url), envelope())

    assert [type(answer) for answer in answers] == [meant]
    assert len(script.asked) == 1  # no redirect was followed, nothing was asked twice


@pytest.mark.parametrize("make", [kannel, gateway])
def test_a_gateway_that_is_away_was_handed_nothing(make: Any) -> None:
    intended: list[bool] = []
    line = make(f"http://127.0.0.1:{free_port()}").line()

    answer = line.hand_over(envelope(), intend=lambda: intended.append(True))

    assert isinstance(answer, Unreachable)
    assert intended == []


@pytest.mark.parametrize(
    ("status", "text", "meant"),
    [
        (202, "3: Queued for later delivery", Accepted("202 3: Queued for later delivery")),
        (
            403,
            "Not routable. Do not try again.",
            RefusedForGood("403 Not routable. Do not try again.", Fault.SENDER),
        ),
    ],
)
def test_what_kannel_queues_is_accepted_and_what_it_cannot_route_is_refused_for_good(
    status: int, text: str, meant: Answer
) -> None:
    with answering(Script(answer=lambda _asked: status, text=text)) as url:
        answers = handed(kannel(url), envelope())

    assert answers == [meant]


def test_kannel_is_told_all_it_needs() -> None:
    script = Script()

    with answering(script) as url:
        channel = kannel(
            url, sender="Cockpit", smsc="main", receipts=lambda name: f"{url}/r/{name}.x"
        )
        handed(channel, envelope(), envelope("plain & = %d text"))

    first, second = (parse_qs(urlsplit(one.path).query) for one in script.asked)
    assert first == {
        "username": ["u"],
        "password": ["p"],
        "to": ["+79161234567"],
        "text": ["Привет – 5 ₽"],
        "charset": ["UTF-8"],
        "coding": ["2"],
        "from": ["Cockpit"],
        "smsc": ["main"],
        "dlr-mask": ["31"],
        "dlr-url": [f"{url}/r/d1.x?status=%d&at=%T&answer=%A&id=%F&smsc=%i"],
    }
    assert (second["coding"], second["text"]) == (["0"], ["plain & = %d text"])


def test_no_connection_is_kept_that_could_turn_out_to_be_closed() -> None:
    script = Script()

    with answering(script) as url:
        answers = handed(kannel(url), envelope(), envelope(), envelope())

    assert answers == [Accepted("202 0: Accepted for delivery")] * 3
    assert len(script.asked) == script.connections == 3


def test_a_json_gateway_reads_its_own_words_and_no_value_is_read_as_json() -> None:
    script = Script()
    hostile = 'a", "to": "+7999 {to} {id} {unknown}\n'

    with answering(script) as url:
        channel = gateway(
            url, token="Bearer t", method="PUT", receipts=lambda name: f"https://us/{name}"
        )
        handed(channel, envelope(hostile))

    asked = script.asked[0]
    assert (asked.method, asked.path) == ("PUT", "/v1/sms")
    assert asked.headers["Authorization"] == "Bearer t"
    assert json.loads(asked.body) == {
        "messages": [{"to": "+79161234567", "text": hostile, "ref": "d1"}],
        "callback": "https://us/d1",
    }


@pytest.mark.parametrize("body", ["no json {to} {text}", '{"to": "{to}"}', ""])
def test_a_body_that_cannot_be_is_refused_at_once(body: str) -> None:
    with pytest.raises(UnusableBody):
        gateway("http://127.0.0.1:1", body=body)


@pytest.mark.parametrize(
    "url", ["", "ftp://a/b", "http://", "http://u:p@a/", "http://a/\r\nX: y", "http://a:x/"]
)
def test_an_address_that_cannot_be_is_refused_at_once(url: str) -> None:
    with pytest.raises(UnusableUrl):
        GatewayChannel(url, BODY)


@pytest.mark.parametrize(
    ("header", "token"),
    [
        ("Authorization", "Bearer ключ"),
        ("Authorization", "a\r\nX: y"),
        ("Авторизация", "key"),
        ("X: y", "key"),
        ("", "key"),
    ],
)
def test_a_token_no_header_can_carry_is_refused_at_once(header: str, token: str) -> None:
    with pytest.raises(UnusableToken, match="COCKPIT_SMS_HEADER"):
        gateway("http://127.0.0.1:1", header=header, token=token)


def test_numbers_are_brought_to_one_spelling() -> None:
    channel = kannel("http://127.0.0.1:1")

    assert channel.usable("8 (916) 123-45-67") == "+79161234567"
    for no_number in ("", "ivan@ex.test", "12", "+7916123456789012"):
        with pytest.raises(UnusableAddress):
            channel.usable(no_number)


def test_nobody_is_sent_to_faster_than_the_other_side_bears() -> None:
    time, waits = [0.0], list[float]()
    bucket = Bucket(10, now=lambda: time[0], wait=waits.append)

    for _ in range(4):
        bucket.take()
    time[0] = 100.0
    bucket.take()

    assert waits == pytest.approx([0.1, 0.2, 0.3])


def test_a_paced_channel_is_the_channel_itself_only_slower() -> None:
    script, waits = Script(), list[float]()

    with answering(script) as url:
        paced = PacedChannel(kannel(url), Bucket(2, now=lambda: 0.0, wait=waits.append))
        answers = handed(paced, envelope(), envelope())

    assert [type(one) for one in answers] == [Accepted, Accepted]
    assert waits == [0.5]
    assert paced.name == "sms"
    assert paced.usable("89161234567") == "+79161234567"
