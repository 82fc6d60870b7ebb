"""Copying published client data to the engine of the house."""

from typing import Any

from core.cockpit import Cockpit
from core.commands.asking import OK, Arguments, add, show
from core.foundation.words import say
from core.warehouse.engines.engine import NoEngine


def add_to(commands: Any) -> None:
    """Add ``mirror``."""
    command = add(commands, "mirror", mirror)
    command.add_argument("--publication", type=int, metavar="N", help="not the current one")


def mirror(house: Cockpit, arguments: Arguments) -> int:
    """Copy a publication to the engine that COCKPIT_WAREHOUSE names, where it is not yet."""
    warehouse = house.warehouse
    if warehouse.engine is None:
        raise NoEngine("engines-none")
    number = arguments.publication or warehouse.current_number()
    is_new = warehouse.mirror(number)
    engine = warehouse.engine.name
    facts = {"publication": number, "engine": engine, "copied": is_new}
    key = "engines-copied" if is_new else "engines-copied-before"
    kept = {"kept": warehouse.engine.kept()}
    show(arguments, facts | kept, say("en", key, number=number, engine=engine))
    return OK
