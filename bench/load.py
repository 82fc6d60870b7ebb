"""Four million messy contact lines: read, typed, deduped. Ours against pandas, in one run.

    python bench/load.py [--lines 4000000] [--rounds 3] [--seed 20260302]

Writes `bench/load.json` and prints a table. Both sides get the same file: `;`, decimal commas,
dd.mm.yyyy, ragged rows, stray quotes, N/A, wrong addresses, duplicates. Ours also keeps every
rejected line with its reason; pandas skips them and does not say which.
"""

import argparse
import csv
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

HOUSE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOUSE))

_EMAIL = r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
_COLUMNS = {
    "contact_id": "contacts.contact_id",
    "account_id": "accounts.account_id",
    "last_name": "contacts.last_name",
    "first_name": "contacts.first_name",
    "email": "contacts.email",
    "phone": "contacts.phone",
    "since": "accounts.since",
    "revenue": "accounts.yearly_revenue",
}


def generate(path: Path, *, lines: int, seed: int) -> None:
    """Write the messy file: about 80 bytes a line, the same bytes for the same seed."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(
            f"""
            CREATE TEMP MACRO u(i, salt) AS
                (hash(i * 1000003 + salt * 7919 + {seed}) % 1000000) / 1000000.0;
            CREATE TEMP MACRO row_of(i) AS concat_ws(';',
                'C' || i, 'A' || (i // 4),
                ['Иванов','Петров','Сидоров','Орлов'][1 + (i % 4)::INTEGER] || (i // 16 % 1000),
                CASE WHEN u(i, 1) < 0.02 THEN 'N/A'
                    ELSE ['Иван','Анна','Пётр','Ольга'][1 + (i // 4 % 4)::INTEGER] END,
                CASE WHEN u(i, 2) < 0.003 THEN 'not-an-email'
                    ELSE 'p' || i || '@f' || (i // 40) || '.ru' END,
                CASE WHEN u(i, 3) < 0.3 THEN '8' ELSE '+7' END || '9' ||
                    lpad((hash(i) % 1000000000)::VARCHAR, 9, '0'),
                lpad((1 + i % 28)::VARCHAR, 2, '0') || '.' ||
                    lpad((1 + i % 12)::VARCHAR, 2, '0') || '.' || (2000 + i % 25),
                (hash(i + 5) % 100000) || ',' || lpad((i % 100)::VARCHAR, 2, '0'));
            """
        )
        connection.execute(
            f"""
            COPY (
                SELECT '{";".join(_COLUMNS)}' AS line
                UNION ALL
                SELECT CASE
                    WHEN u(i, 4) < 0.0005 THEN row_of(i) || ';ragged'
                    WHEN u(i, 4) < 0.001 THEN split_part(row_of(i), ';', 1) || ';ragged'
                    WHEN u(i, 4) < 0.001125 THEN replace(row_of(i), ';p', ';"p')
                    WHEN u(i, 4) < 0.011 THEN row_of(i - i % 97)
                    ELSE row_of(i) END
                FROM range({lines}) t(i)
            ) TO '{path}' (FORMAT csv, HEADER false, DELIM E'\\x01', QUOTE '', ESCAPE '')
            """
        )


def ours(path: Path) -> dict[str, int]:
    """Check the file the way the import does, rejects and all."""
    from core.accounts import actions as accounts
    from core.accounts.model import Mapping
    from core.people.model import HOUSE_PERSON

    folder = Path(tempfile.mkdtemp(dir=path.parent))
    mapping = Mapping({key: column for column, key in _COLUMNS.items()})
    checked = accounts.check(path, folder=folder, by=HOUSE_PERSON, mapping=mapping)
    shutil.rmtree(folder)
    return checked.counts() | {"contacts": checked.report.counts["contacts"]}


def pandas(path: Path) -> dict[str, int]:
    """The comparable work in pandas: read as text, type, dedupe by a valid key, write."""
    import pandas as pd

    # With quoting on, pandas gives up at the first stray quote that nothing closes.
    raw = pd.read_csv(
        path, sep=";", dtype=str, on_bad_lines="skip", na_values=["N/A"], quoting=csv.QUOTE_NONE
    )
    raw["email"] = raw["email"].where(raw["email"].str.fullmatch(_EMAIL))
    digits = raw["phone"].str.replace(r"\D", "", regex=True)
    raw["phone"] = ("+7" + digits.str[-10:]).where(digits.str.len() == 11)
    raw["since"] = pd.to_datetime(raw["since"], format="%d.%m.%Y", errors="coerce")
    revenue = raw["revenue"].str.replace(",", ".", regex=False)
    raw["revenue"] = pd.to_numeric(revenue, errors="coerce")
    for column in ("last_name", "first_name"):
        raw[column] = raw[column].str.strip()
    good = raw[raw["contact_id"].notna() & raw["account_id"].notna()]
    contacts = good.drop_duplicates("contact_id", keep="last")
    accounts = good.drop_duplicates("account_id", keep="last")
    for name, frame in (("contacts", contacts), ("accounts", accounts)):
        frame.to_parquet(path.with_name(f"pandas_{name}.parquet"))
    return {"read": len(raw), "contacts": len(contacts)}


def main() -> None:
    arguments = _arguments()
    if arguments.only:
        _run_one(arguments)
        return
    with tempfile.TemporaryDirectory(prefix="bench_load_") as folder:
        path = Path(folder) / "contacts.csv"
        generate(path, lines=arguments.lines, seed=arguments.seed)
        rounds: dict[str, list[dict[str, float]]] = {"ours": [], "pandas": []}
        for _ in range(arguments.rounds):
            for name, measured in rounds.items():
                measured.append(_measured(path, name))
        _tell(arguments, path.stat().st_size, rounds)


def _measured(path: Path, name: str) -> dict[str, float]:
    """One side in a process of its own, so that neither warms the other up."""
    command = [sys.executable, __file__, "--only", name, "--file", str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _run_one(arguments: argparse.Namespace) -> None:
    started = perf_counter()
    found = {"ours": ours, "pandas": pandas}[arguments.only](arguments.file)
    seconds = perf_counter() - started
    spent = resource.getrusage(resource.RUSAGE_SELF)
    facts = {
        "seconds": round(seconds, 3),
        "cpu_seconds": round(spent.ru_utime + spent.ru_stime, 3),
        "peak_mb": spent.ru_maxrss >> 10,
    }
    print(json.dumps(found | facts))


def _tell(
    arguments: argparse.Namespace, size: int, rounds: dict[str, list[dict[str, float]]]
) -> None:
    medians = {
        name: statistics.median(one["seconds"] for one in measured)
        for name, measured in rounds.items()
    }
    ratio = medians["ours"] / medians["pandas"]
    facts = {
        "lines": arguments.lines,
        "bytes": size,
        "seed": arguments.seed,
        "median_seconds": medians,
        "ratio": round(ratio, 3),
        "target": 0.5,
        "rounds": rounds,
    }
    (HOUSE / "bench" / "load.json").write_text(json.dumps(facts, indent=2) + "\n")
    print(f"{arguments.lines:,} lines, {size / 1e6:.0f} MB, median of {arguments.rounds}")
    print(
        f"{'':8}{'seconds':>9}{'CPU s':>8}{'MB/s':>8}"
        f"{'peak MB':>9}{'rows kept':>12}{'rejected':>10}"
    )
    for name, measured in rounds.items():
        last = measured[-1]
        print(
            f"{name:8}{medians[name]:9.1f}{last['cpu_seconds']:8.1f}"
            f"{size / 1e6 / medians[name]:8.0f}{last['peak_mb']:9.0f}{last['contacts']:12,.0f}"
            f"{last.get('rejected', float('nan')):10,.0f}"
        )
    print(f"ours / pandas = {ratio:.2f} (target: at most 0.50)")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=4_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=20260302)
    parser.add_argument("--only", choices=["ours", "pandas"], help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
