"""Benchmarks by name: what `make bench-…` runs, for whoever has no make."""

import argparse
import subprocess
import sys
from typing import Any

from core.cockpit import Cockpit
from core.commands.asking import Arguments, add
from core.foundation.settings import HOUSE

NAMES = ("delivery", "endpoints", "rehearsal", "results")


def add_to(commands: Any) -> None:
    """Add ``bench``."""
    command = add(commands, "bench", bench)
    command.add_argument("name", choices=NAMES)
    command.add_argument("words", nargs=argparse.REMAINDER, help="for the benchmark itself")


def bench(house: Cockpit, arguments: Arguments) -> int:
    """Measure one part of the house against its peers; the figures are printed as JSON."""
    house.store.close()
    command = [sys.executable, "-m", f"bench.{arguments.name}", *arguments.words]
    return subprocess.run(command, cwd=HOUSE, check=False).returncode
