"""The shared corpus through every part of every channel, and through MJML: none gets through.

The table it makes is the one in `docs/hostile.md`.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from time import perf_counter
from typing import Any

import pytest

from core.foundation.refusal import Refusal
from core.foundation.settings import HOUSE
from core.messages.finishing import finished
from core.messages.linting import check_writing
from core.messages.model import PARTS, Channel, Markup, Part, Rendered, Writing, errors
from core.messages.rendering import compiled, values_for
from core.messages.writers import email
from tests.core.messages.hostile import ESCAPES, HEADER_BREAKERS, RUNAWAYS, corpus

AT = datetime(2026, 3, 2, tzinfo=UTC)
SECONDS = 2.0  # for one template to be refused, or filled
SOURCES = {"ssti": ESCAPES, "template_dos": RUNAWAYS}  # the template itself is hostile
VALUES = {"ssti_in_data": ["{{7*7}}"], "header_injection": HEADER_BREAKERS}  # the data is
PAGE = HOUSE / "docs" / "hostile.md"
HOLE = "{{ contact.first_name }}"
SENDER = {"name": "A", "address": "a@house.test"}


@dataclass(frozen=True)
class Place:
    """A part of a channel's message, in HTML or MJML."""

    channel: Channel
    part: Part
    markup: Markup = Markup.HTML

    def holding(self, text: str) -> Writing:
        """A message that is well but for this text in this place."""
        whole = dict.fromkeys(PARTS[self.channel], "Hello")
        whole |= {one: "https://a.test/" for one in whole if one is Part.LINK}
        if self.part is Part.LINK and text == HOLE:
            text = "https://a.test/?q={{ contact.first_name | urlencode }}"
        if self.markup is Markup.MJML:
            text = (
                "<mjml><mj-body><mj-section><mj-column><mj-text>"
                f"{text}</mj-text></mj-column></mj-section></mj-body></mjml>"
            )
        words: Any = {str(one): said for one, said in (whole | {self.part: text}).items()}
        return replace(Writing(markup=self.markup), **words)


PLACES = [
    *(Place(channel, part) for channel, parts in PARTS.items() for part in parts),
    Place(Channel.EMAIL, Part.HTML, Markup.MJML),
]


def outcome_of_source(place: Place, source: str) -> str:
    """A template with this in it: refused in time, or what it came to."""
    start = perf_counter()
    try:
        writing = finished(place.holding(source), place.channel)
        wrong = errors(check_writing(place.channel, writing))
        rendered = None if wrong else compiled(writing).render(values("Ivan"))
    except (Refusal, ValueError):
        rendered = None
    if perf_counter() - start > SECONDS:
        return "passed"
    return (
        "refused" if rendered is None else "inert" if is_inert(rendered, source) else "passed"
    )


def outcome_of_value(place: Place, value: str) -> str:
    """A good template, filled with this: the words of it, and nothing that they do."""
    writing = finished(place.holding(HOLE), place.channel)
    assert not errors(check_writing(place.channel, writing))
    rendered = compiled(writing).render(values(value))
    calm = compiled(writing).render(values("Ivan"))
    same_markup = all(rendered.html.count(one) == calm.html.count(one) for one in "<>")
    if not same_markup or not is_inert(rendered, value):
        return "passed"
    return "inert" if place.channel is not Channel.EMAIL else mailed(rendered, value)


def values(first_name: str) -> dict[str, Any]:
    return values_for({"first_name": first_name}, {"name": "Orbit"}, SENDER)


def is_inert(rendered: Rendered, given: str) -> bool:
    """Nothing of it was done: no sum, no loop, no Python, no second line where one belongs."""
    whole = " ".join(vars(rendered).values())
    done = ("49", "xxxxxxxxx", "<class", "uid=", "object at 0x", "built-in")
    lines = any(one in text for text in (rendered.subject, rendered.link) for one in "\r\n")
    return not lines and not any(one in whole and one not in given for one in done)


def mailed(rendered: Rendered, name: str) -> str:
    """The same in a mail to somebody of that name: as many headers as there were."""
    mail = email.build(
        rendered,
        to_name=name,
        to_address="ivan@firm.test",
        sender_name=name,
        sender_address="news@house.test",
        message_id="<1@house.test>",
        sent_at=AT,
    )
    head = mail.split(b"\r\n\r\n")[0]
    read = message_from_bytes(mail, policy=policy.default)
    once = all(len(read.get_all(one, [])) == 1 for one in ("Subject", "To", "From"))
    strangers = {"bcc", "cc", "reply-to", "x-injected"} & {one.lower() for one in read}
    long = any(len(line) > 998 for line in head.split(b"\r\n"))
    single = len(read["To"].addresses) == 1 and len(read["From"].addresses) == 1
    return "inert" if once and single and not strangers and not long else "passed"


def counted(category: str, payloads: list[Any]) -> Counter[str]:
    found: Counter[str] = Counter()
    for payload in payloads:
        for place in PLACES:
            if category in SOURCES:
                found[outcome_of_source(place, payload)] += 1
            else:
                found[outcome_of_value(place, payload)] += 1
                if place.part is Part.SUBJECT:
                    # A subject somebody types is a template, too.
                    found[outcome_of_source(place, payload)] += 1
    return found


def row(category: str) -> str:
    """A line of the table: how many, and what became of them."""
    cases = corpus(category)
    found = counted(category, cases)
    figures = (len(cases), found["refused"], found["inert"], found["passed"])
    return f"| `{category}` | " + " | ".join(map(str, figures)) + " |"


@pytest.mark.parametrize("category", [*SOURCES, *VALUES])
def test_nothing_hostile_gets_through(category: str) -> None:
    ours = (SOURCES | VALUES)[category]
    payloads = [*(ours if category in VALUES else ours[:8]), *corpus(category)]

    found = counted(category, payloads)

    assert found["passed"] == 0, found
    assert found["refused"] + found["inert"] > 0


@pytest.mark.skipif(not corpus("ssti"), reason="the shared corpus is not at hand")
def test_the_table_is_the_one_that_is_shown() -> None:
    page = PAGE.read_text(encoding="utf-8")

    missing = [line for category in [*SOURCES, *VALUES] if (line := row(category)) not in page]

    assert not missing, "\n".join(missing)
