"""An engine is called up late, told a publication before anybody is, and speaks its own words.

What the engines themselves answer is in `tests/core/segments/test_engines.py`.
"""

import importlib
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
import sqlglot
from numpy.typing import NDArray
from sqlglot import exp

from core.cli import main
from core.cockpit import open_engine
from core.foundation.settings import Settings
from core.foundation.words import LANGUAGES
from core.warehouse import dialects
from core.warehouse.engines import address
from core.warehouse.engines.engine import (
    EngineNotInstalled,
    EngineUnreachable,
    NoEngine,
    Original,
    Rows,
    UnknownEngine,
)
from core.warehouse.warehouse import UnknownPublication, Warehouse
from tests.conftest import MONDAY
from tests.core.warehouse.test_warehouse import publish

NOTHING = Original(1, (), "a seal")
SECRET = "s3cret"


@dataclass
class Recorder:
    """An engine of paper: what it holds, and what was current when it was told."""

    name: str = "Paper"
    dialect: str = dialects.POSTGRESQL
    copies: dict[int, Original] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    is_full: bool = False

    def statement(self, question: exp.Expr, original: Original, *, pretty: bool = False) -> str:
        return f"paper {original.number}"

    def ask(self, question: exp.Expr, original: Original) -> pa.Table:
        return pa.table({"ordinal": [41, 42]})

    def numbers(self, question: exp.Select, original: Original) -> NDArray[Any]:
        return np.array([42])

    def holds(self, original: Original) -> bool:
        return self.copies.get(original.number) == original

    def take(self, original: Original, rows: Rows) -> None:
        if self.is_full:
            raise EngineUnreachable("engines-unreachable", engine=self.name, address="a desk")
        for table in original.tables:
            with rows(table) as batches:
                self.rows[table.name] = sum(batch.num_rows for batch in batches)
        self.copies[original.number] = original

    def kept(self) -> list[int]:
        return sorted(self.copies)

    def drop(self, number: int) -> None:
        del self.copies[number]


QUESTION = exp.select("ordinal").from_("accounts")


def test_a_publication_is_copied_as_it_is_published(tmp_path: Path) -> None:
    engine = Recorder()
    warehouse = Warehouse(tmp_path, engine)

    publish(warehouse, 100)

    assert engine.rows["accounts"] == engine.rows["account_facts"] == 100
    assert engine.rows["contacts"] == 200
    assert engine.rows["sales"] == 0
    snapshot = warehouse.current()
    assert snapshot.numbers(QUESTION).tolist() == [42]
    assert snapshot.ask(QUESTION).num_rows == 2
    assert snapshot.statement(QUESTION) == "paper 1"
    assert snapshot.value("SELECT count(*) FROM accounts") == 100, "the file answers the rest"


def test_what_cannot_be_copied_is_not_published(tmp_path: Path) -> None:
    engine = Recorder()
    warehouse = Warehouse(tmp_path, engine)
    publish(warehouse, 100)
    before = sorted(path.name for path in tmp_path.iterdir())
    engine.is_full = True

    with pytest.raises(EngineUnreachable):
        publish(warehouse, 200)

    assert warehouse.current_number() == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    engine.is_full = False
    publish(warehouse, 300)
    assert engine.rows["accounts"] == 300


def test_old_copies_go_and_their_publications_stay(tmp_path: Path) -> None:
    engine = Recorder()
    warehouse = Warehouse(tmp_path, engine)
    for number in range(1, 6):
        publish(warehouse, number)

    assert engine.kept() == [3, 4, 5]
    assert warehouse.snapshot(1).numbers(QUESTION).tolist() == [0]
    assert warehouse.snapshot(5).numbers(QUESTION).tolist() == [42]
    warehouse.point_at(1)
    assert warehouse.mirror()
    assert engine.kept() == [1, 3, 4, 5]
    assert warehouse.current().numbers(QUESTION).tolist() == [42]


def test_a_base_that_was_there_before_the_engine_is_copied_by_hand(tmp_path: Path) -> None:
    publish(Warehouse(tmp_path), 7)
    warehouse = Warehouse(tmp_path, Recorder())
    snapshot = warehouse.current()
    assert snapshot.numbers(QUESTION).tolist() == list(range(7))

    assert warehouse.mirror()
    assert not warehouse.mirror()

    assert snapshot.numbers(QUESTION).tolist() == [42], "whoever had it open asks the copy"
    with pytest.raises(UnknownPublication):
        warehouse.mirror(3)


def test_without_an_engine_there_is_nothing_to_copy_to(warehouse: Warehouse) -> None:
    publish(warehouse, 7)

    with pytest.raises(NoEngine):
        warehouse.mirror()


@pytest.mark.parametrize(
    ("url", "kind", "where"),
    [
        ("postgresql://a:b@db.example/base", "postgresql", "postgresql://a:b@db.example/base"),
        (
            "postgresql+psycopg://db.example/x",
            "postgresql",
            "postgresql+psycopg://db.example/x",
        ),
        ("clickhouse://db.example:8443/?secure=true", "clickhouse", None),
        ("chdb:", "clickhouse", "chdb:"),
        ("spark://db.example:7077?folder=/mnt/x", "spark", "spark://db.example:7077"),
        ("sc://db.example", "spark", "sc://db.example"),
        ("local[2]?spark.driver.memory=1g", "spark", "local[2]"),
    ],
)
def test_an_address_says_which_engine_and_where(url: str, kind: str, where: str | None) -> None:
    found = address.read(url)

    assert (found.kind, found.url) == (kind, where or url)


def test_an_address_of_spark_says_more() -> None:
    found = address.read("local[2]?folder=/mnt/x&spark.driver.memory=1g")

    assert found.folder == Path("/mnt/x")
    assert found.settings == {"spark.driver.memory": "1g"}


@pytest.mark.parametrize("url", ["mysql://x", "postgres", "duck", " ", f"x:{SECRET}@y"])
def test_an_address_nobody_can_read_is_refused(url: str) -> None:
    with pytest.raises(UnknownEngine) as refused:
        open_engine(Settings(warehouse=url))

    assert SECRET not in refused.value.sentence("en")


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://cockpit:{SECRET}@127.0.0.1:1/base",
        f"clickhouse://cockpit:{SECRET}@127.0.0.1:1",
    ],
)
def test_an_engine_that_is_away_is_refused_in_a_sentence(url: str) -> None:
    engine = open_engine(Settings(warehouse=url))
    assert engine is not None

    with pytest.raises(EngineUnreachable) as refused:
        engine.holds(NOTHING)

    for language in LANGUAGES:
        assert "127.0.0.1" in refused.value.sentence(language)
        assert SECRET not in refused.value.sentence(language)


@pytest.mark.parametrize(
    ("url", "package"),
    [
        ("clickhouse://db.example", "clickhouse-connect"),
        ("local[1]", "pyspark"),
    ],
)
def test_an_engine_whose_library_is_not_here_is_refused(
    url: str, package: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    engine = open_engine(Settings(warehouse=url, data=tmp_path))
    assert engine is not None
    monkeypatch.setattr(importlib, "import_module", missing)

    with pytest.raises(EngineNotInstalled, match=package):
        engine.ask(QUESTION, NOTHING)


def test_the_back_door_copies_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COCKPIT_DATA", str(tmp_path))
    publish(Warehouse(tmp_path / "warehouse"), 7)
    publish(Warehouse(tmp_path / "warehouse"), 8)
    assert main(["mirror"]) == 1
    assert "COCKPIT_WAREHOUSE" in capsys.readouterr().err
    monkeypatch.setenv("COCKPIT_WAREHOUSE", f"local[1]?folder={tmp_path / 'shared'}")

    assert main(["mirror", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert main(["mirror", "--publication", "1", "--json"]) == 0
    second = json.loads(capsys.readouterr().out)
    assert main(["mirror"]) == 0

    assert first == {"publication": 2, "engine": "Spark", "copied": True, "kept": [2]}
    assert second == {"publication": 1, "engine": "Spark", "copied": True, "kept": [1, 2]}
    assert "already" in capsys.readouterr().out
    assert (tmp_path / "shared" / "publication_2" / "accounts.parquet").exists()


@pytest.mark.parametrize(
    ("said", "dialect", "expected"),
    [
        (
            "lower(name)",
            "postgres",
            '(LOWER(TRANSLATE("name", \'İΣ\', \'iσ\') COLLATE "und-x-icu") COLLATE "C")',
        ),
        ("lower('ЁİΣ')", "postgres", "'ёiσ'"),
        ("lower(name)", "clickhouse", "lowerUTF8(translateUTF8(\"name\", 'İΣ', 'iσ'))"),
        ("lower(name)", "spark", "LOWER(TRANSLATE(`name`, 'İΣ', 'iσ'))"),
        (
            "a / b",
            "clickhouse",
            'CAST("a" AS Nullable(Float64)) / CAST("b" AS Nullable(Float64))',
        ),
        ("a > 1.5", "clickhouse", "\"a\" > toDecimal128('1.5', 1)"),
        ("a > 1.5", "spark", "`a` > 1.5"),
        ("a > 1000000000000000", "clickhouse", '"a" > 1000000000000000'),
        ("a > 0." + "0" * 300 + "1", "spark", f"`a` > CAST('0.{'0' * 300}1' AS DOUBLE)"),
        ("a in (1, 2.5)", "clickhouse", '("a" = 1 OR "a" = toDecimal128(\'2.5\', 1))'),
        ("a in ('x', 'y')", "clickhouse", "\"a\" IN ('x', 'y')"),
        ("date '2026-03-02' - since", "postgres", "CAST('2026-03-02' AS DATE) - \"since\""),
        (
            "date '2026-03-02' - since",
            "clickhouse",
            "dateDiff('day', \"since\", CAST('2026-03-02' AS Date32))",
        ),
        (
            "min(a) - date '2026-03-02'",
            "spark",
            "DATEDIFF(MIN(`a`), CAST('2026-03-02' AS DATE))",
        ),
        (
            "arg_max(a, (b, c))",
            "postgres",
            '(ARRAY_AGG("a" ORDER BY "b" DESC NULLS LAST, "c" DESC NULLS LAST))[1]',
        ),
    ],
)
def test_what_engines_take_differently_is_said_their_way(
    said: str, dialect: str, expected: str
) -> None:
    parsed = sqlglot.parse_one(said, dialect="duckdb")

    assert dialects.text(parsed, dialect) == expected
    assert parsed == sqlglot.parse_one(said, dialect="duckdb"), "the question itself is kept"


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "clickhouse", "spark"])
@pytest.mark.parametrize("text", ["'", "\\", "\\'", "''", "\\\\'", "'; --", "\n", "{x}", "$1"])
def test_a_text_never_leaves_its_literal(dialect: str, text: str) -> None:
    """However the engine reads quotes and backslashes, it reads one literal, of this text."""
    written = dialects.text(exp.Literal.string(text), dialect)

    (token,) = sqlglot.tokenize(written, dialect=dialect)
    assert sqlglot.parse_one(written, dialect=dialect).name == text
    assert token.text == text


def test_the_lower_median_is_exact_on_every_engine() -> None:
    value = exp.Ordered(this=exp.column("a", quoted=True))
    median = exp.WithinGroup(
        this=exp.PercentileDisc(this=exp.Literal.number("0.5")),
        expression=exp.Order(expressions=[value]),
    )

    said = {one: dialects.text(median, one) for one in ("postgres", "clickhouse", "spark")}

    assert said["postgres"].startswith("PERCENTILE_DISC(0.5)")
    assert said["clickhouse"] == 'quantileExactLow(0.5)("a")'
    assert "SORT_ARRAY" in said["spark"]


def test_the_day_of_a_publication_is_in_its_seal(tmp_path: Path) -> None:
    """Two publications of one number, of two houses, are told apart."""
    seals = []
    for house in ("one", "other"):
        engine = Recorder()
        warehouse = Warehouse(tmp_path / house, engine)
        day = date(2026, 3, 1 if house == "one" else 2)
        warehouse.publish(lambda _: None, name="x", by="ana", at=MONDAY, as_of=day)
        seals.append(engine.copies[1].seal)

    assert seals[0] != seals[1]
