"""Where returned mails are picked up: a maildir, or a mailbox over IMAP.

A mail is marked as read only after the store has it. What falls between is picked up again,
and known by its digest.
"""

import imaplib
import logging
import re
import ssl
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from sqlalchemy.exc import OperationalError

from core.delivery.opening import LARGEST_MAIL
from core.delivery.returns import Taken
from core.foundation.faults import told
from core.foundation.hosts import is_loopback
from core.foundation.refusal import Refusal

_LOG = logging.getLogger(__name__)
AT_ONCE = 1_000  # mails of one round
SECONDS = 30.0  # to wait for an answer of the mailbox
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,12})")
_PLAIN_NAME = re.compile(r"[^\w.,:=+-]")

Take = Callable[[bytes], Taken]


class NoMailbox(Refusal):
    """The mailbox for returned mails cannot be reached, or does not let us in."""


class Source(Protocol):
    """Where mails come back to."""

    def collect(self, take: Take) -> Counter[str]:
        """Hand over each mail that is new; how many there were, by what became of them.

        Raises `NoMailbox`.
        """
        ...


@dataclass(frozen=True)
class Quarantine:
    """A folder of mails that were not safe to read, each with the reason beside it."""

    folder: Path

    def taken(self, name: str, raw: bytes, take: Take) -> Taken:
        """What becomes of a mail. One that cannot be taken in for what it says is kept here,
        so that those behind it come through. Raises `OperationalError`: the store is away."""
        try:
            taken, why = take(raw), "unsafe"
        except OperationalError:
            raise
        except Exception as fault:  # noqa: BLE001 -- a stranger's mail must not end the round
            _LOG.error("A returned mail could not be taken in: %s", told(fault))
            taken, why = Taken.QUARANTINED, type(fault).__name__
        if taken is Taken.QUARANTINED:
            self.keep(name, raw, why)
        return taken

    def keep(self, name: str, raw: bytes, why: str) -> None:
        """Write a mail down under a name of ours; the reason beside it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        safe = _PLAIN_NAME.sub("_", name)[-100:].lstrip(".")
        (self.folder / f"{safe}.eml").write_bytes(raw)
        (self.folder / f"{safe}.reason").write_text(f"{why}\n", encoding="utf-8")


@dataclass(frozen=True)
class Maildir:
    """A folder in maildir's form, as mail servers on this machine fill it."""

    folder: Path
    quarantine: Quarantine

    def collect(self, take: Take) -> Counter[str]:
        done: Counter[str] = Counter()
        new, read = self.folder / "new", self.folder / "cur"
        if not new.is_dir():
            raise NoMailbox("bounces-no-maildir", folder=str(self.folder))
        read.mkdir(exist_ok=True)
        for path in sorted(new.iterdir())[:AT_ONCE]:
            if not path.is_file() or path.is_symlink():
                continue
            with path.open("rb") as mail:
                raw = mail.read(LARGEST_MAIL + 1)
            taken = self.quarantine.taken(path.name, raw, take)
            done[taken] += 1
            if taken is Taken.QUARANTINED:
                path.unlink()
            else:
                path.replace(read / f"{path.name}:2,S")
        return done


@dataclass(frozen=True)
class Imap:
    """A mailbox over IMAP, under TLS unless it is on this machine."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    quarantine: Quarantine
    folder: str = "INBOX"
    context: ssl.SSLContext | None = None

    def collect(self, take: Take) -> Counter[str]:
        try:
            with self._opened() as box:
                return self._taken(box, take)
        except (imaplib.IMAP4.error, OSError, ValueError) as fault:
            raise NoMailbox("bounces-no-mailbox", host=self.host, why=str(fault)) from fault

    def _taken(self, box: imaplib.IMAP4, take: Take) -> Counter[str]:
        done: Counter[str] = Counter()
        for name in self._unseen(box):
            raw = self._mail(box, name)
            done[self.quarantine.taken(f"imap-{name}", raw, take)] += 1
            box.uid("STORE", name, "+FLAGS", r"(\Seen)")
        return done

    @contextmanager
    def _opened(self) -> Iterator[imaplib.IMAP4]:
        box = self._connected()
        try:
            box.login(self.user, self.password)
            answer, said = box.select(f'"{self.folder}"')
            if answer != "OK":
                raise imaplib.IMAP4.error(str(said[0]))
            yield box
        finally:
            with suppress(imaplib.IMAP4.error, OSError):
                box.logout()

    def _connected(self) -> imaplib.IMAP4:
        if is_loopback(self.host) and self.context is None:
            return imaplib.IMAP4(self.host, self.port, timeout=SECONDS)
        context = self.context or ssl.create_default_context()
        return imaplib.IMAP4_SSL(self.host, self.port, ssl_context=context, timeout=SECONDS)

    def _unseen(self, box: imaplib.IMAP4) -> list[str]:
        answer, found = box.uid("SEARCH", "UNSEEN")
        if answer != "OK":
            raise imaplib.IMAP4.error("SEARCH")
        named = (found[0] or b"").split() if found else []
        return [name.decode("ascii") for name in named[:AT_ONCE]]

    def _mail(self, box: imaplib.IMAP4, name: str) -> bytes:
        """A mail as it came; of one that is too large, its beginning and one byte too many."""
        answer, said = box.uid("FETCH", name, "(RFC822.SIZE)")
        size = _SIZE.search(b" ".join(piece for piece in said if isinstance(piece, bytes)))
        wanted = LARGEST_MAIL + 1
        is_large = size is not None and int(size[1]) > wanted
        part = f"(BODY.PEEK[]<0.{wanted}>)" if is_large else "(BODY.PEEK[])"
        answer, said = box.uid("FETCH", name, part)
        pieces = [piece[1] for piece in said if isinstance(piece, tuple)]
        if answer != "OK" or not pieces:
            raise imaplib.IMAP4.error(f"FETCH {name}")
        return bytes(pieces[0])


def collect(sources: Sequence[Source], take: Take) -> Counter[str]:
    """Empty every source; how many mails there were, by what became of them.

    Raises `NoMailbox` after the others were emptied.
    """
    done: Counter[str] = Counter()
    trouble: NoMailbox | None = None
    for source in sources:
        try:
            done += source.collect(take)
        except NoMailbox as refusal:
            trouble = refusal
    if trouble is not None:
        raise trouble
    return done
