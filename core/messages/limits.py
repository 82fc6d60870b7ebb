"""The third wall: filling a message somewhere else, with a limit on time and on memory.

After the first wall a template's work is bounded already – loops over at most twenty items, two
deep, no arithmetic, no calls, a limited length. This one holds where the first has a hole.
"""

import json
import subprocess
from collections.abc import Mapping
from threading import Lock
from typing import Any

from core.foundation.refusal import Refusal
from core.messages import rendering
from core.messages.bench import packed
from core.messages.confined import heard, started, tell
from core.messages.model import Rendered, Writing

SECONDS = 5.0  # of waiting for one message
STARTING_SECONDS = 20.0  # the first message waits for the bench to start, too

_REFUSALS: dict[str, type[Refusal]] = {
    "Unrenderable": rendering.Unrenderable,
    "MessageTooLong": rendering.MessageTooLong,
}


class TookTooLong(Refusal):
    """Filling the message took longer than any message should."""


class Bench:
    """A process that answers one request at a time, started when first needed and after faults.

    `module` is what it runs: it reads requests as lines of JSON, and writes an answer to each.
    """

    def __init__(
        self, *, seconds: float = SECONDS, module: str = "core.messages.bench"
    ) -> None:
        self._seconds = seconds
        self._module = module
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def render(self, writing: Writing, values: Mapping[str, Any]) -> Rendered:
        """Fill a writing that passed the first wall.

        Raises what `Compiled.render` raises, and `TookTooLong`.
        """
        request: dict[str, Any] = {"writing": vars(writing), "values": packed(dict(values))}
        answer = self.asked(request)
        if "refusal" in answer:
            kind, key, facts = answer["refusal"]
            raise _REFUSALS[kind](key, **facts)
        return Rendered(**answer["rendered"])

    def asked(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to one request, whatever it is. Raises `TookTooLong`."""
        with self._lock:
            return self._asked(json.dumps(request).encode() + b"\n")

    def stop(self) -> None:
        """End the process; the next message starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _asked(self, request: bytes) -> dict[str, Any]:
        seconds = self._seconds
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._process = started(self._module)
            seconds += STARTING_SECONDS
        try:
            tell(self._process, request)
            answer = heard(self._process, seconds)
        except OSError:
            answer = b""
        if not answer.endswith(b"\n"):
            self.stop()
            raise TookTooLong("messages-too-hard")
        facts: dict[str, Any] = json.loads(answer)
        return facts


BENCH = Bench()


def render_limited(writing: Writing, values: Mapping[str, Any]) -> Rendered:
    """Fill a message for a preview, on the house's one bench."""
    return BENCH.render(writing, values)
