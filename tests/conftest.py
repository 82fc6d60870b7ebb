"""The test house: a real store and warehouse in a temporary folder, with the clock in hand."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from core.people.model import Person, PersonId, Role
from core.store.store import Store, open_store
from core.warehouse.warehouse import Warehouse

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


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store: SQLite, or the PostgreSQL that `COCKPIT_TEST_STORE` names."""
    url = os.environ.get("COCKPIT_TEST_STORE") or f"sqlite:///{tmp_path / 'cockpit.sqlite'}"
    opened = open_store(url)
    if opened.engine.dialect.name == "postgresql":
        with opened.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "warehouse")
