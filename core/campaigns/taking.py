"""Taking the list of who is out, and why: first the journal, then the file."""

from datetime import datetime

import pyarrow as pa

from core.campaigns import exclusions
from core.campaigns.audience import Audience
from core.campaigns.model import Campaign, Fate
from core.foundation.words import say
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.rulebook.model import RecipientsBook
from core.segments import masking
from core.segments.exporting import as_csv
from core.store.store import Tx
from core.warehouse.snapshot import Snapshot

_COLUMNS = ("account", "company", "contact", "channel", "reason", "rule")
_NAMES = (
    "SELECT account_id, coalesce(name, '') AS name FROM accounts JOIN wanted USING (account_id)"
)


def excluded(  # noqa: PLR0913 – what, over what, in which language, by whom
    tx: Tx,
    snapshot: Snapshot,
    campaign: Campaign,
    found: Audience,
    *,
    book: RecipientsBook,
    language: str,
    by: Person,
    at: datetime,
) -> bytes:
    """Everybody who is out by a channel, with the reason and its rule, as CSV; it is journaled.

    Texts that a spreadsheet would run are tamed. Contacts go by their ids, which are masked for
    whoever may not see personal data: a source may use addresses as keys.
    """
    require(by, Permission.EXPORT)
    require(by, Permission.SEE_ACCOUNTS)
    is_masked = not by.may(Permission.SEE_PERSONAL)
    rows = [row for row in found.contacts if row.reason != Fate.IN]
    details = {
        "rows": len(rows),
        "masked": is_masked,
        "publication": found.publication,
        "digest": found.digest,
    }
    journal.record(tx, "campaigns.export", campaign.id, by=by.id, at=at, details=details)
    version = found.drawn["book"] or book.version
    names = _names(snapshot, sorted({row.account_id for row in rows}))
    columns = {
        "account": [row.account_id for row in rows],
        "company": [names.get(row.account_id, "") for row in rows],
        "contact": [masking.HIDDEN if is_masked else row.contact_id for row in rows],
        "channel": [say(language, f"audience-channel-{row.channel}") for row in rows],
        "reason": [say(language, f"campaigns-fate-{row.reason}") for row in rows],
        "rule": [
            exclusions.citation(version, row.reason, row.rule, campaign.purpose) for row in rows
        ],
    }
    table = pa.table({name: pa.array(columns[name], pa.string()) for name in _COLUMNS})
    return as_csv(table, {name: say(language, f"audience-column-{name}") for name in _COLUMNS})


def _names(snapshot: Snapshot, account_ids: list[str]) -> dict[str, str]:
    wanted = pa.table({"account_id": pa.array(account_ids, pa.string())})
    found = snapshot.arrow(_NAMES, given={"wanted": wanted})
    return dict(zip(found["account_id"].to_pylist(), found["name"].to_pylist(), strict=True))
