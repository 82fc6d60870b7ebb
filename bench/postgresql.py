"""A PostgreSQL of one's own that can be made to fall and to rise again."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.core.delivery.servers import free_port

PROGRAMS = Path("/usr/lib/postgresql/15/bin")


@dataclass(frozen=True)
class PostgreSQL:
    """A running server; on loopback, and for nobody who does not know its password."""

    base: Path
    port: int
    password: str

    @property
    def url(self) -> str:
        place = f"127.0.0.1:{self.port}/postgres"
        return f"postgresql+psycopg://cockpit:{self.password}@{place}"

    def restart(self) -> None:
        """Let it fall without a word to anybody, and rise again."""
        self.control("restart", "-m", "immediate")

    def control(self, *words: str) -> None:
        options = f"-p {self.port} -k {self.base.parent} -c listen_addresses=127.0.0.1"
        log = str(self.base.parent / "server.log")
        asked = ("pg_ctl", "-D", str(self.base), "-w", "-o", options, "-l", log, *words)
        _ask(*asked)


@contextmanager
def own_postgresql(folder: Path) -> Iterator[PostgreSQL]:
    """One in a folder, until the body ends. PostgreSQL refuses to run as root."""
    home = folder / "postgresql"
    home.mkdir()
    folder.chmod(0o711)
    server = PostgreSQL(home / "base", free_port(), os.urandom(12).hex())
    (home / "password").write_text(server.password)
    if os.geteuid() == 0:
        for path in (home, home / "password"):
            shutil.chown(path, "postgres")
    made = ("initdb", f"--pgdata={server.base}", "--username=cockpit", "--no-sync")
    _ask(*made, f"--pwfile={home / 'password'}", "--auth=scram-sha-256", "--encoding=UTF8")
    server.control("start")
    try:
        yield server
    finally:
        server.control("stop", "-m", "immediate")


def _ask(program: str, *words: str) -> None:
    as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    prefix = as_postgres if os.geteuid() == 0 else []
    command = [*prefix, str(PROGRAMS / program), *words]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)
