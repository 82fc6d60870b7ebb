"""A real Postfix on loopback that passes mail on, and keeps what comes back in a maildir."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.core.delivery.servers import free_port

POSTFIX = Path("/usr/sbin/postfix")
IS_THERE = POSTFIX.exists() and os.geteuid() == 0  # its master has to be root
SERVICES = """
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
smtp unix - - n - - smtp
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""
MAIN = """
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
relayhost = [127.0.0.1]:{onward}
smtp_dns_support_level = disabled
smtpd_peername_lookup = no
smtpd_relay_restrictions = permit_mynetworks, reject
virtual_mailbox_domains = {returns_to}
virtual_mailbox_base = {folder}
virtual_mailbox_maps = static:returned/
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
"""


@dataclass(frozen=True)
class Postfix:
    port: int
    returned: Path  # a maildir


@contextmanager
def postfix(onward: int, *, returns_to: str) -> Iterator[Postfix]:
    """One that passes everything on to a port, but keeps what is for the domain of returns."""
    folder = Path(tempfile.mkdtemp(prefix="postfix-"))
    folder.chmod(0o755)  # its parts run as somebody else
    mail, port = pwd.getpwnam("postfix"), free_port()
    for name in ("conf", "queue", "state", "returned"):
        (folder / name).mkdir()
    for name in ("state", "returned"):
        os.chown(folder / name, mail.pw_uid, mail.pw_gid)
    facts = {"folder": folder, "onward": onward, "returns_to": returns_to}
    main = MAIN.format(**facts, uid=mail.pw_uid, gid=mail.pw_gid)
    (folder / "conf" / "main.cf").write_text(main)
    (folder / "conf" / "master.cf").write_text(SERVICES.format(port=port))
    program = [str(POSTFIX), "-c", str(folder / "conf")]
    subprocess.run([*program, "start"], check=True, capture_output=True)
    try:
        yield Postfix(port, folder / "returned")
    finally:
        subprocess.run([*program, "stop"], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)
