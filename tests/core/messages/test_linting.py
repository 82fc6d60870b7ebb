"""What the check tells whoever writes: where, what, and which name they may have meant."""

import pytest

from core.foundation.words import LANGUAGES
from core.messages.linting import LONGEST_SOURCE, check_part, check_writing
from core.messages.model import Channel, Finding, Part, Severity, Writing, errors
from core.messages.starters import starter

HTML = (
    '<p>Hello {{ contact.first_name | fallback("you") }} <a href="{{ unsubscribe_url }}">x</a>'
)


def only(findings: list[Finding]) -> Finding:
    assert len(findings) == 1, findings
    return findings[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_starter_has_nothing_to_mend(language: str) -> None:
    message = starter(language)

    assert check_writing(Channel.EMAIL, message) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("contact.frist_name", "contact.first_name"),
        ("first_name", "contact.first_name"),
        ("acount.name", "account.name"),
        ("account.first_name", "contact.first_name"),
        ("contact.city", "account.city"),
        ("unsubscribe", "unsubscribe_url"),
        ("contact.first_name.title", "contact.first_name"),
    ],
)
def test_an_unknown_name_is_found_on_its_line_with_the_nearest(
    written: str, meant: str
) -> None:
    finding = only(check_part(Part.HTML, f"<p>\n\n{{{{ {written} }}}}</p>"))

    assert (finding.line, finding.severity) == (3, Severity.ERROR)
    assert finding.values == {"name": written, "nearest": meant}
    assert meant in finding.sentence("ru")


def test_a_name_like_no_other_gets_no_guess() -> None:
    finding = only(check_part(Part.TEXT, "{{ qqqqqq }}"))

    assert finding.key == "messages-no-such-name"


def test_an_unknown_filter_is_found_with_the_nearest() -> None:
    finding = only(check_part(Part.TEXT, "{{ account.name | uper }}"))

    assert finding.values["nearest"] == "upper"


@pytest.mark.parametrize(
    "source",
    [
        "{{ contact.first_name | fallback('you') }}",
        "{{ contact.first_name | default('you') | upper }}",
        "{% if contact.first_name %}{{ contact.first_name }}{% endif %}",
        "{% if not contact.first_name %}x{% elif account.city == 'A' %}y{% else %}z{% endif %}",
        "{% if account.monthly_fee > 1000 and account.city in ['Perm', 'Omsk'] %}x{% endif %}",
        "{% if 'P03' in account.products or account.city != '' %}x{% endif %}",
        "{% for one in account.products %}{{ loop.index }}. {{ one }}{% else %}-{% endfor %}",
        "{{ account.products | join(', ') | fallback('-') }}",
        "{{ account.since | date('long') | fallback('-') }}",
        "{{ account.monthly_fee | money | fallback('-') }}",
        "{{ account.monthly_fee | plural('рубль', 'рубля', 'рублей') }}",
        "{{ 'dear' if contact.first_name else 'you' }}",
        "{# a note to ourselves #}{{ account.name }}",
        "{% raw %}{{ as it stands }}{% endraw %}",
    ],
)
def test_what_a_message_needs_is_allowed(source: str) -> None:
    assert check_part(Part.TEXT, source) == []


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("{{ account.name", "messages-unclosed"),
        ("{% if account.name %}", "messages-unclosed"),
        ("{{ account.name | }}", "messages-syntax"),
        ("{{ }}", "messages-syntax"),
        ("{{ account.name }", "messages-syntax"),
        ("{% frob %}", "messages-no-statement"),
        ("{{ 1 + 1 }}", "messages-no-arithmetic"),
        ("{{ account.name() }}", "messages-no-calls"),
        ("{{ account['name'] }}", "messages-no-brackets"),
        ("{% if account.name is none %}{% endif %}", "messages-no-tests"),
        ("{% if account.name > 5 %}{% endif %}", "messages-compare-numbers"),
        ("{% if 'a' in account.name %}{% endif %}", "messages-in-needs-list"),
        ("{% for x in account.name %}{% endfor %}", "messages-loop-needs-list"),
        ("{{ account.name | fallback(contact.email) }}", "messages-filter-fallback"),
        ("{{ account.since | date('%Y') }}", "messages-filter-date"),
        ("a\u202eb", "messages-strange-letter"),
        ("a" * (LONGEST_SOURCE + 1), "messages-too-long"),
        ("see javascript:alert(1)", "messages-script-address"),
    ],
)
def test_each_fault_has_its_own_words(source: str, key: str) -> None:
    found = errors(check_part(Part.TEXT, source))

    assert key in {finding.key for finding in found}
    assert all(finding.sentence(language) for finding in found for language in LANGUAGES)


def test_lines_are_counted_past_comments_and_trimmed_blocks() -> None:
    source = "one\n{# two\nthree #}\n{% if account.name %}\n  five\n{% endif %}\n<b>{{ nope }}"

    finding = only(errors(check_part(Part.HTML, source)))

    assert finding.line == 7


def test_markup_faults_stand_on_their_line() -> None:
    source = "<p>\n{% if account.name %}\nx\n{% endif %}\n\n<a href='ftp://x.example'>y</a></p>"

    finding = only(errors(check_part(Part.HTML, source)))

    assert (finding.line, finding.key) == (6, "messages-forbidden-link")


def test_a_subject_is_one_line() -> None:
    finding = only(check_part(Part.SUBJECT, "Hello\r\nBcc: a@b.example"))

    assert finding.key == "messages-subject-lines"


def test_a_field_that_may_be_empty_asks_for_a_fallback_once() -> None:
    source = "{{ contact.first_name }} and {{ contact.first_name }}, {{ account.name }}"

    finding = only(check_part(Part.TEXT, source))

    assert finding.severity is Severity.WARNING
    assert finding.values == {"name": "contact.first_name"}


def test_advertising_without_a_way_out_is_a_warning() -> None:
    findings = check_writing(
        Channel.EMAIL, Writing("Hello", "<p>Hello</p>", "Hello {{ unsubscribe_url }}")
    )

    assert [(one.part, one.key) for one in findings] == [(Part.HTML, "messages-no-unsubscribe")]


def test_what_is_missing_is_said() -> None:
    keys = {
        (finding.key, finding.is_error)
        for finding in check_writing(Channel.EMAIL, Writing(" "))
    }

    assert keys == {
        ("messages-empty-subject", True),
        ("messages-empty-html", True),
        ("messages-empty-text", False),
    }


def test_what_gmail_would_cut_off_is_a_warning() -> None:
    html = HTML + "<p>" + "пятьдесят тысяч слов " * 4_000

    finding = only(
        check_writing(Channel.EMAIL, Writing("Hello", html, "{{ unsubscribe_url }}"))
    )

    assert finding.key == "messages-clipped"
