"""The demo's mail server: takes every mail on loopback, keeps the latest, delivers none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from core.foundation.clock import Clock

LARGEST_MAIL = 10_000_000  # bytes
MOST_MAILS = 2_000
PRUNED_AT_ONCE = 200
LONGEST_TEXT = 20_000  # characters of a mail's text that are shown
LONGEST_HTML = 400_000  # of its HTML
_NAME = re.compile(r"\d{8}T\d{6}-\d{6}-\d{6}")
_TO, _FROM = "X-Caught-For", "X-Caught-From"


@dataclass(frozen=True)
class Caught:
    """A mail as a person would want to see it: `name` finds it again."""

    name: str
    sender: str
    recipient: str
    subject: str
    text: str
    html: str
    headers: tuple[tuple[str, str], ...]


class Trap:
    """Stores what is handed to it, under names of its own, and forgets the oldest."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._clock = clock
        self._count = sum(1 for _ in folder.glob("*.eml"))
        self._number = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a mail; nothing of it, not even an address, becomes part of a file's name."""
        content = envelope.original_content or b""
        if self._count >= MOST_MAILS:
            self._prune()
        name = self._name(self._clock.now())
        head = f"{_FROM}: {_safe(envelope.mail_from)}\r\n"
        head += "".join(f"{_TO}: {_safe(one)}\r\n" for one in envelope.rcpt_tos)
        draft = self._folder / f"{name}.draft"
        draft.write_bytes(head.encode("ascii", "replace") + content)
        draft.replace(self._folder / f"{name}.eml")
        self._count += 1
        return "250 2.0.0 Caught"

    def _name(self, at: datetime) -> str:
        self._number = (self._number + 1) % 1_000_000
        return f"{at:%Y%m%dT%H%M%S-%f}-{self._number:06d}"

    def _prune(self) -> None:
        oldest = sorted(self._folder.glob("*.eml"))[:PRUNED_AT_ONCE]
        for path in oldest:
            path.unlink(missing_ok=True)
        self._count -= len(oldest)


def server(folder: Path, clock: Clock, *, host: str, port: int) -> Controller:
    """A server that is not started yet."""
    return Controller(
        Trap(folder, clock),
        hostname=host,
        port=port,
        data_size_limit=LARGEST_MAIL,
        ident="catch-all",
        decode_data=False,
    )


def latest(folder: Path, *, limit: int, words: str = "") -> Iterator[Caught]:
    """The latest mails, newest first; `words` must stand in the address or the subject."""
    wanted = words.casefold().strip()
    for path in sorted(folder.glob("*.eml"), reverse=True):
        if limit <= 0:
            return
        mail = one(folder, path.stem)
        if mail is not None and wanted in f"{mail.recipient} {mail.subject}".casefold():
            limit -= 1
            yield mail


def one(folder: Path, name: str) -> Caught | None:
    """One mail by its name, or nothing."""
    path = folder / f"{name}.eml"
    if not _NAME.fullmatch(name) or not path.is_file():
        return None
    mail = message_from_bytes(path.read_bytes()[:LARGEST_MAIL], policy=policy.default)
    return Caught(
        name=name,
        sender=str(mail.get(_FROM, "")),
        recipient=str(mail.get(_TO, "")),
        subject=str(mail.get("Subject", "")),
        text=_part(mail, "plain")[:LONGEST_TEXT],
        html=_part(mail, "html")[:LONGEST_HTML],
        headers=tuple((key, str(value)) for key, value in mail.items()),
    )


def _part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body(preferencelist=(kind,))
    if body is None:
        return ""
    try:
        return str(body.get_content())
    except (LookupError, UnicodeError):
        return ""


def _safe(address: str | None) -> str:
    return "".join(sign for sign in address or "" if sign.isprintable())
