from itertools import chain

from core.campaigns.model import MOVES, OVER, Arm, Fate, Purpose, Status
from core.foundation.words import LANGUAGES, keys
from core.store.schema import campaigns


def test_every_status_has_a_row_of_moves() -> None:
    assert set(MOVES) == set(Status)


def test_what_is_over_moves_no_more_and_all_else_can_be_stopped() -> None:
    # Sent with errors is over, but a person may send again what was in doubt.
    ends = {status for status in Status if not MOVES[status]}
    assert ends == OVER - {Status.SENT_WITH_ERRORS}
    assert all(Status.STOPPED in MOVES[status] for status in set(Status) - OVER)


def test_every_status_can_be_reached() -> None:
    assert set(chain.from_iterable(MOVES.values())) == set(Status)


def test_nothing_is_sent_that_was_not_approved() -> None:
    before = {status for status, nexts in MOVES.items() if Status.PREPARING in nexts}

    assert before == {Status.APPROVED, Status.SCHEDULED}


def test_every_word_of_the_model_is_in_the_catalogue() -> None:
    words = (
        [f"campaigns-status-{status}" for status in Status]
        + [f"campaigns-fate-{fate}" for fate in Fate]
        + [f"campaigns-purpose-{purpose}" for purpose in Purpose]
    )

    for language in LANGUAGES:
        assert set(words) <= keys(language)


def test_the_schemas_words_are_the_enums_words() -> None:
    assert getattr(campaigns.c.purpose.default, "arg", None) == Purpose.ADVERTISING
    assert list(Arm) == ["treated", "holdout"]
