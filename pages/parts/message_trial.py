"""The message at hand as somebody gets it, and sending it so to colleagues."""

from collections.abc import Sequence

import streamlit as st

from core.cockpit import Cockpit
from core.delivery import trials
from core.messages import attachments
from core.messages.model import Attachment, Channel, Writing
from core.messages.writers import email
from core.people.model import Person, PersonId
from pages.parts import message_draft as drafts
from pages.parts.frame import language, refusals_shown, say
from pages.parts.message_brief import choose_brief
from pages.parts.message_draft import Draft
from pages.parts.message_finished import finished
from pages.parts.message_preview import Seen, show_preview
from pages.parts.plain import plain

ICONS = {"accepted": ":material/check_circle:", "unknown": ":material/help:"}


def show_seen(opened: Cockpit, person: Person, draft_id: str, *, is_good: bool) -> None:
    """The preview of the text at hand, or of its last good state; and trying it."""
    draft = drafts.current(draft_id)
    if not is_good:
        st.info(say("messages-preview-waits"), icon=":material/visibility_off:")
    writing = drafts.previewed(draft_id, draft.writing, is_good=is_good)
    seen = writing and _shown(opened, writing, draft)
    if seen and is_good and draft.channel is Channel.EMAIL:
        show_trial(opened, person, draft_id, seen, draft.attachments)


def _shown(opened: Cockpit, writing: Writing, draft: Draft) -> Seen | None:
    brief = None
    with refusals_shown():
        brief = choose_brief(opened, finished(writing, draft.channel, draft.utm))
    return show_preview(opened, writing, channel=draft.channel, brief=brief, utm=draft.utm)


def show_trial(
    opened: Cockpit, person: Person, subject: str, seen: Seen, files: Sequence[Attachment]
) -> None:
    """Whom to send it to, and what the relay said. `subject` is the message's id."""
    with st.popover(say("trials-open"), icon=":material/outgoing_mail:"):
        st.caption(say("trials-help", most=trials.PER_HOUR))
        with opened.store.reading() as tx:
            known = {str(one.id): one for one in trials.colleagues(tx)}
        chosen = st.multiselect(
            say("trials-to"),
            list(known),
            default=[person.id] if person.id in known else None,
            format_func=lambda one: f"{known[one].name} · {known[one].email}",
            key="trial-to",
            max_selections=trials.MOST_COLLEAGUES,
            placeholder=say("trials-choose"),
        )
        if st.button(say("trials-send"), key="trial-send", disabled=not chosen):
            with refusals_shown():
                _draw_outcomes(_sent(opened, person, subject, seen, chosen, files))


def _sent(
    opened: Cockpit,
    person: Person,
    subject: str,
    seen: Seen,
    to: list[str],
    files: Sequence[Attachment],
) -> list[trials.Outcome]:
    now = opened.clock.now()
    contact = seen.recipient.contact_id if seen.recipient else ""
    wanted = [PersonId(one) for one in to]
    with opened.transaction(person) as tx:
        invited = trials.begin(tx, subject, to=wanted, contact_id=contact, by=person, at=now)
        enclosures = [
            email.enclosed(one.name, one.kind, content)
            for one, content in attachments.contents(tx, files)
        ]
    outcomes = trials.hand_over(
        opened.ways.relay(),
        seen.rendered,
        invited,
        sender=trials.Sender(seen.sender.name, seen.sender.address),
        enclosures=enclosures,
        language=language(),
        ids=opened.ids,
        at=now,
    )
    with opened.transaction(person) as tx:
        trials.finish(tx, subject, outcomes, by=person, at=opened.clock.now())
    return outcomes


def _draw_outcomes(outcomes: list[trials.Outcome]) -> None:
    for one in outcomes:
        words = say(
            f"trials-{one.word}",
            person=one.colleague.name,
            address=one.colleague.email,
            said=one.answer.text,
        )
        shown = st.success if one.is_accepted else st.warning
        shown(plain(words), icon=ICONS.get(one.word, ":material/block:"))
