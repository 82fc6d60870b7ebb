"""Furnishing an empty house from the command line."""

import sys
from typing import Any

from core.cockpit import Cockpit
from core.commands.asking import OK, Arguments, add, show
from core.demo import build as furnishing
from core.foundation.words import say


def add_to(commands: Any) -> None:
    """Add ``demo``."""
    furnish = add(commands, "demo", demo)
    furnish.add_argument("--accounts", type=int, default=furnishing.ACCOUNTS, metavar="N")
    furnish.add_argument("--seed", type=int, default=furnishing.SEED, metavar="S")
    furnish.add_argument("--if-empty", action="store_true", help="leave any other house alone")


def demo(house: Cockpit, arguments: Arguments) -> int:
    """Furnish an empty house with a made-up base, people and campaigns."""
    built = furnishing.build(
        house,
        accounts=arguments.accounts,
        seed=arguments.seed,
        at=house.clock.now(),
        if_empty=arguments.if_empty,
        tell=lambda key: print(say("en", key), file=sys.stderr, flush=True),
    )
    if built is None:
        show(arguments, {"built": False}, say("en", "demo-there-already"))
        return OK
    card = built.publication
    facts: dict[str, Any] = {
        "accounts": card.counts["accounts"],
        "campaigns": built.campaigns,
        "people": built.people,
        "truth": str(built.truth),
    }
    sentence = say("en", "demo-built", **facts)
    more = {"built": True, "publication": card.number, "as_of": card.as_of}
    show(arguments, facts | more | {"counts": card.counts}, sentence)
    return OK
