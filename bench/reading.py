"""One result read twice in a process of its own: first, and warm; one line of JSON.

    python -m bench.reading FOLDER

Imports nothing but the house, so that its memory is what reading takes.
"""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from core.results import readout
from core.results.readout import Asked
from core.store.store import open_store
from core.warehouse.warehouse import Warehouse

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
OVER = START + timedelta(days=90)


def read(folder: Path) -> dict[str, Any]:
    """The first readout of a fresh process, and the same again."""
    store = open_store(f"sqlite:///{folder / 'store.sqlite'}")
    snapshot = Warehouse(folder / "warehouse").current()

    def once() -> None:
        with store.reading() as tx:
            found = readout.read(tx, snapshot, "c1", at=OVER, asked=Asked())
            assert found.findings is not None, [one.key for one in found.refusals]

    first = timed(once)
    warm = timed(once)
    return {"first": first, "warm": warm, "peak_mb": round(peak() / 1e3)}


def peak() -> int:
    """The most memory this process had at once, in kB.

    Not `ru_maxrss`: that begins with what the parent had when it started the process.
    """
    card = Path("/proc/self/status").read_text(encoding="ascii")
    return int(card.split("VmHWM:")[1].split()[0])


def timed(work: Callable[[], object]) -> dict[str, float]:
    """Seconds by the clock and of the processor."""
    started, spent = perf_counter(), process_time()
    work()
    return {
        "seconds": round(perf_counter() - started, 3),
        "processor_seconds": round(process_time() - spent, 3),
    }


if __name__ == "__main__":
    print(json.dumps(read(Path(sys.argv[1]))))
