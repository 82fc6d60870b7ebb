"""The segments and templates of the demo house, saved by its marketers."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from core.demo import samples
from core.messages import actions as messages
from core.messages.model import TemplateId, Writing
from core.messages.preheader import with_preheader
from core.people.model import Person
from core.segments import actions as segments
from core.segments import shelving
from core.segments.model import SegmentId
from core.segments.notation import from_json
from core.store.store import Tx
from core.warehouse.catalogue import Catalogue

APART = timedelta(minutes=20)  # between one save and the next


FIRST_ACCOUNTS = 40_000  # of a larger base take part in campaigns: a multiple of `_PACK`
_PACK = 10_000  # accounts whose ids begin alike


def save_segments(
    tx: Tx,
    everybody: Mapping[str, Person],
    *,
    accounts: int,
    catalogue: Catalogue,
    at: datetime,
) -> None:
    """Save every segment of the samples, for a large base also among its first accounts."""
    entries = samples.read("segments")["segments"]
    if accounts > FIRST_ACCOUNTS:
        entries = [*entries, *map(_among_first, entries)]
    for number, entry in enumerate(entries):
        by, moment = everybody[entry["by"]], at + number * APART
        segments.save(
            tx,
            SegmentId(entry["id"]),
            name=entry["name"],
            rule=from_json(entry["rule"]),
            note=entry["note"],
            by=by,
            at=moment,
            catalogue=catalogue,
        )
        _file(tx, entry, by=by, at=moment)


def _file(tx: Tx, entry: Mapping[str, Any], *, by: Person, at: datetime) -> None:
    """Put a segment into its folder, with its tags."""
    only = [SegmentId(entry["id"])]
    shelving.move(tx, only, folder=entry.get("folder", ""), by=by, at=at)
    shelving.tag(tx, only, add=entry.get("tags", ()), by=by, at=at)


def segment_of(entry: Mapping[str, Any], accounts: int) -> SegmentId:
    """The segment a campaign of the samples goes to, in a base of so many accounts."""
    return SegmentId(entry["segment"] + ("-first" if accounts > FIRST_ACCOUNTS else ""))


def _among_first(entry: Mapping[str, Any]) -> dict[str, Any]:
    packs = [f"A-{pack:04d}" for pack in range(FIRST_ACCOUNTS // _PACK)]
    first = [{"field": "account_id", "operator": "starts_with", "value": p} for p in packs]
    return {
        **entry,
        "id": f"{entry['id']}-first",
        "name": f"{entry['name']} (первая очередь)",
        "rule": {"all": [entry["rule"], {"any": first}]},
    }


def save_templates(tx: Tx, everybody: Mapping[str, Person], *, at: datetime) -> None:
    """Save every template of the samples."""
    written = samples.read("messages")
    for number, entry in enumerate(written["messages"]):
        messages.save(
            tx,
            TemplateId(entry["id"]),
            name=entry["name"],
            writings=[
                Writing(
                    subject=entry["subject"],
                    html=html_of(entry, written),
                    text=text_of(entry, written),
                    language=entry["language"],
                )
            ],
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
    parts = (str(written["greeting"][language]), entry["text"].strip())
    return "\n\n".join(parts) + str(written["signature"][language])
