"""How a stage stands, in words: who approved it, for whom, how long it waits, until when."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from core.approvals.model import Capacity, Decision, StageStanding
from core.foundation import words
from pages.parts.frame import language, say


def spoken_state(one: StageStanding, names: Mapping[str, str], now: datetime) -> str:
    """Who approved a stage so far, and what it waits for."""
    said = [spoken_decision(each, names) for each in one.approvals]
    return "; ".join([*said, *_waits(one, now)])


def spoken_decision(decision: Decision, names: Mapping[str, str]) -> str:
    """Who approved it, and by what right where it was not their own."""
    person = names.get(decision.decided_by, decision.decided_by)
    if decision.capacity is Capacity.DELEGATED:
        whose = names.get(decision.on_behalf_of or "", decision.on_behalf_of or "")
        return say("approvals-by-delegate", person=person, whose=whose)
    if decision.capacity is Capacity.ESCALATED:
        return say("approvals-by-escalation", person=person)
    return say("campaigns-stage-by", person=person)


def spoken_hours(one: StageStanding, now: datetime) -> str:
    """“6 of 8 working hours”; empty where a stage has no limit or is not open."""
    limit = one.stage.limit
    if limit is None or not one.is_open:
        return ""
    worked = words.number(language(), int(one.hours(now)))
    return say("approvals-hours", worked=worked, hours=limit.hours)


def _waits(one: StageStanding, now: datetime) -> Iterator[str]:
    if one.is_complete:
        return
    if not one.is_open:
        yield say("approvals-stage-later")
        return
    if one.stage.needed > 1:
        missing = one.stage.needed - len(one.approvals)
        yield say("approvals-stage-needs", missing=missing, needed=one.stage.needed)
    else:
        yield say("campaigns-open")
    if hours := spoken_hours(one, now):
        yield hours
    limit = one.stage.limit
    if limit is not None and limit.escalates_to and one.is_late(now):
        yield say("approvals-escalated", role=say(f"people-role-{limit.escalates_to}"))
