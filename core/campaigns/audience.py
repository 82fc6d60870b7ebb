"""From a segment to an audience: every account and contact ends with exactly one reason."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from core.campaigns import holdout, roster
from core.campaigns.addressing import Candidate, choose
from core.campaigns.model import CHANNEL, Arm, Campaign, Fate
from core.campaigns.roster import Roster
from core.consent.model import address_key, is_usable, sendable
from core.journal.model import canonical
from core.rulebook.model import RecipientsBook
from core.segments import notation
from core.segments import tables as segments
from core.segments.model import Segment
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot

_ORDER = {fate: place for place, fate in enumerate(Fate)}


class AudienceAccount(NamedTuple):
    account_id: str
    arm: str | None  # an `Arm`; none: excluded
    reason: str  # a `Fate`


class AudienceContact(NamedTuple):
    contact_id: str
    account_id: str
    address: str  # as it is handed over; empty unless chosen
    reason: str  # a `Fate`


class Fall(NamedTuple):
    """A row of the waterfall: how many ended for this reason."""

    reason: Fate
    accounts: int
    contacts: int


@dataclass(frozen=True)
class Audience:
    """The audience of one campaign, resolved over one publication.

    `revision`, `segment_version` and `rule_digest` say what it was resolved for, the last with
    every set that the rule asks about; `as_of` is the day the rule
    was read on, `judged_on` the day by which a withdrawn consent counts. The waterfall has a
    row per fate, in their order; its columns add up to `accounts` and `contacts` exactly.
    """

    campaign_id: str
    revision: int
    segment_version: int
    rule_digest: str
    publication: int
    as_of: date
    judged_on: date
    accounts: list[AudienceAccount]
    contacts: list[AudienceContact]
    waterfall: list[Fall]
    digest: str
    zone: str = "UTC"  # of the house, by whose clock its days are

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
    suppressed: set[str],
    catalogue: Catalogue,
    book: RecipientsBook,
    today: date,
    zone: str = "UTC",
) -> Audience:
    """Walk the segment's accounts and contacts down the waterfall; its rule is a resolved one.

    Pure over what it is given: the same publication, segment version, campaign, suppressed
    address keys, book and day give the same digest at any time. What is known to be withdrawn
    up to `today` is withdrawn, also where the data speaks of an earlier day; the audience keeps
    the day as `judged_on`.
    """
    day = snapshot.publication.as_of
    ordinals = segments.member_ordinals(snapshot, segment.rule, catalogue, as_of=day)
    judged_on = max(day, today)
    called = roster.call(
        snapshot, ordinals, purpose=campaign.purpose, day=day, judged_on=judged_on, book=book
    )
    keys = [address_key(CHANNEL, address) for address in called.addresses]
    fates = _fates(called, keys, suppressed, campaign)
    arms = _arms(called, keys, fates, campaign)
    contacts, accounts = _contacts(called, fates, arms), _accounts(called, fates, arms)
    number = snapshot.publication.number
    return Audience(
        campaign_id=campaign.id,
        revision=campaign.revision,
        segment_version=segment.version,
        rule_digest=notation.digest(segment.rule),
        publication=number,
        as_of=day,
        judged_on=judged_on,
        accounts=accounts,
        contacts=contacts,
        waterfall=_waterfall(accounts, contacts),
        digest=digest_of(number, day.isoformat(), accounts, contacts),
        zone=zone,
    )


def digest_of(
    publication: int,
    as_of: str,
    accounts: Iterable[Sequence[str | None]],
    contacts: Iterable[Sequence[str]],
) -> str:
    """SHA-256 over the publication, its day (ISO) and every row, in the order of their ids."""
    sha = hashlib.sha256(canonical([publication, as_of]).encode())
    for rows in (accounts, contacts):
        in_order = sorted([list(row) for row in rows], key=lambda row: str(row[0]))
        sha.update(canonical(in_order).encode())
    return sha.hexdigest()


def _fates(
    called: Roster, keys: list[str], suppressed: set[str], campaign: Campaign
) -> list[Fate]:
    """Each contact's fate before the draw: `IN` means chosen."""
    fates = [
        _first_reason(
            is_active=called.is_active[number],
            key=key,
            is_suppressed=key in suppressed,
            has_consent=has_consent,
        )
        for number, key, has_consent in zip(
            called.numbers, keys, called.has_consent, strict=True
        )
    ]
    candidates = _candidates(called, keys, fates)
    chosen = choose(candidates, roles=campaign.roles, limit=campaign.contacts_per_account)
    for place, fate in chosen.items():
        fates[place] = fate
    return fates


def _candidates(called: Roster, keys: list[str], fates: list[Fate]) -> list[Candidate]:
    """Who could be written to, in the order of the roster."""
    places = [place for place, fate in enumerate(fates) if fate is Fate.IN]
    return [
        Candidate(called.numbers[at], called.contact_ids[at], called.roles[at], keys[at], at)
        for at in places
    ]


def _first_reason(*, is_active: bool, key: str, is_suppressed: bool, has_consent: bool) -> Fate:
    if not is_active:
        return Fate.NOT_ACTIVE
    if not is_usable(CHANNEL, key):
        return Fate.NO_ADDRESS
    if is_suppressed:
        return Fate.SUPPRESSED
    return Fate.IN if has_consent else Fate.NO_CONSENT


def _arms(
    called: Roster, keys: list[str], fates: list[Fate], campaign: Campaign
) -> dict[str, Arm]:
    """The draw, over accounts with somebody to write to."""
    eligible = {
        called.account_ids[number]
        for number, fate in zip(called.numbers, fates, strict=True)
        if fate is Fate.IN
    }
    # Colleagues who share a mailbox share their fate, or a held-out account would be written
    # to through the other one.
    homes: dict[str, set[str]] = {}
    for number, key, fate in zip(called.numbers, keys, fates, strict=True):
        if fate is not Fate.NO_ADDRESS and called.account_ids[number] in eligible:
            homes.setdefault(key, set()).add(called.account_ids[number])
    together = [sorted(home) for home in homes.values() if len(home) > 1]
    held_out = holdout.assign(
        eligible, share=campaign.holdout_share, seed=campaign.seed, together=together
    )
    return {
        account: Arm.HOLDOUT if account in held_out else Arm.TREATED for account in eligible
    }


def _contacts(called: Roster, fates: list[Fate], arms: dict[str, Arm]) -> list[AudienceContact]:
    rows = []
    for number, contact_id, address, fate in zip(
        called.numbers, called.contact_ids, called.addresses, fates, strict=True
    ):
        account_id = called.account_ids[number]
        if fate is not Fate.IN:
            rows.append(AudienceContact(contact_id, account_id, "", fate))
            continue
        is_held = arms[account_id] is Arm.HOLDOUT
        reason = Fate.CAMPAIGN_HOLDOUT if is_held else Fate.IN
        handed = sendable(CHANNEL, address)
        rows.append(AudienceContact(contact_id, account_id, handed, reason))
    return rows


def _accounts(called: Roster, fates: list[Fate], arms: dict[str, Arm]) -> list[AudienceAccount]:
    """Each account's arm; an excluded one fell where the last of its contacts fell."""
    furthest: dict[int, Fate] = {}
    for number, fate in zip(called.numbers, fates, strict=True):
        furthest[number] = max(furthest.get(number, fate), fate, key=_ORDER.__getitem__)
    rows = []
    for number, account_id in enumerate(called.account_ids):
        arm = arms.get(account_id)
        if arm is not None:
            reason = Fate.IN if arm is Arm.TREATED else Fate.CAMPAIGN_HOLDOUT
        elif not called.is_active[number]:
            reason = Fate.NOT_ACTIVE
        else:
            reason = furthest.get(number, Fate.NO_ADDRESS)
        rows.append(AudienceAccount(account_id, arm, reason))
    return rows


def _waterfall(accounts: list[AudienceAccount], contacts: list[AudienceContact]) -> list[Fall]:
    by_account = Counter(account.reason for account in accounts)
    by_contact = Counter(contact.reason for contact in contacts)
    return [Fall(fate, by_account[fate], by_contact[fate]) for fate in Fate]
