"""Reading results from the command line: of campaigns, and of mailings run elsewhere."""

from pathlib import Path
from typing import Any

from core.cockpit import Cockpit
from core.commands.asking import OK, Arguments, add, show
from core.results import ledger, readout, records, tables
from core.results.external import read_file
from core.results.facts import facts as facts_of
from core.results.files import Columns, UnknownColumn


def add_to(commands: Any) -> None:
    """Add ``readout``."""
    command = add(commands, "readout", read_out)
    command.add_argument("campaign", nargs="?", metavar="CAMPAIGN_OR_FILE")
    for name in ("unit", "arm", "control", "outcome", "before"):
        command.add_argument(f"--{name}", metavar="VALUE" if name == "control" else "COLUMN")
    command.add_argument("--share", type=float, help="planned share of treated units")


def read_out(house: Cockpit, arguments: Arguments) -> int:
    """Say what a campaign changed (all of them without a name), or a mailing out of a file."""
    if arguments.outcome is not None:
        found = read_file(Path(arguments.campaign or ""), _columns(arguments))
        show(arguments, found.facts(), found.sentence("en"))
        return OK
    facts = _campaigns(house, arguments.campaign)
    shown = facts[0] if arguments.campaign else {"readouts": facts}
    show(arguments, shown, "\n".join(one["sentence"] for one in facts))
    return OK


def _campaigns(house: Cockpit, named: str | None) -> list[dict[str, Any]]:
    snapshot, at = house.warehouse.current(), house.clock.now()
    zone = house.settings.time_zone
    with house.store.reading() as tx:
        wanted = [records.named(tx, named)] if named else list(tables.choices(tx))
        return [
            facts_of(
                readout.read(tx, snapshot, one, at=at, time_zone=zone),
                ledger.ledger(tx, one, at=at),
            )
            for one in wanted
        ]


def _columns(arguments: Arguments) -> Columns:
    """Which column says what. Raises `UnknownColumn` where not all of them are named."""
    named = {name: getattr(arguments, name) for name in ("unit", "arm", "control")}
    if arguments.campaign is None or None in named.values():
        raise UnknownColumn("results-file-or-campaign")
    outcome, before, share = arguments.outcome, arguments.before, arguments.share
    return Columns(**named, outcome=outcome, before=before, share=share)
