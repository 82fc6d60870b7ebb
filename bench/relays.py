"""Servers that take mail on loopback: Debian's `smtp-sink`, and a Postfix that discards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.programs import free_port, running, wait_for

SMTP_SINK, SMTP_SOURCE = "/usr/sbin/smtp-sink", "/usr/sbin/smtp-source"
POSTFIX = "/usr/sbin/postfix"
SESSIONS = 10
_BACKLOG = "256"
_SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
proxymap unix - - n - - proxymap
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
default_transport = discard
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_client_connection_rate_limit = 0
"""


@contextmanager
def sink() -> Iterator[int]:
    """`smtp-sink`, which takes every mail and keeps none; the port it listens on."""
    port = free_port()
    humbly = ["-u", "nobody"] if os.getuid() == 0 else []
    with running([SMTP_SINK, *humbly, f"127.0.0.1:{port}", _BACKLOG]):
        wait_for(port)
        yield port


@contextmanager
def postfix() -> Iterator[int]:
    """A Postfix of its own that delivers to nowhere; its master has to be root."""
    folder = Path(tempfile.mkdtemp(prefix="bench-postfix-"))
    folder.chmod(0o755)  # its parts run as somebody else
    for name in ("conf", "queue", "state"):
        (folder / name).mkdir()
    mail = pwd.getpwnam("postfix")
    os.chown(folder / "state", mail.pw_uid, mail.pw_gid)
    port = free_port()
    (folder / "conf" / "main.cf").write_text(_MAIN.format(folder=folder))
    (folder / "conf" / "master.cf").write_text(_SERVICES.format(port=port))
    program = [POSTFIX, "-c", str(folder / "conf")]
    subprocess.run([*program, "start"], check=True, capture_output=True)
    try:
        wait_for(port)
        yield port
    finally:
        subprocess.run([*program, "stop"], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def source(port: int, messages: int, size: int) -> list[str]:
    """The command of the peer: so many mails over ten kept connections."""
    counted = ["-s", str(SESSIONS), "-m", str(messages), "-l", str(size)]
    whom = ["-f", "news@cockpit.example", "-t", "person@firm.example"]
    return [SMTP_SOURCE, "-d", *counted, *whom, f"127.0.0.1:{port}"]
