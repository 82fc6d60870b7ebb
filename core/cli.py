"""The back door: what the house does without a screen. One function a command."""

import argparse
import os
import signal
import sys
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from core import supervisor
from core.accounts import actions as accounts
from core.accounts import mapping as mappings
from core.accounts.model import Checked
from core.cockpit import Cockpit, open_cockpit
from core.commands import benching as bench_commands
from core.commands import bounces as bounce_commands
from core.commands import catching as catching_commands
from core.commands import delivering as delivery_commands
from core.commands import demo as demo_commands
from core.commands import messages as message_commands
from core.commands import mirroring as mirror_commands
from core.commands import people as people_commands
from core.commands import persons as person_commands
from core.commands import proving as proof_commands
from core.commands import receipts as receipt_commands
from core.commands import rehearsing as rehearsal_commands
from core.commands import replaying as replay_commands
from core.commands import results as result_commands
from core.commands import rules as rule_commands
from core.commands import signing as signing_commands
from core.commands.asking import FAULT_FOUND, OK, REFUSED, Arguments, Command, show
from core.commands.asking import add as _add
from core.delivery import catchall as catching
from core.delivery.domains.standing import Grade
from core.door.health import channels, examined
from core.foundation.refusal import Refusal
from core.foundation.settings import Settings
from core.foundation.words import say
from core.journal import actions as journal
from core.people.model import HOUSE_PERSON
from core.segments import records as segment_records
from core.segments import tables as segment_tables
from core.segments.model import Rule, SegmentId
from core.segments.notation import parse
from core.segments.sentence import sentence


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
    facts: dict[str, Any] = examined(house)
    facts |= {f"channel-{name}": word for name, word in channels(house).items()}
    lines = [f"{part}: {say('en', f'health-word-{word}')}" for part, word in facts.items()]
    found = house.ways.standing() if arguments.dns else []
    if arguments.dns:
        facts["mail"] = [vars(one) | {"sentence": one.sentence("en")} for one in found]
        lines += [one.told("en") for one in found]
    show(arguments, facts, "\n".join(lines))
    is_well = facts["status"] == "ok" and not any(one.grade is Grade.MEND for one in found)
    return OK if is_well else FAULT_FOUND


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


def segment_count(house: Cockpit, arguments: Arguments) -> int:
    """Count a segment, by its name or id, or a rule: JSON, or a file that holds it."""
    snapshot = house.warehouse.current()
    rule = _rule_of(house, arguments)
    asked = house.resolved(rule)
    counts = segment_tables.counts(snapshot, asked, house.catalogue, arguments.as_of)
    facts = vars(counts) | {
        "publication": snapshot.publication.number,
        "as_of": arguments.as_of or snapshot.publication.as_of,
        "sentence": sentence(rule, house.speaking(), "en"),
    }
    show(arguments, facts, say("en", "segments-counted", **facts))
    return OK


def segment_list(house: Cockpit, arguments: Arguments) -> int:
    """List the segments with their current version."""
    with house.store.reading() as tx:
        segments = segment_records.everything(tx)
    catalogue = house.speaking()
    lines = [f"{one.id}  v{one.version}  {one.name}" for one in segments]
    facts = [
        {
            "id": one.id,
            "name": one.name,
            "version": one.version,
            "saved_by": one.saved_by,
            "saved_at": one.saved_at.isoformat(),
            "sentence": sentence(one.rule, catalogue, "en"),
        }
        for one in segments
    ]
    show(arguments, {"segments": facts}, "\n".join(lines))
    return OK


def _rule_of(house: Cockpit, arguments: Arguments) -> Rule:
    if arguments.rule is not None:
        return parse(arguments.rule)
    with house.store.reading() as tx:
        named = segment_records.named(tx, arguments.segment)
        return (named or segment_records.get(tx, SegmentId(arguments.segment))).rule


def load(house: Cockpit, arguments: Arguments) -> int:
    """Load a client file: check every row, keep the rejects, publish the rest."""
    started = monotonic()
    checked = _checked(house, arguments)
    number = _published(house, arguments, checked) if checked.report.accepted else None
    facts = checked.facts() | {
        "publication": number,
        "mapping": mappings.as_facts(checked.mapping),
        "guessed": arguments.mapping is None,
        "seconds": round(monotonic() - started, 3),
    }
    key = "accounts-loaded" if number else "accounts-loaded-none"
    show(arguments, facts, say("en", key, **checked.counts(), publication=number or 0))
    return OK


def _checked(house: Cockpit, arguments: Arguments) -> Checked:
    mapping = None if arguments.mapping is None else mappings.read(arguments.mapping)
    folder = accounts.begin(
        house.settings.imports, house.ids.new(), by=HOUSE_PERSON, at=house.clock.now()
    )
    return accounts.check(
        arguments.file, folder=folder, by=HOUSE_PERSON, mapping=mapping, main=arguments.main
    )


def _published(house: Cockpit, arguments: Arguments, checked: Checked) -> int:
    card = accounts.publish(
        house.transaction,
        house.warehouse,
        checked,
        name=arguments.name,
        by=HOUSE_PERSON,
        at=house.clock.now(),
        is_replacing=arguments.replace,
    )
    return card.number


def catchall(house: Cockpit, arguments: Arguments) -> int:
    """Run the demo's mail server: it takes every mail, keeps the latest and delivers none."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    host, port = house.settings.smtp_host, house.settings.smtp_port
    catcher = catching.server(house.settings.caught, house.clock, host=host, port=port)
    house.store.close()
    catcher.start()
    facts = {"host": host, "port": str(port), "folder": str(house.settings.caught)}
    show(arguments, facts, say("en", "delivery-catching", **facts))
    sys.stdout.flush()
    stop.wait()
    catcher.stop()
    return OK


# These meet a store that is behind, or a rule book that cannot be followed.
AS_IT_IS: tuple[Command, ...] = (
    check,
    migrate,
    rule_commands.rules_list,
    rule_commands.rules_restore,
)


ROOMS = (
    delivery_commands,
    bench_commands,
    bounce_commands,
    catching_commands,
    demo_commands,
    mirror_commands,
    people_commands,
    receipt_commands,
    person_commands,
    message_commands,
    proof_commands,
    rehearsal_commands,
    result_commands,
    replay_commands,
    rule_commands,
    signing_commands,
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m core.cli", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add(commands, "run", run)
    _add_check(commands)
    _add(commands, "migrate", migrate)
    _add(commands, "audit", audit)
    _add_load(commands)
    _add(commands, "catchall", catchall)
    _add_segment(commands)
    for room in ROOMS:
        room.add_to(commands)
    return parser


def _add_check(commands: Any) -> None:
    checking = _add(commands, "check", check)
    checking.add_argument("--dns", action="store_true", help="and the records of our mail")


def _add_load(commands: Any) -> None:
    loading = _add(commands, "load", load)
    loading.add_argument("file", metavar="FILE", type=Path, help="CSV, XLSX or Parquet")
    loading.add_argument("--as", dest="main", metavar="TABLE", help="what it is mainly about")
    loading.add_argument("--mapping", metavar="FILE", type=Path, help="TOML or JSON")
    loading.add_argument("--replace", action="store_true", help="in place of all there is")
    loading.add_argument("--name", default="", help="of the published version")


def _add_segment(commands: Any) -> None:
    segment = commands.add_parser("segment", help="Count and list segments.")
    verbs = segment.add_subparsers(required=True, metavar="VERB")
    _add(verbs, "list", segment_list)
    count = _add(verbs, "count", segment_count)
    which = count.add_mutually_exclusive_group(required=True)
    which.add_argument("segment", nargs="?", metavar="NAME_OR_ID")
    which.add_argument("--rule", metavar="FILE_OR_JSON", type=_text_or_file)
    count.add_argument("--as-of", metavar="DATE", type=date.fromisoformat)


def _text_or_file(given: str) -> str:
    if given.lstrip().startswith("{"):
        return given
    try:
        return Path(given).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{given}: {error}") from error


if __name__ == "__main__":
    sys.exit(main())
