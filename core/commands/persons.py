"""A person's rights from the command line: everything that is held, and being forgotten."""

import json
from typing import Any

from core.cockpit import Cockpit
from core.commands.asking import OK, REFUSED, Arguments, add, show
from core.delivery.erasure import channels as erasing_channels
from core.delivery.erasure import erasing
from core.delivery.erasure import files as erasing_files
from core.delivery.erasure.erasing import NobodyHeld, Who
from core.foundation.words import say
from core.people.model import HOUSE_PERSON
from core.warehouse.snapshot import Snapshot

PUBLISHED = ("contacts", "consents", "surveys")


def add_to(commands: Any) -> None:
    """Add ``held`` and ``erase``."""
    asking = add(commands, "held", held)
    asking.add_argument("who", metavar="CONTACT_OR_ADDRESS")
    erasing_one = add(commands, "erase", erase)
    erasing_one.add_argument("who", metavar="CONTACT_OR_ADDRESS")
    erasing_one.add_argument("--yes", action="store_true", help="this cannot be undone: do it")


def held(house: Cockpit, arguments: Arguments) -> int:
    """Say everything that is held on a person, as JSON."""
    snapshot = _snapshot(house)
    with house.transaction() as tx:
        who = erasing.known(tx, snapshot, arguments.who)
        found = erasing.held(tx, who, by=HOUSE_PERSON, at=house.clock.now())
    published = {} if snapshot is None else _published(snapshot, who)
    facts = {"store": found, "published": published}
    indent = None if arguments.json else 2
    print(json.dumps(facts, ensure_ascii=False, default=str, indent=indent))
    return OK


def erase(house: Cockpit, arguments: Arguments) -> int:
    """Forget a person everywhere but in versions that were published; see --yes."""
    with house.store.reading() as tx:
        who = erasing.known(tx, _snapshot(house), arguments.who)
    if not who.contact_ids and not who.mailboxes:
        raise NobodyHeld("erasing-nobody")
    counts = {"contacts": len(who.contact_ids), "addresses": len(who.addresses)}
    if not arguments.yes:
        show(arguments, counts | {"erased": False}, say("en", "erasing-asks", **counts))
        return REFUSED
    key = house.ways.signing_key
    with house.transaction() as tx:
        done = erasing.erase(tx, key, who, ids=house.ids, by=HOUSE_PERSON, at=house.clock.now())
        letters = erasing_channels.forgotten_letters(tx)
    done |= erasing_files.forget(house.settings.data, who.words, who.pattern, letters)
    told, is_swept = say("en", "erasing-done", **done), house.store.sweep()
    if not is_swept:
        told = f"{told} {say('en', 'erasing-not-swept')}"
    show(arguments, counts | done | {"erased": True, "swept": is_swept}, told)
    return OK


def _snapshot(house: Cockpit) -> Snapshot | None:
    return None if house.warehouse.is_empty() else house.warehouse.current()


def _published(snapshot: Snapshot, who: Who) -> dict[str, Any]:
    """What the current version of the client data has of the person."""
    wanted = [sorted(who.contact_ids)]
    found: dict[str, Any] = {
        table: snapshot.rows(
            f"SELECT * FROM {table} WHERE contact_id IN (SELECT unnest(?::VARCHAR[]))",  # noqa: S608 -- our own names
            wanted,
        )
        for table in PUBLISHED
    }
    return found | {"publication": snapshot.publication.number}
