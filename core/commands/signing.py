"""The keys this house signs its mail with: making them, and what to put into DNS."""

from typing import Any

from core.cockpit import Cockpit
from core.commands.asking import OK, Arguments, add, show
from core.delivery.domains import keys as dkim_keys
from core.delivery.domains.dkim import SigningKey
from core.delivery.domains.keys import Algorithm, NoSigningKey, Place
from core.foundation.words import say


def make(house: Cockpit, arguments: Arguments) -> int:
    """Make the keys there are not yet, and say what to put into DNS; a key there is stays."""
    wanted = [arguments.algorithm] if arguments.algorithm else list(Algorithm)
    _tell(arguments, dkim_keys.make(_place(house), wanted))
    return OK


def records(house: Cockpit, arguments: Arguments) -> int:
    """Say what has to stand in DNS for the keys there are."""
    _tell(arguments, _place(house).all_told())
    return OK


def add_to(commands: Any) -> None:
    """Put these commands on the list."""
    dkim = commands.add_parser("dkim", help="Make keys to sign mail with, for DNS to tell.")
    verbs = dkim.add_subparsers(required=True, metavar="VERB")
    making = add(verbs, "make", make)
    making.add_argument("algorithm", nargs="?", type=Algorithm, choices=list(Algorithm))
    add(verbs, "records", records)


def _place(house: Cockpit) -> Place:
    if not (place := house.ways.dkim_place):
        raise NoSigningKey("dkim-no-domain")
    return place


def _tell(arguments: Arguments, keys: list[SigningKey]) -> None:
    facts = [
        {
            "algorithm": key.algorithm,
            "name": dkim_keys.record_name(key),
            "record": dkim_keys.record(key),
        }
        for key in keys
    ]
    lines = [dkim_keys.zone_line(key) for key in keys]
    show(arguments, {"keys": facts}, "\n".join([*lines, say("en", "dkim-put-into-dns")]))
