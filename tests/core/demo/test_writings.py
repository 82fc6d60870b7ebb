"""The demo's messages of every channel: well written, complete, as large as real ones."""

from typing import Any

import pytest

from core.demo import writings
from core.messages.fields import stand_ins
from core.messages.finishing import checked, finished
from core.messages.model import Channel, Snippet
from core.messages.rendering import compiled
from core.messages.writers.sms import measured
from tests.conftest import MONDAY

LISTED = writings.entries()
SNIPPETS = {
    entry["name"]: Snippet(entry["name"], 1, *writings.snippet_of(entry), "ana", MONDAY)
    for entry in LISTED["snippets"]
}


@pytest.mark.parametrize("entry", LISTED["messages"], ids=lambda entry: entry["id"])
def test_a_sample_passes_every_wall_without_a_word(entry: dict[str, Any]) -> None:
    channel, utm = Channel(entry["channel"]), writings.utm_of(entry)

    for writing in writings.writings_of(entry):
        assert checked(writing, channel, snippets=SNIPPETS, utm=utm) == []
        whole = finished(writing, channel, snippets=SNIPPETS, utm=utm)
        filled = compiled(whole).render(stand_ins(writing.language))
        assert "{%" not in filled.html + filled.text


def test_there_is_a_message_of_every_channel() -> None:
    assert {entry["channel"] for entry in LISTED["messages"]} == set(Channel)


def test_the_large_one_is_as_large_as_real_ones_and_below_what_is_clipped() -> None:
    entry = next(one for one in LISTED["messages"] if one["id"] == "fiber-table")
    writing = writings.writings_of(entry)[0]

    html = finished(writing, Channel.EMAIL, snippets=SNIPPETS, utm=writings.utm_of(entry)).html

    assert 28_000 < len(html.encode()) < 60_000
    tagged = "utm_source=cockpit&amp;utm_medium=email&amp;utm_campaign=fiber-table"
    assert html.count(tagged) == 4


def test_the_english_sms_fits_one_part() -> None:
    entry = next(one for one in LISTED["messages"] if one["id"] == "visit-sms")
    russian, english = writings.writings_of(entry)

    assert len(measured(english.text).parts) == 1
    assert measured(russian.text).foreign is not None
