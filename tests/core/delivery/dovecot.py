"""A real Dovecot on loopback, as nobody in particular, in a folder of its own."""

import grp
import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from core.foundation.clock import SystemClock
from tests.core.delivery.servers import free_port, soon

DOVECOT = "/usr/sbin/dovecot"
PASSWORD = "secret"
NOBODY = ("nobody", "nogroup")

CONFIGURATION = """
base_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
ssl = yes
ssl_cert = <{folder}/house.pem
ssl_key = <{folder}/house.key
auth_failure_delay = 0
mail_location = maildir:~/mail
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/%u
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """Everybody has a mailbox here, by any name and one password."""

    folder: Path
    port: int
    tls_port: int

    @property
    def trusting(self) -> ssl.SSLContext:
        """What believes those that the house's own authority vouches for."""
        return ssl.create_default_context(cafile=str(self.folder / "house.pem"))

    def put(self, user: str, mails: Sequence[bytes]) -> None:
        """Mails that nobody has read."""
        maildir = self.folder / user / "mail"
        for name in ("new", "cur", "tmp"):
            (maildir / name).mkdir(parents=True, exist_ok=True)
        for number, raw in enumerate(mails, start=len(list((maildir / "cur").iterdir()))):
            (maildir / "new" / f"{number:06}.house").write_bytes(raw)
        _give(self.folder / user)

    def number_anew(self, user: str) -> None:
        """What a moved or mended mailbox does: its numbers begin again, for other mails."""
        maildir = self.folder / user / "mail"
        for path in (*maildir.glob("dovecot*"), *maildir.glob("*/*.house*")):
            path.unlink()
        (maildir / "dovecot-uidlist").write_text("3 V1 N1\n")
        _give(self.folder / user)

    def unread(self, user: str) -> int:
        with imaplib.IMAP4("127.0.0.1", self.port) as box:
            box.login(user, PASSWORD)
            box.select("INBOX", readonly=True)
            return len(box.uid("SEARCH", "UNSEEN")[1][0].split())


@contextmanager
def running() -> Iterator[Dovecot]:
    """A server with its own authority, until it is not needed any more."""
    with tempfile.TemporaryDirectory(prefix="dovecot") as place:
        server = Dovecot(Path(place), free_port(), free_port())
        _make_authority(server.folder)
        _configure(server)
        _give(server.folder)
        program = _started(server)
        try:
            assert soon(lambda: _answers(server)), (server.folder / "log").read_text()
            yield server
        finally:
            program.terminate()
            program.wait()


@contextmanager
def cut(port: int, before: bytes) -> Iterator[int]:
    """A line to a server that breaks when somebody says this; the port it begins at."""
    listening = socket.create_server(("127.0.0.1", 0))

    def pass_on(source: socket.socket, to: socket.socket, *, is_watched: bool) -> None:
        with suppress(OSError):
            while piece := source.recv(65_536):
                if is_watched and before in piece:
                    break
                to.sendall(piece)
        for end in (source, to):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def relay() -> None:
        with suppress(OSError):
            near, _ = listening.accept()
            far = socket.create_connection(("127.0.0.1", port))
            back = Thread(target=pass_on, args=(far, near), kwargs={"is_watched": False})
            back.start()
            pass_on(near, far, is_watched=True)
            back.join()
            near.close()
            far.close()

    line = Thread(target=relay, daemon=True)
    line.start()
    try:
        yield int(listening.getsockname()[1])
    finally:
        listening.close()
        line.join(5)


def _configure(server: Dovecot) -> None:
    user, group = NOBODY if os.geteuid() == 0 else _me()
    text = CONFIGURATION.format(**vars(server), user=user, group=group, password=PASSWORD)
    (server.folder / "run").mkdir()
    (server.folder / "dovecot.conf").write_text(text)


def _started(server: Dovecot) -> subprocess.Popen[bytes]:
    command = [DOVECOT, "-F", "-c", str(server.folder / "dovecot.conf")]
    if os.geteuid() != 0:
        return subprocess.Popen(command)
    user, group = NOBODY
    return subprocess.Popen(command, user=user, group=group, extra_groups=[])


def _answers(server: Dovecot) -> bool:
    try:
        imaplib.IMAP4("127.0.0.1", server.port, timeout=5).shutdown()
    except (OSError, imaplib.IMAP4.error):
        return False
    return True


def _give(place: Path) -> None:
    """To nobody, where we are somebody: Dovecot touches no mail as root."""
    if os.geteuid() == 0:
        for path in (place, *place.rglob("*")):
            shutil.chown(path, *NOBODY)


def _me() -> tuple[str, str]:
    return pwd.getpwuid(os.geteuid()).pw_name, grp.getgrgid(os.getegid()).gr_name


def _make_authority(folder: Path) -> None:
    """A certificate for this machine's loopback that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "house")])
    now = SystemClock().now()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    (folder / "house.pem").write_bytes(made.public_bytes(pem))
    (folder / "house.key").write_bytes(key.private_bytes(pem, form, plain))
