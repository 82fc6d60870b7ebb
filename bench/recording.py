"""An SMTP server that writes down every message it takes, before it says so.

    python -m bench.recording PORT FOLDER

`FOLDER/taken` has a Message-ID a line; `FOLDER/mail.log` says the same as Postfix would. A
session that is silent for `SILENCE` seconds is closed.
"""

import asyncio
import random
import re
import sys
from itertools import count
from pathlib import Path
from typing import IO

SILENCE = 3.0
LONGEST_WAIT = 0.004  # seconds between taking a message and saying so
NAMED = re.compile(rb"^message-id: <([^>\r\n]+)>", re.IGNORECASE | re.MULTILINE)
ENDED = b"\r\n.\r\n"


class Recorder:
    """What the sessions share: two files, and a number for each message."""

    def __init__(self, folder: Path) -> None:
        self.taken: IO[bytes] = (folder / "taken").open("ab", buffering=0)
        self.log: IO[bytes] = (folder / "mail.log").open("ab", buffering=0)
        self.numbers = count(0x10000)
        self.chance = random.Random(1)

    async def session(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until it ends."""
        self.log.write(b"Nov 26 12:00:00 relay postfix/smtpd[2]: connect from x\n")
        try:
            writer.write(b"220 recording\r\n")
            while line := await asyncio.wait_for(reader.readline(), SILENCE):
                verb = line[:4].upper()
                if verb == b"DATA":
                    writer.write(b"354 go ahead\r\n")
                    await self._take(reader)
                writer.write(_reply(verb))
                if verb == b"QUIT":
                    break
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            pass
        finally:
            writer.close()

    async def _take(self, reader: asyncio.StreamReader) -> None:
        content = await asyncio.wait_for(reader.readuntil(ENDED), SILENCE)
        found = NAMED.search(content)
        name = found.group(1) if found else b"?"
        self.taken.write(name + b"\n")
        number = f"{next(self.numbers):X}".encode()
        at = b"Nov 26 12:00:00 relay postfix/"
        self.log.write(at + b"cleanup[3]: " + number + b": message-id=<" + name + b">\n")
        self.log.write(at + b"qmgr[4]: " + number + b": from=<a@x>, nrcpt=1 (queue active)\n")
        await asyncio.sleep(self.chance.random() * LONGEST_WAIT)


def _reply(verb: bytes) -> bytes:
    if verb == b"EHLO":
        return b"250-recording\r\n250 PIPELINING\r\n"
    return b"221 bye\r\n" if verb == b"QUIT" else b"250 2.0.0 ok\r\n"


async def main(port: int, folder: Path) -> None:
    recorder = Recorder(folder)
    server = await asyncio.start_server(recorder.session, "127.0.0.1", port, limit=1 << 20)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
