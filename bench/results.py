"""Reading a result: 100,000 accounts with a million contacts, and ten million rows of sales.

    python -m bench.results [--accounts 100000] [--rows 10000000]

The first readout of a campaign and the same one warm, in a process of its own; then the
roll-up of ten million rows to sums per account in DuckDB against pandas with scipy, in turns,
in the same run, the best of seven each: over one Parquet file, and as a snapshot keeps sales,
by the ordinal of their account. Processor seconds stand beside the clock: a busy machine
changes them less.
Writes `bench/results.json` and its lines of `bench/README.md`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from duckdb import DuckDBPyConnection, DuckDBPyRelation
from scipy import stats

from bench.reading import OVER, START, timed
from bench.segments.telling import Target, put, targets_table
from core.store.store import Store, open_store
from core.uplift.mean import Arm, welch
from core.warehouse.warehouse import Warehouse
from tests.core.results.trials import Experiment, send

HOUSE = Path(__file__).resolve().parents[1]
RESULT = HOUSE / "bench" / "results.json"
DAYS, HOLDOUT, CONTACTS = 60, 0.1, 10
RUNS = 7

_SALES = """
INSERT INTO sales BY NAME
SELECT 'S' || n AS sale_id, 'A' || lpad((n % $1)::VARCHAR, 7, '0') AS account_id,
    TIMESTAMP '2025-09-10' + to_minutes((hash(n) % 316800)::INTEGER) AS sold_at,
    round(exp(5 + 1.8 * ((hash(n * 7) % 1000) / 500.0 - 1)), 2) AS amount
FROM range($2) AS r(n)"""

_MANY = """
SELECT 'A' || lpad((n % 100000)::VARCHAR, 7, '0') AS account_id,
    (n % 100000) % 10 != 0 AS is_treated,
    round(exp(5 + 1.8 * ((hash(n * 7) % 1000) / 500.0 - 1)), 2) AS amount
FROM range(getvariable('rows')) AS r(n)"""

_SUMS = "any_value(is_treated) AS is_treated, sum(amount) AS amount"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--rows", type=int, default=10_000_000)
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="bench-results-") as place:
        folder = Path(place)
        _furnish(folder, arguments.accounts)
        command = [sys.executable, "-m", "bench.reading", str(folder)]
        done = subprocess.run(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True, check=True)
        found = {**json.loads(done.stdout), "rolled_up": _rolled_up(folder, arguments.rows)}
    found |= {
        "measured_on": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "load_before": round(load, 1),
        "load_after": round(os.getloadavg()[0], 1),
        "accounts": arguments.accounts,
        "rows": arguments.rows,
    }
    RESULT.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    put("results", _told(found))
    print(json.dumps(found, indent=2))


def _furnish(folder: Path, accounts: int) -> None:
    """A base, and a campaign whose window is over, in its frozen arms."""
    Warehouse(folder / "warehouse").publish(
        lambda connection: _fill(connection, accounts),
        name="Base",
        by="bench",
        at=START,
        as_of=OVER.date(),
    )
    store = open_store(f"sqlite:///{folder / 'store.sqlite'}")
    store.migrate()
    _campaign(store, accounts)
    store.close()


def _fill(connection: DuckDBPyConnection, accounts: int) -> None:
    connection.execute(
        "INSERT INTO accounts BY NAME SELECT 'A' || lpad(n::VARCHAR, 7, '0') AS account_id,"
        " 'Account ' || n AS name FROM range($1) AS r(n)",
        [accounts],
    )
    connection.execute(
        "INSERT INTO contacts BY NAME SELECT 'K' || n AS contact_id,"
        " 'A' || lpad((n % $1)::VARCHAR, 7, '0') AS account_id FROM range($2) AS r(n)",
        [accounts, accounts * CONTACTS],
    )
    connection.execute(_SALES, [accounts, accounts * CONTACTS])


def _campaign(store: Store, accounts: int) -> None:
    drawn = np.random.default_rng(5).permutation(accounts) < round(accounts * HOLDOUT)
    experiment = Large(accounts=10, share=HOLDOUT, start=START)
    experiment.is_held = drawn
    send(store, experiment)


class Large(Experiment):
    """As many accounts as the base has."""

    @property
    def ids(self) -> list[str]:
        return [f"A{number:07d}" for number in range(self.is_held.size)]


def _rolled_up(folder: Path, rows: int) -> dict[str, Any]:
    """Sums per account and arm, and Welch's test: DuckDB and pandas in turns."""
    path = folder / "sales.parquet"
    with duckdb.connect() as connection:
        connection.execute("SET VARIABLE rows = $1", [rows])
        connection.sql(_MANY).write_parquet(str(path))
    kept = _kept(path)
    sides = {
        "duckdb": (_in_duckdb, path),
        "kept": (_as_kept, kept),
        "pandas": (_in_pandas, path),
    }
    turns = [
        {name: _timed_alone(work, place) for name, (work, place) in sides.items()}
        for _ in range(RUNS)
    ]
    assert np.ptp([one["difference"] for one in turns[0].values()]) < 1e-6
    # Neighbors only ever add to the clock: the least disturbed turn of each side is told.
    best = {name: min(turn[name]["seconds"] for turn in turns) for name in sides}
    faster = {name: round(best["pandas"] / best[name], 2) for name in ("duckdb", "kept")}
    return {"turns": turns, "times_faster": faster}


def _kept(path: Path) -> Path:
    """The same rows as a snapshot keeps them: a number for each account, sorted by it."""
    kept = path.with_suffix(".duckdb")
    with duckdb.connect(str(kept)) as connection:
        connection.execute(
            "CREATE TABLE sales AS SELECT substr(account_id, 2)::INTEGER AS account_ordinal,"
            " is_treated, amount FROM read_parquet($1) ORDER BY account_ordinal",
            [str(path)],
        )
    return kept


def _timed_alone(work: Callable[[Path], float], path: Path) -> dict[str, float]:
    found: list[float] = []
    taken = timed(lambda: found.append(work(path)))
    return {**taken, "difference": found[0]}


def _in_duckdb(path: Path) -> float:
    with duckdb.connect() as connection:
        sales = connection.read_parquet(str(path))
        return _difference(sales.aggregate(_SUMS, "account_id"))


def _as_kept(path: Path) -> float:
    with duckdb.connect(str(path), read_only=True) as connection:
        return _difference(connection.table("sales").aggregate(_SUMS, "account_ordinal"))


def _difference(sums: DuckDBPyRelation) -> float:
    rows = sums.aggregate("is_treated, count(*), avg(amount), var_samp(amount)").order("ALL")
    holdout, treated = (Arm(n, mean, variance) for _, n, mean, variance in rows.fetchall())
    return welch(treated, holdout).difference


def _in_pandas(path: Path) -> float:
    sales = pd.read_parquet(path)
    sums = sales.groupby("account_id").agg(
        is_treated=("is_treated", "first"), amount=("amount", "sum")
    )
    treated = sums.loc[sums["is_treated"], "amount"]
    holdout = sums.loc[~sums["is_treated"], "amount"]
    stats.ttest_ind(treated, holdout, equal_var=False)
    return float(treated.mean() - holdout.mean())


def _told(found: dict[str, Any]) -> str:
    first, warm = found["first"], found["warm"]
    faster = found["rolled_up"]["times_faster"]
    targets = [
        Target(
            "first readout, 100,000 accounts, processor", 6, first["processor_seconds"], "s"
        ),
        Target("the same by the clock", 6, first["seconds"], "s"),
        Target("the same, warm, processor", 1, warm["processor_seconds"], "s"),
        Target("warm by the clock", 1, warm["seconds"], "s"),
        Target("memory of the process", 500, found["peak_mb"], "MB"),
        Target("DuckDB ÷ pandas, ten million rows", 0.2, round(1 / faster["duckdb"], 3), "×"),
        Target("the same, as a snapshot keeps them", 0.2, round(1 / faster["kept"], 3), "×"),
    ]
    head = (
        f"Measured {found['measured_on']} on {found['cores']} cores, load average "
        f"{found['load_before']} before and {found['load_after']} after."
    )
    return f"{head}\n\n{targets_table([one.as_json() for one in targets])}"


if __name__ == "__main__":
    main()
