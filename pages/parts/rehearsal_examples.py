"""Messages a rehearsal kept to look at: some drawn at random, and the worst of each kind."""

from typing import Any

import streamlit as st

from core.campaigns import quoting, records, variants
from core.campaigns.model import FIRST_STEP, Campaign
from core.campaigns.rehearsal import Rehearsal
from core.cockpit import Cockpit
from core.delivery import leaving
from core.delivery.model import DispatchId
from core.messages import fields, tables
from core.messages import records as messages
from core.messages.finishing import finished_template
from core.messages.limits import render_limited
from core.messages.model import FIRST_VARIANT, Channel, TemplateId, Writing, nearest
from core.messages.tables import Recipient
from core.store.store import Tx
from pages.parts.frame import refusals_shown, say
from pages.parts.message_preview import Seen, Sender, show_seen

Step = tuple[Channel, tuple[Writing, ...]]


def show_examples(house: Cockpit, campaign: Campaign, rehearsal: Rehearsal) -> None:
    """One of the kept messages at a time, as it would be sent; closed, it costs nothing."""
    opened = st.expander(
        say("rehearsal-examples"),
        key="rehearsal-examples",
        icon=":material/drafts:",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened, refusals_shown():
        with house.store.reading() as tx:
            card = records.audience(tx, campaign.id)
            steps = {} if card is None else _steps(tx, campaign, card.parts)
        if card is None:
            return
        snapshot = house.warehouse.snapshot(card.publication)
        kept = [(kind, one) for kind, ids in rehearsal.examples.items() for one in ids]
        found = tables.recipients(snapshot, [one for _, one in kept])
        here = [(kind, found[one]) for kind, one in kept if one in found]
        with house.store.reading() as tx:
            accounts = sorted({one.account_id for _, one in here})
            drawn = variants.of_accounts(tx, campaign.id, accounts)
        facts = quoting.sealed_values(card.parts.get("brief"))
        _choose(house, campaign, steps, drawn, facts, here)


def _steps(tx: Tx, campaign: Campaign, parts: dict[str, Any]) -> dict[int, Step]:
    """What was approved of each step: its channel, and its writings as they go out."""
    found: dict[int, Step] = {}
    for number in range(FIRST_STEP, campaign.last_step + 1):
        sealed = quoting.sealed_template(parts, number)
        name, version = TemplateId(sealed.get("id", "")), sealed.get("version", 0)
        template = messages.version(tx, name, version)
        if template is not None:
            shared = quoting.sealed_snippets(tx, parts, step=number)
            found[number] = (template.channel, finished_template(template, shared))
    return found


def _choose(
    house: Cockpit,
    campaign: Campaign,
    steps: dict[int, Step],
    drawn: dict[str, str],
    facts: dict[str, Any],
    every: list[tuple[str, Recipient]],
) -> None:
    kept = [(kind, one) for kind, one in every if _split(kind)[1] in steps]
    if not kept:
        return
    chosen = st.selectbox(
        say("rehearsal-example"),
        range(len(kept)),
        format_func=lambda place: _label(*kept[place]),
        key="rehearsal-example",
    )
    kind, recipient = kept[chosen or 0]
    channel, writings = steps[_split(kind)[1]]
    variant = drawn.get(recipient.account_id, FIRST_VARIANT)
    writing = writings[nearest(writings, variant, recipient.language)]
    sender = Sender(campaign.sender_name, campaign.sender_address)
    values = _values(house, campaign, recipient, sender, facts)
    rendered = render_limited(writing, values)
    seen = Seen(rendered, recipient, sender, writing.language)
    show_seen(house, channel, seen, lambda: seen, key="rehearsal-message")


def _values(
    house: Cockpit,
    campaign: Campaign,
    recipient: Recipient,
    sender: Sender,
    facts: dict[str, Any],
) -> dict[str, Any]:
    """What an example is filled with; its links lead nowhere."""
    return fields.values_for(
        recipient.contact,
        recipient.account,
        vars(sender),
        unsubscribe_url=leaving.mail_address(campaign, DispatchId("…")),
        survey_url=f"{house.settings.public_url}/s/example",
        brief=facts,
    )


def _label(kind: str, recipient: Recipient) -> str:
    name, step = _split(kind)
    label = f"{say(f'rehearsal-kind-{name}')} · {recipient.name}"
    return label if step == FIRST_STEP else f"{say('rehearsal-step', step=step)} · {label}"


def _split(kind: str) -> tuple[str, int]:
    """A kind of example, and of which step it is: “longest/2”."""
    name, _, step = kind.partition("/")
    return name, int(step or FIRST_STEP)
