"""A million accounts with 24 months of usage and invoices: how long making them takes.

    python bench/demo.py [--accounts 1000000] [--seed 1]

Furnishes an empty house in a folder of its own, in a process of its own, and writes
`bench/demo.json`: wall and processor seconds, peak memory, rows per table, sizes on disk. The
processor seconds are what a busy machine does not change.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

HOUSE = Path(__file__).resolve().parents[1]
RESULT = HOUSE / "bench" / "demo.json"


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="bench-demo-") as folder:
        result = _measured(arguments, Path(folder))
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


def _measured(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    started = perf_counter()
    environment = {**os.environ, "COCKPIT_DATA": str(folder)}
    command = _command(arguments)
    done = subprocess.run(
        command, cwd=HOUSE, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    seconds = perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    snapshots = sorted((folder / "warehouse").glob("*.duckdb"))
    return {
        "accounts": arguments.accounts,
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "wall_seconds": round(seconds, 1),
        "processor_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_gb": round(used.ru_maxrss / 1e6, 2),
        "snapshots_gb": [round(path.stat().st_size / 1e9, 2) for path in snapshots],
        "rows": json.loads(done.stdout)["counts"],
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _command(arguments: argparse.Namespace) -> list[str]:
    size = ["--accounts", str(arguments.accounts), "--seed", str(arguments.seed)]
    return [sys.executable, "-m", "core.cli", "demo", *size, "--json"]


if __name__ == "__main__":
    main()
