"""Down the questions: how far each contact of an audience comes, by each of its channels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from core.campaigns import global_holdout, pressure
from core.campaigns.addressing import Candidate, choose
from core.campaigns.exclusions import Barred
from core.campaigns.known import Known
from core.campaigns.model import Campaign, Fate
from core.campaigns.pressure import Chosen, Touch
from core.campaigns.roster import Listed, Roster
from core.consent.model import address_key, is_mailbox, is_usable
from core.rulebook.recipients import Cap, GlobalHoldout
from core.warehouse.snapshot import Snapshot


@dataclass(frozen=True)
class Walk:
    """Where everybody is: a fate and its rule per contact of the roster, in its order.

    The lists are filled in question by question, and `IN` means: nobody has said no so far.
    """

    called: Roster
    barred: Mapping[int, Barred]  # by the account's place
    keys: list[str]  # of the addresses
    fates: list[Fate]
    rules: list[str]  # empty where a fate has but one
    first: str  # the channel of the first step

    def open_places(self) -> list[int]:
        """The contacts that nobody has said no to so far."""
        return [place for place, fate in enumerate(self.fates) if fate is Fate.IN]

    def account_of(self, place: int) -> str:
        return self.called.account_ids[self.called.contacts[place].number]


def walk(
    called: Roster,
    barred: Mapping[int, Barred],
    known: Known,
    campaign: Campaign,
) -> Walk:
    """Ask what each account and contact says for itself, then choose whom to write to."""
    keys = [address_key(one.channel, one.address) for one in called.contacts]
    asked = [
        _first_reason(called, barred, known, one, key)
        for one, key in zip(called.contacts, keys, strict=True)
    ]
    fates, rules = [one.fate for one in asked], [one.rule for one in asked]
    begun = Walk(called, barred, keys, fates, rules, campaign.channels[0])
    for channel in campaign.channels:
        candidates = _candidates(begun, channel)
        limit = campaign.contacts_per_account
        for place, fate in choose(candidates, roles=campaign.roles, limit=limit).items():
            fates[place] = fate
    return begun


def cap(asked: Walk, touches: Sequence[Touch], caps: Sequence[Cap], day: date) -> None:
    """Let go of whoever is written to often enough already, by the channel of the first step.

    Only that goes out on the day; the steps after it have days of their own, may not be needed,
    and are asked as they are handed over.
    """
    if not caps:
        return
    opened = pressure.windows(touches, caps, day)
    for place in asked.open_places():
        listed = asked.called.contacts[place]
        if listed.channel != asked.first:
            continue
        one = Chosen(asked.account_of(place), listed.contact_id)
        if rule := pressure.objection(opened, one):
            asked.fates[place], asked.rules[place] = Fate.POLICY, rule


def spare(
    asked: Walk,
    snapshot: Snapshot,
    ordinals: npt.NDArray[np.integer],
    book: GlobalHoldout | None,
    day: date,
) -> str:
    """Let go of the standing holdout, through whomever it would be reached; say its period."""
    if book is None:
        return ""
    channels = tuple(dict.fromkeys(one.channel for one in asked.called.contacts))
    standing = global_holdout.standing(snapshot, book, day, channels=channels)
    is_held = np.isin(ordinals, standing.ordinals)
    for place in asked.open_places():
        one = asked.called.contacts[place]
        if is_held[one.number] or (one.channel, asked.keys[place]) in standing.keys:
            asked.fates[place] = Fate.GLOBAL_HOLDOUT
    return standing.period


def furthest(asked: Walk) -> dict[int, int]:
    """Of each account, by its place, the contact that came furthest: the first of them."""
    order = {fate: rank for rank, fate in enumerate(Fate)}
    found: dict[int, int] = {}
    for place, one in enumerate(asked.called.contacts):
        best = found.setdefault(one.number, place)
        if order[asked.fates[place]] > order[asked.fates[best]]:
            found[one.number] = place
    return found


def _first_reason(
    called: Roster,
    barred: Mapping[int, Barred],
    known: Known,
    one: Listed,
    key: str,
) -> Barred:
    if not called.is_active[one.number]:
        return _NOT_ACTIVE
    if one.number in barred:
        return barred[one.number]
    if not is_usable(one.channel, key):
        return _NO_ADDRESS
    if known.is_stopped(one.channel, key, one.contact_id):
        return _SUPPRESSED
    return _IN if one.has_consent else _NO_CONSENT


_NOT_ACTIVE = Barred(Fate.NOT_ACTIVE, "")
_NO_ADDRESS = Barred(Fate.NO_ADDRESS, "")
_SUPPRESSED = Barred(Fate.SUPPRESSED, "")
_NO_CONSENT = Barred(Fate.NO_CONSENT, "")
_IN = Barred(Fate.IN, "")


def _candidates(asked: Walk, channel: str) -> Iterator[Candidate]:
    """Who could be written to by a channel, in the order of the roster."""
    for place in asked.open_places():
        one = asked.called.contacts[place]
        if one.channel == channel:
            key = asked.keys[place]
            # Tenants of one house each get their letter, but an account gets no two of them.
            key = key if is_mailbox(channel) else f"{one.number} {key}"
            yield Candidate(one.number, one.contact_id, one.role, key, place)
