"""A real Postfix on loopback: its own folder, its own log, everything passed on to one place.

Its master has to be root, and its servers run as Debian's postfix.
"""

import grp
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

POSTFIX = Path("/usr/sbin/postfix")
RUNS_HERE = POSTFIX.exists() and os.geteuid() == 0
MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/lib
mail_owner = postfix
setgid_group = postdrop
myhostname = relay.example
mydestination =
alias_maps =
alias_database =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
relayhost = [127.0.0.1]:{onward}
smtp_dns_support_level = disabled
smtpd_peername_lookup = no
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
default_destination_concurrency_limit = 20
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
maillog_file = {folder}/log/mail.log
maillog_file_prefixes = {folder}
"""
MASTER = """\
{port} inet n - n - 60 smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - 20 smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class Postfix:
    """A running one: where it listens, and where it writes."""

    folder: Path
    port: int

    @property
    def log(self) -> Path:
        return self.folder / "log" / "mail.log"

    def waiting(self) -> int:
        """How many messages it still has to pass on."""
        queue = self.folder / "queue"
        places = ("incoming", "active", "deferred", "maildrop")
        return sum(1 for place in places for one in (queue / place).rglob("*") if one.is_file())


@contextmanager
def running(folder: Path, port: int, *, onward: int) -> Iterator[Postfix]:
    """Run one that passes everything on to a port of loopback."""
    settings = folder / "etc"
    _make(folder, settings, port, onward)
    here = [str(POSTFIX), "-c", str(settings)]
    quiet = partial(
        subprocess.run, timeout=60, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    quiet([*here, "start"], check=True)
    try:
        yield Postfix(folder, port)
    finally:
        quiet([*here, "stop"], check=False)


def _make(folder: Path, settings: Path, port: int, onward: int) -> None:
    for name in ("etc", "queue", "lib", "log"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for above in [folder, *folder.parents]:
        if above.stat().st_uid == 0 and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o011)
    owner, group = pwd.getpwnam("postfix"), grp.getgrnam("postdrop")
    shutil.chown(folder / "lib", owner.pw_uid, owner.pw_gid)
    assert group.gr_gid
    (settings / "main.cf").write_text(MAIN.format(folder=folder, onward=onward))
    (settings / "master.cf").write_text(MASTER.format(port=f"127.0.0.1:{port}"))
