"""The audience on the screen: counts, the waterfall as picture and table, and who is where."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from core.campaigns import competing, frozen, tables
from core.campaigns.audience import Audience
from core.campaigns.model import Campaign, Fate
from core.cockpit import Cockpit
from core.consent import forgetting
from core.consent import records as consent
from core.foundation import words
from core.results.readout import FEWEST
from core.segments import notation
from core.segments import records as segments
from core.segments.model import SegmentId
from core.segments.resolving import resolved
from core.store.store import Tx
from pages.parts import frame
from pages.parts.charts import shown, waterfall
from pages.parts.frame import language, say

Fall = Sequence[object]  # reason, accounts, contacts


def audience_of(house: Cockpit, campaign: Campaign) -> Audience:
    """The campaign's audience as it is now; counted anew only when something it rests on is."""
    book, today = house.books.recipients, house.today()
    with house.store.reading() as tx:
        orders = _orders(tx, campaign)
        competes = competing.state(tx, campaign, book, today)
        segment = segments.get(tx, SegmentId(campaign.segment_id or ""))
        rule = notation.digest(resolved(segment.rule, house.sets(tx)))
    rests_on = (
        house.warehouse.current_number(),
        book.version,
        campaign.id,
        campaign.segment_id,
        segment.version,
        rule,
        campaign.purpose,
        campaign.roles,
        campaign.contacts_per_account,
        campaign.holdout_share,
        campaign.channels,
        campaign.sent_on(today),
        orders,
        competes,
        today,
    )
    # A new name or goal does not change who is written to.
    return replace(_resolved(rests_on, campaign), revision=campaign.revision)


def frozen_of(house: Cockpit, campaign: Campaign) -> Audience | None:
    """The campaign's audience as it was frozen; none: nothing is sealed."""
    return _frozen((campaign.id, campaign.fingerprint), campaign)


def _orders(tx: Tx, campaign: Campaign) -> int:
    """What tells the orders that concern a campaign, and who was forgotten, from any others."""
    purpose = campaign.purpose
    orders = (consent.suppressed(tx, one, purpose=purpose) for one in campaign.channels)
    gone = forgetting.erased(tx, forgetting.CONTACT)
    return hash((gone, *(frozenset(one) for one in orders)))


def show_counts(audience: Audience) -> None:
    """Who is written to and who is left in peace, exactly."""
    numbers = (
        ("campaigns-accounts-all", len(audience.accounts)),
        ("campaigns-accounts-treated", audience.treated),
        ("campaigns-accounts-held", audience.held_out),
        ("campaigns-messages", audience.messages),
    )
    for column, (key, number) in zip(st.columns(len(numbers)), numbers, strict=True):
        column.metric(say(key), words.number(language(), number), border=True)
    warn_of_small_arms(audience.treated, audience.held_out)


def warn_of_small_arms(treated: int, held_out: int) -> None:
    """Say before the send that its result could not be told, while that can be mended."""
    if min(treated, held_out) < FEWEST:
        smaller = say("campaigns-too-few", treated=treated, held=held_out, fewest=FEWEST)
        st.info(smaller, icon=":material/balance:")


def show_waterfall(falls: Sequence[Fall], *, key: str) -> None:
    """From everybody in the segment to who is written to, as a picture and a table."""
    rows = [(str(fall[0]), _count(fall[1]), _count(fall[2])) for fall in falls]
    losses = [
        (say(f"campaigns-fate-{reason}"), contacts)
        for reason, _, contacts in rows
        if reason != Fate.IN and contacts
    ]
    everybody = (say("campaigns-segment-contacts"), sum(row[2] for row in rows))
    shown(
        waterfall(
            everybody, losses, say("campaigns-fate-in"), axis=say("campaigns-axis-contacts")
        ),
        _falls_table(rows),
        key=key,
        filename="waterfall",
        alt=say("campaigns-waterfall"),
    )


def _falls_table(rows: Sequence[tuple[str, int, int]]) -> pd.DataFrame:
    columns = [say(f"campaigns-column-{name}") for name in ("reason", "accounts", "contacts")]
    table = [(say(f"campaigns-fate-{reason}"), *counts) for reason, *counts in rows]
    total = (say("campaigns-total"), sum(row[1] for row in rows), sum(row[2] for row in rows))
    return pd.DataFrame([*table, total], columns=columns)


def _count(value: object) -> int:
    return int(str(value))


@st.cache_resource(max_entries=24, show_spinner=False)
def _resolved(rests_on: tuple[object, ...], _campaign: Campaign) -> Audience:
    """Counted once for what it rests on, for everybody who looks."""
    house = frame.house()
    with house.store.reading() as tx:
        return tables.audience_now(
            tx,
            house.warehouse.snapshot(int(str(rests_on[0]))),
            _campaign,
            catalogue=house.catalogue,
            book=house.books.recipients,
            today=house.today(),
            key=house.ways.signing_key,
            zone=house.settings.time_zone,
        )


@st.cache_resource(max_entries=24, show_spinner=False)
def _frozen(seal: tuple[object, ...], _campaign: Campaign) -> Audience | None:
    """Read once for a seal: what it was taken over does not change under it."""
    with frame.house().store.reading() as tx:
        return frozen.audience(tx, _campaign)
