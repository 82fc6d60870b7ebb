import pytest

from core.foundation.words import LANGUAGES, keys
from core.segments.model import EVERYBODY, Combine, Condition, Group, Times
from core.segments.notation import parse
from core.segments.sentence import sentence
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import OPERATORS

RULE = parse(
    '{"all": [{"field": "sales", "operator": "at_least_times",'
    ' "value": {"times": 3, "days": 90}},'
    '{"field": "country", "operator": "is_not", "value": "United Kingdom"},'
    '{"any": [{"field": "overdue_days", "operator": "between", "value": [1, 21]},'
    '{"field": "role", "operator": "is", "value": "decision_maker"}]}]}'
)


def test_a_rule_reads_as_a_sentence_in_english(catalogue: Catalogue) -> None:
    assert sentence(RULE, catalogue, "en") == (
        "Accounts for which Bought: at least 3 times in the last 90 days, and Country is not "
        "“United Kingdom”, and (Days overdue is from 1 to 21 days, or Role of a contact is "
        "“decision maker”)."
    )


def test_a_rule_reads_as_a_sentence_in_russian(catalogue: Catalogue) -> None:
    assert sentence(RULE, catalogue, "ru") == (
        "Клиенты, у которых «Покупки»\u00a0— не менее 3 раз за последние 90 дней, "
        "и «Страна»\u00a0— не «United Kingdom», и («Дней просрочки»\u00a0— от 1 до 21 дня, "
        "или «Роль контакта»\u00a0— «принимает решения»)."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("operator", OPERATORS)
def test_every_operator_has_its_words(
    operator: str, language: str, catalogue: Catalogue
) -> None:
    field = next(f for f in catalogue.for_rules() if operator in f.operators)
    values = [None, Times(0, 1), Times(21, 5), 1, ("a", "b"), (1, 2), "x"]

    for value in values:
        assert sentence(Condition(field.key, operator, value), catalogue, language)
    assert f"segments-operator-{operator.replace('_', '-')}" in keys(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_knows_is_shown_as_it_is(language: str, catalogue: Catalogue) -> None:
    rule = Group(Combine.NONE, (Condition("gone", "was", "x"), Group(Combine.ANY)))

    assert "gone" in sentence(rule, catalogue, language)
    assert sentence(EVERYBODY, catalogue, language)


def test_many_values_are_counted(catalogue: Catalogue) -> None:
    many = Condition("country", "one_of", tuple(f"c{n}" for n in range(10)))

    assert sentence(many, catalogue, "en").endswith("“c5” and 4 more.")


def test_a_day_is_written_as_people_write_it(catalogue: Catalogue) -> None:
    rule = parse('{"field": "since", "operator": "before", "value": "2020-01-31"}')

    assert sentence(rule, catalogue, "en").endswith("is before 31 Jan 2020.")
