"""The presses: every sheet is answered, whatever one message in it does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.messages import presses
from core.messages.model import Channel, Writing
from core.messages.plates import Plate, Row
from core.messages.presses import SHEET, Answer, Press, Stuck, count_presses, printed
from core.messages.proof import Proofreader
from core.messages.rendering import compiled, values_for

WRITING = Writing("Hi", "<p>{{ contact.first_name }}</p>", "Hi {{ contact.first_name }}")
FIXED = {"sender": {}, "brief": {}, "unsubscribe_url": "mailto:a@b.test"}
PLATE = Plate(Channel.EMAIL, (WRITING,), ("contact.first_name",), FIXED)


def rows(count: int) -> list[Row]:
    return [Row(f"c{number}", 0, ("A", "a@b.test"), ("Ivan",)) for number in range(count)]


@pytest.fixture(autouse=True)
def no_idle_ones() -> Iterator[None]:
    """Presses of another test are not this one's."""
    presses.put_away()
    yield
    presses.put_away()


def failing_for(wrong: str) -> type[Press]:
    """A press that dies of one contact's message, and prints the others itself."""

    class Fragile(Press):
        def __init__(self) -> None:
            self.is_well = True

        def put(self, plate: Plate) -> None:
            assert plate == PLATE

        def print(self, rows: list[Row], *, seconds: float) -> Answer:
            if any(row.contact_id == wrong for row in rows):
                self.is_well = False
                raise Stuck
            return {"read": len(rows), "letters": 0, "empty": {}, "findings": [], "worst": {}}

        def stop(self) -> None:
            self.is_well = False

        def is_alive(self) -> bool:
            return self.is_well

    return Fragile


def test_the_one_message_that_ends_a_press_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presses, "Press", failing_for("c700"))

    answers = list(printed(PLATE, [rows(900)], presses=2))

    findings = [finding for answer in answers for finding in answer["findings"]]
    assert sum(answer["read"] for answer in answers) == 900
    assert [(one[0], one[1], one[3]) for one in findings] == [
        ("c700", "error", "proof-too-hard")
    ]


def test_a_press_that_is_killed_is_stuck_and_not_waited_for() -> None:
    press = Press()
    press.put(PLATE)
    press.stop()

    with pytest.raises(Stuck):
        press.print(rows(1), seconds=5)


def test_a_press_has_no_secret_and_little_memory() -> None:
    press = Press()
    press.put(PLATE)
    answer = press.print(rows(2), seconds=60)
    place = Path("/proc") / str(press._process.pid)
    limits = (place / "limits").read_text(encoding="ascii")
    environment = (place / "environ").read_text(encoding="ascii")
    press.stop()

    assert answer["read"] == 2
    assert "COCKPIT" not in environment
    assert f"{1 << 30}" in limits.split("Max address space")[1].splitlines()[0]
    assert "3600" in limits.split("Max cpu time")[1].splitlines()[0]


@pytest.mark.parametrize(("messages", "most"), [(1, 1), (SHEET, 1), (10**6, 4)])
def test_few_messages_are_worth_one_press(messages: int, most: int) -> None:
    assert 1 <= count_presses(messages) <= most


def test_a_fault_of_whoever_gives_the_pages_is_raised() -> None:
    def pages() -> Iterator[list[Row]]:
        raise ValueError("no pages")
        yield []

    with pytest.raises(ValueError, match="no pages"):
        list(printed(PLATE, pages(), presses=1))


HOSTILE = ["<b>", "{{7*7}}", "Ivan\r\nBcc: a@b.test", "", "\u202eevil", "x" * 5_000]


@pytest.mark.parametrize("name", [None, *HOSTILE])
def test_a_message_is_proofread_as_it_would_be_sent(name: str | None) -> None:
    """The values a row brings fill the message that the writer of letters fills."""
    reader = Proofreader.of(Channel.EMAIL, WRITING)
    sent = values_for({"first_name": name}, {}, {}, unsubscribe_url="mailto:a@b.test")
    brought = FIXED | {"contact": {"first_name": name}, "account": {}}

    assert compiled(WRITING).render(sent) == compiled(WRITING).render(brought)
    assert reader.proof(brought).letters == reader.proof(sent).letters


@pytest.mark.parametrize(
    ("channel", "writing", "values", "key"),
    [
        (Channel.EMAIL, WRITING, {}, None),
        (Channel.EMAIL, Writing("{{ contact.position }}", "a", "a"), {}, "proof-empty-subject"),
        (Channel.EMAIL, Writing("a", "{{ contact.position }}", "a"), {}, "proof-empty-html"),
        (Channel.CABINET, Writing("a", text="{{ contact.position }}"), {}, "proof-empty-text"),
        (Channel.CABINET, Writing(text="a"), {}, "proof-empty-subject"),
        (Channel.CALL, Writing(text="a"), {}, None),
        (Channel.SMS, Writing(text="я" * 500), {}, "proof-sms-long"),
        (Channel.SMS, Writing(text="я" * 300), {}, None),
        (
            Channel.SMS,
            Writing(text="{{ contact.first_name }}"),
            {"first_name": "nan"},
            "proof-nothing-in-words",
        ),
        (Channel.SMS, Writing(text="{{ contact.nobody }}"), {}, "messages-unrenderable"),
        (
            Channel.EMAIL,
            Writing("a", "<a href='{{ unsubscribe_url }}'>a</a>", "a"),
            {"leave": ""},
            "proof-empty-link",
        ),
        (Channel.EMAIL, Writing("a", "я" * 60_000, "a"), {}, "proof-clipped"),
    ],
)
def test_what_is_read_in_a_message(
    channel: Channel, writing: Writing, values: dict[str, str], key: str | None
) -> None:
    leave = values.pop("leave", "mailto:a@b.test")
    person = {"first_name": "Ivan", "position": None} | values
    filled = {"contact": person, "account": {}, "unsubscribe_url": leave}

    found = Proofreader.of(channel, writing).proof(filled, to=("A", "a@b.test")).findings

    assert [one.key for one in found] == ([key] if key else [])
