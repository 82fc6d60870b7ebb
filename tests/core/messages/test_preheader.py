"""The pre-header: found, replaced and taken out, and never slow over what is broken."""

from time import process_time

import pytest

from core.messages.preheader import preheader_of, with_preheader

HTML = "<html><body>\n<p>Hello</p></body></html>"
MJML = "<mjml>\n  <mj-body></mj-body>\n</mjml>\n"


@pytest.mark.parametrize("source", [HTML, MJML, "<p>Hello</p>"])
def test_it_is_put_in_read_back_and_replaced(source: str) -> None:
    once = with_preheader(source, "A < B, {{ account.name }}")
    twice = with_preheader(once, "Other")

    assert preheader_of(source) == ""
    assert preheader_of(once) == "A < B, {{ account.name }}"
    assert (preheader_of(twice), twice.count("Other")) == ("Other", 1)
    assert "A &lt; B" not in twice


def test_taken_out_it_leaves_what_was_there() -> None:
    assert with_preheader(with_preheader(HTML, "Here"), "") == HTML


@pytest.mark.parametrize(
    "piece", ['<div class="preheader">', "&#847;", " ", "<body ", '<div class="preheader"']
)
@pytest.mark.parametrize("begin", ["<p>", '<div class="preheader">', "<mjml><mj-preview>"])
def test_what_is_never_closed_takes_no_time(begin: str, piece: str) -> None:
    source = begin + piece * (100_000 // len(piece))
    began = process_time()

    assert preheader_of(source) == ""
    with_preheader(source, "Words")
    assert process_time() - began < 1
