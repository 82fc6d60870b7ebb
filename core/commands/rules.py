"""The rule books from the back door: which are in force, and the way back from a bad one."""

from typing import Any

from core.books import check_alone
from core.cockpit import Cockpit
from core.commands.asking import OK, Arguments, add, show
from core.foundation.words import say
from core.people.model import HOUSE_PERSON
from core.rulebook import actions as rulebook
from core.rulebook import editions
from core.rulebook.shelf import BOOKS


def add_to(commands: Any) -> None:
    """Add ``rules list`` and ``rules restore``."""
    rules = commands.add_parser("rules", help="List the rule books, and go back to a version.")
    verbs = rules.add_subparsers(required=True, metavar="VERB")
    add(verbs, "list", rules_list)
    back = add(verbs, "restore", rules_restore)
    back.add_argument("book", metavar="BOOK", choices=BOOKS)
    back.add_argument("--version", type=int, help="without one: as it came with the program")
    back.add_argument("--why", required=True, help="for the journal")


def rules_list(house: Cockpit, arguments: Arguments) -> int:
    """List every rule book with the version in force."""
    with house.store.reading() as tx:
        changed = editions.in_force(tx)
    facts = {name: changed.get(name, rulebook.shipped_version(name)) for name in BOOKS}
    lines = (f"{name}@{version}" for name, version in facts.items())
    show(arguments, facts, "\n".join(lines))
    return OK


def rules_restore(house: Cockpit, arguments: Arguments) -> int:
    """Put an earlier text of a book in force, as a new version, even where none opens."""
    # The books in force need not be readable: that is what one comes here for.
    with house.store.transaction() as tx:
        text = rulebook.text_of(tx, arguments.book, arguments.version)
        edition = rulebook.propose(
            tx,
            rulebook.Proposal(arguments.book, text, arguments.why),
            check=check_alone,
            four_eyes=False,
            by=HOUSE_PERSON,
            at=house.clock.now(),
        )
    facts = {"book": edition.book, "version": edition.version}
    show(arguments, facts, say("en", "rules-in-force-now", version=edition.version))
    return OK
