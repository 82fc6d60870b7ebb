"""Reading results from the command line: of campaigns, and of mailings run elsewhere."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from core.cockpit import Cockpit
from core.commands.asking import OK, Arguments, add, show
from core.results import ledger, readout, records, tables
from core.results.external import read_file
from core.results.facts import facts as facts_of
from core.results.files import UnknownColumn
from core.results.pricing import MarginAndCosts, message_costs
from core.results.readout import Among, Asked
from core.results.terms import BadTerms, Columns, Score, Terms
from core.store.store import Tx

_COLUMNS = {
    "unit": "whose rows add up",
    "arm": "which arm a row is in",
    "outcome": "what is compared",
    "before": "the same metric before the mailing",
    "cluster": "what was drawn, where units are parts of it",
    "contacts": "how many people a unit has: the outcome is told for each",
}
_NUMBERS = {
    "share": "planned share of treated units",
    "margin": "what one of the outcome earns",
    "cost": "of writing to one unit, or to one of its contacts",
}


def add_to(commands: Any) -> None:
    """Add ``readout``."""
    command = add(commands, "readout", read_out)
    command.add_argument("campaign", nargs="?", metavar="CAMPAIGN_OR_FILE")
    for name, told in _COLUMNS.items():
        command.add_argument(f"--{name}", metavar="COLUMN", help=told)
    command.add_argument("--control", metavar="VALUE", help="of the arm that got nothing")
    for name, told in _NUMBERS.items():
        command.add_argument(f"--{name}", metavar="NUMBER", help=told)
    command.add_argument("--among", choices=list(Among), default=Among.EVERYBODY)
    command.add_argument("--score", choices=list(Score), help="the outcome is an answer")
    command.add_argument("--language", choices=("en", "ru"), default="en")


def read_out(house: Cockpit, arguments: Arguments) -> int:
    """Say what a campaign changed (all of them without a name), or a mailing out of a file."""
    if arguments.outcome is not None:
        columns, language = _columns(arguments), arguments.language
        found = read_file(Path(arguments.campaign or ""), columns, terms=_terms(arguments))
        show(arguments, found.facts(language), found.sentence(language))
        return OK
    facts = _campaigns(house, arguments)
    shown = facts[0] if arguments.campaign else {"readouts": facts}
    show(arguments, shown, "\n".join(one["sentence"] for one in facts))
    return OK


def _campaigns(house: Cockpit, arguments: Arguments) -> list[dict[str, Any]]:
    snapshot, at = house.warehouse.current(), house.clock.now()
    named = arguments.campaign
    with house.store.reading() as tx:
        wanted = [records.named(tx, named)] if named else list(tables.choices(tx))
        return [
            facts_of(
                readout.read(tx, snapshot, one, at=at, asked=_asked(house, tx, one, arguments)),
                ledger.ledger(tx, one, at=at),
                arguments.language,
            )
            for one in wanted
        ]


def _asked(house: Cockpit, tx: Tx, campaign_id: str, arguments: Arguments) -> Asked:
    """Whose outcomes, and what a message costs: `--cost`, or what the house knows.

    Raises `BadTerms` where neither says what a message of the campaign costs.
    """
    terms, among = _terms(arguments), Among(arguments.among)
    asked = Asked(time_zone=house.settings.time_zone, among=among)
    if terms is None:
        return asked
    channels = tables.channels(tx, campaign_id)
    if arguments.cost is not None:
        costs = dict.fromkeys(channels, terms.cost)
    else:
        costs = message_costs(tx, campaign_id, house.prices())
    if unknown := [one for one in channels if one not in costs]:
        raise BadTerms("results-no-price", channels=", ".join(unknown))
    return replace(asked, money=MarginAndCosts(terms.margin, costs))


def _columns(arguments: Arguments) -> Columns:
    """Which column says what. Raises `UnknownColumn` where not all of them are named."""
    named = {name: getattr(arguments, name) for name in ("unit", "arm", "control")}
    if arguments.campaign is None or None in named.values():
        raise UnknownColumn("results-file-or-campaign")
    maybe = {name: getattr(arguments, name) for name in ("before", "cluster", "contacts")}
    return Columns(
        **named,
        **maybe,
        outcome=arguments.outcome,
        share=_number(arguments, "share"),
        score=Score(arguments.score) if arguments.score else None,
    )


def _terms(arguments: Arguments) -> Terms | None:
    """Margin and cost, where either is said."""
    margin, cost = _number(arguments, "margin"), _number(arguments, "cost")
    if margin is None and cost is None:
        return None
    return Terms(1.0 if margin is None else margin, cost or 0.0)


def _number(arguments: Arguments, name: str) -> float | None:
    """A number of the command line. Raises `BadTerms` for what is none."""
    given = getattr(arguments, name)
    try:
        return None if given is None else float(given.replace(",", "."))
    except ValueError:
        raise BadTerms("results-file-no-number", name=f"--{name}", given=given) from None
