"""A real Postfix on loopback that keeps every mail it is given, as it arrived, in a maildir.

It takes a bare LF for a line end, as servers did before smuggling was known.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.core.delivery.servers import free_port, soon

POSTFIX = Path("/usr/sbin/postfix")
IS_THERE = POSTFIX.exists() and os.geteuid() == 0  # its master has to be root
_SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""
_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/state
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
myhostname = mx.example
mydestination =
inet_interfaces = loopback-only
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
alias_maps =
smtpd_forbid_bare_newline = no
smtpd_relay_restrictions = permit_mynetworks, reject
smtputf8_enable = no
virtual_mailbox_domains = static:all
virtual_mailbox_base = {folder}
virtual_mailbox_maps = static:kept/
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_mailbox_limit = 0
"""


@dataclass(frozen=True)
class Kept:
    """Where it listens, and what it was given."""

    port: int
    folder: Path

    @property
    def mails(self) -> list[bytes]:
        """Every mail that arrived, as it travelled, without what Postfix put on top."""
        return [_as_it_came(path.read_bytes()) for path in self._new.glob("*")]

    @property
    def recipients(self) -> list[str]:
        """The envelope's recipient of each mail that arrived."""
        heads = [path.read_bytes().partition(b"\n\n")[0] for path in self._new.glob("*")]
        marks = [line for head in heads for line in head.split(b"\n")[:6]]
        return [line[14:].decode() for line in marks if line.startswith(b"Delivered-To: ")]

    def has(self, mails: int) -> bool:
        """Whether so many have arrived within some seconds, and nothing waits any more."""
        return soon(lambda: self._count() >= mails and not self._waiting(), within=30)

    @property
    def _new(self) -> Path:
        return self.folder / "kept" / "new"

    def _count(self) -> int:
        return sum(1 for _ in self._new.glob("*"))

    def _waiting(self) -> bool:
        queues = [self.folder / "queue" / name for name in ("incoming", "active", "maildrop")]
        return any(path.is_file() for queue in queues for path in queue.rglob("*"))


@contextmanager
def postfix() -> Iterator[Kept]:
    """A Postfix with a queue and a mailbox of its own."""
    folder = Path(tempfile.mkdtemp(prefix="postfix-"))
    folder.chmod(0o755)  # its parts run as somebody else
    mail = pwd.getpwnam("postfix")
    (folder / "conf").mkdir()
    for name in ("queue", "state", "kept"):
        (folder / name).mkdir()
    for name in ("state", "kept"):
        os.chown(folder / name, mail.pw_uid, mail.pw_gid)
    port = free_port()
    main = _MAIN.format(folder=folder, uid=mail.pw_uid, gid=mail.pw_gid)
    (folder / "conf" / "main.cf").write_text(main)
    (folder / "conf" / "master.cf").write_text(_SERVICES.format(port=port))
    program = [str(POSTFIX), "-c", str(folder / "conf")]
    subprocess.run([*program, "start"], check=True, capture_output=True)
    try:
        yield Kept(port, folder)
    finally:
        subprocess.run([*program, "stop"], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def _as_it_came(stored: bytes) -> bytes:
    lines = stored.split(b"\n")
    ours = next(at for at, line in enumerate(lines) if _is_ours(line))
    return b"\r\n".join(lines[ours:])


def _is_ours(line: bytes) -> bool:
    added = (b"Return-Path:", b"X-Original-To:", b"Delivered-To:", b"Received:", b"\t", b" ")
    return not line.startswith(added)
