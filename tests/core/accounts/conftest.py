"""A desk to load files at: write a file, check it, publish it, ask what is there.

What only checks takes the `reader`: it is not run again over another store.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pytest

from core.accounts import actions as accounts
from core.accounts.model import Checked, Mapping
from core.store.store import Store
from core.warehouse.snapshot import Publication
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, MONDAY

# Data that others made; it stands beside the house where there is any.
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
HOSTILE_FILES = SHARED / "hostile_files"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="no shared data here")


@dataclass
class Reader:
    """Checks files, and needs no house for it."""

    folder: Path
    count: int = field(default=0, init=False)

    def check(
        self,
        content: str | bytes | Path,
        *,
        name: str = "file.csv",
        mapping: Mapping | None = None,
        main: str | None = None,
    ) -> Checked:
        self.count += 1
        folder = self.folder / f"import{self.count}"
        folder.mkdir(parents=True)
        if isinstance(content, Path):
            source = content
        else:
            source = folder / name
            source.write_bytes(content.encode() if isinstance(content, str) else content)
        return accounts.check(source, folder=folder, by=ANA, mapping=mapping, main=main)


@dataclass
class Desk(Reader):
    """Checks and publishes files in a temporary house."""

    store: Store
    warehouse: Warehouse

    def publish(self, checked: Checked, *, is_replacing: bool = False) -> Publication:
        return accounts.publish(
            self.store.transaction,
            self.warehouse,
            checked,
            name="test",
            by=ANA,
            at=MONDAY,
            is_replacing=is_replacing,
        )

    def load(self, content: str | bytes | Path, **wishes: object) -> Publication:
        is_replacing = bool(wishes.pop("is_replacing", False))
        return self.publish(self.check(content, **wishes), is_replacing=is_replacing)  # type: ignore[arg-type]


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path / "imports")


@pytest.fixture
def desk(tmp_path: Path, store: Store, warehouse: Warehouse) -> Desk:
    return Desk(tmp_path / "imports", store, warehouse)


def rows(checked: Checked, table: str) -> list[dict[str, object]]:
    """What the checked file would publish into a table."""
    frame = pd.read_parquet(checked.table_file(table))
    found = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{str(key): value for key, value in row.items()} for row in found]


def rejected(checked: Checked) -> list[tuple[int, str, str]]:
    """Line, field and reason of each rejected row."""
    table = pd.read_csv(checked.rejects_file, dtype=str, keep_default_na=False)
    return [
        (int(line), field, reason)
        for line, field, reason in zip(
            table["line"], table["field"], table["reason"], strict=True
        )
    ]


Check = Callable[..., Checked]
