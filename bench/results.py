"""Reading a result: 100,000 accounts with a million contacts, and ten million rows of sales.

    python -m bench.results [--accounts 100000] [--rows 10000000]

The first readout of a campaign and the same one warm, in a process of its own; then the
question under every result, of ten million rows of sales, in turns in the same run, the best of
each: what each assigned account bought in the window and in the time before, and Welch's test.
The house asks its published client data; pandas with scipy reads the Parquet file in which the
sales came, and so does DuckDB, with the same statement. Beside it the sums alone, and what
DuckDB takes to look at the same columns at all. Processor seconds decide, since a busy machine
changes them less; the clock stands beside them.
Writes `bench/results.json` and its lines of `bench/README.md`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
from duckdb import DuckDBPyConnection
from scipy import stats

from bench.reading import OVER, START, timed
from bench.segments.telling import Target, put, targets_table
from core.results.model import Window
from core.results.outcomes import outcomes, values
from core.store.store import Store, open_store
from core.uplift.mean import Numbers, arm_of, welch
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.core.results.trials import Experiment, send

HOUSE = Path(__file__).resolve().parents[1]
RESULT = HOUSE / "bench" / "results.json"
DAYS, HOLDOUT, CONTACTS = 60, 0.1, 10
RUNS = 5
KINDS = ("processor_seconds", "seconds")
RATIOS = (
    ("the question of a result, ten million rows, ÷ pandas", "house", "pandas", KINDS[0]),
    ("the same by the clock", "house", "pandas", KINDS[1]),
    ("the same statement over the file that pandas reads", "file", "pandas", KINDS[0]),
    ("sums alone over that file ÷ pandas", "sums", "sums_by_pandas", KINDS[0]),
    ("a bare look at its columns ÷ pandas' sums", "scan", "sums_by_pandas", KINDS[0]),
)

_SALES = """
INSERT INTO sales BY NAME
SELECT 'S' || n AS sale_id, 'A' || lpad((n % $1)::VARCHAR, 7, '0') AS account_id,
    TIMESTAMP '2025-09-10' + to_minutes((hash(n) % 316800)::INTEGER) AS sold_at,
    round(exp(5 + 1.8 * ((hash(n * 7) % 1000) / 500.0 - 1)), 2) AS amount
FROM range($2) AS r(n)"""

_AS_IT_CAME = """
SELECT account_id, outcome, orders, before
FROM (
    SELECT account_id,
        sum(amount) FILTER (sold_at >= $2) AS outcome,
        count(*) FILTER (sold_at >= $2 AND amount > 0) AS orders,
        sum(amount) FILTER (sold_at < $2) AS before
    FROM read_parquet($4)
    WHERE sold_at >= $1 AND sold_at < $3
    GROUP BY account_id
) AS sums"""

_JOINED = f"""
SELECT arms.is_treated, coalesce(sums.outcome, 0)::DOUBLE AS outcome,
    coalesce(sums.orders, 0) AS orders, coalesce(sums.before, 0)::DOUBLE AS before
FROM arms LEFT JOIN ({_AS_IT_CAME}) AS sums USING (account_id)"""

_SUMS = "SELECT sum(s) FROM (SELECT sum(amount) s FROM read_parquet($1) GROUP BY account_id)"
_SCAN = "SELECT sum(amount), max(account_id) FROM read_parquet($1)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--rows", type=int, default=10_000_000)
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    found = _measured(arguments.accounts, arguments.rows)
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


def _measured(accounts: int, rows: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="bench-results-") as place:
        folder = Path(place)
        _furnish(folder, accounts)
        command = [sys.executable, "-m", "bench.reading", str(folder)]
        done = subprocess.run(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True, check=True)
        return {**json.loads(done.stdout), "rolled_up": _rolled_up(folder, accounts, rows)}


def _furnish(folder: Path, accounts: int) -> None:
    """A base, and a campaign whose window is over, in its frozen arms."""
    Warehouse(folder / "warehouse").publish(
        lambda connection: _fill(connection, accounts, accounts * CONTACTS),
        name="Base",
        by="bench",
        at=START,
        as_of=OVER.date(),
    )
    store = open_store(f"sqlite:///{folder / 'store.sqlite'}")
    store.migrate()
    _campaign(store, accounts)
    store.close()


def _fill(connection: DuckDBPyConnection, accounts: int, sales: int) -> None:
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
    connection.execute(_SALES, [accounts, sales])


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


@dataclass(frozen=True)
class Asked:
    """The same sales twice, published and as they came, and the arms of one campaign."""

    snapshot: Snapshot
    path: Path
    arms: pa.Table
    window: Window

    def of_the_house(self) -> float:
        found = outcomes(self.snapshot, self.arms, self.window)
        return _difference(*found.split(found.outcome))

    def of_the_file(self) -> float:
        with duckdb.connect() as connection:
            connection.register("arms", self.arms)
            question = connection.sql(_JOINED, params=[*values(self.window), str(self.path)])
            rows = question.to_arrow_table()
        is_treated, outcome = rows["is_treated"].to_numpy(), rows["outcome"].to_numpy()
        return _difference(outcome[is_treated], outcome[~is_treated])

    def by_pandas(self) -> float:
        before, start, end = map(pd.Timestamp, values(self.window))
        sales = pd.read_parquet(
            self.path,
            columns=["account_id", "sold_at", "amount"],
            filters=[("sold_at", ">=", before), ("sold_at", "<", end)],
        )
        within = sales[sales["sold_at"] >= start]
        found = self.arms.to_pandas().set_index("account_id")
        found["outcome"] = within.groupby("account_id")["amount"].sum()
        found["orders"] = within[within["amount"] > 0].groupby("account_id").size()
        past = sales[sales["sold_at"] < start]
        found["before"] = past.groupby("account_id")["amount"].sum()
        found = found.fillna(0)
        treated = found.loc[found["is_treated"], "outcome"]
        holdout = found.loc[~found["is_treated"], "outcome"]
        stats.ttest_ind(treated, holdout, equal_var=False)
        return float(treated.mean() - holdout.mean())

    def sums_by_pandas(self) -> float:
        sales = pd.read_parquet(self.path, columns=["account_id", "amount"])
        return float(sales.groupby("account_id")["amount"].sum().sum())

    def of_the_file_alone(self, question: str) -> float:
        with duckdb.connect() as connection:
            row = connection.execute(question, [str(self.path)]).fetchone()
        assert row is not None
        return float(row[0])


def _rolled_up(folder: Path, accounts: int, rows: int) -> dict[str, Any]:
    """One question to three sides in turns, and the sums alone to two and a bare look."""
    asked = _asked(folder, accounts, rows)
    sides: dict[str, Callable[[], float]] = {
        "house": asked.of_the_house,
        "file": asked.of_the_file,
        "pandas": asked.by_pandas,
        "sums": partial(asked.of_the_file_alone, _SUMS),
        "scan": partial(asked.of_the_file_alone, _SCAN),
        "sums_by_pandas": asked.sums_by_pandas,
    }
    turns = [{name: _timed_alone(work) for name, work in sides.items()} for _ in range(RUNS)]
    for same in (("house", "file", "pandas"), ("sums", "scan", "sums_by_pandas")):
        assert np.allclose(
            [turns[0][name]["found"] for name in same], turns[0][same[0]]["found"]
        )
    # Neighbors only ever add to the clock: the least disturbed turn of each side is told.
    best = {
        name: {kind: min(turn[name][kind] for turn in turns) for kind in KINDS}
        for name in sides
    }
    return {"turns": turns, "best": best}


def _asked(folder: Path, accounts: int, rows: int) -> Asked:
    """The sales published as the house does, and written as one file in the order of time."""
    path = folder / "sales.parquet"

    def fill(connection: DuckDBPyConnection) -> None:
        _fill(connection, accounts, rows)
        sales = "SELECT account_id, sold_at, amount::DOUBLE AS amount FROM sales"
        connection.sql(f"{sales} ORDER BY sold_at").write_parquet(str(path))

    house = Warehouse(folder / "many")
    house.publish(fill, name="Many", by="bench", at=START, as_of=OVER.date())
    arms = pa.table(
        {
            "account_id": [f"A{number:07d}" for number in range(accounts)],
            "is_treated": np.arange(accounts) % CONTACTS != 0,
        }
    )
    return Asked(house.current(), path, arms, Window(START.date(), DAYS))


def _timed_alone(work: Callable[[], float]) -> dict[str, float]:
    found: list[float] = []
    taken = timed(lambda: found.append(work()))
    return {**taken, "found": found[0]}


def _difference(treated: Numbers, holdout: Numbers) -> float:
    return welch(arm_of(treated), arm_of(holdout)).difference


def _ratio(name: str, own: str, peer: str, kind: str, best: dict[str, Any]) -> Target:
    return Target(name, 0.2, round(best[own][kind] / best[peer][kind], 3), "×")


def _told(found: dict[str, Any]) -> str:
    first, warm = found["first"], found["warm"]
    targets = [
        Target(
            "first readout, 100,000 accounts, processor", 6, first["processor_seconds"], "s"
        ),
        Target("the same by the clock", 6, first["seconds"], "s"),
        Target("the same, warm, processor", 1, warm["processor_seconds"], "s"),
        Target("warm by the clock", 1, warm["seconds"], "s"),
        Target("memory of the process", 500, found["peak_mb"], "MB"),
        *[_ratio(*one, found["rolled_up"]["best"]) for one in RATIOS],
    ]
    head = (
        f"Measured {found['measured_on']} on {found['cores']} cores, load average "
        f"{found['load_before']} before and {found['load_after']} after."
    )
    return f"{head}\n\n{targets_table([one.as_json() for one in targets])}"


if __name__ == "__main__":
    main()
