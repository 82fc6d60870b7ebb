"""What SpamAssassin would say of a mail, where it is installed; asked for, never by itself."""

import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from core.foundation.words import Value
from core.messages.fields import stand_ins
from core.messages.limits import render_limited
from core.messages.model import Finding, Part, Severity, Writing
from core.messages.plain import text_from
from core.messages.writers import email

PROGRAM: Final = "spamassassin"
SECONDS = 60.0
NOBODY: Final = "somebody@cockpit.example"
MOST_TESTS = 8  # named in a sentence

_STATUS: Final = re.compile(
    rb"^X-Spam-Status:\s*(\w+),\s*score=(-?[\d.]+)\s+required=(-?[\d.]+)\s+tests=([^\r\n]*"
    rb"(?:\r?\n[ \t][^\r\n]*)*)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class SpamScore:
    """A mail's points, from how many on it is called spam, and the tests it failed."""

    score: float
    limit: float
    tests: tuple[str, ...]

    @property
    def is_spam(self) -> bool:
        return self.score >= self.limit


def specimen(writing: Writing, *, at: datetime) -> bytes:
    """A writing that passed the check, as a mail that nobody gets: fields by their names."""
    whole = replace(
        writing, subject=writing.subject or "…", text=writing.text or text_from(writing.html)
    )
    return email.build(
        render_limited(whole, stand_ins(writing.language)),
        to_name="",
        to_address=NOBODY,
        sender_name="",
        sender_address=NOBODY,
        message_id="<check@cockpit.example>",
        sent_at=at,
    )


def scored(mail: bytes, *, seconds: float = SECONDS) -> SpamScore | None:
    """Let SpamAssassin read a whole mail, by its local tests alone; none: nobody answers."""
    program = shutil.which(PROGRAM)
    if program is None:
        return None
    try:
        answer = subprocess.run(
            [program, "--local", "--test-mode", "--nocreate-prefs"],
            input=mail,
            capture_output=True,
            timeout=seconds,
            check=False,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    status = _STATUS.search(answer)
    return None if status is None else _score(status)


def spam_findings(mail: bytes) -> list[Finding]:
    """The same as a sentence; also that nobody could be asked, or that nobody answered."""
    score = scored(mail)
    if score is None:
        key = "checks-spam-silent" if shutil.which(PROGRAM) else "checks-spam-missing"
        return [Finding(0, Severity.WARNING, key, {}, Part.HTML)]
    key = "checks-spam-high" if score.is_spam else "checks-spam"
    values: dict[str, Value] = {
        "score": round(score.score, 1),
        "limit": round(score.limit, 1),
        "tests": ", ".join(score.tests[:MOST_TESTS]) or "—",
    }
    return [Finding(0, Severity.WARNING, key, values, Part.HTML)]


def _score(found: re.Match[bytes]) -> SpamScore:
    names = re.split(rb"[,\s]+", found[4].split(b" autolearn=")[0].strip())
    tests = tuple(
        name.decode("ascii", errors="replace")
        for name in names
        if name and name != b"none" and b"=" not in name
    )
    return SpamScore(float(found[2]), float(found[3]), tests)
