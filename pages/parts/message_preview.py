"""The preview: a message as any contact of a segment would get it, on any of its channels."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

from core.cockpit import Cockpit
from core.door.previews import PREVIEWS
from core.foundation.settings import Settings
from core.messages import fields
from core.messages.limits import render_limited
from core.messages.model import NO_UTM, Channel, Rendered, Utm, Writing
from core.messages.quoted import names
from core.messages.tables import Recipient
from core.messages.writers.sms import measured
from pages.parts import message_channels as channels
from pages.parts.frame import house, language, refusals_shown, say
from pages.parts.message_base import most_letters
from pages.parts.message_finished import finished
from pages.parts.message_frame import Envelope, View, mail_page
from pages.parts.message_recipient import Frozen, choose_recipient

HEIGHT = 760  # pixels
Facts = Mapping[str, Any] | None  # of a brief, by their keys; none: there is no brief
VIEWS = ("desktop", "phone", "text")
VIEW_ICONS = {"desktop": "computer", "phone": "smartphone", "text": "notes"}


@dataclass(frozen=True)
class Sender:
    """Whom a message comes from."""

    name: str
    address: str


@dataclass(frozen=True)
class Seen:
    """A message as somebody gets it, and the way to fill it for somebody else."""

    rendered: Rendered
    recipient: Recipient | None
    sender: Sender
    language: str  # that it is written in, whatever its reader's screens speak


def show_preview(  # noqa: PLR0913 -- what is shown, to whom, from whom
    opened: Cockpit,
    writing: Writing,
    sender: Sender | None = None,
    frozen: Frozen | None = None,
    *,
    channel: Channel = Channel.EMAIL,
    brief: Facts = None,
    utm: Utm = NO_UTM,
) -> Seen | None:
    """Choose whom to be, and see what they would see. The writing passed the check.

    Without a `sender` of its own, the message comes from the house; what is `frozen` is shown
    to its own contacts only, filled from its own publication. Without a `brief` its facts
    stand there by their names. Returns what is seen, if it can be.
    """
    chosen = choose_recipient(opened, frozen)
    sender = sender or Sender(say("messages-your-company"), opened.settings.sender_address)

    def seen_by(one: Recipient | None) -> Seen:
        values = _values(opened.settings, one, sender, frozen) | _quoted(brief)
        rendered = render_limited(finished(writing, channel, utm), values)
        return Seen(rendered, one, sender, writing.language)

    def dearest() -> Seen:
        quoted = names(finished(writing, channel, utm))
        others = most_letters(opened, frozen, quoted)
        return max(map(seen_by, [chosen, *others]), key=_dearness)

    seen = None
    with refusals_shown():
        seen = seen_by(chosen)
        show_seen(opened, channel, seen, dearest)
    return seen


def _dearness(seen: Seen) -> tuple[int, int]:
    """What orders texts of an SMS by what they cost: their parts, then their places."""
    found = measured(seen.rendered.text)
    return len(found.parts), found.units


def show_seen(
    opened: Cockpit,
    channel: Channel,
    seen: Seen,
    dearest: Callable[[], Seen],
    *,
    key: str = "preview",
) -> None:
    """A message as its channel shows it; `dearest` is the same for whom it costs the most."""
    rendered, recipient = seen.rendered, seen.recipient
    match channel:
        case Channel.EMAIL:
            show_message(rendered, _envelope(recipient, seen.sender), key=key)
        case Channel.SMS:
            worst = dearest()
            channels.show_sms(
                opened,
                rendered,
                worst.rendered,
                worst.recipient,
                sender=seen.sender.name,
                key=key,
            )
        case Channel.CABINET:
            channels.show_notice(rendered, company=seen.sender.name)
        case Channel.CALL:
            channels.show_script(rendered, recipient)
        case Channel.LETTER:
            how = {"sender": seen.sender.name, "language": seen.language}
            channels.show_letter(opened, rendered, recipient, **how)


def show_message(rendered: Rendered, envelope: Envelope, *, key: str) -> None:
    """A rendered e-mail as its reader sees it: desktop, phone or text, light or dark.

    Nothing is loaded from anywhere, unless the person asks for the pictures of this one look.
    """
    view = _choose_view(rendered, key=key)
    title = say("messages-preview")
    page = mail_page(rendered, envelope, view=view, title=title, height=HEIGHT)
    # Safe by its own inner frame: see `message_frame`. What may load pictures comes from an
    # address of its own, since a page within ours may load no more than ours may.
    source = PREVIEWS.keep(page, name=house().ids.new()) if view.loads_images else page
    st.iframe(source, height=HEIGHT + 4, alt=title)


def _choose_view(rendered: Rendered, *, key: str) -> View:
    with st.container(horizontal=True, vertical_alignment="center"):
        kind = st.segmented_control(
            say("messages-view"),
            VIEWS,
            format_func=_view_label,
            key=f"{key}-view",
            default=VIEWS[0],
            required=True,
            label_visibility="collapsed",
        )
        in_dark = st.context.theme.type == "dark"
        is_dark = st.toggle(say("messages-view-dark"), key=f"{key}-dark", value=in_dark)
        loads = False
        has_images = kind != "text" and "<img" in rendered.html
        if has_images:
            hint = say("editor-load-images-help")
            loads = st.toggle(say("editor-load-images"), key=f"{key}-images", help=hint)
    if has_images:
        st.caption(say("editor-images-on" if loads else "editor-images-off"))
    return View(str(kind), is_dark=is_dark, loads_images=loads)


def _view_label(view: str) -> str:
    return f":material/{VIEW_ICONS[view]}: {say(f'messages-view-{view}')}"


def _values(
    settings: Settings, chosen: Recipient | None, sender: Sender, frozen: Frozen | None
) -> dict[str, object]:
    if chosen is None:
        return fields.stand_ins(language())
    leave = frozen.unsubscribe_url if frozen else f"{settings.public_url}/u/example"
    return fields.values_for(
        chosen.contact,
        chosen.account,
        asdict(sender),
        unsubscribe_url=leave,
        survey_url=f"{settings.public_url}/s/example",
    )


def _quoted(brief: Facts) -> dict[str, object]:
    """What a message quotes of a brief: its facts, or, without one, what they are called."""
    if brief is None:
        return {"brief": fields.stand_ins(language())["brief"]}
    return {"brief": fields.values_for({}, {}, {}, brief=brief)["brief"]}


def _envelope(chosen: Recipient | None, sender: Sender) -> Envelope:
    shown = f"{sender.name} <{sender.address}>"
    return Envelope(shown, "…" if chosen is None else chosen.name)
