"""Why this account, why not that one: each question of the waterfall with what it looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.accounts import tables as accounts
from core.campaigns import competing, exclusions, pressure, respondents
from core.campaigns.audience import Audience
from core.campaigns.frozen_rows import AudienceContact
from core.campaigns.model import Campaign, Fate
from core.consent import records as consent
from core.consent.model import BY_ACCOUNT, EMAIL
from core.foundation import words
from core.foundation.words import say
from core.people.model import Permission, Person, require
from core.rulebook.model import RecipientsBook
from core.segments import masking
from core.segments.explaining import explain, text_of
from core.segments.resolving import NoSources
from core.store.store import Tx
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot

_ORDER = {fate: place for place, fate in enumerate(Fate)}
_NOTHING = "–"


@dataclass(frozen=True)
class Answer:
    """One question: passed, fallen at, or (none) never asked, since an earlier one said no."""

    fate: Fate
    passed: bool | None
    seen: str  # what it looked at, in words


@dataclass(frozen=True)
class ContactFate:
    """What became of a contact by one channel, question by question."""

    contact_id: str
    name: str
    channel: str
    reason: Fate
    citation: str  # recipients@version#rule; empty: in
    label: str  # what people call the rule, where the book has words for it
    answers: list[Answer]


@dataclass(frozen=True)
class _Ground:
    """What every answer may look at."""

    tx: Tx
    snapshot: Snapshot
    campaign: Campaign
    catalogue: Catalogue
    book: RecipientsBook
    by: Person
    today: date
    language: str


def account_of(found: Audience, text: str) -> str | None:
    """The account of the audience that goes by this very id, or has this very contact."""
    wanted = text.strip()
    for row in found.contacts:
        if wanted in (row.contact_id, row.account_id):
            return row.account_id
    return next((row.account_id for row in found.accounts if row.account_id == wanted), None)


def asked_at_end(campaign: Campaign, found: Audience, account_id: str) -> int:
    """How many contacts of a held-out account get the one question at the end; 0: none does."""
    mine = (row for row in found.contacts if row.account_id == account_id)
    return sum(respondents.is_held_out_and_asked(campaign, row) for row in mine)


def why(  # noqa: PLR0913 – an answer rests on what an audience rests on
    tx: Tx,
    snapshot: Snapshot,
    campaign: Campaign,
    found: Audience,
    account_id: str,
    *,
    catalogue: Catalogue,
    book: RecipientsBook,
    by: Person,
    today: date,
    language: str,
) -> list[ContactFate]:
    """Every contact of an account of the audience by every channel, question by question.

    Names and addresses are masked for whoever may not see them. Empty for an account without
    contacts, and for one outside the segment.
    """
    require(by, Permission.SEE_ACCOUNTS)
    ground = _Ground(tx, snapshot, campaign, catalogue, book, by, today, language)
    people = _people(snapshot, account_id)
    shared = _of_account(ground, account_id)
    rows = [row for row in found.contacts if row.account_id == account_id]
    return [_fate(ground, found, row, people[row.contact_id], shared) for row in rows]


def _fate(
    ground: _Ground,
    found: Audience,
    row: AudienceContact,
    person: Mapping[str, Any],
    shared: Mapping[Fate, str],
) -> ContactFate:
    reason = Fate(row.reason)
    seen = {**shared, **dict(_of_contact(ground, found, row, person))}
    is_open = ground.by.may(Permission.SEE_PERSONAL)
    name = str(person["full_name"] or "")
    book, purpose = ground.book, ground.campaign.purpose
    version = found.drawn["book"] or book.version
    return ContactFate(
        contact_id=row.contact_id if is_open else masking.HIDDEN,
        name=name if is_open else masking.name(name),
        channel=row.channel,
        reason=reason,
        citation=exclusions.citation(version, reason, row.rule, purpose),
        label=book.label(row.rule, ground.language) if row.rule else "",
        answers=[
            Answer(fate, _passed(fate, reason), seen.get(fate, ""))
            for fate in Fate
            if fate is not Fate.IN
        ],
    )


def _passed(fate: Fate, reason: Fate) -> bool | None:
    if fate is reason:
        return False
    return True if _ORDER[fate] < _ORDER[reason] else None


def _of_account(ground: _Ground, account_id: str) -> dict[Fate, str]:
    """What is looked at of the account itself."""
    seen = {Fate.NOT_ACTIVE: _status(ground, account_id)}
    for rule in ground.book.exclusions_for(ground.campaign.purpose):
        fate, condition = Fate(rule.reason), exclusions.condition_of(rule)
        if fate in seen:
            continue
        verdict = explain(
            ground.snapshot,
            condition,
            ground.catalogue,
            account_id=account_id,
            sources=NoSources(),
        )[0]
        known = (
            f"{one.field.label(ground.language)}: {text_of(one, ground.language)}"
            for one in verdict.known
        )
        seen[fate] = "; ".join(known)
    seen[Fate.POLICY] = _touches(ground, account_id)
    return seen


def _status(ground: _Ground, account_id: str) -> str:
    facts = accounts.account(ground.snapshot, account_id, by=ground.by)
    code = str(facts["status"] or "").lower()
    return ground.catalogue.fields["status"].shown(code, ground.language) or _NOTHING


def _touches(ground: _Ground, account_id: str) -> str:
    """Which campaigns count against the caps, each with its day and its contact."""
    caps = ground.book.pressure.caps_for(ground.campaign.purpose)
    day = ground.campaign.sent_on(ground.today)
    every = competing.touches(ground.tx, ground.campaign, ground.book, ground.today)
    mine = [
        touch
        for touch in every
        if touch.account_id == account_id
        and touch.campaign_id != ground.campaign.id
        and any(pressure.counts(c, touch, day) for c in caps)
    ]
    names = competing.names(ground.tx, {touch.campaign_id for touch in mine})
    told = sorted({(touch.day, names.get(touch.campaign_id, "")) for touch in mine})
    shown = [f"{name} ({words.day(ground.language, day)})" for day, name in told]
    return say(ground.language, "audience-touches", n=len(mine)) + "".join(
        f"{', ' if place else ': '}{one}" for place, one in enumerate(shown)
    )


def _of_contact(
    ground: _Ground, found: Audience, row: AudienceContact, person: Mapping[str, Any]
) -> Iterator[tuple[Fate, str]]:
    """What is looked at of a contact by one channel, and of the draw."""
    address = _address(row, person)
    yield Fate.NO_ADDRESS, _shown_address(ground, row.channel, address) or _NOTHING
    is_out = row.reason == Fate.SUPPRESSED
    yield Fate.SUPPRESSED, _order(ground, row.channel, address, is_out=is_out)
    yield Fate.NO_CONSENT, _consent(ground, row)
    wanted = [say(ground.language, f"campaigns-role-{one}") for one in ground.campaign.roles]
    any_role = say(ground.language, "campaigns-any-role")
    yield Fate.NOT_ADDRESSED, ", ".join(wanted) or any_role
    standing = found.drawn["standing"]
    if standing is not None:
        share = words.percent(ground.language, standing["share"], digits=1)
        period = words.period(ground.language, standing["period"])
        yield Fate.GLOBAL_HOLDOUT, f"{period}, {share}"
    account = next(one for one in found.accounts if one.account_id == row.account_id)
    if account.arm is not None:
        share = words.percent(ground.language, ground.campaign.holdout_share)
        is_asked = respondents.is_held_out_and_asked(ground.campaign, row)
        asked = say(ground.language, "audience-held-asked") if is_asked else ""
        yield Fate.CAMPAIGN_HOLDOUT, ", ".join(filter(None, (account.block, share, asked)))


def _address(row: AudienceContact, person: Mapping[str, Any]) -> str:
    if row.channel in BY_ACCOUNT:
        return row.address
    return str(person["email" if row.channel == EMAIL else "phone"] or "")


def _shown_address(ground: _Ground, channel: str, address: str) -> str:
    if ground.by.may(Permission.SEE_PERSONAL) or not address or channel in BY_ACCOUNT:
        return address
    return masking.email(address) if channel == EMAIL else masking.phone(address)


def _order(ground: _Ground, channel: str, address: str, *, is_out: bool) -> str:
    """The order that stands; of one that names nobody any more, that somebody was forgotten."""
    standing = consent.standing(ground.tx, channel, address) if address else None
    if standing is None:
        return say(ground.language, "audience-forgotten") if is_out else _NOTHING
    reason = say(ground.language, f"consent-reason-{standing.reason}")
    return f"{reason}, {words.day(ground.language, standing.suppressed_at.date())}"


def _consent(ground: _Ground, row: AudienceContact) -> str:
    """The records of this channel and purpose: on what basis, since when, and until when."""
    purpose = ground.campaign.purpose.value
    found = ground.snapshot.rows(_CONSENTS, [row.contact_id, row.channel, purpose])
    told = []
    for one in found:
        dates = filter(None, (one["given_on"], one["withdrawn_on"]))
        days = [words.day(ground.language, day) for day in dates]
        told.append(f"{_basis(ground, str(one['basis']))} {' – '.join(days)}")
    return "; ".join(told) or say(ground.language, "audience-no-record")


def _basis(ground: _Ground, basis: str) -> str:
    key = f"accounts-code-{basis}"
    return say(ground.language, key) if key in words.keys(ground.language) else basis


def _people(snapshot: Snapshot, account_id: str) -> dict[str, dict[str, Any]]:
    rows = snapshot.rows(_PEOPLE, [account_id])
    return {str(row["contact_id"]): row for row in rows}


_PEOPLE = "SELECT contact_id, full_name, email, phone FROM contacts WHERE account_id = ?"
_CONSENTS = (
    "SELECT basis, given_on, withdrawn_on FROM consents "
    "WHERE contact_id = ? AND channel = ? AND purpose = ? ORDER BY given_on"
)
