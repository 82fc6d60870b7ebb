"""The journal as a person reads it: no code of the house stands on a Russian screen."""

from typing import Any

import pytest

from core.journal.model import Entry
from pages.parts import campaign_history, frame, journal_entries
from tests.conftest import MONDAY


@pytest.fixture(autouse=True)
def in_russian(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (frame, campaign_history, journal_entries):
        monkeypatch.setattr(module, "language", lambda: "ru")


def told(verb: str, **details: Any) -> str:
    entry = Entry(1, MONDAY, "ana", verb, "c1", details, "", "")
    return journal_entries.told(entry, {("people", "ben"): "Борис"}, "Europe/Moscow")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("edited:goal,name", "правка после отправки на согласование: Цель, Название"),
        ("fallen:audience", "после отправки на согласование изменилось: аудитория"),
        ("channels:email", "здесь не настроен канал: Письмо"),
        ("facts:price", "сообщение называет факты, которых уже нельзя называть"),
        ("standing:2026Q4", "началась новая постоянная контрольная группа"),
        ("doubt:settled", "сообщений без подтверждения больше нет"),
        ("doubt:again", "сообщение без подтверждения отправляется ещё раз"),
        ("doubt:not_taken", "сообщения без подтверждения нет в журнале почтового сервера"),
        ("recalled", "отозвана автором"),
        ("remarks", "замечания указаны на её шагах"),
        ("Передумали", "Передумали"),
        ("edited: вручную", "edited: вручную"),
    ],
)
def test_why_a_campaign_moved_is_said_in_words(reason: str, said: str) -> None:
    assert told("campaigns.move", reason=reason).startswith(f"причина: {said}")


def test_why_an_approval_fell_is_said_in_words() -> None:
    assert "изменилось: аудитория" in told("approvals.void", reason="fallen:audience")


@pytest.mark.parametrize(
    "verb", ["approvals.delegate", "approvals.revoke", "people.propose", "messages.try"]
)
def test_what_is_handed_to_a_person_names_whom(verb: str) -> None:
    assert told(verb, to="ben") == "кому: Борис"


def test_what_moves_names_the_state() -> None:
    moved = told("campaigns.move", **{"from": "draft", "to": "in_review"})

    assert moved == "из: Черновик; в: На согласовании"
