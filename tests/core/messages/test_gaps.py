"""A finding about a missing fallback says how many contacts would read a gap."""

import pytest

from core.messages.gaps import bare, counted
from core.messages.linting import check_writing
from core.messages.model import Channel, Finding, Severity, Writing
from core.messages.tables import Gaps

SOURCE = "{{ contact.position }}, {{ account.city }}, {{ acount.name }}"


@pytest.fixture
def findings() -> list[Finding]:
    return check_writing(Channel.SMS, Writing(text=SOURCE))


def test_only_fields_without_a_fallback_are_asked_about(findings: list[Finding]) -> None:
    assert bare(findings) == ("account.city", "contact.position")
    guarded = Writing(text='{{ account.city | fallback("—") }}')
    assert bare(check_writing(Channel.SMS, guarded)) == ()


def test_the_sentence_says_of_how_many_and_how_many(findings: list[Finding]) -> None:
    known = Gaps(20_000, {"contact.position": 412, "account.city": 1})

    said = {one.sentence("en") for one in counted(findings, known)}
    russian = {one.sentence("ru") for one in counted(findings, known)}

    assert (
        "412 of 20,000 contacts have no “contact.position”: they would read a gap. "
        "Add a fallback." in said
    )
    assert (
        "1 of 20,000 contacts has no “account.city” and would read a gap. Add a fallback."
        in said
    )
    assert any("У 412 контактов из 20\xa0000 поле «contact.position»" in one for one in russian)
    assert any("У 1 контакта из" in one for one in russian)


def test_where_nobody_lacks_it_the_finding_stays_and_says_so(findings: list[Finding]) -> None:
    known = Gaps(3, {"contact.position": 0, "account.city": 2})

    said = counted(findings, known, "Perm")
    sentences = [one.sentence("en") for one in said]

    assert "Every contact of the segment “Perm” has “contact.position” today (3)." in " ".join(
        sentences
    )
    assert "2 of 3 contacts of the segment “Perm” have no “account.city”" in " ".join(sentences)
    assert [(one.line, one.part, one.severity) for one in said] == [
        (one.line, one.part, one.severity) for one in findings
    ]
    assert [one.key for one in said if one.severity is Severity.ERROR] == [
        "messages-no-such-name-nearest"
    ]
