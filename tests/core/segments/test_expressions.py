"""The experts' door lets one test over declared fields through, and nothing else."""

import pytest

from core.segments import expressions, tables
from core.segments.checking import completed, fault_of
from core.segments.expressions import BadExpression
from core.segments.model import EVERYBODY, Combine, Condition, Group
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot
from tests.core.segments.conftest import HOSTILE


def members(base: Snapshot, catalogue: Catalogue, text: str) -> list[int]:
    rule = Condition("expression", "holds", text)
    return [int(one) for one in tables.member_ordinals(base, rule, catalogue)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("employees > 10", [1, 5, 6]),
        ("employees BETWEEN 10 AND 11 AND NOT country = 'uk'", [0, 3]),
        ("country IN ('UK', 'DE') OR country IS NULL", [0, 1, 4]),
        ("lower(country) = 'uk'", [0, 6]),
        ("name LIKE 'A%' OR name LIKE '%лк%'", [0, 6]),
        ("since >= DATE '2026-01-01'", [1, 3, 6]),
        ("yearly_revenue / employees > 100", [0, 3]),
        ("coalesce(employees, 0) = 0", [2, 4]),
        ("CASE WHEN employees > 100 THEN TRUE ELSE country = 'RU' END", [1, 2, 5]),
        ("-employees < -100", [1, 5]),
        ("monthly_fee * 2 >= 200 AND contract_ends_on IS NOT NULL", [0]),
        ("TRUE", [0, 1, 2, 3, 4, 5, 6]),
        ("1 = 2", []),
    ],
)
def test_an_expression_finds_whom_it_says(
    base: Snapshot, catalogue: Catalogue, text: str, expected: list[int]
) -> None:
    assert members(base, catalogue, text) == expected


def test_by_nothing_nothing_is_divided(base: Snapshot, catalogue: Catalogue) -> None:
    assert members(base, catalogue, "100 / employees >= 0") == [0, 1, 3, 5, 6]


def test_a_text_is_found_as_it_is(base: Snapshot, catalogue: Catalogue) -> None:
    quoted = HOSTILE.replace("'", "''")

    assert members(base, catalogue, f"name = '{quoted}'") == [3]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "employees >",
        "employees",
        "employees + 1",
        "employees > 1; DROP TABLE accounts",
        "SELECT 1",
        "DROP TABLE accounts",
        "employees > (SELECT count(*) FROM accounts)",
        "country IN (SELECT country FROM accounts)",
        "EXISTS (SELECT 1)",
        "account_facts.employees > 1",
        "accounts.inn = '1'",
        "ordinal = 1",
        "role = 'finance'",
        "products = 'cloud'",
        "traffic > 1",
        "in_segment = 'x'",
        "expression = 'x'",
        "read_csv('/etc/passwd') IS NULL",
        "getenv('HOME') = ''",
        "current_date > since",
        "now() IS NULL",
        "random() < 0.5",
        "upper(name) = 'STRASSE'",
        "name ~ '(a+)+$'",
        "regexp_matches(name, '(a+)+$')",
        "name SIMILAR TO 'a'",
        "repeat(name, 1000000000) = 'a'",
        "employees > 'ten'",
        "name > 5",
        "country = since",
        "NOT employees",
        "employees AND TRUE",
        "employees = ALL (1)",
        "CAST(employees AS VARCHAR) = '1'",
        "CAST('2026-99-99' AS DATE) > since",
        "DATE '0001-01-01' < since",
        "employees::text = '1'",
        "count(*) > 1",
        "sum(employees) OVER () > 1",
        "name LIKE country",
        "name LIKE 'a\\%'",
        "[1, 2] IS NULL",
        "{'a': 1} IS NULL",
        "employees > 1e308",
        "employees > ?",
        "employees > $1",
        "x -> x > 1",
        "employees IN ()",
        "*",
        "COLUMNS('a') > 1",
        "(" * 200 + "employees > 1" + ")" * 200,
        " OR ".join(["employees > 1"] * 80),
    ],
)
def test_what_is_not_one_test_over_declared_fields_is_refused(
    base: Snapshot, catalogue: Catalogue, text: str
) -> None:
    with pytest.raises(BadExpression) as refused:
        expressions.test(text, catalogue)

    for language in ("ru", "en"):
        assert refused.value.sentence(language)
    condition = Condition("expression", "holds", text)
    assert completed(Group(Combine.ALL, (condition,)), catalogue)[0] == EVERYBODY
    assert fault_of(condition, catalogue) is not None


def test_an_unknown_field_is_named_with_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(BadExpression) as refused:
        expressions.test("employes > 1", catalogue)

    assert "employees" in refused.value.sentence("en")


@pytest.mark.parametrize("text", ["employees > 1 -- and nobody", "employees > 1 /* x */"])
def test_a_remark_does_not_reach_the_engine(catalogue: Catalogue, text: str) -> None:
    built = expressions.test(text, catalogue).sql(dialect="duckdb", comments=True)

    assert built == '"employees" > 1'


def test_a_number_that_grows_too_large_is_a_sentence_or_nobody(
    base: Snapshot, catalogue: Catalogue
) -> None:
    grown = " * ".join(["99999999999999"] * 26)

    assert members(base, catalogue, f"{grown} < employees") == []
