"""The demo's snippets, and a message of every channel, saved by its marketers."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from core.foundation.settings import HOUSE
from core.messages import actions as messages
from core.messages import snippet_actions as snippets
from core.messages import utm
from core.messages.model import (
    FIRST_VARIANT,
    NO_UTM,
    Channel,
    Markup,
    TemplateId,
    Utm,
    Writing,
)
from core.people.model import Person
from core.store.store import Tx

FOLDER: Final = HOUSE / "data" / "samples" / "messages" / "demo"
SOURCE: Final = "cockpit"
APART = timedelta(minutes=20)  # between one save and the next


def entries() -> dict[str, Any]:
    """What there is, as `messages.toml` lists it."""
    return tomllib.loads((FOLDER / "messages.toml").read_text(encoding="utf-8"))


def save_writings(tx: Tx, everybody: Mapping[str, Person], *, at: datetime) -> None:
    """Save the snippets first, then the messages that include them."""
    listed = entries()
    for entry in listed["snippets"]:
        html, text = snippet_of(entry)
        by = everybody[entry["by"]]
        snippets.save(tx, entry["name"], html=html, text=text, note="", by=by, at=at)
    for number, entry in enumerate(listed["messages"], start=1):
        messages.save(
            tx,
            TemplateId(entry["id"]),
            name=entry["name"],
            channel=Channel(entry["channel"]),
            writings=writings_of(entry),
            utm=utm_of(entry),
            note="",
            by=everybody[entry["by"]],
            at=at + number * APART,
        )


def snippet_of(entry: Mapping[str, str]) -> tuple[str, str]:
    """A snippet's HTML and its text."""
    return _file(f"snippets/{entry['name']}.html"), _file(f"snippets/{entry['name']}.txt")


def writings_of(entry: Mapping[str, Any]) -> list[Writing]:
    """Every writing of a message, its longer parts read from their files."""
    return [
        Writing(
            subject=one.get("subject", ""),
            html=_file(one["html"]) if "html" in one else "",
            text=_file(one["text"]) if "text" in one else "",
            link=one.get("link", ""),
            markup=Markup.MJML if one.get("html", "").endswith(".mjml") else Markup.HTML,
            variant=one.get("variant", FIRST_VARIANT),
            language=one["language"],
        )
        for one in entry["writings"]
    ]


def utm_of(entry: Mapping[str, Any]) -> Utm:
    """What its links tell the demo's own site, where it links to one."""
    if "host" not in entry:
        return NO_UTM
    hosts = frozenset({entry["host"]})
    return utm.defaults(Channel(entry["channel"]), entry["id"], source=SOURCE, hosts=hosts)


def _file(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
