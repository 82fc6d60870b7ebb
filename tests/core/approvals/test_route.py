import pytest

from core.approvals import route
from core.approvals.model import Stage, Verdict, Work
from core.foundation.words import LANGUAGES, keys
from core.rulebook.approval import Case
from tests.plan import BOOKS

EVERY, LARGE, SERVICE = "every-campaign", "large-audience", "service-message"


@pytest.mark.parametrize(
    ("purpose", "messages", "asked"),
    [
        ("advertising", 1, {"marketing": [EVERY]}),
        ("advertising", 10_000, {"marketing": [EVERY]}),
        ("advertising", 10_001, {"marketing": [EVERY], "legal": [LARGE]}),
        ("service", 1, {"marketing": [EVERY], "legal": [SERVICE]}),
        ("service", 10_001, {"marketing": [EVERY], "legal": [LARGE, SERVICE]}),
    ],
)
def test_the_book_asks_for_these_stages_for_these_reasons(
    purpose: str, messages: int, asked: dict[str, list[str]]
) -> None:
    stages = route.stages_of(BOOKS.approval, Case(purpose, messages))

    found = {
        stage.name: [reason.rule.partition("#")[2] for reason in stage.reasons]
        for stage in stages
    }
    assert found == asked


def test_a_stage_survives_its_json_and_says_why_in_both_languages() -> None:
    _, legal = route.stages_of(BOOKS.approval, Case("advertising", 12_480))

    again = Stage.from_json(legal.as_json())

    assert again == legal
    assert again.reasons[0].sentence("en") == "audience 12,480 is over 10,000"
    assert "12\u00a0480" in again.reasons[0].sentence("ru")
    assert again.reasons[0].rule == "approval@3#large-audience"


def test_every_word_of_the_model_is_in_the_catalogue() -> None:
    words = [f"approvals-verdict-{verdict}" for verdict in Verdict]
    words += [f"approvals-work-{work}" for work in Work]

    for language in LANGUAGES:
        assert set(words) <= keys(language)
