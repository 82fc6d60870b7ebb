"""The back door: what the house does without a screen. One function a command."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from core import supervisor
from core.cockpit import Cockpit, open_cockpit
from core.door.health import checkup
from core.foundation.refusal import Refusal
from core.foundation.settings import Settings
from core.foundation.words import say
from core.journal import actions as journal

OK, REFUSED, FAULT_FOUND = 0, 1, 3

Arguments = argparse.Namespace
Command = Callable[[Cockpit, Arguments], int]


def main(words: list[str] | None = None) -> int:
    """Run one command; a refusal is a sentence on standard error and exit code 1."""
    arguments = _parser().parse_args(words)
    try:
        house = open_cockpit(Settings(), as_it_is=arguments.run in AS_IT_IS)
        command: Command = arguments.run
        return command(house, arguments)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED


def run(house: Cockpit, arguments: Arguments) -> int:
    """Run the screens, the worker and, unless a relay is named, a catch-all mailbox."""
    house.store.close()
    plan = supervisor.make_plan(house.settings, os.environ)
    return supervisor.run(plan, tell=partial(print, flush=True))


def check(house: Cockpit, arguments: Arguments) -> int:
    """Say of each part of the house whether it is well; exit code 3 when one is not."""
    facts = checkup(house)
    lines = (f"{part}: {say('en', f'health-word-{word}')}" for part, word in facts.items())
    show(arguments, facts, "\n".join(lines))
    return OK if facts["status"] == "ok" else FAULT_FOUND


def migrate(house: Cockpit, arguments: Arguments) -> int:
    """Bring the store's tables to this program's version."""
    house.store.migrate()
    show(arguments, {"store": "ok"}, say("en", "store-migrated"))
    return OK


def audit(house: Cockpit, arguments: Arguments) -> int:
    """Verify the journal's chain and name the first entry that does not hold."""
    with house.store.reading() as tx:
        verdict = journal.audit(tx)
    show(arguments, vars(verdict), f"{verdict.entries} entries hold.")
    return OK if verdict.holds else FAULT_FOUND


def show(arguments: Arguments, facts: dict[str, Any], sentence: str) -> None:
    """Print facts as one JSON line where `--json` asks for it, else the sentence."""
    print(json.dumps(facts, ensure_ascii=False, default=str) if arguments.json else sentence)


AS_IT_IS: tuple[Command, ...] = (check, migrate)  # these meet a store that is behind


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m core.cli", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add(commands, "run", run)
    _add(commands, "check", check)
    _add(commands, "migrate", migrate)
    _add(commands, "audit", audit)
    return parser


def _add(commands: Any, name: str, run: Command) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=run.__doc__)
    command.add_argument("--json", action="store_true", help="answer in one line of JSON")
    command.set_defaults(run=run)
    return command


if __name__ == "__main__":
    sys.exit(main())
