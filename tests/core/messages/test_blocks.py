"""Blocks and their source: written and read they are the same; a hand's own source is kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.messages import blocks as b
from core.messages.block_source import read, tidied, written
from core.messages.blocks import Letter
from core.messages.linting import check_part
from core.messages.model import Part, errors

HOLES = st.sampled_from(
    [
        '{{ account.name | fallback("\u2014") }}',
        "{% if account.city %}",
        "{% endif %}",
        "{{",
        "}}",
    ]
)
MARKUP = st.sampled_from(
    [
        "**",
        "[",
        "](https://a.example/?b=c&d)",
        "<br/>",
        "<b>",
        "&amp;",
        '"',
        "'",
        "\n",
        "</mj-text>",
    ]
)
WORDS = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Co", "Cc"]), max_size=8) | HOLES | MARKUP,
    max_size=8,
).map(lambda pieces: tidied(" ".join(pieces).strip()))
LINE = WORDS.map(lambda text: " ".join(text.split()))
COLUMN = st.builds(b.Column, LINE, WORDS)
BLOCK = st.one_of(
    st.builds(b.Heading, LINE),
    st.builds(b.Text, WORDS),
    st.builds(b.Button, LINE, LINE),
    st.builds(b.Image, LINE, LINE),
    st.builds(b.Columns, st.lists(COLUMN, min_size=2, max_size=3).map(tuple)),
    st.builds(b.Products, LINE, st.lists(st.builds(b.Row, LINE, LINE), max_size=3).map(tuple)),
    st.builds(b.Divider),
    st.builds(b.Footer, WORDS, LINE),
)
LETTER = st.builds(Letter, LINE, st.lists(BLOCK, max_size=5).map(tuple))


@settings(max_examples=100, deadline=None)
@given(LETTER)
def test_blocks_written_and_read_are_the_same(letter: Letter) -> None:
    assert read(written(letter)) == letter


@settings(max_examples=40, deadline=None)
@given(LETTER, st.integers(0), st.text(min_size=1, max_size=4))
def test_a_source_is_read_only_if_it_would_be_written_so(
    letter: Letter, place: int, typed: str
) -> None:
    source = written(letter)
    place %= len(source)
    edited = source[:place] + typed + source[place:]

    found = read(edited)

    lines = [line.strip() for line in edited.splitlines() if line.strip()]
    assert (
        found is None
        or [line.strip() for line in written(found).splitlines() if line.strip()] == lines
    )


def test_every_kind_of_block_is_a_good_template() -> None:
    words = 'Hello {{ contact.first_name | fallback("colleague") }}, **now** & [here](https://a.example)'
    letter = Letter(
        "Up to 1 Gbit/s",
        (
            b.Heading("Faster"),
            b.Text(words),
            b.Button("See", "https://a.example/?c={{ account.name | urlencode }}"),
            b.Image("https://a.example/i.png", "A line"),
            b.Columns((b.Column("1", words), b.Column("2", "b"), b.Column())),
            b.Products("Yours"),
            b.Products("New", (b.Row("Fiber", "1 000"), b.Row("Phone", "5"))),
            b.Divider(),
            b.Footer("Advertising", "Unsubscribe"),
        ),
    )
    source = written(letter)

    assert errors(check_part(Part.HTML, source)) == []
    assert read(source) == letter
    assert "<strong>now</strong> &amp; <a href=" in source
    assert "{% for product in account.products %}" in source
    assert {type(block) for block in letter.blocks} == set(b.KINDS.values())


def test_indentation_is_nobodys_words() -> None:
    source = written(Letter("", (b.Heading("One"), b.Text("Two"))))

    assert read("\n\n".join(line.strip() for line in source.splitlines())) == read(source)


@pytest.mark.parametrize(
    "edit",
    [
        lambda source: source.replace("<mj-divider", '<mj-divider width="50%"'),
        lambda source: source.replace("</mj-body>", "<mj-raw></mj-raw></mj-body>"),
        lambda source: source.replace("#2a1470", "#000000", 1),
        lambda _source: "<mjml></mjml>",
        lambda _source: "",
    ],
)
def test_what_blocks_cannot_say_stays_source(edit: object) -> None:
    source = written(Letter("", (b.Divider(),)))

    assert callable(edit)
    assert read(edit(source)) is None


def test_blocks_are_moved_copied_and_removed() -> None:
    one, two, three = b.Heading("1"), b.Text("2"), b.Divider()
    blocks = (one, two, three)

    assert b.moved(blocks, 0, 1) == (two, one, three)
    assert b.moved(blocks, 0, -1) == blocks
    assert b.copied(blocks, 1) == (one, two, two, three)
    assert b.removed(blocks, 1) == (one, three)
    assert b.added((one,) * b.MOST_BLOCKS, two, 0) == (one,) * b.MOST_BLOCKS
    assert b.with_columns(b.Columns(), 3).columns == (b.Column(),) * 3
    assert [b.summary(block) for block in blocks] == ["1", "2", ""]
