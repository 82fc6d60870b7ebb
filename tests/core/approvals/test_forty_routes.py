"""The forty campaigns of `routes.toml`: who must decide on each, as people would say it."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.approvals import route
from core.foundation.words import LANGUAGES
from core.rulebook.approval import ApprovalBook, Case
from tests.plan import BOOKS

TABLE = Path(__file__).with_name("routes.toml")
ROWS: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["campaigns"]


def case_of(row: dict[str, Any]) -> Case:
    said = {"purpose": "advertising", "channels": ["email"]} | row["case"]
    if "cost" in said:
        said["cost"] = Decimal(said["cost"])
    if said.get("contacts_per_account") == "all":
        said["contacts_per_account"] = None
    return Case(**said | {"channels": frozenset(said["channels"])})


def steps_of(book: ApprovalBook, row: dict[str, Any]) -> list[list[str]]:
    stages = route.stages_of(book, case_of(row))
    numbers = sorted({stage.step for stage in stages})
    return [[one.name for one in stages if one.step == number] for number in numbers]


@pytest.mark.parametrize("row", ROWS, ids=[row["says"] for row in ROWS])
def test_the_route_is_the_one_of_the_table(row: dict[str, Any]) -> None:
    assert steps_of(BOOKS.approval, row) == row["steps"]


@pytest.mark.parametrize("row", ROWS, ids=[row["says"] for row in ROWS])
def test_every_stage_says_why_in_both_languages(row: dict[str, Any]) -> None:
    for stage in route.stages_of(BOOKS.approval, case_of(row)):
        for reason in stage.reasons:
            said = {language: reason.sentence(language) for language in LANGUAGES}
            assert all(said.values())
            assert said["en"] != said["ru"]
            assert reason.rule.startswith("approval@3#")


def test_there_are_forty_of_them_and_each_rule_decides_some() -> None:
    """Whichever rule is taken out of the book, some campaign of the table is routed wrong."""
    assert len({row["says"] for row in ROWS}) == len(ROWS) == 40

    for place, stage in enumerate(BOOKS.approval.stages):
        for rule in stage.when:
            kept = [one for one in stage.when if one is not rule]
            poorer = stage.model_copy(update={"when": kept})
            stages = [*BOOKS.approval.stages]
            stages[place] = poorer
            book = BOOKS.approval.model_copy(update={"stages": stages})
            assert any(steps_of(book, row) != row["steps"] for row in ROWS), rule.rule
