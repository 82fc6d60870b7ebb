import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from core.journal import records as journal
from core.people.model import NotAllowed
from core.results import actions as results
from core.results import ledger, readout, tables
from core.results.bundle import bundle
from core.results.facts import facts
from core.results.readout import Asked
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, CLEO, MONDAY
from tests.core.results.trials import OVER, Experiment, publish, send


def archive(store: Store, warehouse: Warehouse, folder: Path) -> dict[str, object]:
    """Unpack the bundle of a campaign that sold; return what the readout said."""
    publish(warehouse, experiment := Experiment(effect=60))
    send(store, experiment, name="Spring <b>")
    with store.reading() as tx:
        snapshot = warehouse.current()
        found = readout.read(tx, snapshot, "c1", at=OVER, asked=Asked(rounds=999))
        rows = tables.rows(tx, snapshot, found)
    assert rows is not None
    told = facts(found, ledger.NOTHING)
    with ZipFile(BytesIO(bundle(found, rows, told, language="en"))) as file:
        file.extractall(folder)
    return told


def test_the_notebook_computes_the_same_digits_without_the_house(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    told = archive(store, warehouse, tmp_path)
    cells = json.loads((tmp_path / "readout.ipynb").read_text(encoding="utf-8"))["cells"]
    script = "\n\n".join("".join(one["source"]) for one in cells if one["cell_type"] == "code")
    (tmp_path / "run.py").write_text(script, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "run.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["difference"], found["interval"], found["p"]) == (
        told["difference"],
        told["interval"],
        told["p"],
    )


def test_names_of_accounts_stay_at_home(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    import pyarrow.parquet as parquet

    archive(store, warehouse, tmp_path)

    assert "name" not in parquet.read_table(tmp_path / "accounts.parquet").column_names
    assert "LEFT JOIN accounts" in (tmp_path / "query.sql").read_text(encoding="utf-8")


def test_taking_a_result_is_for_those_who_may_and_the_journal_knows(
    store: Store, warehouse: Warehouse
) -> None:
    publish(warehouse, experiment := Experiment(effect=60))
    send(store, experiment)
    with store.transaction() as tx:
        found = readout.read(tx, warehouse.current(), "c1", at=OVER, asked=Asked(rounds=199))
        results.take(tx, found, by=ANA, at=MONDAY)
        with pytest.raises(NotAllowed):
            results.take(tx, found, by=CLEO, at=MONDAY)

    with store.reading() as tx:
        entries = [entry.verb for entry in journal.latest(tx, 9)]
    assert entries == ["results.take"]
