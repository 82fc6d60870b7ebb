"""How much memory the app takes: a fresh process that opens a snapshot and works with it.

    python -m bench.segments.resident FOLDER SCALE

It imports what the app's process imports, runs the session of twenty edits, the profile and the
overlap, then the hard rule over the raw tables, and prints its peak, DuckDB's memory included.
"""

import importlib
import json
import subprocess
import sys
from pathlib import Path

from bench.segments import keeping, sides, views
from bench.segments.reference import references
from bench.segments.session import Desk
from core.foundation.settings import HOUSE
from core.segments import leaves
from core.warehouse.catalogue import load_catalogue

_OF_THE_APP = ("streamlit", "pandas", "plotly.graph_objects", "sqlalchemy", "babel")


def measured(folder: Path, scale: str) -> dict[str, int]:
    """The peaks after each step, in megabytes, of a process that does nothing else."""
    command = [sys.executable, "-m", "bench.segments.resident", str(folder), scale]
    done = subprocess.run(command, cwd=HOUSE, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    folder, scale = Path(sys.argv[1]), sys.argv[2]
    for name in _OF_THE_APP:
        importlib.import_module(name)
    peaks = {"imported": _peak()}
    snapshot, catalogue = keeping.opened(folder, scale), load_catalogue()
    known = references(catalogue)
    desk = Desk(snapshot, catalogue, [one.rule for one in known[:5]])
    desk.by_bits()
    peaks["session"] = _peak()
    views.each(desk, known)
    peaks["views"] = _peak()
    peaks["cache"] = leaves.LEAVES.bytes >> 20
    hard = sides.compiled(known[-1], sides.Engines(snapshot, catalogue).raw)
    snapshot.value(sides.counted(hard))
    print(json.dumps(peaks | {"replay": _peak()}))


def _peak() -> int:
    """The high-water mark of this program alone: getrusage tells that of its parent as well."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    marked = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(marked.split()[1]) >> 10


if __name__ == "__main__":
    main()
