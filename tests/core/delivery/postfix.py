"""A real Postfix on loopback, for tests and benchmarks, with its own folder and its own log.

It passes mail on to a port, keeps it in a maildir, or throws it away. Its master has to be
root, and its servers run as Debian's postfix.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

POSTFIX = Path("/usr/sbin/postfix")
RUNS_HERE = POSTFIX.exists() and os.geteuid() == 0
EVERYBODY = "static:all"  # every domain there is
_MAIN = """\
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
smtp_dns_support_level = disabled
smtpd_peername_lookup = no
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
default_destination_concurrency_limit = 20
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
maillog_file = {folder}/log/mail.log
maillog_file_prefixes = {folder}
"""
_KEEPING = """\
virtual_mailbox_domains = {keeps}
virtual_mailbox_base = {folder}
virtual_mailbox_maps = static:kept/
virtual_mailbox_limit = 0
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
"""
_MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
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
virtual unix - n n - - virtual
discard unix - - n - - discard
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

    @property
    def kept(self) -> Path:
        """The maildir of what it keeps."""
        return self.folder / "kept"

    def waiting(self) -> int:
        """How many messages it still has to pass on."""
        queue = self.folder / "queue"
        places = ("incoming", "active", "deferred", "maildrop")
        return sum(1 for place in places for one in (queue / place).rglob("*") if one.is_file())


@contextmanager
def running(
    port: int,
    *,
    onward: int | None = None,
    keeps: str = "",
    more: Mapping[str, str] | None = None,
) -> Iterator[Postfix]:
    """Run one. It keeps what is for the domain of `keeps`, and passes all else on
    to a port of loopback; without such a port it throws that away. `more` settings win.
    """
    settings = {"default_transport": "discard"}
    if onward is not None:
        settings = {"relayhost": f"[127.0.0.1]:{onward}"}
    with TemporaryDirectory(prefix="postfix-", ignore_cleanup_errors=True) as made:
        # Not below pytest's folder: each pytest that starts closes that to everybody else.
        folder = Path(made)
        settings |= more or {}
        with _started(_make(folder, port, keeps, settings)):
            yield Postfix(folder, port)


@contextmanager
def _started(settings: Path) -> Iterator[None]:
    program = [str(POSTFIX), "-c", str(settings)]
    quiet = partial(
        subprocess.run, timeout=60, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    quiet([*program, "start"], check=True)
    try:
        yield
    finally:
        quiet([*program, "stop"], check=False)


def _make(folder: Path, port: int, keeps: str, settings: Mapping[str, str]) -> Path:
    for name in ("etc", "queue", "lib", "log", "kept"):
        (folder / name).mkdir()
    folder.chmod(0o755)  # its parts run as somebody else
    owner = pwd.getpwnam("postfix")
    for name in ("lib", "kept"):
        shutil.chown(folder / name, owner.pw_uid, owner.pw_gid)
    main = _MAIN.format(folder=folder)
    if keeps:
        main += _KEEPING.format(folder=folder, keeps=keeps, uid=owner.pw_uid, gid=owner.pw_gid)
    main += "".join(f"{name} = {value}\n" for name, value in settings.items())
    (folder / "etc" / "main.cf").write_text(main)
    (folder / "etc" / "master.cf").write_text(_MASTER.format(port=port))
    return folder / "etc"
