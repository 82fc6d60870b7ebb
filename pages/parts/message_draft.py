"""What a person is writing: kept in the session until it is saved, with every step to undo."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from core.foundation.steps import History
from core.messages.model import (
    NO_UTM,
    Attachment,
    Channel,
    Markup,
    Part,
    Template,
    Utm,
    Writing,
)
from core.messages.starters import starter
from pages.parts.frame import language

NEW = "new"  # drafts of messages that were never saved are called new, new-2, new-3 …
Writings = tuple[Writing, ...]
Beside = tuple[tuple[Attachment, ...], Utm]  # what goes along: files, and what links tell
Place = tuple[str, str]  # a variant and a language: where a person is


@dataclass(frozen=True)
class Draft:
    """Every writing with its steps, what is saved of them, and which one is being written.

    `revision` counts the changes that no keyboard made: a code editor then takes them over.
    `is_code` says whether an e-mail of blocks is shown as its source.
    """

    channel: Channel
    history: History[Writings]
    saved: Writings
    version: int
    place: Place
    name: str = ""
    saved_name: str = ""
    attachments: tuple[Attachment, ...] = ()
    utm: Utm = NO_UTM
    saved_beside: Beside = ((), NO_UTM)
    revision: int = 0
    is_code: bool = False

    @property
    def writings(self) -> Writings:
        return self.history.now

    @property
    def writing(self) -> Writing:
        """The one that is being written; where it is gone, the first."""
        return next((one for one in self.writings if place_of(one) == self.place), self.first)

    @property
    def first(self) -> Writing:
        return self.writings[0]

    @property
    def is_changed(self) -> bool:
        """Whether anything would be lost by leaving for good."""
        beside = (self.attachments, self.utm)
        saved = (self.saved, self.saved_name, self.saved_beside)
        return (self.writings, self.name, beside) != saved


def place_of(writing: Writing) -> Place:
    return (writing.variant, writing.language)


def key(part: str, draft_id: str) -> str:
    """The session's name for a part of a draft; its widget has the same."""
    return f"message-{part}-{draft_id}"


def shown(part: str, draft_id: str, value: str) -> str:
    """The name of a widget that is about to be drawn, and shows what the draft says."""
    name = key(part, draft_id)
    # A value put in without need would overwrite what is being typed at this moment.
    if st.session_state.get(name) != value:
        st.session_state[name] = value
    return name


def is_new(draft_id: str) -> bool:
    return draft_id == NEW or draft_id.startswith(f"{NEW}-")


def found(draft_id: str) -> Draft | None:
    draft: Draft | None = st.session_state.get(key("draft", draft_id))
    return draft


def current(draft_id: str) -> Draft:
    """The draft as it stands."""
    draft: Draft = st.session_state[key("draft", draft_id)]
    return draft


def begin(draft_id: str, template: Template) -> None:
    """Load a message into the editor, unless something of it is being written already."""
    draft = found(draft_id)
    if draft is not None and (draft.version == template.version or draft.is_changed):
        return
    place = draft.place if draft else place_of(template.first)
    fresh = Draft(
        channel=template.channel,
        history=History(template.writings),
        saved=template.writings,
        version=template.version,
        place=place,
        name=template.name,
        saved_name=template.name,
        attachments=template.attachments,
        utm=template.utm,
        saved_beside=(template.attachments, template.utm),
        revision=draft.revision + 1 if draft else 0,
    )
    _put(draft_id, fresh)
    st.session_state[key("note", draft_id)] = ""


def begin_new(
    draft_id: str, channel: Channel, markup: Markup, *, is_code: bool, utm: Utm = NO_UTM
) -> None:
    """Begin a message for a channel with the house's own example."""
    _begin_with(draft_id, channel, (starter(language(), channel, markup),), is_code=is_code)
    tag(draft_id, utm)


def copy(draft_id: str) -> None:
    """Go on with this text as a new message; another one that is begun stays as it is."""
    draft, new_id = current(draft_id), fresh_id()
    _begin_with(new_id, draft.channel, draft.writings, is_code=draft.is_code)
    going = replace(current(new_id), attachments=draft.attachments, utm=draft.utm)
    _put(new_id, going)
    st.query_params["message"] = new_id


def fresh_id() -> str:
    """A name for one more new message."""
    taken = set(unsaved())
    names = (NEW if number == 1 else f"{NEW}-{number}" for number in range(1, 1_000))
    return next(name for name in names if name not in taken)


def unsaved() -> dict[str, Draft]:
    """The new messages of this person that were never saved, by their names."""
    begins = key("draft", NEW)
    return {
        str(name).removeprefix(key("draft", "")): draft
        for name, draft in st.session_state.items()
        if str(name).startswith(begins) and isinstance(draft, Draft)
    }


def discard(draft_id: str) -> None:
    """Forget what is not saved: the next run begins from what is."""
    for part in ("draft", "note", "good"):
        st.session_state.pop(key(part, draft_id), None)
    if is_new(draft_id):
        st.query_params.clear()


def with_part(writing: Writing, part: Part, text: str) -> Writing:
    """The writing with another text in one of its parts."""
    parts: dict[str, Any] = {str(part): text}
    return replace(writing, **parts)


def note(draft_id: str) -> str:
    return st.session_state.get(key("note", draft_id)) or ""


def take_name(draft_id: str) -> None:
    """What stands in the field of the name is its name."""
    name = st.session_state[key("name", draft_id)] or ""
    _put(draft_id, replace(current(draft_id), name=name))


def attach(draft_id: str, attachment: Attachment) -> None:
    """One more file goes with the message; one of the same name gives way."""
    draft = current(draft_id)
    rest = tuple(one for one in draft.attachments if one.name != attachment.name)
    _put(draft_id, replace(draft, attachments=(*rest, attachment)))


def tag(draft_id: str, utm: Utm) -> None:
    """Its links tell our sites something else."""
    _put(draft_id, replace(current(draft_id), utm=utm))


def detach(draft_id: str, name: str) -> None:
    """A file does not go with the message."""
    draft = current(draft_id)
    rest = tuple(one for one in draft.attachments if one.name != name)
    _put(draft_id, replace(draft, attachments=rest))


def type_in(draft_id: str, change: Callable[[Writing], Writing]) -> None:
    """Take over what a hand typed into a field or into the code editor."""
    draft = current(draft_id)
    _put(draft_id, replace(draft, history=draft.history.changed(_with(draft, change))))


def rewrite(draft_id: str, change: Callable[[Writing], Writing]) -> None:
    """Change the writing from outside its fields: they show it on the next run."""
    draft = current(draft_id)
    _renew(draft_id, replace(draft, history=draft.history.changed(_with(draft, change))))


def refill(draft_id: str, writings: Writings) -> None:
    """Put other texts into the editor; what stood there is one undo away."""
    draft = current(draft_id)
    _renew(draft_id, replace(draft, history=draft.history.changed(writings)))


def undo(draft_id: str) -> None:
    draft = current(draft_id)
    _renew(draft_id, replace(draft, history=draft.history.undone()))


def redo(draft_id: str) -> None:
    draft = current(draft_id)
    _renew(draft_id, replace(draft, history=draft.history.redone()))


def go_to(draft_id: str, place: Place) -> None:
    """Write another variant, or in another language."""
    _put(draft_id, replace(current(draft_id), place=place))


def as_code(draft_id: str, *, is_code: bool) -> None:
    """Show a letter of blocks as its source, or as blocks again."""
    _put(draft_id, replace(current(draft_id), is_code=is_code))


def add_writing(draft_id: str, place: Place) -> None:
    """Begin another variant or language with a copy of the text at hand, and go there."""
    draft = current(draft_id)
    variant, spoken = place
    if place in map(place_of, draft.writings):
        return
    fresh = replace(draft.writing, variant=variant, language=spoken)
    ordered = tuple(sorted((*draft.writings, fresh), key=lambda one: one.variant))
    changed = replace(draft, history=draft.history.changed(ordered), place=place)
    _renew(draft_id, changed)


def remove_writing(draft_id: str) -> None:
    """Take the text at hand out of the message; the last one stays."""
    draft = current(draft_id)
    rest = tuple(one for one in draft.writings if one is not draft.writing)
    if rest:
        place = place_of(rest[0])
        _renew(draft_id, replace(draft, history=draft.history.changed(rest), place=place))


def previewed(draft_id: str, writing: Writing, *, is_good: bool) -> Writing | None:
    """What to preview: the writing, or while it has errors, its last state without any."""
    good: dict[Place, Writing] = st.session_state.setdefault(key("good", draft_id), {})
    if is_good:
        good[place_of(writing)] = writing
    saved = (one for one in current(draft_id).saved if place_of(one) == place_of(writing))
    return good.get(place_of(writing)) or next(saved, None)


def _begin_with(
    draft_id: str, channel: Channel, writings: Writings, *, is_code: bool = False
) -> None:
    place = place_of(writings[0])
    fresh = Draft(channel, History(writings), (), 0, place, is_code=is_code)
    _put(draft_id, fresh)
    st.session_state[key("note", draft_id)] = ""


def _with(draft: Draft, change: Callable[[Writing], Writing]) -> Writings:
    at_hand = draft.writing
    return tuple(change(one) if one is at_hand else one for one in draft.writings)


def _renew(draft_id: str, draft: Draft) -> None:
    _put(draft_id, replace(draft, revision=draft.revision + 1))


def _put(draft_id: str, draft: Draft) -> None:
    st.session_state[key("draft", draft_id)] = draft
