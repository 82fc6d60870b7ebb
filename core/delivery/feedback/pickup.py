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

from core.delivery.feedback.opening import LARGEST_MAIL
from core.delivery.feedback.returns import Taken
from core.foundation.faults import told
from core.foundation.hosts import is_loopback
from core.foundation.refusal import Refusal

_LOG = logging.getLogger(__name__)
AT_ONCE = 1_000  # mails of one round
AT_A_TIME = 50  # that are marked as read together
SECONDS = 30.0  # to wait for an answer of the mailbox
SECONDS_TO_LOOK = 3.0  # where a person waits for it
_UID = re.compile(rb"UID (\d{1,10})")
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

    def waiting(self) -> int:
        """How many mails are new; nothing is taken. Raises `NoMailbox`."""
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
        read = self.folder / "cur"
        for path in self._new()[:AT_ONCE]:
            read.mkdir(exist_ok=True)
            with path.open("rb") as mail:
                raw = mail.read(LARGEST_MAIL + 1)
            taken = self.quarantine.taken(path.name, raw, take)
            done[taken] += 1
            if taken is Taken.QUARANTINED:
                path.unlink()
            else:
                path.replace(read / f"{path.name}:2,S")
        return done

    def waiting(self) -> int:
        return len(self._new())

    def _new(self) -> list[Path]:
        new = self.folder / "new"
        if not new.is_dir():
            raise NoMailbox("bounces-no-maildir", folder=str(self.folder))
        return [one for one in sorted(new.iterdir()) if one.is_file() and not one.is_symlink()]


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
        with self._opened(SECONDS) as box:
            return self._taken(box, take)

    def waiting(self) -> int:
        with self._opened(SECONDS_TO_LOOK) as box:
            return len(self._unseen(box))

    def _taken(self, box: imaplib.IMAP4, take: Take) -> Counter[str]:
        done: Counter[str] = Counter()
        # A mailbox that is mended or moved gives the same numbers to other mails.
        _, said = box.response("UIDVALIDITY")
        life = (said[0] or b"0").decode("ascii")
        new = self._unseen(box)[:AT_ONCE]
        for start in range(0, len(new), AT_A_TIME):
            names = new[start : start + AT_A_TIME]
            sizes = self._sizes(box, names)
            for name in names:
                raw = self._mail(box, name, sizes.get(name, 0))
                done[self.quarantine.taken(f"imap-{life}-{name}", raw, take)] += 1
            box.uid("STORE", ",".join(names), "+FLAGS.SILENT", r"(\Seen)")
        return done

    @contextmanager
    def _opened(self, seconds: float) -> Iterator[imaplib.IMAP4]:
        """The folder of the mailbox, to be asked. Raises `NoMailbox`, also for what breaks."""
        try:
            box = self._connected(seconds)
            try:
                box.login(self.user, self.password)
                answer, said = box.select(f'"{self.folder}"')
                if answer != "OK":
                    raise imaplib.IMAP4.error(_read(said[0]))
                yield box
            finally:
                with suppress(imaplib.IMAP4.error, OSError):
                    box.logout()
        except (imaplib.IMAP4.error, OSError, ValueError) as fault:
            why = _read(fault.args[0]) if len(fault.args) == 1 else str(fault)
            raise NoMailbox("bounces-no-mailbox", host=self.host, why=why) from fault

    def _connected(self, seconds: float) -> imaplib.IMAP4:
        if is_loopback(self.host) and self.context is None:
            return imaplib.IMAP4(self.host, self.port, timeout=seconds)
        context = self.context or ssl.create_default_context()
        return imaplib.IMAP4_SSL(self.host, self.port, ssl_context=context, timeout=seconds)

    def _unseen(self, box: imaplib.IMAP4) -> list[str]:
        answer, found = box.uid("SEARCH", "UNSEEN")
        if answer != "OK":
            raise imaplib.IMAP4.error("SEARCH")
        named = (found[0] or b"").split() if found else []
        return [name.decode("ascii") for name in named]

    def _sizes(self, box: imaplib.IMAP4, names: Sequence[str]) -> dict[str, int]:
        _, said = box.uid("FETCH", ",".join(names), "(RFC822.SIZE)")
        told = [piece for piece in said if isinstance(piece, bytes)]
        pairs = [(_UID.search(piece), _SIZE.search(piece)) for piece in told]
        return {uid[1].decode(): int(size[1]) for uid, size in pairs if uid and size}

    def _mail(self, box: imaplib.IMAP4, name: str, size: int) -> bytes:
        """A mail as it came; of one that is too large, its beginning and one byte too many."""
        wanted = LARGEST_MAIL + 1
        part = f"(BODY.PEEK[]<0.{wanted}>)" if size > wanted else "(BODY.PEEK[])"
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


def _read(said: object) -> str:
    """What a server said, as text."""
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
