"""What SpamAssassin would say of a mail, where it is installed; asked for, never by itself."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import Final

from core.messages.model import Finding, Part, Severity

PROGRAM: Final = "spamassassin"
SECONDS = 60.0
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


def scored(mail: bytes, *, seconds: float = SECONDS) -> SpamScore | None:
    """Let SpamAssassin read a whole mail, by its local tests alone; none: it is not there."""
    program = shutil.which(PROGRAM)
    if program is None:
        return None
    try:
        answer = subprocess.run(
            [program, "--local", "--test-mode"],
            input=mail,
            capture_output=True,
            timeout=seconds,
            check=False,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _STATUS.search(answer)
    return None if found is None else _score(found)


def spam_findings(mail: bytes) -> list[Finding]:
    """The same as a sentence; also that nobody could be asked."""
    score = scored(mail)
    if score is None:
        return [Finding(0, Severity.WARNING, "checks-spam-missing", {}, Part.HTML)]
    key = "checks-spam-high" if score.is_spam else "checks-spam"
    values: dict[str, str | int | float] = {
        "score": f"{score.score:.1f}",
        "limit": f"{score.limit:.1f}",
        "tests": ", ".join(score.tests[:MOST_TESTS]) or "—",
    }
    return [Finding(0, Severity.WARNING, key, dict(values), Part.HTML)]


def _score(found: re.Match[bytes]) -> SpamScore:
    names = re.split(rb"[,\s]+", found[4].split(b" autolearn=")[0].strip())
    tests = tuple(
        name.decode("ascii", errors="replace")
        for name in names
        if name and name != b"none" and b"=" not in name
    )
    return SpamScore(float(found[2]), float(found[3]), tests)
