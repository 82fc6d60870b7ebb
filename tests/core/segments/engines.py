"""The engines the tests ask: each started once, set up as inconveniently as a server may be."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from sqlglot import exp

from core.cockpit import open_engine
from core.foundation.settings import HOUSE, Settings
from core.segments import compiling
from core.segments.checking import checked, effective
from core.segments.ground import Ground
from core.segments.model import Rule
from core.warehouse.engines.engine import Engine
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.core.segments.clickhouse_door import open_door

FAR_EAST = "Asia/Vladivostok"
TOGETHER = 12  # questions in one statement: an engine may need a second to plan any at all


Members = dict[str, set[int]]  # of each rule, by its name

_here: dict[tuple[str, str], Members] = {}  # what the file answers, asked once for all engines


@dataclass
class House:
    """The hostile base, with a copy of it on an engine."""

    name: str
    engine: Engine
    warehouse: Warehouse
    here: Snapshot  # asks the file
    there: Snapshot  # asks the engine
    _there: dict[tuple[str, str], Members] = field(default_factory=dict)

    def both(
        self, name: str, rules: dict[str, Rule], ground: Ground
    ) -> tuple[Members, Members]:
        """Whom a named set of rules holds for by the file, and by the engine."""
        key = name, ground.table
        if key not in _here:
            _here[key] = members(self.here, rules, ground)
        if key not in self._there:
            self._there[key] = members(self.there, rules, ground)
        return _here[key], self._there[key]


def members(snapshot: Snapshot, rules: dict[str, Rule], ground: Ground) -> Members:
    """Whom each rule holds for, each as one statement, and many of those at once."""
    catalogue = ground.catalogue
    questions = {
        name: compiling.members(effective(checked(rule, catalogue)), ground)
        for name, rule in rules.items()
    }
    names = list(questions)
    found: Members = {name: set() for name in names}
    for start in range(0, len(names), TOGETHER):
        some = names[start : start + TOGETHER]
        answer = snapshot.ask(_together([questions[name] for name in some]))
        for place, number in zip(*(c.to_pylist() for c in answer.columns), strict=True):
            assert number not in found[some[place]], "an account was found twice"
            found[some[place]].add(number)
    return found


def _together(questions: list[exp.Select]) -> exp.Expr:
    parts = [
        exp.select(
            exp.alias_(exp.Literal.number(place), "place", quoted=True),
            exp.alias_(exp.column("ordinal", table="found", quoted=True), "n", quoted=True),
        ).from_(question.subquery("found"))
        for place, question in enumerate(questions)
    ]
    return exp.union(*parts, distinct=False) if len(parts) > 1 else parts[0]


def settings(url: str, folder: Path) -> Settings:
    return Settings(data=folder, warehouse=url)


@contextmanager
def postgresql() -> Iterator[str]:
    """A PostgreSQL of our own that knows only ASCII's letters and lives far to the east."""
    command = [
        str(HOUSE / ".ci" / "postgres"),
        "sh",
        "-c",
        'echo "$COCKPIT_TEST_STORE"; exec cat',
    ]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            for statement in _INCONVENIENT:
                connection.execute(statement)
        yield url.removesuffix("/postgres") + "/base"
        server.communicate("")


_INCONVENIENT = (
    b"CREATE DATABASE base TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'",
    b"ALTER DATABASE base SET timezone = 'Asia/Vladivostok'",
    b"ALTER DATABASE base SET standard_conforming_strings = off",
    b"ALTER DATABASE base SET datestyle = 'German'",
    b"ALTER DATABASE base SET transform_null_equals = on",
)


@contextmanager
def clickhouse() -> Iterator[str]:
    yield "chdb:"


@contextmanager
def clickhouse_by_http() -> Iterator[str]:
    with open_door() as url:
        yield f"{url}/by_http?compress=false"


@contextmanager
def spark() -> Iterator[str]:
    """Spark in this program, told not to prepare for much data: it would take minutes."""
    yield "local[2]?" + "&".join(
        (
            "spark.driver.memory=1g",
            f"spark.driver.extraJavaOptions=-Duser.timezone={FAR_EAST}"
            "%20-XX:TieredStopAtLevel=1%20-XX:%2BUseSerialGC",
            "spark.sql.shuffle.partitions=1",
            "spark.sql.adaptive.enabled=false",
            "spark.sql.autoBroadcastJoinThreshold=-1",
            "spark.sql.codegen.wholeStage=false",
            "spark.sql.codegen.factoryMode=NO_CODEGEN",
        )
    )
    from pyspark.sql import SparkSession

    if session := SparkSession.getActiveSession():
        session.stop()


ENGINES: dict[str, Callable[[], AbstractContextManager[str]]] = {
    "postgresql": postgresql,
    "clickhouse": clickhouse,
    "clickhouse by http": clickhouse_by_http,
    "spark": spark,
}


@contextmanager
def opened(name: str, folder: Path) -> Iterator[House]:
    """The base in the folder with a copy of it on the named engine."""
    with ENGINES[name]() as url:
        engine = open_engine(settings(url, folder))
        assert engine is not None
        warehouse = Warehouse(folder, engine)
        warehouse.mirror()
        yield House(name, engine, warehouse, Warehouse(folder).current(), warehouse.current())
