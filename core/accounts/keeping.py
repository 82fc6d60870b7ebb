"""Checked files wait in folders of their own, each with a card that says what was found."""

import json
import shutil
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from core.accounts.mapping import as_facts, of_facts
from core.accounts.model import Checked, Clash, Layout, Reason, Report
from core.foundation.refusal import Refusal

CARD = "card.json"


class CheckGone(Refusal):
    """The checked file was swept away, or never was; check it again."""


def keep(checked: Checked) -> None:
    """Write the card, whole or not at all."""
    facts: dict[str, Any] = {
        "source": checked.source,
        "layout": asdict(checked.layout),
        "mapping": as_facts(checked.mapping),
        "report": asdict(checked.report),
        "unmapped": checked.unmapped,
    }
    draft = checked.folder / f"{CARD}.draft"
    draft.write_text(json.dumps(facts, ensure_ascii=False, default=str), encoding="utf-8")
    draft.replace(checked.folder / CARD)


def kept(folder: Path) -> Checked:
    """The checked file of a folder. Raises `CheckGone`."""
    try:
        facts = json.loads((folder / CARD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise CheckGone("accounts-check-gone") from None
    layout = facts["layout"]
    layout |= {key: tuple(layout[key]) for key in ("columns", "renamed")}
    return Checked(
        folder=folder,
        source=facts["source"],
        layout=Layout(**layout),
        mapping=of_facts(facts["mapping"], source=CARD),
        report=_report(facts["report"]),
        unmapped=tuple(facts["unmapped"]),
    )


def sweep(imports: Path, *, before: datetime) -> None:
    """Remove folders nobody touched since; the rejects of what was published go with them."""
    for folder in imports.iterdir() if imports.is_dir() else ():
        if folder.is_dir() and folder.stat().st_mtime < before.timestamp():
            shutil.rmtree(folder, ignore_errors=True)


def _report(facts: dict[str, Any]) -> Report:
    for key in ("rejects", "flags"):
        facts[key] = tuple(Reason(**reason) for reason in facts[key])
    facts["clashes"] = tuple(
        Clash(one["key"], tuple(one["names"]), one["first_line"])
        for one in facts.get("clashes", ())
    )
    for key in ("first_event", "last_event"):
        facts[key] = date.fromisoformat(facts[key]) if facts[key] else None
    return Report(**facts)
