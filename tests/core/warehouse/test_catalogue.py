from datetime import date
from pathlib import Path

import pytest

from core.foundation.words import LANGUAGES
from core.warehouse import windows
from core.warehouse.catalogue import CATALOGUE_FILE, BadCatalogue, load_catalogue
from core.warehouse.fields import BY_KIND, OPERATORS, Kind, Level
from core.warehouse.schema import TABLES

ENTRY = """
[groups.g]
en = "G"
ru = "Г"

[fields.color]
level = "account"
kind = "category"
table = "accounts"
column = "city"
group = "g"
label = { en = "Color", ru = "Цвет" }
description = { en = "It has one", ru = "Он есть" }
"""

SOURCE = """
[sources.{table}]
label = {{ en = "Rows", ru = "Строки" }}
owner = {{ en = "Billing", ru = "Биллинг" }}
schedule = {{ en = "Every night", ru = "Каждую ночь" }}
fresh_days = 3
"""
SOURCES = "".join(SOURCE.format(table=table) for table in TABLES)


def test_every_field_speaks_both_languages() -> None:
    catalogue = load_catalogue()
    for field in catalogue.fields.values():
        for language in LANGUAGES:
            assert field.label(language)
            assert field.description(language)
            assert catalogue.group(field, language)
            assert catalogue.source(field).owner(language)


def test_labels_are_told_apart() -> None:
    for language in LANGUAGES:
        labels = [field.label(language) for field in load_catalogue().fields.values()]
        assert len(labels) == len(set(labels))


def test_every_kind_has_operators_that_are_known() -> None:
    assert set(BY_KIND) == set(Kind)
    assert {name for names in BY_KIND.values() for name in names} == set(OPERATORS)


def test_personal_fields_are_for_messages_and_marked() -> None:
    personal = {field.key for field in load_catalogue().fields.values() if field.personal}

    of_contacts = {"full_name", "first_name", "last_name", "patronymic", "email", "phone"}
    assert personal == of_contacts | {"postal_address"}
    quoted = {field.key for field in load_catalogue().for_messages(Level.CONTACT)}
    assert of_contacts <= quoted


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ('kind = "category"', 'kind = "colour"', "colour"),
        ('level = "account"', 'level = "planet"', "planet"),
        ('table = "accounts"', 'table = "passwords"', "there is no table passwords"),
        ('column = "city"', 'column = "secret"', "accounts has no column secret"),
        ('column = "city"', 'sql = "city ||"', "color"),
        ('column = "city"', 'sql = "(SELECT 1)"', "functions everybody knows"),
        ('column = "city"', 'sql = "read_text(city)"', "functions everybody knows"),
        ('column = "city"', 'sql = "in_last_days(city, city)"', "color"),
        ('column = "city"', "", "column is missing"),
        ('group = "g"', 'group = "h"', "there is no group h"),
        ('group = "g"', 'group = "g"\noperators = ["guess"]', "there is no operator guess"),
        ('group = "g"', 'group = "g"\ncolor = 1', "nobody knows color"),
        ('ru = "Цвет"', 'ru = " "', "no words in ru"),
        ('{ en = "Color", ru = "Цвет" }', '{ en = "Color" }', "ru is missing"),
        ("fields.color", "fields.Color-1", "a key is a lower-case name"),
    ],
)
def test_a_bad_entry_stops_the_start_with_file_line_and_reason(
    before: str, after: str, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(ENTRY.replace(before, after) + SOURCES, encoding="utf-8")

    with pytest.raises(BadCatalogue) as stopped:
        load_catalogue(path)

    assert reason in str(stopped.value)
    assert str(stopped.value).startswith(f"{path}:6: ")


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("fresh_days = 3", "fresh_days = 0", "1 or more"),
        ("fresh_days = 3", 'fresh_days = "soon"', "1 or more"),
        ("fresh_days = 3", "", "fresh_days is missing"),
        ("fresh_days = 3", 'fresh_days = 3\nnewest = "born_on"', "no column born_on"),
        ("fresh_days = 3", "fresh_days = 3\nphone = 1", "nobody knows phone"),
        ('ru = "Биллинг"', 'ru = ""', "no words in ru"),
        ("sources.accounts", "sources.passwords", "there is no table passwords"),
    ],
)
def test_a_bad_source_stops_the_start_with_file_line_and_reason(
    before: str, after: str, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(ENTRY + SOURCES.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(BadCatalogue) as stopped:
        load_catalogue(path)

    assert reason in str(stopped.value)
    assert str(stopped.value).startswith(f"{path}:15: ")


def test_a_table_that_nobody_answers_for_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    without = SOURCES.replace(SOURCE.format(table="tickets"), "")
    path.write_text(ENTRY + without, encoding="utf-8")

    with pytest.raises(BadCatalogue, match=r"nobody answers for tickets: no \[sources.tickets"):
        load_catalogue(path)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text("[fields", encoding="utf-8")

    with pytest.raises(BadCatalogue, match="end of document"):
        load_catalogue(path)


def test_days_become_literals() -> None:
    day = date(2026, 3, 2)
    said = {
        "as_of - since": "CAST('2026-03-02' AS DATE) - since",
        "in_last_days(x, 90)": (
            "(x >= CAST('2025-12-03' AS DATE) AND x < CAST('2026-03-03' AS DATE))"
        ),
        "in_months(x, 3, 1)": (
            "(x >= CAST('2025-12-01' AS DATE) AND x < CAST('2026-03-01' AS DATE))"
        ),
        "in_months(x, 6, 4)": (
            "(x >= CAST('2025-09-01' AS DATE) AND x < CAST('2025-12-01' AS DATE))"
        ),
        "NOT by_as_of(x)": "NOT (x < CAST('2026-03-03' AS DATE))",
    }

    for sql, expected in said.items():
        assert windows.resolved(sql, day).sql(dialect="duckdb") == expected


def test_the_catalogue_is_a_file_of_the_house() -> None:
    assert CATALOGUE_FILE.exists()
    assert load_catalogue() is load_catalogue()
