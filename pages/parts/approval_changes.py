"""What changed since an approver last looked: each part before and now, word by word."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from core.approvals.comings import Comings
from core.approvals.tables import Since
from core.briefs.model import FACT
from core.briefs.naming import spoken
from core.campaigns import quoting
from core.campaigns.model import Fate
from core.cockpit import Cockpit
from core.foundation import words
from core.people.model import Permission, Person
from core.segments.differences import differences
from core.segments.notation import from_json
from pages.parts.downloads import csv_button
from pages.parts.frame import language, say
from pages.parts.message_history import show_changes
from pages.parts.plain import plain
from pages.parts.segment_history import show_lines

SHOWN = 500  # rows on the screen; the file has all of them


def show_since(house: Cockpit, person: Person, since: Since) -> None:
    """What changed since it was last seen: each part before and after."""
    moment = words.moment(language(), since.seen_at, house.settings.time_zone)
    key = "approvals-since-decided" if since.was_decided else "approvals-since-submitted"
    with st.container(border=True):
        st.markdown(f"**{say(key, moment=moment, n=len(since.parts))}**")
        rows = [row for part in since.parts for row in _changes(house, part, since)]
        if rows:
            keys = ("part", "before", "now")
            columns = [say(f"approvals-column-{key}") for key in keys]
            shown = [tuple(map(plain, row)) for row in rows]
            st.table(pd.DataFrame(shown, columns=columns), hide_index=True, border="horizontal")
        _show_comings(person, since.comings)
        if "segment" in since.parts:
            _show_rules_changed(house, since)
        if "template" in since.parts:
            _show_words_changed(house, since)


def _changes(house: Cockpit, part: str, since: Since) -> Iterator[tuple[str, str, str]]:
    """Each value of a part that is another now; an audience by its counts."""
    before, now = since.before.get(part), since.now.get(part)
    label = say(f"approvals-part-{part}")
    if part == "audience":
        counts = _counts(before), _counts(now)
        for fate in Fate:
            was, is_now = (count.get(fate, 0) for count in counts)
            if was != is_now:
                name = f"{label}: {say(f'campaigns-fate-{fate}')}"
                yield name, _number(was), f"{_number(is_now)} ({_signed(is_now - was)})"
        return
    if part in ("segment", "template"):
        if _version(before) != _version(now):
            yield label, _version(before), _version(now)
        for field, set_id in _sets_changed(before, now) if part == "segment" else ():
            sides = [_set_as_it_is(_sets(side).get((field, set_id))) for side in (before, now)]
            name = house.speaking().fields[field].shown(set_id, language())
            yield f"{label}: {name}", sides[0], sides[1]
        return
    if part != "route":
        yield label, _spoken(house, part, before), _spoken(house, part, now)


def _show_comings(person: Person, comings: Comings) -> None:
    """Who came and who went, by their ids; a file of them for whoever may take one."""
    if not comings.come and not comings.gone:
        return
    said = say("approvals-comings", come=len(comings.come), gone=len(comings.gone))
    with st.expander(said, icon=":material/group:", key="approval-comings"):
        rows = [
            (say(f"approvals-{how}"), contact, account)
            for how, people in (("come", comings.come), ("gone-again", comings.gone))
            for contact, account in people
        ]
        keys = ("change", "contact", "account")
        table = pd.DataFrame(rows, columns=[say(f"approvals-column-{key}") for key in keys])
        st.dataframe(table.head(SHOWN), hide_index=True, key="approval-comings-table")
        if person.may(Permission.EXPORT):
            csv_button(table, key="approval-comings-csv", filename="audience-changes")


def _counts(part: Any) -> dict[str, int]:
    return {fall[0]: fall[2] for fall in (part or {}).get("waterfall", [])}


def _number(n: int) -> str:
    return words.number(language(), n)


def _signed(n: int) -> str:
    return f"+{_number(n)}" if n > 0 else f"−{_number(-n)}"


def _version(part: Any) -> str:
    return say("approvals-version", version=part["version"]) if part else ""


def _sets(part: Any) -> dict[tuple[str, str], Any]:
    """What the rule of a segment rested on, by the field that names it and its id."""
    return {(one["set"], one["id"]): one for one in (part or {}).get("within", [])}


def _sets_changed(before: Any, now: Any) -> list[tuple[str, str]]:
    was, is_now = _sets(before), _sets(now)
    return sorted(one for one in was.keys() | is_now if was.get(one) != is_now.get(one))


def _set_as_it_is(one: Any) -> str:
    """A set that a rule rests on: its version, or the beginning of its members' digest."""
    return "" if one is None else _version(one) if "version" in one else one["digest"][:8]


def _show_rules_changed(house: Cockpit, since: Since) -> None:
    """What changed in the segment's rule, and in those of the segments it rests on."""
    before, now = since.before.get("segment"), since.now.get("segment")
    both = _sets(before).keys() & _sets(now)
    pairs = [(before, now), *((_sets(before)[one], _sets(now)[one]) for one in sorted(both))]
    lines = [
        line
        for was, is_now in pairs
        if was and is_now and "rule" in was and was["id"] == is_now["id"]
        for line in differences(
            from_json(was["rule"]), from_json(is_now["rule"]), house.speaking(), language()
        )
    ]
    if lines:
        show_lines(lines)


def _spoken(house: Cockpit, part: str, value: Any) -> str:
    """A part's value as its screen would say it."""
    match part:
        case "holdout":
            return words.percent(language(), value["share"])
        case "addressing":
            roles = ", ".join(say(f"campaigns-role-{role}") for role in value["roles"])
            limit = value["contacts_per_account"]
            most = say("campaigns-everybody") if limit is None else str(limit)
            return f"{roles or say('campaigns-any-role')} · {most}"
        case "schedule":
            if value is None:
                return say("campaigns-at-once")
            moment = datetime.fromisoformat(value)
            return words.moment(language(), moment, house.settings.time_zone)
        case "brief":
            return _spoken_facts(value)
        case "channel":
            return say(f"editor-channel-{value}")
        case "purpose":
            return say(f"campaigns-purpose-{value}")
        case _:
            return " · ".join(value.values()) if isinstance(value, dict) else str(value)


def _spoken_facts(part: Any) -> str:
    """The facts of a brief as they were sealed, those without a name marked."""
    shown = []
    for key, fact in (part or {}).get("facts", {}).items():
        doubt = "" if fact["confirmed_by"] else f" ({say('briefs-standing-unconfirmed')})"
        until = f" (≤ {fact['valid_until']})" if fact["valid_until"] else ""
        shown.append(f"{spoken(f'{FACT}{key}', language())}: {fact['value']}{until}{doubt}")
    return " · ".join(shown)


def _show_words_changed(house: Cockpit, since: Since) -> None:
    """Every text that reads otherwise now, its snippets put in, and the files that go along."""
    with house.store.reading() as tx:
        before, now = (quoting.sealed_message(tx, parts) for parts in (since.before, since.now))
    if before is None or now is None or before.id != now.id:
        return
    with st.expander(say("approvals-words-changed"), icon=":material/difference:"):
        show_changes(before.writings, now.writings)
        if before.attachments != now.attachments:
            names = [", ".join(one.name for one in side.attachments) for side in (before, now)]
            was, is_now = (one or "–" for one in names)
            st.markdown(plain(say("approvals-files-changed", was=was, now=is_now)))
        if before.utm != now.utm:
            st.markdown(say("approvals-tags-changed"))
