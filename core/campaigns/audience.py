"""From a segment to an audience: every account and contact ends with exactly one reason."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from core.campaigns import drawing, exclusions, roster, walking
from core.campaigns.drawing import Draw
from core.campaigns.frozen_rows import AudienceAccount, AudienceContact, digest_of
from core.campaigns.known import Known
from core.campaigns.model import Arm, Campaign, Fate
from core.campaigns.pressure import Chosen, Touch
from core.campaigns.walking import Walk
from core.consent.model import sendable
from core.rulebook.model import RecipientsBook
from core.segments import notation
from core.segments import tables as segments
from core.segments.model import EVERYBODY, Rule, Segment
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot

_ORDER = {fate: place for place, fate in enumerate(Fate)}


class Fall(NamedTuple):
    """A row of the waterfall: how many ended for this reason."""

    reason: Fate
    accounts: int
    contacts: int


@dataclass(frozen=True)
class Audience:
    """The audience of one campaign, resolved over one publication.

    `revision`, `segment_version` and `rule_digest` say what it was resolved for; `as_of` is the
    day the rule was read on, `judged_on` the day by which a withdrawn consent counts. The
    waterfall has a row per fate, in their order; its columns add up to `accounts` and
    `contacts` exactly. A contact of several channels counts once, for the furthest of its
    reasons. `drawn` is how the holdouts were drawn and by which book, plain JSON.
    """

    campaign_id: str
    revision: int
    segment_version: int
    publication: int
    as_of: date
    judged_on: date
    accounts: list[AudienceAccount]
    contacts: list[AudienceContact]
    waterfall: list[Fall]
    digest: str
    drawn: dict[str, Any]
    zone: str = "UTC"  # of the house, by whose clock its days are
    # Accounts that were drawn as one, by the first of them. No part of the digest: they say no
    # more than the arms do, and an older audience resolves anew to the digest it had.
    units: Mapping[str, str] = field(default_factory=dict)
    # What it rests on beside the publication: the rule as it was asked, and of what counts
    # against the contact policy that of its own accounts.
    rule: Rule = EVERYBODY
    touches: Sequence[Touch] = ()

    @property
    def rule_digest(self) -> str:
        """What the rule said, with every set that it asks about."""
        return notation.digest(self.rule)

    def chosen_by(self, campaign: Campaign) -> list[Chosen]:
        """Everybody who came as far as the contact policy, for each step that would go to them,
        in the order it asks them."""
        asked = _ORDER[Fate.POLICY]
        return [
            Chosen(row.account_id, row.contact_id, after)
            for channel, after in campaign.days_after
            for row in self.contacts
            if row.channel == channel and _ORDER[Fate(row.reason)] >= asked
        ]

    @property
    def engaged(self) -> list[str]:
        """The accounts of both arms."""
        return [row.account_id for row in self.accounts if row.arm is not None]

    def leaves_on(self, send_at: datetime | None) -> date:
        """The day of the house on which messages go out; none before the judged one."""
        if send_at is None:
            return self.judged_on
        return max(self.judged_on, send_at.astimezone(ZoneInfo(self.zone)).date())

    @property
    def treated(self) -> int:
        """Accounts that are written to."""
        return self.waterfall[_ORDER[Fate.IN]].accounts

    @property
    def held_out(self) -> int:
        """Accounts that are left in peace."""
        return self.waterfall[_ORDER[Fate.CAMPAIGN_HOLDOUT]].accounts

    @property
    def messages(self) -> int:
        """Contacts that are written to."""
        return self.waterfall[_ORDER[Fate.IN]].contacts


def resolve(  # noqa: PLR0913 – an audience rests on these, each named at the call
    snapshot: Snapshot,
    *,
    campaign: Campaign,
    segment: Segment,
    known: Known,
    catalogue: Catalogue,
    book: RecipientsBook,
    today: date,
    zone: str = "UTC",
) -> Audience:
    """Walk the segment's accounts and contacts down the waterfall; its rule is a resolved one.

    Pure over what it is given: the same publication, segment version, campaign, knowledge of
    the store, book and day give the same digest at any time. What is known to be withdrawn
    up to `today` is withdrawn, also where the data speaks of an earlier day; the audience keeps
    the day as `judged_on`.
    """
    day, sent_on = snapshot.publication.as_of, campaign.sent_on(today)
    judged_on, standing = max(day, today), book.standing_holdout(campaign.purpose)
    ordinals = segments.member_ordinals(snapshot, segment.rule, catalogue, as_of=day)
    walk = _walk(snapshot, ordinals, campaign, known, catalogue, book, judged_on=judged_on)
    walking.cap(walk, known.touches, book.pressure.caps_for(campaign.purpose), sent_on)
    period = walking.spare(walk, snapshot, ordinals, standing, sent_on)
    draw, number = drawing.draw(walk, campaign, book.holdout), snapshot.publication.number
    accounts, contacts = _accounts(walk, draw), _contacts(walk, draw)
    return Audience(
        campaign_id=campaign.id,
        revision=campaign.revision,
        segment_version=segment.version,
        publication=number,
        as_of=day,
        judged_on=judged_on,
        accounts=accounts,
        contacts=contacts,
        waterfall=_waterfall(accounts, contacts),
        digest=digest_of(number, day.isoformat(), accounts, contacts),
        drawn=drawing.told(campaign, book, period=period, sent_on=sent_on),
        zone=zone,
        units=draw.units,
        rule=segment.rule,
        touches=_near(known.touches, accounts),
    )


def _near(touches: Sequence[Touch], accounts: list[AudienceAccount]) -> list[Touch]:
    mine = {row.account_id for row in accounts}
    return [touch for touch in touches if touch.account_id in mine]


def _walk(  # noqa: PLR0913 – what the first questions are asked of
    snapshot: Snapshot,
    ordinals: npt.NDArray[np.integer],
    campaign: Campaign,
    known: Known,
    catalogue: Catalogue,
    book: RecipientsBook,
    *,
    judged_on: date,
) -> Walk:
    """What accounts and contacts say for themselves, and who is chosen among them."""
    day, purpose = snapshot.publication.as_of, campaign.purpose
    barred = exclusions.barred(
        snapshot, ordinals, purpose=purpose, catalogue=catalogue, book=book, day=day
    )
    called = roster.call(
        snapshot,
        ordinals,
        channels=campaign.channels,
        purpose=purpose,
        day=day,
        judged_on=judged_on,
        book=book,
    )
    return walking.walk(called, barred, known, campaign)


def _contacts(walk: Walk, draw: Draw) -> list[AudienceContact]:
    rows = []
    for place, one in enumerate(walk.called.contacts):
        fate, account_id, address = walk.fates[place], walk.account_of(place), ""
        if fate is Fate.IN:
            address = sendable(one.channel, one.address)
            is_held = draw.arms[account_id] is Arm.HOLDOUT
            fate = Fate.CAMPAIGN_HOLDOUT if is_held else Fate.IN
        row = (one.contact_id, account_id, address, fate, one.channel, walk.rules[place])
        rows.append(AudienceContact(*row))
    return rows


def _accounts(walk: Walk, draw: Draw) -> list[AudienceAccount]:
    """Each account's arm; an excluded one fell where the last of its contacts fell."""
    furthest = walking.furthest(walk)
    rows = []
    for number, account_id in enumerate(walk.called.account_ids):
        arm, block = draw.arms.get(account_id), draw.blocks.get(account_id, "")
        if arm is not None:
            reason = Fate.IN if arm is Arm.TREATED else Fate.CAMPAIGN_HOLDOUT
            rows.append(AudienceAccount(account_id, arm, reason, "", block))
        elif (place := furthest.get(number)) is not None:
            reason, rule = walk.fates[place], walk.rules[place]
            rows.append(AudienceAccount(account_id, None, reason, rule))
        else:
            rows.append(AudienceAccount(account_id, None, *_without_contacts(walk, number)))
    return rows


def _without_contacts(walk: Walk, number: int) -> tuple[Fate, str]:
    """Why an account that has no contact at all is out."""
    if not walk.called.is_active[number]:
        return Fate.NOT_ACTIVE, ""
    return walk.barred.get(number, (Fate.NO_ADDRESS, ""))


def _waterfall(accounts: list[AudienceAccount], contacts: list[AudienceContact]) -> list[Fall]:
    by_account = Counter(account.reason for account in accounts)
    by_contact = Counter(_furthest_reasons(contacts))
    return [Fall(fate, by_account[fate], by_contact[fate]) for fate in Fate]


def _furthest_reasons(contacts: list[AudienceContact]) -> Iterable[str]:
    """Of every contact, the reason it came furthest with by any channel."""
    if len({contact.channel for contact in contacts}) < 2:  # noqa: PLR2004 – one row each
        return [contact.reason for contact in contacts]
    found: dict[str, str] = {}
    for contact in contacts:
        known = found.setdefault(contact.contact_id, contact.reason)
        if _ORDER[Fate(contact.reason)] > _ORDER[Fate(known)]:
            found[contact.contact_id] = contact.reason
    return found.values()
