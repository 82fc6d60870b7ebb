"""A mailbox on loopback that speaks as much IMAP as `imaplib` asks for to pick mails up."""

import re
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread

PASSWORD = "secret"


@dataclass
class Mailbox:
    """Mails by their number, and which of them were marked as read."""

    mails: dict[int, bytes]
    seen: set[int] = field(default_factory=set)
    dies_before_marking: bool = False

    def answer(self, said: str) -> bytes | None:
        """What comes before the “OK” to a command; none: the line breaks."""
        verb = " ".join(said.upper().split()[: 2 if said.startswith("UID") else 1])
        if verb == "UID STORE":
            return None if self.dies_before_marking else self.mark(said)
        if verb == "UID FETCH":
            return self.fetch(said)
        if verb == "UID SEARCH":
            new = " ".join(str(number) for number in self.mails if number not in self.seen)
            return f"* SEARCH {new}\r\n".encode()
        return {"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n"}.get(verb, b"")

    def mark(self, said: str) -> bytes:
        self.seen.add(int(said.split()[2]))
        return b""

    def fetch(self, said: str) -> bytes:
        number = int(said.split()[2])
        raw = self.mails[number]
        if "RFC822.SIZE" in said:
            return f"* {number} FETCH (RFC822.SIZE {len(raw)})\r\n".encode()
        part = re.search(r"<0\.(\d+)>", said)
        raw = raw[: int(part[1])] if part else raw
        head = f"* {number} FETCH (UID {number} BODY[] {{{len(raw)}}}\r\n".encode()
        return head + raw + b")\r\n"


class Server(socketserver.ThreadingTCPServer):
    mailbox: Mailbox


class Session(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        self.wfile.write(b"* OK ready\r\n")
        for line in self.rfile:
            tag, _, said = line.decode().strip().partition(" ")
            if said.startswith("LOGIN") and PASSWORD not in said:
                self.wfile.write(f"{tag} NO wrong\r\n".encode())
                continue
            answer = self.server.mailbox.answer(said)
            if answer is None:
                return
            self.wfile.write(answer + f"{tag} OK done\r\n".encode())
            if said.startswith("LOGOUT"):
                return


@contextmanager
def served(mailbox: Mailbox) -> Iterator[int]:
    """The mailbox behind a real socket; the port it listens on."""
    with Server(("127.0.0.1", 0), Session) as server:
        server.mailbox = mailbox
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()
