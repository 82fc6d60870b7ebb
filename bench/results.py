"""Reading a result: 100,000 accounts with a million contacts, and ten million rows of sales.

    python -m bench.results [--accounts 100000] [--rows 10000000]

The first readout of a campaign and the same one warm, in a process of its own; then the
roll-up of ten million rows to sums per account in DuckDB against pandas with scipy, in turns,
in the same run. Processor seconds stand beside the clock: a busy machine changes them less.
Writes `bench/results.json` and its lines of `bench/README.md`.
"""

import argparse
import json
import os
import statistics
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
from duckdb import DuckDBPyConnection
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
RUNS = 3

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
    ours, theirs = [], []
    for _ in range(RUNS):
        ours.append(_timed_alone(_in_duckdb, path))
        theirs.append(_timed_alone(_in_pandas, path))
    assert abs(ours[0]["difference"] - theirs[0]["difference"]) < 1e-6
    medians = [statistics.median(one["seconds"] for one in side) for side in (ours, theirs)]
    faster = round(medians[1] / medians[0], 2)
    return {"duckdb": ours, "pandas": theirs, "times_faster": faster}


def _timed_alone(work: Callable[[Path], float], path: Path) -> dict[str, float]:
    found: list[float] = []
    taken = timed(lambda: found.append(work(path)))
    return {**taken, "difference": found[0]}


def _in_duckdb(path: Path) -> float:
    with duckdb.connect() as connection:
        rows = connection.execute(
            "SELECT is_treated, count(*), avg(amount), var_samp(amount) FROM ("
            " SELECT account_id, any_value(is_treated) AS is_treated, sum(amount) AS amount"
            " FROM read_parquet($1) GROUP BY account_id) GROUP BY is_treated ORDER BY ALL",
            [str(path)],
        ).fetchall()
    holdout, treated = (Arm(n, mean, variance) for _, n, mean, variance in rows)
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
    first, warm, rolled = found["first"], found["warm"], found["rolled_up"]
    targets = [
        Target(
            "first readout, 100,000 accounts, processor", 6, first["processor_seconds"], "s"
        ),
        Target("the same by the clock", 6, first["seconds"], "s"),
        Target("the same, warm", 1, warm["seconds"], "s"),
        Target("memory of the process", 500, found["peak_mb"], "MB"),
        Target(
            "DuckDB ÷ pandas, ten million rows", 0.2, round(1 / rolled["times_faster"], 3), "×"
        ),
    ]
    head = (
        f"Measured {found['measured_on']} on {found['cores']} cores, load average "
        f"{found['load_before']} before and {found['load_after']} after."
    )
    return f"{head}\n\n{targets_table([one.as_json() for one in targets])}"


if __name__ == "__main__":
    main()
