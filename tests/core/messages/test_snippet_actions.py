"""Snippets: versions that never change, and no message broken by another's words."""

from typing import Any

import pytest

from core.journal import records as journal
from core.messages import actions as messages
from core.messages import snippet_actions as snippets
from core.messages import snippet_records as records
from core.messages.model import BadTemplate, Channel, Snippet, TemplateId, Writing
from core.messages.snippet_actions import (
    BadSnippetName,
    BreaksMessages,
    EmptySnippet,
    SnippetInUse,
    SnippetSavedMeanwhile,
    UnknownSnippet,
)
from core.messages.snippets import expanded
from core.people.model import NotAllowed
from core.store.store import Store, Tx
from tests.conftest import ANA, CLEO, MONDAY

HTML, TEXT = "<p>{{ sender.name }}</p>", "{{ sender.name }}"


def saved(tx: Tx, name: str = "footer", **changes: Any) -> Snippet:
    facts: dict[str, Any] = {
        "html": HTML,
        "text": TEXT,
        "note": " first ",
        "by": ANA,
        "at": MONDAY,
    }
    return snippets.save(tx, name, **facts | changes)


def using(tx: Tx, text: str = '{% include "footer" %}', name: str = "Fiber") -> None:
    writing = Writing("S", '<p>{% include "footer" %}</p>', text)
    messages.save(
        tx, TemplateId(name), name=name, writings=[writing], note="", by=ANA, at=MONDAY
    )


def test_every_save_is_a_version_and_the_same_words_are_none(store: Store) -> None:
    with store.transaction() as tx:
        first, again = saved(tx), saved(tx, note="other")
        second = saved(tx, html="<b>new</b>")

        assert (again, second.version) == (first, 2)
        assert records.versions(tx, "footer") == [second, first]
        assert records.get(tx, "footer") == second
        assert records.as_they_were(tx, [("footer", 1)]) == {"footer": first}
        verbs = [entry.verb for entry in journal.about(tx, "footer")]
        assert verbs == ["snippets.save", "snippets.save"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"name": "a b"}, BadSnippetName),
        ({"name": "../etc"}, BadSnippetName),
        ({"name": 'x" %}{{ 1'}, BadSnippetName),
        ({"name": ""}, BadSnippetName),
        ({"html": " ", "text": ""}, EmptySnippet),
        ({"html": '{% include "other" %}'}, BadTemplate),
        ({"text": "{% include name %}"}, BadTemplate),
        ({"html": "<script>1</script>"}, BadTemplate),
        ({"html": "{{ contact.__class__ }}"}, BadTemplate),
        ({"text": "{% for a in account.products %}"}, BadTemplate),
        ({"text": "a" * 100_001}, BadTemplate),
        ({"by": CLEO}, NotAllowed),
    ],
)
def test_what_no_snippet_may_be_is_refused(
    store: Store, changes: dict[str, Any], refusal: type[Exception]
) -> None:
    with store.transaction() as tx, pytest.raises(refusal):
        saved(tx, **changes)


def test_nobody_overwrites_what_somebody_else_saved(store: Store) -> None:
    with store.transaction() as tx:
        saved(tx)
        saved(tx, html="<b>theirs</b>")

        with pytest.raises(SnippetSavedMeanwhile):
            saved(tx, html="<b>mine</b>", seen=1)


def test_words_that_would_break_a_message_are_not_saved_and_it_is_named(store: Store) -> None:
    with store.transaction() as tx:
        saved(tx)
        using(tx)

        with pytest.raises(BreaksMessages, match="Fiber"):
            saved(tx, text="")
        assert saved(tx, html="<i>fine</i>").version == 2


def test_a_snippet_in_use_is_not_put_away_and_one_in_no_use_is_for_nobody(store: Store) -> None:
    with store.transaction() as tx:
        saved(tx)
        using(tx)
        assert [one.name for one in snippets.used_by(tx, "footer")] == ["Fiber"]

        with pytest.raises(SnippetInUse, match="Fiber"):
            snippets.archive(tx, "footer", by=ANA, at=MONDAY)
        messages.archive(tx, TemplateId("Fiber"), by=ANA, at=MONDAY)
        assert snippets.archive(tx, "footer", by=ANA, at=MONDAY).is_archived

        with pytest.raises(BadTemplate):
            using(tx, name="New")
        with pytest.raises(BadTemplate):
            messages.restore(tx, TemplateId("Fiber"), by=ANA, at=MONDAY)
        with pytest.raises(UnknownSnippet):
            saved(tx, html="<b>new</b>")
        snippets.restore(tx, "footer", by=ANA, at=MONDAY)
        using(tx, name="New")


def test_only_who_may_write_archives_and_brings_back(store: Store) -> None:
    with store.transaction() as tx:
        saved(tx)
        for deed in (snippets.archive, snippets.restore):
            with pytest.raises(NotAllowed):
                deed(tx, "footer", by=CLEO, at=MONDAY)


def test_a_text_message_takes_a_snippet_s_text(store: Store) -> None:
    with store.transaction() as tx:
        saved(tx, html="")
        messages.save(
            tx,
            TemplateId("sms"),
            name="SMS",
            channel=Channel.SMS,
            writings=[Writing(text='Hello! {% include "footer" %}')],
            note="",
            by=ANA,
            at=MONDAY,
        )

        with pytest.raises(BadTemplate):
            using(tx)


def test_what_was_sealed_is_said_even_once_its_snippet_is_put_away(store: Store) -> None:
    with store.transaction() as tx:
        first = saved(tx)
        snippets.archive(tx, "footer", by=ANA, at=MONDAY)
        sealed = records.as_they_were(tx, [("footer", 1)])

    assert sealed == {"footer": first}
    assert expanded(Writing(text='{% include "footer" %}'), sealed).text == TEXT
