"""What changed is found line by line and word by word."""

from hypothesis import given
from hypothesis import strategies as st

from core.messages.comparing import Kind, Piece, compared


def test_the_same_text_has_no_places() -> None:
    assert compared("One\nTwo", "One\nTwo") == []


def test_a_changed_word_is_found_in_its_line() -> None:
    ((before, gone, came, after),) = compared("a\nold price 5\nz", "a\nold price 6\nz")

    assert (before.kind, after.kind) == (Kind.SAME, Kind.SAME)
    assert gone.pieces == (Piece(Kind.SAME, "old price "), Piece(Kind.GONE, "5"))
    assert came.pieces == (Piece(Kind.SAME, "old price "), Piece(Kind.NEW, "6"))
    assert (gone.number, came.number) == (0, 2)


LINES = st.lists(st.text("ab c", max_size=6), max_size=6).map("\n".join)


@given(LINES, LINES)
def test_the_lines_that_come_and_stay_are_those_of_the_later_text(old: str, new: str) -> None:
    lines = new.splitlines()

    for line in (line for place in compared(old, new) for line in place if line.number):
        assert "".join(piece.text for piece in line.pieces) == lines[line.number - 1]
