"""An entry: who did what to which, when; and the digest that chains it to the one before."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

GENESIS = "0" * 64  # what the first entry follows


@dataclass(frozen=True)
class Entry:
    number: int
    at: datetime
    by: str
    verb: str
    subject: str
    details: dict[str, Any]
    previous: str
    digest: str

    @property
    def is_intact(self) -> bool:
        """Whether the entry still says what it said when it was written."""
        return self.digest == digest_of(self)


@dataclass(frozen=True)
class Verdict:
    """What an audit found: how many entries hold, and the first that does not."""

    entries: int
    broken_at: int | None
    fault: str | None  # a key of the words: edited, gap, chain, tail

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def digest_of(entry: Entry) -> str:
    """SHA-256 over the canonical JSON of everything but the digest itself."""
    facts = [
        entry.previous,
        entry.number,
        entry.at.isoformat(timespec="microseconds"),
        entry.by,
        entry.verb,
        entry.subject,
        entry.details,
    ]
    return hashlib.sha256(canonical(facts).encode()).hexdigest()


def canonical(value: Any) -> str:
    """The one way to write a value as JSON: sorted, without spaces, in its own letters."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
