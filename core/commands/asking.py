"""What every command shares: its arguments, its answer, and how it ends."""

import argparse
import json
from collections.abc import Callable
from typing import Any

from core.cockpit import Cockpit

OK, REFUSED, FAULT_FOUND = 0, 1, 3

Arguments = argparse.Namespace
Command = Callable[[Cockpit, Arguments], int]


def show(arguments: Arguments, facts: dict[str, Any], sentence: str) -> None:
    """Print facts as one JSON line where `--json` asks for it, else the sentence."""
    print(json.dumps(facts, ensure_ascii=False, default=str) if arguments.json else sentence)


def add(commands: Any, name: str, run: Command) -> argparse.ArgumentParser:
    """Add a command; its docstring is its help."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=run.__doc__)
    command.add_argument("--json", action="store_true", help="answer in one line of JSON")
    command.set_defaults(run=run)
    return command
