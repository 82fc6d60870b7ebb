"""The test house: a real store and warehouse in a temporary folder, with the clock in hand."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import event, inspect, make_url, text

from core.people import passwords
from core.people.model import Person, PersonId, Role
from core.store.store import Store, Tx, open_store
from core.warehouse.warehouse import Warehouse

POSTGRESQL = os.environ.get("COCKPIT_TEST_STORE", "")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def person(name: str, *roles: Role) -> Person:
    return Person(
        id=PersonId(name),
        issuer="demo",
        subject=name,
        name=name.capitalize(),
        email=f"{name}@cockpit.example",
        roles=frozenset(roles),
    )


# The standing cast: Ana owns, Ben approves, Cleo is a stranger, Ada runs the house.
ANA = person("ana", Role.MARKETER)
BEN = person("ben", Role.MARKETING_LEAD)
CLEO = person("cleo")
ADA = person("ada", Role.ADMINISTRATOR)


@dataclass
class FixedClock:
    time: datetime = MONDAY

    def now(self) -> datetime:
        return self.time


@dataclass
class CountedIds:
    """a1, a2, a3 …"""

    count: int = 0

    def new(self) -> str:
        self.count += 1
        return f"a{self.count}"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def ids() -> CountedIds:
    return CountedIds()


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees how the machine it runs on is set up."""
    for name in [name for name in os.environ if name.startswith("COCKPIT_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def quick_digests(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Passwords at the least cost there is, for tests that are not about the cost."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", quick)
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()


@pytest.fixture(scope="session")
def database() -> Iterator[Store]:
    """This test program's own database in the PostgreSQL that `COCKPIT_TEST_STORE` names."""
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    server = open_store(POSTGRESQL).engine.execution_options(isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = make_url(POSTGRESQL).set(database=name)
    opened = open_store(url.render_as_string(hide_password=False))
    opened.migrate()
    yield opened
    opened.close()
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file whose tables are made and empty, to be copied: that takes no time."""
    path = tmp_path_factory.mktemp("empty") / "cockpit.sqlite"
    opened = open_store(f"sqlite:///{path}")
    opened.migrate()
    opened.close()
    return path


@pytest.fixture
def store_url(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Where an empty store is: a new SQLite file, or an emptied database."""
    if not POSTGRESQL:
        path = shutil.copyfile(
            request.getfixturevalue("empty_store"), tmp_path / "cockpit.sqlite"
        )
        return f"sqlite:///{path}"
    opened: Store = request.getfixturevalue("database")
    with opened.transaction() as tx:
        tx.execute(text(NOBODY_ELSE))
        empty(tx)
    return opened.engine.url.render_as_string(hide_password=False)


def empty(tx: Tx) -> None:
    """Leave a database as its migrations made it. To empty an empty table takes long too."""
    tables = set(inspect(tx).get_table_names()) - {"alembic_version"}
    touched = " UNION ALL ".join(
        f"(SELECT '{table}' FROM {table} LIMIT 1)" for table in sorted(tables)
    )
    used = "SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL"
    if full := tx.execute(text(touched)).scalars().all():
        tx.execute(text(f"TRUNCATE {', '.join(full)} RESTART IDENTITY CASCADE"))
    for sequence in tx.execute(text(used)).scalars().all():
        tx.execute(text(f"ALTER SEQUENCE {sequence} RESTART"))


# Whoever a test before left connected would keep its locks.
NOBODY_ELSE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty store."""
    opened = open_store(store_url)
    yield opened
    opened.close()


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """What the store is asked meanwhile, statement by statement."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(store.engine, "before_cursor_execute", note)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "warehouse")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Files with something slow first; over PostgreSQL, only what has to do with the store."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
    if POSTGRESQL:
        others = [
            item for item in items if "store_url" not in getattr(item, "fixturenames", ())
        ]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if "store_url" in getattr(item, "fixturenames", ())]
