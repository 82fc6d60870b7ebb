"""The segments and templates of the demo house, saved by its marketers."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from core.demo import samples
from core.messages import actions as messages
from core.messages.model import TemplateId
from core.messages.preheader import with_preheader
from core.people.model import Person
from core.segments import actions as segments
from core.segments.model import SegmentId
from core.segments.notation import from_json
from core.store.store import Tx
from core.warehouse.catalogue import Catalogue

APART = timedelta(minutes=20)  # between one save and the next


def save_segments(
    tx: Tx, everybody: Mapping[str, Person], *, catalogue: Catalogue, at: datetime
) -> None:
    """Save every segment of the samples."""
    for number, entry in enumerate(samples.read("segments")["segments"]):
        segments.save(
            tx,
            SegmentId(entry["id"]),
            name=entry["name"],
            rule=from_json(entry["rule"]),
            note=entry["note"],
            by=everybody[entry["by"]],
            at=at + number * APART,
            catalogue=catalogue,
        )


def save_templates(tx: Tx, everybody: Mapping[str, Person], *, at: datetime) -> None:
    """Save every template of the samples."""
    written = samples.read("messages")
    for number, entry in enumerate(written["messages"]):
        messages.save(
            tx,
            TemplateId(entry["id"]),
            name=entry["name"],
            subject=entry["subject"],
            html=html_of(entry, written),
            text=text_of(entry, written),
            note="",
            by=everybody[entry["by"]],
            at=at + number * APART,
        )


def html_of(entry: Mapping[str, str], written: Mapping[str, Any]) -> str:
    """A message's words in the frame that all of them share."""
    language = entry["language"]
    greeting = f'<p style="margin:0 0 16px">{written["greeting"][language]}</p>'
    parts = {
        "language": language,
        "title": entry["title"],
        "button": entry["button"],
        "link": entry["link"],
        "body": f"{greeting}\n{entry['body'].strip()}",
        "footer": written["footer"][language],
    }
    page = (samples.SAMPLES / "messages" / "layout.html").read_text(encoding="utf-8")
    for name, words in parts.items():
        page = page.replace(f"[[{name}]]", words)
    return with_preheader(page, entry["preheader"])


def text_of(entry: Mapping[str, str], written: Mapping[str, Any]) -> str:
    """The same message without HTML."""
    language = entry["language"]
    parts = (written["greeting"][language], entry["text"].strip())
    return "\n\n".join(parts) + written["signature"][language]
