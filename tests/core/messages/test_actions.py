"""Saving messages: versions that never change, nobody's work overwritten, everything noted."""

from collections.abc import Sequence
from typing import Any

import pytest

from core.journal import records as journal
from core.messages import actions as messages
from core.messages import records
from core.messages.actions import (
    BadTemplate,
    Nameless,
    OtherChannel,
    SavedMeanwhile,
    TwiceWritten,
    UnknownTemplate,
)
from core.messages.model import Channel, Template, TemplateId, Writing
from core.people.model import NotAllowed, Person
from core.store.store import Store, Tx
from tests.conftest import ADA, ANA, BEN, CLEO, MONDAY

ID = TemplateId("m1")
HTML = '<p>Hello <a href="{{ unsubscribe_url }}">no more</a></p>'


def saved(  # noqa: PLR0913 -- a version has as many parts
    tx: Tx,
    *,
    name: str = "Fiber",
    subject: str = "Hello",
    html: str = HTML,
    more: Sequence[Writing] = (),
    seen: int | None = None,
    by: Person = ANA,
) -> Template:
    return messages.save(
        tx,
        ID,
        name=name,
        writings=[Writing(subject, html, "Hello {{ unsubscribe_url }}"), *more],
        note=" first ",
        by=by,
        at=MONDAY,
        seen=seen,
    )


def test_the_first_version_is_number_one(store: Store) -> None:
    with store.transaction() as tx:
        template = saved(tx)

        assert (template.version, template.saved_by, template.note) == (1, ANA.id, "first")
        assert records.get(tx, ID) == template
        assert [entry.verb for entry in journal.about(tx, ID)] == ["messages.save"]


def test_a_change_is_the_next_version_and_the_last_one_stays(store: Store) -> None:
    with store.transaction() as tx:
        first = saved(tx)
        second = saved(tx, subject="Hello again", by=BEN)

        assert second.version == 2
        assert records.version(tx, ID, 1) == first
        assert records.versions(tx, ID) == [second, first]
        assert records.everything(tx) == [second]


def test_saving_twice_what_is_saved_makes_no_version(store: Store) -> None:
    with store.transaction() as tx:
        first = saved(tx)

        assert saved(tx, by=BEN) == first
        assert len(journal.about(tx, ID)) == 1


def test_of_two_who_edited_one_version_the_second_is_told(store: Store) -> None:
    with store.transaction() as tx:
        saved(tx)
        saved(tx, subject="Ana was faster", seen=1)

        with pytest.raises(SavedMeanwhile):
            saved(tx, subject="Ben was slower", seen=1, by=BEN)

        current = records.get(tx, ID)
        assert current is not None
        assert current.first.subject == "Ana was faster"


@pytest.mark.parametrize("stranger", [CLEO, ADA], ids=lambda person: person.name)
def test_who_may_not_write_saves_nothing(store: Store, stranger: Person) -> None:
    with store.transaction() as tx:
        with pytest.raises(NotAllowed):
            saved(tx, by=stranger)

        assert records.everything(tx) == []


def test_a_hostile_template_is_refused_with_what_and_where(store: Store) -> None:
    with store.transaction() as tx:
        with pytest.raises(BadTemplate) as refused:
            saved(tx, html=HTML + "\n{{ contact.__class__ }}")

        assert [(one.part, one.line) for one in refused.value.findings] == [("html", 2)]
        assert "Not saved" in str(refused.value)
        assert records.get(tx, ID) is None


@pytest.mark.parametrize("name", ["", "   ", "\u200b\n"])
def test_a_message_has_a_name(store: Store, name: str) -> None:
    with store.transaction() as tx, pytest.raises(Nameless):
        saved(tx, name=name)


def test_an_archived_message_is_not_offered_nor_changed(store: Store) -> None:
    with store.transaction() as tx:
        saved(tx)

        messages.archive(tx, ID, by=ANA, at=MONDAY)

        assert records.everything(tx) == []
        assert [one.id for one in records.everything(tx, archived=True)] == [ID]
        with pytest.raises(UnknownTemplate):
            saved(tx, subject="Changed")


def test_an_archived_message_comes_back(store: Store) -> None:
    with store.transaction() as tx:
        saved(tx)
        messages.archive(tx, ID, by=ANA, at=MONDAY)

        assert not messages.restore(tx, ID, by=ANA, at=MONDAY).is_archived
        assert saved(tx, subject="Changed").version == 2


def test_there_is_no_message_nobody_saved(store: Store) -> None:
    with store.transaction() as tx, pytest.raises(UnknownTemplate):
        messages.archive(tx, ID, by=ANA, at=MONDAY)


def test_a_version_keeps_each_variant_and_language(store: Store) -> None:
    more = [
        Writing("B", HTML, "B {{ unsubscribe_url }}", variant="B"),
        Writing("English", HTML, "A {{ unsubscribe_url }}", language="en"),
    ]
    with store.transaction() as tx:
        first = saved(tx)
        second = saved(tx, more=more)

        assert (second.variants, second.languages) == (("A", "B"), ("ru", "en"))
        assert records.get(tx, ID) == second
        assert records.version(tx, ID, first.version) == first
    assert second.writing("B", "en").subject == "B"  # the nearest there is
    assert second.writing("A", "en").subject == "English"
    assert second.writing("H").subject == "Hello"
    assert len({str(one.content) for one in (first, second)}) == 2


@pytest.mark.parametrize(
    "other", [Writing("Hi", HTML, "x"), Writing("Hi", HTML, "x", variant="AA", language="zz")]
)
def test_nothing_is_written_twice_or_for_nobody(store: Store, other: Writing) -> None:
    with store.transaction() as tx, pytest.raises(TwiceWritten):
        saved(tx, more=[other])


def test_a_message_keeps_its_channel(store: Store) -> None:
    with store.transaction() as tx:
        saved(tx)
        with pytest.raises(OtherChannel):
            messages.save(
                tx,
                ID,
                name="Fiber",
                channel=Channel.SMS,
                writings=[Writing(text="Hello")],
                note="",
                by=ANA,
                at=MONDAY,
            )


@pytest.mark.parametrize(
    ("channel", "good", "bad"),
    [
        (Channel.SMS, Writing(text="Hi"), Writing(text="Hi", html="<p>Hi</p>")),
        (Channel.SMS, Writing(text="Hi"), Writing(text=" ")),
        (
            Channel.CABINET,
            Writing("Fee", text="Hi"),
            Writing("Fee", text="Hi", link="javascript:x"),
        ),
        (Channel.CALL, Writing(text="Say hi"), Writing("Only a title")),
        (Channel.LETTER, Writing("Fee", "<p>Hi</p>"), Writing("Fee", "<script>x</script>")),
    ],
)
def test_each_channel_has_parts_of_its_own(
    store: Store, channel: Channel, good: Writing, bad: Writing
) -> None:
    facts: Any = {"name": "x", "channel": channel, "note": "", "by": ANA, "at": MONDAY}
    with store.transaction() as tx:
        assert messages.save(tx, ID, writings=[good], **facts).channel is channel
        with pytest.raises(BadTemplate):
            messages.save(tx, ID, writings=[bad], **facts)
