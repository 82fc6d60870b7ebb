"""The journal as people read it: what was done, with what, and the details worth a word."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd

from core.briefs import records as briefs
from core.campaigns import records as campaigns
from core.cockpit import Cockpit
from core.foundation import words
from core.journal.model import Entry
from core.messages import records as messages
from core.people.model import Person
from core.rulebook.shelf import BOOKS
from core.segments import records as segments
from core.store.store import Tx
from pages.parts.campaign_history import spoken_reason
from pages.parts.frame import language, say
from pages.parts.names import names
from pages.parts.veil import veiled
from pages.parts.verb_table import spoken_entry

LONGEST = 80  # characters of a value that is shown
# By which words a value of ours is said: by the detail's name, or by the deed's as well.
_OF_NAME = {
    "role": "people-role",
    "roles": "people-role",
    "escalates_to": "people-role",
    "channel": "editor-channel",
    "suppressed": "editor-channel",
    "verdict": "approvals-verdict",
}
_OF_VERB = {
    ("campaigns.move", "from"): "campaigns-status",
    ("campaigns.move", "to"): "campaigns-status",
    ("briefs.move", "from"): "briefs-status",
    ("briefs.move", "to"): "briefs-status",
    ("consent.suppress", "reason"): "consent-reason",
    ("calls.end", "result"): "calls-result",
    ("calls.undo", "result"): "calls-result",
    ("campaigns.rehearsed", "status"): "rehearsal-status",
}

_REASONS = {("campaigns.move", "reason"), ("approvals.void", "reason")}  # codes of the house


def entries_table(house: Cockpit, person: Person, latest: Sequence[Entry]) -> pd.DataFrame:
    """A row an entry, addresses masked for whoever may not see them."""
    with house.store.reading() as tx:
        named = subjects(tx)
        people = names(tx)
    zone = house.settings.time_zone
    columns = {
        "health-number": [one.number for one in latest],
        "health-when": [words.moment(language(), one.at, zone) for one in latest],
        "health-who": [people.get(one.by, one.by) for one in latest],
        "health-verb": [spoken_entry(one.verb) for one in latest],
        "health-subject": [veiled(subject_of(one, named), person) for one in latest],
        "health-details": [veiled(told(one, named, zone), person) for one in latest],
    }
    return pd.DataFrame({say(key): values for key, values in columns.items()})


def subjects(tx: Tx) -> dict[tuple[str, str], str]:
    """What everything is called that a deed may be done with, by its room and id."""
    people = names(tx)
    rooms: dict[str, Mapping[str, str]] = {
        "campaigns": {str(one.id): one.name for one in campaigns.everything(tx)},
        "briefs": {str(one.id): one.name for one in briefs.everything(tx)},
        "messages": {str(one.id): one.name for one in messages.everything(tx)},
        "segments": {str(one.id): one.name for one in segments.everything(tx)},
        "rulebook": {book: say(f"rules-book-{book}") for book in BOOKS},
        "people": people,
    }
    return {(room, id_): name for room, found in rooms.items() for id_, name in found.items()}


def subject_of(entry: Entry, named: Mapping[tuple[str, str], str]) -> str:
    """What it was done with by its name; what has none keeps its number."""
    room = entry.verb.partition(".")[0]
    rooms = {"dispatches": "campaigns", "audiences": "campaigns", "results": "campaigns"}
    tried = [rooms.get(room, room), "campaigns", "people"]
    found = (named.get((one, entry.subject)) for one in tried)
    return next((name for name in found if name), entry.subject)


def told(entry: Entry, named: Mapping[tuple[str, str], str], zone: str) -> str:
    """The details that have a word, in words; digests and numbers of rows say nothing here."""
    lines = []
    for name, value in entry.details.items():
        key = _name(entry.verb, name)
        if key not in words.keys(language()) or value in ("", None, [], {}):
            continue
        each = value if isinstance(value, list) else [value]
        spoken = ", ".join(_spoken(entry.verb, name, one, named, zone) for one in each)
        lines.append(f"{say(key)}: {spoken}")
    return "; ".join(lines)


def _name(verb: str, name: str) -> str:
    """The word for a detail: one goes to another state, and hands something to a person."""
    is_person = name == "to" and (verb, name) not in _OF_VERB
    return "journal-detail-whom" if is_person else f"journal-detail-{name}"


def _spoken(
    verb: str, name: str, value: object, named: Mapping[tuple[str, str], str], zone: str
) -> str:
    prefix = _OF_VERB.get((verb, name)) or _OF_NAME.get(name, "")
    if prefix and f"{prefix}-{value}" in words.keys(language()):
        return say(f"{prefix}-{value}")
    if (verb, name) in _REASONS and (said := spoken_reason(str(value))) != value:
        return said
    if name.endswith("_at"):
        return words.moment(language(), datetime.fromisoformat(str(value)), zone)
    for room in ("campaigns", "people"):
        if (room, str(value)) in named:
            return named[room, str(value)]
    return str(value)[:LONGEST]
