"""Letting the first people in, where the house itself keeps their passwords."""

import sys
from typing import Any

from core.cockpit import Cockpit
from core.commands.asking import OK, Arguments, add, show
from core.foundation.words import say
from core.people import local, records
from core.people.actions import UnknownPerson
from core.people.model import HOUSE_PERSON, LOCAL, PersonId, Role


def add_to(commands: Any) -> None:
    """Add ``person add``, ``person password`` and ``person list``."""
    person = commands.add_parser("person", help="Let people in who sign in with a password.")
    verbs = person.add_subparsers(required=True, metavar="VERB")
    adding = add(verbs, "add", person_add)
    adding.add_argument("email", metavar="EMAIL")
    adding.add_argument("--name", default="")
    adding.add_argument(
        "--role", action="append", type=Role, choices=list(Role), default=[], metavar="ROLE"
    )
    changing = add(verbs, "password", person_password)
    changing.add_argument("email", metavar="EMAIL")
    for command in (adding, changing):
        command.add_argument(
            "--password-stdin", action="store_true", help="one line on standard input"
        )
        command.add_argument(
            "--for-good",
            action="store_true",
            help="it need not be changed at the first sign-in",
        )
    add(verbs, "list", person_list)


def person_add(house: Cockpit, arguments: Arguments) -> int:
    """Let somebody in; without --password-stdin a one-time password is made and printed."""
    newcomer = local.Newcomer(
        PersonId(house.ids.new()), arguments.name, arguments.email, frozenset(arguments.role)
    )
    with house.transaction() as tx:
        person = local.add(tx, newcomer, by=HOUSE_PERSON, at=house.clock.now())
        _set_password(house, tx, person.id, arguments)
    return OK


def person_password(house: Cockpit, arguments: Arguments) -> int:
    """Give somebody another password; all their sessions end."""
    subject = arguments.email.strip().casefold()
    with house.transaction() as tx:
        person = records.recognized(tx, issuer=LOCAL, subject=subject)
        if person is None:
            raise UnknownPerson("people-unknown", person=arguments.email)
        _set_password(house, tx, person.id, arguments)
    return OK


def person_list(house: Cockpit, arguments: Arguments) -> int:
    """List everybody with their roles."""
    with house.store.reading() as tx:
        everyone = records.everyone(tx)
    facts = [
        {
            "id": one.id,
            "name": one.name,
            "email": one.email,
            "issuer": one.issuer,
            "roles": sorted(one.roles),
            "is_active": one.is_active,
        }
        for one in everyone
    ]
    lines = [f"{one.id}  {one.name}  {', '.join(sorted(one.roles))}" for one in everyone]
    show(arguments, {"people": facts}, "\n".join(lines))
    return OK


def _set_password(house: Cockpit, tx: Any, person_id: PersonId, arguments: Arguments) -> None:
    made = "" if arguments.password_stdin else house.ids.new()
    password = made or sys.stdin.readline().rstrip("\r\n")
    local.set_password(
        tx,
        person_id,
        password,
        by=HOUSE_PERSON,
        at=house.clock.now(),
        is_one_time=not arguments.for_good,
    )
    facts = {"person": person_id, "one_time_password": made}
    said = say("en", "people-password-made", password=made, hours=local.ONE_TIME_HOURS)
    show(arguments, facts, said if made else say("en", "people-password-set"))
