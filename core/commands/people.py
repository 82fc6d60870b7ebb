"""Letting the first people in, where the house itself keeps their passwords."""

import sys
from typing import Any

from core.cockpit import Cockpit
from core.commands.asking import OK, Arguments, add, show
from core.foundation.words import say
from core.people import actions as people
from core.people import local, records
from core.people.actions import UnknownPerson
from core.people.model import HOUSE_PERSON, LOCAL, Person, PersonId, Role


def add_to(commands: Any) -> None:
    """Add ``person add``, ``password``, ``roles``, ``out`` and ``list``."""
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
    _add_deeds(verbs)
    add(verbs, "list", person_list)


def _add_deeds(verbs: Any) -> None:
    for name, deed in (("roles", person_roles), ("out", person_out)):
        doing = add(verbs, name, deed)
        doing.add_argument("id", metavar="ID", help="as `person list` prints it")
        if deed is person_roles:
            doing.add_argument(
                "--role", action="append", type=Role, choices=list(Role), default=[]
            )


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


def person_roles(house: Cockpit, arguments: Arguments) -> int:
    """Set somebody's roles, without a second administrator: none may be left to ask."""
    with house.transaction() as tx:
        roles, at = frozenset(arguments.role), house.clock.now()
        person = people.grant(tx, PersonId(arguments.id), roles, by=HOUSE_PERSON, at=at)
    return _told(arguments, person)


def person_out(house: Cockpit, arguments: Arguments) -> int:
    """Show somebody out, without a second administrator."""
    with house.transaction() as tx:
        at = house.clock.now()
        person = people.deactivate(tx, PersonId(arguments.id), by=HOUSE_PERSON, at=at)
    return _told(arguments, person)


def person_list(house: Cockpit, arguments: Arguments) -> int:
    """List everybody with their roles."""
    with house.store.reading() as tx:
        everyone = records.everyone(tx)
    lines = map(_line, everyone)
    show(arguments, {"people": [_facts(one) for one in everyone]}, "\n".join(lines))
    return OK


def _told(arguments: Arguments, person: Person) -> int:
    show(arguments, _facts(person), _line(person))
    return OK


def _line(person: Person) -> str:
    return f"{person.id}  {person.name}  {', '.join(sorted(person.roles))}"


def _facts(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "issuer": person.issuer,
        "roles": sorted(person.roles),
        "is_active": person.is_active,
    }


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
