"""What may be written into a campaign: each field checked before it is kept."""

import math
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from core.briefs import records as briefs
from core.briefs.model import QUOTABLE, BriefId
from core.campaigns import questions
from core.campaigns.model import (
    CHANNEL,
    Campaign,
    Condition,
    ContactRole,
    NextStep,
    Purpose,
)
from core.consent.model import address_key, is_usable
from core.foundation.refusal import Refusal
from core.foundation.settings import SenderIdentity
from core.messages import records as messages
from core.messages.model import Template, TemplateId
from core.segments import records as segments
from core.segments.model import SegmentId
from core.store.store import Tx

LONGEST_NAME = 120
LONGEST_GOAL = 4_000
MOST_HELD_OUT = 0.9
MOST_PER_ACCOUNT = 1_000
LONGEST_WINDOW = 365  # days
LONGEST_WAIT = 24 * 90  # hours
MOST_STEPS = 10  # with the first one
# What a person sets so that messages of a channel can leave this house.
SETTINGS = {"sms": "COCKPIT_SMS_URL", "cabinet": "COCKPIT_CABINET_URL"}
HIGHEST_PRIORITY = 100
_MAY_BE_EMPTY = ("contacts_per_account", "priority")
MOST_LOOKS = 4  # at outcomes: each costs its share of the doubt
_SENDER = ("sender_name", "sender_address")


class BadValue(Refusal):
    """A value that cannot stand in a campaign."""


@dataclass(frozen=True)
class Here:
    """What is set up: channels by name, and the conditions of which somebody hears."""

    channels: Collection[str]
    conditions: Collection[Condition]


def checked(
    tx: Tx,
    campaign: Campaign,
    changes: Mapping[str, Any],
    *,
    at: datetime,
    here: Here,
) -> dict[str, Any]:
    """The changes that really change something, tidied; with a message comes its channel.

    Raises `BadValue` naming the field, and for a message of a channel, or a condition, that is
    not among those here.
    """
    before = vars(campaign)
    tidy = {field: _TIDY[field](field, value) for field, value in changes.items()}
    _check_schedule(tidy.get("send_at"), at)
    _check_known(tx, tidy)
    if tidy.get("template_id") is not None:
        tidy["channel"] = _template(tx, tidy["template_id"], here.channels).channel.value
    if "steps" in tidy:
        tidy["steps"] = tuple(_step(tx, one, here) for one in tidy["steps"])
    return {field: value for field, value in tidy.items() if value != before[field]}


def check_sender(
    campaign: Campaign, fresh: Mapping[str, Any], senders: Sequence[SenderIdentity]
) -> None:
    """A new sender is one of those listed, where any are. Raises `BadValue`."""
    touched = set(_SENDER) & set(fresh)
    now = [fresh.get(field, getattr(campaign, field)) for field in _SENDER]
    listed = [[one.name, one.address] for one in senders]
    if touched and senders and any(now) and now not in listed:
        raise BadValue("senders-not-listed", address=now[1])


def name(value: str) -> str:
    """A campaign's name, tidied. Raises `BadValue`."""
    tidy = _line("name", value)
    if not tidy:
        raise BadValue("campaigns-bad-name")
    return tidy


def plain(value: object) -> object:
    """A value as JSON keeps it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [asdict(one) if isinstance(one, NextStep) else one for one in value]
    return value


def _name(_field: str, value: str) -> str:
    return name(value)


def _goal(field: str, value: str) -> str:
    return text(field, value, most=LONGEST_GOAL)


def text(field: str, value: str, *, most: int) -> str:
    """A text of several lines, tidied. Raises `BadValue`."""
    if len(value) > most:
        raise BadValue("campaigns-too-long", field=field, most=most)
    # Line breaks are welcome here, other control characters are not.
    return "".join(c for c in value.strip() if c in "\n\t" or not _is_control(c))


def _line(field: str, value: str, most: int = LONGEST_NAME) -> str:
    """One line of text: a line break in a sender's name would be a header of its own."""
    if any(map(_is_control, value.strip())):
        raise BadValue("campaigns-control-characters", field=field)
    if len(value.strip()) > most:
        raise BadValue("campaigns-too-long", field=field, most=most)
    return value.strip()


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _address(_field: str, value: str) -> str:
    tidy = value.strip()
    if tidy and not is_usable(CHANNEL, address_key(CHANNEL, tidy)):
        raise BadValue("campaigns-bad-sender", address=tidy)
    return tidy


def _roles(_field: str, value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ContactRole(role).value for role in value))


def _as_given(_field: str, value: Any) -> Any:
    return value


def _number(field: str, value: float | None) -> float | None:
    low, high = {
        "holdout_share": (0, MOST_HELD_OUT),
        "contacts_per_account": (1, MOST_PER_ACCOUNT),
        "window_days": (1, LONGEST_WINDOW),
        "priority": (0, HIGHEST_PRIORITY),
        "looks": (1, MOST_LOOKS),
    }[field]
    if value is None and field in _MAY_BE_EMPTY:
        return None
    if value is None or not math.isfinite(value) or not low <= value <= high:
        raise BadValue("campaigns-out-of-range", field=field, low=low, high=high)
    return value


def _shares(_field: str, value: Mapping[str, float] | None) -> dict[str, float] | None:
    """Shares by letter, each from 0 to 1, not all of them 0; equal ones are none."""
    if not value or len(set(value.values())) == 1:
        return None
    fits = all(math.isfinite(share) and 0 <= share <= 1 for share in value.values())
    if not fits or not any(value.values()) or not all(map(_is_letter, value)):
        raise BadValue("campaigns-bad-shares")
    return dict(sorted(value.items()))


def _is_letter(name: str) -> bool:
    return len(name) == 1 and name.isascii() and name.isupper()


_TIDY: dict[str, Callable[[str, Any], Any]] = {
    "name": _name,
    "goal": _goal,
    "purpose": lambda _field, value: Purpose(value),
    "brief_id": _as_given,
    "segment_id": _as_given,
    "template_id": _as_given,
    "holdout_share": _number,
    "contacts_per_account": _number,
    "roles": _roles,
    "sender_name": _line,
    "sender_address": _address,
    "send_at": _as_given,
    "window_days": _number,
    "steps": _as_given,
    "variant_shares": _shares,
    "priority": _number,
    "looks": _number,
}


def _check_schedule(send_at: datetime | None, at: datetime) -> None:
    if send_at is not None and send_at <= at:
        raise BadValue("campaigns-past")


def _check_known(tx: Tx, tidy: Mapping[str, Any]) -> None:
    segment, brief = tidy.get("segment_id"), tidy.get("brief_id")
    if brief is not None and briefs.get(tx, BriefId(brief)).status not in QUOTABLE:
        raise BadValue("campaigns-brief-not-accepted")
    if segment is not None and not segments.exists(tx, SegmentId(segment)):
        raise BadValue("campaigns-unknown-segment")
    if len(tidy.get("steps", ())) >= MOST_STEPS:
        raise BadValue("campaigns-too-many-steps", most=MOST_STEPS)
    if any(one.asks for one in tidy.get("steps", ())[:-1]):
        raise BadValue("surveys-asks-last")


def _step(tx: Tx, step: NextStep, here: Here) -> NextStep:
    """A step with its message's own channel. Raises `BadValue` and `Unfit`."""
    if not 0 <= step.wait_hours <= LONGEST_WAIT:
        raise BadValue("campaigns-out-of-range", field="wait_hours", low=0, high=LONGEST_WAIT)
    if step.condition not in here.conditions:
        raise BadValue("campaigns-condition-unknown", condition=step.condition)
    template = _template(tx, step.template_id, here.channels)
    if step.asks:
        questions.check(template, step.asks)
    return replace(step, channel=template.channel.value)


def _template(tx: Tx, template_id: str, channels: Collection[str]) -> Template:
    """It is there, and of a channel that is set up."""
    template = messages.get(tx, TemplateId(template_id))
    if template is None:
        raise BadValue("campaigns-unknown-template")
    if template.channel not in channels:
        key = "campaigns-no-channel" if template.channel in SETTINGS else "campaigns-no-way-out"
        setting = SETTINGS.get(template.channel, "")
        raise BadValue(key, name=template.name, channel=template.channel, setting=setting)
    return template
